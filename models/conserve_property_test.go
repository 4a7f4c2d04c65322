package models

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"slices"
	"testing"

	"ballast/budget"
)

func simulateRandom(t *testing.T, m *Model) *Simulation {
	t.Helper()
	s, err := Simulate(context.Background(), m, RunConfig{Scenarios: 200})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func compileChanged(t *testing.T, p *budget.Plan) *Model {
	t.Helper()
	m, problems := Compile(p)
	if m == nil {
		t.Fatal(problems)
	}
	return m
}

// TestWorkersDoNotMatter: the outcome is the same, byte for byte, for any
// number of workers, except the time it took: of a plan with a past and of some
// without.
func TestWorkersDoNotMatter(t *testing.T) {
	t.Parallel()
	plans := []*Model{compileChanged(t, lived(9004))}
	for _, seed := range someSeeds(4)[1:] {
		plans = append(plans, compileRandom(t, seed))
	}
	for k, m := range plans {
		var first []byte
		for _, workers := range []int{1, 2, 7} {
			o, err := Run(context.Background(), m, RunConfig{Scenarios: 2500, Workers: workers})
			if err != nil {
				t.Fatal(err)
			}
			o.Run.Seconds = 0
			text, err := json.Marshal(o)
			if err != nil {
				t.Fatal(err)
			}
			if first == nil {
				first = text
			} else if !bytes.Equal(first, text) {
				t.Errorf("plan %d: another outcome with %d workers than with 1", k, workers)
			}
		}
	}
}

// TestRowOrderDoesNotMatter: lines, risks, streams, drivers and vendors in the
// opposite order give the same future in every scenario, to rounding.
func TestRowOrderDoesNotMatter(t *testing.T) {
	for _, seed := range someSeeds(20) {
		p := randomPlan(seed)
		p.Project.Sampling = []string{"LHS", "MC", "Sobol"}[seed%3]
		one := compileChanged(t, p)
		q := *p
		q.Costs, q.Risks, q.Revenue = slices.Clone(p.Costs), slices.Clone(p.Risks), slices.Clone(p.Revenue)
		q.Drivers, q.Vendors = slices.Clone(p.Drivers), slices.Clone(p.Vendors)
		slices.Reverse(q.Costs)
		slices.Reverse(q.Risks)
		slices.Reverse(q.Revenue)
		slices.Reverse(q.Drivers)
		slices.Reverse(q.Vendors)
		a, b := simulateRandom(t, one), simulateRandom(t, compileChanged(t, &q))
		for _, col := range []int{one.out.total, one.out.beyond, one.out.peakGap, one.out.costOfFunds, one.out.minCash} {
			sameColumns(t, seed, one.out.scalars[col], a.res.Scalar[col], b.res.Scalar[col], 1)
		}
	}
}

// sameColumns compares an output in every scenario, up to a unit.
func sameColumns(t *testing.T, seed uint64, what string, a, b []float64, unit float64) {
	t.Helper()
	size := 1.0
	for _, x := range a {
		if !math.IsInf(x, 0) {
			size = math.Max(size, math.Abs(x))
		}
	}
	for i := range a {
		if x, y := a[i]*unit, b[i]; x != y && !(math.Abs(x-y) <= 1e-9*size*unit) {
			t.Errorf("plan %d: %s in scenario %d is %v and %v", seed, what, i, x, y)
			return
		}
	}
}

// TestAddedLineLeavesDraws: a new line, correlated with nothing, changes no
// other draw, bit for bit.
func TestAddedLineLeavesDraws(t *testing.T) {
	for _, seed := range someSeeds(20) {
		p := randomPlan(seed)
		if p.Project.Sampling == "Sobol" { // its best coordinates go to the largest
			p.Project.Sampling = "LHS"
		}
		one := compileChanged(t, p)
		q := *p
		extra := budget.CostLine{ID: "NEW", Amount: budget.MoneyOf(5000), Months: 3, Uncertainty: &budget.Quantity{Text: "Lognormal(5000,900)"},
			Slip: &budget.Quantity{Text: "Uniform(0,2)"}}
		q.Costs = append([]budget.CostLine{extra}, p.Costs...)
		two := compileChanged(t, &q)
		a, b := simulateRandom(t, one), simulateRandom(t, two)
		for v, x := range one.vars {
			w := slices.IndexFunc(two.vars, func(y variable) bool { return y.key == x.key })
			if w < 0 || !slices.Equal(a.res.Inputs[v], b.res.Inputs[w]) {
				t.Errorf("plan %d: the draws of %s changed", seed, x.key)
			}
		}
	}
}

// TestUnitOfMoneyDoesNotMatter: all money times ten gives all money figures
// times ten, and the same rates, months and draws.
func TestUnitOfMoneyDoesNotMatter(t *testing.T) {
	for _, seed := range someSeeds(20) {
		one := compileChanged(t, randomPlanIn(seed, 1))
		ten := compileChanged(t, randomPlanIn(seed, 10))
		a, b := simulateRandom(t, one), simulateRandom(t, ten)
		o := &one.out
		money := []int{o.total, o.layer1, o.layer2, o.layer3, o.beyond, o.minCash, o.costOfFunds}
		var other []int
		for _, w := range append([]worthAt{o.project, o.equity}, o.partners...) {
			if len(one.streams) > 0 {
				money = append(money, w.npv)
				other = append(other, w.irr, w.irrState, w.pi, w.payback, w.discounted)
			}
		}
		for k := range one.risks {
			money, other = append(money, o.without+k, o.response+k), append(other, o.events+k)
		}
		for j := range one.sources {
			money, other = append(money, o.used+j), append(other, o.late+j, o.never+j)
		}
		for _, col := range money {
			sameColumns(t, seed, o.scalars[col], a.res.Scalar[col], b.res.Scalar[col], 10)
		}
		for _, col := range other {
			sameColumns(t, seed, o.scalars[col], a.res.Scalar[col], b.res.Scalar[col], 1)
		}
		if t.Failed() {
			return
		}
	}
}
