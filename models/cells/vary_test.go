package cells

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// TestVariedBase: many outputs of a model with a cell at another value are summed up by
// several workers at once, each beside its own base case.
func TestVariedBase(t *testing.T) {
	const outputs = 60
	text := []string{"A1 1", "A2 2", "B1 =A1+A2"}
	o := Options{Inputs: []string{"Model!A2=Uniform(1,3)"}, Vary: []string{"Model!A1"}, Unchecked: true}
	for i := 2; i <= outputs; i++ {
		text = append(text, fmt.Sprintf("B%d =B%d+A$1", i, i-1))
		o.Results = append(o.Results, fmt.Sprintf("Model!B%d", i))
	}
	m, problems := Compile(Workbook{Source: newGrid(t, strings.Join(text, "\n"))}, o)
	if codes := codesOf(problems, 2); codes != "" {
		t.Fatal(codes)
	}
	for round := range 20 {
		x := float64(round)
		at, err := m.At(x)
		if err != nil {
			t.Fatal(err)
		}
		s, err := at.Simulate(context.Background(), RunConfig{Scenarios: 16, Workers: 8})
		if err != nil {
			t.Fatal(err)
		}
		figures, err := s.Summarise(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		for i, out := range figures.Outputs {
			if want := x*float64(i+2) + 2; out.Base != want {
				t.Fatalf("%s at %v: base %v, expected %v, as every term is whole", out.Name, x, out.Base, want)
			}
		}
	}
}
