package report

import (
	"math"
	"strconv"
	"strings"

	"ballast/budget"
	"ballast/budget/sheet"
)

// page is one result sheet in the making: rows are written downwards from row,
// data that only feeds a chart goes aside, right of the printed columns.
type page struct {
	*desk
	s     sheet.Sheet
	width int   // printed columns
	row   int   // next free row
	aside int   // next free column right of the printed ones
	parts []int // rows in which a printed page is to begin where the one before is well filled
}

func (d *desk) page(key string, widths ...float64) *page {
	g := &page{desk: d, width: len(widths), row: 1, aside: len(widths) + 3}
	g.s = sheet.Sheet{
		Key: key, Title: d.w.Say("report.tab." + key), Landscape: true,
		Widths: map[int]float64{}, Heights: map[int]float64{},
	}
	for i, w := range widths {
		g.s.Widths[i+1] = w
	}
	return g
}

// finish closes the page: it prints what was written, without the data aside.
func (g *page) finish() sheet.Sheet {
	g.s.Print = sheet.Range{R1: 1, C1: 1, R2: max(g.row, 2), C2: g.width}
	for r := 1; r <= g.s.Print.R2; r++ { // programs disagree on the height of a row that has none
		if _, ok := g.s.Heights[r]; !ok {
			g.s.Heights[r] = defaultRow
		}
	}
	g.paginate()
	return g.s
}

// put writes a cell. Values that are no numbers become a dash.
func (g *page) put(r, c int, v any, st sheet.Style) *sheet.Cell {
	cell := sheet.Cell{Row: r, Col: c, Value: v, Style: st}
	if x, ok := v.(sheet.Cell); ok {
		cell = x
		cell.Row, cell.Col = r, c
		cell.Style.VAlign = st.VAlign
		if cell.Style.Color == "" {
			cell.Style = st
		}
	}
	switch x, ok := cell.Value.(float64); {
	case ok && !finite(x):
		cell.Value = "–"
	case ok && cell.Role != sheet.RoleAside && cell.Style.Format != "":
		cell.Style.Format = g.m.fit(cell.Style.Format, x)
	}
	g.s.Cells = append(g.s.Cells, cell)
	return &g.s.Cells[len(g.s.Cells)-1]
}

// heading writes title, finding and reading hint, and freezes title and finding.
func (g *page) heading(finding, hint string) {
	title := g.s.Title
	if g.p.Project.Name != "" {
		title += " · " + g.p.Project.Name
	}
	g.merged(1, 1, g.width-1, title, styleTitle()).Role = sheet.RoleTitle
	g.s.Heights[1] = 26
	g.back()
	g.row = 2
	g.sentence(finding, styleFinding()).Role = sheet.RoleFinding
	if hint != "" {
		g.sentence(hint, styleHint())
	}
	g.s.FreezeRow = 3
	g.row++
}

// back is the way to the dashboard, at the right of the title.
func (g *page) back() {
	st := styleLink()
	st.Align, st.VAlign = "right", "center"
	g.put(1, g.width, sheet.Cell{Value: g.w.Say("report.back"), Style: st, Link: &sheet.Link{Key: "dashboard", Cell: "A1"}, Role: sheet.RoleWay}, st)
}

// sentence writes a text over the whole width, as high as it needs.
func (g *page) sentence(text string, st sheet.Style) *sheet.Cell {
	c := g.merged(g.row, 1, g.width, text, st)
	if st.Italic {
		c.Role = sheet.RoleHint
	}
	g.s.Heights[g.row] = g.height(text, 1, g.width, st)
	g.row++
	return c
}

// merged writes one cell over columns c1..c2.
func (g *page) merged(r, c1, c2 int, v any, st sheet.Style) *sheet.Cell {
	for c := c1 + 1; c <= c2; c++ {
		g.put(r, c, nil, st)
	}
	if c2 > c1 {
		g.s.Merges = append(g.s.Merges, sheet.Range{R1: r, C1: c1, R2: r, C2: c2})
	}
	return g.put(r, c1, v, st)
}

