package adopt

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// EntryKind is what a row of a budget is.
type EntryKind uint8

// The kinds of rows.
const (
	Line     EntryKind = iota
	Total              // repeats other rows
	Heading            // words without figures
	Income             // money that comes in
	Result             // what is left between others: surplus, balance
	Detail             // "of which": a part of the line above
	Partial            // figures, but no amount
	Input              // figures that others are worked out from: units, prices
	Restated           // a total in another currency, or with tax
	Repeated           // a line that stands in another table too
	Below              // stands apart below the total of all lines
	Faulty             // a line whose amount is an error, that is left out as asked
	Worded             // words stand where the amount should: TBD, n/a
	Optional           // called optional, and left out by the budget's own total
)

// Key is the tail of the words key that says why a row is left out.
func (k EntryKind) Key() string {
	return [...]string{"line", "total", "heading", "income", "result", "detail", "partial", "input", "restated", "repeated", "below", "faulty", "worded", "optional"}[k]
}

// Entry is one row of a block, or one of the two amounts of a row that has a
// monthly one and one that is due once.
type Entry struct {
	Kind    EntryKind
	Block   *Block
	Row     *Row
	Name    *Cell // nil when it has none
	Code    string
	Group   *Cell // its category: a cell of the row, or the heading above
	Phase   *Cell
	Amount  decimal.Decimal // as written, before its unit
	Cells   []*Cell         // that the amount is made of
	Monthly bool            // the amount is due every month
	Reserve bool            // a contingency of the budget's own
	Tax     bool            // a tax on the lines above

	words  string // all texts of the row
	times  bool   // its amount is for one, times a count
	sums   bool   // its amount is a formula that adds rows up
	income bool   // in a part of the table about income
	grand  bool   // by its words the total of all
	strong bool   // evidence that it is a parent: outline, bold, indent
	level  int    // depth by indent and outline level
}

// rowReader walks down the rows of one block.
type rowReader struct {
	f       *finder
	b       *Block
	heading *Cell
	income  bool
	seen    bool // there was income
	costs   bool // all amounts are costs, whatever they are called
	totals  int
	led     int             // last row of the part that a total of income leads, 0 none
	sum     decimal.Decimal // of the lines so far
}

// entries reads the rows of a block.
func (f *finder) entries(b *Block) []*Entry {
	w := &rowReader{f: f, b: b}
	w.costs = f.opts.Amount != "" && f.opts.bounded() // what is named is taken
	w.income = f.takesIn(b) && !w.costs
	w.seen = w.income
	var out []*Entry
	for _, row := range b.rows {
		if e := w.entry(row); e != nil {
			out = append(out, e)
			if second := w.once(e); second != nil {
				out = append(out, second)
			}
		}
	}
	return out
}

// about tells whether words of a meaning stand in the sheet's name, in the
// titles above the table or over its names.
func (f *finder) about(b *Block, m ...Meaning) bool {
	if f.words.Has(b.Sheet.Name, m...) {
		return true
	}
	for _, t := range f.titles(b) {
		if f.words.Has(t.Text, m...) {
			return true
		}
	}
	if b.Name != nil && len(b.Name.Labels) > 0 {
		return f.words.Has(b.Name.Labels[0].Text, m...)
	}
	return false
}

// takesIn tells whether a table is by its own words about money that comes in:
// the header over its names counts most, then the nearest title, then the
// sheet's name.
func (f *finder) takesIn(b *Block) bool {
	var texts []string
	if b.Name != nil && len(b.Name.Labels) > 0 {
		texts = append(texts, b.Name.Labels[0].Text)
	}
	titles := f.titles(b)
	for i := len(titles) - 1; i >= 0; i-- {
		texts = append(texts, titles[i].Text)
	}
	for _, t := range append(texts, b.Sheet.Name) {
		switch {
		case f.words.Has(t, "spending"):
			return false
		case f.words.Has(t, "income"):
			return true
		}
	}
	return false
}

// titles returns the texts above a table, the nearest last, back to the end of
// what stands above.
func (f *finder) titles(b *Block) []*Cell {
	var all []*Cell
	for i := range b.Sheet.Rows {
		row := &b.Sheet.Rows[i]
		if row.Number >= b.Top {
			break
		}
		if row.Number < b.Top-8 {
			continue
		}
		for k := range row.Cells {
			x := &row.Cells[k]
			if x.IsNumber() {
				all = nil // figures of another table
				break
			}
			if x.IsText() && x.Col <= b.Right {
				all = append(all, x)
			}
		}
	}
	return all
}

