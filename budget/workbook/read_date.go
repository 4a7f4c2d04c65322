package workbook

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"ballast/budget"
)

// yearFirst is 2026-03, 2026/3, 2026.3, 2026-03-15, 2026年3月, 2026年3月15日, 202603.
var yearFirst = regexp.MustCompile(`^(\d{4})(?:[-/.年]\s*)(\d{1,2})(?:[-/.月]\s*(\d{1,2})日?|月)?(?:[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?)?$|^(\d{4})(\d{2})$`)

// nameFirst is Mar-26, Mar 2026, March 2026, 15-Mar-2026, Mar '26.
var nameFirst = regexp.MustCompile(`^(?:(\d{1,2})[-/. ]+)?([a-z]{3,9})\.?[-/., ]*'?(\d{4}|\d{2})$`)

// monthFirst is 3/2026 and 03-2026.
var monthFirst = regexp.MustCompile(`^(\d{1,2})[-/.](\d{4})$`)

// parseMonth reads a month the way people type it; the day is checked and dropped.
func parseMonth(text string) (budget.Month, bool) {
	if len(text) > 40 {
		return budget.Month{}, false
	}
	s := strings.ToLower(strings.TrimSpace(halfWidth(text)))
	if m := yearFirst.FindStringSubmatch(s); m != nil {
		if m[4] != "" {
			return calendarMonth(m[4], m[5], "")
		}
		return calendarMonth(m[1], m[2], m[3])
	}
	if m := monthFirst.FindStringSubmatch(s); m != nil {
		return calendarMonth(m[2], m[1], "")
	}
	if m := nameFirst.FindStringSubmatch(s); m != nil {
		n := monthNumber(m[2])
		if n == 0 {
			return budget.Month{}, false
		}
		year := m[3]
		if len(year) == 2 {
			year = "20" + year
		}
		return calendarMonth(year, strconv.Itoa(n), m[1])
	}
	return budget.Month{}, false
}

// monthNumber tells the number of an English month name or its first three or
// more letters, 0 for other words.
func monthNumber(name string) int {
	for m := time.January; m <= time.December; m++ {
		full := strings.ToLower(m.String())
		if len(name) >= 3 && strings.HasPrefix(full, name) || name == "sept" && m == time.September {
			return int(m)
		}
	}
	return 0
}

// calendarMonth checks that year, month and day (or "") make a date.
func calendarMonth(year, month, day string) (budget.Month, bool) {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	if y < 1900 || y > 2200 || m < 1 || m > 12 {
		return budget.Month{}, false
	}
	if day != "" {
		d, _ := strconv.Atoi(day)
		if t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC); d < 1 || int(t.Month()) != m {
			return budget.Month{}, false
		}
	}
	return budget.Month{Year: y, Month: m}, true
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
