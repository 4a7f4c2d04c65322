package workbook

import (
	"slices"
	"strings"

	"ballast/budget/workbook/schema"
)

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
		if h := header.at(c.col); !h.blank() && schema.Key(h.text) == schema.Key(c.text) {
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
