package models

import "ballast/models/outcome"

// settlement is what is open at the horizon, nil where the plan has no cash.
//
// Checked: TestSettlementByHand.
func (s *Simulation) settlement() *outcome.Settlement {
	if !s.m.hasCash() {
		return nil
	}
	o, sums, n := &s.m.out, s.res.Sums, float64(s.res.N)
	x := &outcome.Settlement{Receivables: sums[o.sumLate] / n, Tax: sums[o.sumTaxOwed] / n}
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
	x.Payables = (sums[o.sumBills] + sums[o.sumTaxOwed] - total(sums[o.sumPaid:][:s.m.horizon])) / n
	x.Net = x.Receivables + x.Tax - x.Debt - x.Prepayments - x.Payables
	return x
}
