package workbook

import (
	"strconv"
	"strings"
	"time"

	"ballast/budget"
	"ballast/budget/workbook/schema"
)

// parseMonth reads a month the way people type it: 2026-03, 2026/3, 202603,
// 2026年3月, 3/2026, Mar-26, March 2026, and dates of a day in it, with or
// without a time. The day is checked and dropped.
func parseMonth(text string) (budget.Month, bool) {
	if len(text) > 40 {
		return budget.Month{}, false
	}
	parts := dateParts(dropTime(strings.ToLower(strings.TrimSpace(schema.HalfWidth(text)))))
	if len(parts) == 1 && digits(parts[0]) && len(parts[0]) == 6 {
		return calendarMonth(parts[0][:4], parts[0][4:], "")
	}
	if len(parts) == 2 {
		parts = append(parts, "")
	}
	if len(parts) != 3 {
		return budget.Month{}, false
	}
	a, b, c := parts[0], parts[1], parts[2]
	switch {
	case digits(a) && len(a) == 4 && digits(b): // year, month, day
		return calendarMonth(a, b, c)
	case digits(a) && digits(b) && len(b) == 4 && c == "": // month, year
		return calendarMonth(b, a, "")
	case !digits(a) && c == "": // name, year
		return calendarMonth(fullYear(b), monthNumber(a), "")
	case digits(a) && !digits(b) && c != "": // day, name, year
		return calendarMonth(fullYear(c), monthNumber(b), a)
	}
	return budget.Month{}, false
}

// dateParts splits a date at its marks and where letters meet digits.
func dateParts(s string) []string {
	var spaced strings.Builder
	last := ' '
	for _, r := range s {
		if r >= '0' && r <= '9' && last >= 'a' && last <= 'z' || r >= 'a' && r <= 'z' && last >= '0' && last <= '9' {
			spaced.WriteByte(' ')
		}
		spaced.WriteRune(r)
		last = r
	}
	return strings.FieldsFunc(spaced.String(), func(r rune) bool { return strings.ContainsRune("-/., '年月日", r) })
}

// dropTime cuts a time of day off, as in 2026-03-01T00:00:00Z.
func dropTime(s string) string {
	colon := strings.IndexByte(s, ':')
	if colon < 0 {
		return s
	}
	if i := strings.LastIndexAny(s[:colon], " t"); i > 0 && strings.Trim(s[i+1:], "0123456789:.z") == "" {
		return s[:i]
	}
	return s
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// fullYear completes a year of two digits.
func fullYear(year string) string {
	if len(year) == 2 {
		return "20" + year
	}
	return year
}

// monthNumber tells the number of an English month name or its first three or
// more letters, "" for other words.
func monthNumber(name string) string {
	for m := time.January; m <= time.December; m++ {
		full := strings.ToLower(m.String())
		if len(name) >= 3 && strings.HasPrefix(full, name) || name == "sept" && m == time.September {
			return strconv.Itoa(int(m))
		}
	}
	return ""
}

// calendarMonth checks that year, month and day (or "") make a date.
func calendarMonth(year, month, day string) (budget.Month, bool) {
	if !digits(year) || !digits(month) || day != "" && !digits(day) {
		return budget.Month{}, false
	}
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
