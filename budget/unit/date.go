package unit

import (
	"strconv"
	"strings"
	"time"
)

// Order is which of two figures before a year is the day.
type Order uint8

// The orders.
const (
	Unsettled Order = iota
	DayMonth
	MonthDay
)

// Date is a day, or a month when Day is 0.
type Date struct{ Year, Month, Day int }

// ParseDate reads a month or day the way people type it: 2026-03, 2026/3,
// 202603, 2026年3月, 3/2026, Mar-26, März 2026, 5. März 2026, March 5, 2026,
// 13/04/2026, 13.04.26, with or without a time. o settles what 03/04/2026 is;
// with Unsettled it is in doubt, and the date is that of day, month, year. Two
// figures between points are always day and month.
func ParseDate(text string, o Order) (d Date, doubt, ok bool) {
	if len(text) > 40 {
		return Date{}, false, false
	}
	s := dropTime(strings.ToLower(strings.TrimSpace(halfWidth(text))))
	parts := dateParts(s)
	switch {
	case len(parts) == 1 && allDigits(parts[0]) && len(parts[0]) == 6:
		parts = []string{parts[0][:4], parts[0][4:], ""}
	case len(parts) == 1 && allDigits(parts[0]) && len(parts[0]) == 8:
		parts = []string{parts[0][:4], parts[0][4:6], parts[0][6:]}
	case len(parts) == 2:
		parts = append(parts, "")
	case len(parts) == 4 && !allDigits(parts[0]) && MonthName(parts[0]) == 0: // Fri 13 Mar 2026
		parts = parts[1:]
	}
	if len(parts) != 3 {
		return Date{}, false, false
	}
	a, b, c := parts[0], parts[1], parts[2]
	n := func(s string) int { k, _ := strconv.Atoi(s); return k }
	switch {
	case allDigits(a) && len(a) == 4 && allDigits(b):
		d, ok = calendar(n(a), n(b), c)
	case allDigits(a) && len(a) == 4 && c == "":
		d, ok = calendar(n(a), MonthName(b), "")
	case allDigits(a) && allDigits(b) && len(b) == 4 && c == "":
		d, ok = calendar(n(b), n(a), "")
	case !allDigits(a) && c == "":
		d, ok = calendar(fullYear(b), MonthName(a), "")
	case allDigits(a) && !allDigits(b):
		d, ok = calendar(fullYear(c), MonthName(b), a)
	case !allDigits(a) && allDigits(b):
		d, ok = calendar(fullYear(c), MonthName(a), b)
	case allDigits(a) && allDigits(b) && len(a) <= 2 && len(b) <= 2 && (len(c) == 4 || len(c) == 2):
		return numeric(a, b, c, o, strings.ContainsRune(s, '.'))
	}
	return d, false, ok
}

// numeric reads a/b/year.
func numeric(a, b, year string, o Order, points bool) (d Date, doubt, ok bool) {
	x, _ := strconv.Atoi(a)
	y, _ := strconv.Atoi(b)
	switch {
	case points || x > 12:
		o = DayMonth
	case y > 12:
		o = MonthDay
	case o == Unsettled:
		doubt = x != y
	}
	if o == MonthDay {
		a, x, y = b, y, x
	}
	d, ok = calendar(fullYear(year), y, a)
	_ = x
	return d, doubt, ok
}

// DateClue tells which order a text settles by itself; Unsettled for most.
func DateClue(text string) Order {
	if len(text) > 40 {
		return Unsettled
	}
	s := dropTime(strings.ToLower(strings.TrimSpace(halfWidth(text))))
	p := dateParts(s)
	if len(p) != 3 || !allDigits(p[0]) || !allDigits(p[1]) || !allDigits(p[2]) || len(p[0]) > 2 || len(p[1]) > 2 {
		return Unsettled
	}
	a, _ := strconv.Atoi(p[0])
	b, _ := strconv.Atoi(p[1])
	switch {
	case strings.ContainsRune(s, '.') || a > 12 && b <= 12:
		return DayMonth
	case b > 12 && a <= 12:
		return MonthDay
	}
	return Unsettled
}

// dateParts splits a date at its marks and where letters meet digits.
func dateParts(s string) []string {
	var spaced strings.Builder
	last := ' '
	for _, r := range s {
		if r >= '0' && r <= '9' && isWord(last) || isWord(r) && last >= '0' && last <= '9' {
			spaced.WriteByte(' ')
		}
		spaced.WriteRune(r)
		last = r
	}
	parts := strings.FieldsFunc(spaced.String(), func(r rune) bool { return strings.ContainsRune("-/., '年月日号", r) })
	out := parts[:0]
	for i, p := range parts {
		if i > 0 && (p == "st" || p == "nd" || p == "rd" || p == "th" || p == "de" || p == "of") {
			continue
		}
		out = append(out, p)
	}
	return out
}

func isWord(r rune) bool { return r >= 'a' && r <= 'z' || r >= 0xDF && r <= 0xFF }

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

// fullYear completes a year of two digits.
func fullYear(year string) int {
	k, err := strconv.Atoi(year)
	switch {
	case err != nil || len(year) != 2 && len(year) != 4:
		return 0
	case len(year) == 2:
		return 2000 + k
	}
	return k
}

// monthNames are the months in English, German, French and Spanish, with the
// short forms that are no beginnings of them.
func monthNames() [12][]string {
	return [12][]string{
		{"january", "januar", "jänner", "janvier", "enero"}, {"february", "februar", "feber", "février", "fevrier", "febrero"},
		{"march", "märz", "maerz", "mrz", "mars", "marzo"}, {"april", "avril", "abril"}, {"may", "mai", "mayo"}, {"june", "juni", "juin", "junio"},
		{"july", "juli", "juillet", "julio"}, {"august", "août", "aout", "agosto"}, {"september", "sept", "septembre", "septiembre"},
		{"october", "oktober", "octobre", "octubre"}, {"november", "novembre", "noviembre"}, {"december", "dezember", "décembre", "decembre", "diciembre"},
	}
}

// MonthName tells the number of a month by its name or the first three or more
// letters of it, 0 for other words and for those that begin two months.
func MonthName(name string) int {
	if len([]rune(name)) < 3 {
		return 0
	}
	found := 0
	for m, names := range monthNames() {
		for _, full := range names {
			if strings.HasPrefix(full, name) {
				if found != 0 && found != m+1 {
					return 0
				}
				found = m + 1
			}
		}
	}
	return found
}

// calendar checks that year, month and day (or "") make a date.
func calendar(y, m int, day string) (Date, bool) {
	if y < 1900 || y > 2200 || m < 1 || m > 12 || day != "" && !allDigits(day) {
		return Date{}, false
	}
	if day == "" {
		return Date{Year: y, Month: m}, true
	}
	d, _ := strconv.Atoi(day)
	if t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC); d < 1 || d > 31 || int(t.Month()) != m {
		return Date{}, false
	}
	return Date{Year: y, Month: m, Day: d}, true
}
