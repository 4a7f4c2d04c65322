package adopt

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget/workbook/schema"
)

// isTotal tells whether a row repeats others, by its formulas or its words.
func (w *rowReader) isTotal(e *Entry) bool {
	adds := 0
	for _, x := range e.Cells {
		if w.adds(x) {
			adds++
		}
	}
	if e.sums = adds*2 > len(e.Cells); e.sums {
		return true
	}
	for _, text := range strings.Split(e.words, " | ") {
		switch v := w.f.words; {
		case v.Has(text, "carried"), v.Has(text, "carriedsum") && near(e.Amount, w.sum): // Transport is a cost, or the sum of a page
			return true
		case !totalLabel(v, text):
		case w.counted(e.Row) < 2 || len(strings.Fields(text)) == 1:
			return true
		}
	}
	return false
}

// totalLabel tells whether a text says total at its beginning or end.
func totalLabel(v *Vocabulary, text string) bool {
	if len([]rune(text)) > 70 || !v.Has(text, "totalrow", "grandrow") {
		return false
	}
	words := strings.Fields(fold(text))
	if len(words) <= 2 || strings.ContainsFunc(text, isDense) {
		return true
	}
	return v.Has(text, "grandrow") || v.Has(words[0]+" "+words[1], "totalrow") || v.Has(words[len(words)-2]+" "+words[len(words)-1], "totalrow")
}

// adds tells whether a cell's formula adds up, or repeats, cells of its own
// column within the table, or amounts of other tables.
func (w *rowReader) adds(x *Cell) bool {
	s := w.f.shapeOf(x)
	if !s.sum {
		return false
	}
	for _, t := range s.terms {
		switch {
		case t.sheet != "" && !strings.EqualFold(t.sheet, w.b.Sheet.Name):
			return false // a line that is worked out on another sheet
		case t.Left > x.Col || t.Right < x.Col, t.Bottom <= w.b.Header && t.Top <= w.b.Header && len(s.terms) == 1 && t.single(), t.minus:
			return false
		case t.Top <= x.Row && x.Row <= t.Bottom, len(s.terms) == 1 && t.single() && t.Top > x.Row:
			return false
		}
	}
	return true
}

// leads is the last row below a total that its formula adds up, 0 when it reads
// others too: the total stands over its part of the table.
func (w *rowReader) leads(e *Entry) int {
	last := 0
	for _, x := range e.Cells {
		for _, t := range w.f.shapeOf(x).terms {
			if t.Top <= e.Row.Number || t.sheet != "" {
				return 0
			}
			last = max(last, min(t.Bottom, w.b.Last))
		}
	}
	return last
}

// restated tells whether a row is a total once more: in another currency, or
// with tax. It scales one cell of its own column, and has no name or that of a
// total.
func (w *rowReader) restated(e *Entry) bool {
	if len(e.Cells) != 1 {
		return false
	}
	s := w.f.shapeOf(e.Cells[0])
	if t := w.b.Figure.Times; t != nil && w.f.reads(e.Cells[0], t) {
		return false
	}
	if !s.factor || s.base.Left != e.Cells[0].Col || s.base.sheet != "" || s.base.Top == e.Cells[0].Row {
		return false
	}
	return e.words == "" || totalLabel(w.f.words, e.words) || w.f.words.Has(e.words, "totalrow") || moneyUnit(e.words) && len(e.words) < 12
}

// subtracts tells whether an amount is worked out with a minus.
func (w *rowReader) subtracts(e *Entry) bool {
	for _, x := range e.Cells {
		if w.f.shapeOf(x).minus {
			return true
		}
	}
	return false
}

// ofWhich tells whether a row is by its first words a part of the one above.
func (w *rowReader) ofWhich(e *Entry) bool {
	if e.Name == nil {
		return false
	}
	_, ok := w.f.partOfAbove(e.Name.Text)
	return ok
}

// partOfAbove tells whether a text begins with words such as "of which", and what follows
// them.
func (f *finder) partOfAbove(text string) (rest string, ok bool) {
	words := strings.Fields(fold(text))
	for n := 1; n <= min(len(words), 3); n++ {
		if words[0] != "incl" && f.words.Is(strings.Join(words[:n], " "), "ofwhich") {
			return strings.Join(words[n:], " "), true
		}
	}
	s := strings.TrimSpace(schema.HalfWidth(text))
	for _, mark := range []string{"其中", "うち"} {
		if rest, ok := strings.CutPrefix(s, mark); ok {
			return strings.TrimLeft(rest, " :,、"), true
		}
	}
	return "", false
}

