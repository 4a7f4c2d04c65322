package models

import (
	"math"
	"testing"

	"ballast/budget"
	"ballast/models/outcome"
)

// ownersPlan pays 100 in month 1 and collects 30 a month from month 6 to 11, with 120 of
// equity in month 0 and a discount rate of 10 %.
func ownersPlan() *budget.Plan {
	p := twoFutures()
	p.Project.Horizon, p.Project.Rate, p.Project.OpeningCash, p.Project.MinimumCash = 12, 0.1, budget.Money{}, budget.Money{}
	p.Risks = nil
	p.Costs = []budget.CostLine{{ID: "C1", Name: "works", Amount: whole(100), StartMonth: 1, Months: 1}}
	p.Revenue = []budget.Stream{{ID: "S1", Name: "sales", Monthly: whole(30), StartMonth: 6}}
	p.Funding = []budget.Source{{ID: "F1", Kind: "equity", Committed: whole(120), Probability: 1, Repayment: "none", Rate: 0.2}}
	return p
}

// TestOwnersMoneyIsNotPaidOut: a rate on equity is a return that is required. No cash
// leaves for it, and it changes no flow; a paid return leaves every month.
func TestOwnersMoneyIsNotPaidOut(t *testing.T) {
	p := ownersPlan()
	_, o := outcomeOf(t, p)
	near(t, "cash at the end", o.Cash.Months[11].Mean, 120-100+6*30, 1e-9)
	near(t, "interest and fees", o.Funding.CostOfFunds.Mean, 0, 0)
	near(t, "required return", *o.Funding.Sources[0].RequiredReturn, 0.2, 1e-12)
	free := ownersPlan()
	free.Funding[0].Rate = 0
	_, without := outcomeOf(t, free)
	near(t, "NPV to the owners", o.Return.Equity.NPV.Mean, without.Return.Equity.NPV.Mean, 0)
	near(t, "P(gap)", o.Cash.ProbabilityGap, without.Cash.ProbabilityGap, 0)
	near(t, "the return of a source without a rate", *without.Funding.Sources[0].RequiredReturn, 0.1, 1e-12)
	p.Funding[0].PaidReturn = 0.12
	_, o = outcomeOf(t, p)
	near(t, "cash with a paid return of 1.2 a month", o.Cash.Months[11].Mean, 200-11*1.2, 1e-9)
}

// TestOwnersMoneyInUse works the charge of the plan out by hand: 120 are in use from the
// end of month 0. In month 6 operation begins; from then on the cash that no later month
// needs could go back: 50 of the 120 at the end of month 6, 80 of month 7, 110 of month 8,
// all of it later.
func TestOwnersMoneyInUse(t *testing.T) {
	_, o := outcomeOf(t, ownersPlan())
	k := math.Pow(1.2, 1.0/12) - 1
	want, sum, stock := 0.0, 0.0, 0.0
	for m := 1; m < 12; m++ { // on the balance at the end of the month before
		balance := 120.0
		if cash := 20 + 30*float64(m-1-5); m-1 >= 6 {
			balance = math.Max(0, 120-cash)
		}
		want += balance * k * math.Pow(1.1, -float64(m+1)/12)
		sum += balance * k
		stock += balance
	}
	price := o.Funding.Price
	near(t, "required return in money", price.Required, want, 1e-9)
	near(t, "all in", price.Total, want, 1e-9)
	near(t, "rate", *price.Rate, 12*sum/stock, 1e-12)
	near(t, "rate of 20 % a year", *price.RequiredRate, 12*k, 1e-12)
	years := 0.0
	for m := range 12 {
		years += math.Pow(1.1, -float64(m+1)/12) / 12
	}
	near(t, "a year", price.PerYear, want/years, 1e-9)
}

// TestOwnersMoneyCharge: what is paid is part of what is required, never beside it, also
// where it is paid by the quarter; a return paid above it counts in full.
func TestOwnersMoneyCharge(t *testing.T) {
	cost := func(change func(*budget.Source)) outcome.FundsPrice {
		p := ownersPlan()
		p.Revenue[0].StartMonth = 11 // in use to the end
		change(&p.Funding[0])
		_, o := outcomeOf(t, p)
		return o.Funding.Price
	}
	bare := cost(func(*budget.Source) {})
	some := cost(func(s *budget.Source) { s.PaidReturn = 0.12 })
	near(t, "12 % paid of 20 % required", some.Total, bare.Total, 1e-9)
	near(t, "as a rate", *some.Rate, *bare.Rate, 1e-12)
	quarter := cost(func(s *budget.Source) { s.PaidReturn, s.PaymentMonths = 0.12, 3 })
	near(t, "12 % paid by the quarter", quarter.Total, bare.Total, 1e-9)
	more := cost(func(s *budget.Source) { s.PaidReturn = 0.36 })
	near(t, "36 % paid", *more.RequiredRate, 0.36, 1e-12)
	fee := cost(func(s *budget.Source) { s.UpfrontFee = 0.01 })
	near(t, "fee beside it", fee.Paid, 1.2/math.Pow(1.1, 1.0/12), 1e-9)
}

