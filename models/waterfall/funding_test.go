package waterfall

import (
	"math"
	"testing"
)

const always = math.MaxInt32

func waterfall(facilities []Facility, s []Supply, ncf []float64, opening, minimum float64) *Ledger {
	f := &Model{Facilities: facilities}
	f.Prepare(len(ncf))
	out := new(Ledger)
	f.Run(ncf, opening, minimum, s, out)
	f.Balances(out)
	return out
}

func expect(t *testing.T, what string, got, want []float64) {
	t.Helper()
	for m := range want {
		near(t, what, got[m], want[m], 1e-9)
	}
}

// A revolver drawn to the minimum: opening cash 40, operations use 28 so that
// 12 is left, minimum 25, revolver at 20: draw 13, closing revolver 33.
// Source: financeinterviewai.com, revolver drawdowns and paydowns, example 1.
func TestRevolverPublished(t *testing.T) {
	revolver := Facility{Committed: 100, OnDemand: true, Revolving: true, Repayment: Sweep, To: always}
	out := waterfall([]Facility{revolver}, []Supply{{}}, []float64{-60, -13}, 65, 25)
	expect(t, "opening revolver and draw", out.Drawn[0], []float64{20, 13})
	expect(t, "closing revolver", out.Balance[0], []float64{20, 33})
	expect(t, "closing cash", out.Cash, []float64{25, 25})
	expect(t, "gap", out.Gap, []float64{0, 0})
}

// A sweep after mandatory repayment: 1,150 available, 400 mandatory, minimum
// 50, short-term debt 200: 700 are free and 200 repaid.
// Source: felix.fe.training, building a model with a cash sweep.
func TestSweepPublished(t *testing.T) {
	term := Facility{Committed: 400, Repayment: Bullet, Term: 1, To: always}
	short := Facility{Committed: 200, Repayment: Sweep, OnDemand: true, To: always}
	out := waterfall([]Facility{term, short}, []Supply{{Arrivals: []Arrival{{0, 400}}}, {}}, []float64{-600, 1100}, 50, 50)
	expect(t, "mandatory", out.Principal[0], []float64{0, 400})
	expect(t, "swept", out.Principal[1], []float64{0, 200})
	expect(t, "debt", out.Balance[1], []float64{200, 0})
	expect(t, "cash", out.Cash, []float64{50, 550})
}

