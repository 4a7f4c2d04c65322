package formula

import (
	"errors"
	"strings"
	"testing"
)

// TestPrecedence: the operators as spreadsheets have them.
func TestPrecedence(t *testing.T) {
	for _, c := range []struct{ formula, want string }{
		{"-2^2", "4"},
		{"2^3^2", "64"},
		{"2^-1", "0.5"},
		{"0-2^2", "-4"},
		{"-A1^2", "9"},
		{"10%^2", "0.01"},
		{"2^-1%", "0.993092495437036"},
		{"5%%", "0.0005"},
		{"1<2<3", "FALSE"},
		{`"a"&1+2`, "a3"},
		{`1&2=12`, "FALSE"},
		{`"12"=1&2`, "TRUE"},
		{"6/2*3", "9"},
		{"2-3-4", "-5"},
		{"--A1", "3"},
		{"+-+A1", "-3"},
		{"-A1%", "-0.03"},
		{"3*-2", "-6"},
		{"2+3*4^2", "50"},
		{"1-A1%", "0.97"},
		{"SUM(A1:A2 A2:A3)", "4"},
		{"SUM((A1,A2:A3),A1)", "15"},
		{"SUM(A1:A2:A3)", "12"},
		{"LARGE((A1,A3),1)", "5"},
		{"SUM(-A1:A1)", "-3"},
		{"COUNT(A1,,2)", "3"},
		{"IF(A1=3,,7)", "0"},
		{"SUM(A1,)", "3"},
		{"1=1.0", "TRUE"},
		{"1E3+.5", "1000.5"},
		{"TRUE+TRUE()", "2"},
		{`"say ""hi"""`, `say "hi"`},
		{"ISERROR(#N/A)", "TRUE"},
		{"SUM({1,2;3,-4})", "2"},
		{"\n SUM( A1 , \t A2 )\r\n", "7"},
		{"LOG10(100)", "2"},
		{"LOG10+1", "8"},
	} {
		if got := calculate(t, c.formula, "A1 3\nA2 4\nA3 5\nLOG10 7").String(); got != c.want {
			t.Errorf("=%s: calculated %s, expected %s", c.formula, got, c.want)
		}
	}
}

// canonicalPrints are formulas and how a tree of them is written again.
func canonicalPrints() []struct{ formula, want string } {
	return []struct{ formula, want string }{
		{"'It''s'!A1", "'It''s'!A1"},
		{"'Sheet1'!A1", "Sheet1!A1"},
		{"'2024'!A1", "'2024'!A1"},
		{"预算!B2*2", "预算!B2*2"},
		{"'成本 表'!B2", "'成本 表'!B2"},
		{"Ventes_été!B2", "Ventes_été!B2"},
		{"'FY21'!A1", "'FY21'!A1"},
		{"[1]Sheet!A1", "[1]Sheet!A1"},
		{"'[1]My sheet'!A1:B2", "'[1]My sheet'!A1:B2"},
		{"[2]!Rate", "[2]!Rate"},
		{"Jan:Dec!B2", "Jan:Dec!B2"},
		{"'Jan 1:Dec 1'!B2:B3", "'Jan 1:Dec 1'!B2:B3"},
		{"A:A", "A:A"},
		{"$A:C", "$A:C"},
		{"2:2", "2:2"},
		{"$2:$4", "$2:$4"},
		{"Sheet1!$A:$A", "Sheet1!$A:$A"},
		{"A1:INDEX(B1:B9,3)", "A1:INDEX(B1:B9,3)"},
		{"A1:B2:C3", "A1:B2:C3"},
		{"(A1:B2):(C3)", "A1:B2:C3"},
		{"A1#", "A1#"},
		{"SUM(_xlfn.ANCHORARRAY(A1))", "SUM(A1#)"},
		{"_xlfn.SINGLE(A1:A3)", "@A1:A3"},
		{"@A:A", "@A:A"},
		{"Table1[Sales]", "Table1[[Sales]]"},
		{"Table1[[#This Row],[x y]]", "Table1[[#This Row],[x y]]"},
		{"Table1[@Sales]", "Table1[[#This Row],[Sales]]"},
		{"Table1[@[x y]:[z]]", "Table1[[#This Row],[x y]:[z]]"},
		{"Table1[[#Headers],[#Data],[a]:[b]]", "Table1[[#Headers],[#Data],[a]:[b]]"},
		{"Table1[#All]", "Table1[[#All]]"},
		{"Table1[]", "Table1[]"},
		{"Table1[a'[b']'#c]", "Table1[[a'[b']'#c]]"},
		{"表1[金额]", "表1[[金额]]"},
		{"_xlfn.XLOOKUP(A1,B:B,C:C)", "XLOOKUP(A1,B:B,C:C)"},
		{"_xlfn._xlws.FILTER(A1:A3,B1:B3)", "FILTER(A1:A3,B1:B3)"},
		{"_xll.RiskTriang(1,2,3)", "_xll.RISKTRIANG(1,2,3)"},
		{"_XLL.RISKTRIANG(1,2,3)", "_xll.RISKTRIANG(1,2,3)"},
		{"_xludf.DUMMYFUNCTION(1)", "_xludf.DUMMYFUNCTION(1)"},
		{"'C:\\lib\\x.xla'!Cost(1)", "'C:\\lib\\x.xla'!COST(1)"},
		{"_xlfn.LET(_xlpm.x,1,_xlpm.x+1)", "_xlfn.LET(_xlpm.x,1,_xlpm.x+1)"},
		{"LET(x,1,x+1)", "_xlfn.LET(_xlpm.x,1,_xlpm.x+1)"},
		{"LAMBDA(x,[y],x*y)(2,3)", "_xlfn.LAMBDA(_xlpm.x,_xlop.y,_xlpm.x*_xlpm.y)(2,3)"},
		{"(A1,B1:B2)", "(A1,B1:B2)"},
		{"(A1,B1,C1)", "(A1,B1,C1)"},
		{"A1:B9 B1:C9", "A1:B9 B1:C9"},
		{"((1+2))*3", "(1+2)*3"},
		{"-(2^2)", "-(2^2)"},
		{"2^(3^2)", "2^(3^2)"},
		{"(1+2)%", "(1+2)%"},
		{"-(A1%)", "-(A1%)"},
		{"1-(2-3)", "1-(2-3)"},
		{"#REF!A1+1", "#REF!+1"},
		{"Sheet1!#REF!", "#REF!"},
		{"a.b_c\\d?", "a.b_c\\d?"},
		{"true", "TRUE"},
		{"1E-7", "1E-07"},
		{`{1,"a";TRUE,#N/A}`, `{1,"a";TRUE,#N/A}`},
		{"F()", "F()"},
		{"F(,)", "F(,)"},
		{"A1 :B2", "A1:B2"},
		{"XFD1048576", "XFD1048576"},
		{"XFE1", "XFE1"},
	}
}

