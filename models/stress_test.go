package models

import (
	"math"
	"testing"

	"ballast/budget"
	"ballast/models/outcome"
)

// stressTested runs a plan under stresses.
func stressTested(t *testing.T, p *budget.Plan, n int, texts ...string) (*Simulation, *outcome.StressTest) {
	t.Helper()
	s := simulated(t, p, n)
	got, err := s.StressTest(t.Context(), stressesOf(t, texts...))
	if err != nil {
		t.Fatal(err)
	}
	return s, got
}

// TestHeadlineIsTheOutcome: the few figures are those of the result, to the bit.
func TestHeadlineIsTheOutcome(t *testing.T) {
	for seed := range uint64(12) {
		s := simulated(t, randomPlan(seed), 500)
		o, err := s.Summarise(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		h := s.Headline()
		if h.Contingency != o.Reserve.Contingency || h.Interval95 != o.Reserve.Interval95 || h.CostMean != o.Cost.Mean {
			t.Errorf("plan %d: reserve %v %v, mean %v; the result has %v %v, %v", seed, h.Contingency, h.Interval95, h.CostMean, o.Reserve.Contingency, o.Reserve.Interval95, o.Cost.Mean)
		}
		if h.Overrun != o.Cost.Overrun {
			t.Errorf("plan %d: overrun %+v, the result has %+v", seed, h.Overrun, o.Cost.Overrun)
		}
		if (h.ProbabilityGap == nil) != (o.Cash == nil) || h.ProbabilityGap != nil && (*h.ProbabilityGap != o.Cash.ProbabilityGap || *h.GapInterval95 != o.Cash.GapInterval95) {
			t.Errorf("plan %d: P(gap) is another", seed)
		}
		if (h.NPVMean == nil) != (o.Return == nil) {
			t.Fatalf("plan %d: worth %v, %v", seed, h.NPVMean, o.Return)
		}
		if o.Return != nil && (*h.NPVMean != o.Return.NPV.Mean || *h.ProbabilityNegative != o.Return.NPV.ProbabilityNegative) {
			t.Errorf("plan %d: NPV is another", seed)
		}
	}
}

// TestStressTest: a stress of nothing changes nothing; each shock moves what it is
// about; a source that is not there is refused.
func TestStressTest(t *testing.T) {
	p, _ := twoPlans()
	p.Project.OpeningCash = budget.Money{}
	p.Funding = []budget.Source{{ID: "F1", Kind: "equity", Committed: budget.MoneyOf(700), Probability: 1, Repayment: "none"},
		{ID: "F2", Kind: "loan", Committed: budget.MoneyOf(900), Probability: 1, Repayment: "equal", Rate: 0.06, TermMonths: 12}}
	p.Revenue = []budget.Stream{{ID: "S1", Monthly: budget.MoneyOf(300), StartMonth: 8}}
	s, got := stressTested(t, p, 1000, "costs +0%", "costs +15%", "F2 late 6", "F1 fails", "rates +5%", "revenue -20%", "revenue late 3")
	plain := got.Unstressed
	if same := got.Stresses[0].Figures; *same.NPVMean != *plain.NPVMean || same.Contingency != plain.Contingency || *same.ProbabilityGap != *plain.ProbabilityGap {
		t.Errorf("a stress of nothing: %+v, as planned %+v", same, plain)
	}
	near(t, "cost at P80 with all 15 % dearer", got.Stresses[1].Figures.CostAtConfidence, 1.15*plain.CostAtConfidence, 0.02)
	for i, must := range map[int]func(h outcome.Headline) bool{
		1: func(h outcome.Headline) bool {
			return *h.NPVMean < *plain.NPVMean && h.Overrun.Probability > plain.Overrun.Probability
		},
		2: func(h outcome.Headline) bool {
			return *h.ProbabilityGap > *plain.ProbabilityGap && h.Contingency == plain.Contingency && *h.NPVMean == *plain.NPVMean
		},
		3: func(h outcome.Headline) bool {
			return *h.ProbabilityGap > *plain.ProbabilityGap && *h.PeakGapP90 > *plain.PeakGapP90
		},
		4: func(h outcome.Headline) bool {
			return *h.PeakGapP90 > *plain.PeakGapP90 && *h.NPVMean == *plain.NPVMean
		},
		5: func(h outcome.Headline) bool {
			return *h.NPVMean < *plain.NPVMean && h.Contingency == plain.Contingency
		},
		6: func(h outcome.Headline) bool { return *h.NPVMean < *plain.NPVMean && *h.PaybackP50 > *plain.PaybackP50 },
	} {
		if !must(got.Stresses[i].Figures) {
			t.Errorf("%s: %+v\nas planned %+v", got.Stresses[i].Text, got.Stresses[i].Figures, plain)
		}
	}
	if _, err := s.StressTest(t.Context(), stressesOf(t, "F7 late 2")); err == nil {
		t.Error("a source that is not there was accepted")
	}
}

// TestStressIsThePlanChanged: a stress gives what the plan gives when its own numbers
// are changed so: all amounts and impacts, the date and the rate of a source.
func TestStressIsThePlanChanged(t *testing.T) {
	make := func(by, rate float64, late int) *budget.Plan {
		p, _ := twoPlans()
		for i := range p.Costs {
			p.Costs[i].Amount = budget.MoneyOf(by * p.Costs[i].Amount.InexactFloat64())
		}
		p.Risks[0].Impact = nil
		p.Risks[0].ImpactIs, p.Risks[0].Affects, p.Risks[0].Impact = "factor", []string{"C1"}, &budget.Quantity{Text: "1.2"}
		p.Funding = []budget.Source{{ID: "F1", Kind: "loan", Committed: budget.MoneyOf(900), Probability: 1, Repayment: "equal", Rate: rate, TermMonths: 12, ArriveMonth: late}}
		p.Revenue = []budget.Stream{{ID: "S1", Monthly: budget.MoneyOf(138), StartMonth: 8}}
		return p
	}
	_, got := stressTested(t, make(1, 0.06, 0), 1000, "costs +25%; rates +3%; F1 late 4")
	want := simulated(t, make(1.25, 0.09, 4), 1000).Headline()
	h := got.Stresses[0].Figures
	near(t, "cost", h.CostAtConfidence, want.CostAtConfidence, 0.02)
	near(t, "P(gap)", *h.ProbabilityGap, *want.ProbabilityGap, 1e-12)
	near(t, "peak gap", *h.PeakGapP90, *want.PeakGapP90, 1e-6)
	near(t, "NPV", *h.NPVMean, *want.NPVMean, 1e-6)
	near(t, "P(NPV<0)", *h.ProbabilityNegative, *want.ProbabilityNegative, 1e-6)
	near(t, "payback", *h.PaybackP50, *want.PaybackP50, 1e-6)
	if *want.ProbabilityGap == 0 || *want.ProbabilityNegative == 0 || *want.ProbabilityNegative == 1 {
		t.Errorf("the plan shows nothing: %+v", want)
	}
}

// TestStressSparesThePast: as of a month a stress touches only what is still to come:
// what was spent, collected and received stays, and so does its interest.
func TestStressSparesThePast(t *testing.T) {
	p, _ := twoPlans()
	p.Risks, p.Drivers = nil, nil
	p.Costs = []budget.CostLine{{ID: "C1", Amount: budget.MoneyOf(1200), Months: 12}}
	p.Funding = []budget.Source{{ID: "F1", Kind: "loan", Committed: budget.MoneyOf(900), Probability: 1, Repayment: "bullet", Rate: 0.06, TermMonths: 20}}
	p.Revenue = []budget.Stream{{ID: "S1", Monthly: budget.MoneyOf(150)}}
	at := p.Project.Start.Add(5)
	p.Project.AsOf = &at
	for k := range 6 {
		p.Actuals = append(p.Actuals, budget.Actual{Month: k, Kind: "cost", ID: "C1", Amount: budget.MoneyOf(100)},
			budget.Actual{Month: k, Kind: "revenue", ID: "S1", Amount: budget.MoneyOf(150)})
	}
	p.Actuals = append(p.Actuals, budget.Actual{Month: 0, Kind: "funding", ID: "F1", Amount: budget.MoneyOf(900)})
	p.Progress = []budget.Progress{{ID: "C1", Complete: 0.5}}
	_, got := stressTested(t, p, 100, "costs +50%", "revenue -100%", "F1 fails", "F1 late 9", "rates +12%")
	plain := got.Unstressed
	near(t, "cost", got.Stresses[0].Figures.CostMean, 600+1.5*600, 1e-6)
	lost := 0.0 // eighteen months of revenue, from the seventh on
	for m := 7; m <= 24; m++ {
		lost += 150 / math.Pow(1.08, float64(m)/12)
	}
	near(t, "NPV without the revenue to come", *plain.NPVMean-*got.Stresses[1].Figures.NPVMean, lost, 1e-6)
	for _, k := range []int{2, 3} {
		if *got.Stresses[k].Figures.PeakGapP90 != *plain.PeakGapP90 {
			t.Errorf("%s moves money that has come: %+v", got.Stresses[k].Text, got.Stresses[k].Figures)
		}
	}
	if *got.Stresses[4].Figures.PeakGapP90 < *plain.PeakGapP90 {
		t.Errorf("dearer money leaves more cash: %+v", got.Stresses[4].Figures)
	}
}
