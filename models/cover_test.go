package models

import (
	"math"
	"testing"

	"ballast/budget"
)

// coveredPlan has a loan of 120 in twelve instalments from month 2 on, revenue of 20
// a month from month 7, running cost of 5, and 60 of building that is paid for in
// month 9, when 40 of equity have come in month 8.
func coveredPlan() *budget.Plan {
	p := twoFutures()
	p.Project.Horizon, p.Project.Scenarios, p.Project.OpeningCash = 30, 200, whole(500)
	p.Costs = []budget.CostLine{
		{ID: "C1", Phase: "construction", Amount: whole(60), StartMonth: 8, Months: 1},
		{ID: "C2", Phase: "operation", Amount: whole(5), PerMonth: true, StartMonth: 6, Months: 24}}
	p.Revenue = []budget.Stream{{ID: "S1", Monthly: whole(20), StartMonth: 6}}
	p.Funding = []budget.Source{
		{ID: "F1", Kind: "loan", Committed: whole(120), Probability: 1, Repayment: "equal", TermMonths: 12},
		{ID: "F2", Kind: "equity", Committed: whole(40), Probability: 1, Repayment: "none", ArriveMonth: 7}}
	return p
}

// TestCoverFromOperation: due are 10 a month until month 13. The window of months 7 to
// 18 has 7 x 10 due and 12 x 15 - 60 + 40 available; the one of months 9 to 20 has no
// equity in it and 5 x 10 due of 12 x 15 - 60. Revenue that is three months late takes
// 60 off the first and moves no month.
func TestCoverFromOperation(t *testing.T) {
	p := coveredPlan()
	_, o := outcomeOf(t, p)
	d := o.Funding.DSCRMin
	near(t, "cover", d.Quantiles.At(50), 160.0/70, 1e-9)
	near(t, "operation begins in month", float64(d.From), 7, 0)
	near(t, "cover of the first year", *d.Years[0].Cover, 160.0/70, 1e-9)
	near(t, "nothing due in the second", d.Years[1].Due, 0, 0)
	p.Revenue[0].Shift = &budget.Quantity{Text: "3"}
	_, o = outcomeOf(t, p)
	near(t, "cover, revenue late", o.Funding.DSCRMin.Quantiles.At(50), 100.0/70, 1e-9)
	p.Revenue[0].Shift = nil
	p.Costs[0].Phase = "operation"
	_, o = outcomeOf(t, p)
	near(t, "cover, running cost instead of building", o.Funding.DSCRMin.Quantiles.At(50), 120.0/70, 1e-9)
	p.Costs[0].Phase = "construction"
	p.Funding[1].Kind = "prepayment"
	_, o = outcomeOf(t, p)
	near(t, "cover, a prepayment builds nothing and its 40 are not collected again", o.Funding.DSCRMin.Quantiles.At(50), 80.0/70, 1e-9)
	p.Funding[0].Repayment = "bullet"
	p.Funding[0].Rate = 0.12
	_, o = outcomeOf(t, p)
	near(t, "a bullet counts", o.Funding.DSCRMin.Quantiles.At(50), 12*15/121.2, 1e-9)
	near(t, "without it only interest is due", o.Funding.DSCRMin.WithoutBullet.At(50), 12*15/1.2, 1e-9)
}

// TestCoverNotJudged: without revenue and without the setting there is no month of
// operation; with the setting there is; without debt a floor is met.
func TestCoverNotJudged(t *testing.T) {
	p := coveredPlan()
	p.Revenue = nil
	_, o := outcomeOf(t, p)
	if d := o.Funding.DSCRMin; d.Unjudged != 1 || d.UnjudgedWhy == "" || d.Quantiles != nil || d.Without != 0 {
		t.Errorf("no month of operation: %+v", d)
	}
	from := 6
	p.Project.Mixes.DSCRFrom = &from
	_, o = outcomeOf(t, p)
	near(t, "cover by the setting", o.Funding.DSCRMin.Quantiles.At(50), -12*5/10.0, 1e-9) // months 13 to 24: the last instalment
	p.Funding = p.Funding[1:]
	_, o = outcomeOf(t, p)
	near(t, "without debt", o.Funding.DSCRMin.Without, 1, 0)
	near(t, "without debt nothing is unjudged", o.Funding.DSCRMin.Unjudged, 0, 0)
}

// TestShortWindowIsSaid: principal that is first due in month 25 of 30 leaves six months to
// measure the cover over, although the plan operates since month 7; the plan of before is
// measured over twelve.
func TestShortWindowIsSaid(t *testing.T) {
	p := coveredPlan()
	_, o := outcomeOf(t, p)
	if d := o.Funding.DSCRMin; d.Shorter || d.ShorterShare != 0 {
		t.Errorf("a full window is said to be shorter: %+v", d)
	}
	p.Funding[0].GraceMonths, p.Funding[0].TermMonths = 24, 30
	_, o = outcomeOf(t, p)
	d := o.Funding.DSCRMin
	if !d.Shorter || d.ShorterShare != 1 {
		t.Errorf("shorter %v in %v", d.Shorter, d.ShorterShare)
	}
	near(t, "cover over the months left", d.Quantiles.At(50), 15*5/100.0, 1e-9)
}