// entry reads one row, nil when nothing of it matters.
func (w *rowReader) entry(row *Row) *Entry {
	b := w.b
	if w.led > 0 && row.Number > w.led {
		w.income, w.led = false, 0
	}
	e := &Entry{Block: b, Row: row, income: w.income, level: row.Level}
	w.name(e)
	complete, partial := w.amount(e)
	e.words = w.rowText(row)
	if !complete && !partial && e.Name == nil && e.words == "" {
		return nil
	}
	v := w.f.words
	label := e.words
	switch {
	case complete && w.restated(e):
		e.Kind = Restated
	case w.isTotal(e):
		e.Kind, e.grand = Total, v.Has(label, "grandrow") || w.totals == 0
		w.totals++
		w.heading = nil // its part of the table ends
		if v.Has(label, "income") && !v.Has(label, "spending") && !w.costs {
			w.led = w.leads(e)
			w.income, e.income = w.led > 0, true
			w.seen = w.seen || w.income
		}
	case !complete && !partial && w.worded(e):
		e.Kind = Worded
	case !complete && !partial:
		e.Kind = Heading
		w.head(e)
	case !complete:
		e.Kind = Partial
	case v.Has(label, "result") && (w.seen || w.subtracts(e) || w.totals > 0 && e.Name != nil && v.Is(e.Name.Text, "result")):
		e.Kind = Result
	case w.ofWhich(e):
		e.Kind = Detail
	case w.income || w.incomeRow(e):
		e.Kind, e.income, w.seen = Income, true, true
	case w.shares(e):
		e.Kind = Input
	}
	if e.Kind == Line && w.f.opts.SkipErrors && slices.ContainsFunc(e.Cells, func(x *Cell) bool { return x.Bad }) {
		e.Kind = Faulty
	}
	if e.Kind == Line {
		w.sum = w.sum.Add(e.Amount)
	}
	w.place(e)
	e.Reserve = e.Name != nil && v.Has(e.Name.Text, "contingency") || e.Group != nil && e.Kind == Line && v.Has(e.Group.Text, "contingency")
	e.Tax = e.Name != nil && v.Has(e.Name.Text, "tax")
	return e
}

// once makes an entry of its own of what is due once beside a monthly amount.
func (w *rowReader) once(e *Entry) *Entry {
	g := w.b.Figure
	if g.Monthly == nil {
		return nil
	}
	x := e.Row.At(g.Monthly.Col)
	e.Monthly = x.IsNumber() && len(e.Cells) > 0 && e.Cells[0] == x
	if g.Once == nil || !e.Monthly {
		return nil
	}
	y := e.Row.At(g.Once.Col)
	if !y.IsNumber() || y.Value.IsZero() {
		if e.Kind == Line && e.Amount.IsZero() {
			e.Kind = Heading
		}
		return nil
	}
	second := *e
	second.Amount, second.Cells, second.Monthly = y.Value, []*Cell{y}, false
	if e.Amount.IsZero() && e.Kind == Line {
		*e = second
		return nil
	}
	return &second
}

// name finds what a row is called: a description, not a code when there is one.
func (w *rowReader) name(e *Entry) {
	b := w.b
	e.Name = w.textAt(e.Row, b.Name)
	for _, c := range b.Columns {
		aside := c == b.Code || c == b.Group || c.Role == "link" || c.Role == "note" || c.Role == "unit" || c.texts <= c.nums
		if x := e.Row.At(c.Col); e.Name == nil && x.IsText() && !aside {
			e.Name = x
		}
	}
	if e.Name == nil {
		e.Name = w.textAt(e.Row, b.Group)
	}
	if e.Name == nil {
		e.Name = w.textAt(e.Row, b.Code)
	}
	if e.Name != nil {
		e.level += e.Name.Indent + (len(e.Name.Text)-len(strings.TrimLeft(e.Name.Text, " \u00a0\u3000")))/2
	}
	if b.Code != nil {
		if x := e.Row.At(b.Code.Col); !x.Blank() {
			e.Code = strings.TrimSpace(x.Text)
		}
	} else if e.Name != nil {
		if first, _, ok := strings.Cut(strings.TrimSpace(e.Name.Text), " "); ok && strings.ContainsAny(first, "0123456789") && outline(first) {
			e.Code = first // 1.1 Pumps
		}
	}
}

