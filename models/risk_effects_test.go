package models

import (
	"math"
	"reflect"
	"testing"

	"ballast/budget"
	"ballast/models/outcome"
	"ballast/sim/stats"
)

// generatorPlan loses 60 a month of revenue for five months in half of the futures; a
// response of 100 halves the loss.
func generatorPlan() *budget.Plan {
	p := twoFutures()
	p.Costs[0].Uncertainty = nil
	p.Project.Rate, p.Project.Horizon = 0, 12
	p.Revenue = []budget.Stream{{ID: "S1", Monthly: whole(100)}}
	p.Risks = []budget.Risk{{ID: "R1", Probability: 0.5, From: 2, To: 2, RevenueImpact: &budget.Quantity{Text: "-0.6"}, ImpactMonths: 5,
		Impact: &budget.Quantity{Text: "10"}, Affects: []string{"S1"}, Response: "hire generators", ResponseCost: whole(100), ResidualImpact: pointer(0.5)}}
	return p
}

// TestResponseSwitchedOn: the risk costs 10 and 5 x 60 of revenue in half of the
// futures, 155 on average; the response halves that for 100: by cost alone it loses 97.5,
// by the present value it loses 22.5. At a cost of 50 it is worth 27.5. Switched on, the
// mean NPV of a new run moves by just that.
func TestResponseSwitchedOn(t *testing.T) {
	for _, c := range []struct {
		cost    int64
		worth   float64
		verdict string
	}{{100, -22.5, outcome.ResponseLoses}, {50, 27.5, outcome.ResponsePays}} {
		p := generatorPlan()
		p.Risks[0].ResponseCost = whole(c.cost)
		_, off := outcomeOf(t, p)
		r := off.Risks[0]
		near(t, "effect of the risk on NPV", r.Effects.NPV.Value, -155, 4)
		near(t, "expected impact, without the response", r.MeanImpact, 5, 0.2)
		near(t, "value by cost alone", *r.ResponseValue, 2.5-float64(c.cost), 0.2)
		near(t, "effect of the response on NPV", r.ResponseEffects.NPV.Value, c.worth, 2)
		if r.ResponseVerdict != c.verdict {
			t.Errorf("a response of %d: %s, want %s", c.cost, r.ResponseVerdict, c.verdict)
		}
		p.Risks[0].ResponseOn = true
		_, on := outcomeOf(t, p)
		near(t, "NPV of a new run", on.Return.NPV.Mean-off.Return.NPV.Mean, r.ResponseEffects.NPV.Value, 1e-6)
		near(t, "effect of the response, now that it is on", on.Risks[0].ResponseEffects.NPV.Value, r.ResponseEffects.NPV.Value, 1e-6)
		near(t, "expected impact, with it", on.Risks[0].MeanImpact, 2.5, 0.1)
	}
}

// TestResponseInsures: a response that costs a little more than it saves on average but
// takes the risk out of the P80 is an insurance.
func TestResponseInsures(t *testing.T) {
	p := twoFutures()
	p.Costs[0].Uncertainty = nil
	p.Risks = []budget.Risk{{ID: "R1", Probability: 0.3, From: 0, To: 0, Impact: &budget.Quantity{Text: "100"}, Response: "insure",
		ResponseCost: whole(40), ResidualProb: pointer(0.0)}}
	_, o := outcomeOf(t, p)
	r := o.Risks[0]
	if r.ResponseVerdict != outcome.ResponseInsures {
		t.Errorf("%s: %+v", r.ResponseVerdict, r.ResponseEffects)
	}
	near(t, "P80 falls by", r.ResponseEffects.CostQ.Value, 40-100, 1e-9)
}

// TestOpportunityHasItsOwnLadder: a saving never reads as a threat.
func TestOpportunityHasItsOwnLadder(t *testing.T) {
	p := twoFutures()
	p.Risks = []budget.Risk{{ID: "R1", Probability: 0.9, Impact: &budget.Quantity{Text: "-80"}}, {ID: "R2", Probability: 0.9, Impact: &budget.Quantity{Text: "80"}}}
	_, o := outcomeOf(t, p)
	if a, b := o.Risks[0], o.Risks[1]; a.Level != outcome.Opportunity || a.Opportunity != "major" || b.Level != "Extreme" || b.Opportunity != "" {
		t.Errorf("%s (%s) and %s (%s)", a.Level, a.Opportunity, b.Level, b.Opportunity)
	}
}

