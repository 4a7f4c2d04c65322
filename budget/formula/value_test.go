package formula

import (
	"math"
	"strings"
	"testing"
)

// expectAll computes formulas beside sheets.
func expectAll(t *testing.T, sheet string, cases []struct{ formula, want string }) {
	t.Helper()
	for _, c := range cases {
		if got := calculate(t, c.formula, sheet).String(); got != c.want {
			t.Errorf("=%s: calculated %s, expected %s", c.formula, got, c.want)
		}
	}
}

// TestValuesAreFinite: division and overflow are errors, never infinity.
func TestValuesAreFinite(t *testing.T) {
	for _, x := range []float64{math.Inf(1), math.Inf(-1), math.NaN()} {
		if v := Num(x); v.Err != NumError {
			t.Errorf("Num(%v) is %v", x, v)
		}
	}
	expectAll(t, "A1 0\nA2 1E308", []struct{ formula, want string }{
		{"1/A1", "#DIV/0!"}, {"A1/A1", "#DIV/0!"}, {"-1/A1", "#DIV/0!"}, {"A2*10", "#NUM!"}, {"A2+A2", "#NUM!"}, {"EXP(710)", "#NUM!"},
		{"MIN(1/A1,5)", "#DIV/0!"}, {"MAX(1/A1,5)", "#DIV/0!"}, {"1/A1>5", "#DIV/0!"}, {"IF(A1>0,1/A1,0)", "0"},
		{"IFERROR(1/A1,7)+1", "8"}, {"SUM(A2,A2)", "#NUM!"}, {"10^400", "#NUM!"}, {"-10^309", "#NUM!"}, {"SQRT(-1)", "#NUM!"},
		{"LN(0)", "#NUM!"}, {"FACT(171)", "#NUM!"}, {"PRODUCT(A2,A2)", "#NUM!"}, {"SUMSQ(A2)", "#NUM!"},
	})
}

// TestPower: the cases that spreadsheets refuse.
func TestPower(t *testing.T) {
	expectAll(t, "", []struct{ formula, want string }{
		{"0^0", "#NUM!"}, {"0^-1", "#DIV/0!"}, {"(-8)^(1/3)", "#NUM!"}, {"(-2)^3", "-8"}, {"(-2)^-2", "0.25"}, {"2^0.5", "1.4142135623731"},
		{"POWER(0,0)", "#NUM!"}, {"POWER(1.1,120)", "92709.068817831"}, {"10^15", "1000000000000000"}, {"4^0.5", "2"}, {"0^2", "0"},
	})
}

// TestCoercions: what operators make of blanks, booleans and texts.
func TestCoercions(t *testing.T) {
	expectAll(t, "A2 TRUE\nA3 '5\nA4 'abc\nA5 =\"\"\nA6 '10%\nA7 '1,000\nA8 '$1200", []struct{ formula, want string }{
		{"A1+1", "1"}, {`A1&"x"`, "x"}, {"A2+1", "2"}, {"A3+1", "6"}, {"A4+1", "#VALUE!"}, {"A5+1", "#VALUE!"}, {`"10%"+1`, "1.1"},
		{"A6*100", "10"}, {"A7+1", "#VALUE!"}, {"A8+1", "1201"}, {`"2024-01-10"+0`, "45301"}, {`"12:00"*1`, "0.5"}, {`"1 1/2"+0`, "1.5"},
		{`"(5)"+0`, "-5"}, {`" 7 "+0`, "7"}, {`"1e3"+0`, "1000"}, {"-A2", "-1"}, {"A2&A3", "TRUE5"}, {"1&0.1+0.2", "10.3"},
		{"NOT(A1)", "TRUE"}, {`IF("TRUE",1,2)`, "1"}, {`IF("x",1,2)`, "#VALUE!"}, {"IF(A4,1,2)", "#VALUE!"}, {"IF(0.0001,1,2)", "1"},
		{"A1=0", "TRUE"}, {`A1=""`, "TRUE"}, {"A1=FALSE", "TRUE"}, {`A5=0`, "FALSE"}, {"A5=A1", "TRUE"}, {`A3=5`, "FALSE"}, {"A4>99999", "TRUE"},
		{"A2>A4", "TRUE"}, {`"a"="A"`, "TRUE"}, {`"a"<"B"`, "TRUE"}, {`"10"<9`, "FALSE"}, {"TRUE>1E300", "TRUE"}, {"+A4", "abc"}, {"--A2", "1"},
		{"A1", "0"}, {"IF(TRUE,A1)", "0"}, {"A9&A10", ""}, {"SUM(A1:A8)", "0"}, {`SUM("5",TRUE,A3)`, "6"}, {`SUM("x")`, "#VALUE!"},
		{"SUM(A3)", "0"}, {"SUM(A3+0)", "5"}, {"SUM(--A3,A2)", "5"}, {"AVERAGE(A1:A8)", "#DIV/0!"}, {"MAX(A1:A8)", "0"}, {"MIN(A9)", "0"},
		{`COUNT("5",TRUE,"x",A3,A2)`, "2"}, {`COUNT("")`, "0"}, {"COUNTA(A1:A8)", "7"}, {"COUNTBLANK(A1:A8)", "2"}, {"AVERAGEA(A2:A4)", "0.333333333333333"},
		{"MAXA(A1:A4)", "1"}, {"MINA(A2:A3)", "0"}, {"PRODUCT(A9)", "0"}, {"AND(A2,A4)", "TRUE"}, {"AND(A4)", "#VALUE!"}, {`OR("FALSE",A2)`, "TRUE"},
	})
}

