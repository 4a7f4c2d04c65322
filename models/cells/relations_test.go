package cells

import (
	"context"
	"math"
	"testing"
)

// TestRelations: how often a target is reached, the percentiles that are looked up
// and the correlations are those of the closed forms.
func TestRelations(t *testing.T) {
	g := newGrid(t, "A1 0\nA2 0\nB1 =A1*2\nB2 =A1+A2",
		"Uncertain|A1 'Cell\nB1 'Distribution\nC1 'Name\nD1 'Correlated with\nE1 'Coefficient\nA2 'Model!A1\nB2 'Normal(0,1)\nC2 'x\nA3 'Model!A2\nB3 'Normal(0,1)\nC3 'y\nD3 'x\nE3 -0.5",
		"Outputs|A1 'Cell\nB1 'Name\nC1 'Better\nD1 'Target\nE1 'Unit\nA2 'Model!B1\nB2 'double\nC2 'lower\nD2 2\nE2 'km\nA3 'Model!B2\nB3 'sum\nC3 'higher\nD3 1")
	g.names[0] = "Model"
	m := model(t, g, Options{})
	s, err := m.Simulate(context.Background(), RunConfig{Scenarios: 1 << 15})
	if err != nil {
		t.Fatal(err)
	}
	o, err := s.Summarise(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	normal := func(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 }
	double, sum := o.Outputs[0], o.Outputs[1] // 2x, and x+y, which has variance 1
	for _, c := range []struct {
		what                            string
		calculated, expected, tolerance float64
	}{
		{"P(2x <= 2)", double.Target.Share, normal(1), 0.005},
		{"P(x+y >= 1)", sum.Target.Share, 1 - normal(1), 0.005},
		{"P84 of 2x", double.Hundredths[83], 2 * 0.994457883209753, 0.02}, // 15 digits of the quantile of 0.84
		{"correlation of the inputs", *o.Pairs[0].Drawn, -0.5, 0.02},
		{"correlation of the outputs", *o.Pairs[1].Drawn, 6 / math.Pi * math.Asin(0.25), 0.02}, // Pearson's is 0.5
	} {
		if math.Abs(c.calculated-c.expected) > c.tolerance {
			t.Errorf("%s: calculated %v, expected %v, to %v as it is sampled", c.what, c.calculated, c.expected, c.tolerance)
		}
	}
	if w := double.Target.Within; w == nil || w[0] > double.Target.Share || w[1] < double.Target.Share || !double.Target.Lower || sum.Target.Lower || double.Unit != "km" {
		t.Errorf("target %+v within %v, unit %q", double.Target, w, double.Unit)
	}
	if len(sum.Scatters) != 2 || len(sum.Scatters[0].Points) != scattered || *o.Pairs[0].Asked != -0.5 {
		t.Errorf("%d scatters, pairs %+v", len(sum.Scatters), o.Pairs)
	}
}

// TestRepairedCorrelations: correlations that contradict one another are changed, and what
// was used is told; those that can hold together are not.
func TestRepairedCorrelations(t *testing.T) {
	for last, want := range map[string]int{"0.9": 0, "-0.9": 3} {
		g := newGrid(t, "B1 =A1+A2+A3", "Uncertain|A1 'Cell\nB1 'Distribution\nC1 'Name\nD1 'Correlated with\nE1 'Coefficient\n"+
			"A2 'Model!A1\nB2 'Normal(0,1)\nC2 'x\nD2 'y\nE2 0.9\nA3 'Model!A2\nB3 'Normal(0,1)\nC3 'y\nD3 'z\nE3 0.9\nA4 'Model!A3\nB4 'Normal(0,1)\nC4 'z\nD4 'x\nE4 "+last)
		g.names[0] = "Model"
		s, err := model(t, g, Options{Results: []string{"Model!B1"}, Unchecked: true}).Simulate(context.Background(), RunConfig{Scenarios: 256})
		if err != nil {
			t.Fatal(err)
		}
		o, err := s.Summarise(context.Background())
		if err != nil || len(o.Repaired) != want {
			t.Errorf("with %s: %+v, %v, expected %d", last, o.Repaired, err, want)
		}
		for _, r := range o.Repaired {
			if math.Abs(r.Rho) >= 0.9 || r.A == r.B {
				t.Errorf("used %+v", r)
			}
		}
	}
}
