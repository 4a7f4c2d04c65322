package cells

import (
	"math"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/budget/formula"
)

// TestOffsetThroughSheets: the size of an OFFSET that becomes uncertain only through two
// other sheets is not folded: every scenario has one of the sums that there are. A text that INDIRECT follows and that names a sheet no longer
// there is an error in every scenario, counted.
func TestOffsetThroughSheets(t *testing.T) {
	g := newGrid(t, "A1 =SUM(OFFSET(Data!A1,0,0,Steer!B2,1))", "Data|A1 10\nA2 20\nA3 30", "Steer|B1 =ROUND(Far!A1,0)\nB2 =B1", "Far|A1 1")
	m, problems := Compile(Workbook{Source: g}, Options{Inputs: []string{"Far!A1=Discrete(1:0.5,3:0.5)"}, Results: []string{"Model!A1"}})
	if codesOf(problems, budget.Warning) != "" || codesOf(problems, budget.Error) != "" {
		t.Fatalf("%v", problems)
	}
	met := map[float64]bool{}
	for _, x := range run(t, m, 64)[0] {
		met[x] = true
	}
	if len(met) != 2 || !met[10] || !met[60] {
		t.Errorf("calculated %v, expected 10 and 60", met)
	}
	g = newGrid(t, "A1 =INDIRECT(Steer!B3)*Steer!A1", "Data|A1 10\nA2 20", "Steer|A1 1\nB3 'Before!A2")
	for _, x := range run(t, model(t, g, Options{Inputs: []string{"Steer!A1=Uniform(1,3)"}, Results: []string{"Model!A1"}}), 8)[0] {
		if !math.IsNaN(x) {
			t.Fatalf("a sheet that is no longer there gave %v", x)
		}
	}
	g.values[place(t, 2, "B3")] = formula.Str("Data!A2")
	g.store()
	if x := run(t, model(t, g, Options{Inputs: []string{"Steer!A1=Uniform(1,3)"}, Results: []string{"Model!A1"}}), 8)[0][0]; x < 20 || x > 60 {
		t.Errorf("calculated %v, expected 20 times 1 to 3", x)
	}
}

// TestStaticMember: where a discrete number stands in the base case at a value that is
// not its mean, it is said with its cell; the base is not moved. A continuous one, and a
// discrete one whose mean is a member, say nothing.
func TestStaticMember(t *testing.T) {
	for law, said := range map[string]bool{"Discrete(1:0.5,4:0.5)": true, "Poisson(2.5)": true, "Binomial(3,0.3)": true, "Discrete(1:0.5,3:0.5)": true, "Discrete(1:0.25,2:0.5,3:0.25)": false, "Binomial(4,0.5)": false, "PERT(1,2,6)": false} {
		g := newGrid(t, "A1 2\nB1 =A1*10")
		m, problems := Compile(Workbook{Source: g}, Options{Inputs: []string{"Model!A1=" + law}, Results: []string{"Model!B1"}})
		mean := m.variables[0].law.Mean()
		want := said && mean != 2
		if got := codesOf(problems, budget.Note) == "static-member"; got != want || m.Base.Differing != 0 || m.Base.Compared != 1 {
			t.Errorf("%s of mean %v: said %v, expected %v; %+v", law, mean, got, want, m.Base)
		}
	}
	g := newGrid(t, "A1 =RiskDiscrete({1,4},{0.5,0.5})\nB1 =A1*10")
	m, problems := Compile(Workbook{Source: g}, Options{Results: []string{"Model!B1"}})
	if x := m.variables[0].static; codesOf(problems, budget.Note) != "static-member" || x != 1 && x != 4 {
		t.Errorf("static %v, %v", x, problems)
	}
}

