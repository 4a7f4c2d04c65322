package formula

import (
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// excelTolerance is the difference allowed, relative and absolute: 1e-9 of the
// value, unless Excel's own value is less exact.
func excelTolerance(functions []string, operand float64) (relative, absolute float64) {
	relative = 1e-9
	for _, f := range functions {
		switch f {
		case "XIRR", "RATE", "YIELD", "ODDFYIELD": // a search that Excel ends early
			relative = 1e-7
		case "NPV", "XNPV", "MINVERSE": // sums that cancel: at the rate of return nothing is left
			absolute = 1e-12 * operand
		case "NORM.INV": // the mean and what is added to it cancel
			absolute = 1e-14
		case "IRR":
			absolute = 1e-11
		case "BESSELI", "BESSELJ", "BESSELK", "BESSELY":
			// Excel's are polynomials of eight digits (Abramowitz and Stegun 9.4 and
			// 9.8) and recurrences on them; ours agree with tables to 1e-12.
			relative = 2e-7
			if f == "BESSELJ" || f == "BESSELY" { // near a zero
				absolute = 6e-7
			}
		}
	}
	return relative, absolute
}

// excelExceptions are cells that differ on purpose, with the reason.
func excelExceptions() map[string]string {
	angle := "the 8087 takes pi to 66 digits when it reduces an angle; ours is the nearest double"
	double := "a double root at 0: Newton's steps stop where the flows cancel"
	const plain = "a file stores #CALC! and #SPILL! as #VALUE!, the true error beside it"
	return map[string]string{
		"INFORMATION__ERROR.TYPE Sheet1!B8":                         plain,
		"INFORMATION__ERROR.TYPE Sheet1!B14":                        plain,
		"LOOKUP_AND_REFERENCE__FILTER_ERRORS Sheet1!E1":             plain,
		"FINANCIAL__IRR 'Three Parameters'!D2":                      double,
		"FINANCIAL__IRR FullRow!Q1":                                 double,
		"MATH_AND_TRIGONOMETRY__TRIGONOMETRIC COT_CSC_SEC!B33":      angle,
		"MATH_AND_TRIGONOMETRY__TRIGONOMETRIC COT_CSC_SEC!C33":      angle,
		"MATH_AND_TRIGONOMETRY__TRIGONOMETRIC COT_CSC_SEC!B34":      angle,
		"MATH_AND_TRIGONOMETRY__TRIGONOMETRIC COT_CSC_SEC!D34":      angle,
		"MATH_AND_TRIGONOMETRY__TRIGONOMETRIC COT_CSC_SEC!B35":      angle,
		"MATH_AND_TRIGONOMETRY__TRIGONOMETRIC COT_CSC_SEC!D35":      angle,
		"MATH_AND_TRIGONOMETRY__trigonometric_functions Sheet1!B12": angle,
		"MATH_AND_TRIGONOMETRY__trigonometric_functions Sheet1!D12": angle,
		"MATH_AND_TRIGONOMETRY__trigonometric_functions Sheet1!C13": angle,
		"STATISTICAL__FISHER_FISHERINV 'FISHER FISHERINV'!B22":      "Excel loses eight digits in ln((1+x)/(1-x)) at x = 1e-10",
	}
}

// excelComparison counts what TestExcelValues has compared.
type excelComparison struct {
	formulas, cells, differ int
	compared, unknown       map[string]int // formulas by function
	equal                   map[string]int // of those compared
}

// TestExcelValues computes every formula of the 139 workbooks of which all
// functions are known, from the values that Excel saved for its precedents, and
// compares the result with the value that Excel saved for it.
func TestExcelValues(t *testing.T) {
	n := excelComparison{compared: map[string]int{}, unknown: map[string]int{}, equal: map[string]int{}}
	exceptions, met := excelExceptions(), map[string]bool{}
	books := excelBooks(t)
	for _, name := range slices.Sorted(maps.Keys(books)) {
		if *excelBook != "" && *excelBook != name {
			continue
		}
		compareBook(books[name], &n, func(key, formula string, got, want Value, same bool) {
			switch {
			case same:
			case exceptions[key] != "":
				met[key] = true
			default:
				n.differ++
				t.Errorf("%s: =%s is %s, Excel has %s", key, formula, shown(got), shown(want))
			}
		})
	}
	for key := range exceptions {
		if *excelBook == "" && !met[key] {
			t.Errorf("%s: equal now, take it off the exceptions", key)
		}
	}
	t.Logf("%d formulas (%d cells) with %d functions compared, %d cells differ:%s",
		n.formulas, n.cells, len(n.compared), n.differ, byCount(n.compared))
	t.Logf("not compared, as not known:%s", byCount(n.unknown))
	if *excelBook == "" {
		n.keep(t)
	}
}

// keep writes with -update how many formulas of each function agree with Excel, and says
// where what is written is old. The page functions.md is made of it.
func (n *excelComparison) keep(t *testing.T) {
	t.Helper()
	var b strings.Builder
	b.WriteString("# function, formulas compared with values that Excel stored, of them equal\n")
	names := slices.Collect(maps.Keys(functionTable(nil)))
	names = append(names, "LET", "LAMBDA", "ANCHORARRAY", "SINGLE")
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		fmt.Fprintf(&b, "%s\t%d\t%d\n", name, n.compared[name], n.equal[name])
	}
	const file = "testdata/agreement.tsv"
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if old, err := os.ReadFile(file); err != nil || strings.ReplaceAll(string(old), "\r\n", "\n") != b.String() {
		t.Errorf("%s is old (%v): go test ./budget/formula -run TestExcelValues -update", file, err)
	}
}

