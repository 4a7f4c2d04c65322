package adopt

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget/workbook/schema"
)

// Reading is one way to understand a budget: the tables that belong to it, and
// what each of their rows is.
type Reading struct {
	Blocks  []*Block
	Entries []*Entry
	Total   decimal.Decimal // of the lines as written, the budget's own reserve among them
	Reserve decimal.Decimal // of that, the budget's own reserve
	Own     []*Cell         // the budget's own total that the lines reach; nil without one
	Totals  []Checked       // every total that the budget has
	Doubts  []Doubt         // why it is not taken unasked
	Money   bool            // the amounts are shown to be money
	Proven  bool            // the budget's own totals agree
	Shift   int32           // power of ten of the amounts as written
	Code    string          // the currency: a code, or a sign as written; "" none is named
	Outside []*Block        // other tables that may be costs
	Titles  []*Cell         // above the first table, the nearest last

	joint   bool // several totals cover all lines together
	overall bool // a total of all stands outside the tables
	amounts map[*Cell]bool
	score   int
	lines   []*Entry // once all rows are settled
	one     bool     // its tables seem to be one budget
}

// Lines are the cost lines.
func (r *Reading) Lines() []*Entry {
	if r.lines != nil {
		return r.lines
	}
	var all []*Entry
	for _, e := range r.Entries {
		if e.Kind == Line {
			all = append(all, e)
		}
	}
	return all
}

// Clear tells whether the reading may be taken without a question.
func (r *Reading) Clear() bool { return r.Proven && r.Money && len(r.Doubts) == 0 }

func (r *Reading) doubt(d Doubt) {
	if !slices.Contains(r.Doubts, d) {
		r.Doubts = append(r.Doubts, d)
	}
}

