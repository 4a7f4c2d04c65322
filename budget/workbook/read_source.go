package workbook

import (
	"context"
	"encoding/xml"
	"slices"
	"strconv"
	"strings"

	"ballast/budget/formula"
)

// cellSource is the workbook as the language of formulas sees it. A formula
// with a stored value is that value.
type cellSource struct {
	book   *book
	grids  []*grid  // by tab; nil where the sheet is damaged
	filter [][]area // by tab, where a filter may hide rows: those of tables are added by Tables
	open   int      // formulas without a stored value
	missed int      // values asked for that are in no file
	miss   formula.Fault
}

// newCellSource reads all sheets.
func newCellSource(ctx context.Context, b *book) *cellSource {
	s := &cellSource{book: b, grids: make([]*grid, len(b.tabs)), filter: make([][]area, len(b.tabs))}
	for i, t := range b.tabs {
		g, err := b.grid(ctx, t)
		if err != nil {
			continue
		}
		s.grids[i], s.filter[i] = g, []area{g.filter}
		for j := range g.rows {
			for k := range g.rows[j].cells {
				if g.rows[j].cells[k].open() {
					s.open++
				}
			}
		}
	}
	return s
}

// Sheets are the names by tab order.
func (s *cellSource) Sheets() []string {
	names := make([]string, len(s.book.tabs))
	for i, t := range s.book.tabs {
		names[i] = t.name
	}
	return names
}

// Link: values of other workbooks are not read.
func (s *cellSource) Link(int, string) (int, bool) { return 0, false }

// Extent is how far a sheet has cells; a damaged one may have any.
func (s *cellSource) Extent(sheet int) (rows, cols int) {
	g := s.grids[sheet]
	if g == nil {
		return formula.MaxRows, formula.MaxCols
	}
	if n := len(g.rows); n > 0 {
		rows = g.rows[n-1].number
	}
	return rows, g.width
}

// Value is what is stored for a cell.
func (s *cellSource) Value(at formula.Cell) formula.Value {
	g := s.grids[at.Sheet]
	if g == nil {
		return s.missing(at, s.book.tabs[at.Sheet].name)
	}
	c := g.cell(int(at.Row)+1, int(at.Col)+1)
	switch {
	case c == nil:
		return formula.Value{}
	case c.open():
		return s.missing(at, "TABLE") // other formulas are computed
	}
	return c.stored()
}

// stored is the value of a cell in the language's own terms.
func (c *cell) stored() formula.Value {
	switch c.kind {
	case cellNumber:
		if x, err := strconv.ParseFloat(strings.TrimSpace(c.text), 64); err == nil {
			return formula.Num(x)
		}
		return formula.Str(c.text)
	case cellText:
		return formula.Str(c.text)
	case cellBool:
		return formula.Logic(c.text == "1" || strings.EqualFold(c.text, "true"))
	case cellError:
		if code, ok := formula.ParseCode(c.text); ok {
			return formula.Fail(code)
		}
		return formula.Fail(formula.UnknownError)
	}
	return formula.Value{}
}

// missing is the value of a cell that no file has, and notes that it was asked
// for.
func (s *cellSource) missing(at formula.Cell, name string) formula.Value {
	s.missed++
	s.miss = formula.Fault{At: at, Reason: formula.Refused, Name: name}
	return formula.Failed(formula.NAError, &s.miss)
}

// Formulas are those without a stored value; a data table has no formula.
func (s *cellSource) Formulas(yield func(formula.Source) bool) {
	for i, g := range s.grids {
		if g == nil {
			continue
		}
		whole := g.anchors()
		for j := range g.rows {
			for k := range g.rows[j].cells {
				c := &g.rows[j].cells[k]
				if !c.open() || c.shape == formulaTable || c.shape == formulaSpread {
					continue
				}
				at := formula.Cell{Sheet: int32(i), Row: int32(c.row - 1), Col: int32(c.col - 1)}
				f := formula.Source{At: at, From: at, Text: c.code, Area: formula.AreaOf(at)}
				if c.shape == formulaArray {
					f.Form = formula.ArrayFormula
					if a, ok := whole[[2]int{c.row, c.col}]; ok {
						f.Area = languageArea(i, a)
					}
				}
				if !yield(f) {
					return
				}
			}
		}
	}
}

// languageArea is an area in the language's own terms.
func languageArea(sheet int, a area) formula.Area {
	return formula.Area{Sheet: int32(sheet), Top: int32(a.top - 1), Left: int32(a.left - 1), Bottom: int32(a.bottom - 1), Right: int32(a.right - 1)}
}

// Names are the defined names.
func (s *cellSource) Names() []formula.Definition { return s.book.defined }

// Tables are the Excel tables; one whose part is damaged is left out, and its
// name is then unknown.
func (s *cellSource) Tables() []formula.Table {
	var all []formula.Table
	for i, t := range s.book.tabs {
		rels, err := s.book.pack.Relations(t.part)
		if err != nil {
			continue
		}
		for _, rel := range rels {
			if !strings.HasSuffix(rel.Kind, "/table") || !s.book.pack.Has(rel.Target) {
				continue
			}
			data, err := s.book.part(rel.Target)
			var x listObjectXML
			if err != nil || xml.Unmarshal(data, &x) != nil {
				continue
			}
			if f, ok := parseArea(x.Filter.Ref); ok {
				s.filter[i] = append(s.filter[i], f)
			}
			if a, ok := parseArea(x.Ref); ok {
				all = append(all, formula.Table{Name: x.Name, Area: languageArea(i, a), Columns: x.columns(), Header: x.Headers != "0", Totals: x.Totals > 0})
			}
		}
	}
	return all
}

// Date1904 reports whether days are counted from 1904.
func (s *cellSource) Date1904() bool { return s.book.date1904 }

// Hidden reports whether a row is hidden; one that is hidden inside a filter
// counts as hidden by it.
func (s *cellSource) Hidden(sheet, row int) (hidden, filtered bool) {
	g := s.grids[sheet]
	if g == nil {
		return false, false
	}
	r := g.row(row + 1)
	if r == nil || !r.hidden {
		return false, false
	}
	return true, slices.ContainsFunc(s.filter[sheet], func(a area) bool { return a.top <= row+1 && row+1 <= a.bottom })
}