// TestOwnersDebtInAllButName: equity with a term pays its rate in cash, and its price is
// what it pays.
func TestOwnersDebtInAllButName(t *testing.T) {
	p := ownersPlan()
	p.Funding[0].TermMonths, p.Funding[0].Repayment, p.Funding[0].Rate = 10, "bullet", 0.12
	_, o := outcomeOf(t, p)
	near(t, "interest", o.Funding.CostOfFunds.Mean, 10*1.2, 1e-9)
	near(t, "required", o.Funding.Price.Required, 0, 0)
	near(t, "rate", *o.Funding.Price.PaidRate, 0.12, 1e-12)
	if o.Funding.Sources[0].RequiredReturn != nil {
		t.Error("debt in all but name has a required return")
	}
}

// TestCostOfEquity: the owners' present value is at the cost of equity, the project's at
// the discount rate, a partner's at its own.
func TestCostOfEquity(t *testing.T) {
	p := ownersPlan()
	p.Funding[0].Rate = 0
	p.Project.CostOfEquity = pointer(0.25)
	p.Partners = []budget.Partner{{Name: "A", CostShare: 0.5, RevenueShare: 0.5, FundingShare: 0.5, Rate: pointer(0.15)},
		{Name: "B", CostShare: 0.5, RevenueShare: 0.5, FundingShare: 0.5}}
	_, o := outcomeOf(t, p)
	worth := func(rate float64) float64 {
		sum := -100 * math.Pow(1+rate, -2.0/12)
		for m := 6; m < 12; m++ {
			sum += 30 * math.Pow(1+rate, -float64(m+1)/12)
		}
		return sum
	}
	near(t, "project", o.Return.NPV.Mean, worth(0.1), 1e-9)
	near(t, "owners", o.Return.Equity.NPV.Mean, worth(0.25), 1e-9)
	near(t, "partner with a rate", o.Return.Partners[0].NPV.Mean, worth(0.15)/2, 1e-9)
	near(t, "partner without", o.Return.Partners[1].NPV.Mean, worth(0.25)/2, 1e-9)
	near(t, "required return", *o.Funding.Sources[0].RequiredReturn, 0.25, 1e-12)
	if p.Project.CostOfEquity = pointer(0.9); o.Return.Equity.IRR.ProbabilityAbove != 1 {
		t.Error("the owners' rate of return is above 25 %")
	}
	_, o = outcomeOf(t, p)
	if got := o.Return.Equity.NPV.Mean; (got > 0) != (o.Return.Equity.IRR.ProbabilityAbove == 1) {
		t.Errorf("at 90 %% the owners' value is %v, P(IRR above it) %v", got, o.Return.Equity.IRR.ProbabilityAbove)
	}
}

// TestReturnFrom: a blank rate is the partner's, else the cost of equity, else the
// discount rate; a rate of zero that is written is meant.
func TestReturnFrom(t *testing.T) {
	p := ownersPlan()
	s := &p.Funding[0]
	for _, c := range []struct {
		change func()
		want   float64
		from   budget.ReturnFrom
	}{
		{func() {}, 0.2, budget.ReturnOfRate},
		{func() { s.Rate = 0 }, 0.1, budget.ReturnOfDiscount},
		{func() { p.Project.CostOfEquity = pointer(0.14) }, 0.14, budget.ReturnOfEquity},
		{func() {
			s.Partner, p.Partners = "A", []budget.Partner{{Name: "A", Rate: pointer(0.17)}}
		}, 0.17, budget.ReturnOfPartner},
		{func() { s.RateSaid = true }, 0, budget.ReturnOfRate},
	} {
		c.change()
		if got, from := p.RequiredReturn(s); got != c.want || from != c.from {
			t.Errorf("%v from %s, want %v from %s", got, from, c.want, c.from)
		}
	}
}
