package models

import (
	"testing"

	"ballast/budget"
)

// TestBridgeNoise: what a part that does nothing seems to change is called invisible, and
// what it does change is seen: an amount, a wider range, money that comes.
func TestBridgeNoise(t *testing.T) {
	for _, c := range []struct {
		part    string
		change  func(p *budget.Plan)
		visible bool
	}{
		{"estimates", func(p *budget.Plan) { p.Costs[1].Amount = budget.MoneyOf(700) }, true},
		{"estimates", func(p *budget.Plan) { p.Costs[1].Uncertainty = &budget.Quantity{Text: "Normal(1,0.4)", OfBase: true} }, true},
		{"estimates", func(p *budget.Plan) {
			p.Costs[1].Uncertainty = &budget.Quantity{Text: "Normal(1,0.100001)", OfBase: true}
		}, false},
		{"risks", func(p *budget.Plan) { p.Risks[0].Probability = 0.3001 }, false},
		{"risks", func(p *budget.Plan) { p.Risks[0].Impact = &budget.Quantity{Text: "600"} }, true},
	} {
		a, b := twoPlans()
		for _, p := range []*budget.Plan{a, b} {
			p.Project.Scenarios, p.Project.Sampling = 8000, "MC"
		}
		c.change(b)
		bridge, err := Compare(t.Context(), a, b, RunConfig{})
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range bridge.Steps {
			if s.Part != c.part {
				if s.Visible || s.GapVisible {
					t.Errorf("%s: the part %s is seen to change %v", c.part, s.Part, s.Contingency)
				}
				continue
			}
			if s.Visible != c.visible || s.Interval95 == nil {
				t.Errorf("%s: changes the contingency by %v, interval %v, visible %v, want %v", s.Part, s.Contingency, s.Interval95, s.Visible, c.visible)
			}
		}
	}
}