// TestErrorsLeftmostFirst: of several errors the one furthest left is shown, and
// functions that do not evaluate an argument do not see its error.
func TestErrorsLeftmostFirst(t *testing.T) {
	expectAll(t, "A1 #N/A\nA2 #DIV/0!\nA3 5", []struct{ formula, want string }{
		{"A1+A2", "#N/A"}, {"A2+A1", "#DIV/0!"}, {`A2&A1`, "#DIV/0!"}, {"A1=A2", "#N/A"}, {"SUM(A3,A2,A1)", "#DIV/0!"}, {"SUM(A1:A3)", "#N/A"},
		{`"x"+A1`, "#VALUE!"}, {"IF(A1,1,2)", "#N/A"}, {"IF(A3=5,1,A1)", "1"}, {"IF(A3=5,A2,A1)", "#DIV/0!"}, {"IFERROR(A1,3)", "3"}, {"IFNA(A1,3)", "3"},
		{"IFNA(A2,3)", "#DIV/0!"}, {"ISERROR(A2)", "TRUE"}, {"ISERR(A1)", "FALSE"}, {"ISNA(A1)", "TRUE"}, {"COUNT(A1:A3)", "1"}, {"COUNTA(A1:A3)", "3"},
		{"AND(FALSE,A1)", "#N/A"}, {"OR(TRUE,A2)", "#DIV/0!"}, {"CHOOSE(1,A3,A1)", "5"}, {"AGGREGATE(9,6,A1:A3)", "5"}, {"ROUND(A1,A2)", "#N/A"},
		{"SWITCH(5,A3,1,A1)", "1"}, {"IFS(FALSE,A1,TRUE,2)", "2"}, {"IFS(TRUE,2,A1,3)", "2"}, {"IFS(FALSE,1)", "#N/A"}, {"ERROR.TYPE(A2)", "2"},
		{"NA()", "#N/A"}, {"TYPE(A1)", "16"}, {"N(A1)", "#N/A"}, {"-A1", "#N/A"}, {"A1%", "#N/A"},
	})
}

// TestFifteenDigits: comparisons look at fifteen digits, subtraction does not.
func TestFifteenDigits(t *testing.T) {
	expectAll(t, "A1 =0.1+0.2", []struct{ formula, want string }{
		{"A1=0.3", "TRUE"}, {"IF(A1=0.3,1,2)", "1"}, {"A1>0.3", "FALSE"}, {"A1<=0.3", "TRUE"}, {"(0.5-0.4-0.1)=0", "FALSE"}, {"1.1+2.2<>3.3", "FALSE"},
		{"1=1.00000000000001", "FALSE"}, {"1=1.000000000000001", "TRUE"}, {"123456789012345678=123456789012345679", "TRUE"},
		{"MATCH(0.3,{0.1;0.2;0.3;0.4},0)", "3"}, {"COUNTIF(A1:A1,0.3)", "1"}, {"4*(0.1+0.2)=1.2", "TRUE"},
	})
	if CompareNumbers(1e300, -1e300) != 1 || CompareNumbers(0, 5e-324) != -1 || CompareNumbers(1e-300, 1e-300*(1+1e-15)) != 0 {
		t.Error("the ends are compared wrongly")
	}
}

