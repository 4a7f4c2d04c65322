package page

import (
	"archive/zip"
	"bytes"
	"fmt"
	"maps"
	"math"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"ballast/budget/workbook"
)

// TestRunAnswersInLines: progress, a preview of the first scenarios, then the result, each
// with the number of the request; the same again comes at once from memory.
func TestRunAnswersInLines(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	v := s.visitor()
	path, p := v.sample("office-move")
	if !p.Runnable || p.Kind != "plan" || len(p.Fields) < 50 || len(p.Risks) == 0 || len(p.Settings) < 5 || p.Errors != 0 {
		t.Fatalf("%+v", p.Overview)
	}
	all := v.lines(path+"/run", map[string]any{"seq": 7, "scenarios": 5000})
	kinds := map[string]int{}
	for _, l := range all {
		kinds[l.Type]++
		if l.Seq != 7 {
			t.Errorf("line %s has number %d", l.Type, l.Seq)
		}
	}
	last := all[len(all)-1]
	if kinds["preview"] != 1 || kinds["result"] != 1 || last.Type != "result" || last.Result["rid"] == nil || last.Result["base"] != true {
		t.Fatalf("%v, last %s", kinds, last.Type)
	}
	for _, l := range all {
		if l.Type == "preview" && (l.Result["preview"] != true || l.Result["scenarios"].(float64) >= 5000 || l.Result["rid"] != nil) {
			t.Errorf("the preview has %v scenarios", l.Result["scenarios"])
		}
	}
	again := v.lines(path+"/run", map[string]any{"seq": 8, "scenarios": 5000, "lang": "en"}) // as the plan is
	if len(again) != 1 || again[0].Result["rid"] != last.Result["rid"] || again[0].Result["seq"].(float64) != 8 {
		t.Errorf("again: %d lines, %v", len(again), again[0].Result["rid"])
	}
	curve := last.Result["curves"].(map[string]any)["cost"].([]any)
	headline := last.Result["headline"].(map[string]any)
	if len(curve) != 1001 || math.Abs(curve[800].(float64)-headline["cost_at_confidence"].(float64)) > 0.011 {
		t.Errorf("%d points, P80 %v, the headline has %v", len(curve), curve[800], headline["cost_at_confidence"])
	}
}

// TestFiguresComeFirst: who asks for steps has the figures of all scenarios, with what
// they differ by from the plan, before what is said of them; the result has the rest alone
// and both together are what the result is for others.
func TestFiguresComeFirst(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	v := s.visitor()
	path, _ := v.small()
	edits := []any{map[string]any{"set": "limit", "text": "600k"}}
	all := v.lines(path+"/run?steps=1", map[string]any{"scenarios": 300, "edits": edits})
	last := all[len(all)-1]
	at := slices.IndexFunc(all, func(e line) bool { return e.Type == "figures" })
	if at < 0 {
		t.Fatalf("%d lines and no figures", len(all))
	}
	figures := all[at] // progress may be told before and after
	if figures.Type != "figures" || figures.Result["preview"] != false || figures.Result["rid"] != nil || figures.Result["headline"] == nil || figures.Result["diff"] == nil {
		t.Fatalf("%s: %v", figures.Type, figures.Result)
	}
	if last.Type != "result" || last.Result["headline"] != nil || last.Result["curves"] != nil || last.Result["sentences"] == nil {
		t.Errorf("the result tells again what was told: %v", last.Result)
	}
	maps.Copy(figures.Result, last.Result)
	var whole map[string]any
	v.do("GET", path+"/results/"+last.Result["rid"].(string), nil).into(t, &whole)
	if !reflect.DeepEqual(figures.Result, whole) {
		t.Errorf("both together are not the result:\n%v\n%v", figures.Result, whole)
	}
}

