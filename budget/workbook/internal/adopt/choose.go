package adopt

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/shopspring/decimal"
)

// readings makes every reading of the blocks that is worth a look: each alone,
// all of a sheet, those that a total elsewhere adds up, and tables of one form
// on several sheets.
func (f *finder) readings(good []*Block) []*Reading {
	var out []*Reading
	seen := map[string]bool{}
	add := func(blocks []*Block) *Reading {
		var key []string
		for _, b := range blocks {
			key = append(key, b.Place())
		}
		name := strings.Join(key, ";")
		if len(blocks) == 0 || seen[name] || f.ctx.Err() != nil {
			return nil
		}
		seen[name] = true
		r := f.read(blocks)
		if len(r.Lines()) == 0 && slices.ContainsFunc(r.Entries, func(e *Entry) bool { return e.Kind == Income }) {
			b := blocks[0]
			f.because(b, Doubt{Code: "adopt-not-budget-income", Sheet: b.Sheet.Name, Cell: b.Area().String(), Text: b.Figure.Names()})
		}
		if n := len(r.Lines()); n >= 2 && !r.Total.IsZero() || n == 1 && f.opts.bounded() {
			out = append(out, r)
		}
		return r
	}
	own := f.own
	sheets := map[*Sheet][]*Block{}
	var order []*Sheet
	for _, b := range good {
		own[b] = add([]*Block{b})
		if sheets[b.Sheet] == nil {
			order = append(order, b.Sheet)
		}
		sheets[b.Sheet] = append(sheets[b.Sheet], b)
	}
	for _, s := range order {
		if list := f.costly(sheets[s], own); len(list) > 1 && len(list) <= mostTogether {
			add(list)
		}
	}
	for _, list := range f.added(good) {
		if r := add(list); r != nil {
			r.overall = r.overall || r.Proven
		}
	}
	for _, list := range alike(f.costly(good, own)) {
		add(list)
	}
	if f.opts.bounded() {
		add(f.costly(good, own))
	}
	return f.details(out)
}

// costly drops the blocks that are income, or were left without lines by being
// something else.
func (f *finder) costly(list []*Block, own map[*Block]*Reading) []*Block {
	var out []*Block
	for _, b := range list {
		r := own[b]
		if r == nil {
			continue
		}
		costs, income := 0, 0
		for _, e := range r.Entries {
			switch e.Kind {
			case Line, Partial:
				costs++
			case Income:
				income++
			}
		}
		for _, o := range list {
			if o != b && own[o] != nil && f.feeds(r, own[o]) && !r.Proven {
				costs = 0 // a table of rates
			}
		}
		if costs > 0 && !b.Sheet.Hidden && !(f.titled(b, "aside") && !f.titled(b, "spending")) {
			out = append(out, b)
		}
	}
	return out
}

// added finds the sets of tables whose totals one formula adds up, wherever it
// stands.
func (f *finder) added(good []*Block) [][]*Block {
	type place struct {
		sheet    string
		row, col int
	}
	at := map[place]*Block{}
	for _, b := range good {
		for _, row := range b.rows {
			for _, c := range b.Figure.Columns() {
				if x := row.At(c.Col); x.IsNumber() {
					at[place{strings.ToLower(b.Sheet.Name), x.Row, x.Col}] = b
				}
			}
		}
	}
	var out [][]*Block
	for _, s := range f.sheets {
		for i := range s.Rows {
			for k := range s.Rows[i].Cells {
				x := &s.Rows[i].Cells[k]
				sh := f.shapeOf(x)
				if !sh.sum || len(sh.terms) < 2 || len(sh.terms) > 400 {
					continue
				}
				var list []*Block
				whole := true
				for _, t := range sh.terms {
					sheet := t.sheet
					if sheet == "" {
						sheet = s.Name
					}
					b := at[place{strings.ToLower(sheet), t.Top, t.Left}]
					whole = whole && b != nil && !t.minus
					if b != nil && !slices.Contains(list, b) {
						list = append(list, b)
					}
				}
				if whole && len(list) > 1 {
					out = append(out, list)
				}
			}
		}
	}
	return out
}

// alike groups tables of one form that stand on sheets of their own.
func alike(list []*Block) [][]*Block {
	var out [][]*Block
	taken := map[*Block]bool{}
	for i, b := range list {
		group := []*Block{b}
		for _, o := range list[i+1:] {
			if !taken[o] && o.Sheet != b.Sheet && sameHead(b, o) && o.Figure.Letters() == b.Figure.Letters() {
				group = append(group, o)
			}
		}
		for _, o := range group {
			taken[o] = true
		}
		if len(group) > 1 && len(group) <= mostTogether {
			out = append(out, group)
		}
	}
	return out
}

