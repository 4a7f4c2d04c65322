package formula

import (
	"fmt"
	"strings"
	"testing"
)

// expectCells compares cells of the first sheet.
func expectCells(t *testing.T, r *Run, want map[string]string) {
	t.Helper()
	for place, expected := range want {
		if v := r.Value(cell(t, 0, place)).String(); v != expected {
			t.Errorf("%s: calculated %s, expected %s", place, v, expected)
		}
	}
}

// TestSharedFormulas: relative parts of a shared formula move, absolute ones
// stay, and what runs over an edge comes in at the other.
func TestSharedFormulas(t *testing.T) {
	w := newSheets(t, "A1 1\nA2 2\nA3 3\nB1 10\nB2 20\nB3 30\nXFD1 5\nA1048576 9")
	shared := func(place, text, from string) {
		at := cell(t, 0, place)
		w.sources = append(w.sources, Source{At: at, From: cell(t, 0, from), Text: text})
	}
	shared("C1", "$A1+A$1+$A$1+A1", "C1")
	shared("C3", "$A1+A$1+$A$1+A1", "C1")
	shared("D2", "$A1+A$1+$A$1+A1", "C1") // $A2+B$1+$A$1+B2
	shared("E5", "SUM($A$1:A1)", "E3")
	shared("A20", "A1", "B20") // one to the left of column A
	shared("F1", "A1", "F2")   // one above row 1
	r := NewRun(NewBook(w), Options{})
	expectCells(t, r, map[string]string{"C1": "4", "C3": "8", "D2": "33", "E5": "6", "F1": "9"})
	w2 := newSheets(t, "XFD1 5")
	w2.sources = append(w2.sources, Source{At: cell(t, 0, "A20"), From: cell(t, 0, "B20"), Text: "A1"})
	expectCells(t, NewRun(NewBook(w2), Options{}), map[string]string{"A20": "5"})
}

// TestNames: names of the workbook and of a sheet, relative ones, ranges,
// constants, formulas, and names that name themselves.
func TestNames(t *testing.T) {
	w := newSheets(t, "A1 1\nA2 2\nA3 3\nB2 =left*10\nB3 =left*10\nC1 =rate*100\nC2 =SUM(data)\nC3 =data+0\nC4 =double\nC5 =S2!rate\nC6 =nothing+1\nC7 =loop1\nC8 =SUM(squares)\nC9 =RATE\nC10 =total(1)\nD1 ='S2'!only+1\nD2 =only",
		"A1 7\nB1 =rate*100")
	w.names = []Definition{
		{"rate", -1, "0.05"}, {"rate", 1, "0.5"}, {"data", -1, "S1!$A$1:$A$3"}, {"left", -1, "S1!XFD1"}, {"double", -1, "S1!$A$2*2"},
		{"loop1", -1, "loop2"}, {"loop2", -1, "loop1"}, {"squares", -1, "S1!$A$1:$A$3^2"}, {"total", -1, "S1!$A$1"}, {"only", 1, "S2!$A$1"}, {"broken", -1, "1+"},
	}
	r := NewRun(NewBook(w), Options{})
	expectCells(t, r, map[string]string{
		"B2": "20", "B3": "30", "C1": "5", "C2": "6", "C3": "3", "C4": "4", "C5": "0.5", "C6": "#NAME?", "C7": "#NUM!", "C8": "14", "C9": "0.05", "C10": "#NAME?", "D1": "8", "D2": "#NAME?",
	})
	if v := r.Value(cell(t, 1, "B1")).String(); v != "50" {
		t.Errorf("the sheet's own name: calculated %s", v)
	}
	reasons := map[string]Reason{}
	for _, f := range r.Faults() {
		reasons[f.At.A1()+" "+f.Name] = f.Reason
	}
	if reasons["C6 nothing"] != UnknownName || reasons["C10 TOTAL"] != UnknownFunction || reasons["D2 only"] != UnknownName {
		t.Errorf("faults: %v", reasons)
	}
}

