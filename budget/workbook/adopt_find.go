package workbook

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
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
	for i := range row.cells {
		if c := &row.cells[i]; c.formula && c.kind != cellText && c.format != formatDate && len(c.text) != 4 || !look(c) {
			return false
		}
	}
	for _, c := range mergedDown(g, row.number) {
		look(c)
	}
	return labels >= 2 && (figures >= 1 && (names >= 1 || labels >= 3 || labels == 2 && figures == 2) || years >= 2 || years >= 1 && names >= 1)
}

// tableEnd is the index of the last row of the table under a header: before
// the next header with other labels, or a wide gap.
func (a *adopter) tableEnd(g *grid, header int) int {
	last := header
	for i := header + 1; i < len(g.rows); i++ {
		row := &g.rows[i]
		if row.blank() {
			continue
		}
		same := sameLabels(&g.rows[header], row)
		if row.number-g.rows[last].number > gapRows+1 && !same {
			break
		}
		if a.isHeader(g, row) && !same {
			break
		}
		last = i
	}
	return last
}

// sameLabels tells whether a row repeats the header, as at the top of a page or
// of another section.
func sameLabels(header, row *gridRow) bool {
	same, other := 0, 0
	for i := range row.cells {
		c := &row.cells[i]
		if c.blank() {
			continue
		}
		if h := header.at(c.col); !h.blank() && headerKey(h.text) == headerKey(c.text) {
			same++
		} else {
			other++
		}
	}
	return same >= 2 && other == 0
}

// spans splits a header row into tables that stand side by side: runs of
// columns with an empty one between, each with a figure of its own.
func (a *adopter) spans(g *grid, header, end int) [][2]int {
	used := map[int]bool{}
	right := 0
	for i := header; i <= end; i++ {
		for k := range g.rows[i].cells {
			if c := &g.rows[i].cells[k]; !c.blank() {
				used[c.col] = true
				right = max(right, c.col)
			}
		}
	}
	for _, c := range mergedDown(g, g.rows[header].number) {
		used[c.col] = true
		right = max(right, c.col)
	}
	var runs [][2]int
	for col := 1; col <= right; col++ {
		if !used[col] {
			continue
		}
		if n := len(runs); n > 0 && runs[n-1][1] == col-1 {
			runs[n-1][1] = col
		} else {
			runs = append(runs, [2]int{col, col})
		}
	}
	var out [][2]int
	for _, r := range runs {
		n := len(out)
		whole := a.complete(g, header, r)
		if n > 0 && r[0]-out[n-1][1] <= gapColumns+1 && !(whole && a.complete(g, header, out[n-1])) {
			out[n-1][1] = r[1]
			continue
		}
		if n == 0 || whole {
			out = append(out, r)
		}
	}
	return slices.DeleteFunc(out, func(r [2]int) bool { return r[1]-r[0] > maxFields })
}

// complete tells whether a run of columns is a table by itself: it has headers
// of a text and of a figure.
func (a *adopter) complete(g *grid, header int, span [2]int) bool {
	texts, figures := 0, 0
	for i := range g.rows[header].cells {
		c := &g.rows[header].cells[i]
		if c.col < span[0] || c.col > span[1] || c.blank() {
			continue
		}
		if _, ok := a.headerPeriod(c); ok {
			figures++
		} else if textRole(c.text) == colName || textRole(c.text) == colGroup {
			texts++
		} else if figureRole(c.text) != colNone {
			figures++
		} else {
			texts++
		}
	}
	return texts > 0 && figures > 0
}

// candidate reads the columns of a table; nil when it has no figures at all.
func (a *adopter) candidate(t tabPart, g *grid, header, end int, span [2]int) *candidate {
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
				f.words[headerKey(x.text)] = true
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

// label collects the headers of a column: its own, and those above that stand
// over it, such as a quarter merged over Budget and Actual.
func (a *adopter) label(g *grid, f *field, header int) {
	if !f.head.blank() {
		f.label = strings.TrimSpace(f.head.show(a.r.book.date1904))
		f.parts, f.cells = append(f.parts, f.label), append(f.cells, f.head)
	}
	for row := header - 1; row >= max(1, header-2); row-- {
		c := g.over(row, f.col)
		if c.blank() || c == f.head || !a.heads(g, row, f.col) {
			break // a title over the whole table
		}
		f.parts, f.cells = append(f.parts, strings.TrimSpace(c.show(a.r.book.date1904))), append(f.cells, c)
	}
}

// heads tells whether a row above the headers is one of them for a column: a
// cell is merged over the column but not over the whole table, or the row has
// several periods or kinds of figures.
func (a *adopter) heads(g *grid, row, col int) bool {
	for _, m := range g.merged {
		if m.top <= row && row <= m.bottom && m.left <= col && col <= m.right && (m.right > m.left || m.bottom > m.top) {
			return m.left > 1 || m.right == m.left
		}
	}
	above, labels := g.row(row), 0
	if above == nil {
		return false
	}
	for i := range above.cells {
		c := &above.cells[i]
		if _, ok := a.headerPeriod(c); ok || c.kind == cellText && len([]rune(c.text)) <= 30 && figureRole(c.text) != colNone {
			labels++
		}
	}
	return labels >= 2
}

// settle gives a formula without a stored value the one that it comes to; where
// that fails the cell stays without, and is reported if its row is adopted.
func (a *adopter) settle(sheet string, c *cell) {
	if !c.formula || c.cached || c.kind != cellBlank {
		return
	}
	text, err := a.r.calc.value(a.r.ctx, sheet, c)
	if err != nil {
		return
	}
	c.cached, c.text, c.kind = true, text, cellText
	if _, ok := storedNumber(text); ok {
		c.kind = cellNumber
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
