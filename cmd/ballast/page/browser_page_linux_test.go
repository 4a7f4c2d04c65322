package page

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ballast/budget/words"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestSlowBrowser uses the page as people do, in Chromium: one browser, a tab a test. No
// test looks at the clock; one that waits for what never comes is ended by go test.
func TestSlowBrowser(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	t.Parallel()
	b := startBrowser(t)
	t.Run("notations", b.notations)
	t.Run("parts", b.parts)
	t.Run("figures", b.figures)
	t.Run("percentile", b.percentile)
	t.Run("newcomer", b.newcomer)
	t.Run("loan late", b.loanLate)
	t.Run("mix", b.mix)
	t.Run("risks", b.risks)
	t.Run("levers", b.levers)
	t.Run("stress", b.stress)
	t.Run("link", b.link)
	t.Run("long link", b.longLink)
	t.Run("downloads", b.downloads)
	t.Run("password", b.password)
	t.Run("store", b.store)
	t.Run("rebound", b.rebound)
	t.Run("problems", b.problems)
	t.Run("compare and seek", b.compareAndSeek)
	t.Run("crowd", b.crowd)
	t.Run("languages", b.languages)
	t.Run("print", b.print)
	t.Run("present", b.present)
	t.Run("hostile names", b.hostileNames)
	t.Run("proxy", b.proxy)
	t.Run("model", b.model)
	t.Run("model what if", b.modelWhatIf)
	t.Run("model newcomer", b.modelNewcomer)
	t.Run("weight", b.weight)
	t.Run("report", b.report)
	t.Run("control", b.control)
	t.Run("widths", b.widths)
}

// openSample opens a tab and drops a sample on it.
func (b *browser) openSample(t *testing.T, name, path string) *tab {
	t.Helper()
	p := b.open(t, 1280, 900, b.where.URL+"/", path)
	p.drop(sampleFile(t, name, asIs))
	p.wait(settled)
	return p
}

// figures: what the page shows of a dropped file is what the command says of it.
func (b *browser) figures(t *testing.T) {
	for _, name := range []string{"office-move", "cloud-joint-operation-zh"} {
		file := sampleFile(t, name, asIs)
		all := figuresOf(t, b.command, file)
		lang := map[bool]string{true: "zh", false: "en"}[strings.HasSuffix(name, "-zh")]
		p := b.open(t, 1280, 900, b.where.URL+"/", "?lang="+lang)
		p.drop(file)
		p.wait(settled)
		currency, _ := all["currency"].(string)
		money := words.Money{Currency: currency, Language: lang}
		if got, want := p.text("[data-tile=reserve] .value"), money.Read(figure(t, all, "reserve", "contingency")); got != want {
			t.Errorf("%s: the reserve is %s, of the command %s", name, got, want)
		}
		chance := get[string](p, fmt.Sprintf(`import('./assets/figures.js').then(f => new f.Notation(%q, %q).share(%v).replaceAll('\u00a0', ' '))`, currency, lang, figure(t, all, "cost", "overrun", "probability")))
		if got := p.text("[data-tile=overrun] .value"); strings.TrimPrefix(got, "▲ ") != chance {
			t.Errorf("%s: the chance of overrun is %s, of the command %s", name, got, chance)
		}
		for _, percent := range []string{"5", "50", "80", "95"} {
			want := get[string](p, fmt.Sprintf(`import('./assets/figures.js').then(f => new f.Notation('', 'en').exact(%v))`, figure(t, all, "cost", "quantiles", percent)))
			got := get[string](p, fmt.Sprintf(`[...document.querySelectorAll('[data-figure=curve] tbody tr')].find(r => r.firstChild.textContent === 'P%s').children[1].textContent`, percent))
			if got != want {
				t.Errorf("%s: P%s of the cost is %s, of the command %s", name, percent, got, want)
			}
		}
		if _, has := all["cash"]; has {
			first := all["cash"].(map[string]any)["months"].([]any)[3].(map[string]any)
			got := get[string](p, `document.querySelector('[data-figure=fan-cash] tbody').rows[3].cells[3].textContent`)
			if want := money.Read(figure(t, first, "quantiles", "50")); got != want {
				t.Errorf("%s: P50 of cash in the fourth month is %s, of the command %s", name, got, want)
			}
		}
	}
}

