package workbook

import (
	"strings"

	"ballast/budget"
	"ballast/budget/unit"
)

// cellDate reads the day or month in a cell: a date, or text that says one. o
// settles d/m/y and m/d/y; doubt is true when nothing does.
func (r *reader) cellDate(c *cell, o unit.Order) (d unit.Date, doubt, ok bool) {
	if c.kind == cellText {
		return unit.ParseDate(c.text, o)
	}
	if c.kind != cellNumber {
		return unit.Date{}, false, false
	}
	v, ok := storedNumber(c.text)
	if !ok {
		return unit.Date{}, false, false
	}
	if m, ok := parseMonth(v.String()); ok && c.format != formatDate {
		return unit.Date{Year: m.Year, Month: m.Month}, false, true // 202603 typed as a number
	}
	serial := v.InexactFloat64()
	if c.format != formatDate && serial < 10000 {
		return unit.Date{}, false, false // a small plain number is no date
	}
	t, ok := serialDate(serial, r.book.date1904)
	return unit.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}, false, ok && t.Year() >= 1900 && t.Year() <= 2200
}

// cellMonth is the month of a date that is not in doubt.
func (r *reader) cellMonth(c *cell, o unit.Order) (budget.Month, bool) {
	d, doubt, ok := r.cellDate(c, o)
	return budget.Month{Year: d.Year, Month: d.Month}, ok && !doubt
}

// date reads a field's date; ok is false when the cell is blank or reported.
func (x *record) date(field string) (unit.Date, bool) {
	c := x.get(field)
	if c == nil {
		return unit.Date{}, false
	}
	d, doubt, ok := x.r.cellDate(c, x.t.read[x.t.place[field]].order)
	if !ok {
		x.complain(field, budget.Error, "bad-date", x.r.w.Say("problem.bad-date", c.show(x.r.book.date1904)), x.r.w.Say("problem.bad-date.hint"))
		return unit.Date{}, false
	}
	if doubt {
		other, _, _ := x.r.cellDate(c, unit.MonthDay)
		x.complain(field, budget.Error, "date-order", x.r.w.Say("problem.date-order", strings.TrimSpace(c.text), showDate(d), showDate(other)),
			x.r.w.Say("problem.date-order.hint"))
		return unit.Date{}, false
	}
	return d, true
}

// showDate writes a date as 2026-04-13.
func showDate(d unit.Date) string {
	s := budget.Month{Year: d.Year, Month: d.Month}.String()
	if d.Day > 0 {
		s += "-" + string([]byte{byte('0' + d.Day/10), byte('0' + d.Day%10)})
	}
	return s
}

// month reads a date as months after the plan's start; ok is false when the
// cell is blank or reported. Without a start there is nothing to count from:
// that is a problem of its own, and all dates are taken as the start.
func (x *record) month(field string) (int, bool) {
	d, ok := x.date(field)
	if !ok {
		return 0, false
	}
	if !x.r.hasStart {
		return 0, true
	}
	return budget.Month{Year: d.Year, Month: d.Month}.Sub(x.r.plan.Project.Start), true
}

// start reads a date that must not lie before the plan's start.
func (x *record) start(field string, absent int) int {
	m, ok := x.month(field)
	if !ok {
		return absent
	}
	if m < 0 {
		x.complain(field, budget.Error, "before-start", x.r.w.Say("problem.before-start", x.row.Get(field), x.r.plan.Project.Start.String()),
			x.r.w.Say("problem.before-start.hint"))
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