// incomeRow tells whether the row's own category, or its name, says that it is
// income.
func (w *rowReader) incomeRow(e *Entry) bool {
	v := w.f.words
	if w.costs {
		return false
	}
	if x := w.textAt(e.Row, w.b.Group); x != nil && v.Has(x.Text, "income") && !v.Has(x.Text, "spending", "money") {
		return true
	}
	return e.Name != nil && v.Has(e.Name.Text, "income") && !v.Has(e.Name.Text, "spending", "money", "actual") && w.resulting()
}

// resulting tells whether the table has a row that says what is left, as those
// of income and cost have.
func (w *rowReader) resulting() bool {
	for _, row := range w.b.rows {
		if x := row.At(w.b.Name.Col); x.IsText() && w.f.words.Has(x.Text, "result") {
			return true
		}
	}
	return false
}

// shares tells whether the amounts of a row are percentages: a rate, no money.
func (w *rowReader) shares(e *Entry) bool {
	for _, x := range e.Cells {
		if !x.Percent {
			return false
		}
	}
	return len(e.Cells) > 0
}

// differences finds rows that take one total from another, as a surplus does:
// what is taken from is income, and so is what its total adds up.
func (f *finder) differences(all []*Entry) {
	at := func(t term, x *Cell) *Entry {
		for _, o := range all {
			if t.single() && o.Cells != nil && readsEntry(t, x, o) {
				return o
			}
		}
		return nil
	}
	for _, e := range all {
		if len(e.Cells) == 0 || e.Kind == Income {
			continue
		}
		s := f.shapeOf(e.Cells[0])
		if !s.sum || len(s.terms) != 2 || s.terms[0].minus == s.terms[1].minus {
			continue
		}
		plus, minus := s.terms[0], s.terms[1]
		if plus.minus {
			plus, minus = minus, plus
		}
		in, out := at(plus, e.Cells[0]), at(minus, e.Cells[0])
		if in == nil || out == nil || in.Kind != Total || out.Kind != Total || in == out {
			continue
		}
		e.Kind, in.income = Result, true
		for _, o := range all {
			for _, t := range f.shapeOf(in.Cells[0]).terms {
				if o.Kind == Line && readsEntry(t, in.Cells[0], o) {
					o.Kind, o.income = Income, true
				}
			}
		}
	}
}

// takings makes the lines that a total of income adds up income, where the total
// of the costs stands above them: only the total says where the money comes from.
func (f *finder) takings(all []*Entry) {
	for i, e := range all {
		if e.Kind != Total || !e.income || len(e.Cells) == 0 || f.readsBelow(e) {
			continue
		}
		var part []*Entry
		sum := decimal.Zero
		for k := i - 1; k >= 0 && all[k].Kind != Total && all[k].Block == e.Block; k-- {
			if all[k].Kind == Line {
				part, sum = append(part, all[k]), sum.Add(all[k].Amount)
			}
		}
		first := i - len(part) - 1
		costs := slices.ContainsFunc(all[:max(0, first+1)], func(o *Entry) bool { return o.Kind == Total && !o.income && o.Block == e.Block })
		if !costs || !near(sum, e.Amount) {
			continue
		}
		for _, o := range part {
			o.Kind, o.income = Income, true
		}
	}
}

// readsBelow tells whether a total adds up rows below it.
func (f *finder) readsBelow(e *Entry) bool {
	return slices.ContainsFunc(f.shapeOf(e.Cells[0]).terms, func(t term) bool { return t.Bottom > e.Row.Number })
}

// optional leaves out the lines that are called optional, when the budget's own
// total is that of the others.
func (f *finder) optional(r *Reading) {
	var extra []*Entry
	rest, lines := r.Total, 0
	for _, e := range r.Entries {
		if e.Kind != Line {
			continue
		}
		lines++
		if e.Name != nil && f.words.Has(e.Name.Text, "optional") || e.Group != nil && f.words.Has(e.Group.Text, "optional") {
			extra, rest = append(extra, e), rest.Sub(e.Amount)
		}
	}
	stated := func(v decimal.Decimal) bool {
		return slices.ContainsFunc(r.Entries, func(e *Entry) bool { return e.Kind == Total && !e.income && near(e.Amount, v) })
	}
	if len(extra) == 0 || len(extra) == lines || stated(r.Total) || !stated(rest) {
		return
	}
	for _, e := range extra {
		e.Kind = Optional
	}
	r.sum(0)
}

