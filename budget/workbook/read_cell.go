package workbook

import (
	"sort"
	"strings"

	"ballast/budget/workbook/internal/adopt"
	"ballast/budget/workbook/internal/opc"
)

// cellKind is what a cell holds.
type cellKind uint8

const (
	cellBlank cellKind = iota
	cellNumber
	cellText
	cellBool
	cellError // #REF!, #N/A and the like
)

// cell is one cell as stored: the raw number or text, never what a format
// would show.
type cell struct {
	row, col int
	kind     cellKind
	format   format
	unit     uint8 // that its number format shows, see numberFormats
	formula  bool
	cached   bool // a formula with a stored value
	money    bool // shown as money, see cellStyle
	bold     bool
	indent   uint8
	shape    formulaKind    // of the formula
	text     string         // digits of a number, text, TRUE or 1, #REF!
	code     string         // formula text without "="
	first    *sharedFormula // of the group that the formula is moved from
}

// formulaKind tells apart the formulas whose stored value is kept with a
// warning, because nothing here could work them out again.
type formulaKind uint8

const (
	formulaPlain formulaKind = iota
	formulaShared
	formulaArray
	formulaTable  // a what-if data table
	formulaSpread // a cell that the array formula of another one fills
)

// blank tells whether there is nothing to read in the cell.
func (c *cell) blank() bool {
	return c == nil || (!c.formula || c.cached) && (c.kind == cellBlank || c.kind == cellText && strings.TrimSpace(c.text) == "")
}

// open tells whether the cell is a formula that has no stored value.
func (c *cell) open() bool { return c.formula && !c.cached && c.kind == cellBlank }

// address is "H14".
func (c *cell) address() string { return opc.CellAddress(c.row, c.col) }

// show writes the cell for a message.
func (c *cell) show(date1904 bool) string {
	switch {
	case c == nil || c.kind == cellBlank && !c.formula:
		return ""
	case c.formula && !c.cached && c.kind == cellBlank:
		return "=" + c.code
	case c.kind == cellNumber:
		v, ok := storedNumber(c.text)
		if !ok {
			return c.text
		}
		if c.format == formatDate {
			if t, ok := serialDate(v.InexactFloat64(), date1904); ok {
				return t.Format("2006-01-02")
			}
		}
		return showNumber(v, c.format == formatPercent)
	}
	return strings.TrimSpace(c.text)
}

// gridRow is one row that has cells, ordered by column.
type gridRow struct {
	number int
	level  int // of the outline
	hidden bool
	cells  []cell
}

// at returns the cell in a column (1-based), nil when there is none.
func (r *gridRow) at(col int) *cell {
	i := sort.Search(len(r.cells), func(i int) bool { return r.cells[i].col >= col })
	if i < len(r.cells) && r.cells[i].col == col {
		return &r.cells[i]
	}
	return nil
}

// blank tells whether no cell of the row holds anything.
func (r *gridRow) blank() bool {
	for i := range r.cells {
		if !r.cells[i].blank() {
			return false
		}
	}
	return true
}

// area is a rectangle of cells, all bounds inclusive and 1-based.
type area struct {
	top, left, bottom, right int
}

// grid is one sheet, sparse: memory follows the cells that exist, so that a
// lone cell in the last column costs nothing.
type grid struct {
	name       string
	rows       []gridRow // ordered by number
	merged     []area
	hiddenCols []area // only left and right are set
	width      int    // the last column with a cell
	filter     area   // where rows are hidden by a filter
	arrays     []arrayArea
	validated  []area    // where cells have a validation
	twice      [][2]cell // cells that stand in the file several times: two, of which the later counts
}

// arrayArea is where the values of one array formula or data table stand.
type arrayArea struct {
	area
	shape formulaKind
	// rowInput and colInput are the cells, by row and column, that a data table gives
	// the values above it and to its left; 0, 0 for none.
	rowInput, colInput [2]int
}

// clip is the part of a sheet inside an area; its cells keep their addresses.
func (g *grid) clip(a area) *grid {
	if a == (area{}) {
		return g
	}
	c := &grid{name: g.name, merged: g.merged, hiddenCols: g.hiddenCols, arrays: g.arrays}
	for i := range g.rows {
		r := g.rows[i]
		if r.number < a.top || r.number > a.bottom {
			continue
		}
		from := sort.Search(len(r.cells), func(i int) bool { return r.cells[i].col >= a.left })
		to := sort.Search(len(r.cells), func(i int) bool { return r.cells[i].col > a.right })
		r.cells = r.cells[from:to]
		c.rows = append(c.rows, r)
	}
	return c
}

// row returns a row by number, nil when it has no cells.
func (g *grid) row(number int) *gridRow {
	i := sort.Search(len(g.rows), func(i int) bool { return g.rows[i].number >= number })
	if i < len(g.rows) && g.rows[i].number == number {
		return &g.rows[i]
	}
	return nil
}

// cell returns a cell by row and column, nil when there is none.
func (g *grid) cell(row, col int) *cell {
	if r := g.row(row); r != nil {
		return r.at(col)
	}
	return nil
}

// empty tells whether the whole sheet holds nothing.
func (g *grid) empty() bool {
	for i := range g.rows {
		if !g.rows[i].blank() {
			return false
		}
	}
	return true
}

// extent returns the bounds of the cells that hold something.
func (g *grid) extent() area {
	var a area
	for i := range g.rows {
		for j := range g.rows[i].cells {
			c := &g.rows[i].cells[j]
			if c.blank() {
				continue
			}
			if a.top == 0 {
				a.top, a.left = c.row, c.col
			}
			a.left, a.bottom, a.right = min(a.left, c.col), max(a.bottom, c.row), max(a.right, c.col)
		}
	}
	return a
}

// String writes the area as A1:Q53.
func (a area) String() string {
	if a.top == 0 {
		return ""
	}
	return opc.CellAddress(a.top, a.left) + ":" + opc.CellAddress(a.bottom, a.right)
}

// splitAddress reads "$H$14" as row 14, column 8; ok is false for other text.
func splitAddress(s string) (row, col int, ok bool) {
	return adopt.SplitCell(strings.ReplaceAll(s, "$", ""))
}

// parseArea reads "B2:B60" or "B2".
func parseArea(s string) (area, bool) {
	from, to, ranged := strings.Cut(s, ":")
	if !ranged {
		to = from
	}
	r1, c1, ok1 := splitAddress(from)
	r2, c2, ok2 := splitAddress(to)
	return area{min(r1, r2), min(c1, c2), max(r1, r2), max(c1, c2)}, ok1 && ok2
}
