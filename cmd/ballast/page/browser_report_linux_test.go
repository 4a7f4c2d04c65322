package page

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/input"
	protocol "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// report: the interactive report works as it comes with a mail, from a file and with
// nothing else: the percentile is dragged, a bar of the tornado tells its figures under
// the pointer, a table is put in order; it stays below 1 MB and asks for nothing.
func (b *browser) report(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "plan.html")
	run := exec.Command(b.command, "run", sampleFile(t, "cloud-joint-operation", asIs), "-o", filepath.Join(dir, "r.xlsx"), "--quiet", "--scenarios", "2000", "--report", file, "--interactive")
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if info, err := os.Stat(file); err != nil || info.Size() >= 1_000_000 {
		t.Errorf("the report has %d bytes (%v)", info.Size(), err)
	}
	ctx, stop := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(stop)
	p := &tab{t: t, ctx: ctx, at: "file://" + file}
	p.watch()
	if _, err := chromedp.Call(ctx, protocol.AddScriptToEvaluateOnNewDocument, protocol.AddScriptToEvaluateOnNewDocumentParams{Source: watched}); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 900), chromedp.Navigate(p.at)); err != nil {
		t.Fatal(err)
	}
	p.wait(`document.querySelector('.live .handle output')`)
	t.Cleanup(p.innocent)
	was := p.text(".live .handle output")
	at := get[[]float64](p, `(() => { const d = document.querySelector('.live .dot'); d.scrollIntoView({ block: 'center', behavior: 'instant' }); const r = d.getBoundingClientRect(), s = d.closest('svg').getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2, s.y + s.height / 2] })()`)
	if err := chromedp.Do(ctx, chromedp.DragAndDropXY(at[0], at[1], at[0], at[2], 6)); err != nil {
		t.Fatal(err)
	}
	if now := p.text(".live .handle output"); now == was || was == "" {
		t.Errorf("dragged down the percentile says %q, as before", now)
	}
	said := p.text(".live .said")
	at = get[[]float64](p, `(() => { const g = document.querySelectorAll('.live .bar')[2]; g.scrollIntoView({ block: 'center', behavior: 'instant' }); const r = g.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2] })()`)
	if _, err := chromedp.Call(ctx, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseMoved, X: at[0], Y: at[1]}); err != nil {
		t.Fatal(err)
	}
	if now := p.text(".live .said"); now == said {
		t.Errorf("under the pointer the third bar says %q, as the first", now)
	}
	const column = `(() => { const t = [...document.querySelectorAll('table')].find((t) => t.querySelector('button.sort') && t.tBodies[0].rows.length > 5); return [...t.tBodies[0].rows].filter((r) => !r.classList.contains('total')).map((r) => r.cells[0].textContent.trim()) })()`
	before := get[[]string](p, column)
	p.act(`[...document.querySelectorAll('table')].find((t) => t.querySelector('button.sort') && t.tBodies[0].rows.length > 5).querySelectorAll('button.sort')[1].click()`)
	after := get[[]string](p, column)
	if slices.Equal(before, after) {
		p.act(`[...document.querySelectorAll('table')].find((t) => t.querySelector('button.sort') && t.tBodies[0].rows.length > 5).querySelectorAll('button.sort')[1].click()`)
		after = get[[]string](p, column)
	}
	if slices.Equal(before, after) || len(before) != len(after) {
		t.Errorf("put in order the rows are %q, as before", after)
	}
}
