package models

import (
	"errors"
	"math"
	"reflect"
	"testing"

	"ballast/budget"
)

// twoPlans are a plan and what became of it.
func twoPlans() (a, b *budget.Plan) {
	quantity := func(text string) *budget.Quantity { return &budget.Quantity{Text: text, OfBase: true} }
	make := func() *budget.Plan {
		return &budget.Plan{Project: budget.Project{Start: budget.Month{Year: 2026, Month: 1}, Horizon: 24, Rate: 0.08, ReserveConfidence: 0.8,
			LiquidityConfidence: 0.9, Scenarios: 2000, Seed: 3, OpeningCash: budget.MoneyOf(1000), MatrixP: []float64{.1, .3, .5, .7}, MatrixImpact: []float64{.005, .01, .02, .05}},
			Costs: []budget.CostLine{
				{ID: "C1", Amount: budget.MoneyOf(1000), Months: 10, Uncertainty: quantity("Normal(1,0.1)"), Driver: "wages"},
				{ID: "C2", Amount: budget.MoneyOf(500), Months: 5, Uncertainty: quantity("Normal(1,0.1)")}},
			Drivers: []budget.Driver{{Name: "wages", Kind: "fixed", Growth: 0.12, Base: 1}},
			Risks:   []budget.Risk{{ID: "R1", Probability: 0.3, To: 23, ImpactIs: "amount", Impact: &budget.Quantity{Text: "100"}}}}
	}
	return make(), make()
}

// TestBridgeOfOnePart: a change of one part shows in its step alone.
func TestBridgeOfOnePart(t *testing.T) {
	for _, c := range []struct {
		part   string
		change func(p *budget.Plan)
	}{
		{"estimates", func(p *budget.Plan) { p.Costs[1].Uncertainty = &budget.Quantity{Text: "Normal(1.2,0.2)", OfBase: true} }},
		{"risks", func(p *budget.Plan) {
			p.Risks = append(p.Risks, budget.Risk{ID: "R2", Probability: 0.5, To: 23, ImpactIs: "amount", Impact: &budget.Quantity{Text: "200"}})
		}},
		{"timing", func(p *budget.Plan) { p.Costs[0].StartMonth = 10 }},
		{"actuals", func(p *budget.Plan) {
			m := p.Project.Start.Add(1)
			p.Project.AsOf = &m
			p.Actuals = []budget.Actual{{Month: 0, Kind: "cost", ID: "C2", Amount: budget.MoneyOf(300)}}
			p.Progress = []budget.Progress{{ID: "C2", Complete: 0.4}}
		}},
		{"settings", func(p *budget.Plan) { p.Project.ReserveConfidence = 0.95 }},
	} {
		a, b := twoPlans()
		c.change(b)
		bridge, err := Compare(t.Context(), a, b, RunConfig{})
		if err != nil {
			t.Fatal(err)
		}
		sum := 0.0
		for _, s := range bridge.Steps {
			sum += s.Contingency
			if moved := math.Abs(s.Contingency) > 0.001; moved != (s.Part == c.part) {
				t.Errorf("%s: step %s changes the contingency by %v", c.part, s.Part, s.Contingency)
			}
		}
		if math.Abs(bridge.From.Contingency+sum-bridge.To.Contingency) > 1e-6 {
			t.Errorf("%s: %v + %v is not %v", c.part, bridge.From.Contingency, sum, bridge.To.Contingency)
		}
	}
}

