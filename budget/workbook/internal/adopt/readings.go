package adopt

import (
	"slices"
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
	if whole := f.costly(good, own); len(whole) <= mostTogether && (f.opts.bounded() || len(order) > 1) {
		add(whole)
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
	f.recaps(all, dropped)
	return slices.DeleteFunc(all, func(r *Reading) bool { return dropped[r] })
}

// recaps drops the readings that put a table beside one that says the same with
// fewer lines: a recapitulation would count everything twice.
func (f *finder) recaps(all []*Reading, dropped map[*Reading]bool) {
	by := map[string][]*Block{}
	for _, b := range f.all {
		if r := f.own[b]; r != nil && len(r.Lines()) > 0 {
			by[cents(r.Total)] = append(by[cents(r.Total)], b)
		}
	}
	for _, r := range all {
		if len(r.Blocks) < 2 || r.overall {
			continue
		}
		for _, b := range r.Blocks {
			own := f.own[b]
			if own == nil {
				continue
			}
			for _, o := range by[cents(own.Total)] {
				if o != b && slices.Contains(r.Blocks, o) && len(f.own[o].Lines()) != len(own.Lines()) {
					dropped[r] = true
				}
			}
		}
	}
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