// TestVariantIsComparedWithThePlan: an edit of a cell and a setting run on the plan's own
// draws, come with what was changed and with paired differences, and the base is run for
// them when it was not.
func TestVariantIsComparedWithThePlan(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	v := s.visitor()
	path, p := v.sample("office-move")
	var field string
	for _, f := range p.Fields {
		if f.Sheet == "Costs" && f.Field == "High" && !f.Locked && f.Value != nil {
			field = f.Cell
			break
		}
	}
	r := v.result(path, map[string]any{"scenarios": 1000, "edits": []any{map[string]any{"sheet": "Costs", "cell": field, "text": "2m"}}})
	changed := r["changed"].([]any)[0].(map[string]any)
	if changed["at"] != "Costs!"+field || changed["is"] != "2m" || changed["was"] == "" || changed["name"] == "" {
		t.Errorf("%v", changed)
	}
	seen := 0
	for _, x := range r["diff"].([]any) {
		d := x.(map[string]any)
		if d["key"] == "cost_mean" {
			seen++
			if d["visible"] != true || d["change"].(float64) < 1e4 || d["interval95"] == nil || d["label"] == "" {
				t.Errorf("%v", d)
			}
		}
	}
	if seen != 1 || r["base"] != false {
		t.Errorf("%v", r["diff"])
	}
	if base := v.lines(path+"/run", map[string]any{"scenarios": 1000}); len(base) != 1 || base[0].Result["base"] != true {
		t.Errorf("the plan as it stands is run again: %d lines", len(base))
	}
	for _, c := range []struct {
		edit map[string]any
		code string
		why  string
	}{
		{map[string]any{"sheet": "Costs", "cell": "E7", "text": "1"}, "cell", "formula"},
		{map[string]any{"sheet": "Nowhere", "cell": "A1", "text": "1"}, "cell", "no-sheet"},
		{map[string]any{"set": "weather", "text": "1"}, "cell", "no-setting"},
		{map[string]any{"set": "confidence", "text": "120%"}, "cell", "no-value"},
		{map[string]any{"sheet": "Costs", "cell": field, "text": "a lot"}, "errors", ""},
	} {
		if c.code == "errors" { // it can be looked at, and is not run
			got := v.lines(path+"/run", map[string]any{"edits": []any{c.edit}})
			last := got[len(got)-1]
			if last.Type != "error" || last.Problem.Code != "errors" || len(last.Problem.Problems) == 0 {
				t.Errorf("%v: %+v", c.edit, last)
			}
			var check struct {
				Runnable bool
				Errors   int
			}
			v.do("POST", path+"/check", map[string]any{"edits": []any{c.edit}}).into(t, &check)
			if check.Runnable || check.Errors == 0 {
				t.Errorf("%v: %+v", c.edit, check)
			}
			continue
		}
		got := v.do("POST", path+"/run", map[string]any{"edits": []any{c.edit}})
		var q Problem
		got.into(t, &q)
		if got.status != http.StatusUnprocessableEntity || q.Code != c.code || q.Reason != c.why || q.Title == "" {
			t.Errorf("%v: %d %+v", c.edit, got.status, q)
		}
	}
}

