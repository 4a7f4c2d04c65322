package workbook

import (
	"strconv"
	"strings"

	"ballast/budget"
	"ballast/budget/unit"
	"ballast/budget/workbook/internal/opc"
	"ballast/budget/workbook/schema"
)

// headers reads a header row: one table, or several side by side when a run of
// headers stands again after an empty column.
func (r *reader) headers(g *grid, row *gridRow, index schema.Index, tall map[int]*cell) []*table {
	cells := map[int]*cell{}
	last := 0
	for i := range row.cells {
		cells[row.cells[i].col] = &row.cells[i]
		last = row.cells[i].col
	}
	for col, c := range tall {
		cells[col] = c
		last = max(last, col)
	}
	starts := besides(cells, index, last)
	if len(starts) == 1 {
		return []*table{r.header(g, row.number, index, cells, 1, last)}
	}
	var all []*table
	for i, left := range starts {
		right := last
		if i+1 < len(starts) {
			right = starts[i+1] - 1
		}
		t := r.header(g, row.number, index, cells, left, right)
		t.left, t.right = left, right
		all = append(all, t)
	}
	all[len(all)-1].right = opc.MaxCol
	return all
}

// besides returns the columns in which the tables of a header row begin. A run
// of headers after an empty column begins another table when it repeats at
// least two headers of the one before.
func besides(cells map[int]*cell, index schema.Index, last int) []int {
	starts := []int{1}
	seen, run, from := map[string]bool{}, map[string]bool{}, 1
	flush := func() {
		again := 0
		for f := range run {
			if seen[f] {
				again++
			}
		}
		if again >= 2 {
			starts, seen = append(starts, from), map[string]bool{}
		}
		for f := range run {
			seen[f] = true
		}
		run = map[string]bool{}
	}
	for col := 1; col <= last; col++ {
		c := cells[col]
		if c.blank() {
			flush()
			from = col + 1
			continue
		}
		if d, ok := index.Find(c.text); ok && c.kind == cellText {
			run[d.Field] = true
		}
	}
	flush()
	return starts
}

// fillDown notes the words, dates and figures that are merged over several rows, which stand for
// each of them. Amounts and names that are keys belong to their row alone.
func (t *table) fillDown(g *grid, header int) {
	for _, m := range g.merged {
		if m.bottom <= m.top || m.top <= header || len(t.fill) > 1000 {
			continue
		}
		for i, col := range t.cols {
			d := t.defs[i]
			if col == m.left && !d.IsMoney() && d.Field != "" && d.Field != "ID" && d.Field != "Name" {
				if t.fill == nil {
					t.fill = map[int][]area{}
				}
				t.fill[col] = append(t.fill[col], m)
			}
		}
	}
}

// filled returns the cell that is merged down into a blank one, nil if none.
func (t *table) filled(row, col int) *cell {
	for _, m := range t.fill[col] {
		if row > m.top && row <= m.bottom {
			return t.grid.cell(m.top, m.left)
		}
	}
	return nil
}

// headerMonth tells whether a header is a month or a longer period: the month
// it begins with, counted from the year 0 when the span has a year, from the
// plan's start for one that is counted, or within its year.
func (r *reader) headerMonth(def schema.Sheet, g *grid, c *cell, row, col int) (unit.Span, int, bool) {
	if c.blank() || def.Key != "Costs" && def.Key != "Actuals" && def.Key != "Drivers" && def.Key != "Profiles" {
		return unit.Span{}, 0, false
	}
	if def.Key != "Costs" && def.Key != "Actuals" {
		if n, ok := monthOrdinal(c.show(r.book.date1904)); ok {
			return unit.Span{Months: 1, Ordinal: n}, n - 1, true
		}
	}
	if m, ok := r.cellMonth(c, unit.Unsettled); ok {
		return unit.Span{Months: 1, Year: m.Year, First: m.Month}, m.Year*12 + m.Month - 1, c.kind != cellNumber || c.format == formatDate
	}
	if m, ok := g.monthUnderYear(c, row, col); ok {
		return unit.Span{Months: 1, Year: m.Year, First: m.Month}, m.Year*12 + m.Month - 1, true
	}
	if def.Key != "Costs" && def.Key != "Actuals" {
		return unit.Span{}, 0, false
	}
	p, ok := unit.ParseSpan(c.show(r.book.date1904))
	if !ok || !p.Pure || p.Months == 0 || c.kind == cellNumber && len(c.text) != 4 {
		return unit.Span{}, 0, false
	}
	return p, 0, true
}

