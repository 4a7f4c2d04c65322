package models

import (
	"math"
	"testing"

	"ballast/budget"
	"ballast/sim"
)

// TestTilt: 1200 over 12 months, half done by June as planned, uncertain by a fifth. The
// tilt leaves the sum of a future and the mean of a month alone, no month is below zero,
// and three months vary by what the diffusion has: s^2 (1-w)^3 (1-(1-q)^3)/(2-v)^2 of the
// whole, here with w = 0.5, q = 0.5, v = 0.75.
func TestTilt(t *testing.T) {
	asOf := budget.Month{Year: 2026, Month: 6}
	plan := &budget.Plan{Project: budget.Project{Start: budget.Month{Year: 2026, Month: 1}, Horizon: 12, AsOf: &asOf, ReserveConfidence: 0.8,
		LiquidityConfidence: 0.9, Scenarios: 20000, Seed: 5, MatrixP: []float64{0.1, 0.3, 0.5, 0.7}, MatrixImpact: []float64{0.005, 0.01, 0.02, 0.05}},
		Costs: []budget.CostLine{{ID: "C1", Amount: budget.MoneyOf(1200), Months: 12, Uncertainty: &budget.Quantity{Text: "Normal(1,0.2)", OfBase: true}}}}
	plan.Progress = []budget.Progress{{ID: "C1", Complete: 0.5}}
	for m := range 6 {
		plan.Actuals = append(plan.Actuals, budget.Actual{Month: m, Kind: "cost", ID: "C1", Amount: budget.MoneyOf(100)})
	}
	m, problems := Compile(plan)
	if m == nil {
		t.Fatal(problems)
	}
	var mean, square float64
	months := make([]float64, 12)
	eachFuture(t, m, 20000, func(s *scenario) {
		sum := 0.0
		for i, x := range s.incurred {
			if x < 0 {
				t.Fatalf("month %d costs %v", i+1, x)
			}
			months[i] += x / 20000
			sum += x
		}
		x := total(s.incurred[6:9])
		mean, square = mean+x/20000, square+x*x/20000
		near(t, "sum of the months", sum, 600+s.amount[0], 1e-9)
	})
	for i, x := range months[6:] {
		near(t, "mean of month "+string(rune('7'+i)), x, 100, 0.5)
	}
	want := 1200 * 0.2 * math.Sqrt(math.Pow(0.5, 3)*(1-math.Pow(0.5, 3))/(1.25*1.25))
	near(t, "spread of three months", math.Sqrt(square-mean*mean), want, 0.05*want)
}

// eachFuture shows n futures of a plan.
func eachFuture(t *testing.T, m *Model, n int, see func(s *scenario)) {
	t.Helper()
	s, err := newSimulation(m, RunConfig{Scenarios: n, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	prog := m.program
	prog.NewKernel = func(seed uint64) sim.Kernel {
		k := newKernel(m, seed, fullKernel)
		k.before = see
		return k
	}
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	if err := sim.Subset(t.Context(), &prog, s.cfg, nil, all, func(*sim.Block) error { return nil }); err != nil {
		t.Fatal(err)
	}
}
