package models

import (
	"math"
	"testing"

	"ballast/budget"
)

// TestDifferencesArePaired: a plan beside itself differs by nothing, visibly; a line that
// costs more by a known amount moves mean and quantile by that, with an interval that
// holds it and is far narrower than that of two runs on draws of their own; a seed of its
// own shows no visible difference of the cost.
func TestDifferencesArePaired(t *testing.T) {
	t.Parallel()
	p, _ := twoPlans()
	p.Costs = append(p.Costs, budget.CostLine{ID: "C9", Name: "fixed", Amount: budget.MoneyOf(50), Months: 3})
	more := *p
	more.Costs = append([]budget.CostLine(nil), p.Costs...)
	more.Costs[len(more.Costs)-1].Amount = budget.MoneyOf(60)
	base := simulated(t, p, 4000)
	frame, err := compileChanged(t, p).Frame()
	if err != nil {
		t.Fatal(err)
	}
	run := func(p *budget.Plan, seed uint64) *Stand {
		s, err := Simulate(t.Context(), compileChanged(t, p), RunConfig{Scenarios: 4000, Seed: &seed, Frame: frame})
		if err != nil {
			t.Fatal(err)
		}
		return s.Stand()
	}
	seed := base.Seed()
	for _, d := range base.Stand().Differences(run(p, seed)) {
		if d.Change == nil || math.Abs(*d.Change) > 1e-9*math.Max(1, math.Abs(*d.Base)) || d.Visible && math.Abs(*d.Change) > 1e-9*math.Abs(*d.Base) {
			t.Errorf("the plan beside itself: %s %+v", d.Key, d)
		}
	}
	found := 0
	for _, d := range base.Stand().Differences(run(&more, seed)) {
		if d.Key != "cost_mean" && d.Key != "cost_at_confidence" {
			continue
		}
		found++
		if math.Abs(*d.Change-10) > 1.5 || d.Interval95 == nil || d.Interval95[0] > 10.01 || d.Interval95[1] < 9.99 || !d.Visible {
			t.Errorf("a certain line that costs 10 more: %s by %v, %v", d.Key, *d.Change, d.Interval95)
		}
		if w := d.Interval95[1] - d.Interval95[0]; w > 3 {
			t.Errorf("%s: the interval is %v wide", d.Key, w)
		}
	}
	if found != 2 {
		t.Errorf("%d of 2 figures", found)
	}
	for _, d := range base.Stand().Differences(run(p, seed+1)) {
		if d.Key == "cost_mean" && d.Visible {
			t.Errorf("other draws are called a visible difference: %+v", d)
		}
	}
}

// TestMixingIsTheComparison: a mix that a slider makes has the figures of the same mix on
// the sheet Mixes, and its cash by month is that of the run where the amounts are planned.
func TestMixingIsTheComparison(t *testing.T) {
	t.Parallel()
	tried := 0
	for seed := uint64(0); tried < 4 && seed < 40; seed++ {
		p := randomPlan(seed)
		p.Mixes, p.Project.Mixes.Optimise = nil, false
		if len(p.Funding) == 0 || p.Project.AsOf != nil {
			continue
		}
		tried++
		s := simulated(t, p, 600)
		x, ok, err := s.Mixing(t.Context())
		if err != nil || !ok {
			t.Fatalf("plan %d: %v %v", seed, ok, err)
		}
		plain, err := x.Mix(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if plain.Against.Cost != 0 || plain.GapVisible || plain.CostVisible {
			t.Errorf("plan %d: its own amounts differ from themselves: %+v", seed, plain.Against)
		}
		cash := s.cashFan()
		for k := range plain.Fan {
			if a, b := plain.Fan[k], cash[k]; math.Abs(a.P50-b.P50) > 1e-6*math.Max(1, math.Abs(b.P50)) || math.Abs(*a.Gap-*b.Gap) > 1e-9 {
				t.Fatalf("plan %d, month %d: cash %v, P(gap) %v; the run has %v, %v", seed, k+1, a.P50, *a.Gap, b.P50, *b.Gap)
			}
		}
		amount := p.Funding[0].Committed.InexactFloat64() / 2
		got, err := x.Mix(t.Context(), map[string]float64{p.Funding[0].ID: amount})
		if err != nil {
			t.Fatal(err)
		}
		q := *p
		mix := budget.Mix{Name: "half"}
		for j, f := range p.Funding {
			a := budget.MoneyOf(x.d.planned()[j])
			if j == 0 {
				a = budget.MoneyOf(amount)
			}
			mix.Parts = append(mix.Parts, budget.MixPart{Source: f.ID, Amount: a})
		}
		q.Mixes = []budget.Mix{mix}
		want := comparison(t, &q, 600, MixConfig{Bare: true}).Mixes[0]
		near := func(a, b float64) bool { return math.Abs(a-b) <= 1e-6*math.Max(1, math.Abs(b)) } // amounts in a plan are rounded
		if got.Gap != want.ProbabilityGap || !near(got.PeakGapP90, want.PeakGapP90) || !near(got.CostMean, want.CostMean) {
			t.Errorf("plan %d: a slider says %v %v %v, the sheet %v %v %v", seed, got.Gap, got.PeakGapP90, got.CostMean, want.ProbabilityGap, want.PeakGapP90, want.CostMean)
		}
		if _, err := x.Mix(t.Context(), map[string]float64{"nobody": 1}); err == nil {
			t.Error("a source that is not there was taken")
		}
	}
}
