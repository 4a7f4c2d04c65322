package template

import (
	"fmt"
	"strconv"

	"ballast/budget/formula"
)

// builtBook is the workbook in the making as the language of formulas sees it.
type builtBook struct {
	sheets   []string
	values   map[formula.Cell]formula.Value
	formulas []formula.Source
	stated   map[formula.Cell]formula.Value // of formulas that are not calculated
	rows     map[int]int
	cols     map[int]int
}

func newBuiltBook(sheets []*textSheet) *builtBook {
	b := &builtBook{values: map[formula.Cell]formula.Value{}, stated: map[formula.Cell]formula.Value{}, rows: map[int]int{}, cols: map[int]int{}}
	for _, s := range sheets {
		b.sheets = append(b.sheets, s.name)
	}
	return b
}

// put takes a cell in; column and row count from 1.
func (b *builtBook) put(sheet string, column, row int, c typedCell) {
	for id, name := range b.sheets {
		if name != sheet {
			continue
		}
		at := formula.Cell{Sheet: int32(id), Row: int32(row - 1), Col: int32(column - 1)}
		b.rows[id], b.cols[id] = max(b.rows[id], row), max(b.cols[id], column)
		switch v := c.value.(type) {
		case float64:
			b.values[at] = formula.Num(v)
		case string:
			b.values[at] = formula.Str(v)
		}
		if x, err := strconv.ParseFloat(c.stated, 64); err == nil {
			b.stated[at] = formula.Num(x)
		}
		if c.formula != "" {
			b.formulas = append(b.formulas, formula.Source{At: at, From: at, Text: c.formula, Area: formula.AreaOf(at)})
		}
	}
}

// calculate gives the number that each formula comes to, in the order in which
// they were put.
func (b *builtBook) calculate() ([]float64, error) {
	book := formula.NewBook(b, formula.Func{Name: "RISKOUTPUT", Max: formula.Many, Host: true})
	run := formula.NewRun(book, formula.Options{Override: b.stated, Host: func(*formula.Call, *formula.Apply) formula.Value { return formula.Int(0) }})
	values := make([]float64, len(b.formulas))
	for i, f := range b.formulas {
		v := run.Value(f.At)
		if v.Kind != formula.Number {
			return nil, fmt.Errorf("%s: =%s gives %q, not a number", book.Place(f.At), f.Text, v.String())
		}
		values[i] = v.Num
	}
	return values, nil
}

// Sheets implements formula.Workbook, as the methods below do.
func (b *builtBook) Sheets() []string { return b.sheets }

// Link: there are no other workbooks.
func (b *builtBook) Link(int, string) (int, bool) { return 0, false }

// Extent is how many rows and columns a sheet uses.
func (b *builtBook) Extent(sheet int) (rows, cols int) { return b.rows[sheet], b.cols[sheet] }

// Value is what was put into a cell.
func (b *builtBook) Value(at formula.Cell) formula.Value { return b.values[at] }

// Formulas gives every formula once.
func (b *builtBook) Formulas(yield func(formula.Source) bool) {
	for _, f := range b.formulas {
		if !yield(f) {
			return
		}
	}
}

// Names: there are none.
func (b *builtBook) Names() []formula.Definition { return nil }

// Tables: there are none.
func (b *builtBook) Tables() []formula.Table { return nil }

// Date1904: days count from 1900.
func (b *builtBook) Date1904() bool { return false }

// Hidden: no row is.
func (b *builtBook) Hidden(int, int) (hidden, filtered bool) { return false, false }