// Tables writes the tables of the reading as --table takes them.
func (r *Reading) Tables() []string {
	var all []string
	for _, b := range r.Blocks {
		if p := b.Place(); !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	return all
}

// Amount writes the columns of amounts as --amount takes them, "" when the
// tables have them in different places.
func (r *Reading) Amount() string {
	out := ""
	for _, b := range r.Blocks {
		l := b.Figure.Letters()
		if out != "" && l != out {
			return ""
		}
		out = l
	}
	return out
}

// read reads blocks as one budget.
func (f *finder) read(blocks []*Block) *Reading {
	r := &Reading{Blocks: blocks, amounts: map[*Cell]bool{}}
	for _, b := range blocks {
		all := f.entries(b)
		f.inputs(all)
		f.differences(all)
		f.takings(all)
		if d := f.parents(all); d.Code != "" {
			r.doubt(d)
		}
		r.Entries = append(r.Entries, all...)
		if bad := slices.DeleteFunc(slices.Clone(all), func(e *Entry) bool { return e.Kind != Faulty }); len(bad) > 0 {
			r.doubt(Doubt{Code: "adopt-faulty", Sheet: b.Sheet.Name, Cell: bad[0].Cells[0].Address(), Text: rowList(bad)})
		}
		if b.doubt.Code != "" {
			r.doubt(b.doubt)
		}
		if b.Figure.Monthly != nil && f.opts.Months == 0 {
			r.doubt(b.monthlyDoubt())
		}
	}
	r.repeated()
	r.sum(f.opts.Months)
	f.optional(r)
	f.bySums(r)
	f.unlabelled(r)
	f.below(r)
	r.lines = r.Lines()
	r.Titles = f.titles(blocks[0])
	f.check(r)
	f.money(r)
	r.score, r.one = f.score(r), f.together(r)
	return r
}

// monthlyDoubt says that nobody named for how many months an amount is due.
func (b *Block) monthlyDoubt() Doubt {
	d := Doubt{Code: "adopt-months", Sheet: b.Sheet.Name, Cell: b.Area().String(), Text: b.Sheet.Name}
	if c := b.Figure.Monthly; len(c.Labels) > 0 {
		d.Cell, d.Text = c.Labels[0].Address(), c.Label()
	}
	return d
}

// sum adds the lines up; monthly ones count as they are written, since the
// budget's own total does.
func (r *Reading) sum(int) {
	r.Total, r.Reserve = decimal.Zero, decimal.Zero
	for _, e := range r.Entries {
		for _, x := range e.Cells {
			r.amounts[x] = true
		}
		if e.Kind != Line {
			continue
		}
		r.Total = r.Total.Add(e.Amount)
		if e.Reserve {
			r.Reserve = r.Reserve.Add(e.Amount)
		}
	}
}

// repeated leaves out a table all of whose lines stand in another one of the
// same columns too.
func (r *Reading) repeated() {
	type key struct{ name, amount string }
	have := map[key]*Block{}
	for _, b := range r.Blocks {
		var lines []*Entry
		again := 0
		for _, e := range r.Entries {
			if e.Block != b || e.Kind != Line || e.Name == nil {
				continue
			}
			lines = append(lines, e)
			if o := have[key{schema.Key(e.Name.Text), e.Amount.String()}]; o != nil && o != b && sameHead(o, b) {
				again++
			}
		}
		whole := len(lines) > 0 && again == len(lines)
		for _, e := range lines {
			if whole {
				e.Kind = Repeated
			} else {
				have[key{schema.Key(e.Name.Text), e.Amount.String()}] = b
			}
		}
	}
}

// sameHead tells whether two tables have the same headers over their figures.
func sameHead(a, b *Block) bool {
	labels := func(b *Block) string {
		var all []string
		for _, c := range b.Columns {
			if c != b.Name && len(c.Labels) > 0 {
				all = append(all, fold(c.Labels[0].Text))
			}
		}
		return strings.Join(all, "|")
	}
	return a.headed && b.headed && labels(a) == labels(b)
}

// bySums makes typed rows that are the sum of the rows right under them totals,
// when only then the budget's own total is reached.
func (f *finder) bySums(r *Reading) {
	want, ok := r.stated()
	if !ok || near(want, r.Total) {
		return
	}
	var parents []*Entry
	sum := r.Total
	for i := 0; i < len(r.Entries); i++ {
		e := r.Entries[i]
		if e.Kind != Line || e.Amount.IsZero() {
			continue
		}
		run, n := decimal.Zero, 0
		for _, x := range r.Entries[i+1:] {
			if x.Block != e.Block || x.Kind != Line {
				break
			}
			if run, n = run.Add(x.Amount), n+1; near(run, e.Amount) && n > 1 {
				parents, sum = append(parents, e), sum.Sub(e.Amount)
				break
			}
		}
	}
	if len(parents) == 0 || !near(sum, want) {
		return
	}
	for _, e := range parents {
		e.Kind, e.strong = Total, true
	}
	r.sum(0)
}

// stated is the last total of the reading that is not about income.
func (r *Reading) stated() (decimal.Decimal, bool) {
	for i := len(r.Entries) - 1; i >= 0; i-- {
		if e := r.Entries[i]; e.Kind == Total && !e.income && !e.strong {
			return e.Amount, true
		}
	}
	return decimal.Zero, false
}

// unlabelled makes a last row that repeats the sum of all a total; with words
// that are no known total that is doubted.
func (f *finder) unlabelled(r *Reading) {
	for i := len(r.Entries) - 1; i > 1; i-- {
		e := r.Entries[i]
		if e.Kind != Line {
			continue
		}
		if e.Block.Each > 0 {
			return // a month may cost what those before it did
		}
		if near(e.Amount.Add(e.Amount), r.Total) && len(r.Lines()) > 2 {
			e.Kind = Total
			if e.words != "" {
				r.doubt(Doubt{Code: "adopt-sumrow", Sheet: e.Block.Sheet.Name, Cell: e.Cells[0].Address(), Text: e.words})
			}
			r.sum(0)
		}
		return
	}
}

// below takes what stands apart under a total of all lines above it out of the
// lines, and doubts it.
func (f *finder) below(r *Reading) {
	if len(r.Blocks) > 1 {
		return
	}
	sum := decimal.Zero
	for i, e := range r.Entries {
		if e.Kind == Line {
			sum = sum.Add(e.Amount)
		}
		if e.Kind != Total || e.income || !near(e.Amount, sum) || sum.IsZero() {
			continue
		}
		var rest []*Entry
		for _, x := range r.Entries[i+1:] {
			if x.Kind == Total || x.Kind == Heading && len(rest) == 0 {
				return // what follows goes on
			}
			if x.Kind == Line {
				rest = append(rest, x)
			}
		}
		if len(rest) == 0 || rest[0].Row.Number-e.Row.Number < 2 {
			continue
		}
		for _, x := range rest {
			x.Kind = Below
		}
		r.doubt(Doubt{Code: "adopt-below", Sheet: e.Block.Sheet.Name, Cell: e.Cells[0].Address(), Text: rowList(rest)})
		r.sum(0)
		return
	}
}

// score grades how much a reading looks like a cost table; 0 or less is none.
func (f *finder) score(r *Reading) int {
	s := 0
	if r.Proven {
		s += 3
	}
	if r.Money {
		s += 2
	}
	b := r.Blocks[0]
	switch g := b.Figure; {
	case len(g.Product) > 0, len(g.Periods) > 1, len(g.Parts) > 0, g.Amount != nil && g.Amount.product:
		s += 2
	case g.Amount != nil && (g.Amount.Role == "total" || g.Amount.Role == "budget" || g.Amount.Role == "amount"):
		s += 2
	case g.Amount != nil && g.Amount.Role == "rate":
		s -= 3
	}
	if b.Name.Role == "name" {
		s++
	}
	if len(r.Lines()) >= 5 {
		s++
	}
	if f.titled(b, "aside") && !f.titled(b, "spending") {
		s -= 4
	}
	if b.Sheet.Hidden {
		s -= 2
	}
	return s
}

// titled tells whether the sheet's name or a title says words of a meaning.
func (f *finder) titled(b *Block, m Meaning) bool {
	if f.words.Has(b.Sheet.Name, m) {
		return true
	}
	for _, t := range f.titles(b) {
		if f.words.Has(t.Text, m) {
			return true
		}
	}
	return false
}
