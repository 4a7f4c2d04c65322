package models

import (
	"math"
	"strconv"
	"testing"

	"ballast/budget"
	"ballast/models/outcome"
	"ballast/sim/stats"
)

// TestSensitivity: total cost of two independent uniform lines, 0..100 and
// 0..300. Their variances are as 1 to 9; the tenths of the small one have
// means 5 and 95, those of the large one 15 and 285.
func TestSensitivity(t *testing.T) {
	p := twoFutures()
	p.Project.Scenarios, p.Project.OpeningCash = 10000, whole(200)
	p.Costs = []budget.CostLine{{ID: "small", Months: 1, Uncertainty: &budget.Quantity{Text: "Uniform(0,100)"}},
		{ID: "large", Months: 1, Uncertainty: &budget.Quantity{Text: "Uniform(0,300)"}}}
	p.Revenue = []budget.Stream{{ID: "S1", Monthly: whole(60), StartMonth: 1, Volume: &budget.Quantity{Text: "Uniform(0.5,1.5)"}}}
	_, o := outcomeOf(t, p)
	want := []struct {
		input           string
		share, low, hig float64
	}{{"large", 0.9, 65, 335}, {"small", 0.1, 155, 245}}
	for i, w := range want {
		d := o.Sensitivity.Cost[i]
		if d.Input != w.input {
			t.Fatalf("input %d of cost is %s, want %s", i+1, d.Input, w.input)
		}
		near(t, "share of the variance of "+w.input, d.VarianceShare, w.share, 0.02)
		near(t, "mean in the lowest tenth of "+w.input, d.Low, w.low, 9) // three standard errors
		near(t, "mean in the highest tenth of "+w.input, d.High, w.hig, 9)
		near(t, "rank correlation of "+w.input, d.RankCorrelation, math.Sqrt(w.share), 0.03)
	}
	for name, list := range map[string][]outcome.Driver{"npv": o.Sensitivity.NPV, "peak gap": o.Sensitivity.PeakGap, "payback": o.Sensitivity.Payback} {
		sum := 0.0
		for _, d := range list {
			sum += d.VarianceShare
		}
		near(t, "shares of "+name, sum, 1, 1e-9)
	}
	if d := o.Sensitivity.NPV[0]; d.Input != "S1" || d.RankCorrelation <= 0 || d.High <= d.Low {
		t.Errorf("NPV depends most on %s, %v, from %v to %v", d.Input, d.RankCorrelation, d.Low, d.High)
	}
}

// TestChanceMovesNothing: what does not reach an output is marked as chance there: volume
// and delay of a stream and the delay of money, at the cost; what reaches it is not, nor a
// rare event, which ranks low and swings far. Over many seeds a thousandth may be wrong.
func TestChanceMovesNothing(t *testing.T) {
	t.Parallel()
	p := twoFutures()
	p.Project.Scenarios, p.Project.OpeningCash = 2000, whole(20)
	p.Costs = []budget.CostLine{{ID: "C1", Months: 1, Uncertainty: &budget.Quantity{Text: "Uniform(80,120)"}}, {ID: "C2", Months: 2, Uncertainty: &budget.Quantity{Text: "Normal(50,5)"}}}
	p.Risks = []budget.Risk{{ID: "R1", Probability: 0.01, To: 5, Impact: &budget.Quantity{Text: "200"}}}
	p.Revenue = []budget.Stream{{ID: "S1", Monthly: whole(60), StartMonth: 1, Volume: &budget.Quantity{Text: "Uniform(0.5,1.5)"}, Shift: &budget.Quantity{Text: "Uniform(0,3)"}}}
	p.Funding = []budget.Source{{ID: "F1", Kind: "own funds", Committed: whole(200), Probability: 1, Delay: &budget.Quantity{Text: "Uniform(0,2)"}}}
	wrong, looked := 0, 0
	for _, sampling := range []string{"MC", "Sobol"} {
		for seed := range 10 {
			p.Project.Sampling, p.Project.Seed = sampling, uint64(seed+1)
			_, o := outcomeOf(t, p)
			for _, d := range o.Sensitivity.Cost {
				reaches := d.Input[0] == 'C' || d.Input[0] == 'R'
				if looked++; reaches == d.Chance {
					wrong++
					t.Logf("%s, seed %d: %+v", sampling, seed+1, d)
				}
			}
			if d := o.Sensitivity.NPV[0]; d.Input != "S1" || d.Chance {
				t.Errorf("%s, seed %d: the NPV is moved by %+v", sampling, seed+1, d)
			}
		}
	}
	if wrong > 1 || looked < 100 {
		t.Errorf("%d of %d wrong", wrong, looked)
	}
}

