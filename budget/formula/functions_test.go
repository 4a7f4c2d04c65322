package formula

import (
	"math"
	"testing"
)

// examples checks formulas of one sheet by what a cell shows.
func examples(t *testing.T, sheet string, cases [][2]string) {
	t.Helper()
	for _, c := range cases {
		if got := calculate(t, c[0], sheet).String(); got != c[1] {
			t.Errorf("=%s: calculated %s, expected %s", c[0], got, c[1])
		}
	}
}

// TestShapes: moments by hand. For 1, 2, 3, 6 the mean is 3, the squares 14, the
// cubes 18, the fourth powers 98.
func TestShapes(t *testing.T) {
	s := math.Sqrt(14.0 / 3)
	for formula, want := range map[string]float64{
		"VAR.S(A1:A4)":        14.0 / 3,
		"VAR.P(A1:A4)":        14.0 / 4,
		"STDEV(A1:A4)":        s,
		"STDEVP(A1:A4)":       math.Sqrt(3.5),
		"SKEW(A1:A4)":         18 / (s * s * s) * 4 / (3 * 2),
		"SKEW.P(A1:A4)":       18 / math.Pow(3.5, 1.5) / 4,
		"KURT(A1:A4)":         98/(s*s*s*s)*4*5/(3*2*1) - 27.0/2,
		"GEOMEAN(A1:A4)":      math.Sqrt(6),
		"HARMEAN(A1:A4)":      4 / (1 + 0.5 + 1.0/3 + 1.0/6),
		"AVEDEV(A1:A4)":       6.0 / 4,
		"DEVSQ(A1:A4)":        14,
		"TRIMMEAN(A1:A4,0.5)": 2.5,
		"STANDARDIZE(6,3,2)":  1.5,
	} {
		got := calculate(t, formula, "A1 1\nA2 2\nA3 3\nA4 6")
		if got.Kind != Number || math.Abs(got.Num-want) > 1e-14*math.Abs(want) {
			t.Errorf("=%s: %s, want %g", formula, shown(got), want)
		}
	}
	examples(t, "A1 1\nA2 'x\nA3 TRUE\nA4 3", [][2]string{
		{"VARA(A1:A4)", "1.58333333333333"}, {"STDEV(A1:A2)", "#DIV/0!"}, {"SKEW(A1:A4)", "#DIV/0!"}, {"GEOMEAN(A1,0)", "#NUM!"},
		{"MODE(1,2,2,3,3)", "2"}, {"MODE(1,2)", "#N/A"}, {"SUM(MODE.MULT({1,2,2,3,3}))", "5"},
	})
}

