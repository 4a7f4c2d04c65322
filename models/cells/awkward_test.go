package cells

import (
	"context"
	"math"
	"strconv"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/budget/formula"
)

// awkward is a model with a feature that models have: its sheets, the values that Excel's
// documented rules give its formulas, worked out by hand, and what its output must be
// where the input A1 of the first sheet is x.
type awkward struct {
	name, source string // of the rule
	sheets       []string
	stored       map[string]float64
	defined      []formula.Definition
	arrays       map[string]string // first cell of an array formula: its area
	dynamic      map[string]string // of one that spills by itself
	tables       []formula.Table
	date1904     bool
	iterate      bool
	result       string
	at           func(x float64) float64
}

// bookOf is a grid with tables and the other calendar.
type bookOf struct {
	*grid
	tables   []formula.Table
	date1904 bool
}

func (b *bookOf) Tables() []formula.Table { return b.tables }
func (b *bookOf) Date1904() bool          { return b.date1904 }

// awkwardModels are twelve.
func awkwardModels() []awkward {
	three := func(x float64) float64 { return x + 5 + 7 }
	return []awkward{
		{name: "signs before powers, percent and blanks", source: "Microsoft, Calculation operators and precedence in Excel",
			sheets: []string{"A1 3\nB1 =-A1^2\nB2 =2^A1^2\nB3 =10%^2\nB4 =Z9+A1\nB5 =0-A1^2\nB6 =SUM(B1:B5)"},
			stored: map[string]float64{"B1": 9, "B2": 64, "B3": 0.01, "B4": 3, "B5": -9, "B6": 67.01}, result: "B6",
			at: func(x float64) float64 { return math.Pow(2, 2*x) + 0.01 + x }},
		{name: "days counted from 1904", source: "Microsoft, Date systems in Excel: 1 January 1904 is day 0", date1904: true,
			sheets: []string{"A1 31\nB1 =DATE(1904,1,1)\nB2 =DATE(1904,2,1)\nB3 =YEAR(B2+A1)\nB4 =B2+A1\nB5 =B1+B3+B4"},
			stored: map[string]float64{"B1": 0, "B2": 31, "B3": 1904, "B4": 62, "B5": 1966}, result: "B5", at: func(x float64) float64 { return 1904 + 31 + x }},
		{name: "29 February 1900", source: "Microsoft, Excel incorrectly assumes that the year 1900 is a leap year",
			sheets: []string{"A1 1\nB1 =DATE(1900,2,28)\nB2 =DATE(1900,3,1)\nB3 =B2-B1+A1"},
			stored: map[string]float64{"B1": 59, "B2": 61, "B3": 3}, result: "B3", at: func(x float64) float64 { return 2 + x }},
		{name: "structured references", source: "Microsoft, Using structured references with Excel tables",
			sheets: []string{"A1 2\nC1 'Item\nD1 'Cost\nE1 'Total\nC2 'x\nD2 10\nE2 =T[[#This Row],[Cost]]*$A$1\nC3 'y\nD3 20\nE3 =T[[#This Row],[Cost]]*$A$1\nB1 =SUM(T[Total])+ROWS(T)"},
			tables: []formula.Table{{Name: "T", Area: formula.Area{Top: 0, Left: 2, Bottom: 2, Right: 4}, Columns: []string{"Item", "Cost", "Total"}, Header: true}},
			stored: map[string]float64{"E2": 20, "E3": 40, "B1": 62}, result: "B1", at: func(x float64) float64 { return 30*x + 2 }},
		{name: "a formula that spills", source: "Microsoft, Dynamic array formulas and spilled array behavior", dynamic: map[string]string{"B1": "B1:B3"},
			sheets: []string{"A1 10\nB1 =_xlfn.SEQUENCE(3)*A1\nC1 =SUM(_xlfn.ANCHORARRAY(B1))+C2\nC2 =B3"},
			stored: map[string]float64{"B1": 10, "B2": 20, "B3": 30, "C1": 90, "C2": 30}, result: "C1", at: func(x float64) float64 { return 9 * x }},
		{name: "LET and LAMBDA", source: "Microsoft, LET function; LAMBDA function",
			sheets:  []string{"A1 4\nB1 =_xlfn.LET(_xlpm.r,A1/100,_xlpm.g,1+_xlpm.r,_xlpm.g*_xlpm.g)\nB2 =_xlfn.LAMBDA(_xlpm.x,_xlpm.x*2)(A1)\nB3 =TWICE(A1)\nB4 =B1+B2+B3"},
			defined: []formula.Definition{{Name: "TWICE", Sheet: -1, Text: "_xlfn.LAMBDA(_xlpm.x,_xlpm.x+_xlpm.x)"}},
			stored:  map[string]float64{"B1": 1.0816, "B2": 8, "B3": 8, "B4": 17.0816}, result: "B4", at: func(x float64) float64 { return (1+x/100)*(1+x/100) + 4*x }},
		{name: "whole columns and a three-dimensional sum", source: "Microsoft, Create a reference to the same cell range on multiple worksheets",
			sheets: []string{"First|A1 1\nB1 =SUM(First:Last!A1)+SUM(Last!A:A)", "Middle|A1 5", "Last|A1 7"},
			stored: map[string]float64{"B1": 20}, result: "B1", at: func(x float64) float64 { return three(x) + 7 }},
		{name: "names, also relative ones", source: "Microsoft, Names in formulas: relative references in a name are those of the cell that uses it",
			sheets:  []string{"A1 2\nA2 3\nB1 =Left*10\nB2 =Left*10\nB3 =B1+B2+Rate"},
			defined: []formula.Definition{{Name: "Left", Sheet: -1, Text: "Model!XFD1"}, {Name: "Rate", Sheet: -1, Text: "Model!$A$1/100"}},
			stored:  map[string]float64{"B1": 20, "B2": 30, "B3": 50.02}, result: "B3", at: func(x float64) float64 { return 10*x + 30 + x/100 }},
		{name: "texts and booleans as numbers", source: "Microsoft, SUM function; how operators convert text",
			sheets: []string{"A1 1\nA2 '5\nB1 =A2+A1\nB2 =SUM(A1:A2)\nB3 =SUM(\"5\",TRUE)+A1\nB4 =(A1>0)*3+\"10%\"\nB5 =SUM(B1:B4)"},
			stored: map[string]float64{"B1": 6, "B2": 1, "B3": 7, "B4": 3.1, "B5": 17.1}, result: "B5",
			at: func(x float64) float64 { return 5 + x + x + 6 + x + 3.1 }},
		{name: "an array formula of old", source: "Microsoft, Guidelines and examples of array formulas", arrays: map[string]string{"B1": "B1:B1", "C1": "C1:C2"},
			sheets: []string{"A1 1\nA2 2\nA3 3\nB1 =SUM(A1:A3*A1:A3)\nC1 =A1:A2*10\nD1 =B1+C2"},
			stored: map[string]float64{"B1": 14, "C1": 10, "C2": 20, "D1": 34}, result: "D1", at: func(x float64) float64 { return x*x + 13 + 20 }},
		{name: "OFFSET and INDIRECT by what is certain", source: "Microsoft, OFFSET function; INDIRECT function",
			sheets: []string{"A1 1\nA2 2\nA3 3\nE1 2\nE2 'A1\nB1 =SUM(OFFSET(A1,0,0,E1+1,1))\nB2 =INDIRECT(E2)*10\nB3 =INDIRECT(\"A\"&E1)\nB4 =B1+B2+B3"},
			stored: map[string]float64{"B1": 6, "B2": 10, "B3": 2, "B4": 18}, result: "B4", at: func(x float64) float64 { return x + 5 + 10*x + 2 }},
		{name: "a circle that is repeated", source: "the fixed point of debt = cost + half a rate of the debt", iterate: true,
			sheets: []string{"A1 0.1\nA2 95\nB1 =A2+B2\nB2 =B1*A1/2\nC1 =B1*2"},
			stored: map[string]float64{"B1": 100, "B2": 5, "C1": 200}, result: "C1", at: func(x float64) float64 { return 2 * 95 / (1 - x/2) }},
	}
}

