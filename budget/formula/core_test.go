package formula

import (
	"testing"
)

// TestConditions: branches, arrays of conditions, choices.
func TestConditions(t *testing.T) {
	expectAll(t, "A1 1\nA2 0\nA3 3\nB1 10\nB2 20\nB3 30\nC1 'x", []struct{ formula, want string }{
		{"IF(A1,B1)", "10"}, {"IF(A2,B1)", "FALSE"}, {"IF(A1,,5)", "0"}, {"IF(A2,1,)", "0"}, {"SUM(IF(A1,B1:B3,0))", "60"}, {`IF("",1,2)`, "#VALUE!"},
		{"IF(C1=\"X\",1,2)", "1"}, {"SUM(IF(A1,B1,B2):B3)", "60"}, {"SUMPRODUCT((A1:A3>0)*B1:B3)", "40"}, {"SUMPRODUCT(--(A1:A3>0),B1:B3)", "40"},
		{"SUMPRODUCT(B1:B3,A1:A2)", "#VALUE!"}, {"SUMPRODUCT(B1:C3)", "60"}, {"CHOOSE(2,B1,B2)", "20"}, {"CHOOSE(2.9,B1,B2)", "20"}, {"CHOOSE(0,1)", "#VALUE!"},
		{"CHOOSE(3,1,2)", "#VALUE!"}, {"SUM(CHOOSE(1,A1,A3):CHOOSE(2,A1,A3))", "4"}, {"SUM(CHOOSE({1,2},B1:B3,A1:A3))", "64"}, {`SWITCH(A3,1,"a",3,"b","c")`, "b"},
		{`SWITCH(A2,1,"a",3,"b","c")`, "c"}, {`SWITCH(A2,1,"a",3,"b")`, "#N/A"}, {`SWITCH("X","x",1,2)`, "1"}, {"XOR(TRUE,TRUE,TRUE)", "TRUE"}, {"XOR(A1:A3)", "FALSE"},
		{"AND(A1:A3)", "FALSE"}, {"OR(A1:A3)", "TRUE"}, {"AND()", "#VALUE!"}, {"IFERROR(,1)", "0"}, {"IFERROR(A9,1)", "0"}, {"SUM(IFERROR({1,2}/{0,1},7))", "9"},
		{"SUM(IF({1,0,1},{1,2,3},{10,20,30}))", "24"}, {"SUM(IFS({1,0,1},{1,2,3},TRUE,100))", "104"}, {"IF(TRUE,1,NOSUCH(1))", "1"}, {"SUM(SWITCH({1,2},1,5,2,7))", "12"},
	})
	got := NewRun(NewBook(newSheets(t, "A1 1\nA2 5\nA3 9\nB1:B3 {=IF(A1:A3>2,A1:A3,-1)}\nC1 =IF(A1:A3>2,A1:A3,-1)\nC2 =IF(A1:A3>2,A1:A3,-1)\nD9 =SUM(IF(A1:A3>2,A1:A3))")), Options{})
	for place, want := range map[string]string{"B1": "-1", "B2": "5", "B3": "9", "C1": "-1", "C2": "5", "D9": "#VALUE!"} {
		if v := got.Value(cell(t, 0, place)).String(); v != want {
			t.Errorf("%s: calculated %s, expected %s", place, v, want)
		}
	}
}