// head takes a heading in: what follows belongs to it.
func (w *rowReader) head(e *Entry) {
	if e.Name == nil {
		for i := range e.Row.Cells {
			if x := &e.Row.Cells[i]; e.Name == nil && x.IsText() && x.Col >= w.b.Left && x.Col <= w.b.Right {
				e.Name = x
			}
		}
	}
	if e.Name == nil || len([]rune(e.Name.Text)) > 80 {
		return
	}
	switch v := w.f.words; {
	case v.Has(e.Name.Text, "spending"):
		w.income = false
	case v.Has(e.Name.Text, "income") && !w.costs:
		w.income, w.seen = true, true
	}
	w.heading = e.Name
}

// place gives a line its category and the text that tells its phase.
func (w *rowReader) place(e *Entry) {
	e.Group = w.textAt(e.Row, w.b.Group)
	if e.Group == nil || e.Group == e.Name {
		e.Group = w.heading
	}
	e.Phase = w.textAt(e.Row, w.b.Phase)
}

// textAt is a text of the row, or one merged down into it; nil when blank.
func (w *rowReader) textAt(row *Row, c *Column) *Cell {
	if c == nil {
		return nil
	}
	if x := row.At(c.Col); !x.Blank() {
		return x
	}
	if c == w.b.Name {
		return nil
	}
	for _, m := range w.b.sheet.Merged {
		if m.Left <= c.Col && c.Col <= m.Right && m.Top > w.b.Header && m.Top < row.Number && row.Number <= m.Bottom {
			if x := w.b.sheet.at(m.Top, m.Left); !x.Blank() {
				return x
			}
		}
	}
	return nil
}

// rowText joins the texts of a row, but for remarks and links.
func (w *rowReader) rowText(row *Row) string {
	var all []string
	for _, c := range w.b.Columns {
		if x := row.At(c.Col); c.Role != "note" && c.Role != "unit" && c.Role != "link" && c.Role != "supplier" && x.IsText() {
			all = append(all, strings.TrimSpace(x.Text))
		}
	}
	return strings.Join(all, " | ")
}

// amount works out the amount of a row and notes its cells; partial says that
// there are figures, but not all that the amount needs.
func (w *rowReader) amount(e *Entry) (complete, partial bool) {
	g := w.b.Figure
	take := func(list []*Column) (sum decimal.Decimal, n int) {
		for _, c := range list {
			x := e.Row.At(c.Col)
			if x.IsNumber() {
				sum, n = sum.Add(x.Value), n+1
				e.Cells = append(e.Cells, x)
			} else if x != nil && x.Bad {
				e.Cells = append(e.Cells, x)
				n++
			}
		}
		return sum, n
	}
	if list := append(append([]*Column{}, g.Periods...), g.Parts...); len(list) > 0 {
		if sum, n := take(list); n > 0 {
			e.Amount = sum
			return true, false
		}
	}
	for _, c := range []*Column{g.Amount, g.Monthly, g.Once} {
		if c == nil {
			continue
		}
		if sum, n := take([]*Column{c}); n > 0 {
			e.Amount = sum
			if g.Times != nil && !w.f.reads(e.Cells[0], g.Times) {
				e.Amount, e.Cells, e.times = sum.Mul(g.Times.Value), append(e.Cells, g.Times), true
			}
			return true, false
		}
	}
	if len(g.Product) > 0 {
		_, n := take(g.Product)
		if n < len(g.Product) {
			return false, n > 0
		}
		e.Amount = decimal.New(1, 0)
		for _, x := range e.Cells {
			e.Amount = e.Amount.Mul(x.Value)
		}
		return true, false
	}
	return false, w.counted(e.Row) > 0 && e.Name != nil && g.Amount != nil
}

// worded tells whether a row has words of its own where its amount should stand:
// TBD, n/a, included. Those of headers and units that come again are none.
func (w *rowReader) worded(e *Entry) bool {
	c := w.b.Figure.Amount
	if c == nil || e.Name == nil || e.Name.Col == c.Col {
		return false
	}
	x := e.Row.At(c.Col)
	if !x.IsText() || len([]rune(x.Text)) > 20 {
		return false
	}
	_, period := w.f.span(x)
	return !period && w.f.figureRole([]string{x.Text}) == "" && !moneyUnit(x.Text) && headCurrency(x.Text) == ""
}

// counted is how many quantities and rates a row has, as lines have.
func (w *rowReader) counted(row *Row) int {
	n := 0
	for _, c := range w.b.Columns {
		if c.Role == "quantity" || c.Role == "rate" || c.Role == "time" {
			if row.At(c.Col).IsNumber() {
				n++
			}
		}
	}
	return n
}
