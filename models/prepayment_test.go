package models

import (
	"math"
	"testing"

	"ballast/budget"
)

// prepaidPlan collects 30 a month from month 4 to 11 and 10 a month of another stream
// from month 0; a customer of the first pays 75 ahead in month 0.
func prepaidPlan() *budget.Plan {
	p := ownersPlan()
	p.Costs[0].Amount = whole(50)
	p.Revenue = []budget.Stream{{ID: "S1", Name: "sales", Monthly: whole(30), StartMonth: 4}, {ID: "S2", Name: "rent", Monthly: whole(10)}}
	p.Funding = []budget.Source{{ID: "F1", Kind: "prepayment", Committed: whole(75), Probability: 1, Repayment: "none", RecoveredFrom: []string{"S1"}}}
	return p
}

// TestPrepaymentIsRecovered: money paid ahead is money of the stream: 30, 30 and 15 of
// its collections do not come again, and the owners have it once.
func TestPrepaymentIsRecovered(t *testing.T) {
	p := prepaidPlan()
	_, o := outcomeOf(t, p)
	cash := 0.0
	for m := range 12 {
		cash += 10
		switch {
		case m == 0:
			cash += 75
		case m == 1:
			cash -= 50
		case m == 6:
			cash += 15
		case m > 6:
			cash += 30
		}
		near(t, "cash", o.Cash.Months[m].Mean, cash, 1e-9)
	}
	near(t, "all the money there is", cash, 12*10+8*30-50, 1e-9)
	near(t, "owed at the horizon", o.Funding.Sources[0].OutstandingMean, 0, 1e-9)
	v := func(m int) float64 { return math.Pow(1.1, -float64(m+1)/12) }
	worth := 75*v(0) - 30*v(4) - 30*v(5) - 15*v(6)
	near(t, "what it is worth to the owners", o.Return.Equity.NPV.Mean-o.Return.NPV.Mean, worth, 1e-9)
	near(t, "debt service in a month of recovery", o.Funding.Months[5].Service, 0, 1e-9)
	if p.Funding[0].RecoveredFrom = nil; o.Funding.Sources[0].CostMean != 0 {
		t.Error("money paid ahead has a price")
	}
	_, o = outcomeOf(t, p) // from all streams: 10 a month, and 40 from month 4 on
	near(t, "recovered from the rent", o.Cash.Months[3].Mean, 75-50+10, 1e-9)
}

// TestPrepaymentNotRecovered: what is not used up by the last month is settled then.
func TestPrepaymentNotRecovered(t *testing.T) {
	p := prepaidPlan()
	p.Revenue[0].StartMonth = 11
	_, o := outcomeOf(t, p)
	near(t, "owed at the horizon", o.Funding.Sources[0].OutstandingMean, 45, 1e-9)
	v := func(m int) float64 { return math.Pow(1.1, -float64(m+1)/12) }
	near(t, "worth to the owners", o.Return.Equity.NPV.Mean-o.Return.NPV.Mean, 75*v(0)-75*v(11), 1e-9)
}

// TestPrepaymentsShareAStream: two prepayments of one stream take its collections once, by
// their amounts, and cash available for debt is what is left.
func TestPrepaymentsShareAStream(t *testing.T) {
	p := prepaidPlan()
	p.Funding = append(p.Funding, budget.Source{ID: "F2", Kind: "prepayment", Committed: whole(25), Probability: 1, Repayment: "none", RecoveredFrom: []string{"S1"}},
		budget.Source{ID: "F3", Kind: "loan", Committed: whole(12), Probability: 1, Repayment: "equal", TermMonths: 12, GraceMonths: 3})
	p.Project.Horizon = 16
	_, o := outcomeOf(t, p)
	near(t, "principal of the first", o.Funding.Months[4].Principal[0], 22.5, 1e-9)
	near(t, "principal of the second", o.Funding.Months[4].Principal[1], 7.5, 1e-9)
	year := o.Funding.DSCRMin.Years[0] // operation begins in month 0
	near(t, "available in the first year", year.Available, 12*10+8*30-100-50, 1e-9)
	near(t, "due in it", year.Due, 12*8.0/9, 1e-9)
}
