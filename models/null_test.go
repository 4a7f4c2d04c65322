package models

import (
	"testing"

	"ballast/budget"
)

// nothings are changes of a plan that change no cost in any scenario, though a risk
// happens or a response is on: what is subtracted comes from one estimator, so none of
// them may change a figure by the noise of two.
func nothings() map[string]func(p *budget.Plan) {
	add := func(r budget.Risk) func(p *budget.Plan) {
		return func(p *budget.Plan) {
			r.ID, r.Name, r.To = "Z", "nothing", 5
			p.Risks = append(p.Risks[:len(p.Risks):len(p.Risks)], r)
		}
	}
	text := func(s string) *budget.Quantity { return &budget.Quantity{Text: s} }
	rate := 2.5
	half := 0.5
	return map[string]func(p *budget.Plan){
		"amount":      add(budget.Risk{Probability: 0.5, Impact: text("0")}),
		"factor":      add(budget.Risk{Probability: 0.4, ImpactIs: "factor", Impact: text("1")}),
		"share":       add(budget.Risk{Probability: 0.4, ImpactIs: "share", Impact: text("0"), Affects: []string{"C1"}}),
		"delay":       add(budget.Risk{Probability: 0.4, Impact: text("0"), Delay: text("0"), Affects: []string{"C1"}}),
		"by the year": add(budget.Risk{PerYear: &rate, Impact: text("0")}),
		"response":    add(budget.Risk{Probability: 0.5, Impact: text("0"), ResponseOn: true, ResidualProb: &half, Response: "none"}),
	}
}

// moving is a plan whose cost is smoothed, with lines that an index moves, a risk of each
// kind of impact and a sum of risks that is known.
func moving() *budget.Plan {
	text := func(s string) *budget.Quantity { return &budget.Quantity{Text: s} }
	line := func(id string, amount int64, spread string) budget.CostLine {
		return budget.CostLine{ID: id, Name: id, Amount: whole(amount), StartMonth: 2, Months: 6, Driver: "steel", Uncertainty: &budget.Quantity{Text: spread, OfBase: true}}
	}
	p := twoFutures()
	p.Project.Sampling, p.Project.Scenarios, p.Project.Horizon = "Sobol", 2000, 24
	p.Project.OpeningCash = whole(5000)
	p.Costs = []budget.CostLine{line("C1", 900, "PERT(0.8,1,1.6)"), line("C2", 700, "Lognormal(1,0.25)"), line("C3", 400, "Normal(1,0.2,min=0.5)")}
	p.Drivers = []budget.Driver{{Name: "steel", Kind: "walk", Growth: 0.03, Volatility: 0.1}}
	p.Revenue = []budget.Stream{{ID: "S1", Name: "Sales", Monthly: whole(200), StartMonth: 9, Volume: text("Normal(1,0.2)")}}
	p.Risks = []budget.Risk{{ID: "R1", Probability: 0.3, To: 5, Impact: text("Triangular(50,100,300)"), Response: "insure", ResponseCost: whole(5), ResidualImpact: pointer(0.4)},
		{ID: "R2", Probability: 0.2, To: 5, ImpactIs: "factor", Impact: text("PERT(1,1.1,1.4)"), Delay: text("Exponential(1)"), Affects: []string{"C2"}},
		{ID: "R3", Probability: 0.25, To: 5, ImpactIs: "share", Impact: text("Uniform(0,0.2)"), Affects: []string{"C1", "C3"}}}
	return p
}

// TestNothingChangesNothing: a risk that does nothing, of every kind, leaves mean, layers,
// reserve, its interval and P(overrun) of a smoothed run to the bit; what is stated of it,
// with and without, is nought, to the bit, and so are a stress of nothing, the bridge and
// the comparison of the two plans.
func TestNothingChangesNothing(t *testing.T) {
	t.Parallel()
	base := moving()
	s := simulated(t, base, 600)
	if !s.smoothed() || s.m.known.sum == nil {
		t.Fatal("the cost is not smoothed, or without a control: this test shows nothing")
	}
	frame, err := s.m.Frame()
	if err != nil {
		t.Fatal(err)
	}
	was := s.cost()
	rows := s.reserveRows(reserveLevels(0.8))
	for name, change := range nothings() {
		p := moving()
		change(p)
		z, err := Simulate(t.Context(), compileChanged(t, p), RunConfig{Scenarios: 600, Frame: frame})
		if err != nil {
			t.Fatal(err)
		}
		is := z.cost()
		if is.Mean != was.Mean || is.SD != was.SD || is.Overrun != was.Overrun {
			t.Errorf("%s: mean %v, overrun %+v; without it %v, %+v", name, is.Mean, is.Overrun, was.Mean, was.Overrun)
		}
		for k, l := range is.Layers {
			if l != was.Layers[k] {
				t.Errorf("%s: layer %s is %v, without it %v", name, l.Name, l.Contingency, was.Layers[k].Contingency)
			}
		}
		for k, row := range z.reserveRows(reserveLevels(0.8)) {
			if row != rows[k] {
				t.Errorf("%s: %+v, without it %+v", name, row, rows[k])
			}
		}
		d := s.Stand().Differences(z.Stand())
		for _, x := range d {
			if x.Change == nil || *x.Change != 0 || x.Visible {
				t.Errorf("%s: compared, %s changes by %v", name, x.Key, x)
			}
		}
	}
}

