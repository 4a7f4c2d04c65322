package workbook

import (
	"strconv"
	"strings"

	"ballast/budget"
	"ballast/budget/unit"
)

func itoa(n int) string { return strconv.Itoa(n) }

// headRef is the cell of a column's header.
func (t *table) headRef(r *reader, i int) budget.Ref {
	return r.ref(t.head.Sheet, t.head.Columns[i].Letter+itoa(t.head.HeaderRow))
}

// settleUnits settles the unit of every column of figures: its header's, else
// the one above the table.
func (r *reader) settleUnits(t *table) {
	r.settleForced(t)
	letters := t.letters()
	for i := range t.cols {
		rd := &t.read[i]
		if rd.measure == measureNone {
			continue
		}
		r.settleLetter(t, i, letters)
		r.settleDoubt(t, i)
		if rd.head.Unknown != "" && warnsUnknown(rd.measure) && t.defs[i].Field != "Price" && rd.forced == "" {
			r.report(t.headRef(r, i), budget.Warning, "unknown-unit", r.w.Say("problem.unknown-unit", rd.head.Unknown, t.head.Columns[i].Header), r.w.Say("problem.unknown-unit.hint"))
		}
		r.settleForeign(t, i)
		r.settleTitle(t, i)
		r.settleCurrency(t, i)
	}
	r.inheritUnit(t)
	r.noteUnits(t)
}

// noteUnits says once for a table that its amounts are scaled, at the header or
// title that says so, and how each column is taken.
func (r *reader) noteUnits(t *table) {
	said := false
	for i := range t.cols {
		rd := &t.read[i]
		if rd.measure == measureNone || !rd.unit.Scales() && rd.unit.Dimension != unit.Share && rd.currency == "" || rd.bad {
			continue
		}
		rd.how = r.w.Say("how.unit", rd.unit.Text)
		if said || t.def.Key == "Project" || rd.unit.Dimension != unit.Money || rd.unit.Shift == 0 {
			continue
		}
		said = true
		ref, text := t.headRef(r, i), t.head.Columns[i].Header
		if rd.titled {
			ref, text = r.ref(t.head.Sheet, t.titled.address()), strings.TrimSpace(t.titled.text)
		}
		r.report(ref, budget.Note, "scaled-amounts", r.w.Say("problem.scaled-amounts", text), r.w.Say("problem.scaled-amounts.hint"))
	}
}

// warnsUnknown tells where an unknown unit is worth a warning.
func warnsUnknown(m measure) bool {
	return m != measureCount && m != measureAny && m != measureFactor
}

// letters counts the single letters that stand as units over money columns.
func (t *table) letters() map[string]int {
	out := map[string]int{}
	for i := range t.cols {
		if m := t.read[i].measure; (m == measureMoney || m == measureEstimate || m == measureImpact) && !t.dated[i] {
			out[t.read[i].unit.Letter]++
		}
	}
	return out
}

// settleLetter drops a single letter without a currency, unless all money
// columns of the table carry the same one: (L), (M), (H) label columns.
func (r *reader) settleLetter(t *table, i int, letters map[string]int) {
	rd := &t.read[i]
	letter := rd.unit.Letter
	if letter == "" || rd.unit.Dimension != unit.Money || len(letters) == 1 || rd.forced != "" {
		return
	}
	if letters[""] > 0 && len(letters) == 2 && rd.measure == measureMoney {
		rd.head.Unknown = rd.unit.Text
	}
	rd.unit = unit.Unit{Per: rd.unit.Per}
}

// settleDoubt settles M and Cr, or asks.
func (r *reader) settleDoubt(t *table, i int) {
	rd := &t.read[i]
	var a, b string
	switch {
	case rd.unit.Doubtful == "m" && r.mm:
		a, b = r.w.Say("unit.million"), r.w.Say("unit.thousand")
	case rd.unit.Doubtful == "cr" && !unit.CroreCountry(r.plan.Project.Currency) && !r.crores && rd.debit:
		rd.unit = unit.Unit{}
		return
	case rd.unit.Doubtful == "cr" && !unit.CroreCountry(r.plan.Project.Currency) && !r.crores:
		a, b = r.w.Say("unit.crore"), r.w.Say("unit.credit")
	default:
		return
	}
	rd.bad = true
	r.report(t.headRef(r, i), budget.Error, "unit-doubt", r.w.Say("problem.unit-doubt", rd.unit.Text, a, b), r.w.Say("problem.unit-doubt.hint", t.where(i), "thousand"))
}

