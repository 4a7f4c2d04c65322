package cells

import (
	"testing"

	"ballast/budget"
)

// TestNotes: a note that begins with ballast: names an input or an output, other
// notes are text; sheets of marks count only with their required columns.
func TestNotes(t *testing.T) {
	g := newGrid(t, "A1 100\nA2 5\nB1 =A1*A2")
	w := Workbook{Source: g, Notes: []Note{
		{place(t, 0, "A1"), " Ballast: PERT(90,100,140)"}, {place(t, 0, "A2"), "PERT(1,2,3), as the tender says"}, {place(t, 0, "B1"), "ballast: output margin"},
	}}
	if !Asked(w) {
		t.Error("the notes do not make a model")
	}
	m, problems := Compile(w, Options{})
	if budget.HasErrors(problems) || len(m.variables) != 1 || len(m.outs) != 1 || m.outs[0].name != "margin" {
		t.Errorf("%v, %d inputs, %d outputs", problems, len(m.variables), len(m.outs))
	}
	if Asked(Workbook{Source: newGrid(t, "A1 1\nB1 =RAND()", "Outputs|A1 'Cell\nA2 'Model!B1", "Uncertain|A1 'Distribution\nA2 'PERT(1,2,3)")}) {
		t.Error("sheets without their required columns make a model")
	}
	chinese := newGrid(t, "A1 100\nB1 =A1*2", "不确定|A1 '单元格\nB1 '分布\nA2 'Model!A1\nB2 '三角（90，100，140）", "输出|A1 '单元格\nB1 '名称\nA2 'Model!B1\nB2 '利润")
	m = model(t, chinese, Options{})
	if lo, hi := m.variables[0].law.Support(); lo != 90 || hi != 140 || m.outs[0].name != "利润" {
		t.Errorf("from %v to %v, output %s", lo, hi, m.outs[0].name)
	}
}

// TestFrozen: what only the moment knows keeps its stored value, and says so; an
// OFFSET is followed where it leads, also by a name, and one whose distance is
// uncertain in every scenario.
func TestFrozen(t *testing.T) {
	g := newGrid(t, "A1 2\nA2 10\nA3 20\nB1 =NOW()\nC1 =A1+B1\nD1 =SUM(OFFSET(A1,0,0,3,1))\nE1 =OFFSET(A1,A1-1,0)")
	g.values[place(t, 0, "B1")], g.values[place(t, 0, "C1")] = g.values[place(t, 0, "A2")], g.values[place(t, 0, "A2")]
	o := Options{Inputs: []string{"Model!A1=Discrete(1:0.5,2:0.5)"}, Results: []string{"Model!C1", "Model!D1"}, Unchecked: true}
	m, problems := Compile(Workbook{Source: g}, o)
	if codesOf(problems, budget.Note) != "static-member frozen" || m.program.whole != "" {
		t.Errorf("%v; interpreted %q", problems, m.program.whole)
	}
	for i, want := range []map[float64]bool{{11: true, 12: true}, {31: true, 32: true}} {
		for _, x := range run(t, m, 64)[i] {
			if !want[x] {
				t.Fatalf("output %d: %v", i, x)
			}
		}
	}
	o.Results = []string{"Model!E1"}
	m, problems = Compile(Workbook{Source: g}, o)
	if codesOf(problems, budget.Warning) != "" || m.program.whole != "" {
		t.Errorf("an uncertain distance: %v", problems)
	}
	for _, x := range run(t, m, 64)[0] {
		if x != 1 && x != 2 && x != 10 {
			t.Fatalf("OFFSET gave %v", x)
		}
	}
}

// TestPlaces: a cell is found with the quotes about the name of its sheet and without, by a
// defined name and by the name of an output; what names none or several is not.
func TestPlaces(t *testing.T) {
	g := newGrid(t, "Cash flow|A1 100\nB1 =A1*2", "Bob's 2|A1 7", "现金流|A1 3")
	g.defined = append(g.defined, definitionOf("Price", "'Cash flow'!$A$1"), definitionOf("Both", "'Cash flow'!$A$1:$B$1"))
	d := newDefiner(Workbook{Source: g}, Options{})
	d.addOutput(&output{name: "Net flow", at: place(t, 0, "B1")})
	for text, want := range map[string]string{
		"'Cash flow'!A1": "'Cash flow'!A1", "Cash flow!A1": "'Cash flow'!A1", "cash FLOW!$b$1": "'Cash flow'!B1", "Bob's 2!A1": "'Bob''s 2'!A1", "'Bob''s 2'!A1": "'Bob''s 2'!A1",
		"现金流！A1": "现金流!A1", "price": "'Cash flow'!A1", "net flow": "'Cash flow'!B1",
		"Both": "", "Cash flow!A1:B1": "", "Flow!A1": "", "A1": "", "Cash flow!": "", "!A1": "", "": "",
	} {
		at, ok := d.find(text)
		if ok != (want != "") || ok && d.place(at) != want {
			t.Errorf("%q: %s, %v; expected %q", text, d.place(at), ok, want)
		}
	}
}