// height is the height in points of a text wrapped over columns c1..c2.
func (g *page) height(text string, c1, c2 int, st sheet.Style) float64 {
	return float64(float64(g.lines(text, c1, c2, st))*sizeOf(st)*1.35) + 4
}

// lines is how many lines a text takes when wrapped over columns c1..c2. The
// unit of a column's width is a digit at 11 points.
func (g *page) lines(text string, c1, c2 int, st sheet.Style) int {
	room := 0.0
	for c := c1; c <= c2; c++ {
		room += g.s.Widths[c]
	}
	room = math.Max(1, (room-1-2*float64(st.Indent))*11/sizeOf(st))
	if st.Bold {
		room *= 0.93
	}
	n := 0.0
	for _, part := range strings.Split(text, "\n") {
		n += math.Max(1, math.Ceil(textWidth(part)/room))
	}
	return int(n)
}

func sizeOf(st sheet.Style) float64 {
	if st.Size == 0 {
		return 10
	}
	return st.Size
}

// textWidth is the width of a text in columns of digits: letters are a little
// narrower, a Chinese character is nearly as wide as two.
func textWidth(s string) float64 {
	n := 0.0
	for _, r := range s {
		if r >= 0x2E80 {
			n += 2.1
		} else {
			n += 0.98
		}
	}
	return n
}

// section starts a part of the page with a heading over columns c1..c2.
func (g *page) section(text string, c1, c2 int) {
	g.merged(g.row, c1, c2, text, styleSection()).Role = sheet.RoleSection
	g.s.Heights[g.row] = 20
	g.row++
}

// newPage starts a new printed page at the current row, unless that would leave much of
// the page before it white.
func (g *page) newPage() { g.parts = append(g.parts, g.row) }

// chart places a chart over whole rows below the current one, between columns
// c1 and c2. The page's row stays: charts stand side by side.
func (g *page) chart(c sheet.Chart, c1, c2, rows int) {
	c.At = sheet.Range{R1: g.row, C1: c1, R2: g.row + rows - 1, C2: c2}
	if c.Alt == "" {
		c.Alt = c.Title
	}
	g.s.Charts = append(g.s.Charts, c)
}

// keep lets the dashboard show a chart too, with smaller wants.
func (g *page) keep(c sheet.Chart) {
	series := make([]sheet.Series, len(c.Series))
	for i, s := range c.Series {
		s.X.Sheet, s.Y.Sheet = g.s.Key, g.s.Key
		series[i] = s
	}
	c.Series = series
	g.kept[c.Key] = c
}

// name binds a workbook-wide name to a cell of this page that was just put.
func (g *page) name(name string, r, c int) {
	g.names = append(g.names, sheet.Name{Name: "Ballast." + name, At: sheet.Range{Sheet: g.s.Key, R1: r, C1: c, R2: r, C2: c}})
}

// source links to a cell of the user's own workbook, nil when it has no place.
func source(ref budget.Ref, tip string) *sheet.Link {
	if ref.Sheet == "" {
		return nil
	}
	cell, _, _ := strings.Cut(ref.Cell, ":")
	if cell == "" {
		cell = "A1"
	}
	return &sheet.Link{UserSheet: ref.Sheet, Cell: cell, Tip: tip}
}

// place writes a cell of the user's workbook for reading: "Costs!H14".
func place(ref budget.Ref) string {
	ref.File = ""
	return strings.TrimPrefix(ref.String(), ":")
}

// address writes a cell as "B4".
func address(r, c int) string { return column(c) + strconv.Itoa(r) }

// column writes a column as letters.
func column(c int) string {
	s := ""
	for ; c > 0; c = (c - 1) / 26 {
		s = string(rune('A'+(c-1)%26)) + s
	}
	return s
}

// monthStyle is the look of a month in a table.
func monthStyle() sheet.Style {
	return sheet.Style{Color: ink, Format: "yyyy-mm", Align: "left"}
}