// TestTables: parts of a table by column and row.
func TestTables(t *testing.T) {
	w := newSheets(t, "A1 'Item\nB1 'Cost '#\nC1 'Sum\nA2 a\nB2 10\nC2 =T[[#This Row],[Cost '#]]*2\nA3 b\nB3 20\nC3 =T[@[Cost '#]]*2\nA4 'Total\nB4 =SUBTOTAL(109,T[Cost '#])\nC4 =SUM([Sum])\n"+
		"E1 =SUM(T[[Cost '#]:[Sum]])\nE2 =T[[#Headers],[Sum]]\nE3 =T[[#Totals],[Cost '#]]\nE4 =COUNTA(T)\nE5 =COUNTA(T[#All])\nE6 =ROWS(T[[#Headers],[#Data],[Sum]])\nE7 =T[@Sum]\nE8 =T[Nope]\nE9 =SUM(U[x])\nE10 =SUM(t[sum])\nE11 =ROWS(T[[#Data],[#Totals]])")
	w.tables = []Table{{Name: "T", Area: areaOf(t, 0, "A1:C4"), Columns: []string{"Item", "Cost #", "Sum"}, Header: true, Totals: true}}
	expectCells(t, NewRun(NewBook(w), Options{}), map[string]string{
		"C2": "20", "C3": "40", "B4": "30", "C4": "60", "E1": "90", "E2": "Sum", "E3": "30", "E4": "6", "E5": "12", "E6": "3", "E7": "#VALUE!", "E8": "#REF!", "E9": "#REF!", "E10": "60", "E11": "3",
	})
}

// TestSpill: dynamic arrays, the range they fill, and a result of another shape.
func TestSpill(t *testing.T) {
	w := newSheets(t, "A1 3\nA2 1\nA3 2\nB1:B3 [=SORT(A1:A3)]\nC1 =SUM(B1#)\nC2 =SUM(B2#)\nC3 =B2*10\nC4 =ROWS(B1#)\nC5 =SUM(A1#)\nD1:D2 [=FILTER(A1:A3,A1:A3>1)]\nE1:E2 [=A1:A3*2]\nF1:F3 [=SEQUENCE(2)]\nG1 =SUM(E1#)\nH1:I1 {=A1:A3}")
	r := NewRun(NewBook(w), Options{})
	expectCells(t, r, map[string]string{
		"B1": "1", "B3": "3", "C1": "6", "C2": "#REF!", "C3": "20", "C4": "3", "C5": "#REF!", "D1": "3", "D2": "2", "E2": "2", "F3": "", "G1": "12", "H1": "3", "I1": "3",
	})
	shapes := ""
	for _, f := range r.Faults() {
		if f.Reason == Dynamic {
			shapes += f.At.A1() + " "
		}
	}
	if shapes != "E1 F1 " && shapes != "F1 E1 " {
		t.Errorf("results of another shape than stored: %q", shapes)
	}
}

// TestCycles: a circle is found and named, whichever cell is asked first; a
// branch that is not taken closes none.
func TestCycles(t *testing.T) {
	text := "A1 =B1+1\nB1 =C1+1\nC1 =A1+1\nD1 =IFERROR(A1,7)\nE1 =E1\nF1 =IF(TRUE,5,F1)\nG1 =SUM(G1:G3)\nH1 =SUM(H:H)\nI1 =IF(I2>0,I3,0)\nI2 1\nI3 =IF(I2>0,9,I1)\nJ1 =OFFSET(A1,0,9)"
	for _, first := range []string{"A1", "B1", "C1", "D1"} {
		r := NewRun(NewBook(newSheets(t, text)), Options{})
		r.Value(cell(t, 0, first))
		if c := r.Cycles(); len(c) != 1 || len(c[0]) != 3 {
			t.Errorf("from %s: circles %v", first, c)
		}
		if v := r.Value(cell(t, 0, "A1")); v.Err != Circular {
			t.Errorf("from %s: A1 is %v", first, v)
		}
	}
	r := NewRun(NewBook(newSheets(t, text)), Options{})
	expectCells(t, r, map[string]string{"E1": "#CIRCULAR!", "F1": "5", "G1": "#CIRCULAR!", "I1": "9", "J1": "#CIRCULAR!", "H1": "#CIRCULAR!"})
	if len(r.Cycles()) != 4 {
		t.Errorf("circles: %v", r.Cycles())
	}
}