// TestSlidersCompareSeek: a slider moves the money on the futures of a result; variants
// stand side by side; a target is found and its edit, put in, reaches it.
func TestSlidersCompareSeek(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	v := s.visitor()
	path, p := v.sample("cloud-joint-operation")
	if len(p.Levers) < 5 || p.Levers[0].Max <= p.Levers[0].Planned || p.Levers[0].Step <= 0 {
		t.Fatalf("%+v", p.Levers)
	}
	if got := v.do("POST", path+"/mix", map[string]any{"amounts": map[string]float64{}}); got.status != http.StatusGone {
		t.Errorf("sliders without a run: %d", got.status)
	}
	base := v.result(path, map[string]any{"scenarios": 600})
	var mix struct {
		Seq     int
		Gap     float64 `json:"probability_gap"`
		Fan     []any
		Against map[string]any
		Amounts map[string]float64
	}
	source := p.Levers[0].Source
	v.do("POST", path+"/mix", map[string]any{"amounts": map[string]float64{source: 0}, "seq": 3}).into(t, &mix)
	planned := base["headline"].(map[string]any)["probability_gap"].(float64)
	if mix.Seq != 3 || len(mix.Fan) != p.Horizon || mix.Gap < planned || mix.Amounts[source] != 0 || mix.Against["probability_gap"].(float64) != mix.Gap-planned {
		t.Errorf("without %s: P(gap) %v of %v, %v", source, mix.Gap, planned, mix.Against["probability_gap"])
	}
	if got := v.do("POST", path+"/mix", map[string]any{"amounts": map[string]float64{"nobody": 1}}); got.status != http.StatusBadRequest {
		t.Errorf("a source that is not there: %d", got.status)
	}
	short := map[string]any{"edits": []any{map[string]any{"set": source + ".late", "text": "6"}}}
	office, _ := v.small()
	all := v.lines(office+"/compare", map[string]any{"seq": 4, "variants": []any{
		map[string]any{"name": "Base", "variant": map[string]any{}},
		map[string]any{"name": "Dear", "variant": map[string]any{"edits": []any{map[string]any{"set": "confidence", "text": "95%"}}}}}})
	c := all[len(all)-1].Comparison
	if c == nil || len(c["columns"].([]any)) != 2 || len(c["rows"].([]any)) < 4 || all[len(all)-1].Seq != 4 {
		t.Fatalf("%+v", all[len(all)-1])
	}
	for _, n := range []int{1, 5} {
		if got := v.do("POST", office+"/compare", map[string]any{"variants": slices.Repeat([]any{map[string]any{"name": "x", "variant": map[string]any{}}}, n)}); got.status != http.StatusBadRequest {
			t.Errorf("%d variants beside each other: %d", n, got.status)
		}
	}
	late := v.result(path, map[string]any{"scenarios": 600, "edits": short["edits"]})
	if late["headline"].(map[string]any)["probability_gap"].(float64) <= planned {
		t.Errorf("six months late: P(gap) %v, planned %v", late["headline"].(map[string]any)["probability_gap"], planned)
	}
	got := v.lines(office+"/seek", map[string]any{"target": "P(overrun)<=10%", "by": "limit", "variant": map[string]any{"scenarios": 500}})
	a := got[len(got)-1].Answer
	if a == nil || a["text"] == nil {
		t.Fatalf("%+v", got[len(got)-1])
	}
	there := v.result(office, map[string]any{"scenarios": 500, "edits": []any{a["edit"]}})
	if p := there["headline"].(map[string]any)["overrun"].(map[string]any)["probability"].(float64); p > 0.1 {
		t.Errorf("with %v the chance is %v", a["edit"], p)
	}
	bad := v.lines(office+"/seek", map[string]any{"target": "P80 cost <= 900", "by": "opening cash", "variant": map[string]any{"scenarios": 500}})
	if x := bad[len(bad)-1]; x.Type != "error" || x.Problem.Code != "no-answer" || x.Problem.Reason == "" {
		t.Errorf("%+v", x)
	}
}

// TestDownloads: the workbook of a variant says so on its sheets and opens as the plan; the
// report, the figures and the tables are there, in both languages.
func TestDownloads(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	v := s.visitor()
	path, _ := v.small()
	r := v.result(path, map[string]any{"scenarios": 500, "edits": []any{map[string]any{"set": "limit", "text": "600k"}}})
	at := path + "/results/" + r["rid"].(string)
	book := v.do("GET", at+"/workbook.xlsx", nil)
	if book.status != http.StatusOK || !strings.Contains(book.header.Get("Content-Disposition"), "office-move.variant.ballast.xlsx") {
		t.Fatalf("%d %s", book.status, book.header.Get("Content-Disposition"))
	}
	cells, err := workbook.ReadCells(t.Context(), "x.xlsx", book.body, workbook.ReadOptions{}, true)
	if err != nil {
		t.Fatal(err)
	}
	if cells == nil || len(cells.Problems) > 0 {
		t.Errorf("%v", cells.Problems)
	}
	z, err := zip.NewReader(bytes.NewReader(book.body), int64(len(book.body)))
	if err != nil {
		t.Fatal(err)
	}
	said := false
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var text bytes.Buffer
		if _, err := text.ReadFrom(in); err != nil {
			t.Fatal(err)
		}
		said = said || strings.Contains(text.String(), "VARIANT (changes: 1)")
	}
	if !said {
		t.Error("the workbook does not say that it is a variant")
	}
	edited := v.do("GET", at+"/workbook.xlsx?edits=1", nil)
	plan, _, err := workbook.ReadBytes(t.Context(), "x.xlsx", edited.body, workbook.ReadOptions{})
	if err != nil || plan.Project.BudgetLimit == nil || plan.Project.BudgetLimit.String() != "600000" {
		t.Errorf("the copy with the edits: %d, %+v (%v)", edited.status, plan, err)
	}
	var pages struct {
		Sheets []struct {
			Key, Title string
			Tiles      []any
			Charts     []struct {
				Key   string
				Table struct{ Rows [][]string }
			}
		}
	}
	for _, lang := range []string{"en", "zh"} {
		v.do("GET", at+"/pages.json?lang="+lang, nil).into(t, &pages)
		keys, charts := map[string]bool{}, 0
		for _, p := range pages.Sheets {
			keys[p.Key] = true
			for _, c := range p.Charts {
				charts++
				svg := v.do("GET", at+"/charts/"+p.Key+"/"+c.Key+".svg?w=390&lang="+lang, nil)
				if svg.status != http.StatusOK || !bytes.HasPrefix(svg.body, []byte("<svg")) || bytes.Contains(svg.body, []byte("<script")) || len(c.Table.Rows) == 0 {
					t.Errorf("%s/%s: %d, %d rows", p.Key, c.Key, svg.status, len(c.Table.Rows))
				}
			}
		}
		if !keys["dashboard"] || !keys["variant"] || !keys["reserve"] || charts < 3 || len(pages.Sheets[0].Tiles) < 3 {
			t.Errorf("%s: %v, %d charts", lang, keys, charts)
		}
	}
	if got := v.do("GET", at+"/report.html?lang=zh", nil); !strings.Contains(string(got.body), `lang="zh-Hans"`) {
		t.Error("the report is not Chinese")
	}
	if got := v.do("GET", at+"/tables.zip", nil); !bytes.HasPrefix(got.body, []byte("PK")) {
		t.Errorf("tables: %d", got.status)
	}
	if got := v.do("GET", at+"/charts/reserve/nowhere.svg", nil); got.status != http.StatusNotFound {
		t.Errorf("a chart that is not there: %d", got.status)
	}
}

