package formula

import (
	"strings"
	"testing"
)

// sheetBook is a workbook for tests: cells by place, texts that begin with = are
// formulas, with {=...} an array formula over the cells named before a colon.
type sheetBook struct {
	name    string
	sheets  []string
	values  map[Cell]Value
	sources []Source
	names   []Definition
	tables  []Table
	is1904  bool
	hidden  map[[2]int]bool // filtered or not
	links   map[string]int
}

func (w *sheetBook) Sheets() []string { return w.sheets }
func (w *sheetBook) Link(_ int, sheet string) (int, bool) {
	id, ok := w.links[sheet]
	return id, ok
}
func (w *sheetBook) Extent(sheet int) (rows, cols int) {
	grow := func(c Cell) {
		if int(c.Sheet) == sheet {
			rows, cols = max(rows, int(c.Row)+1), max(cols, int(c.Col)+1)
		}
	}
	for c := range w.values {
		grow(c)
	}
	for _, s := range w.sources {
		grow(s.At)
		if s.Form != PlainFormula {
			grow(Cell{s.At.Sheet, s.Area.Bottom, s.Area.Right})
		}
	}
	return rows, cols
}
func (w *sheetBook) Value(at Cell) Value { return w.values[at] }
func (w *sheetBook) Formulas(yield func(Source) bool) {
	for _, s := range w.sources {
		if !yield(s) {
			return
		}
	}
}
func (w *sheetBook) Names() []Definition { return w.names }
func (w *sheetBook) Tables() []Table     { return w.tables }
func (w *sheetBook) Date1904() bool      { return w.is1904 }
func (w *sheetBook) Hidden(sheet, row int) (hidden, filtered bool) {
	f, ok := w.hidden[[2]int{sheet, row}]
	return ok, f
}

// newSheets makes a workbook of sheets named S1, S2, ...; each line of a sheet
// is a cell: "B4 12", "B4 'text", "B4 =B3+1", "B4:B6 {=A1:A3*2}" (array formula),
// "B4:B6 [=A1:A3*2]" (dynamic array). TRUE, FALSE and errors are what they say.
func newSheets(t testing.TB, sheets ...string) *sheetBook {
	t.Helper()
	w := &sheetBook{values: map[Cell]Value{}, links: map[string]int{}, hidden: map[[2]int]bool{}}
	for id, text := range sheets {
		w.sheets = append(w.sheets, "S"+string(rune('1'+id)))
		for line := range strings.SplitSeq(text, "\n") {
			if line = strings.TrimSpace(line); line != "" {
				w.put(t, id, line)
			}
		}
	}
	return w
}

// put takes in a line of a sheet.
func (w *sheetBook) put(t testing.TB, sheet int, line string) {
	t.Helper()
	place, text, _ := strings.Cut(line, " ")
	first, last, wide := strings.Cut(place, ":")
	at := cell(t, sheet, first)
	s := Source{At: at, From: at, Area: AreaOf(at)}
	if wide {
		s.Area = s.Area.Hull(AreaOf(cell(t, sheet, last)))
	}
	switch {
	case strings.HasPrefix(text, "="):
		s.Text = text[1:]
		w.sources = append(w.sources, s)
	case strings.HasPrefix(text, "{="):
		s.Text, s.Form = strings.TrimSuffix(text[2:], "}"), ArrayFormula
		w.sources = append(w.sources, s)
	case strings.HasPrefix(text, "[="):
		s.Text, s.Form = strings.TrimSuffix(text[2:], "]"), DynamicArray
		w.sources = append(w.sources, s)
	default:
		w.values[at] = constant(text)
	}
}

// constant is what a cell holds that was given a text.
func constant(text string) Value {
	if rest, ok := strings.CutPrefix(text, "'"); ok {
		return Str(rest)
	}
	if code, ok := ParseCode(text); ok {
		return Fail(code)
	}
	if b := AsLogic(Str(text)); b.Kind == Bool {
		return b
	}
	if n := AsNumber(Str(text), Locale{}, false); n.Kind == Number {
		return n
	}
	return Str(text)
}

// cell reads an address.
func cell(t testing.TB, sheet int, a1 string) Cell {
	t.Helper()
	c, end, ok := cellAt(a1, 0)
	if !ok || end != len(a1) {
		t.Fatalf("%q is no cell", a1)
	}
	return Cell{int32(sheet), c.Row, c.Col}
}

// calculate is the value of a formula in Z99 of the first sheet.
func calculate(t testing.TB, formula string, sheets ...string) Value {
	t.Helper()
	if len(sheets) == 0 {
		sheets = []string{""}
	}
	w := newSheets(t, sheets...)
	w.put(t, 0, "Z99 ="+formula)
	return NewRun(NewBook(w), Options{}).Value(cell(t, 0, "Z99"))
}

// TestExamples: the five functions that show the kinds of arguments.
func TestExamples(t *testing.T) {
	sheet := "A1 1\nA2 2\nA3 'x\nA4 TRUE\nA5 '5\nB1 10\nB2 20\nB5 #N/A"
	for _, c := range []struct{ formula, want string }{
		{"SUM(A1:A5)", "3"},
		{`SUM("5",TRUE)`, "6"},
		{`SUM(A1:A2,B1:B2,"x")`, "#VALUE!"},
		{"SUM(A1:B5)", "#N/A"},
		{"IF(A1=1,A2,1/0)", "2"},
		{"IF(A1=2,1/0)", "FALSE"},
		{"SUM(IF(TRUE,A1:A2,B1))", "3"},
		{"ABS(-2)", "2"},
		{"SUM(ABS({-1,2;-3,4}))", "10"},
		{"INDEX(A1:B2,2,2)", "20"},
		{"SUM(INDEX(A1:B2,0,2))", "30"},
		{"INDEX(A1:B2,3,1)", "#REF!"},
		{"SUM(A1:INDEX(B1:B2,2))", "33"},
		{"NPV(0,A1:A5)", "3"},
	} {
		if got := calculate(t, c.formula, sheet).String(); got != c.want {
			t.Errorf("%s: calculated %s, expected %s", c.formula, got, c.want)
		}
	}
}
