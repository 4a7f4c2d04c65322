package formula

import (
	"strconv"
	"strings"
)

// readMoment reads a date, a time, or both with a space between them.
func (l Locale) readMoment(s string, date1904 bool) (float64, Certainty) {
	if t, ok := readTime(s); ok {
		return t, Certain
	}
	date, clock := s, ""
	if i := strings.IndexByte(s, ':'); i > 0 {
		if j := strings.LastIndexByte(s[:i], ' '); j > 0 {
			date, clock = strings.TrimRight(s[:j], " "), s[j+1:]
		}
	} else if i := strings.IndexByte(s, 'T'); i == 10 {
		date, clock = s[:i], s[i+1:]
	}
	day, c := l.readDate(date, date1904)
	if c == NoNumber || clock == "" {
		return day, c
	}
	t, ok := readTime(clock)
	if !ok {
		return 0, NoNumber
	}
	return day + t, c
}

// readTime reads 14:30, 14:30:05.5 or 2:30 PM as a part of a day.
func readTime(s string) (float64, bool) {
	half := -1
	if len(s) > 2 {
		switch strings.ToUpper(s[len(s)-2:]) {
		case "AM":
			half = 0
		case "PM":
			half = 1
		}
	}
	if half >= 0 {
		s = strings.TrimRight(s[:len(s)-2], " ")
	}
	parts := strings.Split(s, ":")
	if len(parts) > 3 || len(parts) == 1 && half < 0 {
		return 0, false
	}
	var clock [3]float64
	for i, p := range parts {
		if p == "" || strings.Trim(p, "0123456789.") != "" || i < 2 && strings.Contains(p, ".") {
			return 0, false
		}
		x, err := strconv.ParseFloat(p, 64)
		if err != nil || x >= 10000 || i > 0 && x >= 60 && (i == 2 || clock[0] > 0) {
			return 0, false
		}
		clock[i] = x
	}
	if half >= 0 {
		if clock[0] > 12 || clock[0] == 0 && half == 1 {
			return 0, false
		}
		if clock[0] == 12 {
			clock[0] = 0
		}
		clock[0] += float64(12 * half)
	}
	return (float64(clock[0]*3600) + float64(clock[1]*60) + clock[2]) / 86400, true
}

// readDate reads a date. What is a day in one country and a month in another is
// doubtful where the locale is not known, and so is a date without a year or
// with Chinese signs.
func (l Locale) readDate(s string, date1904 bool) (float64, Certainty) {
	if strings.ContainsAny(s, "年月日") {
		return readChineseDate(s, date1904)
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '/' || r == '-' || r == ' ' || r == ',' })
	if len(parts) < 2 || len(parts) > 3 || strings.ContainsAny(s, "()") {
		return 0, NoNumber
	}
	for i, p := range parts {
		if month := monthOf(p); month > 0 {
			return dateWithMonth(parts, i, month, date1904)
		}
	}
	if strings.ContainsAny(s, " ,") {
		return 0, NoNumber
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.ParseUint(p, 10, 16)
		if err != nil {
			return 0, NoNumber
		}
		n[i] = int(v)
	}
	switch {
	case len(parts[0]) == 4 && len(parts) == 3:
		return checkedDate(n[0], n[1], n[2], date1904)
	case len(parts) == 3 && n[0] <= 31 && n[1] <= 31 && (n[0] <= 12 || n[1] <= 12) && (len(parts[2]) == 4 || len(parts[2]) <= 2):
		return l.dayOrMonth(n[0], n[1], fullYear(n[2], parts[2]), date1904)
	case len(parts) == 2 && len(parts[1]) == 4: // 1/2024
		return checkedDate(n[1], n[0], 1, date1904)
	case len(parts) == 2 && len(parts[0]) == 4: // 2024-01
		return checkedDate(n[0], n[1], 1, date1904)
	case len(parts) == 2 && n[0] >= 1 && n[0] <= 12 && n[1] >= 1 && n[1] <= 31:
		return 0, Doubtful // the year or the day is not written
	}
	return 0, NoNumber
}

