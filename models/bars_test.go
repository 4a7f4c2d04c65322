package models

import (
	"testing"

	"ballast/budget"
	"ballast/models/outcome"
)

// TestBarsAreTheCurve: of a smoothed run the bars of the histogram, from the left, add up
// to the share at their edge; S-curve, quantiles and the stated chances are read from the
// same distribution; and no joint chance exceeds either of its two.
func TestBarsAreTheCurve(t *testing.T) {
	t.Parallel()
	smoothed := 0
	for seed := range uint64(14) {
		s := simulated(t, smoothedPlan(seed), 300)
		joints(t, s)
		if !s.smoothed() {
			continue
		}
		smoothed++
		cost, c := s.cost(), s.col(s.m.out.total).smooth
		sum := 0.0
		for k, x := range cost.Histogram.Shares {
			sum += x
			want := 1.0
			if k < len(cost.Histogram.Shares)-1 {
				want = c.Share(cost.Histogram.Edges[k+1])
			}
			near(t, "bars up to an edge", sum, want, 1e-9)
		}
		for _, x := range cost.Curve {
			near(t, "S-curve", x.X, c.Quantile(x.P), 0)
		}
		for _, row := range s.reserveRows(reserveLevels(0.8)) {
			near(t, "table of reserves", row.Cost, cents(c.Quantile(row.Confidence)), 0)
		}
		near(t, "P(overrun) and the share of the base", 1-cost.ProbabilityOverrun, c.Share(s.m.beyond(s.m.base)), 1e-15)
	}
	if smoothed < 8 {
		t.Errorf("only %d plans are smoothed", smoothed)
	}
}

// TestJointWithinBoth: where money is enough just as long as the cost stays within the
// budget, the smoothed share within it and the counted one without a gap are those of the
// same futures, in other words; both together are no likelier than either.
func TestJointWithinBoth(t *testing.T) {
	t.Parallel()
	limit := whole(105)
	p := twoFutures()
	p.Project.BudgetLimit, p.Project.OpeningCash, p.Project.Sampling = &limit, limit, "Sobol"
	p.Costs[0].Uncertainty = &budget.Quantity{Text: "Normal(100,10)"}
	above, below := 0, 0
	for seed := range uint64(12) {
		p.Project.Seed, p.Project.Scenarios = seed, 100
		s := simulated(t, p, 100)
		joints(t, s)
		if c := s.col(s.m.out.total); c.atMost(s.m.jointCost) > s.col(s.m.out.peakGap).atMost(0) {
			above++
		} else {
			below++
		}
	}
	if above == 0 || below == 0 {
		t.Errorf("the smoothed share is above the counted one in %d runs, below in %d: one of the two shows nothing", above, below)
	}
}

// joints compares joint chances with those of the two things by themselves.
func joints(t *testing.T, s *Simulation) {
	t.Helper()
	o := &outcome.Outcome{}
	if len(s.m.streams) > 0 {
		o.Return = s.worthOf()
	}
	if s.m.hasCash() {
		o.Cash = s.cash()
	}
	j, within := s.joint(o), s.col(s.m.out.total).atMost(s.m.jointCost)
	if both := j.CostAndPayback; both != nil && !(*both <= within && *both <= s.col(s.m.out.project.payback).atMost(s.m.jointPayback)) {
		t.Errorf("within the budget (%v) and paid back: %v", within, *both)
	}
	if both := j.CostAndNoGap; both != nil && !(*both <= within && *both <= 1-o.Cash.ProbabilityGap+1e-15) {
		t.Errorf("within the budget (%v) and no gap (%v): %v", within, 1-o.Cash.ProbabilityGap, *both)
	}
}
