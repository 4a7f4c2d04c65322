package waterfall

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// randomFunding makes terms and draws that use every feature.
func randomFunding(r *rand.Rand, n, months int) ([]Facility, []Supply) {
	facilities, s := make([]Facility, n), make([]Supply, n)
	pick := func(values ...float64) float64 { return values[r.IntN(len(values))] }
	for j := range facilities {
		c := Facility{Committed: 100 * r.Float64(), Upfront: pick(0, 0.02), Commitment: pick(0, 0.01), Rate: pick(0, 0.05, 0.1),
			Grace: r.IntN(8), Term: r.IntN(30), Capitalise: r.IntN(2) == 0, Repayment: Repayment(r.IntN(5)),
			From: r.IntN(4), To: always, Priority: r.IntN(3), OnDemand: r.IntN(2) == 0}
		c.Revolving = c.OnDemand && r.IntN(2) == 0
		if r.IntN(3) == 0 {
			c.To = c.From + r.IntN(months)
		}
		if r.IntN(3) == 0 {
			for range months {
				s[j].Rates = append(s[j].Rates, 0.1*r.Float64())
			}
		}
		s[j].OpenFrom = pick(0, 3.5, math.Inf(1))
		for range r.IntN(4) {
			s[j].Arrivals = append(s[j].Arrivals, Arrival{1.5 * float64(months) * r.Float64(), c.Committed / 3})
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
	shared := new(Ledger) // reused, so that nothing of a scenario may stay
	for range 2000 {
		months, n := 1+r.IntN(48), r.IntN(7)
		facilities, s := randomFunding(r, n, months)
		ncf := make([]float64, months)
		for m := range ncf {
			ncf[m] = 20 * r.NormFloat64()
		}
		opening, minimum := 30*r.Float64(), 20*r.Float64()
		f := &Model{Facilities: facilities}
		f.Prepare(months)
		f.Run(ncf, opening, minimum, s, shared)
		f.Balances(shared)
		checkCash(t, shared, ncf, opening, minimum)
		for j := range facilities {
			checkFacility(t, &facilities[j], &s[j], shared, j)
		}
		if t.Failed() {
			t.FailNow()
		}
	}
}

// TestShortAgrees: of flows in a ledger that is booked with the same supplies it is told
// whether they have a gap as a run tells it.
func TestShortAgrees(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	shared, alone := new(Ledger), new(Ledger)
	var short, drawn [2]int
	for range 2000 {
		months, n := 1+r.IntN(48), r.IntN(7)
		facilities, s := randomFunding(r, n, months)
		f := &Model{Facilities: facilities}
		if r.IntN(3) == 0 {
			bank := 50 * r.Float64()
			f.First, f.Bank = r.IntN(months), &bank
		}
		f.Prepare(months)
		f.Book(months, s, shared)
		ncf := make([]float64, months)
		for round := range 3 {
			for m := range ncf {
				ncf[m] = 20*r.NormFloat64() + 1
			}
			opening, minimum := 60*r.Float64(), 20*r.Float64()
			f.Run(ncf, opening, minimum, s, alone)
			got, want := f.Short(ncf, opening, minimum, 1e-4, s, shared), slices.Max(alone.Gap) > 1e-4
			if got != want {
				t.Fatalf("flow %d: short %v, want %v", round, got, want)
			}
			for k, is := range []bool{want, !want} {
				if is {
					short[k]++
				}
				for _, j := range f.onDemand {
					if is && slices.Max(alone.Drawn[j]) > 0 {
						drawn[k]++
						break
					}
				}
			}
		}
	}
	if min(short[0], short[1], drawn[0], drawn[1]) < 200 {
		t.Errorf("short or not %v times, of these drawn on demand %v times", short, drawn)
	}
}

func checkCash(t *testing.T, out *Ledger, ncf []float64, opening, minimum float64) {
	t.Helper()
	for m, flow := range ncf {
		want := opening + flow
		for j := range out.Drawn {
			want += out.Drawn[j][m] - out.Fees[j][m] - out.Interest[j][m] - out.Principal[j][m]
		}
		near(t, "cash", out.Cash[m], want, 1e-8)
		near(t, "gap", out.Gap[m], max(0, minimum-out.Cash[m]), 1e-8)
		opening = out.Cash[m]
	}
}

func checkFacility(t *testing.T, c *Facility, s *Supply, out *Ledger, j int) {
	t.Helper()
	drawn, repaid, planned := 0.0, 0.0, 0.0
	for m, x := range out.Drawn[j] {
		drawn += x
		repaid += out.Principal[j][m]
		balance := out.Balance[j][m]
		if !c.Capitalise {
			near(t, "balance", balance, drawn-repaid, 1e-8)
		}
		if x > 0 && (m < c.From || m > c.To) {
			t.Errorf("drawn %v in month %d outside %d..%d", x, m, c.From, c.To)
		}
		if balance < -1e-8 || out.Principal[j][m] < -1e-8 || out.Interest[j][m] < 0 || out.Fees[j][m] < 0 {
			t.Errorf("negative: balance %v principal %v", balance, out.Principal[j][m])
		}
		if c.OnDemand && !c.Revolving && drawn > c.Committed+1e-8 {
			t.Errorf("drawn %v of %v", drawn, c.Committed)
		}
		if c.Revolving && !c.Capitalise && balance > c.Committed+1e-8 {
			t.Errorf("revolver at %v of %v", balance, c.Committed)
		}
	}
	near(t, "closing balance", out.Balance[j][len(out.Cash)-1], drawn+out.Capitalised[j]-repaid, 1e-8)
	for _, a := range s.Arrivals {
		planned += a.Amount
	}
	if !c.OnDemand {
		near(t, "scheduled money", drawn+out.Beyond[j]+out.Closed[j], planned, 1e-8)
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
			facilities[j].Committed *= unit
			for k := range s[j].Arrivals {
				s[j].Arrivals[k].Amount *= unit
			}
		}
		for m := range ncf {
			ncf[m] *= unit
		}
		many := waterfall(facilities, s, ncf, 25*unit, 10*unit)
		for m := range ncf {
			near(t, "cash in another unit", many.Cash[m]/unit, one.Cash[m], 1e-6)
		}
	}
}

func TestWaterfallAllocatesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	facilities, s := randomFunding(r, 6, 60)
	f := &Model{Facilities: facilities}
	f.Prepare(60)
	ncf, out := make([]float64, 60), new(Ledger)
	if n := testing.AllocsPerRun(20, func() { f.Run(ncf, 10, 0, s, out) }); n != 0 {
		t.Errorf("%v allocations a scenario", n)
	}
}

