package workbook

import (
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget"
	"ballast/budget/unit"
)

// rate is what an amount of this row is multiplied by to be in the plan's
// currency: the base value of the driver that its column Currency names. The
// rate of month 0 is used where the sheet has no index of its own, which is
// said. ok is false when there is no rate, which is reported.
func (x *record) rate() (rate decimal.Decimal, driver string, ok bool) {
	one := decimal.NewFromInt(1)
	code := x.currency()
	if code == "" {
		return one, "", true
	}
	if v, found := x.r.baseOf(code); found {
		return v, code, true
	}
	x.complain("Currency", budget.Error, "foreign-currency", x.r.w.Say("problem.foreign-currency", x.row.Get("Currency"),
		code, x.r.plan.Project.Currency), x.r.w.Say("problem.foreign-currency.hint", code))
	return one, "", false
}

// atMonthZero is rate for a sheet whose amounts follow no index.
func (x *record) atMonthZero() decimal.Decimal {
	rate, driver, _ := x.rate()
	if driver != "" && !x.r.saidRate[x.t.head.Sheet+driver] {
		x.r.saidRate[x.t.head.Sheet+driver] = true
		x.complain("Currency", budget.Warning, "rate-of-start", x.r.w.Say("problem.rate-of-start", driver, rate.String()), x.r.w.Say("problem.rate-of-start.hint"))
	}
	return rate
}

// baseOf is the base value of a driver, before the sheet Drivers is read.
func (r *reader) baseOf(name string) (decimal.Decimal, bool) {
	for _, t := range r.tablesOf["Drivers"] {
		at, ok := t.place["Base value"]
		if !ok {
			continue
		}
		for _, row := range t.rows {
			c := t.cellOf(row, "Name")
			if c == nil || strings.TrimSpace(c.text) != name && !unit.Same(c.text, name) || row.at(t.cols[at]).blank() {
				continue
			}
			if a, bad := r.figure(row.at(t.cols[at]), &t.read[at]); bad == nil {
				return a.Value, true
			}
		}
	}
	return decimal.Zero, false
}
