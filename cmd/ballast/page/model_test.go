package page

import (
	"net/http"
	"strings"
	"testing"
)

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

// TestModelVariantsRun: a variant of a model is run beside the model as it stands, checked
// and compared; its workbook says that it is one.
func TestModelVariantsRun(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	v := s.visitor()
	path, _ := v.sample("npv-model")
	taxed := map[string]any{"scenarios": 2048, "edits": []any{map[string]any{"sheet": "Assumptions", "cell": "B12", "text": "30%"}}}
	r := v.result(path, taxed)
	if r["base"] != false || len(r["diff"].([]any)) < 16 || len(r["changed"].([]any)) != 1 || len(r["spread"].([]any)) != 4 {
		t.Errorf("%v", r["diff"])
	}
	if got := v.do("GET", path+"/results/"+r["rid"].(string)+"/workbook.xlsx", nil); got.status != http.StatusOK || !strings.Contains(got.header.Get("Content-Disposition"), "variant") {
		t.Errorf("workbook: %d %v", got.status, got.header)
	}
	if got := v.do("POST", path+"/check", map[string]any{"edits": []any{map[string]any{"sheet": "Assumptions", "cell": "B4", "text": "PERT(3,2,1)"}}}); got.status != http.StatusOK || !strings.Contains(string(got.body), `"runnable":false`) || !strings.Contains(string(got.body), "bad-distribution") {
		t.Errorf("a law the wrong way round: %d %s", got.status, got.body)
	}
	if got := v.do("POST", path+"/run", map[string]any{"edits": []any{map[string]any{"sheet": "Assumptions", "cell": "B12", "text": "high"}}}); got.status != http.StatusUnprocessableEntity || got.code() != "cell" {
		t.Errorf("a word in a cell of a number: %d %s", got.status, got.body)
	}
	if got := v.do("POST", path+"/run", map[string]any{"stress": []any{"moon +1"}}); got.status == http.StatusOK && !strings.Contains(string(got.body), "cell-unknown") {
		t.Errorf("a stress of no cell: %d %s", got.status, got.body)
	}
	lines := v.lines(path+"/compare", map[string]any{"variants": []any{map[string]any{"name": "a", "variant": map[string]any{}}, map[string]any{"name": "b", "variant": taxed}}})
	if c := lines[len(lines)-1].Comparison; c == nil || len(c["columns"].([]any)) != 2 || len(c["rows"].([]any)) < 16 {
		t.Errorf("%+v", lines[len(lines)-1])
	}
}
