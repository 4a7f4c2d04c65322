package models

import (
	"math"
	"testing"

	"ballast/budget"
)

// TestBestAmountsAreRound: the best mix of TestOptimiseClosedForm's kind in steps of a
// hundredth of the need, and still within what is allowed on draws of its own.
func TestBestAmountsAreRound(t *testing.T) {
	if testing.Short() {
		t.Skip("an optimisation: skipped in -short, where the race detector makes it crawl")
	}
	p := uniformPlan(60e6, 100e6, 0.9, source2("F1", 70e6, 0.01), source2("F2", 90e6, 0.03))
	p.Project.Mixes.AmountStep = nil
	out, d := optimised(t, p, 1000)
	step := d.amountStep()
	if step != 1e6 {
		t.Errorf("step %v for a need of %v", step, d.need)
	}
	for _, a := range out.Amounts {
		if k := a.Amount / step; math.Abs(k-math.Round(k)) > 1e-6 && math.Abs(a.Amount-70e6) > 1 && math.Abs(a.Amount-90e6) > 1 {
			t.Errorf("%s brings %v", a.ID, a.Amount)
		}
	}
	if !out.Feasible || !out.Fresh.Met || out.InSample > out.Allowed {
		t.Errorf("%+v fresh %+v", out, out.Fresh)
	}
	own := euros(3e6)
	p.Project.Mixes.AmountStep = &own
	out, _ = optimised(t, p, 1000)
	for _, a := range out.Amounts {
		if k := a.Amount / 3e6; math.Abs(k-math.Round(k)) > 1e-6 && math.Abs(a.Amount-70e6) > 1 && math.Abs(a.Amount-90e6) > 1 {
			t.Errorf("%s brings %v in steps of 3m", a.ID, a.Amount)
		}
	}
}

// TestMixNotBelowWhatHasCome: 50 of the dear source have arrived, so the best mix has
// them, although the other would do.
func TestMixNotBelowWhatHasCome(t *testing.T) {
	if testing.Short() {
		t.Skip("an optimisation: skipped in -short, where the race detector makes it crawl")
	}
	p := uniformPlan(60e6, 100e6, 0.9, source2("F1", 70e6, 0.05), source2("F2", 120e6, 0))
	p.Project.AsOf = &budget.Month{Year: 2026, Month: 1}
	p.Actuals = []budget.Actual{{Month: 0, Kind: "funding", ID: "F1", Amount: euros(50e6 * 0.95)}}
	out, _ := optimised(t, p, 1000)
	near(t, "the dear source brings what has come", out.Amounts[0].Amount, 50e6, 1)
}

// TestDebtWithoutRepaymentIsOwed: a loan of 100 that is never repaid is worth nothing to
// the owners at a rate of 0, a grant of 100 is.
func TestDebtWithoutRepaymentIsOwed(t *testing.T) {
	p := twoFutures()
	p.Costs[0].Uncertainty, p.Project.Rate = nil, 0
	p.Revenue = []budget.Stream{{ID: "S1", Monthly: whole(50), StartMonth: 1}}
	for _, c := range []struct {
		kind string
		want float64
	}{{"loan", 450}, {"grant", 550}} {
		p.Funding = []budget.Source{{ID: "F1", Kind: c.kind, Committed: whole(100), Probability: 1, Repayment: "none"}}
		_, o := outcomeOf(t, p)
		near(t, "worth to the owners with a "+c.kind, o.Return.Equity.NPV.Mean, c.want, 1e-9)
	}
}

// TestShareNeverSeen: what none of n scenarios shows is rarer than 3/n, not impossible.
func TestShareNeverSeen(t *testing.T) {
	if x := shareInterval(0, []float64{0, 0}, 1000); x[0] != 0 || x[1] != 0.003 {
		t.Errorf("never seen: %v", x)
	}
	if x := shareInterval(1, []float64{1, 1}, 1000); x[0] != 0.997 || x[1] != 1 {
		t.Errorf("always seen: %v", x)
	}
}

// TestCostPresentValue: 100 in month 1 and 100 in month 12 at 8 %.
func TestCostPresentValue(t *testing.T) {
	p := twoFutures()
	p.Costs[0].Uncertainty = nil
	p.Costs = append(p.Costs, budget.CostLine{ID: "C2", Amount: whole(100), StartMonth: 11, Months: 1})
	_, o := outcomeOf(t, p)
	near(t, "present value of cost", o.CostPresentValue.Mean, 100*math.Pow(1.08, -1.0/12)+100/1.08, 1e-9)
}

// TestMitigate: before switches every response off, after on.
func TestMitigate(t *testing.T) {
	p := generatorPlan()
	if !p.Mitigate("after") || !p.Risks[0].ResponseOn || !p.Mitigate("before") || p.Risks[0].ResponseOn || !p.Mitigate("as-set") || p.Mitigate("maybe") {
		t.Errorf("%+v", p.Risks[0])
	}
}