// place_ names a column as --read does: Costs!H.
func (t *table) where(i int) string { return t.head.Sheet + "!" + t.head.Columns[i].Letter }

// settleForeign refuses a unit of another kind: Amount (days).
func (r *reader) settleForeign(t *table, i int) {
	rd := &t.read[i]
	u := &rd.unit
	if u.Dimension == unit.Time && rd.measure != measureMonths { // Amount / month, Rate (year)
		switch {
		case rd.head.Unit.Dimension == unit.Time && slashed(t.head.Columns[i].Header), rd.measure == measureRate, rd.measure == measureGrowth,
			rd.measure == measureDiscount, rd.measure == measureVolatility, rd.measure == measureFrequency:
			*u = unit.Unit{Text: u.Text, Dimension: unit.Rate, Per: u.Of}
			return
		}
	}
	if fits(rd.measure, t.defs[i].Field, u.Dimension) {
		return
	}
	rd.bad = true
	r.report(t.headRef(r, i), budget.Error, "foreign-unit", r.w.Say("problem.foreign-unit.header", t.head.Columns[i].Header, u.Text), r.w.Say("problem.foreign-unit.hint"))
}

// slashed tells whether a header has its unit behind a slash.
func slashed(header string) bool { return strings.ContainsAny(header, "/／") }

// fits tells whether a unit of a dimension makes sense over a column.
func fits(m measure, field string, d unit.Dimension) bool {
	if d == unit.None {
		return true
	}
	switch m {
	case measureMoney:
		return d == unit.Money || d == unit.Rate
	case measureEstimate:
		return d == unit.Money || d == unit.Share || (d == unit.Deviation || d == unit.Quantile) && field != "Uncertainty"
	case measureImpact:
		return d == unit.Money || d == unit.Share
	case measureMonths:
		return d == unit.Time
	case measureMix, measureAny, measureCount:
		return true
	case measureFrequency:
		return d == unit.Rate
	case measureBase:
		return d != unit.Time && d != unit.Deviation
	}
	return d == unit.Share || d == unit.Rate
}

// settleTitle takes the unit above the table where the header has no scale.
func (r *reader) settleTitle(t *table, i int) {
	rd := &t.read[i]
	if t.titled == nil || rd.forced == "plain" {
		return
	}
	switch rd.measure {
	case measureMoney:
	case measureEstimate, measureImpact, measureMix:
		if rd.unit.Dimension != unit.None && rd.unit.Dimension != unit.Money && rd.unit.Dimension != unit.Quantile {
			return
		}
	default:
		return
	}
	u := &rd.unit
	if u.Dimension == unit.Quantile {
		rd.quantile = u.Percent
		*u = unit.Unit{}
	}
	if u.Shift == 0 && t.title.Shift != 0 {
		u.Shift, rd.titled = t.title.Shift, true
		u.Text = t.title.Text
		if u.Dimension != unit.Rate || t.title.Shift != 0 {
			u.Dimension = unit.Money
		}
	}
	if u.Currency == "" {
		u.Currency = t.title.Currency
		if u.Currency != "" {
			u.Dimension = unit.Money
		}
	}
	if u.Per == unit.NoPeriod {
		u.Per = t.title.Per
	}
}

// settleCurrency settles a currency of the header: the plan's, or one with a
// rate of its own.
func (r *reader) settleCurrency(t *table, i int) {
	rd := &t.read[i]
	if rd.unit.Dimension != unit.Money || rd.unit.Currency == "" || unit.Same(rd.unit.Currency, r.plan.Project.Currency) {
		return
	}
	code, several, ok := unit.Canonical(rd.unit.Currency, r.plan.Project.Currency)
	switch {
	case !ok:
	case code == "":
		rd.bad = true
		r.report(t.headRef(r, i), budget.Error, "currency-doubt", r.w.Say("problem.currency-doubt", rd.unit.Currency, r.plan.Project.Currency, strings.Join(several, ", ")), r.w.Say("problem.currency-doubt.hint", t.where(i), r.plan.Project.Currency))
	default:
		rd.currency = code
	}
}

// inheritUnit gives the estimates of a line the unit of its amount when they
// have none of their own.
func (r *reader) inheritUnit(t *table) {
	at, ok := t.place["Amount"]
	if !ok || t.def.Key != "Costs" {
		return
	}
	for i := range t.cols {
		rd := &t.read[i]
		if rd.measure != measureEstimate {
			continue
		}
		if rd.unit.Dimension == unit.Quantile {
			rd.quantile, rd.unit = rd.unit.Percent, unit.Unit{}
		}
		if rd.unit.Percent > 0 {
			rd.quantile = rd.unit.Percent
		}
		if rd.unit.Dimension == unit.None && rd.forced == "" {
			rd.unit = t.read[at].unit
			rd.unit.Per = unit.NoPeriod
			if rd.unit.Dimension == unit.Rate {
				rd.unit = unit.Unit{}
			}
		}
	}
}

