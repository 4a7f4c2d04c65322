package workbook

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget"
	"ballast/budget/unit"
	"ballast/budget/workbook/schema"
)

// costs reads the sheet Costs, long rows and wide rows as they come.
func (r *reader) costs(g *grid, def schema.Sheet) {
	defaults := 0
	n := r.eachRow(g, def, "ID", func(x *record) {
		if !x.yes("Include", true) {
			r.skipped(x.where(), r.w.Say("log.skipped.excluded"))
			return
		}
		if x.defaultRange() {
			defaults++
		}
		r.plan.Costs = append(r.plan.Costs, x.costLine())
	})
	r.warnDefaults(g.name, defaults, len(r.plan.Costs))
	if n == 0 && !budget.HasErrors(r.problems) {
		r.report(r.ref(g.name, ""), budget.Error, "no-rows", r.w.Say("problem.no-rows", g.name), r.w.Say("problem.no-rows.hint"))
	}
}

func (x *record) costLine() budget.CostLine {
	l := budget.CostLine{Row: x.row, Currency: x.currency(), PerMonth: x.option("Basis", "total") == "per month"}
	x.fill(&l)
	x.costCurrency(&l)
	l.Months = x.lineMonths(l)
	x.lineAmount(&l)
	if len(l.Monthly) == 0 {
		x.absent("Start", x.r.plan.Project.Start.Add(l.StartMonth).String())
		if x.get("End") == nil && !l.PerMonth {
			x.blankMonths(&l)
		}
	}
	if l.Retention > 0 {
		x.blank("Retention months", "0")
	}
	l.Uncertainty = x.uncertainty(l.Amount)
	x.prorate(&l)
	x.vat(&l)
	x.escalation(&l)
	x.contingency(&l)
	x.happens(&l)
	return l
}

// currency is "" when it is the plan's, however that is written; a name of a
// driver stays as it is.
func (x *record) currency() string {
	c := x.text("Currency")
	if c == "" || unit.Same(c, x.r.plan.Project.Currency) {
		return ""
	}
	if code, _, ok := unit.Canonical(c, x.r.plan.Project.Currency); ok && code != "" && !x.r.isDriver(c) {
		return code
	}
	return c
}

// isDriver tells whether the sheet Drivers has a row of this name.
func (r *reader) isDriver(name string) bool {
	for _, t := range r.tablesOf["Drivers"] {
		for _, row := range t.rows {
			if c := t.cellOf(row, "Name"); c != nil && strings.TrimSpace(c.text) == name {
				return true
			}
		}
	}
	return false
}

// costCurrency gives a line the currency that the header or cell of its amount
// names, when the row names none.
func (x *record) costCurrency(l *budget.CostLine) {
	i, ok := x.t.place["Amount"]
	if !ok || l.Currency != "" || x.get("Amount") == nil || x.t.read[i].bad {
		return
	}
	if a, bad := x.r.figure(x.get("Amount"), &x.t.read[i]); bad == nil {
		if code := x.foreign("Amount", a); code != "" && x.r.isDriver(code) {
			l.Currency = code
		}
	}
}

// lineMonths is how long a line runs: to its End, its Months, a month without
// either; a line paid per month runs to the horizon.
func (x *record) lineMonths(l budget.CostLine) int {
	if end, ok := x.month("End"); ok && x.r.hasStart {
		n := end - l.StartMonth + 1
		switch {
		case n < 1:
			x.complain("End", budget.Error, "end-before-start", x.r.w.Say("problem.end-before-start", x.header("End"), x.row.Get("End"), x.row.Get("Start")), x.r.w.Say("problem.end-before-start.hint"))
			return 1
		case x.get("Months") != nil && x.months("Months", n) != n:
			x.complain("Months", budget.Warning, "end-months", x.r.w.Say("problem.end-months", x.row.Get("Months"), n), x.r.w.Say("problem.end-months.hint"))
		}
		return n
	}
	if x.get("Months") != nil || !l.PerMonth {
		return x.months("Months", max(1, x.profileMonths(l.Profile)))
	}
	return x.toHorizon(l)
}