// TestCriteria: conditions as texts.
func TestCriteria(t *testing.T) {
	expectAll(t, "A1 1\nA2 5\nA3 '5\nA4 apple\nA5 Apricot\nA6 TRUE\nA8 =\"\"\nA9 #N/A\nA10 5.0\nB1 1\nB2 10\nB3 100\nB4 1000\nB5 10000\nB10 7\nC1 >3\nD1 5\nE1 5", []struct{ formula, want string }{
		{"COUNTIF(A1:A10,5)", "3"}, {`COUNTIF(A1:A10,"5")`, "3"}, {`COUNTIF(A1:A10,"=5")`, "3"}, {`COUNTIF(A1:A10,">1")`, "2"}, {`COUNTIF(A1:A10,">=1")`, "3"},
		{`COUNTIF(A1:A10,"<>5")`, "7"}, {`COUNTIF(A1:A10,"a*")`, "2"}, {`COUNTIF(A1:A10,"APPLE")`, "1"}, {`COUNTIF(A1:A10,"?????")`, "1"}, {`COUNTIF(A1:A10,"<>a*")`, "8"},
		{`COUNTIF(A1:A10,"")`, "2"}, {`COUNTIF(A1:A10,"=")`, "1"}, {`COUNTIF(A1:A10,"<>")`, "9"}, {"COUNTIF(A1:A10,TRUE)", "1"}, {`COUNTIF(A1:A10,"TRUE")`, "1"},
		{`COUNTIF(A1:A10,"#N/A")`, "1"}, {"COUNTIF(A1:A10,A9)", "1"}, {"COUNTIF(A1:A10,C1)", "2"}, {`COUNTIF(A1:A10,">"&B1)`, "2"}, {`COUNTIF(A1:A10,">b")`, "0"},
		{`COUNTIF(A1:A10,">apple")`, "1"}, {`COUNTIF(F:F,"")`, "1048576"}, {`COUNTIF(A:A,"")`, "1048568"}, {`COUNTBLANK(F:F)`, "1048576"}, {"COUNTIF(A1:A10,F1)", "0"},
		{`SUMIF(A1:A10,">1",B1:B10)`, "17"}, {`SUMIF(A1:A10,"a*",B1)`, "11000"}, {`SUMIF(A1:A3,">0")`, "6"}, {`SUMIF(A:A,">1",B:B)`, "17"}, {`SUMIFS(B1:B10,A1:A10,">=1",A1:A10,"<5")`, "1"},
		{`SUMIFS(B1:B10,A1:A9,">1")`, "#VALUE!"}, {`AVERAGEIF(A1:A10,">9",B1:B10)`, "#DIV/0!"}, {`AVERAGEIFS(B1:B10,A1:A10,"a*")`, "5500"}, {`MAXIFS(B1:B10,A1:A10,"<>zz")`, "10000"},
		{`MINIFS(B1:B10,A1:A10,5)`, "7"}, {`MAXIFS(B1:B10,A1:A10,"zz")`, "0"}, {`COUNTIFS(A1:A10,">0",B1:B10,">1")`, "2"}, {`COUNTIFS(F:F,"",G:G,"")`, "1048576"},
		{`SUM(COUNTIF(A1:A10,{1,5}))`, "4"}, {`SUMPRODUCT(SUMIF(A1:A10,D1:E1,B1:B10))`, "234"}, {`SUMIF(A1:A10,A9,B1:B10)`, "0"}, {`COUNTIF(A1:A10,"~*")`, "0"}, {`COUNTIF({1,2},1)`, "#VALUE!"},
	})
}

