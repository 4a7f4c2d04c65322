package formula

import "math"

// Days are counted from 1 (1 January 1900), or from 0 (1 January 1904) where the
// workbook says so. In the first count day 60 is 29 February 1900, which never
// was: the days before it are one less than the calendar says, and day 0 is
// shown as 0 January 1900.
// Source: ECMA-376 Part 1, 18.17.4.1.
// Checked: TestSerialDates.

const (
	// MaxSerial is the last day, 31 December 9999, counted from 1900.
	MaxSerial = 2958465
	// Epoch1904 is the difference between the two counts.
	Epoch1904 = 1462

	daysTo1900 = 693593 // from 1 January of year 1 to 30 December 1899
)

// Serial is the day of a date. Months and days beyond their ends carry over, as
// DATE lets them. It is not checked against MaxSerial or 0.
func Serial(year, month, day int, date1904 bool) float64 {
	n := civilDay(year, month, 1)
	serial := n - daysTo1900
	if serial < 61 { // before 1 March 1900
		serial--
	}
	serial += day - 1
	if date1904 {
		return float64(serial - Epoch1904)
	}
	return float64(serial)
}

// Civil is the date of a day; the fraction is cut off. ok is false outside the
// calendar.
func Civil(serial float64, date1904 bool) (year, month, day int, ok bool) {
	serial = math.Floor(serial)
	if date1904 {
		serial += Epoch1904
	}
	if !(serial >= 0 && serial <= MaxSerial) {
		return 0, 0, 0, false
	}
	n := int(serial)
	switch {
	case n == 0:
		return 1900, 1, 0, true
	case n == 60:
		return 1900, 2, 29, true
	case n < 60:
		n++
	}
	year, month, day = civilDate(n + daysTo1900)
	return year, month, day, true
}

// Weekday is the day of the week of a serial, 0 for Sunday, as spreadsheets
// count it: the days before March 1900 are one off with the calendar.
func Weekday(serial float64, date1904 bool) int {
	n := int(math.Floor(serial))
	if date1904 {
		n += Epoch1904
	}
	return ((n-1)%7 + 7) % 7
}

// civilDay counts days from 1 January of year 1 (day 0) in the Gregorian
// calendar; months outside 1 to 12 carry over.
func civilDay(year, month, day int) int {
	m := month - 1
	year += floorDiv(m, 12)
	m -= floorDiv(m, 12) * 12
	y := year - 1
	n := y*365 + floorDiv(y, 4) - floorDiv(y, 100) + floorDiv(y, 400)
	before := [...]int{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334}
	n += before[m]
	if m > 1 && leap(year) {
		n++
	}
	return n + day - 1
}

// civilDate is the inverse of civilDay.
func civilDate(n int) (year, month, day int) {
	year = n*400/146097 + 1
	for civilDay(year, 1, 1) > n {
		year--
	}
	for civilDay(year+1, 1, 1) <= n {
		year++
	}
	month = 12
	for civilDay(year, month, 1) > n {
		month--
	}
	return year, month, n - civilDay(year, month, 1) + 1
}

// leap reports whether a year has 366 days in the Gregorian calendar.
func leap(year int) bool { return year%4 == 0 && year%100 != 0 || year%400 == 0 }

// floorDiv divides rounding down.
func floorDiv(a, b int) int {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}