// blankMonths says how long a line takes whose duration is blank: as long as its
// profile, else a month. Where nothing is dated at all, the starts say so
// already.
func (x *record) blankMonths(l *budget.CostLine) {
	_, months := x.t.place["Months"]
	_, starts := x.t.place["Start"]
	if months || starts {
		x.absent("Months", strconv.Itoa(l.Months))
	}
}

// profileMonths is how many months a named profile has, 0 for one that is not
// on the sheet Profiles.
func (x *record) profileMonths(name string) int {
	for _, p := range x.r.plan.Profiles {
		if name != "" && p.Name == name {
			return len(p.Shares)
		}
	}
	return 0
}

// toHorizon is how long a line paid per month runs when nothing says.
func (x *record) toHorizon(l budget.CostLine) int {
	n := max(1, x.r.plan.Project.Horizon-l.StartMonth)
	x.r.defaulted(x.row.Ref("Months"), x.r.w.Say("log.default.months", l.ID, n))
	return n
}

// lineAmount reads the amount and the dated cells, which must agree.
func (x *record) lineAmount(l *budget.CostLine) {
	amount, given := x.lineFigure(l)
	l.Amount = amount
	l.Monthly = x.monthly()
	if len(l.Monthly) == 0 {
		if !given {
			x.missing("Amount", x.r.w.Say("problem.missing-value.amount"))
		}
		return
	}
	sum := decimal.Zero
	for _, m := range l.Monthly {
		sum = sum.Add(m.Amount)
	}
	if given && !budget.Cents(sum).Equal(budget.Cents(amount)) {
		x.complain("Amount", budget.Warning, "wide-amount", x.r.w.Say("problem.wide-amount", amount.String(), sum.String()), x.r.w.Say("problem.wide-amount.hint"))
	}
	l.Amount, l.PerMonth = sum, false
	first, last := l.Monthly[0].Month, l.Monthly[0].Month
	for _, m := range l.Monthly {
		first, last = min(first, m.Month), max(last, m.Month)
	}
	l.StartMonth, l.Months = first, last-first+1
}

// lineFigure reads the amount of a line. A header or cell that says per month
// or per year settles its basis, against which the row must not speak.
func (x *record) lineFigure(l *budget.CostLine) (budget.Money, bool) {
	a, ok := x.number("Amount")
	if !ok {
		return a.Value, false
	}
	if code := x.foreign("Amount", a); code != "" && l.Currency == "" {
		own := x.ownCurrency("Amount", a)
		x.failed[x.t.place["Amount"]] = !own
		return a.Value, own
	}
	if a.Per == unit.NoPeriod {
		return a.Value, true
	}
	if x.get("Basis") != nil && !l.PerMonth {
		x.complain("Amount", budget.Error, "unit-against-row", x.r.w.Say("problem.unit-against-row", x.header("Basis"), x.text("Basis"), a.Written.Unit.Text), x.r.w.Say("problem.unit-against-row.hint"))
		return a.Value, true
	}
	l.PerMonth = true
	if x.get("Months") == nil && l.Months == 1 {
		l.Months = x.toHorizon(*l)
	}
	return perMonth(a), true
}

// perMonth is an amount of a period by month.
func perMonth(a amount) decimal.Decimal {
	if a.Per == unit.NoPeriod || a.Per == unit.Month {
		return a.Value
	}
	return a.Value.Mul(decimal.NewFromInt(a.Per.PerYear())).Div(decimal.NewFromInt(12))
}

