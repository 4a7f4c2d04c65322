package page

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"ballast/budget/words"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// pull moves a slider to a share of its way with the mouse.
func (p *tab) pull(selector string, share float64) {
	p.t.Helper()
	box := get[[]float64](p, fmt.Sprintf(`(() => { const n = document.querySelector(%q); n.scrollIntoView({ block: 'center', behavior: 'instant' }); const r = n.getBoundingClientRect(); return [r.x, r.y + r.height / 2, r.width] })()`, selector))
	for _, kind := range []input.DispatchMouseEventType{input.DispatchMouseEventTypeMousePressed, input.DispatchMouseEventTypeMouseReleased} {
		if _, err := chromedp.Call(p.ctx, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: box[0] + share*box[2], Y: box[1], Button: input.MouseButtonLeft, ClickCount: 1}); err != nil {
			p.t.Fatal(err)
		}
	}
}

// chips waits until so many edits are shown with the figures of the whole run.
func (p *tab) chips(n int) {
	p.t.Helper()
	p.wait(fmt.Sprintf(settled+` && document.querySelectorAll('.chip').length === %d`, n))
}

// modelWhatIf: an input of a model is changed by the slider, by the field at its cell and as
// any cell by its place; there and back; its outputs stand beside those of the workbook as it
// is with paired intervals; link, variant, comparison, goal and the copy all have it.
func (b *browser) modelWhatIf(t *testing.T) {
	p := b.openSample(t, "npv-model", "")
	p.act(catching)
	was := p.text("[data-output='Result!B2'] .value")
	p.act(`const s = document.querySelector('#inputwhich'); s.value = 'Assumptions!B4'; s.dispatchEvent(new Event('change', { bubbles: true }))`)
	p.pull("#inputslider", 0.9)
	p.chips(1)
	now := p.text("[data-output='Result!B2'] .value")
	if got := p.text("[data-diff='Result!B2 mean'] .moved"); now == was || !strings.HasPrefix(got, "+") || !strings.Contains(got, "(") {
		t.Errorf("a dearer price moves the NPV from %s to %s, by %q", was, now, got)
	}
	if got := p.text(".chip span"); !strings.Contains(got, "Triangular(85,95,102)") {
		t.Errorf("the chip does not say what stood there: %q", got)
	}
	if ends := get[[]int](p, `['c0', 'c1'].map((c) => document.querySelector('[data-figure="output/Result!B2"] path.' + c).getAttribute('d').length)`); ends[0] < 200 || ends[1] < 200 {
		t.Errorf("the curves of the workbook and of the variant are %v signs long", ends)
	}
	p.click("#undo")
	p.chips(0)
	if got := p.text("[data-output='Result!B2'] .value"); got != was || get[bool](p, `document.querySelector('[data-figure^="output/"]') !== null`) {
		t.Errorf("after undo the NPV is %s, was %s, or a ghost stands there still", got, was)
	}
	p.click("#redo")
	p.chips(1)
	p.click("#tab-inputs")
	p.fill("[data-cell='Assumptions!B12']", "30%")
	p.chips(2)
	p.act(`document.querySelector('#cellwhich').value = "'Cash flow'!A4"; document.querySelector('#cellwhich').dispatchEvent(new Event('change')); document.querySelector('#celltext').value = 'abc'; document.querySelector('#cellwhich').form.requestSubmit()`)
	if _, err := chromedp.Run(p.ctx, chromedp.Poll[bool](`document.querySelector('.notice[role=alert]:not([hidden])') !== null`, chromedp.WithPollingTimeout(0))); err != nil {
		t.Fatal(err)
	}
	if got := p.text(".notice[role=alert]:not([hidden])"); !strings.Contains(got, "Cash flow") {
		t.Errorf("a word in a cell of a number: %q", got)
	}
	p.click("#undo")
	p.chips(2)
	hash := get[string](p, `location.hash`)
	p.act(`document.querySelector('#keepname').value = 'Dear'; document.querySelector('#keepname').form.requestSubmit()`)
	p.wait(`!document.querySelector('#tab-compare').hidden`)
	p.click("#tab-compare")
	p.click("#compare")
	p.wait(`document.querySelector('.compare [data-row="Result!B2 mean"] small')`)
	if got := get[[]int](p, `[document.querySelectorAll('.compare thead th').length, document.querySelectorAll('[data-figure^="compare-"] path.series').length]`); got[0] != 2 || got[1] != 8 {
		t.Errorf("%d columns and %d curves are compared, of the workbook and one variant with four outputs", got[0], got[1])
	}
	p.click("#downloads [data-file='workbook.xlsx']")
	p.wait(`saved.length > 0 && saved.at(-1).name`)
	if name, data := p.saved(); !strings.Contains(name, ".variant.") || !slices.Contains(sheetsOf(t, data), "Variant") {
		t.Errorf("%s does not say that it is one", name)
	}
	value := p.text("[data-output='Result!B2'] .value")
	p.act(`document.querySelector('#seekby').value = 'Assumptions!B7'; document.querySelector('#seekvalue').form.requestSubmit()`)
	p.wait(`document.querySelector('.answer button')`)
	p.click(".answer button")
	p.chips(3)
	if got := p.text("[data-diff='Result!B2 target']"); !strings.Contains(got, "80") {
		t.Errorf("at what was sought the chance is %q", got)
	}
	q := b.open(t, 1280, 900, b.where.URL+"/", "")
	q.act(fmt.Sprintf(`location.hash = %q`, hash))
	q.wait(`document.querySelector('.notice.info:not([hidden])')`)
	q.drop(sampleFile(t, "npv-model", asIs))
	q.chips(2)
	if got := q.text("[data-output='Result!B2'] .value"); got != value {
		t.Errorf("from the link the NPV is %s, it was %s", got, value)
	}
}

// modelNewcomer: who has never seen the page tries another input of a model of formulas
// with the mouse alone, in two clicks, in both languages, on a desk and on a phone.
func (b *browser) modelNewcomer(t *testing.T) {
	for _, c := range []struct {
		lang, name string
		width      int64
	}{{"en", "npv-model", 1280}, {"zh", "npv-model-zh", 1280}, {"zh", "npv-model-zh", 390}} {
		w := words.For(c.lang)
		p := b.open(t, c.width, 844, b.where.URL+"/", "?lang="+c.lang)
		p.press(w.Say("page.server.sample."+c.name), "")
		p.wait(settled)
		if c.width < 800 {
			p.press(w.Say("page.whatif.title"), "")
		}
		p.pull("#inputslider", 0.1)
		p.chips(1)
		if got := p.text(".diff [data-diff$=' mean']"); !strings.Contains(got, "→") || !strings.ContainsAny(got, "(（") {
			t.Errorf("%s, %d px: the answer reads %q", c.lang, c.width, got)
		}
		if bad := get[string](p, `(document.body.textContent.match(/undefined|NaN|\[object|%s|%\[|null\b/) ?? [''])[0]`); bad != "" {
			t.Errorf("%s: the page reads %q", c.lang, bad)
		}
		p.judge(fmt.Sprintf("model-whatif %s %d", c.lang, c.width), axeCore(t))
	}
}
