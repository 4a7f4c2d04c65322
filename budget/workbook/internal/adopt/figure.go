package adopt

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget/workbook/internal/opc"
	"ballast/budget/workbook/schema"
)

// Figure says where the amount of a row stands: in one column, in a column for
// each period, in several that add up, or as quantities times a rate.
type Figure struct {
	Amount  *Column
	Periods []*Column
	Parts   []*Column // add up to the amount
	Product []*Column // multiply to it
	Monthly *Column   // is due every month
	Once    *Column   // is due once, beside Monthly
	Reserve *Column   // the budget's own contingency beside the amounts, left out
	Low     *Column
	High    *Column
	Tax     string // "net" or "gross", when the budget has both
	Times   *Cell  // a count elsewhere that every amount is multiplied by, nil without one
}

// None tells whether there is no amount at all.
func (g Figure) None() bool { return len(g.Columns()) == 0 }

// Columns are all that the amount is made of.
func (g Figure) Columns() []*Column {
	var all []*Column
	for _, c := range []*Column{g.Amount, g.Monthly, g.Once} {
		if c != nil {
			all = append(all, c)
		}
	}
	return slices.Concat(all, g.Periods, g.Parts, g.Product)
}

// Letters writes the columns as --amount takes them: F, D+E, D*E, B:M.
func (g Figure) Letters() string {
	join := func(list []*Column, mark string) string {
		var all []string
		for i := 0; i < len(list); i++ {
			k := i
			for mark == "+" && k+1 < len(list) && list[k+1].Col == list[k].Col+1 {
				k++
			}
			all = append(all, opc.ColumnLetters(list[i].Col))
			if k > i+1 { // three and more side by side: B:M
				all[len(all)-1] += ":" + opc.ColumnLetters(list[k].Col)
				i = k
			}
		}
		return strings.Join(all, mark)
	}
	switch {
	case len(g.Periods) > 0:
		return join(g.Periods, "+")
	case len(g.Parts) > 0:
		return join(g.Parts, "+")
	case len(g.Product) > 0:
		return join(g.Product, "*")
	}
	return join(g.Columns(), "+")
}

// Names writes the columns with their headers for a person.
func (g Figure) Names() string {
	var all []string
	for _, c := range g.Columns() {
		all = append(all, strings.TrimSpace(opc.ColumnLetters(c.Col)+" "+c.Label()))
	}
	if n := len(all); n > 6 {
		all = append(all[:2], "...", all[n-1])
	}
	mark := " + "
	if len(g.Product) > 0 {
		mark = " x "
	}
	return strings.Join(all, mark)
}

// pickFigure finds where the amounts of a block stand. When several columns
// could hold them, the likeliest is taken and the others are choices.
func (f *finder) pickFigure(b *Block) {
	if f.opts.Amount != "" {
		b.Figure = f.namedFigure(b)
		f.recurs(b)
		b.Figure.Times = f.times(b)
		return
	}
	by := map[Meaning][]*Column{}
	var periods []*Column
	for _, c := range b.Columns {
		switch {
		case c.nums == 0 || c.nums < c.texts || c == b.Name || c.Role == "code" || c.Role == "link":
		case c.Role == "period":
			periods = append(periods, c)
		default:
			by[c.Role] = append(by[c.Role], c)
		}
	}
	most := 0
	for _, c := range by[""] {
		most = max(most, c.nums)
	}
	by[""] = slices.DeleteFunc(by[""], func(c *Column) bool { return c.nums*3 < most })
	b.Figure.Low, b.Figure.High = sole(by["low"]), sole(by["high"])
	f.single(b, by)
	f.pickPeriods(b, periods)
	if b.Figure.None() && b.doubt == (Doubt{}) {
		f.pickParts(b, by)
	}
	f.recurs(b)
	f.ownReserve(b)
	b.Figure.Times = f.times(b)
	f.likewise(b, append(periods, by[""]...))
}

