package models

import (
	"context"
	"math"
	"testing"
)

// TestColumnsAgreeWithFigures: the columns handed out by scenario have the
// means and probabilities of the outcome.
func TestColumnsAgreeWithFigures(t *testing.T) {
	plans := uint64(6)
	if testing.Short() {
		plans = 2
	}
	for seed := range plans {
		checkColumns(t, seed)
	}
}

func checkColumns(t *testing.T, seed uint64) {
	t.Helper()
	s := simulated(t, randomPlan(seed), 2000)
	o, err := s.Summarise(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	cols := map[string][]float64{}
	for _, c := range s.Columns() {
		if cols[c.Name] != nil {
			t.Errorf("column %s comes twice", c.Name)
		}
		if len(c.Values) != 2000 {
			t.Errorf("column %s has %d scenarios", c.Name, len(c.Values))
		}
		cols[c.Name] = c.Values
	}
	mean := func(x []float64) float64 {
		sum := 0.0
		for _, v := range x {
			sum += v
		}
		return sum / float64(len(x))
	}
	near := func(name string, got, want float64) {
		if math.Abs(got-want) > 1e-9*math.Max(1, math.Abs(want)) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
	near("total cost", mean(cols["total_cost"]), o.Cost.Mean)
	if o.Cash != nil {
		gaps := 0.0
		for _, g := range cols["peak_gap"] {
			if g > 0.005 {
				gaps++
			}
		}
		near("probability of a gap", gaps/2000, o.Cash.ProbabilityGap)
	}
	if o.Return != nil {
		near("NPV", mean(cols["project_npv"]), o.Return.NPV.Mean)
	}
}
