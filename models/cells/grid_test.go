package cells

import (
	"strconv"
	"strings"
	"sync"
	"testing"

	"ballast/budget"
	"ballast/budget/formula"
)

// grid is a workbook for tests: each sheet is lines of a place and what stands
// in it, a number, a text behind an apostrophe or a formula behind =.
type grid struct {
	names   []string
	values  map[formula.Cell]formula.Value
	sources []formula.Source
	defined []formula.Definition
	known   map[int][3]int // extents: cells there were, rows, columns
	mutex   sync.Mutex
}

func (g *grid) Sheets() []string                    { return g.names }
func (g *grid) Link(int, string) (int, bool)        { return 0, false }
func (g *grid) Value(at formula.Cell) formula.Value { return g.values[at] }
func (g *grid) Names() []formula.Definition         { return g.defined }
func (g *grid) Tables() []formula.Table             { return nil }
func (g *grid) Date1904() bool                      { return false }
func (g *grid) Hidden(int, int) (bool, bool)        { return false, false }
func (g *grid) Extent(sheet int) (rows, cols int) {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	size := len(g.values) + len(g.sources)
	if e, ok := g.known[sheet]; ok && e[0] == size {
		return e[1], e[2]
	}
	grow := func(c formula.Cell) {
		if int(c.Sheet) == sheet {
			rows, cols = max(rows, int(c.Row)+1), max(cols, int(c.Col)+1)
		}
	}
	for c := range g.values {
		grow(c)
	}
	for _, s := range g.sources {
		grow(formula.Cell{Sheet: s.At.Sheet, Row: s.Area.Bottom, Col: s.Area.Right})
	}
	if g.known == nil {
		g.known = map[int][3]int{}
	}
	g.known[sheet] = [3]int{size, rows, cols}
	return rows, cols
}
func (g *grid) Formulas(yield func(formula.Source) bool) {
	for _, s := range g.sources {
		if !yield(s) {
			return
		}
	}
}

// place reads B4 on a sheet.
func place(t testing.TB, sheet int, text string) formula.Cell {
	t.Helper()
	n, err := formula.Parse(text, formula.Cell{Sheet: int32(sheet)})
	r, ok := n.(*formula.Range)
	if err != nil || !ok {
		t.Fatalf("no cell: %s", text)
	}
	return r.Area(formula.Cell{Sheet: int32(sheet)}).First()
}

// newGrid makes a workbook of sheets named "Model", "Data" and so on, and stores
// the value that each formula has at static inputs.
func newGrid(t *testing.T, sheets ...string) *grid {
	t.Helper()
	g := &grid{values: map[formula.Cell]formula.Value{}}
	for i, text := range sheets {
		name, rest, named := strings.Cut(text, "|")
		if !named {
			name, rest = "Model", text
		}
		g.names = append(g.names, name)
		g.read(t, i, rest)
	}
	g.store()
	return g
}

// read takes the lines of a sheet in.
func (g *grid) read(t testing.TB, i int, rest string) {
	t.Helper()
	for line := range strings.SplitSeq(rest, "\n") {
		at, what, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok {
			continue
		}
		c := place(t, i, at)
		switch {
		case strings.HasPrefix(what, "{="): // entered with Ctrl+Shift+Enter
			g.sources = append(g.sources, formula.Source{At: c, From: c, Text: strings.TrimSuffix(what[2:], "}"), Form: formula.ArrayFormula, Area: formula.AreaOf(c)})
		case what[0] == '=':
			g.sources = append(g.sources, formula.Source{At: c, From: c, Text: what[1:], Area: formula.AreaOf(c)})
		case what[0] == '\'':
			g.values[c] = formula.Str(what[1:])
		default:
			x, err := strconv.ParseFloat(what, 64)
			if err != nil {
				t.Fatalf("%s: %q", at, what)
			}
			g.values[c] = formula.Num(x)
		}
	}
}

// store calculates all formulas at static values and stores what they give.
func (g *grid) store() {
	d := newDefiner(Workbook{Source: g}, Options{})
	computed := map[formula.Cell]formula.Value{}
	for _, s := range g.sources {
		computed[s.At] = d.base.Value(s.At)
	}
	for at, v := range computed {
		g.values[at] = v
	}
}

// model compiles a workbook that must have no errors.
func model(t *testing.T, g *grid, o Options) *Model {
	t.Helper()
	m, problems := Compile(Workbook{File: "test.xlsx", Source: g}, o)
	for _, p := range problems {
		if p.Severity == budget.Error {
			t.Fatal(p.Format(nil))
		}
	}
	return m
}

// definitionOf is a name of the whole workbook.
func definitionOf(name, text string) formula.Definition {
	return formula.Definition{Name: name, Sheet: -1, Text: text}
}
