package report

import (
	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// spendingWidth is the number of printed columns of the sheet on contracts.
const spendingWidth = 14

// commitments is the sheet of what was approved, contracted, billed and paid, and
// of what it will come to.
func (d *desk) commitments() *page {
	c := d.o.Commitments
	if c == nil && len(d.o.Gates) == 0 {
		return nil
	}
	g := d.page("commitments", 9, 26, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 11)
	if c == nil {
		g.heading(d.gateFinding(), "")
		g.gates()
		return g
	}
	g.heading(d.spendingFinding()+d.gateFinding(), d.w.Say("report.spending.hint"))
	g.gates()
	g.spending("lines", c.Lines, true)
	g.spending("phases", spendingNamed(c.Phases, g.phaseName), false)
	g.spending("owners", spendingNamed(c.Owners, g.ownerName), false)
	if len(c.Vendors) > 0 {
		g.spending("vendors", spendingNamed(c.Vendors, func(s string) string { return s }), false)
		g.withoutLine(c.Vendors)
	}
	g.changes()
	return g
}

// withoutLine says of which vendors there is no forecast.
func (g *page) withoutLine(vendors []outcome.Spending) {
	var names []string
	for _, v := range vendors {
		if v.Lines == 0 {
			names = append(names, v.ID)
		}
	}
	if len(names) > 0 {
		g.row-- // under the table
		g.sentence(g.w.Say("report.spending.noline", g.desk.list(names)), styleHint())
		g.row++
	}
}

// spendingNamed puts readable names on groups of lines.
func spendingNamed(list []outcome.Spending, name func(string) string) []outcome.Spending {
	out := make([]outcome.Spending, len(list))
	for i, p := range list {
		p.ID, p.Name = "", name(p.ID)
		out[i] = p
	}
	return out
}

// spendingFinding says what is bound, what is left, and where too much is bound.
func (d *desk) spendingFinding() string {
	c := d.o.Commitments
	text := d.w.Say("report.spending.finding", d.m.read(c.Plan.Revised), d.m.read(c.Plan.Committed), d.m.read(c.Plan.P50))
	var over []string
	for _, l := range c.Lines {
		if l.Committed > l.Revised {
			over = append(over, l.ID)
		}
	}
	if len(over) > 0 {
		text += d.w.Say("report.spending.over", d.list(over))
	}
	return text
}

// spending is one table of budgets against contracts; sums adds the whole plan.
func (g *page) spending(what string, list []outcome.Spending, sums bool) {
	g.section(g.w.Say("report.control."+what), 1, spendingWidth)
	st, share := styleNumber(g.m.table(peak(g.o.Commitments.Plan.Revised, g.o.Commitments.Plan.P80))), styleNumber("0%")
	head := func(key string, st sheet.Style) field {
		return field{head: g.w.Say("report.spending." + key), note: g.noted("report.spending." + key), style: st}
	}
	fields := []field{{head: g.w.Say("report.id"), style: styleText()}, {head: g.w.Say("report.name"), style: styleWrap()},
		head("baseline", st), head("revised", st), head("committed", st), head("invoiced", st), head("paid", st), head("retention", st),
		head("spent", st), head("tocome", st), head("p50", st), head("p80", st), head("left", st), head("share", share)}
	if !sums {
		fields[0].head = ""
	}
	var rows [][]any
	for _, p := range list {
		rows = append(rows, g.spendingRow(p))
	}
	b := g.table(1, fields, rows)
	if sums {
		whole := g.o.Commitments.Plan
		row := g.spendingRow(whole)
		row[0], row[1] = g.w.Say("report.total"), ""
		g.tableRow(b, fields, row, styleTotal)
	}
	g.s.Heats = append(g.s.Heats, sheet.Heat{At: b.column(13), Low: white, High: alert, LowAt: 0.9, HighAt: 1.1})
	g.row++
}

func (g *page) spendingRow(p outcome.Spending) []any {
	id := any(sheet.Cell{Value: p.ID, Link: source(p.Ref, g.w.Say("report.tip"))})
	row := []any{id, p.Name, cents(p.Baseline), cents(p.Revised), cents(p.Committed), cents(p.Invoiced), cents(p.Paid), cents(p.Retention)}
	if p.Lines == 0 {
		none := maybe(nil, "")
		return append(row, none, none, none, none, none, none)
	}
	return append(row, cents(p.Spent), cents(p.ToCome), cents(p.P50), cents(p.P80), cents(p.Left), maybe(p.Used, ""))
}

// changes lists what moved budgets.
func (g *page) changes() {
	list := g.o.Commitments.Changes
	if len(list) == 0 {
		return
	}
	g.section(g.w.Say("report.changes"), 1, spendingWidth)
	st := styleNumber(g.m.table(peak(g.o.Commitments.Plan.Revised)))
	var rows [][]any
	for _, c := range list {
		rows = append(rows, []any{c.Date, c.ID, g.w.Say("report.changes." + c.Kind), c.From, c.Line, cents(c.Amount), c.Approved, c.Reason})
	}
	g.table(1, []field{{head: g.w.Say("report.month"), style: styleText()}, {head: g.w.Say("report.changes.id"), style: styleText()},
		{head: g.w.Say("report.changes.kind"), style: styleText()}, {head: g.w.Say("report.changes.from"), style: styleText()},
		{head: g.w.Say("report.changes.line"), style: styleText()}, {head: g.w.Say("report.control.amount"), style: st},
		{head: g.w.Say("report.control.approvedby"), style: indented(), span: 2}, {head: g.w.Say("report.changes.reason"), style: styleWrap(), span: 5}}, rows)
	g.row++
}