// TestEffectsOnRandomPlans: what is said of a response happens when it is switched and
// the plan is run again: the means of cost and of NPV move by its effects.
func TestEffectsOnRandomPlans(t *testing.T) {
	switched, paidFor := 0, 0
	for _, seed := range someSeeds(24) {
		p := randomPlan(seed)
		m, _ := Compile(p)
		s, o := runRandom(t, m)
		for k := range o.Risks {
			e := o.Risks[k].ResponseEffects
			if e == nil || switched > 60 {
				continue
			}
			switched++
			q := *p
			q.Risks = append([]budget.Risk(nil), p.Risks...)
			q.Risks[k].ResponseOn = !p.Risks[k].ResponseOn
			n, _ := Compile(&q)
			n.program.Frame, _ = m.program.Order()
			again, after := runRandom(t, n)
			sign := 1.0
			if p.Risks[k].ResponseOn {
				sign = -1
			}
			scale := 1e-6 * (1 + math.Abs(o.Cost.Mean))
			paidFor += paysAsSaid(t, o.Risks[k].ResponseVerdict, sign, o, after, scale)
			near(t, "cost", sign*(total(again.total())-total(s.total()))/float64(len(s.total())), e.CostMean.Value, scale)
			if e.NPV != nil {
				near(t, "NPV", sign*(after.Return.NPV.Mean-o.Return.NPV.Mean), e.NPV.Value, scale)
			}
		}
	}
	if switched < len(someSeeds(10)) {
		t.Errorf("only %d responses", switched)
	}
	if paidFor == 0 {
		t.Error("no response of these plans pays")
	}
}

// paysAsSaid: a response that is said to pay makes the plan worth more, or without revenue
// cost less in money of today, and any other does not. It counts those that pay.
func paysAsSaid(t *testing.T, verdict string, sign float64, before, after *outcome.Outcome, scale float64) int {
	t.Helper()
	var better float64
	if before.Return != nil {
		better = sign * (after.Return.NPV.Mean - before.Return.NPV.Mean)
	} else {
		better = -sign * (after.CostPresentValue.Mean - before.CostPresentValue.Mean)
	}
	if pays := verdict == outcome.ResponsePays; pays && better < -scale || !pays && better > scale {
		t.Errorf("a response that %s makes the plan better by %v", verdict, better)
	}
	if verdict == outcome.ResponsePays {
		return 1
	}
	return 0
}

// TestBarIsTenEffectsAtMost: for a threat that depends on nothing else the bar is at most
// ten times what the mean falls by without it. The lowest tenth is no better than without
// the threat, and the highest holds a tenth of the futures, whose losses are part of the
// whole: E[loss] >= 0.1 E[loss | highest tenth].
func TestBarIsTenEffectsAtMost(t *testing.T) {
	t.Parallel()
	p := twoFutures()
	p.Project.Scenarios, p.Project.Sampling, p.Costs[0].Uncertainty = 2000, "Sobol", nil
	for k, chance := range []float64{0.01, 0.04, 0.1, 0.3, 0.6, 0.97} {
		p.Risks = append(p.Risks, budget.Risk{ID: string(rune('A' + k)), Probability: chance, To: 11, Impact: &budget.Quantity{Text: []string{"Triangular(10,20,90)", "40"}[k%2]}})
	}
	rate := 2.5
	p.Risks = append(p.Risks, budget.Risk{ID: "Z", PerYear: &rate, To: 11, Impact: &budget.Quantity{Text: "Exponential(12)"}})
	_, o := outcomeOf(t, p)
	bars := map[string]outcome.Driver{}
	for _, d := range o.Sensitivity.Cost {
		bars[d.Input] = d
	}
	for _, r := range o.Risks {
		d, noise := bars[r.ID], 6*o.Cost.SD/math.Sqrt(200) // of the means of two tenths
		bar, most := d.High-d.Low, 10*r.Effects.CostMean.Value
		if d.Input == "" || bar > most+noise || bar < -noise {
			t.Errorf("%s: a bar of %v against an effect of %v", r.ID, bar, r.Effects.CostMean.Value)
		}
	}
	near(t, "the bar of a rare one is its effect ten times", bars["B"].High-bars["B"].Low, 10*0.04*40, 6*o.Cost.SD/math.Sqrt(200))
	if with := 40.0; bars["B"].High-bars["B"].Low > with {
		t.Errorf("as if it always happened in the highest tenth: %+v", bars["B"])
	}
}

