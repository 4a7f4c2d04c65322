package cells

import (
	"context"
	"math"
	"strings"
	"testing"

	"ballast/budget/formula"
)

// TestCircular: where the workbook repeats circular references, every scenario ends
// at the fixed point, whatever the file stores to begin with; without repeating them
// the circle is refused with its cells; what does not come to rest is an error that
// is counted.
func TestCircular(t *testing.T) {
	// A loan that carries its own interest: debt = cost + rate/2 x debt.
	const text = "A1 0.1\nA2 100\nB1 =A2+B2\nB2 =B1*A1/2\nC1 =B1*2"
	o := Options{Inputs: []string{"Model!A1=Uniform(0,0.4)"}, Results: []string{"Model!C1"}, Unchecked: true}
	debt := func(rate float64) float64 { return 100 / (1 - rate/2) }
	for name, stored := range map[string]float64{"zero": 0, "the values": 1, "twice the values": 2} {
		g := newGrid(t, text)
		b1, b2, c1 := place(t, 0, "B1"), place(t, 0, "B2"), place(t, 0, "C1")
		g.values[b1], g.values[b2], g.values[c1] = formula.Num(stored*debt(0.1)), formula.Num(stored*(debt(0.1)-100)), formula.Num(2*debt(0.1))
		m, problems := Compile(Workbook{Source: g, Iterate: true}, o)
		if codes := codesOf(problems, 2); codes != "" {
			t.Fatalf("from %s: %s", name, codes)
		}
		if stored == 1 && (m.Base.Differing != 0 || m.Base.Compared != 3) {
			t.Errorf("the stored fixed point does not pass the gate: %+v", m.Base)
		}
		s, err := m.Simulate(context.Background(), RunConfig{Scenarios: 500})
		if err != nil {
			t.Fatal(err)
		}
		for i, got := range s.Output(0) {
			if want := 2 * debt(s.res.Inputs[0][i]); math.Abs(got-want) > 1e-8*want {
				t.Fatalf("from %s, rate %v: calculated %v, expected %v to 1e-8, as steps end at 1e-9", name, s.res.Inputs[0][i], got, want)
			}
		}
	}
	if _, problems := Compile(Workbook{Source: newGrid(t, text)}, o); codesOf(problems, 2) != "circle" {
		t.Errorf("not repeated: %v", problems)
	}
	early := newGrid(t, text) // as a program leaves it that stops at a change of 0.001
	early.values[place(t, 0, "B1")], early.values[place(t, 0, "B2")], early.values[place(t, 0, "C1")] = formula.Num(debt(0.1)-1e-4), formula.Num(debt(0.1)-100-1e-5), formula.Num(2*debt(0.1)-2e-4)
	_, problems := Compile(Workbook{Source: early, Iterate: true}, Options{Inputs: o.Inputs, Results: o.Results})
	if codesOf(problems, 2) != "base-differs" || !strings.Contains(problems[len(problems)-1].Hint, "maximum change") {
		t.Errorf("stopped early: %v", problems)
	}
	g := newGrid(t, "A1 0.5\nA2 100\nB1 =A2-B2\nB2 =B1*A1") // grows from step to step where A1 > 1
	o = Options{Inputs: []string{"Model!A1=Uniform(0,2)"}, Results: []string{"Model!B1"}, Unchecked: true}
	m, _ := Compile(Workbook{Source: g, Iterate: true}, o)
	s, err := m.Simulate(context.Background(), RunConfig{Scenarios: 1000})
	if err != nil {
		t.Fatal(err)
	}
	for i, got := range s.Output(0) {
		a := s.res.Inputs[0][i]
		switch want := 100 / (1 + a); {
		case a > 1.01 && !math.IsNaN(got):
			t.Fatalf("factor %v does not come to rest, calculated %v", a, got)
		case a < 0.7 && math.Abs(got-want) > 1e-7*want:
			t.Fatalf("factor %v: calculated %v, expected %v", a, got, want)
		}
	}
}
