package page

import (
	"encoding/json"
	"fmt"
	"math"
	"testing"

	"ballast/budget/words"
)

// notations: what the page writes by itself is what the texts of the results write.
func (b *browser) notations(t *testing.T) {
	p := b.open(t, 800, 600, b.where.URL+"/", "")
	amounts := []float64{0, 1, -1, 9.4, 12, 999.4, 999.5, 9994, 9995, 9999, 12_345, 99_949, 99_950, 123_456, 999_499, 999_500, 1_234_567, -27_667_526.74, 94_999_999, 99_949_999,
		123_456_789, 999_499_999, 1e9, 2.5e10, -3.456e12, 0.004, -0.4}
	for _, lang := range []string{"en", "zh"} {
		for _, currency := range []string{"CNY", "EUR", "usd", "", "CHF", "GBP", "JPY", "元"} {
			list, err := json.Marshal(amounts)
			if err != nil {
				t.Fatal(err)
			}
			got := get[[]string](p, fmt.Sprintf(`import('./assets/figures.js').then(f => { const n = new f.Notation(%q, %q); return %s.map(x => n.money(x)) })`, currency, lang, list))
			for i, x := range amounts {
				if want := (words.Money{Currency: currency, Language: lang}).Read(x); got[i] != want {
					t.Errorf("%s %s: %v is written %q, in the results %q", lang, currency, x, got[i], want)
				}
			}
		}
	}
	for text, want := range map[string]float64{"1,200,000": 1.2e6, "1.2m": 1.2e6, "120万": 1.2e6, " 3.5 亿元": 3.5e8, "-5k": -5000, ".5m": 5e5} {
		if got := get[float64](p, fmt.Sprintf(`import('./assets/figures.js').then(f => f.amountOf(%q))`, text)); math.Abs(got-want) > 1e-9*math.Abs(want) {
			t.Errorf("%q is read as %v, not %v", text, got, want)
		}
	}
	for _, text := range []string{"", "abc", "1.2.3", "12 apples", "--3"} {
		if !get[bool](p, fmt.Sprintf(`import('./assets/figures.js').then(f => f.amountOf(%q) === null)`, text)) {
			t.Errorf("%q is read as an amount", text)
		}
	}
}