// TestLookups: exact, approximate, with wildcards, in unsorted keys.
func TestLookups(t *testing.T) {
	sheet := "A1 10\nA2 20\nA3 20\nA4 40\nB1 a\nB2 b\nB3 c\nB4 d\nC1 9\nC2 5\nC3 5\nC4 1\nD1 apple\nD2 banana\nD3 Cherry\nE1 3\nE2 1\nE3 2"
	expectAll(t, sheet, []struct{ formula, want string }{
		{"MATCH(20,A1:A4,0)", "2"}, {"MATCH(20,A1:A4)", "3"}, {"MATCH(25,A1:A4,1)", "3"}, {"MATCH(5,A1:A4,1)", "#N/A"}, {"MATCH(99,A1:A4,1)", "4"}, {"MATCH(25,A1:A4,0)", "#N/A"},
		{"MATCH(6,C1:C4,-1)", "1"}, {"MATCH(0,C1:C4,-1)", "4"}, {"MATCH(10,C1:C4,-1)", "#N/A"}, {`MATCH("CHERRY",D1:D3,0)`, "3"}, {`MATCH("b*",D1:D3,0)`, "2"}, {`MATCH("bz",D1:D3,1)`, "2"},
		{"MATCH(F9,A1:A4,0)", "#N/A"}, {"MATCH(20,A1:B4,0)", "#N/A"}, {`MATCH("20",A1:A4,0)`, "#N/A"}, {"MATCH(20,A:A,0)", "2"}, {"MATCH(41,A:A)", "4"}, {"MATCH(TRUE,{FALSE,TRUE},0)", "2"},
		{"VLOOKUP(20,A1:B4,2,FALSE)", "b"}, {"VLOOKUP(20,A1:B4,2)", "c"}, {"VLOOKUP(39,A1:B4,2,TRUE)", "c"}, {"VLOOKUP(9,A1:B4,2)", "#N/A"}, {"VLOOKUP(20,A1:B4,3,0)", "#REF!"},
		{"VLOOKUP(20,A1:B4,0,0)", "#VALUE!"}, {"VLOOKUP(20,A1:B4,2,)", "b"}, {`VLOOKUP("ch*",D1:E3,2,0)`, "2"}, {"VLOOKUP(F9,A1:B4,2,0)", "#N/A"}, {"VLOOKUP(25,A1:B4,2,0)", "#N/A"},
		{"SUM(VLOOKUP({10,40},A1:C4,3,0))", "10"}, {"HLOOKUP(2,{1,2,3;7,8,9},2,FALSE)", "8"}, {"HLOOKUP(2.5,{1,2,3;7,8,9},2)", "8"}, {"LOOKUP(25,A1:A4,B1:B4)", "c"}, {"LOOKUP(25,A1:B4)", "c"},
		{"LOOKUP(2,1/(B1:B4=\"b\"),A1:A4)", "20"}, {"LOOKUP(5,{1,3;10,30})", "3"}, {"LOOKUP(0,{1,3;10,30})", "#N/A"}, {`XLOOKUP(20,A1:A4,B1:B4)`, "b"}, {`XLOOKUP(25,A1:A4,B1:B4,"none")`, "none"}, {`XLOOKUP(25,A1:A4,B1:B4,,-1)`, "b"},
		{`XLOOKUP(25,A1:A4,B1:B4,,1)`, "d"}, {`XLOOKUP(20,A1:A4,B1:B4,,0,-1)`, "c"}, {`XLOOKUP("*rr*",D1:D3,E1:E3,,2)`, "2"}, {"XLOOKUP(20,A1:A4,B1:B3)", "#VALUE!"},
		{"SUM(XLOOKUP(20,A1:A4,A1:A4):A4)", "80"}, {"XMATCH(20,A1:A4)", "2"}, {"XMATCH(20,A1:A4,0,-1)", "3"}, {"XMATCH(30,A1:A4,1)", "4"}, {"XMATCH(7,A1:A4,9)", "#VALUE!"},
		{"IFERROR(INDEX(A1:A4,MATCH(\"d\",B1:B4,0)),0)", "40"}, {"SUM(XLOOKUP(20,A1:A4,A1:C4))", "25"},
	})
	r := NewRun(NewBook(newSheets(t, sheet+"\nG1 =VLOOKUP(2,E1:E3,1)\nG2 =VLOOKUP(2,E1:E3,1,FALSE)")), Options{})
	r.Value(cell(t, 0, "G2"))
	if len(r.Faults()) != 0 {
		t.Errorf("an exact search: %v", r.Faults())
	}
	r.Value(cell(t, 0, "G1"))
	if f := r.Faults(); len(f) != 1 || f[0].Reason != NotSorted || f[0].At != cell(t, 0, "G1") {
		t.Errorf("approximate search in unsorted keys: %v", f)
	}
}