// TestParse: references, names, tables, prefixes, and how they are written.
func TestParse(t *testing.T) {
	at := Cell{0, 4, 4}
	for _, c := range canonicalPrints() {
		n, err := Parse(c.formula, at)
		if err != nil {
			t.Errorf("%s: %v", c.formula, err)
			continue
		}
		if got := Print(n, at); got != c.want {
			t.Errorf("%s: written %s, expected %s", c.formula, got, c.want)
		}
	}
}

// TestRoundTrip: what is written is parsed to the same tree, in its own cell and
// in the notation of distances.
func TestRoundTrip(t *testing.T) {
	formulas := []string{}
	for _, c := range canonicalPrints() {
		formulas = append(formulas, c.formula)
	}
	for _, w := range excelBooks(t) {
		for i, s := range w.sources {
			if i%7 == 0 {
				formulas = append(formulas, s.Text)
			}
		}
	}
	for _, f := range formulas {
		roundTrip(t, f)
	}
	if len(formulas) < 5000 {
		t.Errorf("only %d formulas", len(formulas))
	}
}

// roundTrip checks one formula; a text that is none is left alone.
func roundTrip(t testing.TB, f string) {
	t.Helper()
	at := Cell{0, 120, 30}
	n, err := Parse(f, at)
	if err != nil {
		return
	}
	text := Print(n, at)
	again, err := Parse(text, at)
	if err != nil {
		t.Fatalf("%q is written %q, which is no formula: %v", f, text, err)
	}
	if a, b := distances(n), distances(again); a != b {
		t.Fatalf("%q is written %q: tree %q, then %q", f, text, a, b)
	}
	if again2 := Print(again, at); again2 != text {
		t.Fatalf("%q is written %q, then %q", f, text, again2)
	}
}

// TestSyntaxErrors: what is no formula, and where it ceases to be one.
func TestSyntaxErrors(t *testing.T) {
	for _, c := range []struct {
		formula string
		pos     int
	}{
		{"", 0}, {"1+", 2}, {"(1", 2}, {"1)", 1}, {"SUM(1", 5}, {"1 2", 2}, {`"abc`, 0}, {"{1,2;3}", 6},
		{"{A1}", 1}, {"Sheet1!", 7}, {"'x'", 0}, {"A1:", 3}, {"*2", 0}, {"1..2", 0}, {"a b(", 4}, {"LET(1)", 6},
		{"Table1[[a]", 0}, {"$", 0}, {"1;2", 1}, {"{}", 1}, {"=1", 0},
	} {
		_, err := Parse(c.formula, Cell{})
		var syntax *syntaxError
		if !errors.As(err, &syntax) {
			t.Errorf("%q: no error", c.formula)
		} else if syntax.Pos != c.pos {
			t.Errorf("%q: error at %d (%v), expected %d", c.formula, syntax.Pos, err, c.pos)
		}
	}
	for _, f := range []string{strings.Repeat("(", 5000), strings.Repeat("-", 5000) + "1", "1" + strings.Repeat("+1", 20000), strings.Repeat("SUM(", 300)} {
		if _, err := Parse(f, Cell{}); err == nil {
			t.Errorf("%.20q... is taken", f)
		}
	}
}

