package models

import (
	"testing"

	"ballast/budget"
)

// TestMixStressEqualsRun: the plan's own mix under a stress is the run under that
// stress, with rates of a cell, of a driver that moves at random and of one that does
// not, with and without a past.
func TestMixStressEqualsRun(t *testing.T) {
	t.Parallel()
	texts := []string{"rates +6%", "costs +30%; rates +2%", "revenue late 2; rates +9%"}
	checked := 0
	for seed := range uint64(24) {
		p := randomPlan(seed)
		if seed%2 == 1 {
			p = lived(seed)
			p.Mixes, p.Project.Mixes = nil, budget.Project{}.Mixes
		}
		if len(p.Funding) == 0 {
			continue
		}
		p.Mixes, p.Stress = nil, nil
		for j := range p.Funding {
			p.Funding[j].CoFinancing = nil // a mix scales it with the amount
		}
		s := simulated(t, p, 40)
		want, err := s.StressTest(t.Context(), stressesOf(t, texts...))
		if err != nil {
			t.Fatal(err)
		}
		d := &mixStudy{s: s, m: s.m, cfg: MixConfig{Stress: stressesOf(t, texts...)}}
		if d.f, err = newFutures(t.Context(), s, fundingShock{}); err != nil {
			t.Fatal(err)
		}
		own, over := d.planned(), false
		for j := range own {
			over = over || s.m.arrived(j) > own[j]
		}
		if over { // more has come than was planned, and a mix has at least that
			continue
		}
		d.mixes, d.names = [][]float64{own}, []string{"own"}
		got, err := d.stresses(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for k := range texts {
			h, x := want.Stresses[k].Figures, got[k].Mixes[0]
			if h.ProbabilityGap == nil {
				continue
			}
			checked++
			near(t, texts[k]+": P(gap)", x.ProbabilityGap, *h.ProbabilityGap, 0.009)
			near(t, texts[k]+": peak gap", x.PeakGapP90, *h.PeakGapP90, 1e-6*(1+*h.PeakGapP90))
			if t.Failed() {
				t.Fatalf("plan %d", seed)
			}
		}
	}
	if checked < 30 {
		t.Errorf("only %d stresses were compared", checked)
	}
}