// TestReleaseCurve: a coin of 100 thrown in month 6 needs its reserve until
// then and not after.
func TestReleaseCurve(t *testing.T) {
	p := twoFutures()
	p.Costs[0].StartMonth = 5
	_, o := outcomeOf(t, p)
	for _, r := range o.Reserve.Release {
		want, spent := 100.0, 0.0
		if r.Month >= 6 {
			want = 0
		}
		if r.Month == 6 {
			spent = 200
		}
		near(t, "need after month "+strconv.Itoa(r.Month), r.Need, want, 0)
		near(t, "coherent cost of month "+strconv.Itoa(r.Month), r.Coherent, spent, 0)
	}
}

// TestReserveAtCorrelation: two normal lines, uncorrelated: sd sqrt(200), and at
// 0.2 sqrt(240); the P80 of a normal is 0.841621 sd above its mean.
func TestReserveAtCorrelation(t *testing.T) {
	p := twoFutures()
	p.Project.Scenarios = 10000
	line := budget.CostLine{ID: "A", Amount: whole(100), Months: 1, Uncertainty: &budget.Quantity{Text: "Normal(100,10)"}}
	p.Costs = []budget.CostLine{line, line}
	p.Costs[1].ID = "B"
	_, o := outcomeOf(t, p)
	near(t, "reserve", o.Reserve.Contingency, 0.841621*math.Sqrt(200), 0.3)
	if o.Reserve.AtCorrelation == nil {
		t.Fatal("nothing is correlated, and nothing said about it")
	}
	near(t, "reserve at 0.2", o.Reserve.AtCorrelation.Contingency, 0.841621*math.Sqrt(240), 0.5)
	p.Correlations = []budget.Correlation{{A: "A", B: "B", Rho: 0.2}}
	_, o = outcomeOf(t, p)
	if o.Reserve.AtCorrelation != nil {
		t.Error("a correlated plan is said to be uncorrelated")
	}
	near(t, "correlated reserve", o.Reserve.Contingency, 0.841621*math.Sqrt(240), 0.4)
}

// TestCostOfFunds: a loan at 12 % a year, paid monthly, costs 12.6825 % effective;
// with an upfront fee of 2 % what the flows say. Owners' money has no cost.
// Sources used 60 to 40 have a concentration of 0.36 + 0.16.
func TestCostOfFunds(t *testing.T) {
	p := twoFutures()
	p.Project.OpeningCash = whole(1000)
	p.Funding = []budget.Source{
		{ID: "F1", Kind: "loan", Committed: whole(600), Probability: 1, Rate: 0.12, Repayment: "bullet", TermMonths: 10},
		{ID: "F2", Kind: "own", Committed: whole(400), Probability: 1, Repayment: "none"},
		{ID: "F3", Kind: "grant", Committed: whole(500), Probability: 0.5, Repayment: "none", ArriveMonth: 20}}
	_, o := outcomeOf(t, p)
	f := o.Funding
	near(t, "annual cost of the loan", *f.Sources[0].AnnualCost, math.Pow(1.01, 12)-1, 1e-9)
	near(t, "annual cost of own money", *f.Sources[1].AnnualCost, 0, 0)
	near(t, "interest", f.CostOfFunds.Mean, 60, 1e-9)
	near(t, "concentration", f.Concentration, 0.52, 1e-12)
	near(t, "never inside the horizon", f.Sources[2].NeverShare, 1, 0)
	if f.Sources[2].AnnualCost != nil || f.Sources[2].AnnualCostWhy == "" {
		t.Error("money that never comes has an annual cost")
	}
	if a := *f.CostOfFunds.Annual; a <= 0 || a >= *f.Sources[0].AnnualCost {
		t.Errorf("the mix of both costs %v a year", a)
	}
	p.Funding[0].UpfrontFee = 0.02
	_, o = outcomeOf(t, p)
	// 588 = sum of 6 a month for ten months and 600 at the end, at 1.2134 % a month
	rate := math.Pow(1+*o.Funding.Sources[0].AnnualCost, 1.0/12) - 1
	value := 600 / math.Pow(1+rate, 10)
	for k := 1; k <= 10; k++ {
		value += 6 / math.Pow(1+rate, float64(k))
	}
	near(t, "value of the service at the annual cost", value, 588, 1e-6)
}

