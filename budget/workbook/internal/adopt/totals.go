package adopt

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// Doubt is why a reading is not taken unasked, or what is said of it when it
// is. Code is the tail of a words key, Args what is set into its text.
type Doubt struct {
	Code  string
	Sheet string
	Cell  string
	Text  string // the first thing set into the text
	Args  string // the second
}

// Checked is one of the budget's own totals and what became of it.
type Checked struct {
	Sheet   string
	Cells   string
	Amount  decimal.Decimal
	Covers  int  // lines that it adds up
	All     bool // it is the total of all lines
	Agrees  bool
	Formula string
}

// totalDoubt says that a total differs from what it should add up.
func totalDoubt(e *Entry, sum decimal.Decimal) Doubt {
	d := Doubt{Code: "adopt-total", Sheet: e.Block.Sheet.Name, Cell: e.Cells[0].Address(), Text: e.Amount.String(), Args: sum.String()}
	if f := e.Cells[0].Formula; f != "" {
		d.Code, d.Args = "adopt-total-formula", "="+f
	}
	return d
}

// totals compares the lines of a reading with every total that the budget has.
type totals struct {
	f     *finder
	r     *Reading
	lines []*Entry
	at    map[*Entry]int // of lines
	cover map[*Entry]map[int]bool
	busy  map[*Entry]bool
}

// check finds the budget's own total, and the totals that do not agree.
func (f *finder) check(r *Reading) {
	t := &totals{f: f, r: r, lines: r.Lines(), at: map[*Entry]int{}, cover: map[*Entry]map[int]bool{}, busy: map[*Entry]bool{}}
	for i, e := range t.lines {
		t.at[e] = i
	}
	jointly := map[int]bool{}
	var failing []*Entry
	for i, e := range r.Entries {
		if e.Kind != Total || e.income || len(e.Cells) == 0 {
			continue
		}
		c := t.covers(i)
		all := near(e.Amount, r.Total) || near(e.Amount, r.Total.Sub(r.Reserve)) && len(c) > 0
		agrees := all || c != nil || e.Amount.IsZero()
		if all && !e.times {
			r.Own, r.Proven = totalCells(e), true
		} else if !agrees {
			failing = append(failing, e)
		}
		for k := range c {
			jointly[k] = true
		}
		r.Totals = append(r.Totals, Checked{Sheet: e.Block.Sheet.Name, Cells: span(totalCells(e)), Amount: e.Amount,
			Covers: len(c), All: all, Agrees: agrees, Formula: e.Cells[0].Formula})
	}
	t.loose()
	if !r.Proven && len(jointly) == len(t.lines) && len(t.lines) > 0 && len(failing) == 0 {
		r.Proven, r.joint = true, true
		t.halves()
	}
	if !r.Proven && len(failing) == 0 && r.acrossTotals() {
		r.Proven, r.joint = true, true
	}
	for _, e := range failing {
		if e.sums && r.Own != nil && !e.grand {
			continue // a subtotal over lines that do not stand together
		}
		r.doubt(t.failed(e))
	}
	t.leftOut()
}

// halves doubts two parts of a table that come to the same total: one may say
// where the money for the other comes from.
func (t *totals) halves() {
	seen := map[string]map[int]bool{}
	for i, e := range t.r.Entries {
		if e.Kind != Total || e.income || len(e.Cells) == 0 {
			continue
		}
		own := t.covers(i)
		other := seen[cents(e.Amount)]
		if len(own) > 0 && len(own)+len(other) == len(t.lines) && !overlap(own, other) && len(other) > 0 {
			t.r.doubt(Doubt{Code: "adopt-halves", Sheet: e.Block.Sheet.Name, Cell: e.Cells[0].Address(), Text: e.Amount.String()})
			return
		}
		if len(own) > len(other) {
			seen[cents(e.Amount)] = own
		}
	}
}

func overlap(a, b map[int]bool) bool {
	for k := range a {
		if b[k] {
			return true
		}
	}
	return false
}

// acrossTotals tells whether a column of totals agrees with the periods of
// every line, and no line is the sum of those under it.
func (r *Reading) acrossTotals() bool {
	lines := r.Lines()
	for i, e := range lines {
		g := e.Block.Figure
		if g.Amount == nil || len(g.Periods) < 2 {
			return false
		}
		if x := e.Row.At(g.Amount.Col); !x.IsNumber() || !near(x.Value, e.Amount) || x.Formula != "" && len(e.Cells) < 2 {
			return false
		}
		sum := decimal.Zero
		for k, o := range lines[i+1:] {
			if sum = sum.Add(o.Amount); k > 0 && near(sum, e.Amount) {
				return false
			}
		}
	}
	return len(lines) > 1
}