// details tells summaries from what they sum up: a table each of whose lines is
// the total of another table gives way to those tables together, whose total
// its own then is; where it has more lines than that, they give way to it.
func (f *finder) details(all []*Reading) []*Reading {
	dropped, by := map[*Reading]bool{}, map[string][]*Reading{}
	for _, r := range all {
		if len(r.Blocks) == 1 {
			by[cents(r.Total)] = append(by[cents(r.Total)], r)
		}
	}
	for _, s := range all {
		if len(s.Blocks) > 1 {
			continue
		}
		var parts []*Block
		matched, linked := 0, 0
		for _, e := range s.Lines() {
			b, link := f.stands(e, by[cents(e.Amount)])
			if b == nil || slices.Contains(parts, b) {
				continue
			}
			parts = append(parts, b)
			matched++
			if link {
				linked++
			}
		}
		lines := len(s.Lines())
		switch {
		case matched == lines && (matched >= 2 || linked == 1):
			r := f.read(parts)
			if near(r.Total, s.Total) {
				r.Proven, r.Own, r.overall, r.Money = true, s.Own, true, r.Money || s.Money
				all = append(slices.DeleteFunc(slices.Clone(all), func(o *Reading) bool { return sameBlocks(o.Blocks, parts) }), r)
				for _, o := range all {
					dropped[o] = dropped[o] || slices.Contains(o.Blocks, s.Blocks[0]) // what it sums up would count twice
				}
			}
		case linked > 0:
			for _, o := range all {
				if o != s && slices.ContainsFunc(o.Blocks, func(b *Block) bool { return slices.Contains(parts, b) }) {
					dropped[o] = true
				}
			}
		}
	}
	return slices.DeleteFunc(all, func(r *Reading) bool { return dropped[r] })
}

// stands finds, of the tables of its amount, the one whose total a line is: by a formula that points at it,
// or by the same amount under the sheet's name.
func (f *finder) stands(e *Entry, all []*Reading) (b *Block, link bool) {
	for _, r := range all {
		o := r.Blocks[0]
		if o == e.Block {
			continue
		}
		for _, x := range e.Cells {
			for _, t := range f.shapeOf(x).refs {
				if strings.EqualFold(t.sheet, o.Sheet.Name) || t.sheet == "" && o.Sheet == e.Block.Sheet && o.Area().has(t.Top, t.Left) {
					return o, true
				}
			}
		}
		if e.Name != nil && o.Sheet != e.Block.Sheet && strings.Contains(fold(e.Name.Text), fold(o.Sheet.Name)) {
			return o, false
		}
	}
	return nil, false
}

// cents is an amount as a key: two that differ by less than half a cent may
// have one key.
func cents(v decimal.Decimal) string { return v.Round(2).String() }

func sameBlocks(a, b []*Block) bool {
	if len(a) != len(b) {
		return false
	}
	for _, x := range a {
		if !slices.Contains(b, x) {
			return false
		}
	}
	return true
}

// order puts the readings in the order of trust, drops those that another one
// contains, and doubts the first when others remain or its own proof is short.
func (f *finder) order(all []*Reading) []*Reading {
	var good []*Reading
	for _, r := range all {
		if f.opts.bounded() || f.worth(r) {
			good = append(good, r)
		}
	}
	sort.SliceStable(good, func(i, j int) bool { return f.before(good[i], good[j]) })
	if len(good) == 0 {
		return nil
	}
	top := good[0]
	out := []*Reading{top}
	var rivals []string
	for _, r := range good[1:] {
		if f.contained(r, top) {
			continue
		}
		if rival := f.rival(r, top); rival {
			rivals = append(rivals, fmt.Sprintf("%s (%d, %s)", strings.Join(r.Tables(), " + "), len(r.Lines()), r.Total))
			for _, b := range r.Blocks {
				if !slices.Contains(top.Blocks, b) {
					top.Outside = append(top.Outside, b)
				}
			}
		}
		out = append(out, r)
	}
	rivals = append(rivals, f.lone(top)...)
	if len(rivals) > 0 {
		top.doubt(Doubt{Code: "adopt-several", Sheet: top.Blocks[0].Sheet.Name, Text: strings.Join(rivals[:min(len(rivals), 8)], "; ")})
	}
	f.verdict(top)
	return f.withChoices(out)
}