// TestIndex: rows, columns, whole ones, beyond the edge.
func TestIndex(t *testing.T) {
	expectAll(t, "A1 1\nB1 2\nC1 3\nA2 4\nB2 5\nC2 6", []struct{ formula, want string }{
		{"INDEX(A1:C2,2,3)", "6"}, {"SUM(INDEX(A1:C2,0,2))", "7"}, {"SUM(INDEX(A1:C2,2,0))", "15"}, {"SUM(INDEX(A1:C2,0,0))", "21"}, {"SUM(INDEX(A1:C2,2,))", "15"},
		{"INDEX(A1:C1,2)", "2"}, {"INDEX(A1:A2,2)", "4"}, {"INDEX(A1:C2,3,1)", "#REF!"}, {"INDEX(A1:C2,1,4)", "#REF!"}, {"INDEX(A1:C2,-1,1)", "#VALUE!"}, {"INDEX(A1:C2,1.9,1.9)", "1"},
		{"SUM(A1:INDEX(A1:C2,2,2))", "12"}, {"INDEX((A1:B1,A2:C2),1,3,2)", "6"}, {"INDEX({1,2;3,4},2,1)", "3"}, {"SUM(INDEX({1,2;3,4},0,2))", "6"}, {"INDEX(A1:C2,\"x\",1)", "#VALUE!"},
		{"SUM(INDEX(A1:C1*(A1:C1>1),0))", "5"}, {"MATCH(1,INDEX((A1:A2>1)*1,0),0)", "2"}, {"SUM(A1:INDEX(A1:C2,1,0))", "6"}, {"INDEX(A1:C1+1,2)", "3"},
		{"AGGREGATE(14,6,A1:C1/(A1:C1<3),1)", "2"}, {"AGGREGATE(15,6,A1:C2/(A1:C2>2),2)", "4"}, {"AGGREGATE(14,4,A1:C1/(A1:C1<3),1)", "#DIV/0!"}, {"COLUMNS(INDEX(A1:C2,1,0))", "3"}, {"INDEX(A1:C2,0,2)", "#VALUE!"},
	})
}