// TestGeneral: numbers as texts.
func TestGeneral(t *testing.T) {
	for _, c := range []struct {
		x    float64
		want string
	}{
		{0, "0"}, {math.Copysign(0, -1), "0"}, {1, "1"}, {-1.5, "-1.5"}, {0.1 + 0.2, "0.3"}, {1.0 / 3, "0.333333333333333"}, {1e15, "1000000000000000"},
		{1e20, "100000000000000000000"}, {1e21, "1E+21"}, {1.25e-7, "0.000000125"}, {1e-10, "0.0000000001"}, {1.5e-20, "1.5E-20"},
		{123456789.125, "123456789.125"}, {-2.5e+300, "-2.5E+300"}, {1234567890123456, "1234567890123460"}, {5e-324, "4.94065645841247E-324"},
	} {
		if got := general(c.x); got != c.want {
			t.Errorf("General(%v): calculated %s, expected %s", c.x, got, c.want)
		}
	}
}

// TestReadNumbers: texts that are numbers everywhere, nowhere, or only here.
func TestReadNumbers(t *testing.T) {
	us, de := Locale{Decimal: '.'}, Locale{Decimal: ',', DayFirst: true}
	for _, c := range []struct {
		text   string
		locale Locale
		want   float64
		found  Certainty
	}{
		{"12", Locale{}, 12, Certain}, {"-12.5", Locale{}, -12.5, Certain}, {"+3", Locale{}, 3, Certain}, {"1e3", Locale{}, 1000, Certain},
		{"1.5", Locale{}, 1.5, Certain}, {"0.125", Locale{}, 0.125, Certain}, {"1.000", Locale{}, 0, Doubtful}, {"1,000", Locale{}, 0, Doubtful},
		{"1,5", Locale{}, 0, Doubtful}, {"1,000", us, 1000, Certain}, {"1.000", us, 1, Certain}, {"1,000", de, 1, Certain}, {"1.000", de, 1000, Certain},
		{"1,234,567.5", us, 1234567.5, Certain}, {"1.234.567,5", de, 1234567.5, Certain}, {"1,23", us, 0, NoNumber}, {"12,3456", us, 0, NoNumber},
		{"50%", Locale{}, 0.5, Certain}, {"%50", Locale{}, 0.5, Certain}, {"$5", Locale{}, 5, Certain}, {"-$5", Locale{}, -5, Certain}, {"€5", Locale{}, 5, Certain},
		{"￥88", Locale{}, 88, Certain}, {"(7)", Locale{}, -7, Certain}, {"1 1/2", Locale{}, 1.5, Certain}, {"", Locale{}, 0, NoNumber}, {" ", Locale{}, 0, NoNumber},
		{"abc", Locale{}, 0, NoNumber}, {"1x", Locale{}, 0, NoNumber}, {"0x10", Locale{}, 0, NoNumber}, {"Inf", Locale{}, 0, NoNumber}, {"1e999", Locale{}, 0, NoNumber},
		{"1_000", Locale{}, 0, NoNumber}, {"--1", Locale{}, 0, NoNumber}, {"5%%", Locale{}, 0, NoNumber}, {"2024-01-10", Locale{}, 45301, Certain},
		{"2024/1/10", Locale{}, 45301, Certain}, {"10-Jan-2024", Locale{}, 45301, Certain}, {"Jan 10, 2024", Locale{}, 45301, Certain}, {"1/10/2024", us, 45301, Certain},
		{"10/1/2024", de, 45301, Certain}, {"1/10/2024", Locale{}, 0, Doubtful}, {"3/3/2024", Locale{}, 45354, Certain}, {"2024年1月10日", Locale{}, 0, Doubtful},
		{"2024-13-01", Locale{}, 0, NoNumber}, {"2024-02-30", Locale{}, 0, NoNumber}, {"12:30", Locale{}, 0.520833333333333, Certain}, {"1:30 PM", Locale{}, 0.5625, Certain},
		{"2024-01-10 12:00", Locale{}, 45301.5, Certain}, {"25:61", Locale{}, 0, NoNumber}, {"1/2", Locale{}, 0, Doubtful},
		{"5-Jan", us, 0, Doubtful}, {"Jan-20", us, 0, Doubtful}, {"1/2024", Locale{}, 45292, Certain}, {"2024-01", Locale{}, 45292, Certain}, {"Jan 2024", us, 45292, Certain},
		{"2024-13", us, 0, NoNumber}, {"Jan-45x", us, 0, NoNumber},
	} {
		x, found := c.locale.Read(c.text, false)
		if found != c.found || found == Certain && math.Abs(x-c.want) > 1e-9 {
			t.Errorf("%q in %+v: calculated %v (%d), expected %v (%d)", c.text, c.locale, x, found, c.want, c.found)
		}
	}
	r := NewRun(NewBook(newSheets(t, "A1 '1,000\nB1 =A1*2")), Options{})
	if v := r.Value(cell(t, 0, "B1")); v.Err != ValueError || len(r.Faults()) != 1 || r.Faults()[0].Reason != LocaleDependent || r.Faults()[0].At != cell(t, 0, "B1") {
		t.Errorf("a doubtful text: %v, faults %v", v, r.Faults())
	}
}

