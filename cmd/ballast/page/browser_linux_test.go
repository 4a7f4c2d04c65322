package page

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	protocol "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// browser is one Chromium that every test of this file opens a tab of.
type browser struct {
	ctx     context.Context
	where   *httptest.Server
	token   string
	command string // ballast, built for these tests
}

// startBrowser starts a server and the browser, or skips with what is missing.
func startBrowser(t *testing.T) *browser {
	t.Helper()
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			program = found
			break
		}
	}
	if program == "" {
		t.Skip("NOT CHECKED: Chromium is not installed")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("host-resolver-rules", "MAP evil.test 127.0.0.1"), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.UserDataDir(t.TempDir()))
	running, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, end := chromedp.NewContext(running)
	t.Cleanup(func() { _ = chromedp.Cancel(ctx); end() })
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("Chromium does not start: %v", err)
	}
	b := &browser{ctx: ctx, token: NewToken()}
	b.where = serverOf(t, b.token)
	b.command = filepath.Join(t.TempDir(), "ballast")
	if out, err := exec.Command("go", "build", "-o", b.command, "ballast/cmd/ballast").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return b
}

// serverOf is the page as ballast serve has it; change may alter what it is told.
func serverOf(t *testing.T, token string, change ...func(*Config)) *httptest.Server {
	t.Helper()
	cfg := Config{Version: "test", Local: true, Token: token, Now: time.Now, Log: io.Discard}
	for _, c := range change {
		c(&cfg)
	}
	s, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return reached(t, s)
}

// reached is where a server answers.
func reached(t *testing.T, s *Server) *httptest.Server {
	where := httptest.NewServer(s.Handler())
	t.Cleanup(where.Close)
	return where
}

// tab is one page of the browser, and what went wrong in it.
type tab struct {
	t   *testing.T
	ctx context.Context
	at  string // the address of the page, up to its last slash

	lock  sync.Mutex
	wrong []string
	sent  []string // addresses that were asked for
}

// watched notes what the policy for contents forbade, from the first moment of a page.
const watched = `window.violations = []; addEventListener('securitypolicyviolation', e => violations.push(e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample)); window.hurt = false`

// open opens a tab of its own, logged in, at a path such as "?lang=zh".
func (b *browser) open(t *testing.T, width, height int64, at, path string) *tab {
	t.Helper()
	ctx, stop := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(stop)
	p := &tab{t: t, ctx: ctx, at: at}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, height)); err != nil {
		t.Fatal(err)
	}
	p.watch()
	if _, err := chromedp.Call(ctx, protocol.AddScriptToEvaluateOnNewDocument, protocol.AddScriptToEvaluateOnNewDocumentParams{Source: watched}); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(at+path+"#token="+b.token)); err != nil {
		t.Fatal(err)
	}
	p.wait(`document.querySelectorAll('[data-sample]').length > 0`)
	t.Cleanup(p.innocent)
	return p
}

// watch collects errors of scripts and the addresses that are asked for.
func (p *tab) watch() {
	err := chromedp.Listen(p.ctx, func(event any) {
		p.lock.Lock()
		defer p.lock.Unlock()
		if e, ok := event.(*network.EventRequestWillBeSent); ok {
			p.sent = append(p.sent, e.Request.URL)
		}
	})
	if err != nil {
		p.t.Fatal(err)
	}
	console := chromedp.Console(p.ctx)
	go func() {
		for m, err := range console {
			if err != nil {
				return
			}
			if m.IsException() || strings.Contains(m.Text, "Content Security Policy") {
				p.lock.Lock()
				p.wrong = append(p.wrong, m.String())
				p.lock.Unlock()
			}
		}
	}()
}

// innocent fails the test on any error of a script, on any violation of the policy and
// on any request to another host.
func (p *tab) innocent() {
	p.t.Helper()
	if p.ctx.Err() == nil {
		for _, v := range get[[]string](p, `violations`) {
			p.t.Errorf("the policy for contents was violated: %s", v)
		}
		if get[bool](p, `window.hurt`) {
			p.t.Error("a name from the workbook ran as a script")
		}
	}
	p.lock.Lock()
	defer p.lock.Unlock()
	for _, w := range p.wrong {
		p.t.Errorf("in the browser: %s", w)
	}
	home, err := url.Parse(p.at)
	if err != nil {
		p.t.Fatal(err)
	}
	for _, s := range p.sent {
		if u, err := url.Parse(s); err != nil || u.Host != home.Host && (u.Scheme == "http" || u.Scheme == "https") {
			p.t.Errorf("asked another host: %s", s)
		}
	}
}

