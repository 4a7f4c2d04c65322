package formula

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Certainty says how a text was understood.
type Certainty uint8

// What Locale.Read finds: no number, a number, or a text that is one number
// here and another elsewhere.
const (
	NoNumber Certainty = iota
	Certain
	Doubtful
)

// Locale is how texts stand for numbers and dates in the country of the reader.
// The file does not say; the zero Locale does not know either, and finds texts
// such as "1,000" and "3/4/2024" doubtful instead of guessing.
type Locale struct {
	Decimal  byte // '.' or ','; 0 unknown
	DayFirst bool // 3/4 is the third of April; only where Decimal is set
}

// group is the sign between thousands.
func (l Locale) group() byte {
	if l.Decimal == ',' {
		return '.'
	}
	return ','
}

// Read gives the number that a text looks like: a number with sign, currency,
// percent, exponent or thousands, a fraction ("1 1/2"), a date or a time.
// Checked: TestReadNumbers.
func (l Locale) Read(s string, date1904 bool) (float64, Certainty) {
	if len(s) > 255 {
		return 0, NoNumber
	}
	if x, c := l.readAmount(strings.Trim(s, " \u00a0")); c != NoNumber {
		return x, c
	}
	return l.readMoment(s, date1904) // without space before it
}

// readAmount reads a number that is no date.
func (l Locale) readAmount(s string) (float64, Certainty) {
	sign := 1.0
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") {
		sign, s = -1, strings.TrimSpace(s[1:len(s)-1])
		if strings.HasPrefix(s, "-") || strings.HasPrefix(s, "+") {
			return 0, NoNumber
		}
	}
	var marks amountMarks
	s = marks.before(s)
	s = marks.behind(s)
	if marks.signs > 1 || marks.money > 1 || marks.percents > 1 || marks.money+marks.percents > 1 {
		return 0, NoNumber
	}
	if marks.negative {
		sign = -sign
	}
	x, c := l.readDigits(s)
	if marks.percents == 1 {
		x /= 100
	}
	return sign * x, c
}

// currencies are the signs of money that are read.
const currencies = "$€£¥￥"

// amountMarks counts what stands about the digits of an amount.
type amountMarks struct {
	signs, money, percents int
	negative               bool
}

// before takes signs off the front of an amount.
func (m *amountMarks) before(s string) string {
	for s != "" {
		r, n := utf8.DecodeRuneInString(s)
		switch {
		case r == '-' || r == '+':
			m.signs++
			m.negative = r == '-'
		case strings.ContainsRune(currencies, r):
			m.money++
		case r == '%':
			m.percents++
		case r != ' ':
			return s
		}
		s = s[n:]
	}
	return s
}

// behind takes a percent sign or a currency off the end: 100€.
func (m *amountMarks) behind(s string) string {
	r, n := utf8.DecodeLastRuneInString(s)
	switch {
	case r == '%':
		m.percents++
	case n > 0 && strings.ContainsRune(currencies, r):
		m.money++
	default:
		return s
	}
	return strings.TrimRight(s[:len(s)-n], " ")
}

// readDigits reads digits with their signs between thousands and decimals, an
// exponent, or a whole number and a fraction.
func (l Locale) readDigits(s string) (float64, Certainty) {
	if s == "" || s[0] != '.' && s[0] != ',' && (s[0] < '0' || s[0] > '9') {
		return 0, NoNumber
	}
	if whole, rest, ok := strings.Cut(s, " "); ok {
		return mixed(whole, strings.TrimLeft(rest, " "))
	}
	mantissa, exponent := s, ""
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		mantissa, exponent = s[:i], s[i:]
		if len(exponent) < 2 {
			return 0, NoNumber
		}
	}
	for i := range len(mantissa) {
		if c := mantissa[i]; (c < '0' || c > '9') && c != '.' && c != ',' {
			return 0, NoNumber
		}
	}
	plain, c := l.ungroup(mantissa)
	if c == NoNumber {
		return 0, NoNumber
	}
	x, err := strconv.ParseFloat(plain+exponent, 64)
	if err != nil || x-x != 0 {
		return 0, NoNumber
	}
	return x, c
}

// ungroup takes the signs between thousands out and makes the decimal one a
// point.
func (l Locale) ungroup(s string) (string, Certainty) {
	points, commas := strings.Count(s, "."), strings.Count(s, ",")
	if points+commas == len(s) {
		return "", NoNumber
	}
	if points+commas == 0 {
		return s, Certain
	}
	if l.Decimal == 0 {
		// A point that cannot part thousands is a decimal one nearly everywhere
		// that files come from, yet "1.5" is a date or a text in some places; the
		// language itself writes points, so a lone one is taken at its word unless
		// exactly three digits follow it.
		i := strings.LastIndexAny(s, ".,")
		if points == 1 && commas == 0 && (len(s)-i-1 != 3 || i == 0 || i > 3 || s[0] == '0') {
			return s, Certain
		}
		return "0", Doubtful
	}
	whole, frac, _ := strings.Cut(s, string(l.Decimal))
	group := string(l.group())
	if strings.ContainsAny(frac, ".,") {
		return "", NoNumber
	}
	parts := strings.Split(whole, group)
	for i, p := range parts {
		if i > 0 && len(p) != 3 {
			return "", NoNumber
		}
	}
	if len(parts) > 1 && parts[0] == "" {
		return "", NoNumber
	}
	return strings.Join(parts, "") + "." + frac, Certain
}

// mixed reads a whole number and a fraction: 1 1/2.
func mixed(whole, fraction string) (float64, Certainty) {
	num, den, ok := strings.Cut(fraction, "/")
	w, err1 := strconv.ParseUint(whole, 10, 32)
	n, err2 := strconv.ParseUint(num, 10, 16)
	d, err3 := strconv.ParseUint(den, 10, 16)
	if !ok || err1 != nil || err2 != nil || err3 != nil || d == 0 {
		return 0, NoNumber
	}
	return float64(w) + float64(n)/float64(d), Certain
}