// TestIteration: a loop settles from any start on the same value; one that does
// not settle is named.
func TestIteration(t *testing.T) {
	// interest on the average balance, which includes the interest
	text := "A1 1000\nA2 0.1\nB1 =(A1+C1)/2*A2\nC1 =A1+B1\nD1 =C1-B1\nE1 =E1+1\nF1 =G1*0.5+1\nG1 =F1*0.5+H1\nH1 =G1*0.25"
	for _, start := range []float64{0, 50, -1e6, 1e6} {
		w := newSheets(t, text)
		for _, place := range []string{"B1", "C1", "F1", "G1", "H1"} {
			w.values[cell(t, 0, place)] = Num(start)
		}
		for _, first := range []string{"B1", "C1", "D1"} {
			r := NewRun(NewBook(w), Options{Iterate: true})
			r.Value(cell(t, 0, first))
			for place, want := range map[string]float64{"B1": 2000.0 / 19, "C1": 21000.0 / 19, "D1": 1000, "F1": 1.5, "G1": 1} {
				if v := r.Value(cell(t, 0, place)); v.Num-want > 1e-6 || want-v.Num > 1e-6 {
					t.Errorf("from %v, %s first: %s is %v, expected %v", start, first, place, v, want)
				}
			}
			if len(r.Unsettled()) != 0 {
				t.Errorf("from %v: unsettled %v", start, r.Unsettled())
			}
		}
	}
	r := NewRun(NewBook(newSheets(t, text)), Options{Iterate: true, Steps: 30})
	if v := r.Value(cell(t, 0, "E1")); v.Num != 30 || len(r.Unsettled()) != 1 {
		t.Errorf("E1 is %v, unsettled %v", v, r.Unsettled())
	}
}

// TestVolatile: what only the moment knows comes from the host, once for each
// call.
func TestVolatile(t *testing.T) {
	w := newSheets(t, "A1 =RAND()\nA2 =RAND()-RAND()\nA3 =NOW()\nA4 =TODAY()\nA5 =RANDBETWEEN(1,10)\nA6 =SUM(RANDARRAY(2,2))\nA7 =A1-A1\nA8 =draw-draw")
	w.names = []Definition{{"draw", -1, "RAND()"}}
	n := 0
	r := NewRun(NewBook(w), Options{Volatile: func(at Cell, name string) Value {
		if name != "RAND" {
			return Num(45000.75)
		}
		n++
		return Num(float64(n) / 64)
	}})
	expectCells(t, r, map[string]string{"A1": "0.015625", "A7": "0"})
	expectCells(t, r, map[string]string{"A2": "-0.015625"})
	expectCells(t, r, map[string]string{"A8": "-0.015625"})
	expectCells(t, r, map[string]string{"A3": "45000.75"})
	if r2 := NewRun(NewBook(w), Options{}); r2.Value(cell(t, 0, "A1")).Err != NAError || len(r2.Faults()) != 1 || r2.Faults()[0].Name != "RAND" {
		t.Errorf("without a host: %v", r2.Faults())
	}
}

