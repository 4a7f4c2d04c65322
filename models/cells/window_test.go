package cells

import (
	"context"
	"math"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/sim"
)

// TestUncertainOffset: OFFSET with an uncertain distance or size gathers from columns, and
// is what the interpreter gives in every scenario, to the bit: also beyond what is used,
// off the sheet, on texts, through names, and where cells that it may lead to need it.
func TestUncertainOffset(t *testing.T) {
	t.Parallel()
	const data = "\nC1 1\nC2 2\nC3 4\nD1 =A2*10\nD2 =A2*20\nD3 'text\nD4 =D1+5\nD5 7"
	for _, c := range []struct {
		formula string
		columns bool // the formula runs over columns
		whole   bool // every scenario is interpreted as a whole
	}{
		{"OFFSET(D1,A1,0)", true, false},
		{"OFFSET(D1,A1,0)*2+OFFSET(C1,0,A1)", true, false},
		{"SUM(OFFSET(D1,0,0,A1,1))", true, false},
		{"SUM(OFFSET(D5,0,0,-A1-1,1),A2)", true, false},
		{"AVERAGE(OFFSET($C$1,0,0,2,A1+1))", true, false},
		{"MAX(OFFSET(C1:C2,A1,1))-MIN(OFFSET(C1:C2,A1,0))", true, false},
		{"MEDIAN(OFFSET(D1,0,0,A1+2,1))", true, false},
		{"INDEX(OFFSET(C1:D2,A1,0),2,1)", true, false},
		{"OFFSET(Start,A1,0)", true, false},
		{"OFFSET(D1,A1-2,0)", true, false},
		{"OFFSET(D1,A1*9,0)", false, false},
		{"OFFSET(Data!A1,A1,0)", true, false},
		{"OFFSET(B9,-A1-4,2)", false, false},
		{"IFERROR(OFFSET(B9,0,-A1),3)+A2", false, false},
		{"INDEX(IF(A1>1,C1:C3,D1:D3),2)", false, false},
		{"INDEX(CHOOSE(A1+1,C1:C3,D1:D3,C2:C4,D1:D2),1)+1", false, false},
		{"OFFSET(IF(A1>1,C1,D1),1,0)+1", false, true},
		{"SUM(OFFSET(B1,A1,2):D5)", false, true},
		{"SUMIF(C1:C3,\">1\",OFFSET(D1,A1,0))", false, true},
		{"SUM(OFFSET(OFFSET(D1,A1,0),0,0,2,1))", false, true},
		{"IF(OFFSET(D1,A1,0)>30,OFFSET(D1,A1,0),-1)", true, false},
		{"OFFSET(D1,A1,0)&\"x\"", false, false},
		{"SUMPRODUCT(OFFSET(D1,0,0,2,1)*C1:C2)", false, false},
		{"SUMPRODUCT(OFFSET(D1,A1,0,2,1)*C1:C2)", false, false},
		{"NPV(0.1,OFFSET(D1,A1,0,2,1))", false, false},
	} {
		g := newGrid(t, "A1 1\nA2 3\nB9 ="+c.formula+data, "Data|A1 5\nA2 =Model!A2*2\nA3 9\nA4 11")
		g.defined = append(g.defined, definitionOf("Start", "Model!$D$1"))
		g.store()
		m, problems := Compile(Workbook{Source: g}, Options{Inputs: []string{"Model!A1=Discrete(0:0.25,1:0.25,2:0.25,3:0.25)", "Model!A2=Uniform(1,5)"}, Results: []string{"Model!B9"}, Unchecked: true})
		if codesOf(problems, budget.Error) != "" {
			t.Fatalf("%s: %v", c.formula, problems)
		}
		agree(t, m, 64)
		columns := m.program.whole == ""
		for _, in := range m.program.instructions {
			columns = columns && in.op != opInterpret
		}
		if columns != c.columns || (m.program.whole != "") != c.whole {
			t.Errorf("%s: in columns %v, as a whole %v", c.formula, columns, m.program.whole != "")
		}
	}
	// A balance that looks back a number of months which is uncertain: no circle, but
	// every cell may lead to every other.
	var b strings.Builder
	b.WriteString("A1 1\nA2 3\nD1 10\nD2 =OFFSET(D2,-MIN(A1,1),0)*1.1+A2\n")
	for _, row := range []string{"3", "4", "5", "6"} {
		b.WriteString("D" + row + " =OFFSET(D" + row + ",-MIN(A1,2),0)*1.1+A2\n")
	}
	m := model(t, newGrid(t, b.String()+"B1 =SUM(D1:D6)"), Options{Inputs: []string{"Model!A1=Discrete(1:0.5,2:0.5)", "Model!A2=Uniform(1,5)"}, Results: []string{"Model!B1"}, Unchecked: true})
	agree(t, m, 64)
}

// agree compares a program with the interpreter, to the bit.
func agree(t *testing.T, m *Model, scenarios int) {
	t.Helper()
	res, err := sim.Run(context.Background(), &m.engine, sim.Config{Scenarios: scenarios, Seed: 5, Workers: 1, KeepInputs: scenarios})
	if err != nil {
		t.Fatal(err)
	}
	again := newReplay(m)
	for lane := range scenarios {
		again.begin(func(v int) float64 { return res.Inputs[v][lane] })
		for i, out := range m.outs {
			want, got := figure(again.value(out.at)), res.Scalar[i][lane]
			if math.Float64bits(want) != math.Float64bits(got) && !(math.IsNaN(want) && math.IsNaN(got)) {
				t.Fatalf("%s = %s, scenario %d, %v: program %v, interpreter %v", m.place(out.at), m.book.Formula(out.at).Text, lane, res.Inputs[0][lane], got, want)
			}
		}
	}
}