// TestSerialDates: the day that never was, the two counts, the ends.
func TestSerialDates(t *testing.T) {
	for _, c := range []struct {
		y, m, d int
		serial  float64
	}{
		{1900, 1, 1, 1}, {1900, 2, 28, 59}, {1900, 3, 1, 61}, {1970, 1, 1, 25569}, {2000, 2, 29, 36585}, {2024, 1, 10, 45301}, {9999, 12, 31, 2958465},
	} {
		if got := serial(c.y, c.m, c.d, false); got != c.serial {
			t.Errorf("%d-%d-%d: calculated %v, expected %v", c.y, c.m, c.d, got, c.serial)
		}
		if y, m, d, ok := civil(c.serial+0.9, false); !ok || y != c.y || m != c.m || d != c.d {
			t.Errorf("day %v: calculated %d-%d-%d", c.serial, y, m, d)
		}
		if c.y >= 1904 {
			if got := serial(c.y, c.m, c.d, true); got != c.serial-1462 {
				t.Errorf("%d-%d-%d from 1904: calculated %v", c.y, c.m, c.d, got)
			}
		}
	}
	if y, m, d, _ := civil(60, false); y != 1900 || m != 2 || d != 29 {
		t.Errorf("day 60 is %d-%d-%d", y, m, d)
	}
	if serial(1900, 1, 60, false) != 60 || serial(2023, 14, 1, false) != serial(2024, 2, 1, false) || serial(2024, 3, 0, false) != serial(2024, 2, 29, false) {
		t.Error("months and days do not carry over")
	}
	for n := 61.0; n <= 2958465; n += 997 {
		y, m, d, ok := civil(n, false)
		if !ok || serial(y, m, d, false) != n {
			t.Fatalf("day %v is %d-%d-%d and back %v", n, y, m, d, serial(y, m, d, false))
		}
	}
	if _, _, _, ok := civil(-1, false); ok {
		t.Error("day -1 is in the calendar")
	}
	w := newSheets(t, "A1 =YEAR(0)\nA2 =\"2024-01-10\"+0\nA3 =DATE(1904,1,1)")
	w.is1904 = true
	r := NewRun(NewBook(w), Options{})
	for place, want := range map[string]string{"A1": "1904", "A2": "43839", "A3": "0"} {
		if got := r.Value(cell(t, 0, place)).String(); got != want {
			t.Errorf("from 1904, %s: calculated %s, expected %s", place, got, want)
		}
	}
}

