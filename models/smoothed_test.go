package models

import (
	"fmt"
	"os"
	"testing"

	"ballast/budget"
	"ballast/models/outcome"
	"ballast/sim/stats"
)

// TestSmoothingEnds: a run smooths no more scenarios than the reserve needs, and has the
// reserve of a run of so many, to the bit, whoever looks on the way and on any number of
// workers; all of them where the plan asks for more, or where the cost hangs on what is not
// smoothed. A run that is compared smooths as many, the seed being another or not.
func TestSmoothingEnds(t *testing.T) {
	t.Parallel()
	const n = 10000
	smoothed := func(p *budget.Plan, cfg RunConfig) *Simulation {
		t.Helper()
		s, err := Simulate(t.Context(), compileChanged(t, p), cfg)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	p := gammas("Sobol")
	first := smoothed(p, RunConfig{Scenarios: smoothLeast})
	for _, cfg := range []RunConfig{{Workers: 1}, {Workers: 3}, {Preview: func(s *Simulation) error { s.Glance(); return nil }}} {
		cfg.Scenarios = n
		s := smoothed(p, cfg)
		if s.smoothedN() != smoothLeast || s.res.N != n {
			t.Errorf("%d of %d scenarios are smoothed", s.smoothedN(), s.res.N)
		}
		col := s.m.out.total
		if got, want := s.col(col).quantile(0.8), first.col(col).quantile(0.8); got != want {
			t.Errorf("P80 is %v, that of a run of as many as are smoothed %v", got, want)
		}
		if again, err := s.Again(t.Context(), s.m, 99, false); err != nil || again.smoothedN() != smoothLeast {
			t.Errorf("compared: %d smoothed, %v", again.smoothedN(), err)
		}
	}
	exact := gammas("Sobol")
	exact.Project.Accuracy = 1e-9
	heaps := gammas("Sobol")
	for k := range 12 {
		id := fmt.Sprint("D", k+1)
		heaps.Costs = append(heaps.Costs, budget.CostLine{ID: id, Name: id, Amount: budget.MoneyOf(2000), Months: 2,
			Uncertainty: &budget.Quantity{Text: "Discrete(0.2:0.31,1:0.42,1.9:0.27)", OfBase: true}})
	}
	random := gammas("LHS")
	for what, p := range map[string]*budget.Plan{"a narrow interval is asked for": exact, "heaps": heaps, "Latin hypercubes": random} {
		if s := smoothed(p, RunConfig{Scenarios: n}); s.smoothedN() != n {
			t.Errorf("%s: %d of %d scenarios are smoothed", what, s.smoothedN(), n)
		}
	}
	auto := gammas("Sobol")
	auto.Project.Scenarios, auto.Project.MaxScenarios, auto.Project.Accuracy = 0, 20000, 1e-9
	if s := smoothed(auto, RunConfig{}); s.smoothedN() != 20000 {
		t.Errorf("an automatic run: %d smoothed", s.smoothedN())
	}
}

// TestSlowSmoothingCovers: where some runs stop smoothing early and some do not, the 95 %
// intervals hold what all seeds say on average as often as they promise.
func TestSlowSmoothingCovers(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	const seeds = 160
	p := gammas("Sobol")
	for k := range 5 {
		id := fmt.Sprint("D", k+1)
		p.Costs = append(p.Costs, budget.CostLine{ID: id, Name: id, Amount: budget.MoneyOf(850), Months: 2,
			Uncertainty: &budget.Quantity{Text: "Discrete(0.2:0.31,1:0.42,1.9:0.27)", OfBase: true}})
	}
	m := compileChanged(t, p)
	shares := []float64{0.5, 0.8, 0.95}
	var at [3][]float64
	var ranges [3][]outcome.Interval
	early := 0
	for seed := range uint64(seeds) {
		s, err := Simulate(t.Context(), m, RunConfig{Scenarios: 10000, Seed: &seed})
		if err != nil {
			t.Fatal(err)
		}
		if s.smoothedN() < s.res.N {
			early++
		}
		col := s.col(m.out.total)
		for k, p := range shares {
			at[k], ranges[k] = append(at[k], col.quantile(p)), append(ranges[k], col.interval(p))
		}
	}
	t.Logf("%d of %d runs smooth a part", early, seeds)
	if early < seeds/5 || early > seeds*4/5 {
		t.Errorf("%d of %d runs smooth a part: the plan tries nothing", early, seeds)
	}
	for k, p := range shares {
		mean, held := stats.Mean(at[k]), 0
		for _, i := range ranges[k] {
			if i[0] <= mean && mean <= i[1] {
				held++
			}
		}
		t.Logf("P%g: %d of %d intervals hold it", 100*p, held, seeds)
		if held < seeds*91/100 || held > seeds*99/100 {
			t.Errorf("P%g: %d of %d intervals hold it", 100*p, held, seeds)
		}
	}
}
