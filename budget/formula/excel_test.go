package formula

import (
	"bufio"
	"compress/gzip"
	"flag"
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// excelFacts holds the formulas and stored values of workbooks saved by Excel,
// made by TestExcelTable from the calculation tests of the project IronCalc
// (ironcalc/IronCalc, xlsx/tests/calc_tests, MIT or Apache-2.0).
const excelFacts = "testdata/excel.txt.gz"

var (
	excelFolder = flag.String("excel", "", "folder of workbooks saved by Excel, to renew "+excelFacts)
	excelBook   = flag.String("book", "", "print every difference of this workbook of "+excelFacts)
)

// TestExcelTable renews the facts where a folder is named.
func TestExcelTable(t *testing.T) {
	if *excelFolder == "" {
		t.Skip("no folder of workbooks is named by -excel")
	}
	var out strings.Builder
	for _, file := range excelFiles(t, *excelFolder) {
		tableOf(t, file, &out)
	}
	f, err := os.Create(excelFacts)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewWriterLevel(f, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := z.Write([]byte(out.String())); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes of text", out.Len())
}

// excelBooks reads the facts.
func excelBooks(t testing.TB) map[string]*sheetBook {
	t.Helper()
	f, err := os.Open(excelFacts)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	books := map[string]*sheetBook{}
	var w *sheetBook
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		head, rest, _ := strings.Cut(lines.Text(), " ")
		if head == "book" {
			w = newSheets(t)
			books[rest] = w
			continue
		}
		fields := excelFields(t, rest)
		switch head {
		case "sheet":
			w.sheets = append(w.sheets, fields[0])
		case "hidden":
			w.hidden[[2]int{len(w.sheets) - 1, number(t, fields[0])}] = false
		case "name":
			w.names = append(w.names, Definition{fields[1], number(t, fields[0]), fields[2]})
		case "table":
			area := areaOf(t, number(t, fields[0]), fields[2])
			w.tables = append(w.tables, Table{fields[1], area, fields[5:], fields[3] != "0", fields[4] != "0"})
		default:
			w.takeExcel(t, head, fields)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return books
}

// takeExcel takes in a cell.
func (w *sheetBook) takeExcel(t testing.TB, place string, fields []string) {
	at := cell(t, len(w.sheets)-1, place)
	if len(fields) == 1 {
		w.values[at] = storedValue(t, fields[0])
		return
	}
	form := map[string]Form{"plain": PlainFormula, "array": ArrayFormula, "dynamic": DynamicArray}[fields[0]]
	s := Source{At: at, Text: fields[4], From: cell(t, int(at.Sheet), fields[1]), Form: form, Area: areaOf(t, int(at.Sheet), fields[2])}
	w.sources = append(w.sources, s)
	w.values[at] = storedValue(t, fields[3])
}

// excelFields splits a line at spaces outside quotation marks.
func excelFields(t testing.TB, s string) []string {
	var out []string
	for s != "" {
		prefix := ""
		if strings.HasPrefix(s, `s:"`) {
			prefix, s = "s:", s[2:]
		}
		if s[0] == '"' {
			q, err := strconv.QuotedPrefix(s)
			if err != nil {
				t.Fatal(err)
			}
			text, err := strconv.Unquote(q)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, prefix+text)
			s = strings.TrimPrefix(s[len(q):], " ")
			continue
		}
		field, rest, _ := strings.Cut(s, " ")
		out, s = append(out, field), rest
	}
	return out
}

func storedValue(t testing.TB, s string) Value {
	kind, rest, _ := strings.Cut(s, ":")
	switch kind {
	case "s":
		return Str(rest)
	case "b":
		return Logic(rest == "1")
	case "e":
		code, ok := ParseCode(rest)
		if !ok {
			t.Fatalf("error %q", rest)
		}
		return Fail(code)
	case "n":
		x, err := strconv.ParseFloat(rest, 64)
		if err != nil {
			t.Fatal(err)
		}
		return Num(x)
	}
	return Value{}
}

func number(t testing.TB, s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func areaOf(t testing.TB, sheet int, s string) Area {
	first, last, wide := strings.Cut(strings.ReplaceAll(s, "$", ""), ":")
	a := AreaOf(cell(t, sheet, first))
	if wide {
		a = a.Hull(AreaOf(cell(t, sheet, last)))
	}
	return a
}

// agrees compares a computed value with a stored one: numbers to 1e-9 of their
// size (1e-12 near 0, where a last subtraction cancels), others exactly.
func agrees(got, stored Value) bool {
	if got.Kind == Number && stored.Kind == Number {
		diff := math.Abs(got.Num - stored.Num)
		return diff <= 1e-9*math.Abs(stored.Num) || diff <= 1e-12
	}
	if stored.Kind == Blank { // an empty text is stored as nothing
		return got.Kind == Text && got.Text == "" || got.Kind == Number && got.Num == 0
	}
	return got.Kind == stored.Kind && got.Num == stored.Num && got.Text == stored.Text && got.Err == stored.Err
}

// excelCount counts formulas by the functions they call.
type excelCount struct{ equal, total int }

// TestExcelValues computes workbooks whose values Excel has stored. A formula
// counts where it and all it calls are supported; what differs must be listed
// in excelDifferences with its reason.
func TestExcelValues(t *testing.T) {
	byFunction := map[string]*excelCount{}
	all := excelCount{}
	books := excelBooks(t)
	for _, name := range slices.Sorted(maps.Keys(books)) {
		one := compareBook(t, name, books[name], byFunction)
		all.equal, all.total = all.equal+one.equal, all.total+one.total
		if *excelBook != "" || one.equal < one.total {
			t.Logf("%-60s %5d of %5d", name, one.equal, one.total)
		}
	}
	t.Logf("%d of %d formulas equal the values that Excel stored", all.equal, all.total)
	for _, f := range slices.Sorted(maps.Keys(byFunction)) {
		if n := byFunction[f]; testing.Verbose() && n.equal < n.total {
			t.Logf("function %-20s %5d of %5d", f, n.equal, n.total)
		}
	}
}

// compareBook compares one workbook.
func compareBook(t *testing.T, name string, w *sheetBook, byFunction map[string]*excelCount) excelCount {
	b := NewBook(w)
	r := NewRun(b, Options{Locale: Locale{Decimal: '.'}, Volatile: frozen})
	var one excelCount
	for _, f := range b.Formulas() {
		got, stored := r.Value(f.At), w.values[f.At]
		equal := agrees(got, stored)
		for row := range f.Area.Rows() { // what it spreads over other cells too
			for col := range f.Area.Cols() {
				at := f.Area.At(row, col)
				if x := r.Value(at); equal && !agrees(x, w.values[at]) {
					got, stored, equal = x, w.values[at], false
				}
			}
		}
		one.total++
		if equal {
			one.equal++
		} else if *excelBook == name {
			fmt.Printf("%s =%s: calculated %s, Excel stored %s (%v)\n", b.Place(f.At), Print(f.Class.Root, f.At), got, stored, f.Form)
		}
		Walk(f.Class.Root, func(n Node) bool {
			if call, ok := n.(*Apply); ok {
				count := byFunction[call.Name]
				if count == nil {
					count = &excelCount{}
					byFunction[call.Name] = count
				}
				count.total++
				if equal {
					count.equal++
				}
			}
			return true
		})
	}
	return one
}

// frozen answers volatile functions with values that no formula should depend
// on.
func frozen(_ Cell, function string) Value {
	if function == "RAND" {
		return Num(0.5)
	}
	return Num(45000)
}