// TestRound: halves go away from zero, on the digits that are shown.
func TestRound(t *testing.T) {
	expectAll(t, "", []struct{ formula, want string }{
		{"ROUND(1.005,2)", "1.01"}, {"ROUND(2.5,0)", "3"}, {"ROUND(-2.5,0)", "-3"}, {"ROUND(0.5,0)", "1"}, {"ROUND(1.45,1)", "1.5"}, {"ROUND(2.675,2)", "2.68"},
		{"ROUND(1234.5,-2)", "1200"}, {"ROUND(1250,-2)", "1300"}, {"ROUND(-1250,-2)", "-1300"}, {"ROUND(5,-1)", "10"}, {"ROUND(49,-2)", "0"}, {"ROUND(1E300,2)", "1E+300"},
		{"ROUND(0.1+0.2,1)", "0.3"}, {"ROUND(1/3,4)", "0.3333"}, {"ROUND(2.4999999999999996,0)", "3"}, {"ROUND(2.49999999999999,0)", "2"}, {"ROUND(1.5,1.9)", "1.5"},
		{"ROUNDUP(1.1,0)", "2"}, {"ROUNDUP(-1.1,0)", "-2"}, {"ROUNDUP(0.3,1)", "0.3"}, {"ROUNDUP(0.1+0.2,1)", "0.3"}, {"ROUNDUP(3,0)", "3"}, {"ROUNDDOWN(1.9,0)", "1"},
		{"ROUNDDOWN(-1.9,0)", "-1"}, {"ROUNDDOWN(0.29*100,0)", "29"}, {"ROUNDDOWN(4.35*100,0)", "435"}, {"TRUNC(-1.5)", "-1"}, {"TRUNC(1.005*1000)", "1004"}, {"INT(-1.5)", "-2"},
		{"INT(1.5)", "1"}, {"ROUND(123,-400)", "0"}, {"ROUND(0.00001234,400)", "0.00001234"}, {"MOD(-3,2)", "1"}, {"MOD(3,-2)", "-1"}, {"MOD(5,0)", "#DIV/0!"},
	})
	for _, x := range []float64{0.5, 1.5, 2.25, 1e15 + 0.5, 4503599627370495.5, -0.4999999999999999} {
		if up, down := roundUp(x, 0), roundDown(x, 0); math.Abs(up) < math.Abs(down) || math.Abs(up-down) > 1 {
			t.Errorf("%v is rounded up to %v and down to %v", x, up, down)
		}
	}
}

// TestModulo: the rest takes the sign of the divisor.
func TestModulo(t *testing.T) {
	for _, c := range []struct{ x, y, want float64 }{{7, 3, 1}, {-7, 3, 2}, {7, -3, -2}, {-7, -3, -1}, {6, 3, 0}, {-6, 3, 0}, {5.5, 2, 1.5}} {
		if got := modulo(c.x, c.y); got.Num != c.want {
			t.Errorf("MOD(%v,%v): calculated %v, expected %v", c.x, c.y, got, c.want)
		}
	}
}

// TestPatterns: wildcards in texts.
func TestPatterns(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		want          bool
	}{
		{"a*", "ABC", true}, {"a*", "bc", false}, {"?b?", "abc", true}, {"?b?", "ab", false}, {"*", "", true}, {"a~*", "a*", true}, {"a~*", "ab", false},
		{"~~", "~", true}, {"*x*y*", "axbyc", true}, {"*x*y*", "aybxc", false}, {"成本*", "成本表", true}, {"???", "预算表", true}, {"abc", "ABC", true},
		{"*" + strings.Repeat("a*", 30) + "b", strings.Repeat("a", 200), false}, {"a~", "a~", true}, {"~x", "~x", true},
	} {
		if got := newPattern(c.pattern).matches(c.text); got != c.want {
			t.Errorf("%q on %q: %v", c.pattern, c.text, got)
		}
	}
}

// TestWholeLogarithms: those of whole powers are whole.
func TestWholeLogarithms(t *testing.T) {
	for _, n := range []float64{2, 3, 5, 10} {
		for k := 1.0; math.Pow(n, k) < 1<<50; k++ {
			if got := logarithm(math.Pow(n, k), n); got.Num != k {
				t.Errorf("log of %v^%v: calculated %v", n, k, got.Num)
			}
		}
	}
}
