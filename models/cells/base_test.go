package cells

import (
	"strings"
	"testing"

	"ballast/budget"
	"ballast/budget/formula"
)

// codesOf lists the codes of problems by severity.
func codesOf(problems []budget.Problem, severity budget.Severity) string {
	var codes []string
	for _, p := range problems {
		if p.Severity == severity {
			codes = append(codes, p.Code)
		}
	}
	return strings.Join(codes, " ")
}

// TestBaseCase: the gate names the first cell that differs from its stored value,
// lets rounding pass, does not pass by having nothing to compare, and gives way
// when it is told to.
func TestBaseCase(t *testing.T) {
	const text = "A1 100\nA2 0.3\nB1 =A1*A2\nB2 =B1+1\nB3 =B2*2\nB4 =A1-A1+A2-0.1-0.2"
	o := Options{Inputs: []string{"Model!A1=PERT(90,100,140)"}, Results: []string{"Model!B3", "Model!B4"}}
	g := newGrid(t, text)
	m := model(t, g, o)
	if b := m.Base; b.Reached != 4 || b.Compared != 4 || b.Differing != 0 {
		t.Errorf("as stored: %+v", b)
	}
	at := func(s string) formula.Cell { return place(t, 0, s) }
	g.values[at("B2")] = formula.Num(31 * (1 + 1e-10))
	g.values[at("B4")] = formula.Num(0) // what cancels is stored as 0
	if m := model(t, g, o); m.Base.Differing != 0 || m.Base.Largest == 0 {
		t.Errorf("rounded: %+v", m.Base)
	}
	g.values[at("B2")] = formula.Num(32)
	m, problems := Compile(Workbook{Source: g}, o)
	if codesOf(problems, budget.Error) != "base-differs" || m.Base.Differing != 1 || !strings.Contains(problems[len(problems)-1].Message, "Model!B2 is 31 where the file stores 32") {
		t.Errorf("stale: %+v, %v", m.Base, problems)
	}
	o.Unchecked = true
	if _, problems = Compile(Workbook{Source: g}, o); codesOf(problems, budget.Error) != "" || codesOf(problems, budget.Warning) != "base-differs" {
		t.Errorf("told to run: %v", problems)
	}
	o.Unchecked = false
	for _, s := range []string{"B1", "B2", "B3", "B4"} {
		delete(g.values, at(s))
	}
	if _, problems = Compile(Workbook{Source: g}, o); codesOf(problems, budget.Error) != "base-unchecked" {
		t.Errorf("nothing stored: %v", problems)
	}
	g.values[at("B1")] = formula.Num(30)
	if m, problems = Compile(Workbook{Source: g}, o); codesOf(problems, budget.Warning) != "base-partly" || m.Base.Compared != 1 || m.Base.Unstored != 3 {
		t.Errorf("one stored: %+v %v", m.Base, problems)
	}
	unknown := formula.Fail(formula.NameError) // as a program without the add-in stores it
	for _, s := range []string{"B2", "B3", "B4"} {
		g.values[at(s)] = unknown
	}
	if m, problems = Compile(Workbook{Source: g}, o); codesOf(problems, budget.Warning) != "base-partly" || m.Base.Compared != 1 || m.Base.Unstored != 3 {
		t.Errorf("three stored as #NAME?: %+v %v", m.Base, problems)
	}
	g.values[at("B1")] = unknown
	if _, problems = Compile(Workbook{Source: g}, o); codesOf(problems, budget.Error) != "base-unchecked" {
		t.Errorf("all stored as #NAME?: %v", problems)
	}
}

// TestRefusals: what cannot be simulated is refused with its cell and the way to
// it where an output needs it, and ignored elsewhere.
func TestRefusals(t *testing.T) {
	for _, c := range []struct{ text, code, part string }{
		{"A1 1\nB1 =A1*NOSUCH(2)\nC1 =B1+1", "formula-unsupported", "Model!C1 > Model!B1"},
		{"A1 1\nB1 =A1*nothing\nC1 =B1+1", "formula-unsupported", "nothing"},
		{"A1 1\nB1 =A1+TODAY()\nC1 =B1+1", "moment-moves", "TODAY()"},
		{"A1 1\nB1 =TODAY()\nC1 =A1+B1", "", ""},
		{"A1 1\nB1 =RiskMean(A1)\nC1 =A1+B1", "statistic", "RISKMEAN"},
		{"A1 1\nC1 =A1+C2\nC2 =C1", "circle", "Model!C1"},
		{"A1 1\nB1 =NOSUCH(2)\nC1 =A1+1", "", ""},
		{"A1 1\nC1 5", "output-fixed", "Model!C1"},
	} {
		g := newGrid(t, c.text)
		for _, s := range g.sources {
			if strings.Contains(s.Text, "TODAY") {
				g.values[s.At] = formula.Num(46000)
			}
		}
		_, problems := Compile(Workbook{Source: g}, Options{Inputs: []string{"Model!A1=Uniform(0,2)"}, Results: []string{"Model!C1"}, Unchecked: true})
		said := ""
		for _, p := range problems {
			said += p.Format(nil) + "\n"
		}
		if codesOf(problems, budget.Error) != c.code || !strings.Contains(said, c.part) {
			t.Errorf("%s: want %s with %q, got\n%s", c.text, c.code, c.part, said)
		}
	}
}

// TestLargeArea: a stray cell far out does not make a model read billions of cells:
// the range is refused.
func TestLargeArea(t *testing.T) {
	g := &grid{values: map[formula.Cell]formula.Value{}, names: []string{"Model"}}
	g.read(t, 0, "A1 1\nXFD1000000 5\nB1 =A1+SUM(C:XFD)\nC1 1")
	_, problems := Compile(Workbook{Source: g}, Options{Inputs: []string{"Model!A1=Uniform(0,2)"}, Results: []string{"Model!B1"}, Unchecked: true})
	if codesOf(problems, budget.Error) != "area-large" {
		t.Errorf("%v", problems)
	}
}