// recurs takes amounts under a title such as "Monthly budget" for those of a
// month, and doubts those of a week.
func (f *finder) recurs(b *Block) {
	a := b.Figure.Amount
	if a == nil || b.Each > 0 || b.doubt.Code != "" || len(b.Figure.Periods) > 0 || f.has(a, "yearly") {
		return
	}
	texts := append(slices.Clone(f.titles(b)), &Cell{Text: b.Sheet.Name})
	for _, t := range texts {
		if f.words.Has(t.Text, "monthly") && !f.words.Has(t.Text, "yearly") {
			b.Figure.Amount, b.Figure.Monthly = nil, a
			return
		}
	}
	if f.has(a, "weekly") {
		b.doubt = Doubt{Code: "adopt-weekly", Sheet: b.Sheet.Name, Cell: a.Labels[0].Address(), Text: a.Label()}
	}
}

// likewise doubts an amount of which nothing says that it is one, when other
// columns are as good.
func (f *finder) likewise(b *Block, others []*Column) {
	a := b.Figure.Amount
	if a == nil || b.doubt.Code != "" || a.Role != "" && a.Role != "period" {
		return
	}
	b.choices = []Figure{b.Figure}
	for _, c := range others {
		if c != a && c.Role == a.Role && !slices.Contains(a.from, c) && !slices.Contains(c.from, a) {
			b.choices = append(b.choices, Figure{Amount: c})
		}
	}
	if len(b.choices) > 1 {
		b.settleChoice("adopt-amount")
		return
	}
	b.choices = nil
}

// namedFigure takes the columns that --amount names.
func (f *finder) namedFigure(b *Block) Figure {
	mark := "+"
	if strings.Contains(f.opts.Amount, "*") {
		mark = "*"
	}
	var list []*Column
	for _, letters := range strings.Split(strings.ReplaceAll(f.opts.Amount, ",", "+"), mark) {
		from, to, ranged := strings.Cut(strings.TrimSpace(letters), ":")
		if !ranged {
			to = from
		}
		_, first, _ := SplitCell(from + "1")
		_, last, _ := SplitCell(to + "1")
		for _, c := range b.Columns {
			if c.nums > 0 && first <= c.Col && c.Col <= last {
				list = append(list, c)
			}
		}
	}
	periods := 0
	for _, c := range list {
		if c.Span.Months > 0 {
			periods++
		}
	}
	switch {
	case len(list) == 0:
		return Figure{}
	case mark == "*":
		return Figure{Product: list}
	case len(list) > 1 && periods == len(list):
		return Figure{Periods: list}
	case len(list) == 2 && f.has(list[0], "monthly") && !f.has(list[1], "monthly"):
		return Figure{Monthly: list[0], Once: list[1]}
	case len(list) == 2 && f.has(list[1], "monthly") && !f.has(list[0], "monthly"):
		return Figure{Monthly: list[1], Once: list[0]}
	case len(list) > 1:
		return Figure{Parts: list}
	case f.has(list[0], "monthly") && list[0].Span.Months == 0:
		return Figure{Monthly: list[0]}
	}
	return Figure{Amount: list[0]}
}

// has tells whether a header of a column has a word of a meaning.
func (f *finder) has(c *Column, m ...Meaning) bool {
	for _, l := range c.Labels {
		if f.words.Has(l.Text, m...) {
			return true
		}
	}
	return false
}

// sinks are the columns that no other amount is worked out from, without those
// that only repeat another.
func sinks(list []*Column) []*Column {
	used := map[*Column]bool{}
	for _, c := range list {
		if !c.alias {
			for _, s := range c.from {
				used[s] = true
			}
		}
	}
	var out []*Column
	for _, c := range list {
		if repeats := c.alias && slices.ContainsFunc(c.from, func(s *Column) bool { return slices.Contains(list, s) }); !used[c] && !repeats {
			out = append(out, c)
		}
	}
	return out
}

