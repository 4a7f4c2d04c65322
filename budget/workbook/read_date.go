package workbook

import (
	"time"

	"ballast/budget"
	"ballast/budget/unit"
)

// parseMonth reads a month that settles itself: 2026-03, Mar-26, 13/04/2026.
func parseMonth(text string) (budget.Month, bool) {
	d, doubt, ok := unit.ParseDate(text, unit.Unsettled)
	return budget.Month{Year: d.Year, Month: d.Month}, ok && !doubt
}

// serialDate turns Excel's day number into a date. The 1900 system counts a
// 29 February 1900 that never was; the 1904 system starts on 1 January 1904.
// Source: ECMA-376 part 1, 18.17.4.1.
func serialDate(serial float64, date1904 bool) (time.Time, bool) {
	if !(serial >= 0 && serial < 200000) {
		return time.Time{}, false
	}
	day := int(serial)
	if date1904 {
		return time.Date(1904, 1, 1+day, 0, 0, 0, 0, time.UTC), true
	}
	if day < 60 {
		day++
	}
	return time.Date(1899, 12, 30+day, 0, 0, 0, 0, time.UTC), true
}
