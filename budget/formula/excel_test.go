package formula

import (
	"bufio"
	"compress/gzip"
	"flag"
	"os"
	"regexp"
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
	update      = flag.Bool("update", false, "write testdata/agreement.tsv anew")
	excelBook   = flag.String("book", "", "compute this workbook of "+excelFacts+" alone and print every difference")
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
			w.name = rest
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
		return Str(unescaped(t, rest))
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

// unescaped resolves the _xHHHH_ of ECMA-376 Part 1, 22.9.2.19.
func unescaped(t testing.TB, s string) string {
	escape := regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)
	return escape.ReplaceAllStringFunc(s, func(e string) string {
		u, err := strconv.ParseUint(e[2:6], 16, 16)
		if err != nil {
			t.Fatal(err)
		}
		return string(rune(u))
	})
}
