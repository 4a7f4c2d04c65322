// Package calendar counts days as a spreadsheet does: serial numbers of the
// 1900 system, in which 29 February 1900 was a day, or of the 1904 system; day
// counts of bonds and of loans; working days.
package calendar

import "math"

// System is how a workbook numbers its days.
type System int

const (
	// From1900 numbers 1 January 1900 as 1 and has a 29 February 1900 as 60.
	From1900 System = iota
	// From1904 numbers 1 January 1904 as 0.
	From1904
)

// shift is what the serial of a day is less in the 1904 system.
const shift = 1462

// Last is the last serial of the 1900 system, 31 December 9999.
const Last = 2958465

// Civil is a day of the calendar. Day 0 of January 1900 is what serial 0 shows.
type Civil struct{ Year, Month, Day int }

// Last gives the last serial of the system.
func (s System) Last() int {
	if s == From1904 {
		return Last - shift
	}
	return Last
}

// Civil gives the calendar day of a serial; ok is false outside the system.
func (s System) Civil(serial int) (c Civil, ok bool) {
	if serial < 0 || serial > s.Last() {
		return Civil{}, false
	}
	if s == From1904 {
		serial += shift
	}
	switch {
	case serial == 0:
		return Civil{1900, 1, 0}, true
	case serial == 60:
		return Civil{1900, 2, 29}, true
	case serial < 60:
		serial++
	}
	return civil(serial), true
}

// Serial gives the serial of a day; month and day may lie outside their range
// and carry over, as DATE lets them. ok is false outside the system.
func (s System) Serial(year, month, day int) (serial int, ok bool) {
	year, month = carry(year, month)
	if year > 9999 {
		return 0, false
	}
	n := days(year, month, 1)
	if n < 61 { // before March 1900
		n--
	}
	if s == From1904 {
		n -= shift
	}
	n += day - 1
	return n, n >= 0 && n <= s.Last()
}

// carry brings a month into 1 to 12.
func carry(year, month int) (int, int) {
	m := month - 1
	year += m / 12
	if m %= 12; m < 0 {
		m += 12
		year--
	}
	return year, m + 1
}

// days is the number of days from 30 December 1899, proleptic Gregorian.
//
// Source: Howard Hinnant, chrono-compatible low-level date algorithms.
// Checked: TestSerials.
func days(y, m, d int) int {
	if m <= 2 {
		y--
	}
	era := floorDiv(y, 400)
	yoe := y - era*400
	doy := (153*((m+9)%12)+2)/5 + d - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return era*146097 + doe - 693899
}

// civil is the inverse of days.
func civil(n int) Civil {
	z := n + 693899
	era := floorDiv(z, 146097)
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	d := doy - (153*mp+2)/5 + 1
	m := (mp+2)%12 + 1
	y := yoe + era*400
	if m <= 2 {
		y++
	}
	return Civil{y, m, d}
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// leapYear reports whether a year has 366 days.
func leapYear(year int) bool {
	return year%4 == 0 && (year%100 != 0 || year%400 == 0)
}

// MonthDays is the number of days of a month; February 1900 has 29 in the 1900
// system.
func (s System) MonthDays(year, month int) int {
	year, month = carry(year, month)
	switch month {
	case 2:
		if leapYear(year) || year == 1900 && s == From1900 {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// MonthsLater is the same day of the month that many months later, or the last
// day where the month is shorter.
func (s System) MonthsLater(serial, months int) (int, bool) {
	c, ok := s.Civil(serial)
	if !ok || months > 120000 || months < -120000 {
		return 0, false
	}
	return s.Serial(c.Year, c.Month+months, min(c.Day, s.MonthDays(c.Year, c.Month+months)))
}

// MonthEnd is the last day of the month that many months later.
func (s System) MonthEnd(serial, months int) (int, bool) {
	c, ok := s.Civil(serial)
	if !ok || months > 120000 || months < -120000 {
		return 0, false
	}
	return s.Serial(c.Year, c.Month+months, s.MonthDays(c.Year, c.Month+months))
}

// Weekday is 0 for Sunday to 6 for Saturday, as the workbook has it: before
// March 1900 the 1900 system is a day off.
func (s System) Weekday(serial int) int {
	if s == From1904 {
		serial += shift
	}
	return (serial + 6) % 7
}

// Clock splits the time of a serial into hour, minute and second, rounded to
// the second.
func Clock(serial float64) (hour, minute, second int) {
	f := serial - math.Floor(serial)
	n := int(math.Floor(float64(f*86400)+0.5)) % 86400
	return n / 3600, n / 60 % 60, n % 60
}

// Week is the number of the week of a year in which weeks begin on the given
// day (0 Sunday) and the first holds 1 January.
func (s System) Week(serial, begins int) int {
	c, _ := s.Civil(serial)
	first, _ := s.Serial(c.Year, 1, 1)
	into := (s.Weekday(first) - begins + 7) % 7
	return (serial-first+into)/7 + 1
}

// ISOWeek is the week number of ISO 8601.
func (s System) ISOWeek(serial int) int {
	monday := serial - (s.Weekday(serial)+6)%7
	thursday := monday + 3
	year := 1900
	if c, ok := s.Civil(max(thursday, 0)); ok {
		year = c.Year
	}
	first, _ := s.Serial(year, 1, 1)
	return (thursday-first)/7 + 1
}