func TestWaterfallByHand(t *testing.T) {
	t.Run("split arrival with upfront fee", func(t *testing.T) {
		loan := Facility{Committed: 100, Upfront: 0.02, Repayment: None, To: always}
		out := waterfall([]Facility{loan}, []Supply{{Arrivals: []Arrival{{1.25, 80}, {2.5, 20}, {3, 7}, {math.Inf(1), 5}}}}, make([]float64, 3), 0, 0)
		expect(t, "drawn", out.Drawn[0], []float64{0, 60, 30})
		expect(t, "fees", out.Fees[0], []float64{0, 1.2, 0.6})
		expect(t, "cash", out.Cash, []float64{0, 58.8, 88.2})
		near(t, "beyond", out.Beyond[0], 22, 1e-12)
	})
	t.Run("window", func(t *testing.T) {
		loan := Facility{Committed: 100, From: 1, To: 2}
		out := waterfall([]Facility{loan}, []Supply{{Arrivals: []Arrival{{0, 10}, {2.5, 40}, {3, 5}}}}, make([]float64, 4), 0, 0)
		expect(t, "waits for the window", out.Drawn[0], []float64{0, 10, 20, 0})
		near(t, "comes too late", out.Closed[0], 25, 1e-12)
	})
	t.Run("on demand, grossed up and by priority", func(t *testing.T) {
		second := Facility{Committed: 1000, Upfront: 0.1, Priority: 2, OnDemand: true, To: always}
		first := Facility{Committed: 30, Priority: 1, OnDemand: true, To: always}
		out := waterfall([]Facility{second, first}, []Supply{{}, {}}, []float64{-40, -9, 100}, 0, 10)
		expect(t, "first", out.Drawn[1], []float64{30, 0, 0})
		expect(t, "second", out.Drawn[0], []float64{20.0 / 0.9, 10, 0})
		expect(t, "fee", out.Fees[0], []float64{2.0 / 0.9, 1, 0})
		expect(t, "cash", out.Cash, []float64{10, 10, 110})
	})
	t.Run("not open yet, then closed", func(t *testing.T) {
		source := Facility{Committed: 100, OnDemand: true, To: 2}
		out := waterfall([]Facility{source}, []Supply{{OpenFrom: 0.5}}, []float64{-5, -5, 0, -7}, 0, 0)
		expect(t, "drawn", out.Drawn[0], []float64{0, 10, 0, 0})
		expect(t, "gap", out.Gap, []float64{5, 0, 0, 7})
		expect(t, "cash", out.Cash, []float64{-5, 0, 0, -7})
	})
	t.Run("later money fills the gap first", func(t *testing.T) {
		grant := Facility{Committed: 50}
		grant.To = always
		out := waterfall([]Facility{grant}, []Supply{{Arrivals: []Arrival{{2, 50}}}}, []float64{-30, 0, 0}, 0, 10)
		expect(t, "gap", out.Gap, []float64{40, 40, 0})
		expect(t, "cash", out.Cash, []float64{-30, -30, 20})
	})
	t.Run("principal is paid even when cash is short", func(t *testing.T) {
		loan := Facility{Committed: 100, Rate: 0.12, Repayment: Bullet, Term: 2, To: always}
		out := waterfall([]Facility{loan}, []Supply{{Arrivals: []Arrival{{0, 100}}}}, []float64{-100, 0, 0}, 0, 0)
		expect(t, "balance", out.Balance[0], []float64{100, 100, 0})
		expect(t, "gap", out.Gap, []float64{0, 1, 102})
	})
}

func TestCommitmentFee(t *testing.T) {
	// 1.2 % a year is 0.1 % a month, on the undrawn at the opening.
	revolver := Facility{Committed: 1000, Commitment: 0.012, OnDemand: true, Revolving: true, Repayment: Sweep, From: 1, To: 3}
	out := waterfall([]Facility{revolver}, []Supply{{}}, []float64{0, -199, 300, 0, 0}, 0, 0)
	// Month 1: 1.0 of fee makes the draw 200. Month 2: fee on 800, sweep 200.
	expect(t, "fees", out.Fees[0], []float64{0, 1, 0.8, 1, 0})
	expect(t, "drawn", out.Drawn[0], []float64{0, 200, 0, 0, 0})
	expect(t, "swept", out.Principal[0], []float64{0, 0, 200, 0, 0})
	term := Facility{Committed: 1000, Commitment: 0.012, To: always, Repayment: Bullet, Term: 2}
	out = waterfall([]Facility{term}, []Supply{{Arrivals: []Arrival{{1, 400}}}}, make([]float64, 5), 0, -1e6)
	// Undrawn 1,000 until it is drawn, 600 afterwards, nothing from maturity on.
	expect(t, "term loan", out.Fees[0], []float64{1, 1, 0.6, 0, 0})
	never := waterfall([]Facility{term}, []Supply{{Arrivals: []Arrival{{math.Inf(1), 400}}}}, make([]float64, 5), 0, -1e6)
	near(t, "a loan that never comes", sum(never.Fees[0]), 0, 0)
}