// TestIndexIsNotTheRisk: a risk that makes a line a fifth dearer where it strikes is the
// same input wherever the price index of that line ends: its occurrence and its impact in
// month-0 money. What the index does to it is in the bar of the index; the effect of the
// risk on the total has it too.
func TestIndexIsNotTheRisk(t *testing.T) {
	p := twoFutures()
	p.Costs[0] = budget.CostLine{ID: "C1", Name: "Steel", Amount: whole(100), StartMonth: 10, Months: 1, Driver: "steel"}
	p.Drivers = []budget.Driver{{Name: "steel", Kind: "walk", Growth: 0.1, Volatility: 0.6}}
	p.Risks = []budget.Risk{{ID: "R1", Probability: 0.5, To: 0, ImpactIs: "factor", Impact: &budget.Quantity{Text: "1.2"}},
		{ID: "R2", Probability: 0.4, To: 0, Delay: &budget.Quantity{Text: "1"}, Impact: &budget.Quantity{Text: "7"}, ImpactIs: "amount", Affects: []string{"C1"}}}
	m, problems := Compile(p)
	if m == nil {
		t.Fatal(problems)
	}
	s, err := Simulate(t.Context(), m, RunConfig{})
	if err != nil {
		t.Fatal(err)
	}
	spread := map[float64]bool{}
	for i, in := range s.inputs(s.res.N)[:2] {
		struck := []float64{20, 7}[i]
		for k, x := range in.values {
			if d := -x; math.Abs(d) > 1e-9 && math.Abs(d-struck) > 1e-9 {
				t.Fatalf("%s is %v in scenario %d, want nothing or %v", in.label, d, k, struck)
			}
			spread[s.res.Scalar[m.out.without+i][k]] = true
		}
	}
	if len(spread) < 500 {
		t.Errorf("only %d different effects on the total: the index is not in them", len(spread))
	}
}

// TestNoChanceIsNoRisk: a risk of probability or frequency zero, a closed one and a row
// that is not there give the same figures, to the bit, with every way of sampling.
func TestNoChanceIsNoRisk(t *testing.T) {
	t.Parallel()
	build := func() *budget.Plan {
		p := generatorPlan()
		p.Project.Scenarios, p.Project.MaxScenarios = 400, 400
		p.Costs = append(p.Costs, budget.CostLine{ID: "C2", Name: "Hall", Amount: whole(300), StartMonth: 2, Months: 4, Driver: "steel", Uncertainty: &budget.Quantity{Text: "PERT(0.9,1,1.5)", OfBase: true}})
		p.Drivers = []budget.Driver{{Name: "steel", Kind: "walk", Growth: 0.02, Volatility: 0.1}}
		p.Funding = []budget.Source{{ID: "F1", Kind: "loan", Committed: whole(200), Probability: 1, Rate: 0.05, Repayment: "equal", TermMonths: 8, Delay: &budget.Quantity{Text: "Uniform(0,2)"}}}
		p.Risks = append(p.Risks, budget.Risk{ID: "R9", Probability: 0.4, From: 1, To: 6, ImpactIs: "factor", Impact: &budget.Quantity{Text: "Triangular(1,1.1,1.6)"}, Delay: &budget.Quantity{Text: "Exponential(2)"}, Affects: []string{"C2", "S1"}})
		return p
	}
	never := 0.0
	for _, sampling := range []string{"Sobol", "LHS", "MC"} {
		var first *outcome.Outcome
		for name, change := range map[string]func(p *budget.Plan){
			"probability": func(p *budget.Plan) { p.Risks[1].Probability = 0 },
			"frequency":   func(p *budget.Plan) { p.Risks[1].Probability, p.Risks[1].PerYear = 0, &never },
			"closed":      func(p *budget.Plan) { p.Risks[1].Status = "closed" },
			"removed":     func(p *budget.Plan) { p.Risks = p.Risks[:1] },
		} {
			p := build()
			p.Project.Sampling = sampling
			change(p)
			_, o := outcomeOf(t, p)
			if first == nil {
				first = o
				continue
			}
			for part, pair := range map[string][2]any{"cost": {first.Cost, o.Cost}, "cash": {first.Cash, o.Cash}, "funding": {first.Funding, o.Funding}, "return": {first.Return, o.Return},
				"contingency": {first.Reserve.Contingency, o.Reserve.Contingency}, "interval": {first.Reserve.Interval95, o.Reserve.Interval95}, "release": {first.Reserve.Release, o.Reserve.Release}, "R1": {first.Risks[0], o.Risks[0]}} {
				if !reflect.DeepEqual(pair[0], pair[1]) {
					t.Errorf("%s: %s with %s differs: %+v and %+v", sampling, part, name, pair[0], pair[1])
				}
			}
		}
		_, o := outcomeOf(t, build())
		if o.Cost.Mean == first.Cost.Mean {
			t.Errorf("%s: a risk that strikes changes nothing", sampling)
		}
	}
}

