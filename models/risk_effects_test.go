package models

import (
	"math"
	"testing"

	"ballast/budget"
	"ballast/models/outcome"
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
	switched := 0
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
			near(t, "cost", sign*(total(again.total())-total(s.total()))/float64(len(s.total())), e.CostMean.Value, scale)
			if e.NPV != nil {
				near(t, "NPV", sign*(after.Return.NPV.Mean-o.Return.NPV.Mean), e.NPV.Value, scale)
			}
		}
	}
	if switched < len(someSeeds(10)) {
		t.Errorf("only %d responses", switched)
	}
}