// TestRegression: an exact plane is found again, with nothing left over; a line
// through four points by hand.
func TestRegression(t *testing.T) {
	plane := "A1 1\nA2 2\nA3 4\nA4 7\nA5 3\nB1 5\nB2 1\nB3 2\nB4 8\nB5 4\n" +
		"C1 =2*A1-3*B1+4\nC2 =2*A2-3*B2+4\nC3 =2*A3-3*B3+4\nC4 =2*A4-3*B4+4\nC5 =2*A5-3*B5+4"
	examples(t, plane, [][2]string{
		{"ROUND(INDEX(LINEST(C1:C5,A1:B5),1),12)", "-3"}, {"ROUND(INDEX(LINEST(C1:C5,A1:B5),2),12)", "2"},
		{"ROUND(INDEX(LINEST(C1:C5,A1:B5),3),12)", "4"}, {"ROUND(INDEX(LINEST(C1:C5,A1:B5,TRUE,TRUE),3,1),12)", "1"},
		{"INDEX(LINEST(C1:C5,A1:B5,TRUE,TRUE),4,2)", "2"}, {"ROUND(SUM(TREND(C1:C5,A1:B5,{10,20})),10)", "-36"},
	})
	// y = 1, 3, 2, 5 against 1, 2, 3, 4: slope 1.1, intercept 0, rest 2.7.
	line := "A1 1\nA2 3\nA3 2\nA4 5"
	examples(t, line, [][2]string{
		{"ROUND(SLOPE(A1:A4,{1;2;3;4}),12)", "1.1"}, {"ROUND(INTERCEPT(A1:A4,{1;2;3;4}),12)", "0"},
		{"ROUND(INDEX(LINEST(A1:A4,,TRUE,TRUE),5,2),12)", "2.7"}, {"ROUND(INDEX(LINEST(A1:A4,,TRUE,TRUE),2,1)-SQRT(2.7/2/5),12)", "0"},
		{"ROUND(STEYX(A1:A4,{1;2;3;4})-SQRT(2.7/2),12)", "0"}, {"ROUND(FORECAST(6,A1:A4,{1;2;3;4}),12)", "6.6"},
		{"ROUND(INDEX(LINEST(A1:A4,{1;2;3;4},FALSE),1),12)", "1.1"}, {"ROUND(INDEX(LOGEST({2;4;8;16}),1),12)", "2"},
		{"ROUND(GROWTH({2;4;8;16},,5),9)", "32"}, {"SUM(TREND(A1:A4))", "11"}, {"LINEST(A1:A4,{1;2})", "#REF!"},
		{"ROUND(CORREL(A1:A4,{1;2;3;4})^2-RSQ(A1:A4,{1;2;3;4}),14)", "0"}, {"CORREL({1,1},{2,3})", "#DIV/0!"}, {"CORREL({1,2},{1,2,3})", "#N/A"},
	})
}

// TestConvert: units by their definitions.
func TestConvert(t *testing.T) {
	examples(t, "", [][2]string{
		{`CONVERT(1,"lbm","kg")`, "0.45359237"}, {`CONVERT(68,"F","C")`, "20"}, {`CONVERT(0,"K","C")`, "-273.15"}, {`CONVERT(1,"mi","km")`, "1.609344"},
		{`CONVERT(2.5,"ft","sec")`, "#N/A"}, {`CONVERT(1,"m2","cm2")`, "10000"}, {`ROUND(CONVERT(CONVERT(100,"ft","m"),"ft","m"),4)`, "9.2903"},
		{`CONVERT(1,"kibyte","byte")`, "1024"}, {`CONVERT(1,"hr","mn")`, "60"}, {`CONVERT(1,"l","m^3")`, "0.001"}, {`CONVERT(1,"ha","m2")`, "10000"},
		{`ROUND(CONVERT(6,"tsp","oz"),12)`, "1"}, {`ROUND(CONVERT(1,"gal","qt"),12)`, "4"}, {`CONVERT(1,"m","M")`, "#N/A"}, {`CONVERT(1,"Nmi","m")`, "1852"},
		{`ROUND(CONVERT(1,"HP","W"),6)`, "745.699872"}, {`CONVERT(1,"atm","Pa")`, "101325"}, {`CONVERT(1,"kcal","J")`, "4186.8"},
	})
}

