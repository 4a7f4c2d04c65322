package bench

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPlan: the plans have the parts of their files.
func TestPlan(t *testing.T) {
	for _, c := range []struct {
		name                                                        string
		lines, months, risks, sources, tranches, pairs, loadings, n int
	}{
		{"S", 30, 24, 8, 4, 7, 0, 0, 10_000},
		{"M", 300, 60, 60, 8, 30, 44_850, 0, 100_000},
		{"L", 2000, 120, 300, 15, 120, 0, 2000, 1_000_000},
	} {
		w, err := Read(c.name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		p := w.Plan()
		pairs := 0
		if p.Matrix != nil {
			for _, row := range p.Matrix.Lower {
				pairs += len(row)
			}
		}
		for what, got := range map[string][2]int{"lines": {len(p.Costs), c.lines}, "months": {p.Project.Horizon, c.months},
			"risks": {len(p.Risks), c.risks}, "sources": {len(p.Funding), c.sources}, "tranches": {len(p.Tranches), c.tranches},
			"pairs": {pairs, c.pairs}, "loadings": {len(p.Loadings), c.loadings}, "scenarios": {p.Project.Scenarios, c.n}} {
			if got[0] != got[1] {
				t.Errorf("%s: %d %s, want %d", c.name, got[0], what, got[1])
			}
		}
	}
}

// TestPlanParts: one line, one pair, one tranche and one facility of M, worked
// out by hand from the file.
func TestPlanParts(t *testing.T) {
	w, err := Read("M.json")
	if err != nil {
		t.Fatal(err)
	}
	p := w.Plan()
	l := p.Costs[0]
	if l.ID != "L0001" || l.Amount.String() != "330385" || l.Uncertainty.Text != "Triangular(0.856,0.95,1.646)" || !l.Uncertainty.OfBase ||
		l.StartMonth != 23 || l.Months != len(w.Profiles[6].Weights) || l.Profile != w.Profiles[6].ID ||
		l.Slip.Text != "Discrete(0:0.45,1:0.3,2:0.15,3:0.1)" {
		t.Errorf("line 1 is %+v", l)
	}
	if got, want := p.Matrix.Lower[1][0], 6/math.Pi*math.Asin(0.3764/2); got != want {
		t.Errorf("rank correlation of lines 1 and 2: %v, want %v", got, want)
	}
	if tr := p.Tranches[1]; tr.Source != "S1" || tr.Month != 10 || tr.Amount.String() != "2750000" || tr.Delay.Text != "Discrete(0:0.8,1:0.15,2:0.05)" {
		t.Errorf("tranche 2 is %+v", tr)
	}
	if f := p.Funding[len(p.Funding)-1]; f.ID != "F2" || f.Kind != "revolver" || f.Rate != 0.125 || f.Priority != 2 || !f.OnDemand || f.Committed.String() != "2000000" {
		t.Errorf("facility 2 is %+v", f)
	}
	for d, want := range map[Marginal]string{
		{Kind: "pert", Min: 1, Mode: 2, Max: 4}:       "PERT(1,2,4)",
		{Kind: "uniform", Min: 0.5, Max: 1.25}:        "Uniform(0.5,1.25)",
		{Kind: "normal", Mean: 1, SD: 0.1}:            "Normal(1,0.1)",
		{Kind: "lognormal", Mean: 2, CV: 0.25}:        "Lognormal(2,0.5)",
		{Kind: "triangular", Min: 0, Mode: 1, Max: 2}: "Triangular(0,1,2)",
	} {
		if got := d.text(); got != want {
			t.Errorf("%v is written %s, want %s", d, got, want)
		}
	}
}

// TestReadRefuses: a file that does not hang together is refused with its name
// and what is wrong.
func TestReadRefuses(t *testing.T) {
	good, err := os.ReadFile("S.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ from, to, want string }{
		{`{`, `[`, "invalid character"},
		{`workload/1"`, `workload/2"`, "schema"},
		{`"months": 24`, `"months": 0`, "months is 0"},
		{`"months": 24`, `"months": "24"`, "months"},
		{`"scenarios": 10000`, `"scenarios": -1`, "scenarios is -1"},
		{`"kind": "triangular"`, `"kind": "cauchy"`, "cauchy"},
		{`"min": 0.882`, `"min": 5`, "line L0001"},
		{`"slip": [0.45, 0.3, 0.15, 0.1]`, `"slip": [0.45, 0.3, 0.15, 0.2]`, "slip of line L0001"},
		{`"profile": 5`, `"profile": 8`, "profile 8 of 8"},
		{`"start": 1`, `"start": 24`, "line L0001 starts in month 24"},
		{`"probability": 0.154`, `"probability": 1.5`, "probability of risk R001"},
		{`"window": [0, 7]`, `"window": [8, 7]`, "window of risk R001"},
		{`"correlation": null`, `"correlation": {"kind": "matrix", "lower": [[1]]}`, "1 rows for 30 lines"},
		{`"correlation": null`, `"correlation": {"kind": "vine"}`, `"vine"`},
		{`"reserve_quantile": 0.8`, `"reserve_quantile": 80`, "quantile 80"},
	} {
		bad := strings.Replace(compact(string(good)), compact(c.from), compact(c.to), 1)
		if bad == compact(string(good)) {
			t.Errorf("the file has no %s to spoil", c.from)
			continue
		}
		path := filepath.Join(t.TempDir(), "bad.json")
		if err := os.WriteFile(path, []byte(bad), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(path); err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), path) {
			t.Errorf("with %s: error %v, want one with the file and %q", c.to, err, c.want)
		}
	}
	if _, err := Read("nosuch.json"); err == nil || !strings.Contains(err.Error(), "nosuch.json") {
		t.Errorf("a missing file: %v", err)
	}
}

// compact takes out the blanks, so that the layout of the file does not matter.
func compact(text string) string {
	return strings.Join(strings.Fields(text), "")
}