// TestUnknownFunctions: an error that says which function and where, although
// IFERROR hides the value; a host may add functions.
func TestUnknownFunctions(t *testing.T) {
	w := newSheets(t, "A1 =IFERROR(CUBEVALUE(1),5)\nA2 =_xll.RiskTriang(90,100,140)\nA3 =A2+1\nA4 =_xludf.MYFUNC(A1)\nA5 ='lib.xla'!Cost(2)\nA6 =1+")
	r := NewRun(NewBook(w), Options{})
	expectCells(t, r, map[string]string{"A1": "5", "A3": "#NAME?", "A4": "#NAME?", "A5": "#NAME?", "A6": "#NAME?"})
	var seen []string
	for _, place := range []string{"A1", "A2", "A4", "A5", "A6"} {
		for _, f := range r.Faults() {
			if f.At == cell(t, 0, place) {
				seen = append(seen, fmt.Sprintf("%s %d %s", place, f.Reason, f.Name))
			}
		}
	}
	want := "A1 1 CUBEVALUE; A2 1 _xll.RISKTRIANG; A4 1 _xludf.MYFUNC; A5 1 lib.xla!COST; A6 7 1+"
	if got := strings.Join(seen, "; "); got != want {
		t.Errorf("faults: %s, expected %s", got, want)
	}
	if v := r.Value(cell(t, 0, "A3")); v.Fault() == nil || v.Fault().At != cell(t, 0, "A2") {
		t.Errorf("the error in A3 does not say where it comes from: %v", v.Fault())
	}
	mean := Func{Name: "_xll.RISKTRIANG", Min: 3, Max: Many, Args: "n", Call: func(_ *Call, a []Value) Value {
		return Num((a[0].Num + a[1].Num + a[2].Num) / 3)
	}}
	expectCells(t, NewRun(NewBook(w, mean), Options{}), map[string]string{"A2": "110", "A3": "111"})
}

// TestDataTables: the cells of a data table are computed by putting values into
// its input cells, or stay as they are stored.
func TestDataTables(t *testing.T) {
	w := newSheets(t, "A1 5\nB1 =A1*A1+A2\nA2 1\nD1 =B1\nC2 1\nC3 2\nC4 3")
	w.sources = append(w.sources, Source{At: cell(t, 0, "D2"), From: cell(t, 0, "D2"), Form: DataTable, Area: areaOf(t, 0, "D2:D4"), ColInput: true, ColCell: cell(t, 0, "A1")})
	for i, place := range []string{"D2", "D3", "D4"} {
		w.values[cell(t, 0, place)] = Int(100 + i)
	}
	expectCells(t, NewRun(NewBook(w), Options{}), map[string]string{"D3": "101"})
	sweep := func(r *Run, f *Formula, at Cell) Value { return r.Tabulate(f, at) }
	r := NewRun(NewBook(w), Options{DataTable: sweep})
	expectCells(t, r, map[string]string{"D2": "2", "D3": "5", "D4": "10", "B1": "26"})
	r = NewRun(NewBook(w), Options{DataTable: sweep, Override: map[Cell]Value{cell(t, 0, "A2"): Int(1000)}})
	expectCells(t, r, map[string]string{"D4": "1009"})
}

// TestOverride: an input takes the place of a constant or a formula.
func TestOverride(t *testing.T) {
	b := NewBook(newSheets(t, "A1 5\nA2 =A1*2\nA3 =A2+1\nA4 =SUM(A1:A3)\nA5 =COUNT(B:B)"))
	expectCells(t, NewRun(b, Options{}), map[string]string{"A4": "26", "A5": "0"})
	expectCells(t, NewRun(b, Options{Override: map[Cell]Value{cell(t, 0, "A2"): Int(100)}}), map[string]string{"A3": "101", "A4": "206"})
	expectCells(t, NewRun(b, Options{Override: map[Cell]Value{cell(t, 0, "A1"): Int(1)}}), map[string]string{"A3": "3", "A4": "6"})
	expectCells(t, NewRun(b, Options{}), map[string]string{"A4": "26"})
}

