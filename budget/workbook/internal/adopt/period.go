package adopt

import (
	"slices"

	"github.com/shopspring/decimal"

	"ballast/budget/unit"
)

// pickPeriods takes the columns of months, quarters or years, the finest that
// there are, of the plan rather than of what was spent. Coarser ones are totals
// when they are the sum of finer ones; otherwise there is a choice.
func (f *finder) pickPeriods(b *Block, all []*Column) {
	var plan, past []*Column
	for _, c := range all {
		switch c.Kind {
		case "actual", "prior", "variance", "percent", "quantity", "time", "rate", "nonmoney":
			past = append(past, c)
		default:
			plan = append(plan, c)
		}
	}
	budgeted := func(c *Column) bool { return c.Kind == "budget" }
	if slices.ContainsFunc(plan, budgeted) {
		plan = slices.DeleteFunc(plan, func(c *Column) bool { return !budgeted(c) })
	}
	finest := 0
	for _, c := range plan {
		if finest == 0 || c.Span.Months < finest {
			finest = c.Span.Months
		}
	}
	var coarse []*Column
	plan = slices.DeleteFunc(plan, func(c *Column) bool {
		if c.Span.Months != finest {
			coarse = append(coarse, c)
		}
		return c.Span.Months != finest
	})
	f.settlePeriods(b, plan, past, coarse)
}

// settlePeriods decides between the periods and the amount found so far.
func (f *finder) settlePeriods(b *Block, plan, past, coarse []*Column) {
	amount := b.Figure.Amount
	named := slices.ContainsFunc(plan, func(c *Column) bool { return c.Kind != "" })
	years := len(plan) > 1 && plan[0].Span.Months == 12 && plan[0].Span.Ordinal == 0 && (len(past) > 0 || named)
	foreign := slices.DeleteFunc(slices.Clone(coarse), func(c *Column) bool { return coarser(b, c, plan) })
	switch {
	case len(plan) == 0:
	case len(plan) == 1 && amount == nil:
		b.Figure.Amount, b.doubt, b.choices = plan[0], Doubt{}, nil
	case len(plan) == 1:
	case years && amount == nil && len(past) == 0: // Budget 2025, Budget 2026: two versions, or two years?
		b.choices = nil
		for i := len(plan) - 1; i >= 0; i-- {
			b.choices = append(b.choices, Figure{Amount: plan[i]})
		}
		b.choices = append(b.choices, Figure{Periods: plan})
		b.settleChoice("adopt-amount")
	case years && amount == nil:
		b.Figure.Amount = latest(plan)
	case amount != nil && f.onceBeside(b, amount, plan) != nil:
		once := f.onceBeside(b, amount, plan)
		once.Span = firstMonth(plan[0].Span)
		b.Figure.Periods, b.doubt, b.choices = append([]*Column{once}, plan...), Doubt{}, nil
	case amount != nil && !agrees(b, amount, plan):
		b.choices = []Figure{{Amount: amount}, {Periods: plan}}
		b.settleChoice("adopt-periods")
	case len(foreign) > 0 && amount == nil:
		b.choices = []Figure{{Periods: plan}}
		for _, c := range foreign {
			b.choices = append(b.choices, Figure{Amount: c})
		}
		b.settleChoice("adopt-overlap")
	default:
		b.Figure.Periods, b.doubt, b.choices = plan, Doubt{}, nil
	}
}

// onceBeside is the one column of what is due once that makes the total of every
// row with the periods beside it, nil without one.
func (f *finder) onceBeside(b *Block, total *Column, plan []*Column) *Column {
	var list []*Column
	for _, c := range total.from {
		if f.has(c, "once") && c.Span.Months == 0 {
			list = append(list, c)
		}
	}
	if once := sole(list); once != nil && agrees(b, total, append([]*Column{once}, plan...)) {
		return once
	}
	return nil
}

// firstMonth is the first month of a period.
func firstMonth(p unit.Span) unit.Span {
	if p.Ordinal > 0 {
		p.Ordinal = (p.Ordinal-1)*p.Months + 1
	}
	p.Months = 1
	return p
}

// coarser tells whether a column is the sum of some of the finer ones in a run,
// in every row: FY26 over Q1 to Q4.
func coarser(b *Block, total *Column, fine []*Column) bool {
	for from := range fine {
		for to := from + 1; to <= len(fine); to++ {
			if (to-from)*fine[0].Span.Months == total.Span.Months && agrees(b, total, fine[from:to]) {
				return true
			}
		}
	}
	return false
}

// agrees tells whether the periods of every row add up to its total.
func agrees(b *Block, total *Column, periods []*Column) bool {
	for _, row := range b.rows {
		want := row.At(total.Col)
		if !want.IsNumber() {
			continue
		}
		v, blank := values(row, periods)
		if blank < len(v) && decimal.Sum(decimal.Zero, v...).Sub(want.Value).Abs().GreaterThan(decimal.New(int64(len(periods)), -2)) {
			return false
		}
	}
	return true
}

func latest(list []*Column) *Column {
	best := list[0]
	for _, c := range list {
		if c.Span.Year >= best.Span.Year {
			best = c
		}
	}
	return best
}

// overall drops the columns of one period beside the one of all: "Total, year 1"
// beside "Total, all years", none of whose rows it exceeds.
func (f *finder) overall(b *Block, ends []*Column) []*Column {
	i := slices.IndexFunc(ends, func(c *Column) bool { return c.Span.Months == 0 && f.has(c, "whole") })
	if i < 0 {
		return ends
	}
	return slices.DeleteFunc(slices.Clone(ends), func(c *Column) bool { return c.Span.Months > 0 && within(b, c, ends[i]) })
}

// within tells whether a column is in no row more than another one.
func within(b *Block, part, whole *Column) bool {
	for _, row := range b.rows {
		if x, y := row.At(part.Col), row.At(whole.Col); x.IsNumber() && y.IsNumber() && x.Value.GreaterThan(y.Value) {
			return false
		}
	}
	return true
}