// settleNotation settles what dots and commas are in the texts of a table, and
// the order of day and month.
func (r *reader) settleNotation(t *table) {
	dots, commas := unit.DotsGroup(r.plan.Project.Currency)
	dots = dots || r.dotWords || r.book.formats.dots
	sheet := r.sheetTally[t.head.Sheet]
	if sheet == nil {
		sheet = &unit.Tally{}
	}
	for i := range t.cols {
		rd := &t.read[i]
		if rd.order == unit.Unsettled {
			rd.order = r.dateOrder(rd)
		}
		if rd.measure == measureNone || rd.notation != unit.Unsaid {
			continue
		}
		if rd.notation = r.decimal; rd.notation != unit.Unsaid {
			continue
		}
		rd.notation, _ = unit.Settle(rd.tally, *sheet, r.bookTally, dots, commas)
		if rd.notation == unit.Comma && rd.tally.DotDoubts > 0 && rd.tally.Commas == 0 && rd.measure == measureMoney {
			rd.how = r.w.Say("how.dots", rd.tally.Doubt)
			r.report(t.headRef(r, i), budget.Note, "grouped-dots", r.w.Say("problem.grouped-dots", rd.tally.Doubt, r.shownUnder(rd.tally.Doubt, unit.Comma)), r.w.Say("problem.grouped-dots.hint"))
		}
		if rd.tally.Mixed() {
			r.report(t.headRef(r, i), budget.Warning, "two-notations", r.w.Say("problem.two-notations", t.head.Columns[i].Header, rd.tally.Point, rd.tally.Comma), r.w.Say("problem.two-notations.hint"))
		}
	}
}

func (r *reader) shownUnder(text string, n unit.Notation) string {
	v, _ := unit.ParseNumber(text, n)
	return v.Value.String()
}

// dateOrder is the order of day and month in a column: what the user said, what
// its own cells show, then those of the whole workbook.
func (r *reader) dateOrder(rd *reading) unit.Order {
	if r.order != unit.Unsettled {
		return r.order
	}
	for _, clues := range [][3]int{rd.clues, r.bookClues} {
		switch {
		case clues[unit.DayMonth] > 0 && clues[unit.MonthDay] == 0:
			return unit.DayMonth
		case clues[unit.MonthDay] > 0 && clues[unit.DayMonth] == 0:
			return unit.MonthDay
		case clues[unit.MonthDay] > 0:
			return unit.Unsettled
		}
	}
	return unit.Unsettled
}

// judged is one figure of a group that is judged together.
type judged struct {
	col int
	at  *cell
	fig unit.Figure
}

// judge decides, group by group, whether plain figures are per cent. It is
// called for a table right before its rows are read.
func (r *reader) judge(t *table, key string) {
	groups := map[string][]judged{}
	var order []string
	for _, row := range t.rows {
		if k, ok := t.place[key]; ok && row.at(t.cols[k]).blank() && len(t.fill[t.cols[k]]) == 0 {
			continue
		}
		for i := range t.cols {
			g, ok := r.groupOf(t, row, i)
			if !ok {
				continue
			}
			for _, f := range r.figuresOf(row.at(t.cols[i]), &t.read[i]) {
				if groups[g] == nil {
					order = append(order, g)
				}
				groups[g] = append(groups[g], judged{i, row.at(t.cols[i]), f})
			}
		}
	}
	for _, g := range order {
		r.judgeGroup(t, g, groups[g])
	}
}

// groupOf names the group that a cell is judged in, "" and false for cells that
// are not judged.
func (r *reader) groupOf(t *table, row *gridRow, i int) (string, bool) {
	rd := &t.read[i]
	if rd.unit.Dimension == unit.Share || rd.bad || rd.forced != "" || t.dated[i] {
		return "", false
	}
	switch rd.measure {
	case measureChance:
		if t.defs[i].Field == "Residual probability" && !t.cellOf(row, "Per year").blank() {
			return "", false
		}
		return "chance", true
	case measureImpact:
		c := t.choice(row, "Impact is")
		return c, c == "factor" || c == "share"
	case measureEstimate:
		return "of base", t.choice(row, "Estimates are") == "share"
	case measureBase:
		c := t.cellOf(row, "Name")
		return "base rate", c != nil && r.rateDriver(strings.TrimSpace(c.text))
	case measureRate:
		return "rate", true
	case measureFee:
		return "fee", true
	case measureShare, measureGrowth, measureVolatility, measureFactor, measureChange, measureDiscount:
		return t.defs[i].Field, true
	}
	return "", false
}