// TestShiftIntervals: what a risk does to the chosen quantile of cost is the difference of
// the two quantiles that are stated, and over seeds its intervals hold the mean of all
// runs as often as they say, smoothed and counted. Of an effect that is the same in every
// future they have no width.
func TestShiftIntervals(t *testing.T) {
	seeds := uint64(20)
	if patient() {
		seeds = 100
	}
	for name, change := range map[string]func(p *budget.Plan){
		"smoothed": func(*budget.Plan) {},
		"counted":  func(p *budget.Plan) { p.Project.Sampling = "MC" },
		"a share": func(p *budget.Plan) {
			p.Risks[0].ImpactIs, p.Risks[0].Impact, p.Risks[0].Affects = "share", &budget.Quantity{Text: "0.2"}, []string{p.Costs[0].ID}
		},
	} {
		p := riskyPlan()
		change(p)
		var values []float64
		var intervals []outcome.Interval
		m, problems := Compile(p)
		if m == nil {
			t.Fatal(problems)
		}
		for seed := range seeds {
			o, err := Run(t.Context(), m, RunConfig{Scenarios: 512, Seed: &seed, Workers: 1, Counted: name == "counted"})
			if err != nil {
				t.Fatal(err)
			}
			e := o.Risks[0].Effects.CostQ
			near(t, name+": effect on the quantile", e.Value, o.Risks[0].QChosen-o.Risks[0].QWithout, 1e-9)
			near(t, name+": effect of the response", o.Risks[0].ResponseEffects.CostQ.Value, -*o.Risks[0].ResponseQ, 1e-9)
			values, intervals = append(values, e.Value), append(intervals, e.Interval95)
		}
		mean, sd := stats.MeanSD(values)
		held, width := 0, 0.0
		for _, x := range intervals {
			if x[0] <= mean && mean <= x[1] {
				held++
			}
			width += (x[1] - x[0]) / 2 / float64(len(intervals))
		}
		t.Logf("%s: %.4g sd %.3g, half width %.3g, held %d of %d", name, mean, sd, width, held, len(values))
		if float64(held) < 0.85*float64(seeds) || width > 3*2.13*sd {
			t.Errorf("%s: %d of %d intervals hold %v, half width %v, standard deviation %v", name, held, len(values), mean, width, sd)
		}
	}
}

// riskyPlan has two uncertain lines, one frequent and one rare risk, and a response.
func riskyPlan() *budget.Plan {
	p := twoFutures()
	p.Project.Sampling, p.Costs[0].Amount, p.Costs[0].Uncertainty = "Sobol", whole(1000), &budget.Quantity{Text: "PERT(800; 1000; 1500)"}
	p.Risks = []budget.Risk{
		{ID: "R1", Probability: 0.3, Impact: &budget.Quantity{Text: "PERT(100; 200; 400)"}, Response: "watch", ResponseCost: whole(20), ResidualProb: pointer(0.1)},
		{ID: "R2", Probability: 0.1, Impact: &budget.Quantity{Text: "300"}},
	}
	return p
}
