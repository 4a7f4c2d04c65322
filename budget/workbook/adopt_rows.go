package workbook

import (
	"iter"
	"strings"

	"github.com/shopspring/decimal"
)

// entryKind is what a row of a budget is.
type entryKind uint8

const (
	entryLine entryKind = iota
	entryTotal
	entryHeading
	entryIncome
	entryResult  // what is left between others: surplus, balance
	entryDetail  // "of which": a part of the line above
	entryPartial // figures, but no amount
)

// key is the tail of the words key that says why a row is left out.
func (k entryKind) key() string {
	return [...]string{"line", "total", "heading", "income", "result", "detail", "partial"}[k]
}

// entry is one row of a candidate.
type entry struct {
	kind   entryKind
	row    *gridRow
	name   *cell // nil when it has none
	code   string
	group  *cell // of the category: a cell of the row, or the heading above
	phase  string
	amount decimal.Decimal // as written, before its unit
	cells  []*cell         // that the amount is made of
	sums   bool            // its amount is a formula that adds rows up
	income bool            // in a part of the table about income
	grand  bool            // by its words the total of all
}

// rowReader walks down the rows of one candidate.
type rowReader struct {
	a       *adopter
	c       *candidate
	heading *cell
	income  bool
	seen    bool // there was income
}

// entries reads the rows of a candidate.
func (a *adopter) entries(c *candidate) {
	w := &rowReader{a: a, c: c}
	w.income = c.about(incomeWord) && !c.about(spendingWord)
	w.seen = w.income
	header := c.g.row(c.header)
	for row := range c.body() {
		if header != nil && sameLabels(header, row) {
			continue
		}
		if e, ok := w.entry(row); ok {
			c.entries = append(c.entries, e)
		}
	}
	c.parents()
}

// body gives the rows under the header, one by one.
func (c *candidate) body() iter.Seq[*gridRow] {
	return func(yield func(*gridRow) bool) {
		for i := range c.g.rows {
			if n := c.g.rows[i].number; n > c.header && n <= c.last && !yield(&c.g.rows[i]) {
				return
			}
		}
	}
}

// about tells whether the words of a kind stand in the sheet's name or in the
// titles above the table.
func (c *candidate) about(word func(string) bool) bool {
	if word(c.tab.name) {
		return true
	}
	for _, t := range c.titles() {
		if word(t.text) {
			return true
		}
	}
	return false
}

// titles returns the texts above the header, the nearest last, back to the end
// of what stands above.
func (c *candidate) titles() []*cell {
	var all []*cell
	for i := range c.g.rows {
		row := &c.g.rows[i]
		if row.number >= c.header || row.number < c.header-8 {
			continue
		}
		for k := range row.cells {
			x := &row.cells[k]
			if _, isNumber := amountIn(x); isNumber {
				all = nil // figures of another table
				break
			}
			if x.kind == cellText && !x.blank() && x.col <= c.right {
				all = append(all, x)
			}
		}
	}
	return all
}

// entry reads one row; ok is false when nothing of it matters.
func (w *rowReader) entry(row *gridRow) (e entry, ok bool) {
	c := w.c
	e = entry{row: row, income: w.income}
	e.name = c.textAt(row, c.name)
	if e.name == nil {
		e.name = c.textAt(row, c.group)
	}
	if e.name == nil {
		e.name = c.textAt(row, c.code)
	}
	if c.code != nil {
		if x := row.at(c.code.col); !x.blank() {
			e.code = strings.TrimSpace(x.show(w.a.r.book.date1904))
		}
	}
	amount, complete, partial := w.amount(row, &e)
	words := c.rowText(row)
	e.amount = amount
	switch {
	case !complete && !partial && e.name == nil && words == "":
		return e, false
	case c.isTotal(w.a, row, &e, words):
		e.kind, e.grand = entryTotal, grandWord(words) || !c.hasTotals()
		w.heading = nil // its part of the table ends
		if incomeWord(words) {
			w.income = false
			e.income = true
		}
	case !complete && !partial:
		e.kind = entryHeading
		w.head(row, &e)
	case !complete:
		e.kind = entryPartial
	case resultWord(words) && (w.seen || minusIn(e.cells)):
		e.kind = entryResult
	case ofWhich(words):
		e.kind = entryDetail
	case w.income || c.incomeRow(row):
		e.kind, e.income = entryIncome, true
	}
	w.place(row, &e)
	return e, true
}

// head takes a heading in: what follows belongs to it.
func (w *rowReader) head(row *gridRow, e *entry) {
	if e.name == nil {
		for i := range row.cells {
			if x := &row.cells[i]; x.kind == cellText && !x.blank() && x.col >= w.c.left && x.col <= w.c.right {
				e.name = x
				break
			}
		}
	}
	if e.name == nil || len([]rune(e.name.text)) > 80 {
		return
	}
	switch {
	case spendingWord(e.name.text):
		w.income = false
	case incomeWord(e.name.text):
		w.income, w.seen = true, true
	}
	w.heading = e.name
}

// place gives a line its category and the text that tells its phase.
func (w *rowReader) place(row *gridRow, e *entry) {
	e.group = w.c.textAt(row, w.c.group)
	if e.group == nil || e.group == e.name {
		e.group = w.heading
	}
	if p := w.c.textAt(row, w.c.phase); p != nil {
		e.phase = p.text
	}
}

// textAt is a text of the row, or one merged down into it; nil when blank.
func (c *candidate) textAt(row *gridRow, f *field) *cell {
	if f == nil {
		return nil
	}
	if x := row.at(f.col); !x.blank() {
		return x
	}
	for _, m := range c.g.merged {
		if m.left <= f.col && f.col <= m.right && m.top > c.header && m.top < row.number && row.number <= m.bottom && f != c.name {
			if x := c.g.cell(m.top, m.left); !x.blank() {
				return x
			}
		}
	}
	return nil
}

// rowText joins the texts of a row, but for remarks.
func (c *candidate) rowText(row *gridRow) string {
	var all []string
	for _, f := range c.fields {
		if x := row.at(f.col); f.role != colNote && f.role != colUnit && !x.blank() && x.kind == cellText {
			if _, isNumber := amountIn(x); !isNumber {
				all = append(all, strings.TrimSpace(x.text))
			}
		}
	}
	return strings.Join(all, " | ")
}

// amount works out the amount of a row and notes its cells; partial says that
// there are figures, but not all that the amount needs.
func (w *rowReader) amount(row *gridRow, e *entry) (v decimal.Decimal, complete, partial bool) {
	f := w.c.figure
	take := func(list []*field) (sum decimal.Decimal, n int) {
		for _, p := range list {
			x := row.at(p.col)
			if x != nil && (x.kind == cellError || x.formula && !x.cached) {
				w.c.bad = append(w.c.bad, x)
				e.cells = append(e.cells, x)
				n++
				continue
			}
			if a, ok := w.a.number(x); ok {
				sum, n = sum.Add(a), n+1
				e.cells = append(e.cells, x)
			}
		}
		return sum, n
	}
	if list := append(append([]*field{}, f.periods...), f.parts...); len(list) > 0 {
		if sum, n := take(list); n > 0 {
			return sum, true, false
		}
	}
	if f.amount != nil {
		sum, n := take([]*field{f.amount})
		return sum, n > 0, false
	}
	if len(f.product) > 0 {
		_, n := take(f.product)
		if n < len(f.product) {
			return v, false, n > 0
		}
		v = decimal.New(1, 0)
		for _, x := range e.cells {
			a, _ := w.a.number(x)
			v = v.Mul(a)
		}
		return v, true, false
	}
	return v, false, false
}