// single finds the one column of amounts; the class that says the whole comes
// before the one that says a part, what is worked out before what it is made of.
func (f *finder) single(b *Block, by map[Meaning][]*Column) {
	classes := []Meaning{"total", "budget", "amount", "likely", "forecast"}
	if !slices.ContainsFunc(classes, func(m Meaning) bool { return len(by[m]) > 0 }) {
		classes = append(classes, "funded") // what is asked for, where nothing says what it costs
	}
	var money []*Column
	for _, m := range classes {
		money = append(money, by[m]...)
	}
	for _, c := range slices.Concat(by["rate"], by[""], by["option"]) {
		if c.product && len(c.from) > 0 && !f.taxed(c) && !onlyScales(c) {
			money = append(money, c) // quantity times rate, whatever it is called
		}
	}
	if f.recurring(b, money) {
		return
	}
	ends := f.overall(b, sinks(money))
	if len(ends) == 0 {
		return
	}
	if f.taxPair(b, ends, money) || f.yearly(b, ends) {
		return
	}
	derived := slices.DeleteFunc(slices.Clone(ends), func(c *Column) bool { return len(c.from) == 0 || c.alias })
	if len(derived) == 1 && !slices.ContainsFunc(ends, func(c *Column) bool { return c.Role == "total" && c != derived[0] }) {
		b.Figure.Amount = derived[0]
		return
	}
	for _, m := range classes {
		var list []*Column
		for _, c := range ends {
			if c.Role == m {
				list = append(list, c)
			}
		}
		if list = different(b, list); len(list) == 1 {
			b.Figure.Amount = list[0]
			return
		} else if len(list) > 1 {
			f.askAmount(b, list)
			return
		}
	}
	if len(ends) == 1 {
		b.Figure.Amount = ends[0]
	}
}

// onlyScales tells whether a column is another one times a constant: a price in
// another currency, not a quantity times a price.
func onlyScales(c *Column) bool { return len(c.from) == 1 }

func (f *finder) taxed(c *Column) bool { return f.has(c, "tax") && !f.has(c, "net", "gross") }

// different drops columns that repeat an earlier one row by row.
func different(b *Block, list []*Column) []*Column {
	var out []*Column
	for _, c := range list {
		if !slices.ContainsFunc(out, func(o *Column) bool { return ratio(b, c, o).Equal(decimal.New(1, 0)) }) {
			out = append(out, c)
		}
	}
	return out
}

// askAmount leaves a choice between columns: parts of a whole are added up
// first, others are alternatives.
func (f *finder) askAmount(b *Block, list []*Column) {
	parts, options := 0, 0
	for _, c := range list {
		if f.has(c, "part") {
			parts++
		}
		if _, year := yearIn(c.Label()); year || f.has(c, "option", "gross", "net", "yearly", "monthly") {
			options++
		}
	}
	if parts > 0 && options == 0 {
		b.choices = append(b.choices, Figure{Parts: list})
	}
	for _, c := range list {
		b.choices = append(b.choices, Figure{Amount: c})
	}
	b.settleChoice("adopt-amount")
}

// settleChoice takes the first choice and keeps the doubt.
func (b *Block) settleChoice(code string) {
	low, high := b.Figure.Low, b.Figure.High
	b.Figure = b.choices[0]
	b.Figure.Low, b.Figure.High = low, high
	var names []string
	for _, c := range b.choices {
		names = append(names, c.Names())
	}
	b.doubt = Doubt{Code: code, Sheet: b.Sheet.Name, Cell: opc.CellAddress(max(b.Header, b.Top), b.Left), Text: strings.Join(names, "; ")}
}

// taxPair leaves a choice between amounts without and with tax.
func (f *finder) taxPair(b *Block, ends, money []*Column) bool {
	for _, gross := range ends {
		for _, net := range money {
			if gross == net || !f.has(gross, "gross", "total") && !f.has(net, "net") {
				continue
			}
			r := ratio(b, gross, net).InexactFloat64()
			byWord := f.has(gross, "gross") && f.has(net, "net", "amount", "total") && !f.has(net, "gross") && r > 1 && r < 1.35
			bySum := slices.Contains(gross.from, net) && slices.ContainsFunc(gross.from, func(c *Column) bool { return f.taxed(c) })
			if byWord || f.has(net, "net") && r > 1.001 && r < 1.35 || bySum {
				b.choices = []Figure{{Amount: net, Tax: "net"}, {Amount: gross, Tax: "gross"}}
				b.settleChoice("adopt-tax")
				return true
			}
		}
	}
	return false
}