// percentile: the handle moves by pointer and keys, the tile follows, nothing is asked.
func (b *browser) percentile(t *testing.T) {
	p := b.openSample(t, "office-move", "")
	p.click("#tab-reserve")
	before := len(p.requests())
	was := p.text("[data-tile=reserve] .value")
	box := get[[]float64](p, `(() => { const d = document.querySelector('.dot').getBoundingClientRect(), r = document.querySelector('.handle').getBoundingClientRect(); return [d.x + d.width / 2, d.y + d.height / 2, r.right - 4] })()`)
	if err := chromedp.Do(p.ctx, chromedp.DragAndDropXY(box[0], box[1], box[2], box[1], 8)); err != nil {
		t.Fatal(err)
	}
	if got := get[string](p, `document.querySelector('.handle').value`); got != "99" {
		t.Errorf("dragged to the end of the curve the handle is at P%s", got)
	}
	if now := p.text("[data-tile=reserve] .value"); now == was {
		t.Errorf("the tile does not follow the handle: %s", now)
	}
	if err := chromedp.Do(p.ctx, chromedp.Focus(chromedp.CSS(".handle")), chromedp.KeyEvent(kb.ArrowDown)); err != nil {
		t.Fatal(err)
	}
	if got := p.text("[data-tile=reserve] .label"); !strings.Contains(got, "P98") {
		t.Errorf("after an arrow key the tile is %q", got)
	}
	if got := get[string](p, `document.querySelector('.handle').getAttribute('aria-valuetext')`); !strings.HasPrefix(got, "P98: €") {
		t.Errorf("a screen reader hears %q", got)
	}
	p.fill("#percentile", "80")
	if now := p.text("[data-tile=reserve] .value"); now != was {
		t.Errorf("back at P80 the tile is %s, was %s", now, was)
	}
	if now := p.requests(); len(now) != before {
		t.Errorf("moving the percentile asked for %v", now[before:])
	}
}

// requests are the addresses asked for so far, but for pictures, which come when they
// are scrolled to.
func (p *tab) requests() []string {
	p.lock.Lock()
	defer p.lock.Unlock()
	var all []string
	for _, s := range p.sent {
		if !strings.Contains(s, "/charts/") {
			all = append(all, s)
		}
	}
	return all
}

// loanLate: from the drop to what a loan six months late does it is one button; the
// effect is that of the same stress of the command, and undo and redo go there and back.
func (b *browser) loanLate(t *testing.T) {
	p := b.openSample(t, "cloud-joint-operation", "")
	was := p.text("[data-tile=gap] .value")
	p.click("[data-ask='whatif.late'] button")
	p.wait(settled + ` && document.querySelector('[data-diff=probability_gap]')`)
	now := p.text("[data-tile=gap] .value")
	if now == was {
		t.Errorf("a loan six months late leaves the chance of a gap at %s", now)
	}
	all := figuresOf(t, b.command, sampleFile(t, "cloud-joint-operation", asIs), "--stress", "F3 late 6")
	stressed := all["stress_test"].(map[string]any)["stresses"].([]any)[0].(map[string]any)
	want := get[string](p, fmt.Sprintf(`import('./assets/figures.js').then(f => new f.Notation('CNY', 'en').share(%v).replaceAll('\u00a0', ' '))`, figure(t, stressed, "figures", "probability_gap")))
	if strings.TrimPrefix(now, "▲ ") != want {
		t.Errorf("the chance of a gap is %s, of the stress of the command %s", now, want)
	}
	if !get[bool](p, `document.body.classList.contains('draft') && document.querySelectorAll('.chip').length === 1`) {
		t.Error("the page does not say that this is a draft")
	}
	p.act(`document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true }))`)
	p.wait(settled + ` && document.querySelectorAll('.chip').length === 0`)
	if got := p.text("[data-tile=gap] .value"); got != was {
		t.Errorf("after undo the chance is %s, was %s", got, was)
	}
	p.act(`document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Z', ctrlKey: true, shiftKey: true, bubbles: true }))`)
	p.wait(settled + ` && document.querySelectorAll('.chip').length === 1`)
	if got := p.text("[data-tile=gap] .value"); got != now {
		t.Errorf("after redo the chance is %s, was %s", got, now)
	}
}

