package models

import (
	"math"
	"slices"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/sim/stats"
)

// loaded is a plan of four PERT lines in two groups under a general factor.
func loaded() *budget.Plan {
	p := twoFutures()
	p.Project.Scenarios = 20000
	p.Costs = nil
	for _, id := range []string{"A", "B", "C", "D"} {
		p.Costs = append(p.Costs, budget.CostLine{ID: id, Name: id, Amount: whole(100), Months: 1,
			Uncertainty: &budget.Quantity{Text: "PERT(80,95,150)"}})
	}
	p.Costs = append(p.Costs, budget.CostLine{ID: "E", Name: "E", Amount: whole(100), Months: 1})
	p.Loadings = []budget.Loading{
		{ID: "A", General: 0.5, Within: 0.6, Group: "east"}, {ID: "B", General: 0.4, Within: 0.7, Group: "east"},
		{ID: "C", General: 0.3, Within: 0.5, Group: "west"}, {ID: "D", General: -0.6}}
	return p
}

// TestLoadingsRealised: rank correlations of the lines against the closed form
// 6/pi asin(r/2), r = g g' + b b' within a group. Four standard errors of a
// rank correlation of 20,000 draws: 0.028.
func TestLoadingsRealised(t *testing.T) {
	p := loaded()
	m, problems := Compile(p)
	if m == nil {
		t.Fatal(problems)
	}
	s, err := Simulate(t.Context(), m, RunConfig{keeping: keeping{inputs: p.Project.Scenarios}})
	if err != nil {
		t.Fatal(err)
	}
	o, err := s.Summarise(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for i, a := range p.Loadings {
		for j, b := range p.Loadings[:i] {
			r := a.General * b.General
			if a.Group == b.Group {
				r += a.Within * b.Within
			}
			x, y := s.res.Inputs[s.m.main[a.ID][0]], s.res.Inputs[s.m.main[b.ID][0]]
			near(t, "rank correlation of "+p.Loadings[j].ID+" and "+a.ID, stats.Spearman(x, y), 6/math.Pi*math.Asin(r/2), 0.028)
		}
	}
	if o.Reserve.AtCorrelation != nil {
		t.Error("a plan with loadings is said to be uncorrelated")
	}
	turned := loaded()
	slices.Reverse(turned.Loadings)
	_, again := outcomeOf(t, turned)
	near(t, "contingency with the loadings in another order", again.Reserve.Contingency, o.Reserve.Contingency, 0)
	var text strings.Builder
	if err := s.m.ExplainProgram(&text); err != nil || !strings.Contains(text.String(), "factors  cost/B/amount                       0: 0.4  1: 0.7\n") {
		t.Errorf("%v, in the program:\n%s", err, text.String())
	}
}

// TestLoadingsRefused: impossible loadings are problems, not panics; a line
// without spread is a note.
func TestLoadingsRefused(t *testing.T) {
	for code, spoil := range map[string]func(p *budget.Plan){
		"loading-range": func(p *budget.Plan) { p.Loadings[0].General = 0.9 },
		"loading-group": func(p *budget.Plan) { p.Loadings[0].Group = "" },
		"loading-twice": func(p *budget.Plan) { p.Loadings[1].ID = "a" },
		"loading-mixed": func(p *budget.Plan) { p.Correlations = []budget.Correlation{{A: "A", B: "B", Rho: 0.1}} },
		"loading-driver": func(p *budget.Plan) {
			p.Drivers = []budget.Driver{{Name: "steel", Kind: "walk", Volatility: 0.2}}
			p.Loadings[3].ID = "steel"
		},
	} {
		p := loaded()
		spoil(p)
		m, problems := Compile(p)
		if m != nil || len(problems) != 1 || problems[0].Code != code {
			t.Errorf("%s: %v", code, problems)
		}
	}
	p := loaded()
	p.Loadings[3].ID = "E"
	m, problems := Compile(p)
	if m == nil || len(problems) > 0 || len(m.factors.Variables) != 3 || !strings.Contains(m.notes[len(m.notes)-1].Text+m.notes[0].Text, "E cannot be correlated") {
		t.Errorf("a certain line with loadings: %v", problems)
	}
}