// TestDebtWithoutOperationIsUnkept: a loan alone for a plan that never operates has no
// month to judge its cover by: under a floor no amounts are feasible, and the condition on
// the cover says for which share of futures that is the reason. A grant would do.
func TestDebtWithoutOperationIsUnkept(t *testing.T) {
	if testing.Short() {
		t.Skip("an optimisation: skipped in -short, where the race detector makes it crawl")
	}
	build := func(kind string) *budget.Plan {
		f := source2("F1", 150e6, 0)
		if f.Kind = kind; kind == "loan" {
			f.Repayment, f.TermMonths = "bullet", 5
		}
		p := uniformPlan(60e6, 100e6, 0.9, f)
		p.Project.Horizon, p.Project.Scenarios, p.Project.Mixes.DSCRFloor = 4, 200, pointer(1.2)
		return p
	}
	out, _ := optimised(t, build("loan"), 200)
	said := false
	for _, u := range out.Unkept {
		said = said || u.Limit == "dscr" && u.Unjudged > 0.9 && u.Reached > 0.9
	}
	if out.Feasible || !said {
		t.Errorf("feasible %v, unkept %+v", out.Feasible, out.Unkept)
	}
	if out, _ = optimised(t, build("grant"), 200); !out.Feasible {
		t.Errorf("a grant is no debt: %+v", out.Unkept)
	}
}

// TestLoanLifeOfPlan: as month 7 begins 70 are owed, and until the last instalment in
// month 13 there are 7 x 15 available less 60 of building, of which 40 came as equity.
// At 1 % a month every month counts by its distance; a loan without a repayment inside
// the horizon has no such cover, which is told; unasked there is none.
func TestLoanLifeOfPlan(t *testing.T) {
	p := coveredPlan()
	_, o := outcomeOf(t, p)
	if o.Funding.DSCRMin.LoanLife != nil {
		t.Error("a loan life cover that nobody asked for")
	}
	p.Project.Mixes.LoanLife = true
	s, o := outcomeOf(t, p)
	near(t, "loan life cover", o.Funding.DSCRMin.LoanLife.Quantiles.At(5), 85.0/70, 1e-9)
	near(t, "undefined", o.Funding.DSCRMin.LoanLife.Undefined, 0, 0)
	found := false
	for _, c := range s.Columns() {
		found = found || c.Name == "loan_life_cover" && c.Values[0] == 85.0/70
	}
	if !found {
		t.Error("no column of the loan life cover")
	}
	p.Funding[0].Rate = 0.12
	_, o = outcomeOf(t, p)
	worth := 0.0
	for m := range 7 {
		worth += 15 * math.Pow(1.01, -float64(m+1))
	}
	worth -= 20 * math.Pow(1.01, -3)
	near(t, "loan life cover at 12 % a year", o.Funding.DSCRMin.LoanLife.Quantiles.At(50), worth/70, 1e-9)
	p.Funding[0].TermMonths = 40
	_, o = outcomeOf(t, p)
	if l := o.Funding.DSCRMin.LoanLife; l.Undefined != 1 || l.UndefinedWhy == "" || l.Quantiles != nil {
		t.Errorf("a loan beyond the horizon: %+v", l)
	}
}

// TestUnkeptConditionIsNamed: a cover that no amounts can reach is to blame itself,
// not the gap; too little money is to blame where the cover is met.
func TestUnkeptConditionIsNamed(t *testing.T) {
	if testing.Short() {
		t.Skip("an optimisation: skipped in -short, where the race detector makes it crawl")
	}
	build := func(floor float64, most float64) *budget.Plan {
		loan := source2("F1", most, 0)
		loan.Kind, loan.Repayment, loan.GraceMonths, loan.TermMonths = "loan", "equal", 4, 13
		p := uniformPlan(60e6, 100e6, 0.9, loan)
		p.Costs[0].Phase, p.Costs[0].StartMonth = "construction", 0
		p.Project.Horizon, p.Project.Scenarios = 18, 400
		p.Revenue = []budget.Stream{{ID: "S1", Monthly: euros(30e6), StartMonth: 3}}
		p.Project.Mixes.DSCRFloor = pointer(floor)
		return p
	}
	out, _ := optimised(t, build(50, 150e6), 400)
	if out.Feasible || len(out.Unkept) == 0 || out.Unkept[0].Limit != "dscr" && out.Unkept[len(out.Unkept)-1].Limit != "dscr" {
		t.Errorf("a cover of 50: feasible %v, unkept %+v", out.Feasible, out.Unkept)
	}
	for _, u := range out.Unkept {
		if u.Limit == "dscr" {
			near(t, "futures below the floor, the gap being kept", u.Reached, 1, 0.11)
		}
	}
	out, _ = optimised(t, build(0.1, 70e6), 400)
	if out.Feasible || len(out.Unkept) != 1 || out.Unkept[0].Limit != "gap" {
		t.Fatalf("a loan of 70 for a need of up to 100: feasible %v, unkept %+v", out.Feasible, out.Unkept)
	}
	// P(60 to 100 uniform > 70): three quarters.
	near(t, "smallest P(gap)", out.Unkept[0].Reached, 0.75, 0.03)
	if math.IsNaN(out.Unkept[0].Wanted) || out.Unkept[0].Wanted > 0.1001 {
		t.Errorf("wanted %v", out.Unkept[0].Wanted)
	}
}
