package models

import (
	"testing"

	"ballast/budget"
)

// TestBetterMix: no gap beats a gap whatever it costs; where both have or have
// not one the objective decides; equal mixes, to rounding, are half better.
func TestBetterMix(t *testing.T) {
	type future struct{ peak, cost, npv float64 }
	columns := func(f future) [][]float64 {
		out := make([][]float64, max(columnPeak, columnCost, columnNPV)+1)
		for k := range out {
			out[k] = []float64{0}
		}
		out[columnPeak][0], out[columnCost][0], out[columnNPV][0] = f.peak, f.cost, f.npv
		return out
	}
	for _, c := range []struct {
		name, objective string
		first, own      future
		want            float64
	}{
		{"the same, no gap", "cost", future{0, 100, 50}, future{0, 100, 50}, 0.5},
		{"the same, with a gap", "cost", future{10, 100, 50}, future{10, 100, 50}, 0.5},
		{"nothing at all", "cost", future{}, future{}, 0.5},
		{"rounding", "cost", future{0, 100, 50}, future{0, 100 + tiny/4, 50}, 0.5},
		{"cheaper", "cost", future{0, 100, 50}, future{0, 99, 10}, 1},
		{"dearer", "cost", future{0, 100, 50}, future{0, 101, 90}, 0},
		{"no objective is cost", "", future{0, 100, 50}, future{0, 99, 10}, 1},
		{"a gap costs less", "cost", future{0, 100, 50}, future{5, 1, 99}, 0},
		{"no gap costs more", "cost", future{5, 1, 99}, future{0, 100, 50}, 1},
		{"worth more", "npv", future{0, 1, 50}, future{0, 100, 51}, 1},
		{"worth less", "npv", future{0, 100, 50}, future{0, 1, 49}, 0},
		{"worth the same", "npv", future{0, 1, 50}, future{0, 2, 50}, 0.5},
		{"smaller gap", "gap", future{9, 1, 50}, future{8, 100, 1}, 1},
		{"the same gap", "gap", future{9, 1, 50}, future{9, 100, 1}, 0.5},
	} {
		d := &mixStudy{m: &Model{plan: &budget.Plan{Project: budget.Project{Mixes: budget.MixRules{Objective: c.objective}}}}}
		if got := d.better(columns(c.first), columns(c.own), 0); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// TestTwinMixesTie: a mix that is the first one again is better in half of the
// futures, with a gap and without.
func TestTwinMixesTie(t *testing.T) {
	p := uniformPlan(60e6, 100e6, 0.9, source2("F1", 80e6, 0))
	p.Mixes = []budget.Mix{mixOf(p, "A", 80e6), mixOf(p, "again", 80e6), mixOf(p, "more", 90e6)}
	o := comparison(t, p, 400, MixConfig{})
	if gap := o.Mixes[0].ProbabilityGap; gap < 0.4 || gap > 0.6 {
		t.Fatalf("P(gap) is %v: the test wants both kinds of futures", gap)
	}
	near(t, "the twin", *o.Mixes[1].BetterThanFirst, 0.5, 0)
	if better := *o.Mixes[2].BetterThanFirst; better <= 0.5 {
		t.Errorf("more money is better in %v of the futures", better)
	}
}
