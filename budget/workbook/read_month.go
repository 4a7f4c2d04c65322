package workbook

import "ballast/budget"

// cellMonth reads the month in a cell: a date, or text that says one.
func (r *reader) cellMonth(c *cell) (budget.Month, bool) {
	if c.kind == cellText {
		return parseMonth(c.text)
	}
	if c.kind != cellNumber {
		return budget.Month{}, false
	}
	v, ok := storedNumber(c.text)
	if !ok {
		return budget.Month{}, false
	}
	if m, ok := parseMonth(v.String()); ok && c.format != formatDate {
		return m, true // 202603 typed as a number
	}
	serial := v.InexactFloat64()
	if c.format != formatDate && serial < 10000 {
		return budget.Month{}, false // a small plain number is no date
	}
	t, ok := serialDate(serial, r.book.date1904)
	return budget.Month{Year: t.Year(), Month: int(t.Month())}, ok && t.Year() >= 1900 && t.Year() <= 2200
}

// month reads a date as months after the plan's start; ok is false when the
// cell is blank or reported. Without a start there is nothing to count from:
// that is a problem of its own, and all dates are taken as the start.
func (x *record) month(field string) (int, bool) {
	c := x.get(field)
	if c == nil {
		return 0, false
	}
	m, ok := x.r.cellMonth(c)
	if !ok {
		x.complain(field, budget.Error, "bad-date", x.r.w.Say("problem.bad-date", c.show(x.r.book.date1904)), x.r.w.Say("problem.bad-date.hint"))
		return 0, false
	}
	if !x.r.hasStart {
		return 0, true
	}
	return m.Sub(x.r.plan.Project.Start), true
}

// start reads a date that must not lie before the plan's start.
func (x *record) start(field string, absent int) int {
	m, ok := x.month(field)
	if !ok {
		return absent
	}
	if m < 0 {
		x.complain(field, budget.Error, "before-start", x.r.w.Say("problem.before-start", x.row.Get(field), x.r.plan.Project.Start.String()), x.r.w.Say("problem.before-start.hint"))
		return absent
	}
	return m
}

// window reads a bound of a window; a month before the plan's start is the start.
func (x *record) window(field string, absent int) int {
	if m, ok := x.month(field); ok {
		return max(m, 0)
	}
	return absent
}

func (x *record) monthPointer(field string) *int {
	if m, ok := x.month(field); ok {
		return &m
	}
	return nil
}