// TestDateFunctions: dates as the vendor's descriptions have them.
func TestDateFunctions(t *testing.T) {
	examples(t, "A1 45292", [][2]string{
		{"DATE(2024,14,1)", "45689"}, {"DATE(24,1,1)", "8767"}, {"DATE(-1,1,1)", "#NUM!"}, {"DATE(1900,2,29)", "60"},
		{"EDATE(DATE(2024,1,31),1)-DATE(2024,2,29)", "0"}, {"EDATE(A1,-1.9)", "45261"}, {"EDATE(TRUE,1)", "#VALUE!"}, {"EDATE(10,-1)", "#NUM!"},
		{"EOMONTH(A1,1.9)", "45351"}, {"EOMONTH(0,0)", "31"}, {"DAYS(A1,A1-5)", "5"}, {`DAYS("2024-03-01","2024-02-01")`, "29"},
		{"WEEKDAY(A1)", "2"}, {"WEEKDAY(A1,2)", "1"}, {"WEEKDAY(A1,3)", "0"}, {"WEEKDAY(A1,16)", "3"}, {"WEEKDAY(A1,17)", "2"}, {"WEEKDAY(A1,4)", "#NUM!"},
		{"WEEKNUM(DATE(2012,3,9))", "10"}, {"WEEKNUM(DATE(2012,3,9),2)", "11"}, {"WEEKNUM(DATE(2021,1,3),21)", "53"}, {"ISOWEEKNUM(DATE(2012,3,9))", "10"},
		{`DATEDIF(DATE(2020,1,31),DATE(2021,3,1),"YM")`, "1"}, {`DATEDIF(2,1,"D")`, "#NUM!"}, {`DATEDIF(1,2,"X")`, "#NUM!"},
		{"TIME(27,0,0)*24", "3"}, {"TIME(0,-1,0)", "#NUM!"}, {"HOUR(0.999999)", "0"}, {"MINUTE(0.52084)", "30"}, {"SECOND(A1+1/86400)", "1"},
		{`DATEVALUE("2011/02/23")`, "40597"}, {`DATEVALUE("22-AUG-2011")`, "40777"}, {`DATEVALUE("nonsense")`, "#VALUE!"}, {"DATEVALUE(45292)", "#VALUE!"},
		{`ROUND(TIMEVALUE("2:24 AM"),9)`, "0.1"}, {`TIMEVALUE("2024-01-01 12:00")`, "0.5"}, {`TIMEVALUE("x")`, "#VALUE!"}, {"YEAR(0)", "1900"}, {"DAY(0)", "0"}, {"YEAR(-1)", "#NUM!"},
		{"NETWORKDAYS(DATE(2012,10,1),DATE(2013,3,1))", "110"}, {"NETWORKDAYS(DATE(2012,10,1),DATE(2013,3,1),DATE(2012,11,22))", "109"},
		{`NETWORKDAYS.INTL(DATE(2006,1,1),DATE(2006,2,1),7,{"2006-01-02","2006-01-16"})`, "22"}, {`NETWORKDAYS.INTL(A1,A1+30,"1111111")`, "0"},
		{"NETWORKDAYS.INTL(A1,A1+30,9)", "#NUM!"}, {`NETWORKDAYS.INTL(A1,A1+30,"12")`, "#VALUE!"}, {"WORKDAY(A1,5)-A1", "7"}, {"WORKDAY(A1,-1)-A1", "-3"},
		{"WORKDAY.INTL(DATE(2012,1,1),30,17)-DATE(2012,2,5)", "0"}, {`WORKDAY.INTL(A1,1,"1111111")`, "#VALUE!"}, {"WORKDAY(A1,1,A1+1)-A1", "2"},
		{"DAYS360(DATE(2011,1,30),DATE(2011,2,1))", "1"}, {"YEARFRAC(A1,A1+366,5)", "#NUM!"}, {"YEARFRAC(A1,A1+366,1)", "1"},
	})
}