// covers are the lines that a total adds up, nil when they do not make it.
func (t *totals) covers(i int) map[int]bool {
	e := t.r.Entries[i]
	if c, ok := t.cover[e]; ok {
		return c
	}
	if t.busy[e] {
		return nil
	}
	t.busy[e] = true
	c := t.byFormula(e)
	for _, step := range []int{-1, 1} {
		if c == nil && (step < 0 || e.strong || !e.sums) {
			c = t.run(i, step, Line)
		}
	}
	if c == nil {
		c = t.run(i, -1, Total)
	}
	t.cover[e] = c
	return c
}

// byFormula are the lines whose cells a total's formula reads, directly or
// through other totals.
func (t *totals) byFormula(e *Entry) map[int]bool {
	if !e.sums {
		return nil
	}
	out := map[int]bool{}
	sum := decimal.Zero
	for _, x := range e.Cells {
		for _, term := range t.f.shapeOf(x).terms {
			for k, o := range t.r.Entries {
				if o == e || !readsEntry(term, x, o) {
					continue
				}
				if at, ok := t.at[o]; ok && o.Kind == Line {
					out[at] = true
				} else if o.Kind == Total {
					for line := range t.covers(k) {
						out[line] = true
					}
				}
			}
		}
	}
	for at := range out {
		sum = sum.Add(t.lines[at].Amount)
	}
	if len(out) == 0 || !near(sum, e.Amount) {
		return nil
	}
	return out
}

// readsEntry tells whether a term of a cell's formula reads an amount of a row.
func readsEntry(t term, from *Cell, o *Entry) bool {
	sheet := from.Sheet.Name
	if t.sheet != "" {
		sheet = t.sheet
	}
	if !strings.EqualFold(sheet, o.Block.Sheet.Name) {
		return false
	}
	for _, y := range o.Cells {
		if t.has(y.Row, y.Col) {
			return true
		}
	}
	return false
}

// run are the rows of a kind right above or below a total that add up to it.
func (t *totals) run(i, step int, kind EntryKind) map[int]bool {
	e := t.r.Entries[i]
	out, sum := map[int]bool{}, decimal.Zero
	for k := i + step; k >= 0 && k < len(t.r.Entries); k += step {
		x := t.r.Entries[k]
		if x.Kind != kind || x.income {
			continue
		}
		sum = sum.Add(x.Amount)
		if kind == Line {
			out[t.at[x]] = true
		} else {
			for line := range t.covers(k) {
				out[line] = true
			}
		}
		if near(sum, e.Amount) {
			return out
		}
	}
	return nil
}

// loose looks at totals that stand beside the column of amounts: a total of
// all that agrees is the budget's own.
func (t *totals) loose() {
	r := t.r
	seen := map[*Sheet]bool{}
	said := map[*Row]bool{} // rows of totals whose amount is compared already
	for _, e := range r.Entries {
		said[e.Row] = said[e.Row] || (e.Kind == Total || e.Kind == Result || e.Kind == Income) && len(e.Cells) > 0
	}
	for _, b := range r.Blocks {
		if seen[b.Sheet] {
			continue
		}
		seen[b.Sheet] = true
		for _, l := range t.f.looseTotals(b.sheet) {
			if r.amounts[l.cell] || said[b.sheet.row(l.cell.Row)] && b.figures(l.cell.Col) {
				continue // the amount of a line, or the total of another column
			}
			agrees := near(l.cell.Value, r.Total)
			if agrees && !r.Proven {
				r.Own, r.Proven = []*Cell{l.cell}, true
			}
			if agrees && (l.grand || r.joint || len(r.Blocks) > 1) {
				r.overall = true
			}
			if agrees || l.grand && !t.f.columnTotal(b, l.cell) {
				r.Totals = append(r.Totals, Checked{Sheet: b.Sheet.Name, Cells: l.cell.Address(), Amount: l.cell.Value,
					All: agrees, Agrees: agrees, Formula: l.cell.Formula})
			}
			if !agrees && l.grand && !t.f.columnTotal(b, l.cell) {
				r.doubt(Doubt{Code: "adopt-total", Sheet: b.Sheet.Name, Cell: l.cell.Address(), Text: l.cell.Value.String(), Args: r.Total.String()})
			}
		}
	}
}

// looseTotal is a figure beside a word for a total, or a formula that adds up.
type looseTotal struct {
	cell  *Cell
	grand bool
}

// looseTotals are the totals of a sheet, wherever they stand.
func (f *finder) looseTotals(s *Sheet) []looseTotal {
	if l, ok := f.loose[s]; ok {
		return l
	}
	var out []looseTotal
	for i := range s.Rows {
		label := ""
		for k := range s.Rows[i].Cells {
			x := &s.Rows[i].Cells[k]
			if x.IsText() {
				label += " " + x.Text
			}
			if !x.IsNumber() || x.Percent || len(label) > 120 {
				continue
			}
			v := f.words
			if v.Has(label, "income", "result", "time", "quantity", "nonmoney") {
				continue
			}
			if grand := v.Has(label, "grandrow"); grand || v.Has(label, "totalrow") || f.shapeOf(x).sum {
				out = append(out, looseTotal{x, grand})
			}
		}
	}
	f.loose[s] = out
	return out
}