// TestModelsRun: a workbook of formulas is opened, run and handed out; what is for plans
// is refused with a word.
func TestModelsRun(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	v := s.visitor()
	path, p := v.sample("npv-model")
	if p.Kind != "model" || !p.Runnable || len(p.Outputs) == 0 || len(p.Facts) == 0 {
		t.Fatalf("%+v", p.Overview)
	}
	r := v.result(path, map[string]any{"scenarios": 500})
	if r["model"] != true || len(r["outputs"].([]any)) != len(p.Outputs) || len(r["inputs"].([]any)) == 0 {
		t.Errorf("%v", r)
	}
	if got := v.do("GET", path+"/results/"+r["rid"].(string)+"/workbook.xlsx", nil); got.status != http.StatusOK {
		t.Errorf("workbook: %d", got.status)
	}
	for what, body := range map[string]any{"/check": map[string]any{"edits": []any{map[string]any{"set": "limit", "text": "1"}}}, "/mix": map[string]any{"amounts": map[string]any{}}} {
		if got := v.do("POST", path+what, body); got.status != http.StatusUnprocessableEntity || got.code() != "model" {
			t.Errorf("%s: %d %s", what, got.status, got.body)
		}
	}
	if got := v.do("POST", path+"/seek", map[string]any{"target": "x<=1", "by": "limit"}); got.status != http.StatusUnprocessableEntity || got.code() != "errors" || !strings.Contains(string(got.body), "cell-unknown") {
		t.Errorf("a limit, which a model does not have: %d %s", got.status, got.body)
	}
	got := v.lines(path+"/seek", map[string]any{"target": "P(NPV>0)>=50%", "by": "Assumptions!B12", "variant": map[string]any{"scenarios": 300}})
	if a := got[len(got)-1].Answer; a == nil || a["edit"].(map[string]any)["cell"] != "B12" {
		t.Errorf("%+v", got[len(got)-1])
	}
	if got := v.do("POST", path+"/seek", map[string]any{"target": "weather<=1", "by": "Assumptions!B12"}); got.status != http.StatusBadRequest || !strings.Contains(string(got.body), "NPV") {
		t.Errorf("%d %s", got.status, got.body)
	}
}