// TestBridgeBothOrders: a line of 1,000 becomes one of 2,000, and a risk that is certain
// makes it half as dear again. With the estimates first they add 1,000 to the cost and
// the risk 1,000; with the risk first it adds 500 and the estimates 1,500.
func TestBridgeBothOrders(t *testing.T) {
	a, b := twoPlans()
	for _, p := range []*budget.Plan{a, b} {
		p.Drivers, p.Risks = nil, nil
		p.Costs = []budget.CostLine{{ID: "C1", Amount: budget.MoneyOf(1000), Months: 1}}
	}
	b.Costs[0].Amount = budget.MoneyOf(2000)
	b.Risks = []budget.Risk{{ID: "R1", Probability: 1, To: 23, ImpactIs: "factor", Impact: &budget.Quantity{Text: "1.5"}, Affects: []string{"C1"}}}
	bridge, err := Compare(t.Context(), a, b, RunConfig{Scenarios: 100})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][2]float64{"estimates": {1250, 250}, "risks": {750, 750}}
	for _, s := range bridge.Steps {
		near(t, "cost by "+s.Part, s.Cost, want[s.Part][0], 0.011)
		near(t, "contingency by "+s.Part, s.Contingency, want[s.Part][1], 0.011)
	}
	near(t, "largest spread", bridge.Spread, 500, 0.011)
	if !bridge.BothOrders {
		t.Error("only one order")
	}
}

// TestBridgeAfter: 100 a month in hand for cost of 60, 150 with the new risk, and money
// of 100 that comes with it. Each alone moves P(gap) by 1 or not at all by its order; the
// mean of the orders is half, and no plan in between has a chance below 0 or above 1.
func TestBridgeAfter(t *testing.T) {
	a, b := twoPlans()
	for _, p := range []*budget.Plan{a, b} {
		p.Drivers, p.Risks = nil, nil
		p.Project.OpeningCash = budget.MoneyOf(100)
		p.Costs = []budget.CostLine{{ID: "C1", Amount: budget.MoneyOf(60), Months: 1}}
	}
	b.Costs[0].Amount = budget.MoneyOf(150)
	b.Funding = []budget.Source{{ID: "F1", Kind: "equity", Committed: budget.MoneyOf(100), Probability: 1, Repayment: "none"}}
	bridge, err := Compare(t.Context(), a, b, RunConfig{Scenarios: 100})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][2]float64{"estimates": {1, 0.5}, "funding": {0, -0.5}}
	for _, s := range bridge.Steps {
		if w, ok := want[s.Part]; ok {
			near(t, "P(gap) after "+s.Part, *s.After.Gap, w[0], 0)
			near(t, "P(gap) by "+s.Part, *s.Gap, w[1], 0)
		}
		if g := *s.After.Gap; g < 0 || g > 1 {
			t.Errorf("after %s a chance of %v", s.Part, g)
		}
	}
	if last := bridge.Steps[len(bridge.Steps)-1].After; *last.Gap != *bridge.To.Gap || last.Cost != bridge.To.Cost {
		t.Errorf("the last step ends at %+v, the plan at %+v", last, bridge.To)
	}
}

// TestBridge: funding moves the gap and not the contingency; the last point is
// the second plan's own; another start is refused.
func TestBridge(t *testing.T) {
	a, b := twoPlans()
	b.Funding = []budget.Source{{ID: "F1", Kind: "equity", Committed: budget.MoneyOf(5000), Probability: 1, Repayment: "none"}}
	bridge, err := Compare(t.Context(), a, b, RunConfig{})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range bridge.Steps {
		if s.Part == "funding" && (s.Gap == nil || *s.Gap > -0.9 || s.Contingency != 0) {
			t.Errorf("funding: %+v", s)
		}
	}
	m, _ := Compile(b)
	o, err := Run(t.Context(), m, RunConfig{})
	if err != nil {
		t.Fatal(err)
	}
	if o.Reserve.Contingency != bridge.To.Contingency {
		t.Errorf("the bridge ends at %v, the plan at %v", bridge.To.Contingency, o.Reserve.Contingency)
	}
	b.Project.Start = b.Project.Start.Add(1)
	if _, err := Compare(t.Context(), a, b, RunConfig{}); !errors.Is(err, errOtherStart) {
		t.Errorf("another start: %v", err)
	}
}

