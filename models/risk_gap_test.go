package models

import (
	"math/rand/v2"
	"testing"
)

// TestGapsFromBounds: where it is certain from the plan's gaps alone that another flow
// leaves a gap or none, the ledger says the same, on random plans; and it often is.
func TestGapsFromBounds(t *testing.T) {
	const n = 20
	r := rand.New(rand.NewPCG(1, 9))
	var certain, other int
	for seed := range uint64(60) {
		m := compileChanged(t, randomPlan(seed))
		to := m.newRiskEffects(n)
		if to == nil || !m.hasCash() {
			continue
		}
		b := tileBlock(t, m, n)
		k := newKernel(m, 1, costKernel)
		e := newRiskTrials(k.s, to)
		flow := make([]float64, m.horizon)
		for i := range n {
			k.begin(b, i)
			k.future()
			fundPlan(k.s)
			e.keep()
			for round := range 8 {
				from := r.IntN(m.horizon)
				copy(flow, e.plan.ncf)
				for month := from; month < m.horizon; month++ {
					if r.IntN(3) == 0 {
						flow[month] += []float64{1, -1, r.NormFloat64()}[round%3] * r.Float64() * e.plan.total / 10
					}
				}
				short, is := e.plan.after(flow, e.plan.ncf, months{from, m.horizon})
				if !is {
					other++
					continue
				}
				certain++
				m.funds.Book(m.horizon, k.s.supplies, &k.s.book)
				if got := m.funds.Short(flow, m.opening, m.minimum, gapTolerance, k.s.supplies, &k.s.book); got != short {
					t.Fatalf("plan %d, scenario %d: short %v, the ledger says %v", seed, i, short, got)
				}
			}
		}
	}
	if certain < 500 || other < 500 {
		t.Errorf("%d gaps are certain, %d are not", certain, other)
	}
}
