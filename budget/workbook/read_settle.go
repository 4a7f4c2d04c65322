package workbook

import (
	"strconv"
	"strings"

	"ballast/budget"
	"ballast/budget/unit"
)

// headRef is the cell of a column's header.
func (t *table) headRef(r *reader, i int) budget.Ref {
	return r.ref(t.head.Sheet, t.head.Columns[i].Letter+strconv.Itoa(t.head.HeaderRow))
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
			r.report(t.headRef(r, i), budget.Warning, "unknown-unit",
				r.w.Say("problem.unknown-unit", rd.head.Unknown, t.head.Columns[i].Header), r.w.Say("problem.unknown-unit.hint"))
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
	r.report(t.headRef(r, i), budget.Error, "unit-doubt", r.w.Say("problem.unit-doubt", rd.unit.Text, a, b),
		r.w.Say("problem.unit-doubt.hint", t.where(i), "thousand"))
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
	r.report(t.headRef(r, i), budget.Error, "foreign-unit",
		r.w.Say("problem.foreign-unit.header", t.head.Columns[i].Header, u.Text), r.w.Say("problem.foreign-unit.hint"))
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
		r.report(t.headRef(r, i), budget.Error, "currency-doubt", r.w.Say("problem.currency-doubt", rd.unit.Currency, r.plan.Project.Currency,
			strings.Join(several, ", ")), r.w.Say("problem.currency-doubt.hint", t.where(i), r.plan.Project.Currency))
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