// TestNothingIsSaidOfNothing: of a risk that does nothing, and of its response, the run
// says that the quantile without it is the quantile, and that it changes nothing.
func TestNothingIsSaidOfNothing(t *testing.T) {
	t.Parallel()
	p := moving()
	for _, change := range nothings() {
		change(p)
		p.Risks[len(p.Risks)-1].ID = "Z" + string(rune('a'+len(p.Risks)))
	}
	p.Project.Scenarios = 600
	s, o := outcomeOf(t, p)
	others := 0
	for k, r := range o.Risks {
		c := &s.m.risks[k]
		if r.ID[0] != 'Z' {
			if r.QWithout != r.QChosen {
				others++
			}
			continue
		}
		e := r.Effects
		if r.QWithout != r.QChosen || r.MeanImpact != 0 || e.CostMean.Value != 0 || e.CostQ.Value != 0 || e.NPV.Value != 0 || e.Gap.Value != 0 {
			t.Errorf("%s (%v): P80 %v, without it %v, effects %+v", r.ID, c.kind, r.QChosen, r.QWithout, e)
		}
		if c.hasResponse && (*r.ResponseQ != 0 || *r.ResponseValue != 0 || r.ResponseEffects.CostQ.Value != 0) {
			t.Errorf("%s: its response changes P80 by %v, the mean by %v", r.ID, *r.ResponseQ, *r.ResponseValue)
		}
	}
	if others != 3 {
		t.Errorf("%d of 3 risks change P80", others)
	}
}

// TestNothingIsBridged: a part that is other in the plan and the same in what it comes to
// has a step of nought, to the bit, in both orders; and a stress of nothing has the
// figures of the plan, of a smoothed run.
func TestNothingIsBridged(t *testing.T) {
	t.Parallel()
	a, b := moving(), moving()
	a.Project.Scenarios, b.Project.Scenarios = 600, 600
	nothings()["amount"](b)
	nothings()["share"](b)
	b.Risks[len(b.Risks)-1].ID = "Y"
	bridge, err := Compare(t.Context(), a, b, RunConfig{})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range bridge.Steps {
		if x.Contingency != 0 || x.Cost != 0 || x.Spread != 0 || *x.Gap != 0 || x.Visible || x.GapVisible {
			t.Errorf("%s moves the reserve by %v, P(gap) by %v", x.Part, x.Contingency, *x.Gap)
		}
	}
	if bridge.From.Contingency == 0 {
		t.Error("there is no reserve")
	}
	s, stress := stressTested(t, a, 600, "costs +0%; revenue +0%", "costs +10%")
	if x := stress.Stresses[0].Figures; x.CostAtConfidence != stress.Unstressed.CostAtConfidence || x.Interval95 != stress.Unstressed.Interval95 || *x.ProbabilityNegative != *stress.Unstressed.ProbabilityNegative {
		t.Errorf("a stress of nothing: %+v, the plan %+v", x, stress.Unstressed)
	}
	if !s.smoothed() || stress.Stresses[1].Figures.Contingency <= stress.Unstressed.Contingency {
		t.Error("the run is not smoothed, or a stress changes nothing")
	}
}

// TestComparedSmoothsAsMany: a variant that would smooth more scenarios than its plan does
// smooths as many where the two are compared, so that both come from one estimator on the
// same scenarios.
func TestComparedSmoothsAsMany(t *testing.T) {
	t.Parallel()
	const n = 2 * smoothLeast
	p := gammas("Sobol")
	run := func(cfg RunConfig) *Simulation {
		cfg.Scenarios, cfg.Glance = n, true
		s, err := Simulate(t.Context(), compileChanged(t, p), cfg)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	base := run(RunConfig{})
	p.Project.Accuracy = 1e-9 // the figures are the same, and known well enough never
	alone, beside := run(RunConfig{}), run(RunConfig{As: base.Stand()})
	if base.smoothedN() != smoothLeast || alone.smoothedN() != n || beside.smoothedN() != smoothLeast {
		t.Errorf("the plan smooths %d, the variant %d, beside it %d", base.smoothedN(), alone.smoothedN(), beside.smoothedN())
	}
	for _, d := range base.Stand().Differences(beside.Stand()) {
		if *d.Change != 0 {
			t.Errorf("%s differs by %v", d.Key, *d.Change)
		}
	}
}