// actualMonth reads the header of a column of actual levels of indices: a month and the
// word that says so, as Actual 2026-03 or 2026年3月实际.
func (r *reader) actualMonth(def schema.Sheet, g *grid, c *cell, row, col int) (unit.Span, int, bool) {
	if def.Key != "Drivers" || c.kind != cellText {
		return unit.Span{}, 0, false
	}
	text := strings.ToLower(schema.HalfWidth(c.text))
	for _, word := range []string{"actual", "实际值", "实际"} {
		at := strings.Index(text, word)
		if at < 0 {
			continue
		}
		bare := *c
		bare.text = strings.Trim(text[:at]+" "+text[at+len(word):], " :-_()")
		return r.headerMonth(def, g, &bare, row, col)
	}
	return unit.Span{}, 0, false
}

// monthOrdinal reads headers that count months: 1, M1, Month 1, 第1月.
func monthOrdinal(s string) (int, bool) {
	s = strings.ToLower(strings.ReplaceAll(schema.HalfWidth(s), " ", ""))
	for _, cut := range []string{"month", "m", "第"} {
		s = strings.TrimPrefix(s, cut)
	}
	for _, cut := range []string{"个月", "月"} {
		s = strings.TrimSuffix(s, cut)
	}
	n := 0
	for _, c := range s {
		if c < '0' || c > '9' || n > 600 {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, n >= 1 && n <= 600
}

// monthUnderYear reads a header such as Jan or 3月 that stands under a year,
// which may be merged over its months.
func (g *grid) monthUnderYear(c *cell, row, col int) (budget.Month, bool) {
	if c.kind != cellText {
		return budget.Month{}, false
	}
	n, ok := monthWord(c.text)
	if !ok {
		return budget.Month{}, false
	}
	for above := row - 1; above >= max(1, row-3); above-- {
		if year, ok := yearIn(g.over(above, col)); ok {
			return budget.Month{Year: year, Month: n}, true
		}
	}
	return budget.Month{}, false
}

// monthWord reads the name of a month without a year: Mar, März, 3月, 三月.
func monthWord(text string) (int, bool) {
	s := strings.ToLower(strings.TrimRight(strings.ReplaceAll(schema.HalfWidth(text), " ", ""), "."))
	if n := unit.MonthName(s); n > 0 {
		return n, true
	}
	n := unit.ChineseMonth(s)
	return n, n > 0
}

// over is the cell that stands over a column in a row: the cell itself, the
// one merged across it, or the nearest one to the left.
func (g *grid) over(row, col int) *cell {
	r := g.row(row)
	if r == nil {
		return nil
	}
	for _, m := range g.merged {
		if m.top <= row && row <= m.bottom && m.left <= col && col <= m.right {
			return g.cell(m.top, m.left)
		}
	}
	for i := len(r.cells) - 1; i >= 0; i-- {
		if c := &r.cells[i]; c.col <= col && !c.blank() {
			return c
		}
	}
	return nil
}

// yearIn finds a year in a header: 2026, FY2026, 2026年, Budget 2026.
func yearIn(c *cell) (int, bool) {
	if c.blank() || c.kind != cellNumber && c.kind != cellText || len(c.text) > 80 {
		return 0, false
	}
	for _, word := range strings.FieldsFunc(c.text, func(r rune) bool { return r < '0' || r > '9' }) {
		if n, err := strconv.Atoi(word); err == nil && len(word) == 4 && n >= 1990 && n <= 2200 {
			return n, true
		}
	}
	return 0, false
}
