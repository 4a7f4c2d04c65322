package page

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ballast/budget/words"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// pressable finds what a person would press: the first thing that can be pressed, is on the
// screen or can be scrolled to, and reads so; with near, the first in the same box as a
// text that reads so.
const pressable = `(label, near) => {
	const shows = (n) => n.getClientRects().length > 0 && getComputedStyle(n).visibility === 'visible'
	const reads = (n, text) => n.innerText.replaceAll('\u00a0', ' ').trim().toLowerCase().startsWith(text.toLowerCase())
	const inside = (box) => [...box.querySelectorAll('button, a[href], summary, label')].filter((n) => shows(n) && !n.disabled && reads(n, label))
	if (!near) return inside(document)[0]
	let box = [...document.querySelectorAll('summary, h2, h3, label, figcaption')].find((n) => shows(n) && reads(n, near))
	while (box && !inside(box).length) box = box.parentElement
	return box && inside(box)[0]
}`

// press presses what reads so with the mouse, in the middle of it; what lies over it would
// be pressed instead.
func (p *tab) press(label, near string) {
	p.t.Helper()
	p.wait(fmt.Sprintf(`(%s)(%q, %q)`, pressable, label, near))
	at := get[[]float64](p, fmt.Sprintf(`(() => { const n = (%s)(%q, %q); n.scrollIntoView({ block: 'center', behavior: 'instant' }); const r = n.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2] })()`, pressable, label, near))
	for _, kind := range []input.DispatchMouseEventType{input.DispatchMouseEventTypeMousePressed, input.DispatchMouseEventTypeMouseReleased} {
		if _, err := chromedp.Call(p.ctx, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: at[0], Y: at[1], Button: input.MouseButtonLeft, ClickCount: 1}); err != nil {
			p.t.Fatal(err)
		}
	}
}

// newcomer: who has never seen the page is at "what if the loan comes six months late" in
// a few clicks on what he reads, on a desk and on a phone, in both languages: a sample
// that speaks of what he knows, the question, the button. The answer stands on the screen,
// with its intervals.
func (b *browser) newcomer(t *testing.T) {
	for _, c := range []struct {
		lang, sample string
		width        int64
	}{{"en", "joint", 1280}, {"zh", "云", 1280}, {"en", "joint", 390}} {
		w := words.For(c.lang)
		p := b.open(t, c.width, 844, b.where.URL+"/", "?lang="+c.lang)
		title := get[string](p, fmt.Sprintf(`[...document.querySelectorAll('button')].map((n) => n.innerText.split('\n')[0]).find((s) => s.toLowerCase().includes(%q)) ?? ''`, c.sample))
		p.press(title, "")
		p.wait(settled)
		clicks := 2
		if c.width < 800 {
			p.press(w.Say("page.whatif.title"), "")
			clicks++
		}
		p.press(w.Say("page.whatif.go"), w.Say("page.whatif.late"))
		p.wait(settled + ` && document.querySelector('[data-diff=probability_gap]')`)
		shown := get[string](p, `(() => { const n = document.querySelector('[data-diff=probability_gap]'); n.scrollIntoView({ block: 'center', behavior: 'instant' }); const r = n.getBoundingClientRect(); const top = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2); return n.contains(top) ? n.innerText : '' })()`)
		if !strings.ContainsAny(shown, "(（") || !strings.Contains(shown, "→") {
			t.Errorf("%s, %d px: after %d clicks the answer reads %q", c.lang, c.width, clicks, shown)
		}
		chip := p.text(".chip span")
		if !strings.Contains(chip, "6") {
			t.Errorf("%s, %d px: the page does not say what was asked: %q", c.lang, c.width, chip)
		}
		p.picture(fmt.Sprintf("newcomer-%s-%d", c.lang, c.width))
	}
}

// picture keeps what the tab shows where BALLAST_PICTURES says.
func (p *tab) picture(name string) {
	out := os.Getenv("BALLAST_PICTURES")
	if out == "" {
		return
	}
	png, err := chromedp.Run(p.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		p.t.Errorf("%s: %v", name, err)
		return
	}
	_ = os.WriteFile(filepath.Join(out, name+".png"), png, 0o600)
}

// control: a plan with actuals has the tab Control, with its finding, its charts and its
// tables, in both languages and on both widths; a plan without has none.
func (b *browser) control(t *testing.T) {
	for _, lang := range []string{"en", "zh"} {
		p := b.open(t, 1280, 844, b.where.URL+"/", "?lang="+lang)
		p.drop(sampleFile(t, "ecommerce-platform", asIs))
		p.wait(settled + ` && !document.querySelector('#tab-control').hidden`)
		p.press(words.For(lang).Say("page.tab.control"), "")
		p.wait(`document.querySelector('#panel-control [data-sheet=control] .finding')?.getClientRects().length`)
		if got := get[[]int](p, `['img.drawn', 'table'].map((s) => document.querySelectorAll('#panel-control ' + s).length)`); got[0] < 3 || got[1] < 5 {
			t.Errorf("%s: %d charts and %d tables", lang, got[0], got[1])
		}
		for _, width := range []int64{390, 1280} {
			p.wide(width)
			p.judge(fmt.Sprintf("tab-control %s %d", lang, width), axeCore(t))
		}
	}
	p := b.openSample(t, "office-move", "")
	if !get[bool](p, `document.querySelector('#tab-control')?.hidden ?? true`) {
		t.Error("a plan without actuals has the tab Control")
	}
}
