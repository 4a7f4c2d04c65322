package review

import (
	"fmt"
	"math"
	"testing"

	"ballast/budget"
	"ballast/models"
	"ballast/models/outcome"
)

func text(s string, args ...any) *budget.Quantity {
	return &budget.Quantity{Text: fmt.Sprintf(s, args...)}
}

func share(s string, args ...any) *budget.Quantity {
	q := text(s, args...)
	q.OfBase = true
	return q
}

// quiet is a plan whose lines, source and revenue vary a little and never fail it.
func quiet(seed uint64) *budget.Plan {
	p := &budget.Plan{Project: budget.Project{Start: budget.Month{Year: 2026, Month: 1}, Horizon: 36, Rate: 0.08, ReserveConfidence: 0.8,
		LiquidityConfidence: 0.9, Scenarios: 4000, Seed: seed, MatrixP: []float64{.1, .3, .5, .7}, MatrixImpact: []float64{.005, .01, .02, .05}}}
	for k := range 6 {
		p.Costs = append(p.Costs, budget.CostLine{ID: fmt.Sprint("C", k+1), Amount: budget.MoneyOf(100), StartMonth: k, Months: 4, Uncertainty: share("Normal(1,0.05)")})
	}
	p.Risks = []budget.Risk{{ID: "R1", Probability: 0.1, To: 20, ImpactIs: "amount", Impact: text("10")}}
	limit, target := budget.MoneyOf(700), 33.0
	p.Project.BudgetLimit, p.Project.PaybackTgt = &limit, &target
	p.Funding = []budget.Source{{ID: "F1", Kind: "own", Committed: budget.MoneyOf(600), Probability: 1, Repayment: "none", Delay: text("Uniform(0,0.2)")},
		{ID: "F2", Kind: "loan", Committed: budget.MoneyOf(200), Probability: 1, Repayment: "equal", TermMonths: 30, Rate: 0.05, ArriveMonth: 1}}
	p.Revenue = []budget.Stream{{ID: "S1", Monthly: budget.MoneyOf(40), StartMonth: 10, Volume: text("Normal(1,0.02)"), Shift: text("Uniform(0,0.2)")}}
	return p
}

func causes(t *testing.T, p *budget.Plan) map[string]outcome.Failure {
	t.Helper()
	m, problems := models.Compile(p)
	if m == nil {
		t.Fatal(problems)
	}
	s, err := models.Simulate(t.Context(), m, models.RunConfig{})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]outcome.Failure{}
	for _, f := range Causes(s) {
		out[f.Event] = f
	}
	return out
}

// TestPlantedCause: what makes a plan fail comes first among the causes, in 20 of 20
// plans: late or missing money, a dear line, a risk, weak or late revenue.
func TestPlantedCause(t *testing.T) {
	planted := []struct {
		event, input string
		plant        func(p *budget.Plan)
	}{
		{outcome.FailGap, "F1.delay", func(p *budget.Plan) { p.Funding[0].Delay = text("Exponential(2)") }},
		{outcome.FailGap, "F1.never", func(p *budget.Plan) { p.Funding[0].Probability = 0.8 }},
		{outcome.FailCost, "C3", func(p *budget.Plan) { p.Costs[2].Uncertainty = share("Triangular(0.8,1,3.5)") }},
		{outcome.FailCost, "R1", func(p *budget.Plan) { p.Risks[0].Impact = text("Uniform(90,200)") }},
		{outcome.FailPayback, "S1", func(p *budget.Plan) { p.Revenue[0].Volume = text("Triangular(0.5,1,1.2)") }},
		{outcome.FailPayback, "S1.shift", func(p *budget.Plan) { p.Revenue[0].Shift = text("Exponential(5)") }},
		{outcome.FailCover, "S1", func(p *budget.Plan) { p.Revenue[0].Volume = text("Triangular(0.05,1,1.2)") }},
	}
	right, all := 0, 0
	for k := range 20 {
		c := planted[k%len(planted)]
		p := quiet(uint64(k + 1))
		c.plant(p)
		f := causes(t, p)[c.event]
		all++
		if len(f.Causes) > 0 && f.Causes[0].Input == c.input {
			right++
			continue
		}
		t.Errorf("plan %d: %s fails for %s, found %+v (%d of %d fail)", k, c.event, c.input, f.Causes, f.Failing, f.Scenarios)
	}
	if right != all {
		t.Errorf("%d of %d", right, all)
	}
}

// TestNoCauseNoFinding: where nothing fails nothing is blamed, and where two futures
// differ by chance alone no input stands out.
func TestNoCauseNoFinding(t *testing.T) {
	for event, f := range causes(t, quiet(1)) {
		if f.Share > 0.01 || len(f.Causes) > 0 {
			t.Errorf("%s: %v %+v", event, f.Share, f.Causes)
		}
	}
	blamed := 0
	inputs := []models.Input{{Label: "x", Values: make([]float64, 1000)}}
	for k := range 400 {
		fails, n := make([]bool, 1000), 0
		for i := range fails {
			h := math.Abs(math.Sin(float64(i*977+k*131)) * 1e4)
			inputs[0].Values[i] = h - math.Floor(h)
			g := math.Abs(math.Sin(float64(i*613+k*37)+2) * 1e4)
			if fails[i] = g-math.Floor(g) < 0.2; fails[i] {
				n++
			}
		}
		blamed += len(ranked(inputs, fails, n))
	}
	if blamed > 3 {
		t.Errorf("chance was blamed %d times in 400", blamed)
	}
}

// TestTypicalFails: the future to look at is one that fails.
func TestTypicalFails(t *testing.T) {
	p := quiet(3)
	p.Costs[2].Uncertainty = share("Triangular(0.8,1,3.5)")
	m, _ := models.Compile(p)
	s, err := models.Simulate(t.Context(), m, models.RunConfig{})
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range s.Failing() {
		got := Causes(s)[i]
		if got.Failing > 0 && !f.Fails[*got.Typical] || got.Failing == 0 && got.Typical != nil {
			t.Errorf("%s: scenario %v", f.Event, got.Typical)
		}
		if f.Event != outcome.FailCost {
			continue
		}
		o, err := s.Summarise(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if got.Share != o.Cost.Overrun.Probability {
			t.Errorf("the cost goes over its limit in %v of futures, and in %v by the answer", got.Share, o.Cost.Overrun.Probability)
		}
	}
}
