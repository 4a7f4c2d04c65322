package models

import (
	"math"
	"math/rand/v2"
	"testing"
)

// randomFunding makes terms and draws that use every feature.
func randomFunding(r *rand.Rand, n, months int) ([]facility, []supply) {
	facilities, s := make([]facility, n), make([]supply, n)
	pick := func(values ...float64) float64 { return values[r.IntN(len(values))] }
	for j := range facilities {
		c := facility{committed: 100 * r.Float64(), upfront: pick(0, 0.02), commitment: pick(0, 0.01), rate: pick(0, 0.05, 0.1),
			grace: r.IntN(8), term: r.IntN(30), capitalise: r.IntN(2) == 0, repayment: repayKind(r.IntN(5)),
			from: r.IntN(4), to: always, priority: r.IntN(3), onDemand: r.IntN(2) == 0}
		c.revolving = c.onDemand && r.IntN(2) == 0
		if r.IntN(3) == 0 {
			c.to = c.from + r.IntN(months)
		}
		if r.IntN(3) == 0 {
			for range months {
				s[j].rates = append(s[j].rates, 0.1*r.Float64())
			}
		}
		s[j].openFrom = pick(0, 3.5, math.Inf(1))
		for range r.IntN(4) {
			s[j].arrivals = append(s[j].arrivals, arrival{1.5 * float64(months) * r.Float64(), c.committed / 3})
		}
		facilities[j] = c
	}
	return facilities, s
}

// In every month of every scenario: the change of cash is the sum of the flows,
// drawn + capitalised - repaid is the balance, limits hold, a gap is what is
// missing to the minimum, and scheduled money is drawn, beyond or refused.
func TestWaterfallConserves(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	shared := new(ledger) // reused, so that nothing of a scenario may stay
	for range 2000 {
		months, n := 1+r.IntN(48), r.IntN(7)
		facilities, s := randomFunding(r, n, months)
		ncf := make([]float64, months)
		for m := range ncf {
			ncf[m] = 20 * r.NormFloat64()
		}
		opening, minimum := 30*r.Float64(), 20*r.Float64()
		f := &fundingModel{facilities: facilities}
		f.prepare(months)
		f.run(ncf, opening, minimum, s, shared)
		f.balances(shared)
		checkCash(t, shared, ncf, opening, minimum)
		for j := range facilities {
			checkFacility(t, &facilities[j], &s[j], shared, j)
		}
		if t.Failed() {
			t.FailNow()
		}
	}
}

func checkCash(t *testing.T, out *ledger, ncf []float64, opening, minimum float64) {
	t.Helper()
	for m, flow := range ncf {
		want := opening + flow
		for j := range out.drawn {
			want += out.drawn[j][m] - out.fees[j][m] - out.interest[j][m] - out.principal[j][m]
		}
		near(t, "cash", out.cash[m], want, 1e-8)
		near(t, "gap", out.gap[m], max(0, minimum-out.cash[m]), 1e-8)
		opening = out.cash[m]
	}
}

func checkFacility(t *testing.T, c *facility, s *supply, out *ledger, j int) {
	t.Helper()
	drawn, repaid, planned := 0.0, 0.0, 0.0
	for m, x := range out.drawn[j] {
		drawn += x
		repaid += out.principal[j][m]
		balance := out.balance[j][m]
		if !c.capitalise {
			near(t, "balance", balance, drawn-repaid, 1e-8)
		}
		if x > 0 && (m < c.from || m > c.to) {
			t.Errorf("drawn %v in month %d outside %d..%d", x, m, c.from, c.to)
		}
		if balance < -1e-8 || out.principal[j][m] < -1e-8 || out.interest[j][m] < 0 || out.fees[j][m] < 0 {
			t.Errorf("negative: balance %v principal %v", balance, out.principal[j][m])
		}
		if c.onDemand && !c.revolving && drawn > c.committed+1e-8 {
			t.Errorf("drawn %v of %v", drawn, c.committed)
		}
		if c.revolving && !c.capitalise && balance > c.committed+1e-8 {
			t.Errorf("revolver at %v of %v", balance, c.committed)
		}
	}
	near(t, "closing balance", out.balance[j][len(out.cash)-1], drawn+out.capitalised[j]-repaid, 1e-8)
	for _, a := range s.arrivals {
		planned += a.amount
	}
	if !c.onDemand {
		near(t, "scheduled money", drawn+out.beyond[j]+out.closed[j], planned, 1e-8)
	}
}

// Money in another unit changes every figure by the same factor.
func TestWaterfallScales(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	for range 200 {
		facilities, s := randomFunding(r, 4, 24)
		ncf := make([]float64, 24)
		for m := range ncf {
			ncf[m] = 20 * r.NormFloat64()
		}
		one := waterfall(facilities, s, ncf, 25, 10)
		const unit = 1024 // a power of two: exact
		for j := range facilities {
			facilities[j].committed *= unit
			for k := range s[j].arrivals {
				s[j].arrivals[k].amount *= unit
			}
		}
		for m := range ncf {
			ncf[m] *= unit
		}
		many := waterfall(facilities, s, ncf, 25*unit, 10*unit)
		for m := range ncf {
			near(t, "cash in another unit", many.cash[m]/unit, one.cash[m], 1e-6)
		}
	}
}

func TestWaterfallAllocatesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	facilities, s := randomFunding(r, 6, 60)
	f := &fundingModel{facilities: facilities}
	f.prepare(60)
	ncf, out := make([]float64, 60), new(ledger)
	if n := testing.AllocsPerRun(20, func() { f.run(ncf, 10, 0, s, out) }); n != 0 {
		t.Errorf("%v allocations a scenario", n)
	}
}

func BenchmarkWaterfall(b *testing.B) {
	facilities := []facility{
		{committed: 500, to: always}, {committed: 300, to: always}, {committed: 100, to: always},
		{committed: 400, rate: 0.06, upfront: 0.01, commitment: 0.005, grace: 12, term: 48, repayment: repayEqual, to: always},
		{committed: 200, rate: 0.08, term: 36, repayment: repayAnnuity, to: always},
		{committed: 300, rate: 0.07, commitment: 0.005, onDemand: true, revolving: true, repayment: repaySweep, to: always},
	}
	s := make([]supply, len(facilities))
	for j := range s {
		s[j].arrivals = []arrival{{float64(j) + 0.5, facilities[j].committed}}
	}
	ncf := make([]float64, 60)
	for m := range ncf {
		ncf[m] = -50 + 2.5*float64(m)
	}
	f, out := &fundingModel{facilities: facilities}, new(ledger)
	f.prepare(len(ncf))
	b.ReportAllocs()
	for b.Loop() {
		f.run(ncf, 100, 20, s, out)
	}
}
