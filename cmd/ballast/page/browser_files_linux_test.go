package page

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"ballast/budget/words"
	"ballast/budget/workbook"

	"github.com/chromedp/chromedp"
)

// catching keeps the files that the page gives the reader, in the place of a download.
const catching = `window.saved = []; URL.createObjectURL = (blob) => { saved.push({ blob }); return 'blob:kept' }; HTMLAnchorElement.prototype.click = function () { if (this.download) saved.at(-1).name = this.download }`

// saved is the newest file that the page has given: its name and its bytes.
func (p *tab) saved() (name string, data []byte) {
	p.t.Helper()
	text := get[string](p, `new Promise((done) => { const r = new FileReader(); r.onload = () => done(r.result.slice(r.result.indexOf(',') + 1)); r.readAsDataURL(saved.at(-1).blob) })`)
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		p.t.Fatal(err)
	}
	return get[string](p, `saved.at(-1).name`), data
}

// downloads: the four files come by their buttons: the workbook opens, the figures are
// those of the command, and the workbook of a variant says that it is one.
func (b *browser) downloads(t *testing.T) {
	p := b.openSample(t, "office-move", "")
	p.act(catching)
	press := func(file string) (string, []byte) {
		n := get[int](p, `saved.length`)
		p.click(fmt.Sprintf("#downloads [data-file='%s']", file))
		p.wait(fmt.Sprintf(`saved.length > %d && saved.at(-1).name`, n))
		return p.saved()
	}
	name, data := press("workbook.xlsx")
	if sheets := sheetsOf(t, data); name != "office-move.ballast.xlsx" || len(sheets) < 8 {
		t.Errorf("%s has the sheets %q", name, sheets)
	}
	if name, data := press("report.html"); !bytes.Contains(data, []byte(`<html lang="en"`)) || name != "office-move.html" {
		t.Errorf("%s: %.100s", name, data)
	}
	name, data = press("figures.json")
	var got map[string]any
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	want := figuresOf(t, b.command, sampleFile(t, "office-move", asIs))
	for _, part := range []string{"reserve", "cost", "risks", "sensitivity"} {
		if !reflect.DeepEqual(got[part], want[part]) || got[part] == nil {
			t.Errorf("%s: %s is not what the command writes", name, part)
		}
	}
	name, data = press("tables.zip")
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if len(z.File) < 5 || !strings.HasSuffix(z.File[0].Name, ".csv") {
		t.Errorf("%s holds %d files", name, len(z.File))
	}
	p.act(`document.querySelector('#set-limit').value = '600k'; document.querySelector('#set-limit').dispatchEvent(new Event('change'))`)
	p.wait(settled + ` && document.querySelectorAll('.chip').length === 1`)
	name, data = press("workbook.xlsx")
	if sheets := sheetsOf(t, data); !strings.Contains(name, ".variant.") || !slices.Contains(sheets, "Variant") {
		t.Errorf("%s has no sheet that says what was changed: %q", name, sheets)
	}
	_, data = press("edits")
	plan, _, err := workbook.ReadBytes(t.Context(), "x.xlsx", data, workbook.ReadOptions{})
	if err != nil || plan.Project.BudgetLimit == nil || plan.Project.BudgetLimit.String() != "600000" {
		t.Errorf("the copy with the edits does not have them: %v", err)
	}
}

// sheetsOf names the sheets of a workbook, in their order.
func sheetsOf(t *testing.T, data []byte) []string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "x.xlsx")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := workbook.Dump(file)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for line := range strings.Lines(text) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(line), "# "); ok && name != "names" {
			names = append(names, name)
		}
	}
	return names
}

