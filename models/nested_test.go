package models

import (
	"math"
	"testing"

	"ballast/sim/stats"
)

// TestNestedRisks: on the random plans, plans in progress too, the impact of a risk
// that shares a uniform with its occurrence is, given that the risk happens, under
// either choice of the response and whatever became of its parent, at a place in
// its distribution that is uniform. The draw itself is one number for all
// choices: TestWithin of sim.
func TestNestedRisks(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds, and one goroutine does all of it")
	}
	seen := map[string]int{}
	tried, strange := 0, 0
	for seed := range uint64(120) {
		p := randomPlan(seed)
		if seed%3 == 0 {
			p = lived(seed)
		}
		p.Project.Sampling = []string{"Sobol", "MC", "LHS"}[seed%3]
		m := compileChanged(t, p)
		const n = 4000
		b := tileBlock(t, m, n)
		s := newScenario(m, 1)
		for k := range m.risks {
			r := &m.risks[k]
			if !m.nestable(r) {
				if r.impact.v >= 0 && !r.off {
					seen["two uniforms"]++
				}
				continue
			}
			within := m.program.Variables[r.impact.v].Within
			if within == nil {
				t.Fatalf("plan %d: %s has no shared uniform", seed, r.id)
			}
			u := make([]float64, b.N) // place of the impact in its distribution
			for i, x := range b.In[r.occurs.v] {
				u[i] = place(x, within.Cuts)
			}
			for _, toggle := range []int{-1, k} {
				for _, parent := range []bool{false, true} {
					if parent && len(r.parents) == 0 {
						continue
					}
					var given []float64
					for i := range b.N {
						s.begin(b.In, i, b.Scenario[i])
						if s.eventCountAfter(k, choice{without: -1, toggle: toggle}, parent) > 0 {
							given = append(given, u[i])
						}
					}
					if len(given) < 100 {
						continue
					}
					seen["choices"]++
					if r.rate > 0 {
						seen["frequent"]++
					}
					if parent {
						seen["parent"]++
					}
					mean, sd := stats.MeanSD(given)
					root := math.Sqrt(float64(len(given)))
					tried += 2
					for _, off := range []float64{(mean - 0.5) * root * math.Sqrt(12), (sd*sd*12 - 1) * root / math.Sqrt(0.8)} {
						if math.Abs(off) > 3 {
							strange++
						}
						if math.Abs(off) > 5 {
							t.Errorf("plan %d %s, toggled %d, parent %v: the place of the impact has mean %.4f and variance %.4f/12 in %d scenarios", seed, r.id, toggle, parent, mean, sd*sd*12, len(given))
						}
					}
				}
			}
		}
	}
	if float64(strange) > 0.02*float64(tried) {
		t.Errorf("%d of %d figures are off by three standard errors", strange, tried)
	}
	for what, least := range map[string]int{"two uniforms": 20, "choices": 100, "frequent": 20, "parent": 10} {
		if seen[what] < least {
			t.Errorf("only %d of %s", seen[what], what)
		}
	}
}

// place is where u lies in its interval between cuts.
func place(u float64, cuts []float64) float64 {
	lo, hi := 0.0, 1.0
	for _, c := range cuts {
		if u >= c {
			lo = c
		} else {
			hi = min(hi, c)
		}
	}
	return (u - lo) / (hi - lo)
}