// mix: a slider moves the cash while it is dragged, against the base as a ghost; let go,
// it is a step of the history.
func (b *browser) mix(t *testing.T) {
	p := b.openSample(t, "cloud-joint-operation", "")
	p.click("#tab-mix")
	was := p.text("#mixfigures dd")
	p.act(`const r = document.querySelector('[data-source=F3]'); for (const v of [50e6, 40e6, 30e6]) { r.value = v; r.dispatchEvent(new Event('input')) }`)
	p.wait(`document.querySelector('#mixfigures small') && document.querySelector('[data-figure=mixfan] .ghost')`)
	p.wait(`document.querySelector('#mixfigures dd').firstChild.textContent.replaceAll('\u00a0', ' ') !== ` + fmt.Sprintf("%q", was))
	p.act(`document.querySelector('[data-source=F3]').dispatchEvent(new Event('change'))`)
	p.wait(settled + ` && document.querySelectorAll('.chip').length === 1 && document.querySelector('.diff')`)
	whole := strings.TrimPrefix(p.text("[data-tile=gap] .value"), "▲ ")
	if live := get[string](p, `document.querySelector('#mixfigures dd').firstChild.textContent.replaceAll('\u00a0', ' ')`); live != whole {
		t.Errorf("the mix shows a chance of a gap of %s, the whole run %s", live, whole)
	}
	p.click("#undo")
	p.wait(settled + ` && document.querySelector('[data-source=F3]').value === '60000000'`)
}

// risks: a risk that is switched off lowers the reserve, with an interval.
func (b *browser) risks(t *testing.T) {
	p := b.openSample(t, "cloud-joint-operation", "")
	p.click("#tab-risks")
	if row := get[string](p, `document.querySelector('[data-risk=R04]').closest('tr').textContent`); strings.Contains(row, "0%") || !strings.Contains(row, "a year") {
		t.Errorf("a risk that comes some times a year reads %q", row)
	}
	p.click("[data-risk=R25]")
	p.wait(settled + ` && document.querySelector('[data-diff=contingency]')`)
	if got := p.text("[data-diff=contingency] .moved"); !strings.HasPrefix(got, "−") || !strings.Contains(got, "(") {
		t.Errorf("without its risk the reserve moves by %q", got)
	}
	if !strings.Contains(get[string](p, `location.hash`), "R25.status~closed") {
		t.Errorf("the address is %s", get[string](p, `location.hash`))
	}
}

// link: whoever opens a link drops the same file and sees the same; another file is not
// taken for it.
func (b *browser) link(t *testing.T) {
	p := b.openSample(t, "cloud-joint-operation", "")
	p.act(`document.querySelector('#set-limit').value = '240m'; document.querySelector('#set-limit').dispatchEvent(new Event('change'))`)
	p.wait(settled + ` && document.querySelectorAll('.chip').length === 1`)
	p.click("#tab-reserve")
	p.fill("#percentile", "90")
	look := `[...document.querySelectorAll('.tile .value')].map(v => v.textContent).join('|') + location.hash + document.querySelector('[role=tab][aria-selected=true]').id + document.querySelector('.chip span').textContent`
	want := get[string](p, look)
	hash := get[string](p, `location.hash`)
	q := b.open(t, 1280, 900, b.where.URL+"/", "")
	q.act(fmt.Sprintf(`location.hash = %q`, hash))
	q.wait(`document.querySelector('.notice.info:not([hidden])')`)
	q.drop(sampleFile(t, "cloud-joint-operation", asIs))
	q.wait(settled + ` && document.querySelectorAll('.chip').length === 1`)
	if got := get[string](q, look); got != want {
		t.Errorf("the link shows\n%s\nit was made of\n%s", got, want)
	}
	if err := chromedp.Do(q.ctx, chromedp.Reload()); err != nil {
		t.Fatal(err)
	}
	q.wait(settled + ` && document.querySelectorAll('.chip').length === 1`)
	if got := get[string](q, look); got != want {
		t.Errorf("loaded again it shows\n%s\nnot\n%s", got, want)
	}
}

