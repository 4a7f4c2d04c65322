package workbook

import (
	"ballast/budget"
	"ballast/budget/unit"
)

// period is the stretch of time that a column of a budget stands for.
type period struct {
	months  int // 1, 3, 6 or 12; 0 no period
	year    int // 0 not said
	first   int // 1 to 12: the month it begins with, when ordinal is 0
	ordinal int // counted from the start: Year 2, Month 7
}

// labelPeriod reads the period in a header.
func labelPeriod(label string) (period, bool) {
	p, ok := unit.ParseSpan(label)
	return period{months: p.Months, year: p.Year, first: p.First, ordinal: p.Ordinal}, ok
}

// headerPeriod reads the period in a header cell: a date, a year, or a text.
func (a *adopter) headerPeriod(c *cell) (period, bool) {
	switch {
	case c.blank():
		return period{}, false
	case c.kind == cellText:
		return labelPeriod(c.text)
	case c.kind == cellNumber && c.format == formatDate:
		if m, ok := a.r.cellMonth(c, unit.DayMonth); ok {
			return period{months: 1, year: m.Year, first: m.Month}, true
		}
	case c.kind == cellNumber:
		if y, ok := yearIn(c); ok && len(c.text) == 4 {
			return period{months: 12, year: y, first: 1}, true
		}
	}
	return period{}, false
}

// placePeriods gives every period its first month, counted from the first of
// all, and that first month when a year is known. Periods without a year run
// on from the one before: Jul to Jun is one year, not two halves of one.
func placePeriods(all []period, year int) (offsets []int, start budget.Month) {
	at := make([]int, len(all))
	first := -1
	last := -1 << 30
	for i, p := range all {
		y := p.year
		if y == 0 {
			y = year
		}
		at[i] = y*12 + p.first - 1
		if p.ordinal > 0 {
			at[i] = year*12 + (p.ordinal-1)*p.months
		}
		for p.year == 0 && p.ordinal == 0 && at[i] < last {
			at[i] += 12
		}
		last = at[i]
		if first < 0 || at[i] < first {
			first = at[i]
		}
	}
	for i := range at {
		at[i] -= first
	}
	return at, budget.Month{Year: first / 12, Month: first%12 + 1}
}
