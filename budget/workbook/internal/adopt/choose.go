package adopt

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/shopspring/decimal"
)

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
	case !r.Money && (!r.Proven || !b.headed || weighed(b) || f.titled(b, "effort") || f.titled(b, "nonmoney")):
		return refuse("adopt-no-money")
	case slices.ContainsFunc(r.Entries, func(e *Entry) bool { return f.words.Has(e.words, "position") }):
		return refuse("adopt-not-budget-aside")
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
	if b.Each == 0 && (b.Start == nil) != (b.End == nil) && one != nil && !one.product && one.Role != "budget" && !f.titled(b, "budget") {
		dated := b.Start
		if dated == nil {
			dated = b.End
		}
		r.doubt(at("adopt-dated", dated.Label()))
	}
	if r.score <= 0 && !f.opts.bounded() {
		r.doubt(at("adopt-unlike", b.Sheet.Name))
	}
	if a := b.Figure.Amount; a != nil && b.Figure.Times == nil && !a.product && f.has(a, "perhead") {
		r.doubt(at("adopt-each", a.Label()))
	}
	f.multiplied(r)
	if c := f.earning(b); c != nil {
		r.doubt(at("adopt-unlike", c.Label()))
	}
	if f.titled(b, "perhead") {
		r.doubt(at("adopt-perhead", b.Sheet.Name))
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