// problems: a plan with an error says where, lets another value be tried, and runs then.
func (b *browser) problems(t *testing.T) {
	p := b.open(t, 1280, 900, b.where.URL+"/", "")
	p.drop(sampleFile(t, "office-move", func(text string) string {
		return strings.Replace(text, "12,500 | total | 9,500 | 12,500 | 17,000", "12,500 | total | 19,500 | 12,500 | 17,000", 1)
	}))
	p.wait(`document.querySelector('.problem.error form')`)
	if !get[bool](p, `document.querySelector('#run').disabled`) {
		t.Error("a plan with an error can be run")
	}
	at := p.text(".problem.error code")
	if !strings.HasPrefix(at, "Costs!") {
		t.Errorf("the error is at %q", at)
	}
	for _, width := range []int64{390, 1280} {
		p.wide(width)
		p.judge(fmt.Sprintf("problems en %d", width), axeCore(t))
	}
	p.act(`const f = document.querySelector('.problem.error form'); f.querySelector('input').value = '9,500'; f.requestSubmit()`)
	p.wait(`!document.querySelector('#run').disabled`)
	p.click("#run")
	p.wait(settled)
	if get[int](p, `document.querySelectorAll('.chip').length`) != 1 {
		t.Error("the value that was tried is no chip of the draft")
	}
}

// compareAndSeek: a kept variant beside the plan, and a goal that the page seeks.
func (b *browser) compareAndSeek(t *testing.T) {
	p := b.openSample(t, "cloud-joint-operation", "")
	p.click("[data-ask='whatif.late'] button")
	p.wait(settled + ` && document.querySelector('[data-diff], [data-same]')`)
	p.act(`document.querySelector('#keepname').value = 'Bank late'; document.querySelector('#keepname').form.requestSubmit()`)
	p.wait(`!document.querySelector('#tab-compare').hidden`)
	p.click("#tab-compare")
	p.click("#compare")
	p.wait(`document.querySelector('.compare [data-row=contingency]')`)
	if got := get[int](p, `document.querySelectorAll('.compare thead th').length`); got != 2 {
		t.Errorf("%d columns are compared, of the plan and one variant", got)
	}
	if got := p.text(".compare [data-row=probability_gap]"); !strings.Contains(got, "(") && !strings.Contains(got, words.For("en").Say("page.diff.none")) {
		t.Errorf("the difference has no interval: %q", got)
	}
	p.click("#reset")
	p.wait(settled + ` && document.querySelectorAll('.chip').length === 0`)
	p.act(`document.querySelector('#seekvalue').form.requestSubmit()`)
	p.wait(`document.querySelector('.answer button')`)
	p.click(".answer button")
	p.wait(settled + ` && document.querySelectorAll('.chip').length === 1`)
}

// languages: both say all of it in themselves.
func (b *browser) languages(t *testing.T) {
	for lang, html := range map[string]string{"en": "en", "zh": "zh-Hans"} {
		p := b.openSample(t, map[string]string{"en": "cloud-joint-operation", "zh": "cloud-joint-operation-zh"}[lang], "?lang="+lang)
		if got := get[string](p, `document.documentElement.lang`); got != html {
			t.Errorf("the language of the page is %s, not %s", got, html)
		}
		if got, want := p.text("#tab-mix"), words.For(lang).Say("page.tab.mix"); got != want {
			t.Errorf("the tab reads %q, not %q", got, want)
		}
		bad := get[string](p, `(document.body.textContent.match(/undefined|NaN|\[object|%s|%\[|null\b/) ?? [''])[0]`)
		if bad != "" {
			t.Errorf("%s: the page reads %q", lang, bad)
		}
		if lang == "zh" {
			found := get[[]string](p, `[...document.querySelectorAll('button, summary, label, h1, h2, h3, figcaption, th')].map(n => n.textContent.trim()).filter(s => /[a-z]{4,} [a-z]{3,}/i.test(s))`)
			for _, f := range found {
				t.Errorf("English in the Chinese page: %q", f)
			}
		}
		other := get[string](p, `document.querySelector('#language').href`)
		if !strings.Contains(other, "lang=") || !strings.Contains(other, "#/p/") {
			t.Errorf("the other language is at %s", other)
		}
	}
}