// TestReferences: OFFSET, INDIRECT and what describes a reference.
func TestReferences(t *testing.T) {
	s1 := "A1 1\nA2 2\nA3 3\nB1 10\nB2 20\nB3 30\nC1 'B2\nC2 'S2!A1\nC3 'x y"
	for _, c := range []struct{ formula, want string }{
		{"OFFSET(A1,1,1)", "20"}, {"SUM(OFFSET(A1,0,0,3,2))", "66"}, {"SUM(OFFSET(A3,0,0,-2,1))", "5"}, {"OFFSET(A1,-1,0)", "#REF!"}, {"SUM(OFFSET(A1:A3,0,1))", "60"},
		{"SUM(OFFSET(A1,0,0,0,1))", "#REF!"}, {"OFFSET(5,1,1)", "#VALUE!"}, {"SUM(A1:OFFSET(A1,2,0))", "6"}, {"INDIRECT(C1)", "20"}, {"INDIRECT(C2)", "7"}, {"INDIRECT(C3)", "#REF!"},
		{`INDIRECT("A"&2)`, "2"}, {`SUM(INDIRECT("A1:B2"))`, "33"}, {`SUM(INDIRECT("A:A"))`, "6"}, {`INDIRECT("'S2'!A1")`, "7"}, {`INDIRECT("Nowhere!A1")`, "#REF!"}, {`INDIRECT("R2C1",FALSE)`, "2"},
		{`INDIRECT("R[-97]C1",FALSE)`, "2"}, {`SUM(INDIRECT("R1C1:R3C1",0))`, "6"}, {`INDIRECT("1+1")`, "#REF!"}, {`INDIRECT("total")`, "3"}, {`INDIRECT("")`, "#REF!"}, {"ROW(B3)", "3"},
		{"COLUMN(B3)", "2"}, {"ROW()", "99"}, {"COLUMN()", "26"}, {"SUMPRODUCT(ROW(A1:A3))", "6"}, {"ROWS(A1:B3)", "3"}, {"COLUMNS(A:C)", "3"}, {"ROWS(A:A)", "1048576"}, {"ROWS({1,2;3,4})", "2"},
		{"AREAS((A1,B1:B2))", "2"}, {"ADDRESS(2,3)", "$C$2"}, {"ADDRESS(2,3,4)", "C2"}, {"ADDRESS(2,3,2)", "C$2"}, {"ADDRESS(2,3,1,FALSE)", "R2C3"}, {"ADDRESS(2,3,4,FALSE)", "R[2]C[3]"},
		{`ADDRESS(2,3,1,TRUE,"My sheet")`, "'My sheet'!$C$2"}, {"ADDRESS(0,1)", "#VALUE!"}, {"SUM('S1:S2'!A1)", "8"}, {"SUM('S1:S2'!A1:A2)", "10"}, {"COUNT('S2:S1'!A1)", "2"}, {"SHEETS('S1:S2'!A1)", "2"},
		{"SUM(A1:B1 B1:B3)", "10"}, {"SUM(A1:A3 B1:B3)", "#NULL!"}, {"A1:A3 A2:B2", "2"}, {"SUM(S2!A1,A1)", "8"}, {"S3!A1", "#REF!"}, {"#REF!+1", "#REF!"}, {"SUM(A1:#REF!)", "#REF!"},
		{"CELL(\"address\",B2)", "$B$2"}, {"CELL(\"contents\",B2)", "20"}, {"CELL(\"type\",C1)", "l"}, {"ISREF(A1)", "TRUE"}, {"ISREF(1)", "FALSE"}, {"SHEET()", "1"}, {"SHEET(S2!A1)", "2"}, {"SHEETS()", "2"},
		{"SUM(A:A)", "6"}, {"SUM(1:2)", "33"}, {"SUM($A:$B)", "66"}, {"ISFORMULA(A1)", "FALSE"}, {"FORMULATEXT(A1)", "#N/A"}, {"SUM(S2!A:A)", "7"}, {"[1]Prices!A1", "42"}, {"[2]Prices!A1", "42"}, {"[1]Gone!A1", "#REF!"},
	} {
		w := newSheets(t, s1, "A1 7")
		w.names = []Definition{{"total", -1, "S1!$A$3"}}
		w.links["Prices"] = 2
		w.values[Cell{2, 0, 0}] = Int(42)
		w.put(t, 0, "Z99 ="+c.formula)
		if got := NewRun(NewBook(w), Options{}).Value(cell(t, 0, "Z99")).String(); got != c.want {
			t.Errorf("=%s: calculated %s, expected %s", c.formula, got, c.want)
		}
	}
}

// TestImplicitIntersection: a range where one value is wanted is the cell of the
// formula's own row or column, on other sheets too, and not in array formulas.
func TestImplicitIntersection(t *testing.T) {
	w := newSheets(t, "A1 1\nA2 2\nA3 3\nB2 =A1:A3\nB9 =A1:A3\nC2 =A:A*10\nA5 =1:1\nD2 =ABS(-A1:A3)\nD3 =S2!A1:A9+1\nE1:E3 {=A1:A3*10}\nF1:F2 {=A1:A3}\nG1:G4 {=A1:A3}\nH2 =SUM(A1:A3*2)\nI2 =SUMPRODUCT(A1:A3*2)\nJ2 =@A1:A3\nK1:K3 [=A1:A3&\"\"]\nL2 =MAX(A1:A3-A2)\nM1:M3 {=5}\nA8 =B1:D2", "A3 8")
	r := NewRun(NewBook(w), Options{})
	for place, want := range map[string]string{
		"B2": "2", "B9": "#VALUE!", "C2": "20", "D2": "2", "D3": "9", "E1": "10", "E3": "30", "F2": "2", "G3": "3", "G4": "#N/A", "H2": "4", "I2": "12",
		"J2": "2", "K3": "3", "L2": "0", "M3": "5", "A8": "#VALUE!", "A5": "1",
	} {
		if v := r.Value(cell(t, 0, place)).String(); v != want {
			t.Errorf("%s: calculated %s, expected %s", place, v, want)
		}
	}
}

