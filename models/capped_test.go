package models

import (
	"math"
	"testing"

	"ballast/budget"
)

// TestCapped: delays and durations without an end are cut at a hundred years,
// each scenario is counted and said at its cell; the share of scenarios is the
// chance that the distribution gives. A distribution that hardly ever reaches
// so far is left as it is, whatever its kind.
func TestCapped(t *testing.T) {
	plan := func(slip, stretch, lag string) *budget.Plan {
		row := func(field string) budget.Row {
			return budget.Row{Table: &budget.Table{Sheet: "Costs", Columns: []budget.Column{{Field: field, Letter: "F"}}}, Number: 2}
		}
		q := func(field, text string) *budget.Quantity {
			if text == "" {
				return nil
			}
			return &budget.Quantity{Row: row(field), Field: field, Text: text}
		}
		p := twoFutures()
		p.Project.Scenarios = 4000
		p.Costs = []budget.CostLine{{ID: "C1", Name: "Walls", Amount: whole(1000), Months: 3,
			Slip: q("Slip", slip), Stretch: q("Stretch", stretch), PaymentLag: q("Payment lag", lag)}}
		return p
	}
	for name, c := range map[string]struct {
		slip, stretch, lag string
		share              float64 // of scenarios
	}{
		"slip":           {slip: "Uniform(0,12000)", share: 0.9},
		"slip, early":    {slip: "Uniform(-12000,0)", share: 0.9},
		"stretch":        {stretch: "LognormalP(50,3200)", share: 0.5}, // the median is 400, and 3 x 400 is the end
		"lag":            {lag: "Pareto(0.5,300)", share: 0.5},         // (300/1200)^0.5
		"a usual plan":   {slip: "PERT(0,1,4)", stretch: "Lognormal(1,0.2)", lag: "Normal(2,0.5)"},
		"all it can be":  {slip: "Uniform(0,1200)"},
		"always too far": {slip: "Uniform(1300,1600)", stretch: "PERT(0.9,1,1.2)", share: 1},
	} {
		s, _ := outcomeOf(t, plan(c.slip, c.stretch, c.lag))
		m := s.m
		total := s.col(m.out.total)
		if got := total.mean(); math.IsInf(got, 0) || math.IsNaN(got) || math.Abs(got-1000) > 1e-6 {
			t.Errorf("%s: mean cost %g of a line of 1000", name, got)
		}
		found := s.Problems()
		if c.share == 0 {
			if len(found) > 0 || len(m.caps) > 0 {
				t.Errorf("%s: %v", name, found)
			}
			continue
		}
		if len(found) != 1 || found[0].Code != "draw-bounded" || found[0].Ref.Cell != "F2" {
			t.Errorf("%s: %v", name, found)
			continue
		}
		n := s.res.Sums[m.out.sumCapped]
		if got := n / float64(s.res.N); math.Abs(got-c.share) > 0.001 { // stratified: a stratum is 1/4,000
			t.Errorf("%s: %g of the scenarios were cut, want %g", name, got, c.share)
		}
	}
}