// TestHalfwidth: formulas as they come from a Chinese keyboard.
func TestHalfwidth(t *testing.T) {
	for _, c := range []struct{ typed, want string }{
		{"PERT（90，100，140）", "PERT(90,100,140)"}, {"＝Ａ１＋２", "A1+2"}, {"=SUM（A1：A3）＊１０％", "SUM(A1:A3)*10%"}, {`IF（A1="（是）"，1，0）`, `IF(A1="（是）",1,0)`},
		{"'成本（万元）'!A1", "'成本（万元）'!A1"}, {"　A1 ", "A1"}, {"A1", "A1"}, {`A1&“x”`, `A1&"x"`},
	} {
		if got := Halfwidth(c.typed); got != c.want {
			t.Errorf("%s: %s, expected %s", c.typed, got, c.want)
		}
	}
}

// TestClasses: copies of a formula are one class, parsed once; wrapping at the
// edges of the sheet included.
func TestClasses(t *testing.T) {
	for _, c := range []struct {
		a, b   string
		atA    string
		atB    string
		shared bool
	}{
		{"B1+$C$1", "B2+$C$1", "A1", "A2", true},
		{"B1+$C$1", "B2+$C$2", "A1", "A2", false},
		{"SUM(A:A)", "SUM(B:B)", "C1", "D1", true},
		{"SUM($1:2)", "SUM($1:3)", "C1", "C2", true},
		{"Sheet2!A1 * 2", "Sheet2!A2 * 2", "C1", "C2", true},
		{`A1&"A1"`, `A2&"A1"`, "C1", "C2", true},
		{`A1&"A1"`, `A2&"A2"`, "C1", "C2", false},
		{"A1:B2", "A1 :B2", "C1", "C1", false},
	} {
		a, ok := canonical(c.a, cell(t, 0, c.atA))
		b, ok2 := canonical(c.b, cell(t, 0, c.atB))
		if !ok || !ok2 || (a == b) != c.shared {
			t.Errorf("%s in %s and %s in %s: %q and %q", c.a, c.atA, c.b, c.atB, a, b)
		}
	}
	w := newSheets(t, "A1 =B1*2\nA2 =B2*2\nA3 =B3*2\nA4 =B3*2\nB2 5")
	b := NewBook(w)
	f := b.Formulas()
	if f[0].Class != f[2].Class || f[0].Class == f[3].Class || f[0].Class.Cells != 3 {
		t.Errorf("classes: %v", f[0].Class)
	}
	n, err := Parse("A1", cell(t, 0, "B2")) // in A1 it wraps to the last cell
	if err != nil {
		t.Fatal(err)
	}
	if got := Print(n, Cell{}); got != "XFD1048576" {
		t.Errorf("A1 of B2 moved to A1 is %s", got)
	}
}

// FuzzParse: nothing makes the parser fail other than by an error, and what it
// takes can be written and parsed again.
func FuzzParse(f *testing.F) {
	for _, c := range canonicalPrints() {
		f.Add(c.formula)
	}
	for _, s := range []string{"1+", "((", "'", "[", "Table1[[#This Row],", "{1,", "=", "@@@A1", "A1#REF!", "_xlfn.", "LET(a,b,", "a!b!c", "$A$", "1:1:1", "A:A:A", "#N/A#", "é'", "“”", "（1）"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 1000 {
			return
		}
		roundTrip(t, s)
		canonical(s, Cell{0, 3, 3})
	})
}

// BenchmarkParse reads a hundred thousand formulas, of which one in nine is of
// a new form, as in workbooks that people have.
func BenchmarkParse(b *testing.B) {
	w := manyFormulas(100_000)
	for b.Loop() {
		NewBook(w)
	}
}

// BenchmarkParseDistinct parses a hundred thousand formulas with no two alike.
func BenchmarkParseDistinct(b *testing.B) {
	texts := []string{
		"IF(C4>0,C4*(1+$B$2)^C$1,0)", "SUM(C5:C17)-Inputs!$B$7", "INDEX(Rates!$B$2:$M$40,MATCH($A4,Rates!$A$2:$A$40,0),C$1)",
		"C4*B4", "ROUND(C9*Inputs!$C$12/12,2)", `IFERROR(C4/C5,"n/a")`,
	}
	for b.Loop() {
		for i := range 100_000 {
			if _, err := Parse(texts[i%len(texts)], Cell{0, int32(i % 1000), 3}); err != nil {
				b.Fatal(err)
			}
		}
	}
}
