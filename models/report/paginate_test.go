package report

import (
	"fmt"
	"slices"
	"testing"

	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// TestContinuedTablesRepeatTheirHead: a table that is torn by a page break has its
// headings on every page: of the sheets as they are, and of a reserve that is split
// over more lines than a page has, beside a curve of fewer months.
func TestContinuedTablesRepeatTheirHead(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "zh"} {
		o, p := fixture(lang)
		countTorn(t, lang, Build(o, p, Options{Language: lang}).Sheets)
		var many []outcome.Share
		for k := range 120 {
			many = append(many, outcome.Share{ID: fmt.Sprintf("L%d", k), Name: "line", Amount: float64(1000 - k)})
		}
		o.Reserve.Allocation.Lines = many
		if countTorn(t, lang+", many lines", Build(o, p, Options{Language: lang}).Sheets) == 0 {
			t.Errorf("%s: no table of 120 lines is torn", lang)
		}
	}
}

// TestTwoLongTablesOnOneSheet: tables that are longer than a page, below one another
// and side by side, with a short one and a chart between. Each has its headings on
// every page it is continued on, its totals add up its figures, and a chart shows
// every row once and no heading.
func TestTwoLongTablesOnOneSheet(t *testing.T) {
	t.Parallel()
	o, p := fixture("en")
	var chart sheet.Chart
	write := func(d *desk) *page {
		g := d.page("cash", 12, 12, 12, 12, 12)
		g.heading("finding", "")
		long := func(col, n int, what string) block {
			fields := []field{{head: what, style: sheet.Style{Color: ink}}, {head: what + " amount", style: styleNumber("#,##0")}}
			var rows [][]any
			for k := range n {
				rows = append(rows, []any{fmt.Sprint(what, k), float64(k)})
			}
			b := g.table(col, fields, rows)
			g.total(b, fields, 1)
			return b
		}
		g.section("one", 1, 5)
		top := g.row
		first := long(1, 200, "first")
		low := g.row
		g.row = top
		long(4, 130, "beside")
		g.row = low
		chart = sheet.Chart{Series: []sheet.Series{{X: first.series(0), Y: first.series(1)}}}
		g.section("two", 1, 5)
		long(1, 6, "short")
		g.section("three", 1, 5)
		long(1, 150, "third")
		g.section("four", 1, 5)
		g.newPage()
		long(1, 4, "last")
		return g
	}
	d := newDesk(o, p, Options{Language: "en"})
	s, _ := d.printed(func() *page { return write(d) })
	if n := countTorn(t, "long", []sheet.Sheet{s}); n < 6 {
		t.Errorf("only %d pages begin within a table", n)
	}
	for i, want := range []int{201, 131, 7, 151, 5} {
		if n := s.Tables[i].Row(s.Tables[i].R2 + 1); n != want {
			t.Errorf("table %d has %d rows, want %d", i, n, want)
		}
	}
	cells := byPlace(s)
	r := chart.Series[0].Y
	if n := r.R2 - r.R1 + 1; n != 200 {
		t.Errorf("the chart has %d points for 200 rows", n)
	}
	for k := range 200 {
		if got := cells[[2]int{r.R1 + k, r.C1}].Value; got != float64(k) {
			t.Fatalf("point %d of the chart is %v", k, got)
		}
	}
	if got := cells[[2]int{s.Tables[0].R2, 2}].Value; got != float64(199*200/2) {
		t.Errorf("the total is %v", got)
	}
}

func byPlace(s sheet.Sheet) map[[2]int]sheet.Cell {
	cells := map[[2]int]sheet.Cell{}
	for _, c := range s.Cells {
		cells[[2]int{c.Row, c.Col}] = c
	}
	return cells
}

// countTorn counts the pages that begin within a table, and demands that its headings
// stand on top: in the repeated row, or in the first row of that page.
func countTorn(t *testing.T, name string, sheets []sheet.Sheet) (n int) {
	t.Helper()
	for _, s := range sheets {
		cells := byPlace(s)
		for _, x := range s.Tables {
			for _, at := range s.Breaks {
				if at == x.R1 && x.R2 >= x.R1 {
					t.Errorf("%s: %s: the headings of row %d stand alone at the end of a page", name, s.Key, x.Head)
				}
				if !tears(at, x) {
					continue
				}
				n++
				if s.Repeat == x.Head && !slices.Contains(x.Again, at) {
					continue
				}
				for _, col := range x.Cols {
					if got, want := cells[[2]int{at, col}], cells[[2]int{x.Head, col}]; got.Value != want.Value || got.Role != sheet.RoleHead || got.Style.Fill != want.Style.Fill || got.Style.Bold != want.Style.Bold {
						t.Errorf("%s: %s: the table of row %d is continued in row %d with %v", name, s.Key, x.Head, at, got.Value)
					}
				}
			}
		}
		for _, at := range s.Breaks {
			own := func(x sheet.Table) bool { return x.Head == s.Repeat && tears(at, x) }
			if s.Repeat > 0 && at > s.Repeat && !slices.ContainsFunc(s.Tables, own) {
				t.Errorf("%s: %s: the headings of row %d stand on the page of row %d, something else", name, s.Key, s.Repeat, at)
			}
		}
	}
	return n
}

// TestNoHalfEmptyPage: tables that are to begin on a page of their own do so where the page
// before is well filled, and else follow on it: no half of a page stays white.
func TestNoHalfEmptyPage(t *testing.T) {
	t.Parallel()
	o, p := fixture("en")
	for rows, apart := range map[int]bool{10: false, 40: true} { // of some 53 rows on a page
		s, _ := newDesk(o, p, Options{Language: "en"}).printed(func() *page {
			d := newDesk(o, p, Options{Language: "en"})
			g := d.page("cash", 20, 20, 20, 20, 20)
			g.heading("finding", "")
			g.row += rows
			g.newPage()
			g.section("tables", 1, 5)
			fields := []field{{head: "what", style: sheet.Style{Color: ink}}, {head: "amount", style: styleNumber("#,##0")}}
			var list [][]any
			for k := range 200 {
				list = append(list, []any{fmt.Sprint("row ", k), float64(k)})
			}
			g.table(1, fields, list)
			return g
		})
		at := s.Tables[0].Head - 1 // the heading of the part
		if begins := slices.Contains(s.Breaks, at); begins != apart {
			t.Errorf("%d rows before: a page begins in row %d: %v, want %v (pages begin in %v)", rows, at, begins, apart, s.Breaks)
		}
	}
}