// password: a locked plan asks for its password, also after a wrong one.
func (b *browser) password(t *testing.T) {
	file, err := filepath.Abs(lockedPlan)
	if err != nil {
		t.Fatal(err)
	}
	p := b.open(t, 1280, 900, b.where.URL+"/", "")
	p.drop(file)
	const asked = `document.querySelector('#password')`
	if _, err := chromedp.Run(p.ctx, chromedp.Poll[bool](asked+` !== null`, chromedp.WithPollingTimeout(0))); err != nil {
		t.Fatal(err)
	}
	p.act(asked + `.dataset.old = 'yes'; ` + asked + `.value = 'wrong'; ` + asked + `.form.requestSubmit()`)
	if _, err := chromedp.Run(p.ctx, chromedp.Poll[bool](`document.querySelector('#password') && !document.querySelector('#password').dataset.old`, chromedp.WithPollingTimeout(0))); err != nil {
		t.Fatal(err)
	}
	p.act(asked + `.value = '` + lockedWith + `'; ` + asked + `.form.requestSubmit()`)
	if _, err := chromedp.Run(p.ctx, chromedp.Poll[bool](`!!(`+settled+`)`, chromedp.WithPollingTimeout(0))); err != nil {
		t.Fatal(err)
	}
	for _, sent := range p.requests() {
		if strings.Contains(sent, "geheim") || strings.Contains(sent, url.QueryEscape("密码")) {
			t.Errorf("the password stands in an address: %s", sent)
		}
	}
}

// stress: what was typed stands beside the plan with the figures of the command.
func (b *browser) stress(t *testing.T) {
	p := b.openSample(t, "office-move", "")
	p.act(`document.querySelector('#stresstext').value = 'costs +15%'; document.querySelector('#stresstext').form.requestSubmit()`)
	p.wait(settled + ` && document.querySelector('[data-stress] table')`)
	all := figuresOf(t, b.command, sampleFile(t, "office-move", asIs), "--stress", "costs +15%")
	stressed := all["stress_test"].(map[string]any)["stresses"].([]any)[0].(map[string]any)
	currency, _ := all["currency"].(string)
	want := words.Money{Currency: currency, Language: "en"}.Read(figure(t, stressed, "figures", "contingency"))
	if got := get[string](p, `document.querySelector('[data-stress] tbody tr').lastChild.textContent.replaceAll('\u00a0', ' ')`); got != want {
		t.Errorf("the stressed reserve is %s, of the command %s", got, want)
	}
}

// levers: a locked source keeps its slider still; the probability of a risk and its response
// are changed in the register, are chips and stand in the address.
func (b *browser) levers(t *testing.T) {
	p := b.openSample(t, "cloud-joint-operation", "")
	p.click("#tab-mix")
	p.act(`document.querySelector('[data-source=F3]').closest('fieldset').querySelector('[type=checkbox]').click()`)
	if !get[bool](p, `document.querySelector('[data-source=F3]').disabled && !document.querySelector('[data-source=F1]').disabled`) {
		t.Error("a lock does not hold its source alone")
	}
	p.click("#tab-risks")
	p.act(`document.querySelector('[data-risk=R01]').closest('tr').querySelector('.switch:not([data-risk])').click()`)
	p.wait(settled + ` && document.querySelectorAll('.chip').length === 1 && document.querySelector('[data-diff], [data-same]')`)
	p.act(`const f = document.querySelector('[data-risk=R02]').closest('tr').querySelector('[inputmode=decimal]'); f.value = '60%'; f.dispatchEvent(new Event('change'))`)
	p.wait(settled + ` && document.querySelectorAll('.chip').length === 2 && document.querySelector('[data-diff=cost_mean]')`)
	if hash := get[string](p, `location.hash`); !strings.Contains(hash, "R01.response~off") || !strings.Contains(hash, "R02.probability~60%25") {
		t.Errorf("the address is %s", hash)
	}
	if got := p.text("[data-diff=cost_mean] .moved"); !strings.HasPrefix(got, "+") {
		t.Errorf("a likelier risk without the response to another moves the cost by %q", got)
	}
}

