package report

import (
	"slices"

	"ballast/budget/sheet"
)

// Sizes of a printed page: A4, less the margins that the writer sets, in
// points; of a row of text of 10 points, and of columns as spreadsheet programs
// take them.
const (
	paperLong   = 842 - 72
	paperShort  = 595 - 94
	defaultRow  = 14.0
	columnUnit  = 7 * 0.75 // a character
	columnFrame = 5 * 0.75
	fewestRows  = 5 // of a table that stand on its last page
)

// paginate adds page breaks to those that were asked for: a part of up to half
// a page is not torn, a longer one begins where there is room for some of it,
// and its last page has more than a row or two.
func (g *page) paginate() {
	if g.s.PagesHigh > 0 {
		return
	}
	capacity := g.capacity()
	starts := g.sectionRows()
	used := 0.0
	for r := 1; r < g.row; r++ {
		high := g.heightOf(r, r)
		switch {
		case slices.Contains(g.s.Breaks, r):
			used = 0
		case slices.Contains(starts, r) && used > 0:
			block := g.heightOf(r, g.blockEnd(starts, r)-1)
			if used+block > capacity && (block <= capacity/2 || used > 0.6*capacity) {
				g.s.Breaks = append(g.s.Breaks, r)
				used = 0
			}
		}
		if used+high > capacity {
			at := r
			if left := g.blockEnd(starts, r) - r; left < fewestRows {
				at = max(r-(fewestRows-left), 2)
			}
			if !g.insideChart(at) {
				g.s.Breaks = append(g.s.Breaks, at)
				used = g.heightOf(at, r-1)
			} else {
				used = 0
			}
		}
		used += high
	}
	slices.Sort(g.s.Breaks)
	g.s.Breaks = slices.Compact(g.s.Breaks)
}

// capacity is the height of the rows that fit on a page when the sheet is
// printed one page wide.
func (g *page) capacity() float64 {
	width := 0.0
	for c := 1; c <= g.width; c++ {
		width += g.s.Widths[c]*columnUnit + columnFrame
	}
	wide, high := float64(paperShort), float64(paperLong)
	if g.s.Landscape {
		wide, high = high, wide
	}
	return high / min(1, wide/width)
}

// heightOf is the height of some rows.
func (g *page) heightOf(r1, r2 int) float64 {
	sum := 0.0
	for r := r1; r <= r2; r++ {
		sum += g.s.Heights[r]
	}
	return sum
}

// sectionRows lists the rows in which parts begin.
func (g *page) sectionRows() []int {
	var rows []int
	for _, c := range g.s.Cells {
		if c.Role == sheet.RoleSection {
			rows = append(rows, c.Row)
		}
	}
	slices.Sort(rows)
	return slices.Compact(rows)
}

// blockEnd is the row behind the part that row r belongs to.
func (g *page) blockEnd(starts []int, r int) int {
	end := g.row
	for _, list := range [][]int{starts, g.s.Breaks} {
		for _, s := range list {
			if s > r && s < end {
				end = s
			}
		}
	}
	return end
}

// insideChart reports whether a break before a row would tear a chart.
func (g *page) insideChart(r int) bool {
	for _, c := range g.s.Charts {
		if r > c.At.R1 && r <= c.At.R2 {
			return true
		}
	}
	return false
}