// TestStopped: a run ends where it has read enough, or its host wants no more,
// and says so; what is too large for memory is refused with its cell.
func TestStopped(t *testing.T) {
	text := "A1 =SUM(SEQUENCE(1000,1000)*SEQUENCE(1000,1000))\nA2 =REDUCE(0,SEQUENCE(100000),LAMBDA(a,b,a+b))\nA3 =SUM(B1:ZZ9000)\nA4 =A5+1\nA5 =A3\nA6 =1+1\nA7 =SUM(SEQUENCE(1000,1000))\nA8 =ROWS({1,2,3})+LET(a,SEQUENCE(1,90),SUM(a)+SUM(a)+MAX(a)+MIN(a)+SUM(a,a,a,a,a,a)" + strings.Repeat("+COUNT(a)", 60) + ")\nZZ9000 1"
	for _, place := range []string{"A1", "A2", "A3", "A4", "A7", "A8"} {
		r := NewRun(NewBook(newSheets(t, text)), Options{Reads: 5000})
		v := r.Value(cell(t, 0, place))
		if !r.Stopped() || v.Fault() == nil || v.Fault().Reason != Unfinished {
			t.Errorf("%s: %v, stopped %v", place, v, r.Stopped())
		}
	}
	done := make(chan struct{})
	close(done)
	r := NewRun(NewBook(newSheets(t, text)), Options{Done: done})
	if v := r.Value(cell(t, 0, "A6")); v.Num != 2 {
		t.Errorf("what needs little is computed all the same: %v", v)
	}
	if v := r.Value(cell(t, 0, "A4")); !r.Stopped() || v.Kind != Error {
		t.Errorf("A4: %v, stopped %v", v, r.Stopped())
	}
	if v := r.Value(cell(t, 0, "A6")); v.Num != 2 {
		t.Errorf("what was computed before is kept: %v", v)
	}
	for _, f := range []string{"SUMPRODUCT(A:A*1:1)", "SUM(MAP(SEQUENCE(3000),SEQUENCE(1,3000),LAMBDA(a,b,1)))", "SUMPRODUCT(A1:XFD1048576)", "SUM(ABS(SEQUENCE(3000)+SEQUENCE(1,3000)))",
		"MMULT(SEQUENCE(3000),SEQUENCE(1,3000))", "SUM(IF(SEQUENCE(3000)>0,SEQUENCE(1,3000)))", `SUMIF(A1:XFD1048576,">0")`, "VSTACK(SEQUENCE(4000000),SEQUENCE(4000000))"} {
		if v := calculate(t, f, "A1 1\nXFD1048576 1"); v.Kind != Error {
			t.Errorf("=%s is %v", f, v)
		}
	}
}

// TestFunctionTable: every row of the table can be called: a name that the
// grammar reads, one way to do it, letters that are known, no name twice.
func TestFunctionTable(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range functions() {
		n, err := Parse(f.Prefix+f.Name+"()", Cell{})
		call, ok := n.(*Apply)
		switch {
		case err != nil || !ok || call.Name != f.Name:
			t.Errorf("%s cannot be written in a formula: %v", f.Name, err)
		case seen[f.Name]:
			t.Errorf("%s is in the table twice", f.Name)
		case (f.Call == nil) == (f.Lazy == nil):
			t.Errorf("%s has two ways to be called, or none", f.Name)
		case f.Min > f.Max || f.Max > Many:
			t.Errorf("%s takes %d to %d arguments", f.Name, f.Min, f.Max)
		case f.Lazy == nil && f.Max > 0 && (f.Args == "" || strings.Trim(f.Args, "ntbvVrRaA|") != ""):
			t.Errorf("%s: letters %q", f.Name, f.Args)
		}
		seen[f.Name] = true
	}
	if len(seen) < 400 {
		t.Errorf("only %d functions", len(seen))
	}
	t.Logf("%d functions", len(seen))
}
