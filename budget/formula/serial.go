package formula

import (
	"math"

	"ballast/budget/formula/calendar"
)

// serial is the day of a date. Months and days beyond their ends carry over, as
// DATE lets them. It is not checked against the calendar's ends.
// Checked: TestSerialDates.
func serial(year, month, day int, date1904 bool) float64 {
	n, _ := system(date1904).Serial(year, month, day)
	return float64(n)
}

// civil is the date of a day; the fraction is cut off. ok is false outside the
// calendar.
func civil(serial float64, date1904 bool) (year, month, day int, ok bool) {
	serial = math.Floor(serial)
	if !(serial >= 0 && serial <= calendar.Last) {
		return 0, 0, 0, false
	}
	c, ok := system(date1904).Civil(int(serial))
	return c.Year, c.Month, c.Day, ok
}

// system is how a workbook counts its days.
func system(date1904 bool) calendar.System {
	if date1904 {
		return calendar.From1904
	}
	return calendar.From1900
}