// pieces are the parts of the page that draw nothing, tried by themselves.
var pieces = map[string]string{
	"a link brings back what it was made of": `
		const { hashOf, readHash } = await import('./assets/link.js')
		const nasty = ["", "120000", "Costs!E7~1;2&p=3", "a=b&c=d?e#f/g", "成本 表", "it's (50%)", "+~!*", "\u{1F600}"]
		for (const text of nasty) for (const sheet of ["Costs", "O'Brien! ~;&=?#/%", "资金"]) {
			const variant = { edits: [{ sheet, cell: 'E7', text }, { set: 'R1.status', text }], mix: { 'F 2;~': 0.5, F1: 3e7 }, stress: ['F2 late 6; costs +15%'] }
			const at = { sha: 'ab12'.repeat(16), tab: 'mix', variant, p: 95 }
			const back = readHash(hashOf(at))
			if (JSON.stringify(back) !== JSON.stringify({ sha: 'ab12'.repeat(4), tab: 'mix', variant, p: 95 })) return hashOf(at) + ' gave ' + JSON.stringify(back)
		}
		for (const broken of ['', '#', '#/p', '#/p/', '#/x/y', '#/p/%E0%A4%A/cash?v=%E0~;!~;A!~&mix=F1~x;~3&p=300']) readHash(broken)
		if (readHash('#/p/ab/cash?v=%ZZ&mix=F1~x&p=abc').p !== 0) return 'a percentile that is no number'`,
	"a file brings back what is too long for a link": `
		const { fileOf, readFile } = await import('./assets/link.js')
		const variant = { edits: Array.from({ length: 300 }, (_, i) => ({ sheet: "O'Brien! 成本", cell: 'E' + (i + 1), text: '"' + i })), mix: { F1: 3e7 }, stress: ['F2 late 6'] }
		const back = readFile(fileOf({ sha: 'ab12'.repeat(16), name: 'x.xlsx', tab: 'mix', variant, p: 95 }))
		if (JSON.stringify(back) !== JSON.stringify({ sha: 'ab12'.repeat(16), tab: 'mix', p: 95, variant })) return JSON.stringify(back).slice(0, 300)
		for (const broken of ['', '{', 'null', '[]', '{"ballast":"variant"}', '{"ballast":"variant","sha256":"../x"}', '{"version":1,"reserve":{}}']) if (readFile(broken) !== null) return 'took ' + broken
		const odd = readFile(JSON.stringify({ ballast: 'variant', sha256: 'ab12'.repeat(4), p: 'x', tab: 3, variant: { edits: [null, 3, { set: 'limit' }, { sheet: 'A', text: '1' }, { set: 'limit', text: '1m' }], mix: { F1: 'x', F2: 1 }, stress: 'x' } }))
		if (JSON.stringify(odd) !== JSON.stringify({ sha: 'ab12'.repeat(4), tab: 'dashboard', p: 0, variant: { edits: [{ set: 'limit', text: '1m' }], mix: { F2: 1 }, stress: [] } })) return JSON.stringify(odd)`,
	"undo goes back a hundred steps and redo on again": `
		const { Steps } = await import('./assets/variant.js')
		const s = new Steps(0)
		for (let i = 1; i <= 150; i++) s.push(i)
		for (let i = 0; i < 200; i++) s.undo()
		if (s.now !== 50) return 'the oldest step is ' + s.now
		if (s.redo() !== 51 || !s.canUndo) return 'no way on'
		s.push('new')
		if (s.canRedo || s.undo() !== 51) return 'what was undone is not forgotten'`,
	"an edit that goes back to the workbook is none": `
		const { NONE, withEdit, isNone, keyOf, withAmount, without } = await import('./assets/variant.js')
		let v = withEdit(NONE, { sheet: 'Costs', cell: 'E7', text: '5' }, '4')
		const first = v
		v = withEdit(v, { set: 'limit', text: '1m' }, '2m')
		v = withEdit(v, { sheet: 'Costs', cell: 'E7', text: '6' }, '4')
		if (v.edits.length !== 2 || v.edits[0].text !== '6' || first.edits[0].text !== '5') return JSON.stringify(v)
		v = withEdit(v, { sheet: 'Costs', cell: 'E7', text: '4' }, '4')
		v = without(withAmount(withAmount(v, 'F1', 9, 5), 'F1', 5, 5), 'limit')
		if (!isNone(v) || keyOf(v) !== keyOf(NONE)) return JSON.stringify(v)`,
	"lines are read wherever the stream is cut": `
		const { lines } = await import('./assets/server.js')
		const bytes = new TextEncoder().encode('{"a":1}\n\n{"b":"预算\\n"}\n{"c":[]}')
		for (let cut = 0; cut <= bytes.length; cut++) {
			const parts = [bytes.slice(0, cut), bytes.slice(cut)]
			const got = []
			for await (const line of lines(new ReadableStream({ start(c) { for (const p of parts) c.enqueue(p); c.close() } }))) got.push(line)
			if (JSON.stringify(got) !== '[{"a":1},{"b":"预算\\n"},{"c":[]}]') return cut + ': ' + JSON.stringify(got)
		}`,
	"one request is under way and the newest value waits": `
		const { latest } = await import('./assets/server.js')
		const sent = [], free = []
		const offer = latest(v => new Promise(done => { sent.push(v); free.push(done) }))
		const all = offer(1)
		for (const v of [2, 3, 4]) offer(v)
		if (sent.join() !== '1') return 'sent ' + sent
		free[0](); await new Promise(r => queueMicrotask(() => queueMicrotask(r)))
		offer(5); offer(6)
		if (sent.join() !== '1,4') return 'sent ' + sent
		free[1](); await new Promise(r => queueMicrotask(() => queueMicrotask(r)))
		free[2](); await all
		if (sent.join() !== '1,4,6') return 'sent ' + sent`,
	"a curve is read at a percent and back": `
		const { quantile, chanceOf, ticks } = await import('./assets/figures.js')
		const curve = Array.from({ length: 1001 }, (_, i) => i * i)
		for (let p = 0; p <= 100; p++) if (quantile(curve, p / 100) !== curve[10 * p]) return 'at ' + p
		if (quantile([0, 1, null], 0.75) !== null || quantile([0, 10], 0.25) !== 2.5) return 'between points'
		for (const x of [0, 3, 250000, 999999]) if (Math.abs(quantile(curve, chanceOf(curve, x)) - x) > 1e-6 * (1 + x)) return 'back from ' + x
		const marks = ticks(-3.2, 87)
		if (marks[0] > -3.2 || marks.at(-1) < 87 || new Set(marks.slice(1).map((m, i) => m - marks[i])).size !== 1) return marks.join()`,
	"no two marks of an axis read the same": `
		const { Notation, ticks } = await import('./assets/figures.js')
		for (const lang of ['en', 'zh']) for (const [lo, hi] of [[24.1e6, 25.9e6], [0, 3e5], [-2e4, 9e4], [0, 1.4e9], [226e6, 263e6], [0, 40], [9.2e7, 1.6e8]]) {
			const marks = ticks(lo, hi), n = new Notation('EUR', lang)
			const read = marks.map(m => n.bare(m, hi))
			if (new Set(read).size !== marks.length) return lang + ': ' + read.join(' ')
		}`,
	"texts take their arguments by place": `
		const { fill } = await import('./assets/say.js')
		if (fill('%[2]s of %[1]s, 5%%', ['a', 'b']) !== 'b of a, 5%' || fill('%s %s', [0, '$&']) !== '0 $&') return fill('%[2]s of %[1]s, 5%%', ['a', 'b'])`,
}

// parts tries each of them.
func (b *browser) parts(t *testing.T) {
	p := b.open(t, 800, 600, b.where.URL+"/", "")
	for name, code := range pieces {
		if wrong := get[string](p, `(async () => {`+code+"\nreturn ''})()"); wrong != "" {
			t.Errorf("%s: %s", name, wrong)
		}
	}
}