func BenchmarkWaterfall(b *testing.B) {
	facilities := []Facility{
		{Committed: 500, To: always}, {Committed: 300, To: always}, {Committed: 100, To: always},
		{Committed: 400, Rate: 0.06, Upfront: 0.01, Commitment: 0.005, Grace: 12, Term: 48, Repayment: EqualPrincipal, To: always},
		{Committed: 200, Rate: 0.08, Term: 36, Repayment: Annuity, To: always},
		{Committed: 300, Rate: 0.07, Commitment: 0.005, OnDemand: true, Revolving: true, Repayment: Sweep, To: always},
	}
	s := make([]Supply, len(facilities))
	for j := range s {
		s[j].Arrivals = []Arrival{{float64(j) + 0.5, facilities[j].Committed}}
	}
	ncf := make([]float64, 60)
	for m := range ncf {
		ncf[m] = -50 + 2.5*float64(m)
	}
	f, out := &Model{Facilities: facilities}, new(Ledger)
	f.Prepare(len(ncf))
	b.ReportAllocs()
	for b.Loop() {
		f.Run(ncf, 100, 20, s, out)
	}
}

// TestByTermsIsService: one loop books what service books month by month, to the bit.
func TestByTermsIsService(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 5))
	for range 500 {
		months := 1 + r.IntN(60)
		facilities, s := randomFunding(r, 3, months)
		for j := range facilities {
			if c := &facilities[j]; c.OnDemand || c.Repayment == Sweep || c.Repayment == Recovered {
				c.OnDemand, c.Repayment = false, Annuity
			}
		}
		f := &Model{Facilities: facilities}
		f.Prepare(months)
		got, want := new(Ledger), new(Ledger)
		f.Run(make([]float64, months), 10, 0, s, got)
		want.Fit(len(facilities), months)
		for j := range facilities {
			c, st := &f.Facilities[j], &want.states[j]
			c.begin(st, &s[j])
			f.schedule(j, &s[j], want, false)
			for m := range months {
				want.inflow[m] += f.service(c, st, j, m, &s[j], want)
				want.Balance[j][m] = st.balance
			}
		}
		for name, rows := range map[string][2][][]float64{"interest": {got.Interest, want.Interest}, "fees": {got.Fees, want.Fees},
			"principal": {got.Principal, want.Principal}, "balance": {got.Balance, want.Balance}} {
			for _, j := range f.planned {
				if !slices.Equal(rows[0][j], rows[1][j]) {
					t.Fatalf("%s of %+v: %v, month by month %v", name, facilities[j], rows[0][j], rows[1][j])
				}
			}
		}
	}
}
