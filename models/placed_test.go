package models

import (
	"testing"

	"ballast/budget"
	"ballast/models/outcome"
)

// TestPlacedBeforeAndAfter: the place of a risk in the matrix with its response off and
// on, by hand: 40 % and an impact of 4 % of base, with a response that leaves a chance of
// 5 % and half of the impact; at frequencies by 1 - exp(-rate).
func TestPlacedBeforeAndAfter(t *testing.T) {
	half, five, rate, low := 0.5, 0.05, 1.0, 0.1
	for name, c := range map[string]struct {
		risk          budget.Risk
		occurred      float64
		impact        float64
		before, after outcome.Placed
	}{
		"on":            {budget.Risk{Probability: 0.4, ResidualProb: &five, ResidualImpact: &half, Response: "x", ResponseOn: true}, 0.05, 2, outcome.Placed{P: 3, Impact: 4}, outcome.Placed{P: 1, Impact: 3}},
		"off":           {budget.Risk{Probability: 0.4, ResidualProb: &five, ResidualImpact: &half, Response: "x"}, 0.4, 4, outcome.Placed{P: 3, Impact: 4}, outcome.Placed{P: 1, Impact: 3}},
		"frequency off": {budget.Risk{PerYear: &rate, ResidualProb: &low, Response: "x"}, 0.6321, 4, outcome.Placed{P: 4, Impact: 4}, outcome.Placed{P: 1, Impact: 4}},
		"no response":   {budget.Risk{Probability: 0.4}, 0.4, 4, outcome.Placed{P: 3, Impact: 4}, outcome.Placed{P: 3, Impact: 4}},
	} {
		c.risk.ID = "R1"
		m := &Model{plan: &budget.Plan{Risks: []budget.Risk{c.risk}, Project: budget.Project{MatrixP: []float64{.1, .3, .5, .7}, MatrixImpact: []float64{.005, .01, .021, .05}}}, base: 100}
		m.risks = []risk{{id: "R1"}}
		r := &outcome.RiskResult{ID: "R1", Occurred: c.occurred, MeanIfOccurs: c.impact}
		m.grade(r)
		if r.Before != c.before || r.After != c.after {
			t.Errorf("%s: before %+v after %+v, want %+v and %+v", name, r.Before, r.After, c.before, c.after)
		}
	}
}