// TestAwkwardModels: the base case of every one equals the values of Excel's rules, cell
// by cell; each scenario of it is what the rule gives; one stored value that is changed
// is found and stops it.
func TestAwkwardModels(t *testing.T) {
	for _, c := range awkwardModels() {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			b, o := c.book(t)
			m, problems := Compile(Workbook{File: "test.xlsx", Source: b, Iterate: c.iterate}, o)
			if codesOf(problems, budget.Error) != "" || m.Base.Compared != len(c.stored) || m.Base.Compared != m.Base.Reached {
				for _, p := range problems {
					t.Log(p.Format(nil))
				}
				t.Fatalf("of %d stored values: %+v", len(c.stored), m.Base)
			}
			s, err := m.Simulate(context.Background(), RunConfig{Scenarios: 200})
			if err != nil {
				t.Fatal(err)
			}
			for i, x := range s.res.Inputs[0] {
				if got, want := s.Output(0)[i], c.at(x); math.Abs(got-want) > 1e-8*math.Abs(want) {
					t.Fatalf("at %v: calculated %v, expected %v (%s)", x, got, want, c.source)
				}
			}
			b.values[place(t, 0, c.result)] = formula.Num(c.stored[c.result] + 1)
			if _, problems := Compile(Workbook{Source: b, Iterate: c.iterate}, o); codesOf(problems, budget.Error) != "base-differs" {
				t.Errorf("a stored value that is wrong: %v", problems)
			}
		})
	}
}

// book makes the workbook with its stored values, and asks for its result.
func (c *awkward) book(t *testing.T) (*bookOf, Options) {
	t.Helper()
	g := &grid{values: map[formula.Cell]formula.Value{}, defined: c.defined}
	for i, text := range c.sheets {
		name, rest, named := strings.Cut(text, "|")
		if !named {
			name, rest = "Model", text
		}
		g.names = append(g.names, name)
		g.read(t, i, rest)
	}
	for i := range g.sources {
		s := &g.sources[i]
		for form, list := range map[formula.Form]map[string]string{formula.ArrayFormula: c.arrays, formula.DynamicArray: c.dynamic} {
			if text, ok := list[s.At.A1()]; ok && s.At.Sheet == 0 {
				first, last, _ := strings.Cut(text, ":")
				a, z := place(t, 0, first), place(t, 0, last)
				s.Form, s.Area = form, formula.Area{Top: a.Row, Left: a.Col, Bottom: z.Row, Right: z.Col}
			}
		}
	}
	for at, x := range c.stored {
		g.values[place(t, 0, at)] = formula.Num(x)
	}
	number := func(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
	base := g.values[place(t, 0, "A1")].Num
	return &bookOf{grid: g, tables: c.tables, date1904: c.date1904}, Options{
		Inputs: []string{g.names[0] + "!A1=Uniform(" + number(0.9*base) + "," + number(base) + ")"}, Results: []string{g.names[0] + "!" + c.result}}
}