// TestBridgeSameDraws: a stream that outweighs all else takes the best
// coordinate of a Sobol design; the costs keep their draws all the same.
func TestBridgeSameDraws(t *testing.T) {
	a, b := twoPlans()
	b.Revenue = []budget.Stream{{ID: "S1", Monthly: budget.MoneyOf(50000), Volume: &budget.Quantity{Text: "Normal(1,0.3)"}}}
	a.Project.Sampling, b.Project.Sampling = "Sobol", "Sobol"
	for _, p := range []*budget.Plan{a, b} { // for the normals beside the score
		p.Costs = append(p.Costs, budget.CostLine{ID: "C3", Phase: "build", Amount: budget.MoneyOf(700), Months: 3, Uncertainty: &budget.Quantity{Text: "Lognormal(1,0.6)", OfBase: true}})
	}
	bridge, err := Compare(t.Context(), a, b, RunConfig{})
	if err != nil {
		t.Fatal(err)
	}
	if bridge.From.Cost != bridge.To.Cost || bridge.From.Cost == bridge.From.Base {
		t.Errorf("a stream of revenue changes the cost from %v to %v", bridge.From.Cost, bridge.To.Cost)
	}
	alone, _ := Compile(a)
	if o, err := Run(t.Context(), alone, RunConfig{}); err != nil || o.Reserve.Contingency == bridge.From.Contingency {
		t.Errorf("the stream did not take a coordinate from the costs (%v): this test shows nothing", err)
	}
}

// TestBridgeKeepsDates: the step of the estimates takes everything of the new
// lines but their dates, which are a's; whatever is new takes its own.
func TestBridgeKeepsDates(t *testing.T) {
	months := func(text string) *budget.Quantity { return &budget.Quantity{Text: text} }
	old := budget.CostLine{ID: "C1", Name: "old", Amount: budget.MoneyOf(1), StartMonth: 1, Months: 2, Slip: months("1"), Stretch: months("1.1"),
		Profile: "front", PaymentLag: months("2"), Advance: 0.1}
	next := budget.CostLine{ID: "C1", Name: "new", Amount: budget.MoneyOf(9), StartMonth: 7, Months: 8, Slip: months("3"), Stretch: months("1.4"),
		Profile: "back", PaymentLag: months("5"), Advance: 0.3, Driver: "wages", Owner: "Ann", Uncertainty: months("Normal(9,1)")}
	added := next
	added.ID = "C2"
	a, b := &budget.Plan{Costs: []budget.CostLine{old}}, &budget.Plan{Costs: []budget.CostLine{next, added}}
	putEstimates(a, b)
	want := next
	want.StartMonth, want.Months, want.Slip, want.Stretch, want.Profile = old.StartMonth, old.Months, old.Slip, old.Stretch, old.Profile
	want.PaymentLag, want.Advance = old.PaymentLag, old.Advance
	if !reflect.DeepEqual(a.Costs, []budget.CostLine{want, added}) {
		t.Errorf("after the estimates the lines are\n%+v, want\n%+v", a.Costs, []budget.CostLine{want, added})
	}
	if !reflect.DeepEqual(b.Costs[0], next) {
		t.Error("the second plan was changed")
	}
}

// TestBridgePaymentLag: paying three months later closes the gap that money in
// month 2 leaves, and only the step of the timing says so.
func TestBridgePaymentLag(t *testing.T) {
	a, b := twoPlans()
	for _, p := range []*budget.Plan{a, b} {
		p.Project.OpeningCash, p.Risks, p.Drivers = budget.Money{}, nil, nil
		p.Costs = []budget.CostLine{{ID: "C1", Amount: budget.MoneyOf(100), Months: 1}}
		p.Funding = []budget.Source{{ID: "F1", Kind: "equity", Committed: budget.MoneyOf(100), Probability: 1, Repayment: "none", ArriveMonth: 2}}
	}
	b.Costs[0].PaymentLag = &budget.Quantity{Text: "3"}
	bridge, err := Compare(t.Context(), a, b, RunConfig{Scenarios: 100})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "P(gap) before", *bridge.From.Gap, 1, 0)
	near(t, "peak gap before", *bridge.From.PeakGap, 100, 0)
	near(t, "P(gap) after", *bridge.To.Gap, 0, 0)
	for _, s := range bridge.Steps {
		want := 0.0
		if s.Part == "timing" {
			want = -1
		}
		near(t, "change of P(gap) by "+s.Part, *s.Gap, want, 0)
	}
}