// TestArrays: functions that cut, join, choose and sort.
func TestArrays(t *testing.T) {
	expectAll(t, "A1 3\nA2 1\nA3 2\nB1 c\nB2 a\nB3 b\nC1 3\nC2 1\nC3 3", []struct{ formula, want string }{
		{"ARRAYTEXT", "#NAME?"}, {"SUM(FILTER(A1:A3,A1:A3>1))", "5"}, {"ROWS(FILTER(A1:B3,B1:B3<>\"a\"))", "2"}, {"FILTER(A1:A3,A1:A3>9)", "#CALC!"}, {`FILTER(A1:A3,A1:A3>9,"none")`, "none"},
		{"SUM(FILTER({1,2,3},{1,0,1}))", "4"}, {"FILTER(A1:A3,{1;0})", "#VALUE!"}, {"INDEX(SORT(A1:A3),1)", "1"}, {"INDEX(SORT(A1:A3,1,-1),1)", "3"}, {"INDEX(SORT(A1:B3,2),1,1)", "1"},
		{"INDEX(SORT({3,1,2},1,1,TRUE),1,1)", "1"}, {"INDEX(SORTBY(B1:B3,A1:A3),1)", "a"}, {"INDEX(SORTBY(B1:B3,A1:A3,-1),1)", "c"}, {"INDEX(SORTBY(A1:A3,C1:C3,1,A1:A3,1),3)", "3"},
		{"ROWS(UNIQUE(C1:C3))", "2"}, {"UNIQUE(C1:C3,FALSE,TRUE)", "1"}, {"COLUMNS(UNIQUE({1,1,2},TRUE))", "2"}, {`ROWS(UNIQUE({"a";"A"}))`, "1"}, {"SUM(SEQUENCE(3,2))", "21"}, {"SUM(SEQUENCE(3,,10,-2))", "24"},
		{"INDEX(SEQUENCE(2,3),2,1)", "4"}, {"SEQUENCE(0)", "#VALUE!"}, {"SUM(TAKE(A1:A3,2))", "4"}, {"SUM(TAKE(A1:A3,-1))", "2"}, {"SUM(DROP(A1:A3,1))", "3"}, {"DROP(A1:A3,3)", "#CALC!"},
		{"COLUMNS(HSTACK(A1:A3,B1:C1))", "3"}, {"INDEX(HSTACK(A1:A3,B1:C1),2,2)", "#N/A"}, {"ROWS(VSTACK(A1:A3,9))", "4"}, {"SUM(VSTACK(A1:A3,9))", "15"}, {"SUM(CHOOSECOLS(A1:C3,1,-1))", "13"},
		{"SUM(CHOOSEROWS(A1:A3,{1,1}))", "6"}, {"CHOOSEROWS(A1:A3,4)", "#VALUE!"}, {"COUNT(EXPAND(A1:A3,4,1,0))", "4"}, {"EXPAND(A1:A3,2)", "#VALUE!"}, {"INDEX(WRAPROWS({1,2,3},2),2,1)", "3"},
		{"INDEX(WRAPROWS({1,2,3},2),2,2)", "#N/A"}, {"INDEX(WRAPCOLS({1,2,3},2,0),2,2)", "0"}, {"COLUMNS(TOROW(A1:C3))", "9"}, {"ROWS(TOCOL(A1:D3,1))", "9"}, {"INDEX(TOCOL({1,2;3,4},0,TRUE),2)", "3"},
		{"INDEX(TRANSPOSE(A1:A3),1,3)", "2"}, {"SUM(TRANSPOSE(A1:A3)*{1,2,3})", "11"}, {"SUM({1,2,3}*{1;2})", "18"}, {"SUM({1,2}+{1,2,3})", "#N/A"}, {"INDEX({1,2}+{1,2,3},1,3)", "#N/A"},
		{"SUM(ABS({-1,-2}))", "3"}, {"SUM(ROUND({1.4,1.6},{0;1}))", "6"}, {"MAX(LEN({\"a\",\"bbb\"}))", "3"}, {"ROWS(TRIMRANGE(A1:A9))", "3"}, {"TYPE({1,2})", "64"},
	})
}

