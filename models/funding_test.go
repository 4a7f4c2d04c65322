package models

import (
	"math"
	"testing"
)

const always = math.MaxInt32

func waterfall(facilities []facility, s []supply, ncf []float64, opening, minimum float64) *ledger {
	f := &fundingModel{facilities: facilities}
	f.prepare(len(ncf))
	out := new(ledger)
	f.run(ncf, opening, minimum, s, out)
	f.balances(out)
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
	revolver := facility{committed: 100, onDemand: true, revolving: true, repayment: repaySweep, to: always}
	out := waterfall([]facility{revolver}, []supply{{}}, []float64{-60, -13}, 65, 25)
	expect(t, "opening revolver and draw", out.drawn[0], []float64{20, 13})
	expect(t, "closing revolver", out.balance[0], []float64{20, 33})
	expect(t, "closing cash", out.cash, []float64{25, 25})
	expect(t, "gap", out.gap, []float64{0, 0})
}

// A sweep after mandatory repayment: 1,150 available, 400 mandatory, minimum
// 50, short-term debt 200: 700 are free and 200 repaid.
// Source: felix.fe.training, building a model with a cash sweep.
func TestSweepPublished(t *testing.T) {
	term := facility{committed: 400, repayment: repayBullet, term: 1, to: always}
	short := facility{committed: 200, repayment: repaySweep, onDemand: true, to: always}
	out := waterfall([]facility{term, short}, []supply{{arrivals: []arrival{{0, 400}}}, {}}, []float64{-600, 1100}, 50, 50)
	expect(t, "mandatory", out.principal[0], []float64{0, 400})
	expect(t, "swept", out.principal[1], []float64{0, 200})
	expect(t, "debt", out.balance[1], []float64{200, 0})
	expect(t, "cash", out.cash, []float64{50, 550})
}

func TestWaterfallByHand(t *testing.T) {
	t.Run("split arrival with upfront fee", func(t *testing.T) {
		loan := facility{committed: 100, upfront: 0.02, repayment: repayNone, to: always}
		out := waterfall([]facility{loan}, []supply{{arrivals: []arrival{{1.25, 80}, {2.5, 20}, {3, 7}, {math.Inf(1), 5}}}}, make([]float64, 3), 0, 0)
		expect(t, "drawn", out.drawn[0], []float64{0, 60, 30})
		expect(t, "fees", out.fees[0], []float64{0, 1.2, 0.6})
		expect(t, "cash", out.cash, []float64{0, 58.8, 88.2})
		near(t, "beyond", out.beyond[0], 22, 1e-12)
	})
	t.Run("window", func(t *testing.T) {
		loan := facility{committed: 100, from: 1, to: 2}
		out := waterfall([]facility{loan}, []supply{{arrivals: []arrival{{0, 10}, {2.5, 40}, {3, 5}}}}, make([]float64, 4), 0, 0)
		expect(t, "waits for the window", out.drawn[0], []float64{0, 10, 20, 0})
		near(t, "comes too late", out.closed[0], 25, 1e-12)
	})
	t.Run("on demand, grossed up and by priority", func(t *testing.T) {
		second := facility{committed: 1000, upfront: 0.1, priority: 2, onDemand: true, to: always}
		first := facility{committed: 30, priority: 1, onDemand: true, to: always}
		out := waterfall([]facility{second, first}, []supply{{}, {}}, []float64{-40, -9, 100}, 0, 10)
		expect(t, "first", out.drawn[1], []float64{30, 0, 0})
		expect(t, "second", out.drawn[0], []float64{20.0 / 0.9, 10, 0})
		expect(t, "fee", out.fees[0], []float64{2.0 / 0.9, 1, 0})
		expect(t, "cash", out.cash, []float64{10, 10, 110})
	})
	t.Run("not open yet, then closed", func(t *testing.T) {
		source := facility{committed: 100, onDemand: true, to: 2}
		out := waterfall([]facility{source}, []supply{{openFrom: 0.5}}, []float64{-5, -5, 0, -7}, 0, 0)
		expect(t, "drawn", out.drawn[0], []float64{0, 10, 0, 0})
		expect(t, "gap", out.gap, []float64{5, 0, 0, 7})
		expect(t, "cash", out.cash, []float64{-5, 0, 0, -7})
	})
	t.Run("later money fills the gap first", func(t *testing.T) {
		grant := facility{committed: 50}
		grant.to = always
		out := waterfall([]facility{grant}, []supply{{arrivals: []arrival{{2, 50}}}}, []float64{-30, 0, 0}, 0, 10)
		expect(t, "gap", out.gap, []float64{40, 40, 0})
		expect(t, "cash", out.cash, []float64{-30, -30, 20})
	})
	t.Run("principal is paid even when cash is short", func(t *testing.T) {
		loan := facility{committed: 100, rate: 0.12, repayment: repayBullet, term: 2, to: always}
		out := waterfall([]facility{loan}, []supply{{arrivals: []arrival{{0, 100}}}}, []float64{-100, 0, 0}, 0, 0)
		expect(t, "balance", out.balance[0], []float64{100, 100, 0})
		expect(t, "gap", out.gap, []float64{0, 1, 102})
	})
}

