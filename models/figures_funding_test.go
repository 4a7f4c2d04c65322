package models

import (
	"math"
	"math/rand/v2"
	"testing"
)

// quickCase makes a plan of givers and credits with draws for n scenarios, and
// terms of every kind that quickFunding knows.
func quickCase(r *rand.Rand, n int) *scenario {
	months, sources := 1+r.IntN(70), 1+r.IntN(6)
	m := &Model{horizon: months, cut: r.IntN(2) * r.IntN(months), opening: 30 * r.Float64(), minimum: 20 * r.Float64(), funds: &fundingModel{}}
	m.funds.first = m.cut
	if r.IntN(2) == 0 {
		m.risks = append(m.risks, risk{sources: []int{0}})
	}
	s := &scenario{m: m, ncf: make([]float64, months), sourceDelay: make([]float64, sources)}
	draw := func(f func() float64) number {
		column := make([]float64, n)
		for i := range column {
			column[i] = f()
		}
		s.in = append(s.in, column)
		return number{v: len(s.in) - 1}
	}
	late := func() number {
		switch r.IntN(3) {
		case 0:
			return constant(float64(r.IntN(3)) - 1)
		case 1:
			return draw(func() float64 { return float64(r.IntN(6) - 1) })
		}
		return draw(func() float64 { return 4*r.Float64() - 1 })
	}
	for range sources {
		c := facility{committed: 100 * r.Float64(), rate: float64(r.IntN(3)) * 0.05, to: always, from: r.IntN(3) - 1, priority: r.IntN(2)}
		src := source{prob: 1, driver: -1, earliest: float64(r.IntN(3)), delay: late(), factor: constant(1), arrives: constant(0)}
		if r.IntN(3) == 0 {
			src.factor = draw(func() float64 { return 1.2*r.Float64() - 0.1 })
		}
		if r.IntN(3) == 0 {
			c.to = c.from + r.IntN(months)
		}
		if r.IntN(2) == 0 {
			c.onDemand, c.revolving, c.repayment = true, true, repaySweep
			src.onDemand, src.open = true, float64(r.IntN(5))
			if r.IntN(4) == 0 {
				src.prob, src.arrives = 0.5, draw(r.Float64)
			}
		} else {
			c.rate = 0
			for range r.IntN(4) {
				t := tranche{month: float64(r.IntN(months + 3)), amount: 60 * r.Float64(), delay: late(), prob: 1, line: -1, risk: -1}
				if r.IntN(3) == 0 {
					t.delay = constant(math.NaN())
				}
				src.tranches = append(src.tranches, t)
			}
		}
		m.sources, m.funds.facilities = append(m.sources, src), append(m.funds.facilities, c)
	}
	m.funds.prepare(months)
	s.supplies = m.newSupplies()
	return s
}

// TestQuickFundingAgrees: net cash and gaps have the bits of those of the whole
// waterfall, in blocks of any length.
func TestQuickFundingAgrees(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	short, owed := 0, 0
	for range 600 {
		n := 1 + r.IntN(2*rowsAbreast+5)
		s := quickCase(r, n)
		m, h := s.m, s.m.horizon
		k := &kernel{m: m, s: s, quick: newQuickFunding(m)}
		if k.quick == nil {
			t.Fatal("the plan is not taken for a quick one")
		}
		got, want := make([]float64, h), make([]float64, h)
		for s.i = range n {
			for month := range s.ncf {
				s.ncf[month] = 25 * r.NormFloat64()
			}
			if len(m.risks) > 0 {
				s.sourceDelay[0] = 2 * r.Float64()
			}
			gaps := k.quick.run(s, n, got, nil)
			wantGaps := k.netCash(want, nil)
			sameBits(t, "net cash", got, want)
			if len(gaps) != len(wantGaps) {
				t.Fatalf("%d gaps, want %d", len(gaps), len(wantGaps))
			}
			for g := range gaps {
				if gaps[g] != wantGaps[g] {
					t.Fatalf("gap %v, want %v", gaps[g], wantGaps[g])
				}
			}
			if t.Failed() {
				t.FailNow()
			}
			short += len(gaps)
			for j := range s.book.owed {
				if s.book.owed[j] && m.funds.facilities[j].revolving {
					owed++
				}
			}
		}
	}
	if short < 1000 || owed < 1000 {
		t.Errorf("%d gaps and %d debts are too few to compare", short, owed)
	}
}