// TestLambdas: names, functions as values, and the functions that call them.
func TestLambdas(t *testing.T) {
	for _, c := range []struct{ formula, want string }{
		{"LET(x,2,y,x*3,x+y)", "8"}, {"LET(x,1,LET(x,2,x)+x)", "3"}, {"LET(a,A1:A2,SUM(a))", "3"}, {"x+LET(x,1,x)", "#NAME?"}, {"LAMBDA(x,x+1)(5)", "6"}, {"LAMBDA(x,y,x-y)(5,3)", "2"},
		{"LAMBDA(x,x)(1,2)", "#VALUE!"}, {"LAMBDA(x,y,x)(1)", "#VALUE!"}, {"LAMBDA(x,x)", "#CALC!"}, {"LET(f,LAMBDA(x,x*x),f(3)+f(4))", "25"}, {"LET(k,10,f,LAMBDA(x,x*k),LET(k,0,f(2)))", "20"},
		{"SUM(MAP(A1:A2,LAMBDA(v,v*v)))", "5"}, {"SUM(MAP(A1:A2,B1:B2,LAMBDA(a,b,a*b)))", "11"}, {"REDUCE(0,A1:B2,LAMBDA(a,v,a+v))", "10"}, {"REDUCE(,A1:A2,LAMBDA(a,v,a*10+v))", "12"},
		{"INDEX(SCAN(0,A1:B2,LAMBDA(a,v,a+v)),2,2)", "10"}, {"SUM(BYROW(A1:B2,LAMBDA(r,MAX(r))))", "7"}, {"SUM(BYCOL(A1:B2,LAMBDA(c,SUM(c))))", "10"}, {"SUM(BYROW(A1:B2,_xleta.MAX))", "7"},
		{"SUM(MAKEARRAY(2,3,LAMBDA(r,c,r*c)))", "18"}, {"MAP(A1:A2,5)", "#VALUE!"}, {"BYROW(A1:B2,LAMBDA(r,r))", "#CALC!"}, {"LAMBDA(a,[b],IF(ISOMITTED(b),a,a*b))(4)", "4"},
		{"LAMBDA(a,[b],IF(ISOMITTED(b),a,a*b))(4,5)", "20"}, {"DOUBLE(4)", "8"}, {"FACTOR(5)", "120"}, {"FOREVER(1)", "#NUM!"}, {"SUM(MAP(A1:A2,DOUBLE))", "6"}, {"REDUCE(1,SEQUENCE(5),LAMBDA(a,b,a*b))", "120"},
	} {
		w := newSheets(t, "A1 1\nA2 2\nB1 3\nB2 4")
		w.names = []Definition{
			{"double", -1, "LAMBDA(x,2*x)"}, {"FACTOR", -1, "_xlfn.LAMBDA(_xlpm.n,IF(_xlpm.n<2,1,_xlpm.n*FACTOR(_xlpm.n-1)))"},
			{"FOREVER", -1, "LAMBDA(x,FOREVER(x+1))"},
		}
		w.put(t, 0, "Z99 ="+c.formula)
		r := NewRun(NewBook(w), Options{})
		if got := r.Value(cell(t, 0, "Z99")).String(); got != c.want {
			t.Errorf("=%s: calculated %s, expected %s; faults %v", c.formula, got, c.want, r.Faults())
		}
	}
}