// TestGapByMonth: in half of the futures 50 are missing from month 1 on.
func TestGapByMonth(t *testing.T) {
	_, o := outcomeOf(t, twoFutures())
	c := o.Cash
	near(t, "any gap", c.ProbabilityGap, 0.5, 0)
	near(t, "mean peak gap", c.PeakGap.Mean, 25, 0)
	for _, m := range c.Months {
		near(t, "gap in month "+strconv.Itoa(m.Month), m.ProbabilityGap, 0.5, 0)
	}
	for _, q := range c.FirstGapMonth.Quantiles {
		near(t, "first gap month", q.X, 1, 0)
	}
	near(t, "liquidity reserve", *o.Reserve.Liquidity, 50, 0.011)
	near(t, "no gap with it", o.Reserve.LiquidityReached, 1, 0)
}

// TestDriversMoveTogether: the levels of two walks correlated at 0.6 are.
func TestDriversMoveTogether(t *testing.T) {
	p := twoFutures()
	p.Project.Scenarios = 10000
	p.Drivers = []budget.Driver{{Name: "steel", Kind: "walk", Volatility: 0.2}, {Name: "power", Kind: "walk", Volatility: 0.3}}
	p.Correlations = []budget.Correlation{{A: "steel", B: "power", Rho: 0.6}}
	s, _ := outcomeOf(t, p)
	level := func(k int) []float64 { return s.res.Scalar[s.m.out.driver+k] }
	near(t, "rank correlation of the mean levels", stats.SpearmanRanks(stats.Ranks(level(0)), stats.Ranks(level(1))), 0.6, 0.03)
}

// TestMatrixLevels: classes by the thresholds of the plan, levels by their
// product: up to 4 Low, 9 Medium, 15 High, above Extreme.
func TestMatrixLevels(t *testing.T) {
	m := &Model{plan: twoFutures(), base: 1000}
	for _, c := range []struct {
		probability, impact float64
		p, i                int
		level               string
	}{
		{0.05, 4, 1, 1, "Low"}, {0.2, 8, 2, 2, "Low"}, {0.4, 15, 3, 3, "Medium"}, {0.6, 15, 4, 3, "High"},
		{0.6, 30, 4, 4, "Extreme"}, {0.9, 80, 5, 5, "Extreme"}, {0.9, -80, 5, 5, "Opportunity"}, {0.09, 80, 1, 5, "Medium"},
	} {
		r := outcome.RiskResult{Occurred: c.probability, MeanIfOccurs: c.impact}
		m.grade(&r)
		if r.MatrixP != c.p || r.MatrixImpact != c.i || r.Level != c.level {
			t.Errorf("probability %g, impact %g: %d x %d %s, want %d x %d %s", c.probability, c.impact, r.MatrixP, r.MatrixImpact, r.Level, c.p, c.i, c.level)
		}
	}
}