func TestSweepOrder(t *testing.T) {
	cheap := Facility{Committed: 100, Rate: 0.03, Repayment: Sweep, To: always}
	dear := Facility{Committed: 100, Rate: 0.09, Repayment: Sweep, To: always}
	s := []Supply{{Arrivals: []Arrival{{0, 100}}}, {Arrivals: []Arrival{{0, 100}}}}
	flow := []float64{-200, 51, 100} // month 1 owes 0.25 + 0.75 of interest
	out := waterfall([]Facility{cheap, dear}, s, flow, 0, 0)
	expect(t, "dear first", out.Principal[1], []float64{0, 50, 50})
	expect(t, "then cheap", out.Principal[0], []float64{0, 0, 100 - 0.25 - 0.375 - 50})
	// An index can make the cheap one dear.
	s[0].Rates = []float64{0.03, 0.12, 0.12}
	out = waterfall([]Facility{cheap, dear}, s, flow, 0, 0)
	expect(t, "by the month's rate", out.Principal[0], []float64{0, 51 - 1.75, 100 - 51 + 1.75})
}

// TestSweepEndsAtItsTerm: what a sweep has left at the end of its term is due then, whether
// there is cash for it or not; without a term it waits.
func TestSweepEndsAtItsTerm(t *testing.T) {
	s := []Supply{{Arrivals: []Arrival{{0, 100}}}}
	flow := []float64{-100, 30, 0, 0, 0}
	out := waterfall([]Facility{{Committed: 100, Repayment: Sweep, Term: 3, To: always}}, s, flow, 0, 0)
	expect(t, "balance", out.Balance[0], []float64{100, 70, 70, 0, 0})
	expect(t, "principal", out.Principal[0], []float64{0, 30, 0, 70, 0})
	expect(t, "cash is short by what is due", out.Gap, []float64{0, 0, 0, 70, 70})
	out = waterfall([]Facility{{Committed: 100, Repayment: Sweep, To: always}}, s, flow, 0, 0)
	expect(t, "balance without a term", out.Balance[0], []float64{100, 70, 70, 70, 70})
}

// A rate that a driver gives is charged even where the sheet has no rate of
// its own and nothing is repaid.
func TestDrivenRate(t *testing.T) {
	s := []Supply{{Arrivals: []Arrival{{0, 100}}, Rates: []float64{0.12, 0.12, 0.24}}}
	out := waterfall([]Facility{{Committed: 100, To: always}}, s, make([]float64, 3), 0, 0)
	expect(t, "interest", out.Interest[0], []float64{0, 1, 2})
	expect(t, "balance", out.Balance[0], []float64{100, 100, 100})
}

// After maturity nothing is drawn on demand, and money that comes late is due
// in the month after.
func TestAfterMaturity(t *testing.T) {
	bridge := Facility{Committed: 100, OnDemand: true, Repayment: Bullet, Term: 2, To: always}
	out := waterfall([]Facility{bridge}, []Supply{{}}, []float64{-10, -10, 0, -10}, 0, 0)
	expect(t, "drawn", out.Drawn[0], []float64{10, 10, 0, 0})
	expect(t, "principal", out.Principal[0], []float64{0, 0, 20, 0})
	expect(t, "gap", out.Gap, []float64{0, 0, 20, 30})
	late := Facility{Committed: 100, Repayment: EqualPrincipal, Term: 1, To: always}
	out = waterfall([]Facility{late}, []Supply{{Arrivals: []Arrival{{0, 50}, {3, 50}}}}, make([]float64, 6), 0, 0)
	expect(t, "late tranche", out.Principal[0], []float64{0, 50, 0, 0, 50, 0})
}

// TestNothingToDraw: a source that brings nothing in a scenario charges no
// commitment fee on what was promised; half of the money half of the fee.
func TestNothingToDraw(t *testing.T) {
	c := Facility{Kind: "loan", Committed: 1200, Commitment: 0.01, To: 99}
	for amount, want := range map[float64]float64{1200: 1, 600: 0.5, 0: 0, -5: 0} {
		s := Supply{Arrivals: []Arrival{{Month: 2, Amount: amount}}, Limit: Limited(amount)}
		st := facilityState{}
		c.begin(&st, &s)
		if got := c.commitmentFee(&st, 0); got != want {
			t.Errorf("%v of the money: a fee of %v a month, want %v", amount, got, want)
		}
	}
}
