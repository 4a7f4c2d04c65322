package workbook

import (
	"github.com/shopspring/decimal"

	"ballast/budget"
	"ballast/budget/workbook/schema"
)

// costs reads the sheet Costs, long rows and wide rows as they come.
func (r *reader) costs(g *grid, def schema.Sheet) {
	n := r.eachRow(g, def, "ID", func(x *record) {
		if !x.yes("Include", true) {
			r.skipped(x.where(), r.w.Say("log.skipped.excluded"))
			return
		}
		r.plan.Costs = append(r.plan.Costs, x.costLine())
	})
	if n == 0 && !budget.HasErrors(r.problems) {
		r.report(r.ref(g.name, ""), budget.Error, "no-rows", r.w.Say("problem.no-rows", g.name), r.w.Say("problem.no-rows.hint"))
	}
}

func (x *record) costLine() budget.CostLine {
	l := budget.CostLine{Row: x.row, Currency: x.currency(), PerMonth: x.option("Basis", "total") == "per month"}
	x.fill(&l)
	l.Months = x.lineMonths(l)
	x.lineAmount(&l)
	l.Uncertainty = x.uncertainty(l.Amount)
	return l
}

// currency is "" when it is the plan's.
func (x *record) currency() string {
	if c := x.text("Currency"); c != x.r.plan.Project.Currency {
		return c
	}
	return ""
}

// lineMonths is 1 by default; a line paid per month runs to the horizon.
func (x *record) lineMonths(l budget.CostLine) int {
	if x.get("Months") != nil || !l.PerMonth {
		return x.months("Months", 1)
	}
	n := max(1, x.r.plan.Project.Horizon-l.StartMonth)
	x.r.defaulted(x.row.Ref("Months"), x.r.w.Say("log.default.months", l.ID, n))
	return n
}

// lineAmount reads the amount and the dated cells, which must agree.
func (x *record) lineAmount(l *budget.CostLine) {
	amount, given := x.money("Amount")
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
		a, ok := cellAmount(c)
		if !ok {
			x.r.report(ref, budget.Error, "not-a-number", x.r.w.Say("problem.not-a-number", c.show(x.r.book.date1904)), x.r.w.Say("problem.not-a-number.hint"), x.quote()...)
			continue
		}
		m := budget.MonthAmount{Month: x.t.months[i], Amount: a.scaled(x.t.unit[i]).Value, Ref: ref}
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
		r.plan.Revenue = append(r.plan.Revenue, s)
	})
}

// monthlyRevenue is the amount per month, or units times price.
func (x *record) monthlyRevenue() budget.Money {
	if m, ok := x.money("Amount per month"); ok {
		return m
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
