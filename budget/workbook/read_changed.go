package workbook

import (
	"fmt"
	"slices"
	"strconv"

	"ballast/budget/formula"
	"ballast/budget/workbook/schema"
)

// ChangedCell is a number that is read instead of what a cell holds, as a person would
// type it there: in the unit of its column, 5 % as 0.05 with Percent. Formulas that
// follow from the cell are worked out again.
type ChangedCell struct {
	Sheet, Cell string // "Costs", "G7"; the sheet by its title, or by the name that it is known under
	Value       float64
	Percent     bool
}

// CellError says why a cell cannot be read as another number.
type CellError struct{ Sheet, Cell, Why, Arg string }

// The reasons of a CellError.
const (
	CellNoSheet = "no-sheet" // there is no such sheet
	CellNoPlace = "no-place" // this is no address of a cell
	CellFormula = "formula"  // the cell is a formula, Arg
	CellArray   = "array"    // an array formula or a data table, at Arg, follows from it
)

// Error implements error.
func (e *CellError) Error() string {
	return fmt.Sprintf("%s!%s cannot be changed: %s %s", e.Sheet, e.Cell, e.Why, e.Arg)
}

// change puts other numbers into the cells and takes away the stored values of all
// formulas that follow from them, so that they are worked out when they are read.
//
// Checked: TestChangedCells.
func (r *reader) change() error {
	if len(r.opts.Changed)+len(r.opts.Overlay) == 0 {
		return nil
	}
	parsed := formula.NewBook(newModelSource(r.ctx, r.book))
	var moved []formula.Cell
	for _, c := range r.opts.Changed {
		at, err := r.changeCell(c)
		if err != nil {
			return err
		}
		at.Sheet = int32(parsed.Sheet(r.book.tabs[at.Sheet].name))
		moved = append(moved, at)
	}
	for _, c := range r.opts.Overlay {
		at, err := r.overlay(c)
		if err != nil {
			return err
		}
		at.Sheet = int32(parsed.Sheet(r.book.tabs[at.Sheet].name))
		moved = append(moved, at)
	}
	return r.forget(parsed, moved)
}

// changeCell changes one cell and returns its place, the sheet by its tab.
func (r *reader) changeCell(x ChangedCell) (at formula.Cell, err error) {
	c, at, err := r.cellToChange(x.Sheet, x.Cell)
	if err != nil {
		return at, err
	}
	c.kind, c.text = cellNumber, strconv.FormatFloat(x.Value, 'g', -1, 64)
	if x.Percent {
		c.format = formatPercent
	}
	return at, nil
}

// cellToChange finds a cell that may hold something else, and its place, the sheet by
// its tab.
func (r *reader) cellToChange(sheet, address string) (c *cell, at formula.Cell, err error) {
	no := func(why, arg string) error { return &CellError{sheet, address, why, arg} }
	tab := slices.IndexFunc(r.book.tabs, func(t tabPart) bool { return t.name == sheet })
	if tab < 0 {
		if def, _, ok := schema.MatchSheet(r.defs, sheet); ok {
			tab = slices.IndexFunc(r.book.tabs, func(t tabPart) bool { return t.name == r.found[def.Key].name })
		}
	}
	if tab < 0 {
		return nil, at, no(CellNoSheet, "")
	}
	row, col, ok := splitAddress(address)
	if !ok || row < 1 || col < 1 || row > formula.MaxRows || col > formula.MaxCols {
		return nil, at, no(CellNoPlace, "")
	}
	g, err := r.book.grid(r.ctx, r.book.tabs[tab])
	if err != nil {
		return nil, at, err
	}
	if c = g.make(row, col); c.formula {
		return nil, at, no(CellFormula, "="+c.code)
	}
	return c, formula.Cell{Sheet: int32(tab), Row: int32(row - 1), Col: int32(col - 1)}, nil
}

// make returns a cell, a blank one where there is none yet.
func (g *grid) make(row, col int) *cell {
	i, found := slices.BinarySearchFunc(g.rows, row, func(r gridRow, n int) int { return r.number - n })
	if !found {
		g.rows = slices.Insert(g.rows, i, gridRow{number: row})
	}
	r := &g.rows[i]
	k, found := slices.BinarySearchFunc(r.cells, col, func(c cell, n int) int { return c.col - n })
	if !found {
		r.cells = slices.Insert(r.cells, k, cell{row: row, col: col})
		g.width = max(g.width, col)
	}
	return &r.cells[k]
}

// forget takes away the stored values of the formulas that follow from cells.
func (r *reader) forget(parsed *formula.Book, moved []formula.Cell) error {
	open := parsed.Formulas()
	needs := make([]formula.Needs, len(open))
	for i, f := range open {
		needs[i] = parsed.Needs(f)
	}
	done := make([]bool, len(open))
	for len(moved) > 0 {
		var next []formula.Cell
		for i, f := range open {
			if done[i] || !follows(needs[i], moved) {
				continue
			}
			done[i] = true
			if f.Form != formula.PlainFormula {
				sheet, address := r.firstChanged()
				return &CellError{sheet, address, CellArray, parsed.Place(f.At)}
			}
			next = append(next, f.At)
			r.forgetCell(f.At, parsed)
		}
		moved = next
	}
	return nil
}

// firstChanged names the first cell that holds something else.
func (r *reader) firstChanged() (sheet, cell string) {
	if len(r.opts.Changed) > 0 {
		return r.opts.Changed[0].Sheet, r.opts.Changed[0].Cell
	}
	return r.opts.Overlay[0].Sheet, r.opts.Overlay[0].Cell
}

// follows reports whether a formula with these needs may change with cells; what
// OFFSET or INDIRECT reads nobody knows.
func follows(n formula.Needs, moved []formula.Cell) bool {
	return n.Dynamic || slices.ContainsFunc(n.Areas, func(a formula.Area) bool {
		return slices.ContainsFunc(moved, a.Contains)
	})
}

// forgottenCell is a formula whose stored value was taken away.
type forgottenCell struct {
	tab tabPart
	*cell
}

func (r *reader) forgetCell(at formula.Cell, parsed *formula.Book) {
	tab, ok := r.book.tab(parsed.SheetName(int(at.Sheet)))
	if !ok {
		return
	}
	if g := r.book.grids[tab.part]; g != nil {
		if c := g.cell(int(at.Row)+1, int(at.Col)+1); c != nil && c.formula {
			c.cached, c.kind, c.text = false, cellBlank, ""
			r.forgotten = append(r.forgotten, forgottenCell{tab, c})
		}
	}
}
