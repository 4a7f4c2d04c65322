package cells

import (
	"context"
	"math"
	"testing"

	"ballast/budget"
	"ballast/budget/formula"
)

// TestTypedModel: a model with another law, a held input or a number elsewhere runs on the
// draws of the model as it stands, so that a term which is added shifts every scenario by
// itself and nothing else; what nothing comes of and what does not follow is said.
func TestTypedModel(t *testing.T) {
	source := newGrid(t, "A1 1\nA2 2\nA3 5\nA4 7\nB1 =A1+A2+A3\nB2 =TODAY()+A4\nB3 =B1+0*B2\nC9 1")
	now := formula.Cell{Row: 1, Col: 1}
	source.values[now] = formula.Num(46007)
	source.values[formula.Cell{Row: 0, Col: 1}], source.values[formula.Cell{Row: 2, Col: 1}] = formula.Num(8), formula.Num(8)
	o := Options{Inputs: []string{"Model!A1=Normal(1,0.1)", "Model!A2=Uniform(1,3)"}, Results: []string{"Model!B3"}, Unchecked: true}
	base, problems := Compile(Workbook{Source: source}, o)
	if codes := codesOf(problems, 2); codes != "" {
		t.Fatal(codes)
	}
	run := func(m *Model) *Simulation {
		s, err := m.Simulate(context.Background(), RunConfig{Scenarios: 2048})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	stands := run(base)
	at := func(cell string) formula.Cell {
		c, ok := base.find("Model!" + cell)
		if !ok {
			t.Fatal(cell)
		}
		return c
	}
	for _, c := range []struct {
		name    string
		typed   map[string]float64
		instead []Instead
		mean    float64
		still   bool // every scenario moves by as much
		said    string
	}{
		{"a number", map[string]float64{"A3": 8}, nil, 3, true, ""},
		{"a number that nothing reads", map[string]float64{"C9": 4}, nil, 0, true, "C9"},
		{"a number behind TODAY", map[string]float64{"A4": 9}, nil, 0, true, "B2"},
		{"an input held", map[string]float64{"A1": 4}, []Instead{{At: at("A1"), Law: "4"}}, 3, false, ""},
		{"another law", nil, []Instead{{At: at("A1"), Law: "Normal(3,0.1)"}}, 2, true, ""},
		{"a law where a number stands", nil, []Instead{{At: at("A3"), Law: "Uniform(5,9)"}}, 2, false, ""},
	} {
		own := &grid{names: source.names, sources: source.sources, values: map[formula.Cell]formula.Value{}}
		for k, v := range source.values {
			own.values[k] = v
		}
		o := o
		for cell, x := range c.typed {
			own.values[at(cell)] = formula.Num(x)
			o.Typed = append(o.Typed, at(cell))
		}
		o.Instead = c.instead
		m, problems := Compile(Workbook{Source: own}, o)
		if codes := codesOf(problems, 2); codes != "" {
			t.Fatal(c.name, codes)
		}
		if err := m.DrawAs(base); err != nil {
			t.Fatal(err)
		}
		said := ""
		for _, p := range problems {
			if p.Severity == budget.Warning && (p.Code == "frozen" || p.Code == "input-unused") {
				said += p.Ref.Cell
			}
		}
		if said != c.said {
			t.Errorf("%s: said of %q, wanted of %q", c.name, said, c.said)
		}
		moved := run(m)
		d := stands.Stand().Differences(moved.Stand())
		if len(d) < 4 || math.Abs(*d[0].Change-c.mean) > 0.01 {
			t.Fatalf("%s: %+v, wanted a mean moved by %v", c.name, d, c.mean)
		}
		for i, x := range moved.Output(0) {
			if apart := x - stands.Output(0)[i] - c.mean; c.still && math.Abs(apart) > 1e-9 {
				t.Fatalf("%s: scenario %d moves by %v more", c.name, i, apart)
			}
		}
	}
}