// lone are the tables of a single line of money that the first reading leaves
// out.
func (f *finder) lone(top *Reading) []string {
	var out []string
	if f.opts.bounded() {
		return nil
	}
	for _, b := range f.all {
		r := f.own[b]
		if r == nil || len(r.Lines()) != 1 || !r.Money || slices.Contains(top.Blocks, b) || b.Sheet.Hidden || !b.headed || f.feeds(r, top) || f.titled(b, "aside") {
			continue
		}
		known := false
		for _, e := range top.Entries {
			known = known || near(e.Amount, r.Total) // a summary, or one of its totals
		}
		if !known {
			out = append(out, fmt.Sprintf("%s (1, %s)", b.Place(), r.Total))
		}
	}
	return out
}

// worth tells whether a reading may be offered at all.
func (f *finder) worth(r *Reading) bool {
	b := r.Blocks[0]
	refuse := func(code string) bool {
		f.because(b, Doubt{Code: code, Sheet: b.Sheet.Name, Cell: b.Area().String(), Text: b.Figure.Names()})
		return false
	}
	switch {
	case f.opts.Amount != "":
		return true
	case !r.Money && (!r.Proven || !b.headed || weighed(b)):
		return refuse("adopt-no-money")
	case f.earns(r):
		return refuse("adopt-not-budget-income")
	case !b.headed && !r.Proven:
		return false
	}
	return true
}

// weighed tells whether figures beside the amounts are weights, points or the
// like, so that the amounts are likely no money either.
func weighed(b *Block) bool {
	return slices.ContainsFunc(b.Columns, func(c *Column) bool { return c.Role == "nonmoney" && c.nums > 0 })
}

// earns tells whether the lines are by their names money that comes in.
func (f *finder) earns(r *Reading) bool {
	lines := r.Lines()
	income := 0
	for _, e := range lines {
		if e.Name != nil && f.words.Has(e.Name.Text, "income") && !f.words.Has(e.Name.Text, "spending", "money") {
			income++
		}
	}
	return income*2 > len(lines)
}

// before tells which of two readings is to be trusted more.
func (f *finder) before(a, b *Reading) bool {
	if f.opts.bounded() && len(a.Blocks) != len(b.Blocks) {
		return len(a.Blocks) > len(b.Blocks) // what is named is taken, all of it
	}
	whole := func(r *Reading) bool { return r.overall && r.Proven && !r.failed() }
	switch {
	case whole(a) != whole(b):
		return whole(a)
	case a.failed() != b.failed():
		return !a.failed()
	case len(a.Blocks) > 1 && len(b.Blocks) > 1 && len(a.Blocks) != len(b.Blocks) && whole(a):
		return len(a.Blocks) > len(b.Blocks)
	case a.apart() != b.apart():
		return b.apart()
	case a.one != b.one && (a.joint || b.joint || a.one):
		return a.one
	case a.score != b.score:
		return a.score > b.score
	}
	return len(a.Lines()) > len(b.Lines())
}

// together tells whether several tables of a reading seem to be one budget: no
// options or versions tell them apart, and no line stands twice, unless each
// table is of a month, quarter or year.
func (f *finder) together(r *Reading) bool {
	if len(r.Blocks) < 2 {
		return false
	}
	periods := 0
	for _, b := range r.Blocks {
		texts := []string{b.Sheet.Name}
		for _, t := range f.titles(b) {
			texts = append(texts, t.Text)
		}
		if len(b.Name.Labels) > 0 {
			texts = append(texts, b.Name.Labels[0].Text)
		}
		for _, t := range texts {
			if f.words.Has(t, "option") {
				return false
			}
		}
		if f.monthIn(b.Sheet.Name) {
			periods++
		}
	}
	names := map[string]*Block{}
	for _, e := range r.Lines() {
		if e.Name == nil || periods == len(r.Blocks) {
			continue
		}
		k := fold(e.Name.Text) + "|" + e.Amount.String()
		if o := names[k]; o != nil && o != e.Block {
			return false
		}
		names[k] = e.Block
	}
	return true
}

// monthIn tells whether a word of a text is a month, a quarter or a year.
func (f *finder) monthIn(text string) bool {
	for _, w := range append(strings.Fields(text), text) {
		if p, ok := f.span(&Cell{Kind: Text, Text: w}); ok && p.Months > 0 {
			return true
		}
	}
	return false
}

// apart tells whether a reading puts tables together that seem to be versions
// or options, and that no total adds up.
func (r *Reading) apart() bool { return len(r.Blocks) > 1 && !r.one && !r.overall }

// failed tells whether one of the budget's totals does not agree.
func (r *Reading) failed() bool {
	return slices.ContainsFunc(r.Doubts, func(d Doubt) bool { return strings.HasPrefix(d.Code, "adopt-total") })
}

