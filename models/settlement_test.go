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

// TestSettledInTheLastMonth: of 120 of work 20 is paid after the plan, of 90 earned 30 is
// collected after it; without discounting the worth to everybody is what was earned less
// the work, less tax on that at 20 %, and money is back when the last month settles it.
func TestSettledInTheLastMonth(t *testing.T) {
	t.Parallel()
	p := twoFutures()
	p.Project.Rate, p.Project.TaxRate = 0, 0.2
	p.Costs = []budget.CostLine{{ID: "C1", Name: "Work", Amount: whole(120), Months: 12, Profile: "even", PaymentLag: &budget.Quantity{Text: "2"}}}
	p.Revenue = []budget.Stream{
		{ID: "S1", Name: "Sales", Monthly: whole(12), CollectionLag: &budget.Quantity{Text: "3"}},
		{ID: "S2", Name: "Own sales", Partner: "B", Monthly: whole(1), CollectionLag: &budget.Quantity{Text: "1"}},
	}
	p.Partners = []budget.Partner{{Name: "A", CostShare: 0.5, RevenueShare: 0.25, FundingShare: 0.5}, {Name: "B", CostShare: 0.5, RevenueShare: 0.75, FundingShare: 0.5}}
	_, o := outcomeOf(t, p)
	profit, cash := 12.0*12+12-120, p.Project.OpeningCash.InexactFloat64()
	near(t, "worth of the project", o.Return.NPV.Mean, 0.8*profit, 1e-9)
	near(t, "worth to A", o.Return.Partners[0].NPV.Mean, 0.25*144-0.5*120-0.5*0.2*profit, 1e-9)
	near(t, "worth to B", o.Return.Partners[1].NPV.Mean, 0.75*144+12-0.5*120-0.5*0.2*profit, 1e-9)
	x := o.Settlement
	near(t, "collections", x.Receivables, 3*12+1, 1e-9)
	near(t, "bills", x.Payables, 20, 1e-9)
	near(t, "tax on what is settled", x.ProfitTax, 0.2*17, 1e-9)
	near(t, "net", x.Net, 37-20-0.2*17, 1e-9)
	near(t, "cumulative flow at the end", o.Return.Flow[11].P50, 0.8*profit, 1e-9)
	near(t, "cash at the end", o.Cash.Months[11].Mean, cash+9*12+11-100-0.2*(9*12+11-100), 1e-9)
}

// TestLateMoneyIsSettled: under a stress that makes collections late, what is then still
// to come at the horizon is settled too; bills follow a stress of costs.
func TestLateMoneyIsSettled(t *testing.T) {
	t.Parallel()
	s := &scenario{m: &Model{}, collected: []float64{1, 2, 3, 4}, shared: []float64{1, 2, 3, 4}, paid: []float64{5, 5}, vat: []float64{0, 0}}
	s.open = open{shared: 10, bills: 8}
	flowShock{costs: 0.5, revenue: 0.1, lateRevenue: 1.5}.apply(s)
	near(t, "collections", s.open.shared, 1.1*(10+4+0.5*3), 1e-12)
	near(t, "bills", s.open.bills, 12, 1e-12)
	near(t, "what is left inside", total(s.shared), 1.1*(1+2+0.5*3), 1e-12)
}