// yearly takes the amounts of a year rather than those of a month.
func (f *finder) yearly(b *Block, ends []*Column) bool {
	for _, year := range ends {
		for _, month := range ends {
			if year != month && ratio(b, year, month).Equal(decimal.New(12, 0)) {
				b.Figure.Amount = year
				return len(ends) == 2
			}
		}
	}
	return false
}

// recurring finds amounts that are due every month, with others due once.
func (f *finder) recurring(b *Block, money []*Column) bool {
	if b.Each > 0 {
		return false // a row is a month already
	}
	var monthly, once, other []*Column
	for _, c := range sinks(money) {
		switch {
		case f.has(c, "monthly") && !f.has(c, "yearly"):
			monthly = append(monthly, c)
		case f.has(c, "once"):
			once = append(once, c)
		default:
			other = append(other, c)
		}
	}
	if len(monthly) != 1 || len(once) > 1 || len(other) > 0 {
		return false
	}
	b.Figure.Monthly, b.Figure.Once = monthly[0], sole(once)
	return true
}

// pickParts makes the amount of several columns: quantities and a rate, or
// numbered parts such as WP1 to WP4.
func (f *finder) pickParts(b *Block, by map[Meaning][]*Column) {
	q, rate := by["quantity"], by["rate"]
	if len(q) == 0 || len(rate) > 0 && len(by["time"]) == 1 && len(q) == 0 {
		q = by["time"]
	} else if len(rate) > 0 {
		q = slices.Concat(q, by["time"])
	}
	switch {
	case len(q) == 1 && len(rate) >= 1:
		options := slices.Concat(rate, by["option"])
		for _, r := range options {
			b.choices = append(b.choices, Figure{Product: []*Column{q[0], r}})
		}
		if len(options) == 1 {
			b.Figure.Product, b.choices = b.choices[0].Product, nil
			return
		}
		b.settleChoice("adopt-amount")
	case len(q) > 1 && len(rate) == 1:
		b.choices = []Figure{{Product: append(slices.Clone(q), rate...)}}
		for _, c := range q {
			b.choices = append(b.choices, Figure{Product: []*Column{c, rate[0]}})
		}
		b.settleChoice("adopt-amount")
	case len(rate) == 1 && len(q) == 0:
		b.Figure.Amount = rate[0]
	case len(rate) > 1 && len(q) == 0:
		f.askAmount(b, rate)
	case len(by["option"]) > 1:
		f.askAmount(b, slices.Concat(by["option"], by[""]))
	case len(by["option"]) == 1 && len(by[""]) == 0:
		b.Figure.Amount = by["option"][0] // one quote is the amount
	case numbered(by[""]):
		b.Figure.Parts = by[""]
	case len(by[""]) == 1:
		b.Figure.Amount = by[""][0]
	case len(by[""]) > 1:
		f.askAmount(b, by[""])
	}
}

// ownReserve takes a column of the budget's own contingency out of the amount
// that it is part of.
func (f *finder) ownReserve(b *Block) {
	a := b.Figure.Amount
	if a == nil || a.product || len(b.Figure.Periods) > 0 {
		return
	}
	var rest []*Column
	for _, c := range a.from {
		if f.has(c, "contingency") {
			b.Figure.Reserve = c
		} else if !f.has(c, "percent") && c.Role != "percent" {
			rest = append(rest, c)
		}
	}
	if b.Figure.Reserve != nil && len(rest) > 0 {
		b.Figure.Amount, b.Figure.Parts = nil, rest
	} else {
		b.Figure.Reserve = nil
	}
}

// numbered tells whether labels are one word with different numbers: WP1, WP2.
func numbered(list []*Column) bool {
	stem := ""
	for i, c := range list {
		key := schema.Key(c.Label())
		s := strings.TrimRight(key, "0123456789")
		if s == key || s == "" || i > 0 && s != stem {
			return false
		}
		stem = s
	}
	return len(list) > 1
}

func sole(list []*Column) *Column {
	if len(list) == 1 {
		return list[0]
	}
	return nil
}