// TestSubtotal: filtered and hidden rows, other subtotals, errors.
func TestSubtotal(t *testing.T) {
	for _, c := range []struct{ formula, want string }{
		{"SUBTOTAL(9,A1:A6)", "13"}, {"SUBTOTAL(109,A1:A6)", "9"}, {"SUBTOTAL(1,A1:A6)", "4.33333333333333"}, {"SUBTOTAL(2,A1:A6)", "3"}, {"SUBTOTAL(103,A1:A6)", "3"}, {"SUBTOTAL(4,A1:A6)", "8"},
		{"SUBTOTAL(12,A1:A6)", "#VALUE!"}, {"SUBTOTAL(9,{1,2})", "#VALUE!"}, {"AGGREGATE(9,0,A1:A6)", "13"}, {"AGGREGATE(9,4,A1:A6)", "26"}, {"AGGREGATE(9,5,A1:A6)", "22"}, {"AGGREGATE(14,4,A1:A6,1)", "13"},
		{"AGGREGATE(15,6,A1:A7,2)", "4"}, {"AGGREGATE(9,6,A1:A7)", "26"}, {"AGGREGATE(9,4,A1:A7)", "#N/A"}, {"AGGREGATE(20,4,A1:A6)", "#VALUE!"}, {"SUBTOTAL(9,A1:A6,A1:A6)", "26"}, {"AGGREGATE(14,6,A1:A3/(A1:A3>0),1)", "8"},
	} {
		w := newSheets(t, "A1 1\nA2 4\nA3 8\nA4 100\nA5 =SUBTOTAL(9,A1:A4)\nA6 'x\nA7 #N/A")
		w.hidden = map[[2]int]bool{{0, 1}: false, {0, 3}: true} // row 2 is hidden, row 4 filtered out
		w.put(t, 0, "Z99:Z99 {="+c.formula+"}")
		if got := NewRun(NewBook(w), Options{}).Value(cell(t, 0, "Z99")).String(); got != c.want {
			t.Errorf("=%s: calculated %s, expected %s", c.formula, got, c.want)
		}
	}
}

// TestNPVSkipsGaps: an empty cell moves what follows one period earlier.
func TestNPVSkipsGaps(t *testing.T) {
	expectAll(t, "B1 100\nB2 100\nB4 100\nC1 100\nC2 100\nC3 0\nC4 100\nD1 'x\nD2 100", []struct{ formula, want string }{
		{"NPV(1,B1:B4)", "87.5"}, {"NPV(1,C1:C4)", "81.25"}, {"NPV(1,D1:D2)", "50"}, {"NPV(1,B1,B2,B3,B4)", "87.5"}, {"NPV(0,B1:B4)", "300"},
	})
}

// TestSilentlyWrong: cases in which a program that is nearly right gives a number
// without a word.
func TestSilentlyWrong(t *testing.T) {
	expectAll(t, "A1 -100\nA2 230\nA3 -132\nB1 1\nB2 2\nB3 3\nC1 60\nC2 45322.9", []struct{ formula, want string }{
		{"ROUND(IRR(A1:A3),9)", "0.1"}, {"ROUND(IRR(A1:A3,0.25),9)", "0.2"}, {"IRR(B1:B3)", "#NUM!"}, {"IFERROR(IRR(B1:B3),-1)", "-1"},
		{"DAY(C1)", "29"}, {"MONTH(C1)", "2"}, {"TEXT(59,\"yyyy-mm-dd\")", "1900-02-28"}, {"DATE(1900,3,1)", "61"}, {"EOMONTH(C2,0)", "45322"}, {"EOMONTH(C2,1.9)", "45351"},
		{"EDATE(DATE(2024,1,31),1)", "45351"}, {"YEARFRAC(DATE(2024,1,1),DATE(2025,1,1),0)", "1"}, {"YEARFRAC(DATE(2024,1,1),DATE(2024,7,1),2)", "0.505555555555556"},
		{"YEARFRAC(DATE(2024,1,1),DATE(2024,7,1),3)", "0.498630136986301"}, {"YEARFRAC(DATE(2023,12,31),DATE(2024,3,31),4)", "0.25"}, {"NPV(0.1,A1,,A2)", "81.8933132982719"},
		{"MAX()", "0"}, {"MIN()", "0"}, {"MAX(Z1:Z9)", "0"}, {"MIN(Z1:Z9)", "0"}, {"MAX(-5,Z1:Z9)", "-5"}, {"AVERAGE(Z1:Z9)", "#DIV/0!"}, {"COUNT(\"\",Z1)", "0"}, {"SUM(\"5\",TRUE)", "6"},
	})
}
