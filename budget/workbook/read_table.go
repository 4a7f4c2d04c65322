package workbook

import (
	"strings"

	"ballast/budget"
	"ballast/budget/unit"
	"ballast/budget/workbook/internal/opc"
	"ballast/budget/workbook/schema"
)

// table is one header row found on a sheet and the rows under it.
type table struct {
	head    *budget.Table
	def     schema.Sheet
	cols    []int           // column number of each head.Columns
	defs    []schema.Column // of each head.Columns; Field "" for others
	read    []reading       // how the figures of each column are taken
	dated   []bool          // the header is a month or a longer period
	actual  []bool          // the figures of the month are what was, not what is planned
	months  []int           // which it begins with, after the plan's start; negative before it
	periods []unit.Span     // of each dated column
	place   map[string]int
	rows    []*gridRow

	double []int     // columns whose name another one has taken
	title  unit.Unit // of money, that stands above the table
	titled *cell     // where; nil without one

	left, right int            // the columns it spans; 0 all of the sheet
	fill        map[int][]area // by column: cells merged over several rows
	grid        *grid
}

// spans tells whether a column belongs to the table.
func (t *table) spans(col int) bool {
	return t.right == 0 || col >= t.left && col <= t.right
}

// blank tells whether a row holds nothing within the table.
func (t *table) blank(row *gridRow) bool {
	for i := range row.cells {
		if c := &row.cells[i]; t.spans(c.col) && !c.blank() {
			return false
		}
	}
	return true
}

// headerDepth is how many rows may stand above the first header.
const headerDepth = 60

// tables finds the tables of a sheet: the header row is the one with the most
// recognised columns among the first rows; a later row that repeats at least
// half of those headers begins another table.
func (r *reader) tables(g *grid, def schema.Sheet) []*table {
	index := schema.NewIndex(def)
	best, most := -1, 0
	for i := range g.rows {
		if i >= headerDepth {
			break
		}
		tall := mergedDown(g, g.rows[i].number)
		if could := g.rows[i].words() + len(tall); could < most || could == most && len(tall) == 0 {
			continue // too few texts to be a better header row
		}
		n := recognised(g, &g.rows[i], index, tall)
		if n > most || n == most && n > 0 && len(tall) > 0 && !g.rows[i].blank() { // the lower of two header rows
			best, most = i, n
		}
	}
	if most < 2 {
		if i := onlyColumn(g, index); i >= 0 {
			best, most = i, 2
		}
	}
	if best < 0 || most < min(2, len(def.Columns)) && !(most == 1 && r.overMonths(def, g, &g.rows[best])) {
		return nil
	}
	need := max(2, (most+1)/2)
	var all, open []*table
	for i := best; i < len(g.rows); i++ {
		if i == best || repeats(g, &g.rows[i], index, need) && !figures(g, &g.rows[i], open) {
			var tall map[int]*cell
			if i == best {
				tall = mergedDown(g, g.rows[i].number)
			}
			open = r.headers(g, &g.rows[i], index, tall)
			all = append(all, open...)
			continue
		}
		for _, t := range open {
			if !t.blank(&g.rows[i]) {
				t.rows = append(t.rows, &g.rows[i])
			}
		}
	}
	return all
}

// onlyColumn is the row that heads the one column that a table may consist of; -1 if none
// does, or no column is such.
func onlyColumn(g *grid, index schema.Index) int {
	for i := range g.rows[:min(len(g.rows), headerDepth)] {
		for k := range g.rows[i].cells {
			c := &g.rows[i].cells[k]
			if d, ok := index.Find(c.text); ok && d.Alone && c.kind == cellText {
				return i
			}
		}
	}
	return -1
}

// overMonths tells whether a row has months for headers, as of ID, 2026-01,
// 2026-02.
func (r *reader) overMonths(def schema.Sheet, g *grid, row *gridRow) bool {
	n := 0
	for i := range row.cells {
		if _, _, ok := r.headerMonth(def, g, &row.cells[i], row.number, row.cells[i].col); ok {
			n++
		}
	}
	return n >= 2
}

// words counts the cells of a row that may be headers.
func (r *gridRow) words() int {
	n := 0
	for i := range r.cells {
		if c := &r.cells[i]; c.kind == cellText && len(c.text) <= 80 {
			n++
		}
	}
	return n
}

// recognised counts the different columns that a row's cells are headers of.
// tall adds headers that are merged down into the row.
func recognised(g *grid, row *gridRow, index schema.Index, tall map[int]*cell) int {
	seen := map[string]bool{}
	for i := range row.cells {
		c := &row.cells[i]
		if c.kind != cellText || len(c.text) > 80 {
			continue
		}
		if d, ok := index.Find(c.text); ok {
			seen[d.Field] = true
		}
	}
	for _, c := range tall {
		if d, ok := index.Find(c.text); ok {
			seen[d.Field] = true
		}
	}
	return len(seen)
}

