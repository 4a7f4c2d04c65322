package cells

import (
	"context"
	"math"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/budget/formula"
)

// table adds a data table to a workbook, with its stored values.
func (g *grid) table(t *testing.T, at, rowCell, colCell string, rows, cols int, stored ...float64) {
	t.Helper()
	first := place(t, 0, at)
	s := formula.Source{At: first, From: first, Form: formula.DataTable, Area: formula.Area{Top: first.Row, Left: first.Col, Bottom: first.Row + int32(rows) - 1, Right: first.Col + int32(cols) - 1}}
	if rowCell != "" {
		s.RowInput, s.RowCell = true, place(t, 0, rowCell)
	}
	if colCell != "" {
		s.ColInput, s.ColCell = true, place(t, 0, colCell)
	}
	g.sources = append(g.sources, s)
	for i, x := range stored {
		g.values[s.Area.At(i/cols, i%cols)] = formula.Num(x)
	}
}

// TestDataTableSweep: a data table of one or two inputs that a formula reads is computed
// in every scenario; at static inputs its cells are the stored values, by hand. One
// stored value that is wrong is found.
func TestDataTableSweep(t *testing.T) {
	t.Parallel()
	const text = "A1 10\nA2 2\nA3 1\nB1 =A1*A2+A3\nD1 =B1\nC2 1\nC3 2\nC4 3\nF1 =B1\nG1 5\nH1 7\nF2 1\nF3 2\nB5 =SUM(D2:D4)\nB6 =MAX(G2:H3)"
	g := newGrid(t, text)
	g.table(t, "D2", "", "A2", 3, 1, 11, 21, 31)
	g.table(t, "G2", "A3", "A2", 2, 2, 15, 17, 25, 27)
	g.values[place(t, 0, "B5")], g.values[place(t, 0, "B6")] = formula.Num(63), formula.Num(27)
	o := Options{Inputs: []string{"Model!A1=Uniform(5,15)"}, Results: []string{"Model!B5", "Model!B6"}}
	m := model(t, g, o)
	if m.Base.Differing != 0 || m.Base.Compared != 12 {
		t.Errorf("base case: %+v", m.Base)
	}
	s, err := m.Simulate(context.Background(), RunConfig{Scenarios: 100})
	if err != nil {
		t.Fatal(err)
	}
	for i, x := range s.res.Inputs[0] {
		if sum, most := 6*x+3, 2*x+7; math.Abs(s.Output(0)[i]-sum) > 1e-12*sum || math.Abs(s.Output(1)[i]-most) > 1e-12*most {
			t.Fatalf("input %v: calculated %v and %v, expected %v and %v to rounding", x, s.Output(0)[i], s.Output(1)[i], sum, most)
		}
	}
	g.values[place(t, 0, "D3")] = formula.Num(22)
	if _, problems := Compile(Workbook{Source: g}, o); codesOf(problems, budget.Error) != "base-differs" {
		t.Errorf("a wrong stored value: %v", problems)
	}
}

// TestHomeMade: a data table whose input cell no formula reads only draws again: its edge
// is the output, named by the text above it, and a figure of the table is refused; where
// the input cell is read it is no such table.
func TestHomeMade(t *testing.T) {
	t.Parallel()
	const text = "A1 =90+20*RAND()\nA2 =A1*3-270\nD1 'Profit\nD2 =A2\nE1 =AVERAGE(D3:D5)"
	g := newGrid(t, text)
	g.table(t, "D3", "", "Z1", 3, 1, 28, 33, 31)
	if !Asked(Workbook{Source: g}) {
		t.Error("not seen to be a model")
	}
	m, problems := Compile(Workbook{Source: g}, Options{})
	if codesOf(problems, budget.Error) != "" || !strings.Contains(codesOf(problems, budget.Note), "data-table-draws") || len(m.outs) != 1 || m.outs[0].name != "Profit" {
		t.Fatalf("%v", problems)
	}
	s, err := m.Simulate(context.Background(), RunConfig{Scenarios: 4096})
	if err != nil {
		t.Fatal(err)
	}
	if mean, _ := s.Mean(0); math.Abs(mean-30) > 0.05 {
		t.Errorf("calculated mean %v, expected 30 to 0.05, more than three errors of 4,096 Sobol points", mean)
	}
	if _, problems := Compile(Workbook{Source: g}, Options{Results: []string{"Model!E1"}}); codesOf(problems, budget.Error) != "data-table" {
		t.Errorf("a figure of the table: %v", problems)
	}
	g = newGrid(t, text+"\nA3 =Z1+1")
	g.table(t, "D3", "", "Z1", 3, 1, 28, 33, 31)
	if Asked(Workbook{Source: g}) {
		t.Error("a table whose input is read is a sweep")
	}
}

// TestCopiedRows: a figure of many rows that each draw for themselves is warned of with
// the row to ask for; a sum over months is none.
func TestCopiedRows(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for row := range 80 {
		place := formula.Cell{Row: int32(row)}.A1()
		b.WriteString(place + " =RAND()\nB" + place[1:] + " =" + place + "*2\n")
	}
	g := newGrid(t, b.String()+"D1 =AVERAGE(B1:B80)\nD2 =SUM(B1:B80)")
	for result, warned := range map[string]bool{"Model!D1": true, "Model!D2": false, "Model!B1": false} {
		_, problems := Compile(Workbook{Source: g}, Options{Results: []string{result}, Unchecked: true})
		if got := strings.Contains(codesOf(problems, budget.Warning), "copied-rows"); got != warned {
			t.Errorf("%s: %v, warned %v", result, problems, got)
		}
	}
}
