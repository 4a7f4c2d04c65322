package models

import (
	"os"
	"slices"
	"testing"

	"ballast/budget"
	"ballast/sim"
	"ballast/sim/distribution"
)

// gammas is a plan of four lines of 1,000 each, gamma with shape 4, that are
// correlated with nothing: the total is gamma with shape 16 and scale 250. The
// reserve of normals would be smoothed to the exact figure.
func gammas(sampling string) *budget.Plan {
	p := &budget.Plan{File: "gammas.xlsx", Language: "en", Project: budget.Project{Currency: "EUR", Start: budget.Month{Year: 2026, Month: 1},
		Horizon: 6, Rate: 0.08, Discounting: "end", ReserveConfidence: 0.8, LiquidityConfidence: 0.9, Scenarios: 2000, MaxScenarios: 64000,
		Accuracy: 0.01, Seed: 1, Sampling: sampling}}
	for _, id := range []string{"C1", "C2", "C3", "C4"} {
		p.Costs = append(p.Costs, budget.CostLine{ID: id, Name: id, Amount: budget.MoneyOf(1000), Months: 2,
			Uncertainty: &budget.Quantity{Text: "Gamma(4,250)"}})
	}
	return p
}

// TestSlowAutoAddsScenarios: an automatic run doubles until the interval of the
// chosen reserve is narrow enough and no further, has the bits of one run over
// its first scenarios, and says when it gave up at the largest number.
func TestSlowAutoAddsScenarios(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	for _, sampling := range []string{"LHS", "MC", "Sobol"} {
		for _, c := range []struct {
			accuracy  float64
			converged bool
		}{{0.05, true}, {0.006, true}, {0.00001, false}} {
			p := gammas(sampling)
			p.Project.Scenarios, p.Project.Accuracy = 0, c.accuracy
			m := compileChanged(t, p)
			s, err := Simulate(t.Context(), m, RunConfig{})
			if err != nil {
				t.Fatal(err)
			}
			n, width := s.res.N, s.reserveWidth()
			if s.converged != c.converged || s.converged != (width <= c.accuracy*4000) || n > 64000 || !s.converged && n != 64000 {
				t.Errorf("%s, accuracy %v: %d scenarios, width %.2f, converged %v", sampling, c.accuracy, n, width, s.converged)
			}
			if before := largestBefore(sampling, n); before > 0 {
				cfg := s.cfg
				cfg.Scenarios = before
				shorter := *s
				if shorter.res, err = sim.Run(t.Context(), &m.program, cfg); err != nil {
					t.Fatal(err)
				}
				if shorter.reserveWidth() <= c.accuracy*4000 {
					t.Errorf("%s, accuracy %v: %d scenarios, but %d were enough", sampling, c.accuracy, n, before)
				}
				if !slices.Equal(shorter.total(), s.total()[:before]) {
					t.Errorf("%s: the first %d scenarios are not those of a run of that many", sampling, before)
				}
			}
			o, err := s.Summarise(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			said := false
			for _, line := range o.Log.Notes {
				said = said || line.Text == m.words.Say("model.auto-gave-up", n)
			}
			if said == c.converged || o.Run.Converged != c.converged {
				t.Errorf("%s, accuracy %v: converged %v, gave up said %v", sampling, c.accuracy, o.Run.Converged, said)
			}
		}
	}
}

// largestBefore is the step of 10,000, 20,000, 40,000 before a length, or 0;
// Sobol starts with 4,096.
func largestBefore(sampling string, n int) int {
	before, first := 0, 10000
	if sampling == "Sobol" {
		first = autoFirst
	}
	for k := first; k < n; k *= 2 {
		before = k
	}
	return before
}

// TestSlowReserveCoverage: over 400 seeds the 95 % interval of the P80 that a run
// reports holds the true one in 92-98 % (binomial sd of the share: 1.1 points).
func TestSlowReserveCoverage(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	sum, err := distribution.NewGamma(16, 250)
	if err != nil {
		t.Fatal(err)
	}
	truth := sum.Quantile(0.8) - 4000
	for _, sampling := range []string{"LHS", "MC", "Sobol"} {
		m, in := compileChanged(t, gammas(sampling)), 0
		for seed := range uint64(400) {
			s, err := Simulate(t.Context(), m, RunConfig{Seed: &seed})
			if err != nil {
				t.Fatal(err)
			}
			if row := s.reserveRows([]float64{0.8})[0]; row.Interval95[0] <= truth && truth <= row.Interval95[1] {
				in++
			}
		}
		t.Logf("%s: %.1f %%", sampling, float64(in)/4)
		if share := float64(in) / 400; share < 0.92 || share > 0.98 {
			t.Errorf("%s: the interval holds the true P80 in %.1f %% of 400 seeds, want 92-98 %%", sampling, 100*share)
		}
	}
}

// TestSlowPlainCoverage: of 2,000 runs of plain random draws, counted, with as many
// replicates as the design gives them, the 95 % intervals of P50, P80 and P95 hold the true
// ones in 94-96 % (binomial sd of the share: 0.5 points).
func TestSlowPlainCoverage(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	sum, err := distribution.NewGamma(16, 250)
	if err != nil {
		t.Fatal(err)
	}
	m, ps := compileChanged(t, gammas("MC")), []float64{0.5, 0.8, 0.95}
	in := make([]float64, len(ps))
	const runs = 2000
	run := costRunner(t, m, 2000)
	for seed := range uint64(runs) {
		s, err := newSimulation(m, RunConfig{Counted: true})
		if err != nil {
			t.Fatal(err)
		}
		s.res = run(seed)
		for k, p := range ps {
			if i := s.col(m.out.total).interval(p); i[0] <= sum.Quantile(p) && sum.Quantile(p) <= i[1] {
				in[k]++
			}
		}
	}
	for k, p := range ps {
		if share := in[k] / runs; share < 0.94 || share > 0.96 {
			t.Errorf("the interval holds the true P%g in %.1f %% of %d runs, want 94-96 %%", 100*p, 100*share, runs)
		}
	}
	t.Logf("of P50, P80 and P95: %v of %d", in, runs)
}
