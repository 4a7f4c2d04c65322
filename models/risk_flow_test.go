package models

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestLookIsTheWholeFlow: the flow that another choice changes in some months is measured
// to the bit as the whole of it is, also where months come out even but for rounding, and
// the plan's flow stands again after it.
func TestLookIsTheWholeFlow(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	p := generatorPlan()
	m, problems := Compile(p)
	if m == nil {
		t.Fatal(problems)
	}
	s, h := newScenario(m, 1), m.horizon
	x := newFlowMarks(h)
	whole := 0
	fill := func(from, to int) {
		for k := from; k < to; k++ {
			s.paid[k], s.collected[k] = 100*r.Float64(), 120*r.Float64()
			switch r.IntN(6) {
			case 0:
				s.paid[k] = s.collected[k]
			case 1:
				s.paid[k] = s.collected[k] * (1 + 1e-14*float64(r.IntN(9)))
			case 2:
				s.paid[k] = s.collected[k] * (1 + 1e-11*float64(r.IntN(3)))
			}
		}
	}
	for range 3000 {
		fill(0, h)
		s.open.bills = float64(r.IntN(2)) * r.NormFloat64()
		s.netFlow()
		x.mark(s)
		flow := slices.Clone(s.flow)
		at := noMonths(h)
		for range r.IntN(3) {
			at.add(r.IntN(h+4)-2, 1+r.IntN(3), h)
		}
		fill(at.from, at.to)
		s.open.bills *= float64(r.IntN(3))
		s.netFlowIn(at.from, at.to)
		if !x.change(s, at) {
			whole++
		}
		copy(s.flow, flow)
		npv, payback := x.look(s, at)
		if !slices.Equal(s.flow, flow) {
			t.Fatal("the plan's flow does not stand again")
		}
		s.netFlow()
		s.projectFlow()
		if want := m.project.Glance(s.flow); npv != want.NPV || payback != want.Payback {
			t.Fatalf("months %v: %v and %v, want %+v", at, npv, payback, want)
		}
	}
	if whole < 30 || whole > 2700 {
		t.Errorf("the whole flow is looked at %d times of 3,000", whole)
	}
}