// choice is the option that a row says in a field, "" none.
func (t *table) choice(row *gridRow, field string) string {
	c := t.cellOf(row, field)
	if c.blank() {
		return ""
	}
	d := t.defs[t.place[field]]
	o, _ := d.Option(c.text)
	return o.Canonical
}

// rateDriver tells whether a source's rate floats with a driver.
func (r *reader) rateDriver(name string) bool {
	for _, s := range r.plan.Funding {
		if s.RateDriver == name && name != "" {
			return true
		}
	}
	return false
}

// figuresOf are the plain figures of a cell, those of its distribution too.
func (r *reader) figuresOf(c *cell, rd *reading) []unit.Figure {
	if c.blank() || c.kind != cellNumber && c.kind != cellText {
		return nil
	}
	if n, bad := r.raw(c, rd); bad == nil {
		if n.Unit.Known() {
			return nil
		}
		return []unit.Figure{{Value: n.Value}}
	}
	if c.kind != cellText {
		return nil
	}
	if size, ok := r.spread(c.text, rd); ok {
		return []unit.Figure{{Value: size}}
	}
	return nil
}

// meaningOf is what plain figures under a measure can be.
func meaningOf(rd *reading, group string) unit.Meaning {
	switch group {
	case "factor", "of base":
		return unit.Factor
	case "share":
		return unit.Part
	}
	switch rd.measure {
	case measureChance:
		return unit.Chance
	case measureFee:
		return unit.Fee
	case measureFactor:
		return unit.Factor
	case measureGrowth:
		return unit.Part
	}
	if rd.carried {
		return unit.Carried
	}
	return unit.Whole
}

// judgeGroup settles one group and says how it is taken.
func (r *reader) judgeGroup(t *table, name string, group []judged) {
	figs := make([]unit.Figure, len(group))
	for k := range group {
		figs[k] = group[k].fig
	}
	v := unit.Judge(meaningOf(&t.read[group[0].col], name), false, figs)
	cols := map[int]bool{}
	for _, j := range group {
		if cols[j.col] {
			continue
		}
		cols[j.col] = true
		if rd := &t.read[j.col]; rd.measure == measureImpact || rd.measure == measureEstimate || rd.measure == measureBase {
			if rd.by == nil {
				rd.by = map[string]unit.Verdict{}
			}
			rd.by[name] = v
		} else {
			rd.percent = v.Percent
		}
	}
	if v.Example < 0 {
		return
	}
	at := group[v.Example]
	rd, header := &t.read[at.col], t.head.Columns[at.col].Header
	shown, asShare, asPercent := at.fig.Value.String(), showNumber(at.fig.Value, true), showNumber(at.fig.Value.Shift(-2), true)
	ref := r.ref(t.head.Sheet, at.at.address())
	for i := range cols {
		if v.Percent {
			t.read[i].how, t.read[i].example = r.w.Say("how.percent"), shown+" -> "+asPercent
		} else if v.Say == unit.Said {
			t.read[i].how, t.read[i].example = r.w.Say("how.share"), shown+" -> "+asShare
		}
	}
	place := t.where(at.col)
	switch v.Say {
	case unit.Warned:
		r.report(ref, budget.Warning, "read-as-percent", r.w.Say("problem.read-as-percent", header, shown, asPercent), r.w.Say("problem.read-as-percent.hint", place))
	case unit.Scores:
		r.report(ref, budget.Error, "scores", r.w.Say("problem.scores", header, shown), r.w.Say("problem.scores.hint", place))
	case unit.Either:
		r.report(ref, budget.Error, "share-or-percent", r.w.Say("problem.share-or-percent", header, shown, asPercent, asShare), r.w.Say("problem.share-or-percent.hint", place))
	case unit.MixedUse:
		r.report(ref, budget.Error, "factor-or-percent", r.w.Say("problem.factor-or-percent", header, shown, asPercent), r.w.Say("problem.factor-or-percent.hint", place))
	}
	if v.Say >= unit.Scores && rd.by == nil {
		for i := range cols {
			t.read[i].bad = true
		}
	}
}
