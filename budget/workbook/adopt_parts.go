package workbook

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget/workbook/schema"
)

// single is the one column of amounts; the class that says the whole comes
// before the one that says a part.
func (c *candidate) single(by map[columnRole][]*field) *field {
	for _, r := range []columnRole{colTotal, colBudget, colAmount, colLikely, colForecast} {
		switch len(by[r]) {
		case 0:
		case 1:
			return by[r][0]
		default:
			if r == colTotal {
				return by[r][len(by[r])-1]
			}
			if last := by[r][len(by[r])-1]; c.sumsOthers(last, by[r][:len(by[r])-1]) {
				return last
			}
			c.trouble, c.detail = "adopt-amount", []any{c.place(), columnNames(by[r])}
			return nil
		}
	}
	return nil
}

// sumsOthers tells whether a column is the sum of others in every row.
func (c *candidate) sumsOthers(total *field, parts []*field) bool {
	rows := 0
	for row := range c.body() {
		want, ok := amountIn(row.at(total.col))
		if !ok {
			continue
		}
		sum := decimal.Zero
		for _, p := range parts {
			v, _ := amountIn(row.at(p.col))
			sum = sum.Add(v)
		}
		if sum.Sub(want).Abs().GreaterThan(decimal.New(1, -2)) {
			return false
		}
		rows++
	}
	return rows > 1
}

// pickPeriods takes the columns of months, quarters or years, the finest that
// there are, of the plan rather than of what was spent.
func (c *candidate) pickPeriods(all []*field, by map[columnRole][]*field) {
	var plan, past []*field
	for _, f := range all {
		switch f.kind {
		case colActual, colPrior, colVariance, colPercent, colQuantity, colRate:
			past = append(past, f)
		default:
			plan = append(plan, f)
		}
	}
	if slices.ContainsFunc(plan, func(f *field) bool { return f.kind == colBudget }) {
		plan = slices.DeleteFunc(plan, func(f *field) bool { return f.kind != colBudget })
	}
	finest := 0
	for _, f := range plan {
		if finest == 0 || f.period.months < finest {
			finest = f.period.months
		}
	}
	plan = slices.DeleteFunc(plan, func(f *field) bool { return f.period.months != finest })
	years := finest == 12 && (len(past) > 0 || slices.ContainsFunc(plan, func(f *field) bool { return f.kind == colBudget }))
	switch {
	case len(plan) == 0:
	case len(plan) == 1 && c.figure.amount == nil:
		c.figure.amount, c.trouble, c.detail = plan[0], "", nil
	case len(plan) == 1:
	case years && c.figure.amount == nil && len(past) == 0: // Budget 2025, Budget 2026: two versions, or two years?
		c.trouble, c.detail = "adopt-amount", []any{c.place(), columnNames(plan)}
	case years && c.figure.amount == nil:
		c.figure.amount = latest(plan)
	case c.figure.amount != nil && !c.agrees(c.figure.amount, plan):
		c.trouble, c.detail = "adopt-periods", []any{c.place(), columnLabel(c.figure.amount)}
	default:
		c.figure.periods, c.trouble, c.detail = plan, "", nil
	}
}

// agrees tells whether the periods of every row add up to its total.
func (c *candidate) agrees(total *field, periods []*field) bool {
	for row := range c.body() {
		want, ok := amountIn(row.at(total.col))
		if !ok {
			continue
		}
		sum, n := decimal.Zero, 0
		for _, p := range periods {
			if v, ok := amountIn(row.at(p.col)); ok {
				sum, n = sum.Add(v), n+1
			}
		}
		if n > 0 && sum.Sub(want).Abs().GreaterThan(decimal.New(int64(len(periods)), -2)) {
			return false
		}
	}
	return true
}

// pickParts makes the amount of several columns: quantities and a rate, or
// numbered parts such as WP1 to WP4.
func (c *candidate) pickParts(by map[columnRole][]*field) {
	q, rate := by[colQuantity], by[colRate]
	switch {
	case len(q) == 1 && len(rate) == 1:
		c.figure.product = []*field{q[0], rate[0]}
	case len(q) > 1 && len(rate) == 1, len(q) > 0 && len(rate) > 1:
		c.trouble, c.detail = "adopt-amount", []any{c.place(), columnNames(append(slices.Clone(q), rate...))}
	case len(rate) == 1 && len(q) == 0:
		c.figure.amount = rate[0]
	case numbered(by[colNone]):
		c.figure.parts = by[colNone]
	case len(by[colNone]) == 1:
		c.figure.amount = by[colNone][0]
	case len(by[colNone]) > 1:
		c.trouble, c.detail = "adopt-amount", []any{c.place(), columnNames(by[colNone])}
	}
}

// numbered tells whether labels are one word with different numbers: WP1, WP2.
func numbered(list []*field) bool {
	stem := ""
	for i, f := range list {
		s := strings.TrimRight(schema.Key(f.label), "0123456789")
		if s == schema.Key(f.label) || s == "" || i > 0 && s != stem {
			return false
		}
		stem = s
	}
	return len(list) > 1
}

func sole(list []*field) *field {
	if len(list) == 1 {
		return list[0]
	}
	return nil
}

func latest(list []*field) *field {
	best := list[0]
	for _, f := range list {
		if f.period.year >= best.period.year {
			best = f
		}
	}
	return best
}
