package handout

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"ballast/budget/sheet"
)

// place adds a cell to a part: to its table, or as a text, or to the row of a
// grid.
func (r *reader) place(p *Part, c *sheet.Cell) {
	if t := r.tableOf(c); t != nil {
		r.intoTable(p, t, c)
		return
	}
	if r.isText(c) {
		p.Blocks = append(p.Blocks, Block{Text: shown(c), Hint: c.Role == sheet.RoleHint, Warn: c.Style.Color == warning})
		return
	}
	n := len(p.Blocks) - 1
	if n < 0 || !p.Blocks[n].Plain {
		p.Blocks = append(p.Blocks, Block{Plain: true})
		n++
	}
	b := &p.Blocks[n]
	if !r.continues(c) || len(b.Rows) == 0 {
		b.Rows = append(b.Rows, Row{})
	}
	last := &b.Rows[len(b.Rows)-1]
	last.Cells = append(last.Cells, r.cell(c))
}

// tableOf is the table that a cell stands in, nil for none.
func (r *reader) tableOf(c *sheet.Cell) *sheet.Table {
	var best *sheet.Table
	for _, t := range r.tables[c.Row] {
		if t.Cols[0] <= c.Col && (best == nil || t.Cols[0] > best.Cols[0]) {
			best = t
		}
	}
	return best
}

// intoTable adds a cell to the block of its table. Cells come in reading order,
// so a row ends where the next begins.
func (r *reader) intoTable(p *Part, t *sheet.Table, c *sheet.Cell) {
	var b *Block
	for i := range p.Blocks {
		if p.Blocks[i].table == t {
			b = &p.Blocks[i]
		}
	}
	if b == nil {
		p.Blocks = append(p.Blocks, Block{table: t})
		b = &p.Blocks[len(p.Blocks)-1]
	}
	x := r.cell(c)
	x.Span = 0
	if c.Row == t.Head {
		b.Head = append(b.Head, x)
		return
	}
	at := t.Row(c.Row)
	for len(b.Rows) <= at {
		b.Rows = append(b.Rows, Row{Cells: make([]Cell, len(t.Cols))})
	}
	last := &b.Rows[at]
	last.Total = last.Total || c.Style.Bold
	for i, col := range t.Cols {
		if col == c.Col {
			last.Cells[i] = x
		}
	}
}

// isText reports whether a cell stands alone in its row as a sentence.
func (r *reader) isText(c *sheet.Cell) bool {
	s, ok := c.Value.(string)
	if !ok || len([]rune(s)) < 3 {
		return false
	}
	width := r.merged[[2]int{c.Row, c.Col}].C2 - c.Col + 1
	return c.Role == sheet.RoleHint || c.Link == nil && width >= 6 && !r.continues(c)
}

// continues reports whether another printed cell stands to the left of a cell,
// under the same heading and in no table.
func (r *reader) continues(c *sheet.Cell) bool {
	from := 0
	for _, o := range r.cells {
		if o.Role == sheet.RoleSection && o.Row < c.Row && o.Col <= c.Col {
			from = o.Col // the last one above
		}
	}
	for _, o := range r.cells {
		if o.Row == c.Row && o.Col < c.Col && o.Col >= from {
			return true
		}
	}
	return false
}

// cell reads how a cell looks.
func (r *reader) cell(c *sheet.Cell) Cell {
	x := Cell{Text: shown(c), Note: c.Note, Bold: c.Style.Bold, Span: 1}
	switch v := c.Value.(type) {
	case float64:
		x.Number, x.Value = true, strconv.FormatFloat(v, 'f', -1, 64)
	case int:
		x.Number, x.Value = true, strconv.Itoa(v)
	case time.Time:
		x.Date, x.Value = true, strconv.FormatInt(v.Unix(), 10)
	default:
		x.Number = c.Style.Align == "right"
	}
	if m, ok := r.merged[[2]int{c.Row, c.Col}]; ok {
		x.Span = m.C2 - m.C1 + 1
	}
	if c.Link != nil {
		x.Place = c.Link.UserSheet != ""
		if c.Link.Key != "" {
			x.Link = "#" + c.Link.Key
		}
	}
	if c.Style.Fill != "" {
		x.Fill, x.Color = "#"+c.Style.Fill, "#"+c.Style.Color
	} else if c.Style.Color == warning {
		x.Color = "#" + warning
	}
	if fill := r.heat(c); fill != "" {
		x.Fill = fill
	}
	return x
}

// heat is the colour of a number on the scale of its block, "" without one.
func (r *reader) heat(c *sheet.Cell) string {
	v, ok := c.Value.(float64)
	if !ok {
		return ""
	}
	for _, h := range r.s.Heats {
		if c.Row < h.At.R1 || c.Row > h.At.R2 || c.Col < h.At.C1 || c.Col > h.At.C2 {
			continue
		}
		if h.Mid == "" {
			return mixed(h.Low, h.High, (v-h.LowAt)/(h.HighAt-h.LowAt))
		}
		if v <= h.MidAt {
			return mixed(h.Low, h.Mid, (v-h.LowAt)/(h.MidAt-h.LowAt))
		}
		return mixed(h.Mid, h.High, (v-h.MidAt)/(h.HighAt-h.MidAt))
	}
	return ""
}

// mixed is the colour at a share of the way from one colour to another.
func mixed(from, to string, share float64) string {
	a, errA := strconv.ParseUint(from, 16, 32)
	b, errB := strconv.ParseUint(to, 16, 32)
	if errA != nil || errB != nil || math.IsNaN(share) {
		return ""
	}
	share = math.Max(0, math.Min(1, share))
	part := func(shift uint) int {
		x, y := float64(a>>shift&255), float64(b>>shift&255)
		return int(math.Round(x + share*(y-x)))
	}
	return fmt.Sprintf("#%02X%02X%02X", part(16), part(8), part(0))
}