// TestTextFunctions: texts as the vendor's descriptions have them.
func TestTextFunctions(t *testing.T) {
	examples(t, "A1 'Apple pie\nA2 1.5\nA3 TRUE", [][2]string{
		{"LEFT(A1,5)", "Apple"}, {"RIGHT(A1)", "e"}, {"MID(A1,7,99)", "pie"}, {"MID(A1,0,1)", "#VALUE!"}, {"LEFT(A1,-1)", "#VALUE!"}, {"LEN(A3)", "4"},
		{`LEN("😀")`, "2"}, {`FIND("p",A1,3)`, "3"}, {`FIND("P",A1)`, "#VALUE!"}, {`SEARCH("P?E",A1)`, "3"}, {`SEARCH("~*","a*b")`, "2"}, {`FIND("",A1)`, "1"},
		{`SUBSTITUTE("1-2-1","1","x",2)`, "1-2-x"}, {`SUBSTITUTE("aaa","a","b")`, "bbb"}, {`SUBSTITUTE("aaa","a","b",0)`, "#VALUE!"}, {`REPLACE("abcdef",3,2,"*")`, "ab*ef"},
		{`PROPER("o'neil 2nd day")`, "O'Neil 2Nd Day"}, {`TRIM("  a   b ")`, "a b"}, {`CLEAN(CHAR(9)&"a"&CHAR(10))`, "a"}, {`REPT("ab",2.9)`, "abab"}, {`REPT("a",-1)`, "#VALUE!"},
		{`EXACT("a","A")`, "FALSE"}, {`TEXTJOIN(", ",TRUE,"a","","b")`, "a, b"}, {`TEXTJOIN({"-","+"},FALSE,"a","b","c","d")`, "a-b+c-d"}, {`CONCAT(A1:A3)`, "Apple pie1.5TRUE"},
		{`TEXTBEFORE("a-b-c","-",-1)`, "a-b"}, {`TEXTAFTER("a-b-c","-",2)`, "c"}, {`TEXTAFTER("abc","x")`, "#N/A"}, {`TEXTAFTER("abc","x",,,1)`, ""}, {`TEXTBEFORE("abc","B",,1)`, "a"},
		{`INDEX(TEXTSPLIT("a,b;c","," ,";"),2,1)`, "c"}, {`INDEX(TEXTSPLIT("a,b;c",",",";"),2,2)`, "#N/A"}, {`COLUMNS(TEXTSPLIT("a,,b",",",,TRUE))`, "2"},
		{`NUMBERVALUE("2.500,27",",",".")`, "2500.27"}, {`NUMBERVALUE("3.5%%")`, "0.00035"}, {`NUMBERVALUE("")`, "0"}, {`NUMBERVALUE("1.2.3")`, "#VALUE!"},
		{"DOLLAR(-1234.567)", "($1,234.57)"}, {"DOLLAR(1234.567,-2)", "$1,200"}, {"FIXED(1234.567,1)", "1,234.6"}, {"FIXED(-1234.567,-1,TRUE)", "-1230"},
		{`CODE("€")`, "128"}, {"CHAR(65)", "A"}, {"CHAR(0)", "#VALUE!"}, {"UNICHAR(20013)", "中"}, {`UNICODE("中")`, "20013"}, {`VALUE("$10")`, "10"}, {`VALUE("x")`, "#VALUE!"},
		{`VALUETOTEXT("a",1)`, `"a"`}, {`ARRAYTOTEXT({1,"a";TRUE,2},1)`, `{1,"a";TRUE,2}`}, {`ARRAYTOTEXT({1,2})`, "1, 2"}, {"T(A2)", ""}, {"T(A1)", "Apple pie"},
		{`TEXT(45292,"dddd")`, "Monday"}, {`TEXT(0.256,"0.0%")`, "25.6%"}, {`TEXT("x","0")`, "x"}, {`TEXT(A2,"")`, ""}, {`HYPERLINK("http://x","y")`, "y"},
		{`REGEXTEST("abc123","[0-9]+$")`, "TRUE"}, {`REGEXEXTRACT("a1b22","[0-9]+")`, "1"}, {`INDEX(REGEXEXTRACT("a1b22","[0-9]+",1),2)`, "22"}, {`REGEXEXTRACT("ab","x")`, "#N/A"},
		{`INDEX(REGEXEXTRACT("John Smith","(\w+) (\w+)",2),2)`, "Smith"}, {`REGEXREPLACE("a1b2","[0-9]","#")`, "a#b#"}, {`REGEXREPLACE("a1b2","[0-9]","#",-1)`, "a1b#"},
		{`REGEXREPLACE("John Smith","(\w+) (\w+)","$2, $1")`, "Smith, John"}, {`REGEXTEST("ABC","b",1)`, "TRUE"}, {`REGEXTEST("a","(?=a)")`, "#VALUE!"},
	})
}