// dayOrMonth decides which of two numbers is the month.
func (l Locale) dayOrMonth(a, b, year int, date1904 bool) (float64, Certainty) {
	if l.Decimal == 0 {
		if a == b {
			return checkedDate(year, a, b, date1904)
		}
		return 0, Doubtful
	}
	if l.DayFirst {
		return checkedDate(year, b, a, date1904)
	}
	return checkedDate(year, a, b, date1904)
}

// dateWithMonth reads a date whose month is a word, at position i.
func dateWithMonth(parts []string, i, month int, date1904 bool) (float64, Certainty) {
	if len(parts) == 2 || i > 1 {
		if len(parts) != 2 {
			return 0, NoNumber
		}
		n, err := strconv.ParseUint(parts[1-i], 10, 16)
		switch {
		case err != nil:
			return 0, NoNumber
		case len(parts[1-i]) == 4: // January 2024
			return checkedDate(int(n), month, 1, date1904)
		case n >= 1 && n <= 31: // 5-Jan: the day of a year that is not written
			return 0, Doubtful
		}
		return 0, NoNumber
	}
	first, last := parts[0], parts[2]
	if i == 0 {
		first = parts[1]
	}
	day, err := strconv.ParseUint(first, 10, 16)
	year, err2 := strconv.ParseUint(last, 10, 16)
	if err != nil || err2 != nil {
		return 0, NoNumber
	}
	if len(first) == 4 { // 2024-Mar-05
		return checkedDate(int(day), month, int(year), date1904)
	}
	return checkedDate(fullYear(int(year), last), month, int(day), date1904)
}

// readChineseDate reads 2024年3月5日: a date where the computer is set to
// Chinese, a text elsewhere.
func readChineseDate(s string, date1904 bool) (float64, Certainty) {
	y, rest, ok1 := strings.Cut(s, "年")
	m, d, ok2 := strings.Cut(rest, "月")
	d = strings.TrimSuffix(d, "日")
	year, err1 := strconv.Atoi(y)
	month, err2 := strconv.Atoi(m)
	if d == "" {
		d = "1"
	}
	day, err3 := strconv.Atoi(d)
	if !ok1 || !ok2 || err1 != nil || err2 != nil || err3 != nil {
		return 0, NoNumber
	}
	if _, c := checkedDate(year, month, day, date1904); c == NoNumber {
		return 0, NoNumber
	}
	return 0, Doubtful
}

// checkedDate is the day of a date that is in the calendar.
func checkedDate(year, month, day int, date1904 bool) (float64, Certainty) {
	first := 1900
	if date1904 {
		first = 1904
	}
	if year < first || year > 9999 || month < 1 || month > 12 || day < 1 {
		return 0, NoNumber
	}
	serial := serial(year, month, day, date1904)
	y, m, d, ok := civil(serial, date1904)
	if !ok || y != year || m != month || d != day {
		return 0, NoNumber
	}
	return serial, Certain
}

// fullYear completes a year of two digits: 00 to 29 are 2000 to 2029, 30 to 99
// are 1930 to 1999.
func fullYear(year int, written string) int {
	switch {
	case len(written) > 2:
		return year
	case year < 30:
		return 2000 + year
	}
	return 1900 + year
}

// monthOf is the number of an English month, written in full or in three
// letters; 0 where it is none.
func monthOf(s string) int {
	if len(s) < 3 || len(s) > 9 {
		return 0
	}
	for i, name := range monthNames() {
		if strings.EqualFold(s, name) || strings.EqualFold(s, name[:3]) {
			return i + 1
		}
	}
	return 0
}

// monthNames are the English months, which are those of a file's formulas.
func monthNames() [12]string {
	return [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September",
		"October", "November", "December"}
}
