package workbook

import (
	"fmt"
	"strings"
)

// sharedFormula is the first cell of a group that shares one formula.
type sharedFormula struct {
	row, col int
	code     string
}

// maxArrays bounds the array formulas and data tables of a sheet.
const maxArrays = 20_000

// formulaOf reads what the f element says of the formula: its kind, where an
// array or a data table puts its values, and the group of a shared one.
func (s *sheetReader) formulaOf(c *cell) (group string) {
	kind, _ := s.m.attr("t")
	switch kind {
	case "shared":
		c.shape = formulaShared
		group, _ = s.m.attr("si")
		return group
	case "array":
		c.shape = formulaArray
	case "dataTable":
		c.shape = formulaTable
	default:
		return ""
	}
	ref, _ := s.m.attr("ref")
	if a, ok := parseArea(ref); ok && len(s.g.arrays) < maxArrays {
		array := arrayArea{area: a, shape: c.shape}
		if c.shape == formulaTable {
			s.inputsOf(&array)
		}
		s.g.arrays = append(s.g.arrays, array)
	}
	return ""
}

// inputsOf reads the input cells of a data table: r1 is that of the row of values, or of
// the column where dtr is off; of a table with two, r2 is that of the column. One that
// was deleted is none.
// Source: ECMA-376 part 1, 18.3.1.40 f (Formula).
func (s *sheetReader) inputsOf(a *arrayArea) {
	at := func(name, gone string) (place [2]int) {
		if deleted, _ := s.m.attr(gone); deleted == "1" || deleted == "true" {
			return place
		}
		text, _ := s.m.attr(name)
		if row, col, ok := splitAddress(text); ok {
			place = [2]int{row, col}
		}
		return place
	}
	is := func(name string) bool {
		text, _ := s.m.attr(name)
		return text == "1" || text == "true"
	}
	switch {
	case is("dt2D"):
		a.rowInput, a.colInput = at("r1", "del1"), at("r2", "del2")
	case is("dtr"):
		a.rowInput = at("r1", "del1")
	default:
		a.colInput = at("r1", "del1")
	}
}

// spread gives the cells that an array formula without stored values fills one
// of their own, so that none is taken for blank.
func (s *sheetReader) spread() error {
	var row map[int]int
	for _, a := range s.g.arrays {
		if a.top == a.bottom && a.left == a.right || a.shape != formulaArray {
			continue
		}
		if row == nil {
			row = map[int]int{}
			for i, r := range s.g.rows {
				row[r.number] = i
			}
		}
		i, ok := row[a.top]
		if !ok {
			continue
		}
		first := s.g.rows[i].find(a.left)
		if first == nil || !first.open() {
			continue
		}
		code := first.code
		if s.cells += (a.bottom - a.top + 1) * (a.right - a.left + 1); s.cells > s.most {
			return fmt.Errorf("more than %d cells", s.most)
		}
		for n := a.top; n <= a.bottom; n++ {
			i, ok := row[n]
			if !ok {
				i = len(s.g.rows)
				row[n] = i
				s.g.rows = append(s.g.rows, gridRow{number: n})
			}
			s.g.rows[i].fill(a.left, a.right, code)
		}
	}
	return nil
}

// find is at for a row whose cells are in any order.
func (r *gridRow) find(col int) *cell {
	for i := range r.cells {
		if r.cells[i].col == col {
			return &r.cells[i]
		}
	}
	return nil
}

// fill puts cells of an array formula where a row has none.
func (r *gridRow) fill(left, right int, code string) {
	taken := map[int]bool{}
	for _, c := range r.cells {
		taken[c.col] = true
	}
	for col := left; col <= right; col++ {
		if !taken[col] {
			r.cells = append(r.cells, cell{row: r.number, col: col, formula: true, shape: formulaSpread, code: code})
		}
	}
}

// anchors are the areas of array formulas by row and column of their first
// cell.
func (g *grid) anchors() map[[2]int]area {
	all := map[[2]int]area{}
	for _, a := range g.arrays {
		if a.shape == formulaArray {
			all[[2]int{a.top, a.left}] = a.area
		}
	}
	return all
}

// share keeps the formula of a group's first cell and gives it, moved, to the
// cells that only name the group.
func (s *sheetReader) share(c *cell, group string) {
	if c.shape != formulaShared || group == "" {
		return
	}
	if c.code != "" {
		if s.shared == nil {
			s.shared = map[string]*sharedFormula{}
		}
		s.shared[group] = &sharedFormula{c.row, c.col, c.code}
		return
	}
	if first, ok := s.shared[group]; ok {
		c.first = first
		c.code = moveFormula(first.code, c.row-first.row, c.col-first.col)
	}
}

// external tells whether a formula refers to another workbook: [1]Sheet!A1. A
// bracket after a name is a column of a table.
func external(code string) bool {
	for i := 0; i < len(code); i++ {
		if code[i] == '[' && (i == 0 || !nameByte(code[i-1]) && code[i-1] != '[' && code[i-1] != ']') && strings.IndexByte(code[i:], '!') > 0 {
			return true
		}
	}
	return false
}