// TestWholeNumbers: counting, bases, bits.
func TestWholeNumbers(t *testing.T) {
	examples(t, "", [][2]string{
		{"COMBIN(8,2)", "28"}, {"COMBIN(2,8)", "#NUM!"}, {"COMBIN(100,50)", "1.00891344545564E+29"}, {"COMBINA(4,3)", "20"}, {"COMBINA(0,0)", "1"}, {"PERMUT(100,3)", "970200"}, {"PERMUTATIONA(3,2)", "9"},
		{"FACT(5.9)", "120"}, {"FACT(-1)", "#NUM!"}, {"FACTDOUBLE(7)", "105"}, {"GCD(24,36)", "12"}, {"LCM(24,36)", "72"}, {"MULTINOMIAL(2,3,4)", "1260"}, {"ROMAN(499,4)", "ID"}, {`ARABIC("mcmxii")`, "1912"},
		{`BASE(255,16)`, "FF"}, {`BASE(7,2,10)`, "0000000111"}, {`BASE(7,1)`, "#NUM!"}, {`DECIMAL("FF",16)`, "255"}, {`DECIMAL("zap",36)`, "45745"}, {`DECIMAL("2",2)`, "#NUM!"},
		{`DEC2BIN(-100)`, "1110011100"}, {`HEX2DEC("FFFFFFFF5B")`, "-165"}, {`OCT2HEX(100,4)`, "0040"}, {"BITLSHIFT(4,2)", "16"}, {"BITRSHIFT(13,2)", "3"}, {"BITXOR(5,3)", "6"}, {"BITAND(-1,1)", "#NUM!"},
		{"DELTA(5,4)", "0"}, {"DELTA(5,5)", "1"}, {"GESTEP(5,4)", "1"}, {"GESTEP(-1)", "0"}, {"MROUND(-10,-3)", "-9"}, {"MROUND(5,-2)", "#NUM!"}, {"SERIESSUM(2,0,1,{1,1,1})", "7"}, {"SQRTPI(1)-SQRT(PI())", "0"},
		{"CEILING.MATH(-5.5,2,1)", "-6"}, {"FLOOR.MATH(-5.5,2,1)", "-4"}, {"FLOOR(2.5,0)", "#DIV/0!"}, {"EVEN(-1)", "-2"}, {"ODD(0)", "1"},
		{`COMPLEX(3,4)`, "3+4i"}, {`COMPLEX(0,1,"j")`, "j"}, {`IMSUM("3+4i","5-3i")`, "8+i"}, {`IMPRODUCT("3+4i","5-3i")`, "27+11i"}, {`IMDIV("-238+240i","10+24i")`, "5+12i"}, {`IMABS("5+12i")`, "13"},
		{`IMREAL("6-9i")`, "6"}, {`IMAGINARY("-j")`, "-1"}, {`IMCONJUGATE("3+4i")`, "3-4i"}, {`IMSUM("1+i","1+j")`, "#VALUE!"}, {`IMABS("x")`, "#NUM!"}, {`IMARGUMENT(0)`, "#DIV/0!"}, {`IMSUB("13+4i","5+3i")`, "8+i"},
	})
}

// TestDatabaseFunctions: the orchard of the vendor's descriptions.
func TestDatabaseFunctions(t *testing.T) {
	orchard := "A1 'Tree\nB1 'Height\nC1 'Age\nD1 'Height\nA2 '=\"=Apple\"\nA2 '=Apple\nB2 '>10\nD2 '<16\nA3 '=Pear\n" +
		"A5 'Tree\nB5 'Height\nC5 'Age\nD5 'Yield\nA6 'Apple\nB6 18\nC6 20\nD6 14\nA7 'Pear\nB7 12\nC7 12\nD7 10\n" +
		"A8 'Cherry\nB8 13\nC8 14\nD8 9\nA9 'Apple\nB9 14\nC9 15\nD9 10\nA10 'Pear\nB10 9\nC10 8\nD10 8\nA11 'Apple\nB11 8\nC11 9\nD11 6"
	examples(t, orchard, [][2]string{
		{`DCOUNT(A5:D11,"Age",A1:D2)`, "1"}, {`DCOUNTA(A5:D11,"Tree",A1:A3)`, "5"}, {`DMAX(A5:D11,"Yield",A1:A3)`, "14"}, {`DMIN(A5:D11,4,A1:B2)`, "10"},
		{`DSUM(A5:D11,"Yield",A1:A2)`, "30"}, {`DAVERAGE(A5:D11,"Yield",A1:B2)`, "12"}, {`DPRODUCT(A5:D11,"Yield",A1:A2)`, "840"}, {`DGET(A5:D11,"Yield",A1:D2)`, "10"},
		{`DGET(A5:D11,"Yield",A1:A3)`, "#NUM!"}, {`ROUND(DSTDEV(A5:D11,"Yield",A1:A3),6)`, "2.966479"}, {`ROUND(DVARP(A5:D11,"Yield",A1:A3),2)`, "7.04"}, {`DSUM(A5:D11,"Nothing",A1:A2)`, "#VALUE!"},
	})
}