// TestInputsBelow: an input that lies under a merged cell would be a number beside the one
// that is seen: refused; its first cell is taken. One under a spilled array or in a data
// table takes the place of that cell alone, which is said.
func TestInputsBelow(t *testing.T) {
	const text = "A1 10\nA5 1\nB1 =SUM(A1:A3)*A5"
	merged := []formula.Area{{Top: 0, Left: 0, Bottom: 2, Right: 0}, {Top: 4, Left: 0, Bottom: 4, Right: 3}}
	for cell, code := range map[string]string{"A1": "", "A2": "input-merged", "A3": "input-merged", "A5": "", "C5": "input-merged"} {
		_, problems := Compile(Workbook{Source: newGrid(t, text), Merged: merged}, Options{Inputs: []string{"Model!" + cell + "=Uniform(5,15)"}, Results: []string{"Model!B1"}})
		got := codesOf(problems, budget.Error)
		if first, _, _ := strings.Cut(got, " "); first != code {
			t.Errorf("%s: %q, expected %q", cell, got, code)
		}
	}
	g := newGrid(t, "A1 10\nB1 =_xlfn.SEQUENCE(3)*A1\nC1 =SUM(_xlfn.ANCHORARRAY(B1))+B2")
	for i := range g.sources {
		if g.sources[i].At.A1() == "B1" {
			g.sources[i].Form, g.sources[i].Area = formula.DynamicArray, formula.Area{Top: 0, Left: 1, Bottom: 2, Right: 1}
		}
	}
	for at, x := range map[string]float64{"B1": 10, "B2": 20, "B3": 30, "C1": 80} {
		g.values[place(t, 0, at)] = formula.Num(x)
	}
	m, problems := Compile(Workbook{Source: g}, Options{Inputs: []string{"Model!B2=Uniform(1,2)"}, Results: []string{"Model!C1"}})
	if codesOf(problems, budget.Note) != "input-replaces" || codesOf(problems, budget.Error) != "" {
		t.Fatalf("%v", problems)
	}
	for _, x := range run(t, m, 8)[0] {
		if x < 42 || x > 44 {
			t.Errorf("calculated %v, expected 10 + 30 + twice 1 to 2", x)
		}
	}
	g = newGrid(t, "A1 10\nA2 2\nB1 =A1*A2\nD1 =B1\nC2 1\nC3 2\nB5 =SUM(D2:D3)")
	g.table(t, "D2", "", "A2", 2, 1, 10, 20)
	g.values[place(t, 0, "B5")] = formula.Num(30)
	m, problems = Compile(Workbook{Source: g}, Options{Inputs: []string{"Model!D2=Uniform(1,2)"}, Results: []string{"Model!B5"}})
	if codesOf(problems, budget.Note) != "input-replaces" || codesOf(problems, budget.Error) != "" {
		t.Fatalf("%v", problems)
	}
	for _, x := range run(t, m, 8)[0] {
		if x < 21 || x > 22 {
			t.Errorf("calculated %v, expected 20 and 1 to 2", x)
		}
	}
}

// TestDoubtfulText: a text that is one number here and another elsewhere is refused with
// its cell where an output calculates with it, also behind IFERROR and when nothing is
// stored that could differ; one that is the same number everywhere is taken, one that a
// sum skips or no output needs is left alone.
func TestDoubtfulText(t *testing.T) {
	for _, c := range []struct {
		text, rows string
		refused    bool
	}{
		{"1,000", "B1 =A1*A2", true},
		{"1.000", "B1 =A1*A2", true},
		{"3/4/2024", "B1 =A1+A2", true},
		{"1,000", "B1 =IFERROR(A1*A2,7)+A1", true},
		{"1.234", "C1 =A2+0\nB1 =IF(A1>2,C1,5)+A1", true},
		{"1000", "B1 =A1*A2", false},
		{"10%", "B1 =A1*A2", false},
		{"1,000", "B1 =SUM(A1:A2)", false},
		{"1,000", "B1 =A1*2\nC1 =A2*2", false},
	} {
		for _, unchecked := range []bool{false, true} {
			g := newGrid(t, "A1 3\nA2 '"+c.text+"\n"+c.rows)
			_, problems := Compile(Workbook{Source: g}, Options{Inputs: []string{"Model!A1=Uniform(2,4)"}, Results: []string{"Model!B1"}, Unchecked: unchecked})
			severity := budget.Error
			if unchecked {
				severity = budget.Warning
			}
			if got := strings.Contains(codesOf(problems, severity), "text-doubtful"); got != c.refused {
				t.Errorf("%q in %s: refused %v, expected %v: %v", c.text, c.rows, got, c.refused, problems)
			}
		}
	}
}

// TestOwnColumn: a sum over the whole column in which it stands goes round in a circle and
// is refused by name; one beside it takes every cell of it, also those below.
func TestOwnColumn(t *testing.T) {
	o := Options{Inputs: []string{"Model!A1=Uniform(0,2)"}, Results: []string{"Model!A3"}, Unchecked: true}
	_, problems := Compile(Workbook{Source: newGrid(t, "A1 1\nA2 5\nA3 =SUM(A:A)")}, o)
	if codesOf(problems, budget.Error) != "circle" {
		t.Errorf("%v", problems)
	}
	o.Results = []string{"Model!B2"}
	for _, x := range run(t, model(t, newGrid(t, "A1 1\nA2 5\nB2 =SUM(A:A)\nA9 7"), o), 16)[0] {
		if x < 12 || x > 14 {
			t.Errorf("calculated %v, expected 5, 7 and 0 to 2", x)
		}
	}
}
