package workbook

import (
	"ballast/budget"
	"ballast/budget/workbook/schema"
)

// actuals reads the sheet Actuals, long rows and wide rows as they come.
func (r *reader) actuals(g *grid, def schema.Sheet) {
	r.eachRow(g, def, "ID", func(x *record) {
		a := budget.Actual{Row: x.row, Incurred: x.option("Basis", "paid") == "incurred"}
		x.fill(&a)
		wide := x.monthly()
		for _, m := range wide {
			a.Month, a.Amount, a.Level, a.Ref = m.Month, m.Amount, m.Amount.InexactFloat64(), m.Ref
			r.plan.Actuals = append(r.plan.Actuals, a)
		}
		amount, given := x.money("Amount")
		if !given {
			if len(wide) == 0 && !x.wideRow() {
				x.missing("Amount", r.w.Say("problem.missing-value.actual"))
			}
			return
		}
		month, ok := x.dated("Date")
		if !ok {
			return
		}
		a.Month, a.Amount, a.Ref = month, amount.Mul(x.atMonthZero()), x.row.Ref("Amount")
		a.Level = x.level("Amount")
		r.plan.Actuals = append(r.plan.Actuals, a)
	})
}

// level is a figure that is no money: as it stands in its cell, whatever the unit
// of the column.
func (x *record) level(field string) float64 {
	a, _ := x.number(field)
	if a.Percent || a.Written.Value.IsZero() {
		return a.Value.InexactFloat64()
	}
	return a.Written.Value.InexactFloat64()
}

// wideRow tells whether the row has anything under a month, a zero included.
func (x *record) wideRow() bool {
	for i, dated := range x.t.dated {
		if dated && (x.cells[i] != nil || x.failed[i]) {
			return true
		}
	}
	return false
}

// dated reads a month that must be given and not lie before the plan's start.
func (x *record) dated(field string) (int, bool) {
	if x.get(field) == nil {
		x.missing(field, x.r.w.Say("problem.missing-value.date"))
		return 0, false
	}
	m := x.start(field, -1)
	return m, m >= 0
}

// progress reads the sheet Progress.
func (r *reader) progress(g *grid, def schema.Sheet) {
	r.eachRow(g, def, "ID", func(x *record) {
		share, ok := x.share("% complete")
		if !ok {
			x.missing("% complete", "")
			return
		}
		p := budget.Progress{Row: x.row, Complete: share}
		x.fill(&p)
		r.plan.Progress = append(r.plan.Progress, p)
	})
}

// events reads the log of what went wrong.
func (r *reader) events(g *grid, def schema.Sheet) {
	r.eachRow(g, def, "Risk", func(x *record) {
		month, ok := x.dated("Date")
		if !ok {
			return
		}
		e := budget.Event{Row: x.row, Month: month}
		x.fill(&e)
		r.plan.Events = append(r.plan.Events, e)
	})
}

// ledger reads the reserve ledger.
func (r *reader) ledger(g *grid, def schema.Sheet) {
	r.eachRow(g, def, "Date", func(x *record) {
		month, ok := x.dated("Date")
		if !ok {
			return
		}
		amount, ok := x.money("Amount")
		if !ok {
			x.missing("Amount", "")
			return
		}
		e := budget.LedgerEntry{Row: x.row, Month: month, Amount: amount.Mul(x.atMonthZero())}
		x.fill(&e)
		r.plan.Ledger = append(r.plan.Ledger, e)
	})
}

// rules reads the thresholds of warnings.
func (r *reader) rules(g *grid, def schema.Sheet) {
	r.eachRow(g, def, "Metric", func(x *record) {
		rule := budget.Rule{Row: x.row}
		x.fill(&rule)
		if rule.Metric != "" {
			r.plan.Rules = append(r.plan.Rules, rule)
		}
	})
}

// asOf takes the last month with actuals where the plan names none.
func (r *reader) asOf() {
	p := r.plan
	if len(p.Actuals) == 0 || p.Project.AsOf != nil || !r.hasStart {
		return
	}
	last := 0
	for _, a := range p.Actuals {
		last = max(last, a.Month)
	}
	m := p.Project.Start.Add(last)
	p.Project.AsOf = &m
	r.defaulted(p.Actuals[0].Row.Ref("Date"), r.w.Say("log.default.as-of", m.String()))
}