// print: on paper stand all tabs, open, with what made them, and no controls.
func (b *browser) print(t *testing.T) {
	p := b.openSample(t, "cloud-joint-operation", "")
	p.click("[data-ask='whatif.late'] button")
	p.wait(settled + ` && document.querySelector('[data-diff], [data-same]')`)
	pdf, err := chromedp.Run(p.ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPrintBackground()))
	if err != nil || len(pdf) < 50_000 {
		t.Errorf("printed %d bytes: %v", len(pdf), err)
	}
	if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	hidden := get[[]string](p, `[...document.querySelectorAll('[role=tab]')].filter(t => !t.hidden).map(t => document.getElementById(t.getAttribute('aria-controls'))).filter(x => x.getBoundingClientRect().height === 0).map(x => x.id)`)
	if len(hidden) > 0 {
		t.Errorf("not on paper: %v", hidden)
	}
	tabs := get[[]string](p, `[...document.querySelectorAll('[role=tab]')].filter(t => !t.hidden).map(t => t.textContent.trim())`)
	headed := get[[]string](p, `[...document.querySelectorAll('[role=tabpanel] > h2.printed')].filter(h => h.getBoundingClientRect().height > 0).map(h => h.textContent.trim())`)
	if len(tabs) < 5 || !slices.Equal(tabs, headed) {
		t.Errorf("on paper stand %v of the tabs %v", headed, tabs)
	}
	if shown := get[[]string](p, `['.bar', '.whatif', '.tabs', '#compare', '.fold > summary'].filter(s => [...document.querySelectorAll(s)].some(n => n.getBoundingClientRect().height > 0))`); len(shown) > 0 {
		t.Errorf("controls on paper: %v", shown)
	}
	if near := get[float64](p, `document.querySelector('main h1').getBoundingClientRect().x - document.querySelector('.result > main').getBoundingClientRect().x`); near < 8 {
		t.Errorf("the mark of a draft lies over the text: %v px from the edge", near)
	}
	made := p.text("section.printed")
	for _, want := range []string{"SHA-256", "2026", "→"} {
		if !strings.Contains(made, want) {
			t.Errorf("what made the figures does not say %q: %s", want, made)
		}
	}
	if out := os.Getenv("BALLAST_PICTURES"); out != "" {
		_ = os.WriteFile(filepath.Join(out, "print.pdf"), pdf, 0o600)
	}
}

// present: one finding a page, by arrow keys, and back by Escape.
func (b *browser) present(t *testing.T) {
	p := b.openSample(t, "office-move", "")
	p.click("#present")
	first := p.text(".present .where")
	p.act(`document.querySelector('.present').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }))`)
	if now := p.text(".present .where"); now == first {
		t.Errorf("the arrow key leaves it at %q", now)
	}
	if get[int](p, `document.querySelectorAll('.present .stage > *').length`) != 1 {
		t.Error("there is not one thing on the page")
	}
	for range 3 {
		if over := get[float64](p, `(() => { const s = document.querySelector('.stage').getBoundingClientRect(), c = document.querySelector('.stage > *').getBoundingClientRect(); return Math.max(c.bottom - s.bottom, s.top - c.top, c.right - s.right) })()`); over > 1 {
			t.Errorf("%s: the picture is cut by %v px", p.text(".present .where"), over)
		}
		p.act(`document.querySelector('.present').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }))`)
	}
	p.act(`document.querySelector('.present').close()`)
	p.wait(`!document.querySelector('.present')`)
}