// TestSweepOverHTTP: a table of a plan over a limit and a table of a model over a cell end
// the lines; what cannot be varied is said before any work.
func TestSweepOverHTTP(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	v := s.visitor()
	plan, _ := v.sample("office-move")
	model, _ := v.sample("npv-model")
	for path, by := range map[string]string{plan: "limit=300k:400k:50k", model: "Assumptions!B12=20%:30%:5%"} {
		got := v.lines(path+"/sweep", map[string]any{"by": []string{by}, "variant": map[string]any{"scenarios": 300}})
		last := got[len(got)-1]
		kind := map[string]string{plan: "plan", model: "model"}[path]
		table, ok := last.Table[kind].(map[string]any)
		if !ok || len(table["rows"].([]any)) != 3 {
			t.Errorf("%s: %+v", kind, last)
		}
		for _, bad := range []string{"limit", "=1:2:1", "Nowhere!A1=1:2:1", "limit=0:1:0.00001"} {
			if got := v.do("POST", path+"/sweep", map[string]any{"by": []string{bad}}); got.status < 400 || got.status >= 500 {
				t.Errorf("%s: %d %s", bad, got.status, got.body)
			}
		}
	}
}

// TestHugeRunsAreRefused: before any work, in words.
func TestHugeRunsAreRefused(t *testing.T) {
	s := open(t, nil)
	v := s.visitor()
	path, _ := v.sample("office-move")
	for _, n := range []int{mostScenarios + 1, 100_000_000} {
		got := v.do("POST", path+"/run", map[string]any{"scenarios": n})
		if got.status != http.StatusUnprocessableEntity || got.code() != "too-many" {
			t.Errorf("%d scenarios: %d %s", n, got.status, got.body)
		}
	}
	for _, bad := range []string{`{"edits":3}`, `{"nonsense":1}`, `{} {}`, `[`, `{"mix":{"F1":-1}}`, `{"edits":[{"text":"1"}]}`, `{"lang":"fr"}`} {
		if got := v.do("POST", path+"/run", bad); got.status != http.StatusBadRequest || got.code() != "bad-request" {
			t.Errorf("%s: %d %s", bad, got.status, got.body)
		}
	}
}

// TestEditsOfMany: whoever waits for the rest of a run has seen its first scenarios; a newer
// edit of the same login ends the older one there; who finds too many waiting is told so,
// by the status before the first line and in a line after the preview.
func TestEditsOfMany(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	v := s.visitor()
	path, _ := v.sample("office-move")
	edit := func(limit string) map[string]any {
		return map[string]any{"scenarios": 4096, "edits": []any{map[string]any{"set": "limit", "text": limit}}}
	}
	v.result(path, map[string]any{"scenarios": 4096})
	leave, err := s.server.whole.enter(t.Context(), "somebody", false, nil) // a long rest of a run
	if err != nil {
		t.Fatal(err)
	}
	first := make(chan []line)
	go func() { first <- v.lines(path+"/run", edit("600k")) }()
	s.server.whole.until(t, 1)
	second := make(chan []line)
	go func() { second <- v.lines(path+"/run", edit("610k")) }()
	all := <-first
	if got := strings.Join(kindsOf(all), " "); got != "preview queued error" || all[len(all)-1].Problem.Code != "superseded" {
		t.Errorf("the older edit: %s, %+v", got, all[len(all)-1].Problem)
	}
	s.server.whole.until(t, 1)
	for i := range mostWaiting - 1 {
		go s.server.whole.enter(until(t), fmt.Sprint(i), false, nil) // they leave with the test
	}
	s.server.whole.until(t, mostWaiting)
	full := s.visitor()
	other, _ := full.sample("office-move")
	all = full.lines(other+"/run", map[string]any{"scenarios": 5000})
	if got := strings.Join(kindsOf(all), " "); got != "preview error" || all[len(all)-1].Problem.Code != "busy" || all[len(all)-1].Problem.Title == "" {
		t.Errorf("with too many before him: %s, %+v", got, all[len(all)-1].Problem)
	}
	if got := full.do("POST", other+"/run", map[string]any{"scenarios": 300}); got.status != http.StatusTooManyRequests || got.header.Get("Retry-After") == "" || got.code() != "busy" {
		t.Errorf("before the first line: %d %s %s", got.status, got.header.Get("Retry-After"), got.body)
	}
	leave()
	if got := strings.Join(kindsOf(<-second), " "); got != "preview queued result" {
		t.Errorf("the newer edit: %s", got)
	}
}