// wait returns when an expression holds. A page that says it is refused something, and
// one that has been drawn 3,000 times with nothing under way, ends the test.
func (p *tab) wait(holds string) {
	p.t.Helper()
	const stuck = `document.querySelector('.notice[role=alert]:not([hidden]):not(.busy):not(.info)') !== null ||
		(window.frames0 = document.querySelector('[aria-busy=true], .busy') ? 0 : (window.frames0 ?? 0) + 1) > 3000`
	if _, err := chromedp.Run(p.ctx, chromedp.Poll[bool](`!!(`+holds+`) || `+stuck, chromedp.WithPollingTimeout(0))); err != nil {
		p.t.Fatalf("waiting for %s: %v", holds, err)
	}
	if !get[bool](p, `!!(`+holds+`)`) {
		p.t.Fatalf("waited in vain for %s; the page says: %s", holds, get[string](p, `document.querySelector('.notice[role=alert]:not([hidden])')?.textContent ?? document.querySelector('main')?.textContent.slice(0, 300) ?? ''`))
	}
	p.act(`window.frames0 = 0`)
}

// act runs statements in the page.
func (p *tab) act(statements string) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, chromedp.Evaluate[chromedp.Void](`(async () => {`+statements+`})()`, chromedp.EvalAwaitPromise)); err != nil {
		p.t.Fatalf("%s: %v", statements, err)
	}
}

// get is the value of an expression in the page.
func get[T any](p *tab, expression string) T {
	p.t.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](`(async () => (`+expression+`))()`, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// text is what a part of the page reads, its blanks plain.
func (p *tab) text(selector string) string {
	p.t.Helper()
	return get[string](p, fmt.Sprintf(`document.querySelector(%q).textContent.replaceAll('\u00a0', ' ').trim()`, selector))
}

// click presses what a selector finds.
func (p *tab) click(selector string) {
	p.t.Helper()
	p.act(fmt.Sprintf(`document.querySelector(%q).click()`, selector))
}

// fill types into a field and leaves it.
func (p *tab) fill(selector, text string) {
	p.t.Helper()
	p.act(fmt.Sprintf(`const f = document.querySelector(%q); f.value = %q; f.dispatchEvent(new Event('input', { bubbles: true })); f.dispatchEvent(new Event('change', { bubbles: true }))`, selector, text))
}

// drop lets files fall on the page, as from a folder of the desktop.
func (p *tab) drop(file string) {
	p.t.Helper()
	data := &input.DragData{Items: []*input.DragDataItem{}, Files: []string{file}, DragOperationsMask: 1}
	for _, kind := range []input.DispatchDragEventType{input.DispatchDragEventTypeDragEnter, input.DispatchDragEventTypeDragOver, input.DispatchDragEventTypeDrop} {
		if _, err := chromedp.Call(p.ctx, input.DispatchDragEvent, input.DispatchDragEventParams{Type: kind, X: 200, Y: 260, Data: data}); err != nil {
			p.t.Fatal(err)
		}
	}
}

// settled waits until the figures are those of the whole run, and their sheets are there.
const settled = `document.querySelector('.result[aria-busy=false]') && !document.body.classList.contains('preview') && document.querySelector('.sheet') && !document.querySelector('.sheets.stale')`

// sampleFile writes a sample as a workbook, with some of its text changed.
func sampleFile(t *testing.T, name string, change func(text string) string) string {
	t.Helper()
	data := textOf(t, name, change)
	file := filepath.Join(t.TempDir(), name+".xlsx")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func asIs(text string) string { return text }

// figuresOf are the figures of a run of the command.
func figuresOf(t *testing.T, program, file string, more ...string) map[string]any {
	t.Helper()
	run := exec.Command(program, append([]string{"run", file, "--quiet", "--json", "-"}, more...)...)
	run.Dir = t.TempDir()
	out, err := run.Output()
	if err != nil {
		t.Fatalf("ballast run %s: %v\n%s", file, err, err.(*exec.ExitError).Stderr)
	}
	var all map[string]any
	if err := json.Unmarshal(out, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// figure goes down into figures: "cost", "quantiles", "80".
func figure(t *testing.T, all map[string]any, path ...string) float64 {
	t.Helper()
	var at any = all
	for _, step := range path {
		at = at.(map[string]any)[step]
	}
	x, ok := at.(float64)
	if !ok {
		t.Fatalf("no figure at %v", path)
	}
	return x
}

// below is the address of a server behind a proxy that has it below a path.
func below(t *testing.T, server *httptest.Server, path string) string {
	t.Helper()
	to, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	front := httptest.NewServer(http.StripPrefix(strings.TrimSuffix(path, "/"), httputil.NewSingleHostReverseProxy(to)))
	t.Cleanup(front.Close)
	return front.URL + path
}