// inputs marks the rows that others are worked out from: units, prices, heads.
// A row that a total adds up is none.
func (f *finder) inputs(all []*Entry) {
	type place struct {
		sheet    *Sheet
		row, col int
	}
	product, summed := map[place]bool{}, map[place]bool{}
	note := func(e *Entry, t term, set map[place]bool) {
		if t.sheet != "" && !strings.EqualFold(t.sheet, e.Block.Sheet.Name) || t.Bottom-t.Top > maxLines || t.Right-t.Left > maxFields {
			return
		}
		for row := t.Top; row <= t.Bottom; row++ {
			for col := t.Left; col <= t.Right; col++ {
				set[place{e.Block.Sheet, row, col}] = true
			}
		}
	}
	for _, e := range all {
		for _, x := range e.Cells {
			s := f.shapeOf(x)
			if s.sum && e.Kind == Total {
				for _, t := range s.terms {
					note(e, t, summed)
				}
				continue
			}
			for _, t := range s.times {
				if t.Top != x.Row && t.single() {
					note(e, t, product)
				}
			}
		}
	}
	for range 3 { // what an input is worked out from is one too
		if len(product) == 0 || !f.markInputs(all, func(e *Entry, x *Cell) (bool, bool) {
			at := place{e.Block.Sheet, x.Row, x.Col}
			return product[at], summed[at]
		}, func(e *Entry, t term) { note(e, t, product) }) {
			return
		}
	}
}

// markInputs makes rows inputs whose cells are used in products and added up
// by no total, and passes on what they read. It tells whether there were any.
func (f *finder) markInputs(all []*Entry, used func(*Entry, *Cell) (product, summed bool), pass func(*Entry, term)) bool {
	found := false
	for _, e := range all {
		hits, sums := 0, 0
		for _, x := range e.Cells {
			product, summed := used(e, x)
			if product {
				hits++
			}
			if summed {
				sums++
			}
		}
		if e.Kind != Line || hits == 0 || sums > 0 {
			continue
		}
		e.Kind, found = Input, true
		for _, x := range e.Cells {
			for _, t := range f.shapeOf(x).refs {
				if t.Top != x.Row && t.single() {
					pass(e, t)
				}
			}
		}
	}
	return found
}

// parents makes rows that repeat the rows under them totals: 1 above 1.1 and
// 1.2, 一 and A above what follows them, rows set out by weight or indent, when
// the amounts agree. A numbered parent that does not agree is a doubt.
func (f *finder) parents(all []*Entry) (doubt Doubt) {
	sums, counts := children(all)
	for i := len(all) - 1; i >= 0; i-- { // the deepest first
		e := all[i]
		if e.Kind != Line {
			continue
		}
		code := outlineCode(e.Code)
		sum, n := sums[code], counts[code]
		upper := e.Code != "" && upperCode(code)
		if n == 0 && upper {
			sum, n = until(all, i, func(x *Entry) bool { return upperCode(outlineCode(x.Code)) })
		}
		if n == 0 || e.Code == "" {
			if sum, n = under(all, i); n > 0 && near(sum, e.Amount) {
				e.Kind = Total
			}
			continue
		}
		switch {
		case near(sum, e.Amount):
			e.Kind, e.strong = Total, true
		case !upper && doubt.Code == "" && len(e.Cells) > 0:
			doubt = totalDoubt(e, sum)
		}
	}
	return doubt
}

// under adds up the lines that by indent, outline level or weight stand under
// one.
func under(all []*Entry, i int) (sum decimal.Decimal, n int) {
	e := all[i]
	bold := func(x *Entry) bool { return x.Name != nil && x.Name.Bold }
	for _, x := range all[i+1:] {
		if x.Block != e.Block || x.Kind == Total && x.level <= e.level && !x.strong {
			break
		}
		deeper := x.level > e.level || x.level == e.level && bold(e) && !bold(x)
		if !deeper {
			break
		}
		if x.Kind == Line {
			sum, n = sum.Add(x.Amount), n+1
		}
	}
	return sum, n
}

// children adds up, by the code of every ancestor, the lines that are nobody's
// ancestor.
func children(all []*Entry) (sums map[string]decimal.Decimal, counts map[string]int) {
	sums, counts = map[string]decimal.Decimal{}, map[string]int{}
	ancestors := func(code string, each func(string)) {
		for i := range code {
			if code[i] == '.' && i > 0 && i < len(code)-1 {
				each(code[:i])
			}
		}
	}
	parent := map[string]bool{}
	for _, e := range all {
		if e.Kind == Line {
			ancestors(outlineCode(e.Code), func(p string) { parent[p] = true })
		}
	}
	for _, e := range all {
		if code := outlineCode(e.Code); e.Kind == Line && !parent[code] {
			ancestors(code, func(p string) { sums[p], counts[p] = sums[p].Add(e.Amount), counts[p]+1 })
		}
	}
	return sums, counts
}

// until adds up the lines after one up to the next of its level.
func until(all []*Entry, i int, level func(*Entry) bool) (sum decimal.Decimal, n int) {
	for _, x := range all[i+1:] {
		if level(x) || x.Block != all[i].Block {
			break
		}
		if x.Kind == Line {
			sum, n = sum.Add(x.Amount), n+1
		}
	}
	return sum, n
}

// near tells whether two amounts as written are the same to the cent.
func near(a, b decimal.Decimal) bool { return a.Sub(b).Abs().LessThan(decimal.New(5, -3)) }