// repeats tells whether a row below the first header repeats enough of it.
func repeats(g *grid, row *gridRow, index schema.Index, need int) bool {
	seen := map[int]bool{}
	for i := range row.cells {
		c := &row.cells[i]
		if c.kind != cellText || len(c.text) > 80 {
			continue
		}
		if k, ok := index.Loose(c.text); ok {
			seen[k] = true
		}
	}
	return len(seen) >= need && recognised(g, row, index, nil) >= need
}

// figures tells whether a row has a number under a header that has a meaning: a row of the
// table, though what it names may read like headers, as the IDs A and B do.
func figures(g *grid, row *gridRow, open []*table) bool {
	for _, t := range open {
		for _, i := range t.place {
			if c := g.cell(row.number, t.cols[i]); !c.blank() && c.kind == cellNumber {
				return true
			}
		}
	}
	return false
}

// mergedDown returns, by column, the header cells that stand higher up and are
// merged down into a row.
func mergedDown(g *grid, row int) map[int]*cell {
	var tall map[int]*cell
	for _, m := range g.merged {
		if m.left != m.right || m.top >= row || m.bottom < row {
			continue
		}
		if c := g.cell(m.top, m.left); !c.blank() && g.cell(row, m.left).blank() {
			if tall == nil {
				tall = map[int]*cell{}
			}
			tall[m.left] = c
		}
	}
	return tall
}

// header reads a header row, or the part of it between two columns.
func (r *reader) header(g *grid, row int, index schema.Index, cells map[int]*cell, left, right int) *table {
	t := &table{def: index.Sheet, place: map[string]int{}, grid: g, head: &budget.Table{File: r.plan.File, Sheet: g.name, HeaderRow: row}}
	t.title, t.titled = g.titleUnit(row)
	quantiles := r.quantiles(cells)
	for col := left; col <= right; col++ {
		if c := cells[col]; !c.blank() {
			r.headerCell(t, g, index, c, row, col, quantiles)
		}
	}
	t.fillDown(g, row)
	r.requireColumns(t)
	return t
}

// headerCell adds one column to the table.
func (r *reader) headerCell(t *table, g *grid, index schema.Index, c *cell, row, col int, quantiles bool) {
	text := c.show(r.book.date1904)
	column := budget.Column{Header: strings.TrimSpace(text), Letter: opc.ColumnLetters(col), Month: -1}
	def, head, known := index.Parse(text)
	span, month, dated := unit.Span{}, 0, false
	if !known || !quantiles && isQuantile(head.Name) {
		if span, month, dated = r.headerMonth(t.def, g, c, row, col); dated {
			known = false
		}
	}
	actual := false
	if !known && !dated {
		span, month, actual = r.actualMonth(t.def, g, c, row, col)
		dated = actual
	}
	if known {
		if _, twice := t.place[def.Field]; twice {
			def, known = schema.Column{}, false
			t.double = append(t.double, len(t.cols))
		}
	}
	rd := reading{}
	if known {
		column.Field = def.Field
		t.place[def.Field] = len(t.cols)
		rd = newReading(def, head)
	} else {
		def = schema.Column{}
	}
	if dated {
		rd.measure = datedMeasure(t.def)
	}
	t.head.Columns = append(t.head.Columns, column)
	t.cols = append(t.cols, col)
	t.dated = append(t.dated, dated)
	t.actual = append(t.actual, actual)
	t.months = append(t.months, month)
	t.periods = append(t.periods, span)
	t.defs = append(t.defs, def)
	t.read = append(t.read, rd)
}

// requireColumns reports the columns without which the rows mean nothing.
func (r *reader) requireColumns(t *table) {
	wide := false
	for _, d := range t.dated {
		wide = wide || d
	}
	for _, d := range t.def.Columns {
		if _, ok := t.place[d.Field]; ok || !d.Required || wide && d.Field == "Amount" {
			continue
		}
		r.missingColumn(t.head, d)
	}
}

func (r *reader) missingColumn(head *budget.Table, d schema.Column) {
	names := make([]string, len(head.Columns))
	for i, c := range head.Columns {
		names[i] = c.Header
	}
	ref := r.ref(head.Sheet, opc.CellAddress(max(1, head.HeaderRow), 1))
	r.report(ref, budget.Error, "missing-column", r.w.Say("problem.missing-column", d.Header("en"), d.Header("zh")),
		r.w.Say("problem.missing-column.hint", strings.Join(names, ", ")))
}