// TestFinanceFunctions: arguments that have no answer, and a few that have.
func TestFinanceFunctions(t *testing.T) {
	examples(t, "A1 -100\nA3 60\nA4 'x\nA5 60", [][2]string{
		{"ROUND(NPV(0.1,A1:A5),6)", "3.756574"}, {"ROUND(IRR(A1:A5),9)", "0.130662386"}, {"IRR(A3:A5)", "#NUM!"}, {"IRR(A1:A5,-1)", "#VALUE!"},
		{"ROUND(PMT(0.08/12,10,10000),2)", "-1037.03"}, {"PMT(0,10,100)", "-10"}, {"PMT(0.1,0,100)", "#NUM!"}, {"PV(0,12,-100)", "1200"}, {"ROUND(RATE(48,-200,8000)*12,4)", "0.0924"},
		{"IPMT(0.1,0,3,100)", "#NUM!"}, {"IPMT(0.1,4,3,100)", "#NUM!"}, {"CUMIPMT(0.1,3,100,1,3,2)", "#NUM!"}, {"ROUND(CUMIPMT(0.1,3,100,1,3,0)+CUMPRINC(0.1,3,100,1,3,0)-3*PMT(0.1,3,100),9)", "0"},
		{"ISPMT(0.1,0,3,100)", "-10"}, {"SLN(100,10,0)", "#DIV/0!"}, {"SYD(100,10,5,6)", "#NUM!"}, {"DB(100,10,5,6)", "#NUM!"}, {"DDB(100,10,5,6)", "#NUM!"}, {"VDB(100,10,5,3,2)", "#NUM!"},
		{"EFFECT(0.1,0)", "#NUM!"}, {"EFFECT(TRUE,4)", "#VALUE!"}, {"RRI(96,10000,11000)>0", "TRUE"}, {"PDURATION(0,1,2)", "#NUM!"}, {"FVSCHEDULE(1,{0.09,0.11,0.1})", "1.33089"},
		{"TBILLPRICE(DATE(2008,3,31),DATE(2008,6,1),0.09)", "98.45"}, {"ROUND(TBILLYIELD(DATE(2008,3,31),DATE(2008,6,1),98.45),6)", "0.091417"}, {"TBILLEQ(DATE(2008,3,31),DATE(2009,6,1),0.09)", "#NUM!"},
		{"COUPNUM(DATE(2007,1,25),DATE(2008,11,15),2,1)", "4"}, {"COUPDAYBS(DATE(2011,1,25),DATE(2011,11,15),2,1)", "71"}, {"COUPDAYS(DATE(2011,1,25),DATE(2011,11,15),2,1)", "181"},
		{"COUPDAYSNC(DATE(2011,1,25),DATE(2011,11,15),2,1)", "110"}, {"COUPPCD(DATE(2011,1,25),DATE(2011,11,15),2,1)-DATE(2010,11,15)", "0"}, {"COUPNUM(2,1,2)", "#NUM!"}, {"COUPNUM(1,2,3)", "#NUM!"},
		{"MIRR({1,2},0.1,0.1)", "#DIV/0!"}, {"XNPV(-0.1,{1,2},{1,2})", "#NUM!"}, {"ROUND(XIRR({-100,121},{45000,45730}),12)", "0.1"}, {"XIRR({-100,121},{45000,44000})", "#NUM!"},
	})
}
