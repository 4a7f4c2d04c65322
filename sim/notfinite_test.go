package sim

import (
	"context"
	"errors"
	"math"
	"testing"

	"ballast/sim/distribution"
)

// poisoned is a distribution whose quantile is value above the probability at.
type poisoned struct {
	distribution.Distribution
	at, value float64
}

// Quantile implements distribution.Distribution.
func (d poisoned) Quantile(u float64) float64 {
	if u > d.at {
		return d.value
	}
	return d.Distribution.Quantile(u)
}

// String implements distribution.Distribution.
func (d poisoned) String() string { return "poisoned" }

// TestInfiniteDrawIsReplayed: NaN or infinity from a distribution names the
// variable and the scenario, the same for any number of workers, and that
// scenario and its neighbours can be replayed.
func TestInfiniteDrawIsReplayed(t *testing.T) {
	for _, value := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		for _, kind := range designs() {
			p := formula(t, 0, func(x []float64) float64 { return x[0] + x[1] }, "Normal(0,1)", "Normal(0,1)")
			p.Variables[1].Dist = poisoned{p.Variables[1].Dist, 0.9995, value}
			cfg := Config{Scenarios: 8000, Seed: 3, Sampling: kind, Workers: 1}
			_, err := Run(context.Background(), p, cfg)
			var first *NotFiniteError
			if !errors.As(err, &first) || first.Name != "v01" || math.Float64bits(first.Value) != math.Float64bits(value) {
				t.Fatalf("%s, %v: %v", kind, value, err)
			}
			cfg.Workers = 4
			var again *NotFiniteError
			if _, err = Run(context.Background(), p, cfg); !errors.As(err, &again) || again.Scenario != first.Scenario {
				t.Errorf("%s, %v: scenario %d with one worker, %v with four", kind, value, first.Scenario, err)
			}
			near := []int{max(first.Scenario-1, 0), first.Scenario}
			err = Subset(context.Background(), p, cfg, nil, near[len(near)-1:], func(b *Block) error {
				if x := b.In[1][0]; math.Float64bits(x) != math.Float64bits(value) || math.IsNaN(b.In[0][0]) {
					t.Errorf("%s, %v: replayed %v", kind, value, x)
				}
				return nil
			})
			if err != nil {
				t.Error(err)
			}
			err = Subset(context.Background(), p, cfg, nil, near[:1], func(b *Block) error {
				if x := b.In[1][0]; first.Scenario > 0 && (math.IsNaN(x) || math.IsInf(x, 0)) {
					t.Errorf("%s, %v: the neighbour has %v", kind, value, x)
				}
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		}
	}
}
