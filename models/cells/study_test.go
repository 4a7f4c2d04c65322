package cells

import (
	"context"
	"math"
	"strings"
	"testing"
)

// TestAutoModel: an automatic run goes on until its figures are known well enough; it has
// the bits of a run of as many scenarios in the same replicates, and keeps its draws.
func TestAutoModel(t *testing.T) {
	t.Parallel()
	g := newGrid(t, "A1 1\nA2 1\nB1 =A1*A2")
	o := Options{Inputs: []string{"Model!A1=Lognormal(1,0.8)", "Model!A2=Normal(1,0.5)"}, Results: []string{"Model!B1"}}
	m := model(t, g, o)
	s, err := m.Simulate(context.Background(), RunConfig{Scenarios: -1, Sampling: "MC"})
	if err != nil {
		t.Fatal(err)
	}
	if s.res.N <= autoFirst || !s.converged || !s.accurate() || len(s.res.Inputs[0]) != s.res.InputsN {
		t.Errorf("%d scenarios, converged %v, %d draws kept of %d", s.res.N, s.converged, len(s.res.Inputs[0]), s.res.InputsN)
	}
	again, err := s.Of(context.Background(), m)
	if err != nil {
		t.Fatal(err)
	}
	for i, x := range again.Output(0) {
		if x != s.Output(0)[i] {
			t.Fatalf("scenario %d: %v in one run, %v in parts", i, x, s.Output(0)[i])
		}
	}
}

// TestVaried: a cell that is set gives the figures of a workbook that has the value, to
// the bit, whatever depends on it: a number, a choice, a parameter of a draw.
func TestVaried(t *testing.T) {
	t.Parallel()
	const text = "A1 10\nA2 2\nB1 =A1*A2+IF(A2>2,A1,0)\nB2 =B1+CHOOSE(A2,1,20,300)+_xll.RiskNormal(A2,1)"
	o := Options{Inputs: []string{"Model!A1=Uniform(5,15)"}, Results: []string{"Model!B2"}}
	at := o
	at.Vary = []string{"Model!A2"}
	m := model(t, newGrid(t, text), at)
	for _, value := range []string{"1", "2", "3"} {
		x := float64(value[0] - '0')
		set, err := m.At(x)
		if err != nil {
			t.Fatal(err)
		}
		if err := set.drawAs(m); err != nil {
			t.Fatal(err)
		}
		own := model(t, newGrid(t, strings.Replace(text, "A2 2", "A2 "+value, 1)), o)
		if err := own.drawAs(m); err != nil {
			t.Fatal(err)
		}
		one, err1 := set.Simulate(context.Background(), RunConfig{Scenarios: 200})
		two, err2 := own.Simulate(context.Background(), RunConfig{Scenarios: 200})
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		for i, got := range one.Output(0) {
			if want := two.Output(0)[i]; math.Abs(got-want) > 1e-9*math.Abs(want) {
				t.Fatalf("at %v, scenario %d: calculated %v, expected %v to 1e-9, as a column of draws is made by other steps than one quantile", x, i, got, want)
			}
		}
		if got, want := set.base.Value(set.outs[0].at).Num, own.base.Value(own.outs[0].at).Num; math.Abs(got-want) > 1e-12*want {
			t.Errorf("base case at %v: calculated %v, expected %v", x, got, want)
		}
	}
}