// contained tells whether all lines of a reading stand in a better one too, or
// only repeat them.
func (f *finder) contained(r, top *Reading) bool {
	have := map[*Row]EntryKind{}
	for _, e := range top.Entries {
		if _, ok := have[e.Row]; !ok {
			have[e.Row] = e.Kind
		}
	}
	inside, again := true, true
	for _, e := range r.Lines() {
		kind, ok := have[e.Row]
		inside, again = inside && ok, again && ok && kind == Repeated
	}
	if inside && (again || near(r.Total, top.Total) || top.overall || top.Proven && !top.joint || len(top.Blocks) == 1 || f.opts.bounded()) {
		return true
	}
	return near(r.Total, top.Total) && !inside && (len(r.Lines()) < len(top.Lines()) || sameLines(r, top)) // a summary, or a copy
}

// sameLines tells whether two readings have lines of the same names and amounts.
func sameLines(a, b *Reading) bool {
	x, y := a.Lines(), b.Lines()
	if len(x) != len(y) {
		return false
	}
	for i := range x {
		if x[i].Name == nil || y[i].Name == nil || fold(x[i].Name.Text) != fold(y[i].Name.Text) || !near(x[i].Amount, y[i].Amount) {
			return false
		}
	}
	return true
}

// rival tells whether a reading may be the cost table as well as the first.
func (f *finder) rival(r, top *Reading) bool {
	if f.opts.bounded() || r.Blocks[0].Sheet.Hidden || !r.Money && !r.Proven {
		return false
	}
	if f.feeds(r, top) || f.feeds(top, r) && r.score < top.score {
		return false
	}
	return r.score > 0 && len(r.Lines()) >= 2
}

// feeds tells whether the amounts of one reading are worked out from figures of
// another: a table of rates or assumptions.
func (f *finder) feeds(from, to *Reading) bool {
	for _, b := range to.Blocks {
		for read := range f.readBy(b) {
			if slices.Contains(from.Blocks, read) && !slices.Contains(to.Blocks, read) {
				return true
			}
		}
	}
	return false
}

// readBy are the other tables whose cells the lines of a table are worked out
// from.
func (f *finder) readBy(b *Block) map[*Block]bool {
	if out, ok := f.reads[b]; ok || f.own[b] == nil {
		return out
	}
	out := map[*Block]bool{}
	f.reads[b] = out
	for _, e := range f.own[b].Lines() {
		for _, x := range e.Cells {
			for _, t := range f.shapeOf(x).refs {
				sheet := strings.ToLower(t.sheet)
				if sheet == "" {
					sheet = strings.ToLower(b.Sheet.Name)
				}
				if sheet == strings.ToLower(b.Sheet.Name) && b.Area().has(t.Top, t.Left) {
					continue
				}
				for _, o := range f.places[sheet] {
					if o.Area().has(t.Top, t.Left) {
						out[o] = true
					}
				}
			}
		}
	}
	return out
}

// verdict adds what the first reading's own proof lacks.
func (f *finder) verdict(r *Reading) {
	b := r.Blocks[0]
	at := func(code, text string) Doubt {
		return Doubt{Code: code, Sheet: b.Sheet.Name, Cell: b.Area().String(), Text: text}
	}
	if !r.Proven && !r.failed() {
		r.doubt(at("adopt-no-total", r.Total.String()))
	}
	if !r.Money {
		r.doubt(at("adopt-money", b.Figure.Names()))
	}
	one := sole(b.Figure.Columns())
	if b.Start != nil && b.End == nil && one != nil && !one.product && one.Role != "budget" && !f.titled(b, "budget") {
		r.doubt(at("adopt-dated", b.Start.Label()))
	}
	if r.score <= 0 && !f.opts.bounded() {
		r.doubt(at("adopt-unlike", b.Sheet.Name))
	}
	if left := f.remaining(r); left != "" {
		r.doubt(at("adopt-outside", left))
	}
}

// remaining are the rows of money that the budget's own total does not take in
// and nothing explains.
func (f *finder) remaining(r *Reading) string {
	var rows []*Entry
	for _, e := range r.Entries {
		if e.Kind == Partial && len(e.Cells) > 0 {
			rows = append(rows, e)
		}
	}
	if len(rows) == 0 || r.Proven {
		return ""
	}
	return rowList(rows)
}

// withChoices puts beside the first reading those that its other columns give.
func (f *finder) withChoices(all []*Reading) []*Reading {
	top := all[0]
	if len(top.Blocks) != 1 || len(top.Blocks[0].choices) < 2 {
		return all
	}
	out := []*Reading{top}
	for _, g := range top.Blocks[0].choices[1:] {
		b := *top.Blocks[0]
		b.Figure, b.choices, b.doubt = g, nil, Doubt{}
		if r := f.read([]*Block{&b}); !r.Total.Equal(decimal.Zero) {
			f.verdict(r)
			out = append(out, r)
		}
	}
	return append(out, all[1:]...)
}
