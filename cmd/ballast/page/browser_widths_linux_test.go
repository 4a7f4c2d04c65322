package page

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// strokes are the lines of each chart that the page draws, each by its dash and its width:
// two that are alike could be told apart by their colour alone.
const strokes = `[...document.querySelectorAll('svg.plot')].filter((s) => s.getClientRects().length).map((s) => ({
	name: s.getAttribute('aria-label'),
	lines: [...s.querySelectorAll('.front path')].filter((n) => n.getAttribute('d')).map((n) => getComputedStyle(n)).filter((c) => c.fill === 'none' && c.stroke !== 'none').map((c) => c.strokeDasharray + ' ' + c.strokeWidth) }))`

// widths: between a phone and a desk, and on a wide screen, nothing scrolls sideways, no chart
// is blown up and no line of text is too long to read; in every chart lines differ by more
// than their colour. What eyes see that take some colours for one another is kept as pictures.
func (b *browser) widths(t *testing.T) {
	p := b.openSample(t, "cloud-joint-operation", "")
	p.click("[data-ask='whatif.late'] button")
	p.wait(settled + ` && document.querySelector('[data-diff], [data-same]')`)
	p.act(`document.querySelector('#keepname').form.requestSubmit()`)
	p.wait(`!document.querySelector('#tab-compare').hidden`)
	p.click("#tab-compare")
	p.click("#compare")
	p.wait(`document.querySelector('.compare [data-row]')`)
	seen := 0
	for _, tab := range []string{"dashboard", "reserve", "cash", "mix", "risks", "compare"} {
		p.click("#tab-" + tab)
		for _, width := range []int64{768, 1920} {
			p.wide(width)
			p.judge(fmt.Sprintf("%s wide %d", tab, width), nil)
			if most := get[float64](p, `Math.max(0, ...[...document.querySelectorAll('figure > .plot, figure > .drawn, .curve')].map((n) => n.getBoundingClientRect().width))`); most > 920 {
				t.Errorf("%s at %d px: a chart is %v px wide", tab, width, most)
			}
			if most := get[float64](p, `Math.max(0, ...[...document.querySelectorAll('main p:not(.runline), main li')].map((n) => n.getBoundingClientRect().width / parseFloat(getComputedStyle(n).fontSize)))`); most > 60 {
				t.Errorf("%s at %d px: a line of text is %v times as long as its letters are high", tab, width, most)
			}
		}
		type chart struct {
			Name  string   `json:"name"`
			Lines []string `json:"lines"`
		}
		for _, c := range get[[]chart](p, strokes) {
			alike := map[string]bool{}
			for _, line := range c.Lines {
				if seen++; alike[line] {
					t.Errorf("%s, %s: two lines differ by their colour alone (%s)", tab, c.Name, line)
				}
				alike[line] = true
			}
		}
		for _, kind := range []emulation.SetEmulatedVisionDeficiencyType{emulation.SetEmulatedVisionDeficiencyTypeDeuteranopia, emulation.SetEmulatedVisionDeficiencyTypeProtanopia, emulation.SetEmulatedVisionDeficiencyTypeTritanopia, emulation.SetEmulatedVisionDeficiencyTypeNone} {
			if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedVisionDeficiency, emulation.SetEmulatedVisionDeficiencyParams{Type: kind}); err != nil {
				t.Fatal(err)
			}
			if kind != emulation.SetEmulatedVisionDeficiencyTypeNone && tab != "reserve" {
				p.picture(fmt.Sprintf("%s-%s", tab, kind))
			}
		}
	}
	if seen < 8 {
		t.Errorf("only %d lines were looked at", seen)
	}
}
