package models

import (
	"context"
	"math"
	"testing"

	"github.com/shopspring/decimal"

	"ballast/budget"
	"ballast/models/outcome"
)

// simulated compiles and runs a plan.
func simulated(t testing.TB, p *budget.Plan, scenarios int) *Simulation {
	t.Helper()
	m, problems := Compile(p)
	if budget.HasErrors(problems) {
		t.Fatalf("compile: %v", problems)
	}
	s, err := Simulate(t.Context(), m, RunConfig{Scenarios: scenarios})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// comparison compares the mixes of a plan.
func comparison(t testing.TB, p *budget.Plan, scenarios int, cfg MixConfig) *outcome.Outcome {
	t.Helper()
	s := simulated(t, p, scenarios)
	o, err := s.Summarise(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.CompareMixes(t.Context(), o, cfg); err != nil {
		t.Fatal(err)
	}
	return o
}

// scaled is the plan with each source's money multiplied, tranches and all.
func scaled(p *budget.Plan, by []float64) *budget.Plan {
	c := *p
	c.Funding = append([]budget.Source(nil), p.Funding...)
	c.Tranches = append([]budget.Tranche(nil), p.Tranches...)
	for j := range c.Funding {
		f := decimal.NewFromFloat(by[j])
		c.Funding[j].Committed = c.Funding[j].Committed.Mul(f)
		if e := c.Funding[j].EquityShare; e != nil {
			c.Funding[j].EquityShare = pointer(*e * by[j])
		}
		for k := range c.Tranches {
			if c.Tranches[k].Source == c.Funding[j].ID {
				c.Tranches[k].Amount = c.Tranches[k].Amount.Mul(f)
			}
		}
	}
	return &c
}

// A mix gives what a run of a plan with these amounts gives, on the same
// draws: gaps by month, cost, worth, payback, cover, concentration, liquidity.
func TestMixEqualsRun(t *testing.T) {
	t.Parallel()
	checked, plans := 0, uint64(10)
	if testing.Short() {
		plans = 6
	} else if patient() {
		plans = 30
	}
	for seed := range plans {
		plan := randomPlan(seed)
		if len(plan.Funding) == 0 {
			continue
		}
		by := make([]float64, len(plan.Funding))
		for j := range by {
			plan.Funding[j].CoFinancing = nil // a mix scales it with the amount: models/doc.go section 9
			by[j] = []float64{1, 0.5, 1.5, 0, 3}[(int(seed)+j)%5]
		}
		wanted := comparison(t, scaled(plan, by), 200, MixConfig{})
		s := simulated(t, plan, 200)
		d := &mixStudy{s: s, m: s.m}
		f, err := newFutures(t.Context(), s, fundingShock{})
		if err != nil {
			t.Fatal(err)
		}
		d.f = f
		amounts := d.planned()
		for j := range amounts {
			amounts[j] *= by[j]
		}
		d.mixes, d.names = [][]float64{amounts}, []string{"scaled"}
		got, err := d.compare(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		sameMix(t, seed, wanted, &got[0], wanted.Mixes[0])
		checked++
	}
	if checked < int(plans)/2 {
		t.Errorf("only %d plans have sources", checked)
	}
}

// sameMix compares a mix with the outcome of a run and with the run's own mix.
func sameMix(t *testing.T, seed uint64, o *outcome.Outcome, got *outcome.MixResult, own outcome.MixResult) {
	t.Helper()
	same := func(what string, a, b float64) {
		t.Helper()
		if math.Abs(a-b) > 1e-7*math.Max(1, math.Abs(b)) && !(math.IsNaN(a) && math.IsNaN(b)) {
			t.Errorf("plan %d: %s: mix %v, run %v", seed, what, a, b)
		}
	}
	same("P(gap)", got.ProbabilityGap, o.Cash.ProbabilityGap)
	same("peak gap", got.PeakGapMean, o.Cash.PeakGap.Mean)
	for m := range o.Cash.Months {
		same("P(gap) of a month", got.GapMonths[m], o.Cash.Months[m].ProbabilityGap)
	}
	same("cost of funds", got.CostMean, o.Funding.Price.Total)
	same("interest and fees", got.Price.Paid, o.Funding.Price.Paid)
	same("required return", got.Price.Required, o.Funding.Price.Required)
	same("cost a year", got.CostPerYear, o.Funding.Price.PerYear)
	if rate := o.Funding.Price.Rate; rate != nil {
		same("rate of the funds", *got.Price.Rate, *rate)
	}
	if (got.AnnualCost == nil) != (o.Funding.CostOfFunds.Annual == nil) {
		t.Errorf("plan %d: annual cost: mix %v, run %v", seed, got.AnnualCost, o.Funding.CostOfFunds.Annual)
	} else if got.AnnualCost != nil {
		same("annual cost", *got.AnnualCost, *o.Funding.CostOfFunds.Annual)
	}
	same("concentration", got.Concentration, o.Funding.Concentration)
	for j, src := range o.Funding.Sources {
		same("used of "+src.ID, *got.Sources[j].UsedMean, src.UsedMean)
	}
	if q := o.Funding.DSCRMin.Quantiles; q != nil {
		same("DSCR", got.DSCRMin.Quantiles.At(50), q.At(50))
	}
	if (got.Liquidity == nil) != (o.Reserve.Liquidity == nil) {
		t.Errorf("plan %d: liquidity: mix %v, run %v", seed, got.Liquidity, o.Reserve.Liquidity)
	} else if got.Liquidity != nil && math.Abs(*got.Liquidity-*o.Reserve.Liquidity) > 0.02 {
		t.Errorf("plan %d: liquidity: mix %v, run %v", seed, *got.Liquidity, *o.Reserve.Liquidity)
	}
	same("own mix", got.ProbabilityGap, own.ProbabilityGap)
	if o.Return == nil {
		return
	}
	same("NPV to equity", got.NPVMean, o.Return.Equity.NPV.Mean)
	same("P(payback)", got.Payback.ProbabilityWithinHorizon, o.Return.Equity.Payback.ProbabilityWithinHorizon)
	for p, r := range o.Return.Partners {
		same("NPV of a partner", got.Partners[p].NPVMean, r.NPV.Mean)
		if own := got.Partners[p].ShareMean; own != nil && o.Return.Stakes != nil {
			same("share of a partner", *own, o.Return.Stakes.Parties[p].ShareMean)
		}
	}
}

// The rows of the futures do not depend on the number of workers.
func TestMixWorkers(t *testing.T) {
	plan := randomPlan(7)
	m, _ := Compile(plan)
	var first []outcome.MixResult
	for _, workers := range []int{1, 2, 5} {
		s, err := Simulate(t.Context(), m, RunConfig{Scenarios: 3000, Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		o := &outcome.Outcome{}
		if err := s.CompareMixes(context.Background(), o, MixConfig{}); err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = o.Mixes
		} else if a, b := first[0], o.Mixes[0]; a.CostMean != b.CostMean || a.NPVMean != b.NPVMean || *a.Liquidity != *b.Liquidity || a.Concentration != b.Concentration {
			t.Errorf("%d workers: %+v, want %+v", workers, b, a)
		}
	}
}
