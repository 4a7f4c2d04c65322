package models

import (
	"testing"

	"ballast/budget"
)

// TestSettlementByHand: 120 of work over the year, paid two months later, so that 20 is
// owed at its end; 28 of a loan of 50 that is repaid in 25 months, of which eleven are
// gone; and 10 a month is earned in the last three months and paid a month later.
func TestSettlementByHand(t *testing.T) {
	t.Parallel()
	p := twoFutures()
	p.Costs = []budget.CostLine{{ID: "C1", Name: "Work", Amount: whole(120), Months: 12, Profile: "even", PaymentLag: &budget.Quantity{Text: "2"}}}
	p.Revenue = []budget.Stream{{ID: "S1", Name: "Sales", Monthly: whole(10), StartMonth: 9, CollectionLag: &budget.Quantity{Text: "1"}}}
	loan := budget.Source{ID: "F1", Name: "loan", Kind: "loan", Committed: whole(50), Probability: 1, Repayment: "equal", TermMonths: 25}
	p.Funding = []budget.Source{loan}
	_, o := outcomeOf(t, p)
	x := o.Settlement
	near(t, "bills", x.Payables, 20, 1e-9)
	near(t, "collections", x.Receivables, 10, 1e-9)
	near(t, "debt", x.Debt, 50-11*2, 1e-9)
	near(t, "net", x.Net, 10-20-28, 1e-9)
}

// TestSettlementOfAdvancesAndTax: an advance of all the money for work that has hardly
// begun is owed by the supplier; tax that comes back after the horizon is to be received.
func TestSettlementOfAdvancesAndTax(t *testing.T) {
	t.Parallel()
	p := twoFutures()
	p.Costs = []budget.CostLine{{ID: "C1", Name: "Work", Amount: whole(240), Months: 24, Profile: "even", Advance: 1}}
	_, o := outcomeOf(t, p)
	near(t, "paid ahead of the work", o.Settlement.Payables, -120, 1e-9)
	p.Costs = []budget.CostLine{{ID: "C1", Name: "Work", Amount: whole(120), Months: 12, Profile: "even", VAT: 0.1, VATRecovered: true, VATMonths: 3}}
	_, o = outcomeOf(t, p)
	near(t, "tax of three months", o.Settlement.Tax, 3, 1e-9)
	near(t, "no bill is open", o.Settlement.Payables, 0, 1e-9)
}