// compareBook reports every cell of a workbook that is compared.
func compareBook(w *sheetBook, n *excelComparison, report func(key, formula string, got, want Value, same bool)) {
	b := NewBook(w)
	stored := map[Cell]Value{}
	for _, f := range b.Formulas() {
		if f.Form == PlainFormula { // A1# needs the array itself
			stored[f.At] = w.values[f.At]
		}
	}
	largest := w.largest()
	for _, f := range b.Formulas() {
		functions, unknown := calls(b, f)
		if unknown != "" && w.values[f.At].Err != NameError {
			n.unknown[unknown]++
			continue
		}
		n.formulas++
		for _, name := range functions {
			n.compared[name]++
		}
		delete(stored, f.At)
		run := NewRun(b, Options{Locale: Locale{Decimal: '.', DayFirst: true}, Override: stored, Volatile: frozen})
		equal := true
		for _, at := range filled(f) {
			n.cells++
			got, want := run.Value(at), w.values[at]
			relative, absolute := excelTolerance(functions, largest[at.Sheet])
			same := agrees(got, want, relative, absolute)
			equal = equal && same
			report(w.name+" "+b.Place(at), Print(f.Class.Root, f.At), got, want, same)
		}
		if equal {
			for _, name := range functions {
				n.equal[name]++
			}
		}
		if f.Form == PlainFormula {
			stored[f.At] = w.values[f.At]
		}
	}
}

// largest is the largest number of each sheet up to a million, the operand of
// what cancels.
func (w *sheetBook) largest() map[int32]float64 {
	top := map[int32]float64{}
	for c, v := range w.values {
		if x := math.Abs(v.Num); v.Kind == Number && x <= 1e6 {
			top[c.Sheet] = math.Max(top[c.Sheet], x)
		}
	}
	return top
}

// filled are the cells of a formula's values.
func filled(f *Formula) []Cell {
	if f.Form == PlainFormula {
		return []Cell{f.At}
	}
	var cells []Cell
	for r := range f.Area.Rows() {
		for c := range f.Area.Cols() {
			cells = append(cells, f.Area.At(r, c))
		}
	}
	return cells
}

// calls are the functions that a formula calls, and one that is not known.
func calls(b *Book, f *Formula) (names []string, unknown string) {
	Walk(f.Class.Root, func(n Node) bool {
		call, ok := n.(*Apply)
		if !ok {
			return true
		}
		if call.Func == nil && b.names[nameKey{-1, Fold(call.Name)}] == nil {
			unknown = call.Name
		}
		if !slices.Contains(names, call.Name) {
			names = append(names, call.Name)
		}
		return true
	})
	return names, unknown
}

// byCount writes counted names, the largest first.
func byCount(count map[string]int) string {
	names := slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		if count[a] != count[b] {
			return count[b] - count[a]
		}
		return strings.Compare(a, b)
	})
	var b strings.Builder
	for _, n := range names {
		fmt.Fprintf(&b, " %s %d", n, count[n])
	}
	return b.String()
}

// agrees compares a computed value with a stored one: numbers to a part of
// their size, others exactly.
func agrees(got, stored Value, relative, absolute float64) bool {
	if got.Kind == Number && stored.Kind == Number {
		return math.Abs(got.Num-stored.Num) <= relative*math.Max(math.Abs(got.Num), math.Abs(stored.Num))+absolute
	}
	if stored.Kind == Blank { // an empty text is stored as nothing
		return got.Kind == Text && got.Text == "" || got.Kind == Number && got.Num == 0
	}
	return got.Kind == stored.Kind && got.Num == stored.Num && got.Text == stored.Text && got.Err == stored.Err
}

// shown is a value with all its digits.
func shown(v Value) string {
	switch v.Kind {
	case Number:
		return strconv.FormatFloat(v.Num, 'g', 17, 64)
	case Text:
		return strconv.Quote(v.Text)
	case Error:
		return v.Err.String()
	case Bool:
		return asText(v).Text
	}
	return v.Kind.String()
}

// frozen answers volatile functions with values that no formula should depend
// on.
func frozen(_ Cell, function string) Value {
	if function == "RAND" {
		return Num(0.5)
	}
	return Num(45000)
}
