package workbook

import (
	"github.com/shopspring/decimal"

	"ballast/budget/workbook/schema"
)

// candidate is one table of a budget that may be its cost table.
type candidate struct {
	tab         tabPart
	g           *grid
	header      int // row number of the lowest header row
	left, right int // columns that it spans
	last        int // row number of its last row
	fields      []*field
	figure      figure
	entries     []entry

	name, code, group, phase *field // columns that matter, nil when absent
	start, end               *field
	bad                      []*cell // amounts that have no value
	trouble                  string  // why it cannot be read as a cost table, a problem code
	detail                   []any   // what its message says
}

// field is one column of a candidate.
type field struct {
	col    int
	label  string
	head   *cell // nil for a column without a header
	parts  []string
	cells  []*cell // of the labels, own first
	texts  int     // cells below that are text
	nums   int     // cells below that are numbers
	dates  int
	width  int // characters of its texts, added up
	words  map[string]bool
	role   columnRole
	kind   columnRole // of a column under a period: budget, actual, ...
	period period
}

// Limits of the search. A cost table begins near the top, and its rows stand
// closer together than unrelated tables do.
const (
	searchRows = 5000
	gapRows    = 4
	gapColumns = 3
	maxFields  = 700 // columns of a table: 600 months and a few more
	maxLines   = 20_000
	maxMerged  = 20_000 // merged cells of a sheet that are looked at
)

// search collects the tables of one sheet that have a header.
func (a *adopter) search(t tabPart, g *grid) {
	if len(g.merged) > maxMerged {
		c := *g
		c.merged, g = nil, &c // no budget has so many, and each would be looked at for each cell
	}
	for i := 0; i < len(g.rows) && i < searchRows; {
		if !a.isHeader(g, &g.rows[i]) {
			i++
			continue
		}
		for i+1 < len(g.rows) && g.rows[i+1].number == g.rows[i].number+1 && a.isHeader(g, &g.rows[i+1]) {
			i++
		}
		end := a.tableEnd(g, i)
		for _, span := range a.spans(g, i, end) {
			if c := a.candidate(t, g, i, end, span); c != nil {
				a.candidates = append(a.candidates, c)
			}
		}
		i = end + 1
	}
}

// isHeader tells whether a row is a row of headers: several labels, one of
// them over figures, and no figures itself.
func (a *adopter) isHeader(g *grid, row *gridRow) bool {
	labels, figures, names, years, lastYear := 0, 0, 0, 0, 0
	look := func(c *cell) bool {
		if c.blank() {
			return true
		}
		if c.kind == cellNumber && c.format != formatDate {
			y, ok := yearIn(c)
			if !ok || len(c.text) != 4 || years > 0 && y != lastYear+1 {
				return false
			}
			years, lastYear = years+1, y
			labels++
			return true
		}
		if c.kind == cellText && len([]rune(c.text)) > 60 {
			return true
		}
		if _, ok := cellAmount(c); ok && c.kind == cellText {
			return false
		}
		labels++
		if _, ok := a.headerPeriod(c); ok {
			figures++
		} else if c.kind == cellText && textRole(c.text) != colNone {
			names++
		} else if c.kind == cellText && figureRole(c.text) != colNone {
			figures++
		}
		return true
	}
	for i := range row.cells { // most rows have figures, which is soon seen
		c := &row.cells[i]
		if c.kind == cellNumber && c.format != formatDate && len(c.text) != 4 || c.formula && c.kind == cellBlank {
			return false
		}
	}
	for i := range row.cells {
		if !look(&row.cells[i]) {
			return false
		}
	}
	for _, c := range mergedDown(g, row.number) {
		look(c)
	}
	return labels >= 2 && (figures >= 1 && (names >= 1 || labels >= 3 || labels == 2 && figures == 2) || years >= 2 || years >= 1 && names >= 1)
}

// candidate reads the columns of a table; nil when it has no figures at all.
func (a *adopter) candidate(t tabPart, g *grid, header, end int, span [2]int) *candidate {
	if end-header > maxLines {
		return nil // a data table, not a budget
	}
	c := &candidate{tab: t, g: g, header: g.rows[header].number, left: span[0], right: span[1], last: g.rows[end].number}
	byCol := map[int]*field{}
	tall := mergedDown(g, c.header)
	for col := c.left; col <= c.right; col++ {
		f := &field{col: col, words: map[string]bool{}, head: g.rows[header].at(col)}
		if f.head.blank() {
			f.head = tall[col]
		}
		a.label(g, f, c.header)
		byCol[col] = f
		c.fields = append(c.fields, f)
	}
	for i := header + 1; i <= end; i++ {
		if sameLabels(&g.rows[header], &g.rows[i]) {
			continue
		}
		for k := range g.rows[i].cells {
			x := &g.rows[i].cells[k]
			f := byCol[x.col]
			if f == nil || x.blank() {
				continue
			}
			a.settle(t.name, x)
			switch _, isNumber := a.number(x); {
			case x.kind == cellNumber && x.format == formatDate:
				f.dates++
			case isNumber:
				f.nums++
			default:
				f.texts++
				f.width += len([]rune(x.text))
				f.words[schema.Key(x.text)] = true
			}
		}
	}
	c.name = nil
	c.assign(a)
	if c.figure.none() && c.trouble == "" || c.name == nil {
		return nil
	}
	a.entries(c)
	return c
}

// settle gives a formula without a stored value the one that it comes to; where
// that fails the cell stays without, and is reported if its row is adopted.
func (a *adopter) settle(sheet string, c *cell) {
	if c.open() {
		a.r.calc.settle(a.r.ctx, sheet, c)
	}
}

// number is the figure in a cell: a number, or a text that reads as one.
func (a *adopter) number(c *cell) (decimal.Decimal, bool) {
	if c == nil || c.kind == cellError || c.kind == cellNumber && c.format == formatDate {
		return decimal.Zero, false
	}
	if c.blank() {
		return decimal.Zero, false
	}
	v, ok := cellAmount(c)
	return v.Value, ok
}