// columnTotal tells whether a cell is the total of some other column.
func (f *finder) columnTotal(b *Block, x *Cell) bool {
	for _, c := range b.Columns {
		sum := decimal.Zero
		for _, row := range b.rows {
			if y := row.At(c.Col); y.IsNumber() && y != x {
				sum = sum.Add(y.Value)
			}
		}
		if near(sum, x.Value) || near(sum, x.Value.Add(x.Value)) {
			return true
		}
	}
	for _, t := range f.shapeOf(x).terms {
		if t.Left == t.Right && t.Left != x.Col && f.amountColumn(b, t.Left) {
			return false
		}
	}
	return false
}

// figures tells whether a column of the table has figures of lines.
func (b *Block) figures(col int) bool {
	for _, c := range b.Columns {
		if c.Col == col {
			return c.nums > 1 && len(c.Labels) > 0
		}
	}
	return false
}

func (f *finder) amountColumn(b *Block, col int) bool {
	for _, c := range b.Figure.Columns() {
		if c.Col == col {
			return true
		}
	}
	return false
}

// failed says which total differs and, of a formula, what it leaves out.
func (t *totals) failed(e *Entry) Doubt {
	d := totalDoubt(e, t.r.Total)
	if e.Cells[0].Formula == "" {
		return d
	}
	missed, sum := t.missed(e)
	if len(missed) > 0 {
		d.Code = "adopt-total-leaves"
		d.Text = "=" + e.Cells[0].Formula
		d.Args = fmt.Sprintf("%s: %s", rowList(missed), sum)
	}
	return d
}

// missed are the lines above a formula total that it does not read.
func (t *totals) missed(e *Entry) (rows []*Entry, sum decimal.Decimal) {
	for _, o := range t.lines {
		if o.Block != e.Block || o.Row.Number > e.Row.Number {
			continue
		}
		read := false
		for _, x := range e.Cells {
			for _, term := range t.f.shapeOf(x).terms {
				read = read || readsEntry(term, x, o)
			}
		}
		for k, p := range t.r.Entries { // through a subtotal
			if p.Kind == Total && p != e && !read && t.readByTotal(e, p) && t.covers(k)[t.at[o]] {
				read = true
			}
		}
		if !read {
			rows, sum = append(rows, o), sum.Add(o.Amount)
		}
	}
	return rows, sum
}

func (t *totals) readByTotal(e, p *Entry) bool {
	for _, x := range e.Cells {
		for _, term := range t.f.shapeOf(x).terms {
			if readsEntry(term, x, p) {
				return true
			}
		}
	}
	return false
}

// leftOut doubts a reading whose lines the last total by formula does not all
// add up, when no total does.
func (t *totals) leftOut() {
	if t.r.Proven {
		return
	}
	for i := len(t.r.Entries) - 1; i >= 0; i-- {
		e := t.r.Entries[i]
		if e.Kind != Total || !e.sums || e.income {
			continue
		}
		if missed, _ := t.missed(e); len(missed) > 0 && len(missed) < len(t.lines) && t.covers(i) != nil && len(t.r.Blocks) == 1 {
			t.r.doubt(t.failed(e))
		}
		return
	}
}

// rowList writes rows as 29-33, 40.
func rowList(list []*Entry) string {
	var parts []string
	for i := 0; i < len(list); {
		k := i
		for k+1 < len(list) && list[k+1].Row.Number-list[k].Row.Number <= 1 {
			k++
		}
		if k > i {
			parts = append(parts, fmt.Sprintf("%d-%d", list[i].Row.Number, list[k].Row.Number))
		} else {
			parts = append(parts, fmt.Sprint(list[i].Row.Number))
		}
		i = k + 1
	}
	return strings.Join(parts, ", ")
}

// totalCells are where a total stands: its cell in the column of totals, or
// those of all periods.
func totalCells(e *Entry) []*Cell {
	if e.times {
		return e.Cells[:1]
	}
	if c := e.Block.Figure.Amount; c != nil {
		if x := e.Row.At(c.Col); x.IsNumber() && near(x.Value, e.Amount) {
			return []*Cell{x}
		}
	}
	return e.Cells
}

// span writes cells of one row as F4 or B4:M4.
func span(cells []*Cell) string {
	if len(cells) == 1 {
		return cells[0].Address()
	}
	return cells[0].Address() + ":" + cells[len(cells)-1].Address()
}