func TestCommitmentFee(t *testing.T) {
	// 1.2 % a year is 0.1 % a month, on the undrawn at the opening.
	revolver := facility{committed: 1000, commitment: 0.012, onDemand: true, revolving: true, repayment: repaySweep, from: 1, to: 3}
	out := waterfall([]facility{revolver}, []supply{{}}, []float64{0, -199, 300, 0, 0}, 0, 0)
	// Month 1: 1.0 of fee makes the draw 200. Month 2: fee on 800, sweep 200.
	expect(t, "fees", out.fees[0], []float64{0, 1, 0.8, 1, 0})
	expect(t, "drawn", out.drawn[0], []float64{0, 200, 0, 0, 0})
	expect(t, "swept", out.principal[0], []float64{0, 0, 200, 0, 0})
	term := facility{committed: 1000, commitment: 0.012, to: always, repayment: repayBullet, term: 2}
	out = waterfall([]facility{term}, []supply{{arrivals: []arrival{{1, 400}}}}, make([]float64, 5), 0, -1e6)
	// Undrawn 1,000 until it is drawn, 600 afterwards, nothing from maturity on.
	expect(t, "term loan", out.fees[0], []float64{1, 1, 0.6, 0, 0})
	never := waterfall([]facility{term}, []supply{{arrivals: []arrival{{math.Inf(1), 400}}}}, make([]float64, 5), 0, -1e6)
	near(t, "a loan that never comes", sum(never.fees[0]), 0, 0)
}

func TestSweepOrder(t *testing.T) {
	cheap := facility{committed: 100, rate: 0.03, repayment: repaySweep, to: always}
	dear := facility{committed: 100, rate: 0.09, repayment: repaySweep, to: always}
	s := []supply{{arrivals: []arrival{{0, 100}}}, {arrivals: []arrival{{0, 100}}}}
	flow := []float64{-200, 51, 100} // month 1 owes 0.25 + 0.75 of interest
	out := waterfall([]facility{cheap, dear}, s, flow, 0, 0)
	expect(t, "dear first", out.principal[1], []float64{0, 50, 50})
	expect(t, "then cheap", out.principal[0], []float64{0, 0, 100 - 0.25 - 0.375 - 50})
	// An index can make the cheap one dear.
	s[0].rates = []float64{0.03, 0.12, 0.12}
	out = waterfall([]facility{cheap, dear}, s, flow, 0, 0)
	expect(t, "by the month's rate", out.principal[0], []float64{0, 51 - 1.75, 100 - 51 + 1.75})
}

// A rate that a driver gives is charged even where the sheet has no rate of
// its own and nothing is repaid.
func TestDrivenRate(t *testing.T) {
	s := []supply{{arrivals: []arrival{{0, 100}}, rates: []float64{0.12, 0.12, 0.24}}}
	out := waterfall([]facility{{committed: 100, to: always}}, s, make([]float64, 3), 0, 0)
	expect(t, "interest", out.interest[0], []float64{0, 1, 2})
	expect(t, "balance", out.balance[0], []float64{100, 100, 100})
}

// After maturity nothing is drawn on demand, and money that comes late is due
// in the month after.
func TestAfterMaturity(t *testing.T) {
	bridge := facility{committed: 100, onDemand: true, repayment: repayBullet, term: 2, to: always}
	out := waterfall([]facility{bridge}, []supply{{}}, []float64{-10, -10, 0, -10}, 0, 0)
	expect(t, "drawn", out.drawn[0], []float64{10, 10, 0, 0})
	expect(t, "principal", out.principal[0], []float64{0, 0, 20, 0})
	expect(t, "gap", out.gap, []float64{0, 0, 20, 30})
	late := facility{committed: 100, repayment: repayEqual, term: 1, to: always}
	out = waterfall([]facility{late}, []supply{{arrivals: []arrival{{0, 50}, {3, 50}}}}, make([]float64, 6), 0, 0)
	expect(t, "late tranche", out.principal[0], []float64{0, 50, 0, 0, 50, 0})
}
