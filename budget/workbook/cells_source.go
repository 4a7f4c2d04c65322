package workbook

import (
	"context"

	"ballast/budget/formula"
)

// modelSource is the workbook with every formula, where cellSource has those
// without a stored value; linked workbooks answer with the values that this one
// keeps of them.
type modelSource struct {
	*cellSource
	links []linkedBook // by number, the first is [1]
	first []int        // number of the first sheet of each
	ours  map[int]bool // result sheets of an earlier run: no cells
}

// newModelSource reads all sheets and links.
func newModelSource(ctx context.Context, b *book) *modelSource {
	s := &modelSource{cellSource: newCellSource(ctx, b), links: b.linked(), ours: map[int]bool{}}
	next := len(b.tabs)
	for _, l := range s.links {
		s.first = append(s.first, next)
		next += len(l.sheets)
	}
	for i, t := range b.tabs {
		s.ours[i] = t.ours
	}
	return s
}

// Link numbers the sheets of linked workbooks behind those of this one.
func (s *modelSource) Link(book int, sheet string) (int, bool) {
	if book < 1 || book > len(s.links) {
		return 0, false
	}
	for i, l := range s.links[book-1].sheets {
		if formula.Fold(l.name) == formula.Fold(sheet) {
			return s.first[book-1] + i, true
		}
	}
	return 0, false
}

// linked is the sheet of a linked workbook with a number; nil for one of ours.
func (s *modelSource) linked(sheet int) *linkedSheet {
	for i := len(s.first) - 1; i >= 0; i-- {
		if sheet >= s.first[i] {
			return &s.links[i].sheets[sheet-s.first[i]]
		}
	}
	return nil
}

// Extent is how far a sheet has cells.
func (s *modelSource) Extent(sheet int) (rows, cols int) {
	switch l := s.linked(sheet); {
	case l != nil:
		return l.rows, l.cols
	case s.ours[sheet] || s.grids[sheet] == nil: // a damaged sheet is a problem of its own
		return 0, 0
	}
	return s.cellSource.Extent(sheet)
}

// Value is what is stored for a cell; blank where a formula has no stored value.
func (s *modelSource) Value(at formula.Cell) formula.Value {
	if l := s.linked(int(at.Sheet)); l != nil {
		v, ok := l.values[[2]int32{at.Row, at.Col}]
		if !ok {
			return formula.Failed(formula.RefError, &formula.Fault{At: at, Reason: formula.MissingLink, Name: l.name + "!" + at.A1()})
		}
		return v
	}
	if s.ours[int(at.Sheet)] || s.grids[at.Sheet] == nil {
		return formula.Value{}
	}
	c := s.grids[at.Sheet].cell(int(at.Row)+1, int(at.Col)+1)
	if c == nil || c.open() {
		return formula.Value{}
	}
	return c.stored()
}

// Formulas are all formulas, each in its own words or in those of the group it
// shares them with.
func (s *modelSource) Formulas(yield func(formula.Source) bool) {
	for i, g := range s.grids {
		if g == nil || s.ours[i] {
			continue
		}
		whole := g.areas()
		for j := range g.rows {
			for k := range g.rows[j].cells {
				c := &g.rows[j].cells[k]
				if !c.formula || c.shape == formulaSpread || c.shape == formulaShared && c.code == "" {
					continue
				}
				if !yield(c.source(i, whole)) {
					return
				}
			}
		}
	}
}

// source is a formula cell in the language's own terms.
func (c *cell) source(sheet int, whole map[[2]int]arrayArea) formula.Source {
	at := formula.Cell{Sheet: int32(sheet), Row: int32(c.row - 1), Col: int32(c.col - 1)}
	f := formula.Source{At: at, From: at, Text: c.code, Area: formula.AreaOf(at)}
	if c.first != nil {
		f.Text = c.first.code
		f.From = formula.Cell{Sheet: at.Sheet, Row: int32(c.first.row - 1), Col: int32(c.first.col - 1)}
	}
	switch c.shape {
	case formulaArray:
		f.Form = formula.ArrayFormula
	case formulaTable:
		f.Form = formula.DataTable
	}
	if a, ok := whole[[2]int{c.row, c.col}]; ok && f.Form != formula.PlainFormula {
		f.Area = languageArea(sheet, a.area)
		if f.Form == formula.DataTable {
			f.RowCell, f.RowInput = inputCell(sheet, a.rowInput)
			f.ColCell, f.ColInput = inputCell(sheet, a.colInput)
		}
	}
	return f
}

// areas are the cells that array formulas and data tables fill, by row and
// column of the first.
func (g *grid) areas() map[[2]int]arrayArea {
	all := map[[2]int]arrayArea{}
	for _, a := range g.arrays {
		all[[2]int{a.top, a.left}] = a
	}
	return all
}

// inputCell is an input cell of a data table in the language's own terms.
func inputCell(sheet int, at [2]int) (formula.Cell, bool) {
	if at == ([2]int{}) {
		return formula.Cell{}, false
	}
	return formula.Cell{Sheet: int32(sheet), Row: int32(at[0] - 1), Col: int32(at[1] - 1)}, true
}
