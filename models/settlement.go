package models

import (
	"math"

	"ballast/models/outcome"
	"ballast/models/returns"
)

// open is what a scenario still has to receive and to pay at the horizon. It is settled in
// the last month of the flows of project, owners and partners; the cash in hand is what it
// is (models/doc.go section 8).
//
// Checked: TestSettlementByHand, TestSettledInTheLastMonth, TestReference, TestMixEqualsRun.
type open struct {
	shared float64   // collections of streams that all partners share
	own    []float64 // [partner] collections of its own streams
	bills  float64   // for work done, less what was paid ahead of it and tax on bills that comes back
	tax    float64   // that settling all this adds to the tax on profit of the last month
}

// collections are all that is to be received of customers.
func (x *open) collections() float64 { return x.shared + total(x.own) }

// net is what is to be received less what is owed, after tax.
func (x *open) net() float64 { return x.collections() - x.bills - x.tax }

// of is the part of partner p.
func (x *open) of(p int, c *partner) float64 {
	return float64(c.revenue*x.shared) + x.own[p] - float64(c.cost*(x.bills+x.tax))
}

// owe works out what is open, as planned: a stress comes after it.
func (s *scenario) owe() {
	x := &s.open
	copy(x.own, s.beyondByPartner)
	x.shared = s.collectedBeyond - total(x.own)
	paid, cost := sumOf(s.paid), s.layers[costLayers-1]-s.beyond
	if x.bills = cost - paid; math.Abs(x.bills) <= returns.Rounding*(math.Abs(cost)+math.Abs(paid)) {
		x.bills = 0
	}
}

// taxOpen taxes what is settled as profit of the last month: the tax of that month becomes
// what it is on the profit to date beyond the highest that was taxed before it.
func (s *scenario) taxOpen(rate float64) {
	x, last := &s.open, s.tax[len(s.tax)-1]
	if x.shared == 0 && x.bills == 0 && total(x.own) == 0 {
		return
	}
	profit := sumOf(s.profit) + x.collections() - x.bills - sumOf(s.vat)
	x.tax = max(0, float64(rate*profit)-(sumOf(s.tax)-last)) - last
}

// settlement is the mean of what is open at the horizon, nil where the plan has no cash.
//
// Checked: TestSettlementByHand.
func (s *Simulation) settlement() *outcome.Settlement {
	if !s.m.hasCash() {
		return nil
	}
	o, sums, n := &s.m.out, s.res.Sums, float64(s.res.N)
	x := &outcome.Settlement{Receivables: sums[o.sumLate] / n, Tax: sums[o.sumTaxOwed] / n, Payables: sums[o.sumBills] / n, ProfitTax: sums[o.sumProfitTax] / n}
	for j := range s.m.sources {
		owed := sums[o.sumOutstanding+j] / n
		switch {
		case !s.m.isOwed(j):
		case s.m.funds.Facilities[j].Kind == "prepayment":
			x.Prepayments += owed
		default:
			x.Debt += owed
		}
	}
	x.Net = x.Receivables + x.Tax - x.Debt - x.Prepayments - x.Payables - x.ProfitTax
	return x
}