// monthly reads the dated cells of a wide row; zeros are left out unless the
// row has nothing else.
func (x *record) monthly() []budget.MonthAmount {
	var all []budget.MonthAmount
	var zero *budget.MonthAmount
	for i, dated := range x.t.dated {
		c := x.cells[i]
		if !dated || c == nil {
			continue
		}
		ref := x.r.ref(x.t.head.Sheet, c.address())
		if x.t.read[i].bad {
			continue
		}
		a, bad := x.r.figure(c, &x.t.read[i])
		if bad != nil {
			x.r.report(ref, budget.Error, bad.code, x.r.sayTrouble(c, bad), x.r.sayRemedy(c, bad, x.t.where(i)), x.quote()...)
			continue
		}
		m := budget.MonthAmount{Month: x.t.months[i], Amount: a.Value, Ref: ref}
		if n := x.t.periods[i].Months; n > 1 && m.Month >= 0 && !m.Amount.IsZero() {
			all = append(all, spreadOver(m, n)...)
			continue
		}
		switch {
		case m.Amount.IsZero() && m.Month >= 0:
			zero = &m
		case m.Amount.IsZero():
		case m.Month < 0:
			x.r.report(ref, budget.Error, "before-start", x.r.w.Say("problem.before-start", x.t.head.Columns[i].Header, x.r.plan.Project.Start.String()), x.r.w.Say("problem.before-start.hint"), x.quote()...)
		default:
			all = append(all, m)
		}
	}
	if len(all) == 0 && zero != nil && x.get("Amount") == nil {
		all = append(all, *zero)
	}
	return all
}

// spreadOver spreads an amount of a quarter, half-year or year evenly over its
// months, to the cent; the last month takes what is left.
func spreadOver(m budget.MonthAmount, months int) []budget.MonthAmount {
	part := budget.Cents(m.Amount.Div(decimal.NewFromInt(int64(months))))
	all := make([]budget.MonthAmount, months)
	for k := range all {
		all[k] = budget.MonthAmount{Month: m.Month + k, Amount: part, Ref: m.Ref}
	}
	all[months-1].Amount = m.Amount.Sub(part.Mul(decimal.NewFromInt(int64(months - 1))))
	return all
}

// where is the row's range, for the log.
func (x *record) where() budget.Ref {
	ref := x.row.Ref("ID")
	return ref
}

// revenue reads the sheet Revenue.
func (r *reader) revenue(g *grid, def schema.Sheet) {
	r.eachRow(g, def, "ID", func(x *record) {
		s := budget.Stream{Row: x.row, Monthly: x.monthlyRevenue(), RampShape: "linear"}
		x.fill(&s)
		x.streamCurrency(&s)
		x.prorateStream(&s)
		r.plan.Revenue = append(r.plan.Revenue, s)
	})
}

// streamCurrency converts a stream: its driver is then the exchange rate, which
// a stream can follow when it follows nothing else.
func (x *record) streamCurrency(s *budget.Stream) {
	rate, driver, ok := x.rate()
	if !ok || driver == "" {
		return
	}
	s.Monthly = s.Monthly.Mul(rate)
	if s.Driver == "" {
		s.Driver = driver
		return
	}
	x.complain("Currency", budget.Warning, "rate-of-start", x.r.w.Say("problem.rate-of-start", driver, rate.String()), x.r.w.Say("problem.rate-of-start.hint"))
}

// monthlyRevenue is the amount per month, or units times price.
func (x *record) monthlyRevenue() budget.Money {
	if a, ok := x.number("Amount per month"); ok && x.ownCurrency("Amount per month", a) {
		return perMonth(a)
	}
	units, hasUnits := x.money("Units")
	price, hasPrice := x.money("Price")
	switch {
	case hasUnits && hasPrice:
		return units.Mul(price)
	case x.broken("Amount per month"), x.broken("Units"), x.broken("Price"):
	case hasUnits:
		x.missing("Price", x.r.w.Say("problem.missing-value.revenue"))
	default:
		x.missing("Amount per month", x.r.w.Say("problem.missing-value.revenue"))
	}
	return decimal.Zero
}
