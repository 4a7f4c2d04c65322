package report

import (
	"slices"

	"ballast/budget/sheet"
)

// Sizes of a printed page, less the margins that the writer sets, in points; of a
// row of text of 10 points, and of columns as spreadsheet programs take them.
const (
	marginAcross = 72
	marginAlong  = 94
	defaultRow   = 14.0
	columnUnit   = 7 * 0.75 // a character
	columnFrame  = 5 * 0.75
	fewestRows   = 5   // of a table that stand on its last page
	wellFilled   = 0.6 // share of a page below which what comes next begins on it
)

// stock is one way of printing a sheet: paper, which way up, and the smallest scale
// at which a sheet that fits on one page of it is still read with ease.
type stock struct {
	paper      sheet.Paper
	landscape  bool
	wide, high float64
	least      float64
}

// stocks are tried in this order: a page that every printer has comes first.
func stocks() []stock {
	return []stock{
		{sheet.A4, true, 842 - marginAcross, 595 - marginAlong, 0.66},
		{sheet.A4, false, 595 - marginAcross, 842 - marginAlong, 0.54},
		{sheet.A3, false, 842 - marginAcross, 1191 - marginAlong, 0.43},
	}
}

// paginate chooses the paper: a sheet that is legible on one page is printed on one.
// What is longer runs over as many pages of A4 as it needs: a part of up to half a
// page is not torn, a longer one begins where there is room for some of it, its last
// page has more than a row or two, and the headings of the table that is torn last
// are repeated on top of the pages that it is continued on.
func (g *page) paginate() {
	if g.s.PagesHigh > 0 {
		return
	}
	width, high := g.widthOf(), g.heightOf(1, g.row-1)
	for _, s := range stocks() {
		if min(1, s.wide/width, s.high/high) >= s.least {
			g.s.Paper, g.s.Landscape, g.s.PagesHigh, g.s.Breaks = s.paper, s.landscape, 1, nil
			return
		}
	}
	g.s.Landscape = stocks()[1].wide/width < stocks()[1].least
	g.tear()
	g.repeatHead()
}

// torn is a place where a printed page begins within a table: which of the page's
// tables, and how many of its rows stand before.
type torn struct{ table, rows int }

// printed writes a page and lays it out for print. One row of a sheet can be repeated
// on top of its pages; a torn table that this row does not serve gets its headings as
// a row of its own: the page is written again with it, until none is without.
func (d *desk) printed(write func() *page) (sheet.Sheet, bool) {
	d.again = nil
	for {
		names := len(d.names)
		g := write()
		if g == nil {
			return sheet.Sheet{}, false
		}
		s := g.finish()
		x, found := g.headless()
		if !found {
			return s, true
		}
		d.names = d.names[:names]
		d.again = append(d.again, x)
	}
}

// headless finds the first place where a page begins within a table whose headings
// do not stand there.
func (g *page) headless() (torn, bool) {
	for _, at := range g.s.Breaks {
		for i, t := range g.s.Tables {
			if !tears(at, t) || t.Head == g.s.Repeat || slices.Contains(t.Again, at) {
				continue
			}
			x := torn{i, t.Row(at)}
			if !slices.Contains(g.again, x) {
				return x, true
			}
		}
	}
	return torn{}, false
}

// tears reports whether a page that begins in a row tears a table.
func tears(at int, t sheet.Table) bool { return at > t.R1 && at <= t.R2 }

// repeatHead repeats the headings of the last table that goes over a page, when they
// are right for all pages that come after them.
func (g *page) repeatHead() {
	last := sheet.Table{}
	for _, t := range g.s.Tables {
		if t.Head > last.Head && g.serves(t) {
			last = t
		}
	}
	g.s.Repeat = last.Head
}

// serves reports whether the headings of a table belong on every page that begins
// after them, and there is one.
func (g *page) serves(t sheet.Table) bool {
	any := false
	for _, at := range g.s.Breaks {
		if at > t.Head && !tears(at, t) {
			return false
		}
		any = any || at > t.Head
	}
	beside := func(x sheet.Table) bool { return t.Head >= x.R1 && t.Head <= x.R2 }
	return any && len(t.Again) == 0 && !slices.ContainsFunc(g.s.Tables, beside)
}

// tear sets the breaks of a sheet of several pages.
func (g *page) tear() {
	capacity := g.capacity()
	starts := g.sectionRows()
	used := 0.0
	for r := 1; r < g.row; r++ {
		high := g.heightOf(r, r)
		switch {
		case slices.Contains(g.s.Breaks, r):
			used = 0
		case slices.Contains(g.parts, r) && used > wellFilled*capacity:
			g.s.Breaks = append(g.s.Breaks, r)
			used = 0
		case slices.Contains(starts, r) && used > 0:
			block := g.heightOf(r, g.blockEnd(starts, r)-1)
			if used+block > capacity && (block <= capacity/2 || used > wellFilled*capacity) {
				g.s.Breaks = append(g.s.Breaks, r)
				used = 0
			}
		}
		if used+high > capacity {
			at := r
			if left := g.blockEnd(starts, r) - r; left < fewestRows {
				at = max(r-(fewestRows-left), 2)
			}
			at = g.overHead(at)
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

// overHead keeps headings with the first row below them: a page that would begin
// between the two begins above.
func (g *page) overHead(at int) int {
	for _, t := range g.s.Tables {
		if at == t.R1 && t.R2 >= t.R1 && !slices.Contains(g.s.Breaks, t.Head) {
			return max(t.Head, 2)
		}
	}
	return at
}

// widthOf is the width of the printed columns.
func (g *page) widthOf() float64 {
	width := 0.0
	for c := 1; c <= g.width; c++ {
		width += float64(g.s.Widths[c]*columnUnit) + columnFrame
	}
	return width
}

// capacity is the height of the rows that fit on a page when the sheet is printed one
// page wide.
func (g *page) capacity() float64 {
	s := stocks()[1]
	if g.s.Landscape {
		s = stocks()[0]
	}
	return s.high / min(1, s.wide/g.widthOf())
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
