package report

import (
	"math"
	"slices"

	"ballast/budget/sheet"
)

// field is one column of a table: heading, the note that defines its term, and
// the look of its cells. Span merges it over more than one column of the page.
type field struct {
	head, note string
	style      sheet.Style
	span       int
}

// block is a table that was written: its body, and where each field begins.
type block struct {
	page   *page
	fields []field
	body   sheet.Range
	cols   []int
	at     int // its place among the tables of the page
}

// column returns the body of field i.
func (b block) column(i int) sheet.Range {
	return sheet.Range{R1: b.body.R1, R2: b.body.R2, C1: b.cols[i], C2: b.cols[i]}
}

// again lists the rows of the body that repeat the headings.
func (b block) again() []int { return b.page.s.Tables[b.at].Again }

// row is the row of the page in which row i of the body stands.
func (b block) row(i int) int {
	r := b.body.R1 + i
	for _, h := range b.again() {
		if h <= r {
			r++
		}
	}
	return r
}

// series returns field i for a chart: the body, and where headings stand within it a
// copy aside without them.
func (b block) series(i int) sheet.Range {
	if len(b.again()) == 0 {
		return b.column(i)
	}
	cells := map[int]sheet.Cell{}
	for _, c := range b.page.s.Cells {
		if c.Col == b.cols[i] {
			cells[c.Row] = c
		}
	}
	var values []any
	for r := b.body.R1; r <= b.body.R2; r++ {
		if slices.Contains(b.again(), r) {
			continue
		}
		c := cells[r]
		if c.Value == nil {
			values = append(values, nil)
			continue
		}
		values = append(values, sheet.Cell{Value: c.Value, Formula: address(r, b.cols[i]), Role: sheet.RoleAside,
			Style: sheet.Style{Size: 8, Color: silver, Format: c.Style.Format}})
	}
	return b.page.beside([]string{b.fields[i].head}, values)[0]
}

// table writes headings and rows at the page's row, from column c on, and moves
// the row behind them.
func (g *page) table(c int, fields []field, rows [][]any) block {
	b := block{page: g, fields: fields, at: len(g.s.Tables)}
	for _, f := range fields {
		b.cols = append(b.cols, c)
		c += max(f.span, 1)
	}
	g.heads(b)
	g.s.Tables = append(g.s.Tables, sheet.Table{Title: g.sectionOver(b.cols[0]), Head: g.row, R1: g.row + 1, R2: g.row, Cols: b.cols})
	g.row++
	b.body = sheet.Range{R1: g.row, C1: b.cols[0], C2: c - 1}
	for _, row := range rows {
		g.tableRow(b, fields, row, func(s sheet.Style) sheet.Style { return s })
	}
	b.body.R2 = g.row - 1
	return b
}

// heads writes the headings of a table in the page's row.
func (g *page) heads(b block) {
	head := 0.0
	for i, f := range b.fields {
		c := b.cols[i]
		end := c + max(f.span, 1) - 1
		st := styleHead()
		st.Align, st.Indent = f.style.Align, f.style.Indent
		cell := g.merged(g.row, c, end, f.head, st)
		cell.Note, cell.Role = f.note, sheet.RoleHead
		head = math.Max(head, g.height(f.head, c, end, st))
	}
	g.s.Heights[g.row] = math.Max(g.s.Heights[g.row], head) // a table beside it may have a higher one
}

// continued writes the headings of a table once more where a printed page begins
// that they are missing on.
func (g *page) continued(b block) {
	t := &g.s.Tables[b.at]
	if !slices.Contains(g.again, torn{b.at, t.Row(t.R2 + 1)}) {
		return
	}
	g.s.Breaks = append(g.s.Breaks, g.row)
	g.heads(b)
	t.R2, t.Again = g.row, append(t.Again, g.row)
	g.row++
}

// tableRow writes one row of a table in the given look and moves on.
func (g *page) tableRow(b block, fields []field, row []any, look func(sheet.Style) sheet.Style) {
	if len(b.cols) > 0 {
		g.continued(b)
	}
	high := 0.0
	for i, v := range row {
		if i >= len(fields) {
			break
		}
		st := look(fields[i].style)
		end := b.cols[i] + max(fields[i].span, 1) - 1
		st.VAlign = "center"
		if textOf(v) != "" && st.Format != "" {
			st.Format, st.Color = "", grey // words in place of a number
		}
		g.merged(g.row, b.cols[i], end, v, st)
		if text := textOf(v); st.Wrap && text != "" {
			high = math.Max(high, g.height(text, b.cols[i], end, st))
		}
	}
	if high > 19 {
		g.s.Heights[g.row] = math.Max(g.s.Heights[g.row], math.Min(high, 400))
	}
	if len(b.cols) > 0 {
		g.s.Tables[b.at].R2 = g.row
	}
	g.row++
}

// sectionOver is the heading of the part that a column belongs to now.
func (g *page) sectionOver(col int) string {
	title, row, from := "", 0, 0
	for i := range g.s.Cells {
		c := &g.s.Cells[i]
		if c.Role == sheet.RoleSection && c.Col <= col && (c.Row > row || c.Row == row && c.Col > from) {
			title, row, from = textOf(*c), c.Row, c.Col
		}
	}
	return title
}

func textOf(v any) string {
	if c, ok := v.(sheet.Cell); ok {
		v = c.Value
	}
	s, _ := v.(string)
	return s
}

// total writes a row of sums below a table; sums names the fields that add up.
func (g *page) total(b block, fields []field, sums ...int) {
	row := make([]any, len(fields))
	row[0] = g.w.Say("report.total")
	for _, i := range sums {
		sum := 0.0
		for _, c := range g.s.Cells {
			if x, ok := c.Value.(float64); ok && c.Col == b.cols[i] && c.Row >= b.body.R1 && c.Row <= b.body.R2 {
				sum += math.Round(x * 100)
			}
		}
		row[i] = sheet.Cell{
			Value: sum / 100, Style: styleTotal(fields[i].style),
			Formula: "SUM(" + address(b.body.R1, b.cols[i]) + ":" + address(b.body.R2, b.cols[i]) + ")",
		}
	}
	g.tableRow(b, fields, row, styleTotal)
}

// beside writes columns of chart data right of the printed page, headings in
// grey, and returns the body of each.
func (g *page) beside(heads []string, columns ...[]any) []sheet.Range {
	const top = 5
	out := make([]sheet.Range, len(columns))
	for i, values := range columns {
		c := g.aside
		g.aside++
		g.put(top-1, c, heads[i], styleAside()).Role = sheet.RoleAside
		g.s.Widths[c] = 12
		for k, v := range values {
			st := styleAside()
			switch v.(type) {
			case float64:
				st.Format = "#,##0.####"
			case string, nil:
			default:
				st.Format = "yyyy-mm"
			}
			g.put(top+k, c, v, st).Role = sheet.RoleAside
		}
		out[i] = sheet.Range{R1: top, C1: c, R2: top + max(len(values), 1) - 1, C2: c}
	}
	g.aside++
	return out
}

// floats makes a column of numbers.
func floats(n int, f func(i int) float64) []any {
	out := make([]any, n)
	for i := range out {
		out[i] = f(i)
	}
	return out
}

// texts makes a column of texts.
func texts(n int, f func(i int) string) []any {
	out := make([]any, n)
	for i := range out {
		out[i] = f(i)
	}
	return out
}
