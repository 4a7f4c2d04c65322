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

// excelOpenList names the cells that are known to differ from Excel and not yet
// explained. It only shrinks.
const excelOpenList = "testdata/excel-open.txt"

// excelTolerance is the relative difference allowed, 1e-9 unless Excel's own
// value is less exact.
func excelTolerance(functions []string) float64 {
	for _, f := range functions {
		switch f {
		case "XIRR", "RATE", "YIELD", "ODDFYIELD": // a search that Excel ends early
			return 1e-7
		}
	}
	return 1e-9
}

// excelExceptions are cells that differ on purpose, with the reason.
func excelExceptions() map[string]string {
	const plain = "a file stores #CALC! and #SPILL! as #VALUE!, the true error beside it"
	return map[string]string{
		"INFORMATION__ERROR.TYPE Sheet1!B8":             plain,
		"INFORMATION__ERROR.TYPE Sheet1!B14":            plain,
		"LOOKUP_AND_REFERENCE__FILTER_ERRORS Sheet1!E1": plain,
	}
}

// excelComparison counts what TestExcelValues has compared.
type excelComparison struct {
	formulas, cells, differ int
	compared, unknown       map[string]int // by function
}

// TestExcelValues computes every formula of the 139 workbooks of which all
// functions are known, from the values that Excel saved for its precedents, and
// compares the result with the value that Excel saved for it.
func TestExcelValues(t *testing.T) {
	n := excelComparison{compared: map[string]int{}, unknown: map[string]int{}}
	open, exceptions := excelOpen(t), excelExceptions()
	books := excelBooks(t)
	for _, name := range slices.Sorted(maps.Keys(books)) {
		if *excelBook != "" && *excelBook != name {
			continue
		}
		compareBook(books[name], &n, func(key, formula string, got, want Value, same bool) {
			switch {
			case same && open[key]:
				t.Errorf("%s: equal now, take it off %s", key, excelOpenList)
			case same || exceptions[key] != "":
				return
			case !open[key]:
				t.Errorf("%s: =%s is %s, Excel has %s", key, formula, shown(got), shown(want))
			case *excelBook != "":
				t.Logf("%s: =%s is %s, Excel has %s", key, formula, shown(got), shown(want))
			}
			n.differ++
		})
	}
	t.Logf("%d formulas (%d cells) with %d functions compared, %d cells differ:%s",
		n.formulas, n.cells, len(n.compared), n.differ, byCount(n.compared))
	t.Logf("not compared, as not known:%s", byCount(n.unknown))
}

// compareBook reports every cell of a workbook that is compared.
func compareBook(w *sheetBook, n *excelComparison, report func(key, formula string, got, want Value, same bool)) {
	b := NewBook(w)
	stored := map[Cell]Value{}
	for _, f := range b.Formulas() {
		for _, at := range filled(f) {
			stored[at] = w.values[at]
		}
	}
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
		cells := filled(f)
		for _, at := range cells {
			delete(stored, at)
		}
		run := NewRun(b, Options{Locale: Locale{Decimal: '.', DayFirst: true}, Override: stored, Volatile: frozen})
		for _, at := range cells {
			n.cells++
			got, want := run.Value(at), w.values[at]
			report(w.name+" "+b.Place(at), Print(f.Class.Root, f.At), got, want, agrees(got, want, excelTolerance(functions)))
		}
		for _, at := range cells {
			stored[at] = w.values[at]
		}
	}
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

// excelOpen reads the list of what is known to differ.
func excelOpen(t *testing.T) map[string]bool {
	t.Helper()
	b, err := os.ReadFile(excelOpenList)
	if err != nil {
		t.Fatal(err)
	}
	open := map[string]bool{}
	for line := range strings.Lines(string(b)) {
		open[strings.TrimSuffix(line, "\n")] = true
	}
	return open
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
func agrees(got, stored Value, tolerance float64) bool {
	if got.Kind == Number && stored.Kind == Number {
		return math.Abs(got.Num-stored.Num) <= tolerance*math.Max(math.Abs(got.Num), math.Abs(stored.Num))
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
		return AsText(v).Text
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