// longLink: what is too long for a link is a file, which brings it back on the same workbook,
// dropped before it or after it.
func (b *browser) longLink(t *testing.T) {
	p := b.openSample(t, "cloud-joint-operation", "")
	p.act(catching)
	p.act(`const id = sessionStorage.getItem(Object.keys(sessionStorage).find(k => k.startsWith('plan:')))
		const plan = await (await fetch('api/v1/plans/' + id)).json()
		const edits = plan.fields.filter(f => !f.locked && f.sheet === 'Costs' && f.value > 0 && f.kind === 'amount').slice(0, 120)
		location.hash = location.hash.split('?')[0] + '?v=' + edits.map(f => f.at + '~' + encodeURIComponent(f.text)).join(';')`)
	p.wait(settled + ` && document.querySelectorAll('.chip').length > 15`)
	n := get[int](p, `document.querySelectorAll('.chip').length`)
	p.click("#copy")
	p.wait(`saved.length === 1 && saved[0].name`)
	name, data := p.saved()
	if name != "cloud-joint-operation.variant.json" || !strings.Contains(p.text(".whatif [role=status]"), name) {
		t.Errorf("%s: the page says %q", name, p.text(".whatif [role=status]"))
	}
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	plan := sampleFile(t, "cloud-joint-operation", asIs)
	for _, order := range [][2]string{{plan, file}, {file, plan}} {
		q := b.open(t, 1280, 900, b.where.URL+"/", "")
		q.drop(order[0])
		if order[0] == plan {
			q.wait(settled)
		} else {
			q.wait(`document.querySelector('.notice.info:not([hidden])')`)
		}
		q.drop(order[1])
		q.wait(settled + fmt.Sprintf(` && document.querySelectorAll('.chip').length === %d`, n))
		if got, want := q.text("[data-tile=reserve] .value"), p.text("[data-tile=reserve] .value"); got != want {
			t.Errorf("from the file the reserve is %s, it was %s", got, want)
		}
	}
}

// memoryStore keeps variants while a test runs.
type memoryStore struct {
	mu  sync.Mutex
	all map[string][]Saved
}

// Variants implements Store.
func (m *memoryStore) Variants(_ context.Context, sha256 string) ([]Saved, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return append([]Saved{}, m.all[sha256]...), nil
}

// SaveVariant implements Store.
func (m *memoryStore) SaveVariant(_ context.Context, sha256 string, v Saved) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	v.N = len(m.all[sha256]) + 1
	m.all[sha256] = append(m.all[sha256], v)
	return v.N, nil
}

// DropVariant implements Store.
func (m *memoryStore) DropVariant(context.Context, string, int) error { return nil }

// store: a variant that was kept is there for the next who drops the same file, and runs.
func (b *browser) store(t *testing.T) {
	where := serverOf(t, b.token, func(c *Config) { c.Store = &memoryStore{all: map[string][]Saved{}} })
	file := sampleFile(t, "office-move", asIs)
	p := b.open(t, 1280, 900, where.URL+"/", "")
	p.drop(file)
	p.wait(settled)
	p.act(`document.querySelector('#set-limit').value = '600k'; document.querySelector('#set-limit').dispatchEvent(new Event('change'))`)
	p.wait(settled + ` && document.querySelectorAll('.chip').length === 1`)
	p.act(`document.querySelector('#keepname').value = 'Small limit'; document.querySelector('#keepname').form.requestSubmit()`)
	p.wait(`!document.querySelector('#tab-compare').hidden`)
	q := b.open(t, 1280, 900, where.URL+"/", "")
	q.drop(file)
	q.wait(settled + ` && !document.querySelector('#tab-compare').hidden`)
	q.click("#tab-compare")
	if got := q.text(".kept"); !strings.Contains(got, "Small limit") {
		t.Errorf("what was kept reads %q", got)
	}
	q.click("#compare")
	q.wait(`document.querySelector('.compare [data-row=overrun]')`)
}

// rebound: a name of another site that leads to this machine gets nothing, neither the page
// nor an answer to what a script asks there.
func (b *browser) rebound(t *testing.T) {
	ctx, stop := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext())
	defer stop()
	home, err := url.Parse(b.where.URL)
	if err != nil {
		t.Fatal(err)
	}
	p := &tab{t: t, ctx: ctx}
	if err := chromedp.Do(ctx, chromedp.Navigate("http://evil.test:"+home.Port()+"/")); err != nil {
		t.Fatal(err)
	}
	if got := get[string](p, `document.body.textContent`); strings.Contains(got, "Ballast") || !strings.Contains(got, "misdirected") {
		t.Errorf("under another name the page reads %q", got)
	}
	for _, path := range []string{"/healthz", "/api/v1/samples", "/assets/app.js"} {
		if got := get[int](p, fmt.Sprintf(`fetch(%q).then(r => r.status)`, path)); got != 421 {
			t.Errorf("%s under another name: %d", path, got)
		}
	}
	if got := get[int](p, `fetch('/api/v1/login', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ token: '`+b.token+`' }) }).then(r => r.status)`); got != 421 {
		t.Errorf("a login under another name, with the right key: %d", got)
	}
}
