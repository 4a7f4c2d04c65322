package formula

import "strings"

// Book is a workbook whose formulas have been parsed and whose names, tables
// and sheets have been found. It never changes after NewBook, so runs in
// several goroutines may share it.
type Book struct {
	Source   Workbook
	sheets   []string
	date1904 bool
	cells    map[Cell]*Formula
	order    []*Formula
	spread   map[int32][]*Formula // very large array formulas by sheet
	classes  map[string]*Class
	names    map[nameKey]*name
	defined  map[string]int // how often a name is defined, in the workbook and on sheets
	tables   map[string]*Table
	funcs    map[string]*Func
	maxRows  int32
	maxCols  int32
}

// Class is what all copies of a formula share: the tree, in which relative
// references are distances from the formula's cell.
type Class struct {
	R1C1  string
	Root  Node
	Err   error // the text is no formula; Root is then the error #NAME?
	Cells int

	height   int
	subtotal bool // it calls SUBTOTAL or AGGREGATE
}

// Formula is a cell with a formula.
type Formula struct {
	Source
	Class  *Class
	Number int // its place among Book.Formulas
}

type nameKey struct {
	sheet int
	name  string // folded
}

// name is a defined name and its tree.
type name struct {
	Definition
	root  Node
	err   error
	draws bool // and can give way to its tree
}

// NewBook parses every formula and finds what each refers to. Host functions
// (those of an add-in) may be given; they come before the language's own.
// Nothing in a workbook makes it fail: a text that is no formula is kept with
// its error.
func NewBook(w Workbook, host ...Func) *Book {
	b := &Book{
		Source: w, sheets: w.Sheets(), date1904: w.Date1904(),
		cells: map[Cell]*Formula{}, spread: map[int32][]*Formula{}, classes: map[string]*Class{},
		names: map[nameKey]*name{}, defined: map[string]int{}, tables: map[string]*Table{}, funcs: functionTable(host),
	}
	for id := range b.sheets {
		rows, cols := w.Extent(id)
		b.maxRows, b.maxCols = max(b.maxRows, int32(rows)), max(b.maxCols, int32(cols))
	}
	for _, t := range w.Tables() {
		b.tables[Fold(t.Name)] = &t
	}
	for _, d := range w.Names() {
		root, err := Parse(d.Text, Cell{Sheet: int32(max(d.Sheet, 0))})
		if err != nil {
			root = &Literal{Failed(NameError, &Fault{Reason: Malformed, Name: d.Text})}
		}
		b.bind(root)
		b.names[nameKey{d.Sheet, Fold(d.Name)}] = &name{Definition: d, root: root, err: err}
		b.defined[Fold(d.Name)]++
	}
	b.findDrawing()
	w.Formulas(func(s Source) bool {
		b.add(s)
		return true
	})
	return b
}

// add takes a formula in.
func (b *Book) add(s Source) {
	f := &Formula{Source: s, Class: b.class(s), Number: len(b.order)}
	f.Class.Cells++
	b.order = append(b.order, f)
	b.cells[s.At] = f
	if s.Form == PlainFormula {
		return
	}
	if s.Area.Rows()*s.Area.Cols() > maxSpread {
		b.spread[s.At.Sheet] = append(b.spread[s.At.Sheet], f)
		return
	}
	for row := s.Area.Top; row <= s.Area.Bottom; row++ {
		for col := s.Area.Left; col <= s.Area.Right; col++ {
			b.cells[Cell{s.At.Sheet, row, col}] = f
		}
	}
}

// maxSpread is how many cells of an array formula are entered one by one.
const maxSpread = 1 << 18

// Formulas are all formulas in the order in which the workbook gave them.
func (b *Book) Formulas() []*Formula { return b.order }

// Formula is the formula that gives a cell its value: its own, or the array
// formula or data table over it; nil for a constant.
func (b *Book) Formula(at Cell) *Formula {
	if f := b.cells[at]; f != nil {
		return f
	}
	for _, f := range b.spread[at.Sheet] {
		if f.Area.Contains(at) {
			return f
		}
	}
	return nil
}

// Sheet is the number of a sheet of this workbook, -1 where there is none.
func (b *Book) Sheet(name string) int {
	for id, s := range b.sheets {
		if strings.EqualFold(s, name) {
			return id
		}
	}
	return -1
}

// SheetName is the name of a sheet by its number, "" for one of another
// workbook.
func (b *Book) SheetName(id int) string {
	if id < 0 || id >= len(b.sheets) {
		return ""
	}
	return b.sheets[id]
}

// Place is a cell with its sheet, as a formula would write it: 'My sheet'!B4.
func (b *Book) Place(c Cell) string {
	return quoteSheet(b.SheetName(int(c.Sheet))) + "!" + c.A1()
}

// lookup finds a name as a formula on a sheet sees it.
func (b *Book) lookup(sheet int, text string) *name {
	key := Fold(text)
	if n := b.names[nameKey{sheet, key}]; n != nil {
		return n
	}
	return b.names[nameKey{-1, key}]
}

// Named is the tree of a defined name as a formula on a sheet sees it.
func (b *Book) Named(sheet int, text string) (Node, bool) {
	n := b.lookup(sheet, text)
	if n == nil {
		return nil, false
	}
	return n.root, true
}

// Table finds a table by its name.
func (b *Book) Table(name string) (*Table, bool) {
	t := b.tables[Fold(name)]
	return t, t != nil
}
