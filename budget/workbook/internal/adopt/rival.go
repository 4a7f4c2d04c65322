package adopt

import (
	"fmt"
	"slices"
	"strings"
)

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
	if out, ok := f.feed[b]; ok || f.own[b] == nil {
		return out
	}
	out := map[*Block]bool{}
	f.feed[b] = out
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
