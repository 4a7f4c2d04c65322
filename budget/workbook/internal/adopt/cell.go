// Package adopt understands budgets that were not made for Ballast: where their
// cost table stands, which rows are lines and which repeat them, which columns
// make the amount, and what the budget's own totals say about it. It sees the
// cells of a workbook as plain data and knows neither files nor the sheets that
// are made of what it finds.
//
// Nothing is taken that the budget itself does not prove. A Reading whose lines
// reach the budget's own total, whose amounts are shown to be money and beside
// which nothing remains is Clear; every other one carries Doubts, and whoever
// calls asks.
package adopt

import (
	"sort"
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget/workbook/internal/opc"
)

// Kind is what a cell holds.
type Kind uint8

// The kinds. Other is a truth value or an error.
const (
	Blank Kind = iota
	Number
	Text
	Date
	Other
)

// Cell is one cell as a person sees it.
type Cell struct {
	Sheet    *Sheet
	Row, Col int // counted from 1
	Kind     Kind
	Text     string          // what it shows
	Value    decimal.Decimal // of a Number, and of a Text that reads as one
	Figure   bool            // there is a Value
	Percent  bool            // the figure is shown as a percentage
	Bad      bool            // an error, or a formula without a value
	Formula  string          // without "="
	Sign     string          // the currency that the number format or the text writes
	Shift    int32           // power of ten that the number format hides
	Year     int             // of a Date
	Month    int             // of a Date
	Bold     bool
	Indent   int
}

// Blank tells whether there is nothing in the cell; nil is blank.
func (c *Cell) Blank() bool {
	return c == nil || c.Kind == Blank && !c.Bad || c.Kind == Text && strings.TrimSpace(c.Text) == ""
}

// IsText tells whether the cell holds words rather than a figure.
func (c *Cell) IsText() bool { return !c.Blank() && c.Kind == Text && !c.Figure }

// IsNumber tells whether the cell holds a figure that is no date.
func (c *Cell) IsNumber() bool { return c != nil && c.Figure && c.Kind != Date }

// Address is "H14".
func (c *Cell) Address() string { return opc.CellAddress(c.Row, c.Col) }

// Row is one row that has cells, ordered by column.
type Row struct {
	Number int
	Level  int // of the outline
	Cells  []Cell
}

// At returns the cell in a column, nil when there is none.
func (r *Row) At(col int) *Cell {
	if r == nil {
		return nil
	}
	i := sort.Search(len(r.Cells), func(i int) bool { return r.Cells[i].Col >= col })
	if i < len(r.Cells) && r.Cells[i].Col == col {
		return &r.Cells[i]
	}
	return nil
}

// blank tells whether the row holds nothing.
func (r *Row) blank() bool {
	for i := range r.Cells {
		if !r.Cells[i].Blank() {
			return false
		}
	}
	return true
}

// Area is a rectangle of cells, all bounds included; the zero Area is no bound.
type Area struct{ Top, Left, Bottom, Right int }

// String writes the area as A1:Q53.
func (a Area) String() string {
	return opc.CellAddress(a.Top, a.Left) + ":" + opc.CellAddress(a.Bottom, a.Right)
}

// has tells whether a cell lies inside; everything lies inside no bound.
func (a Area) has(row, col int) bool {
	return a == Area{} || a.Top <= row && row <= a.Bottom && a.Left <= col && col <= a.Right
}

// Sheet is one sheet of the user's.
type Sheet struct {
	Name   string
	Hidden bool
	Rows   []Row // ordered by number
	Merged []Area
}

// row returns a row by number, nil when it has no cells.
func (s *Sheet) row(number int) *Row {
	i := sort.Search(len(s.Rows), func(i int) bool { return s.Rows[i].Number >= number })
	if i < len(s.Rows) && s.Rows[i].Number == number {
		return &s.Rows[i]
	}
	return nil
}

// at returns a cell, nil when there is none.
func (s *Sheet) at(row, col int) *Cell { return s.row(row).At(col) }

// over is the cell that stands over a column in a header row: one merged over
// it, its own, or the nearest to the left.
func (s *Sheet) over(row, col int) *Cell {
	for _, m := range s.Merged {
		if m.has(row, col) {
			return s.at(m.Top, m.Left)
		}
	}
	r := s.row(row)
	if r == nil {
		return nil
	}
	for i := len(r.Cells) - 1; i >= 0; i-- {
		if c := &r.Cells[i]; c.Col <= col && !c.Blank() {
			return c
		}
	}
	return nil
}

// tall are the cells merged down from above into a row, by column.
func (s *Sheet) tall(row int) map[int]*Cell {
	out := map[int]*Cell{}
	for _, m := range s.Merged {
		if m.Left == m.Right && m.Top < row && row <= m.Bottom {
			if c := s.at(m.Top, m.Left); !c.Blank() && s.at(row, m.Left).Blank() {
				out[m.Left] = c
			}
		}
	}
	return out
}
