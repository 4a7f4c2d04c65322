package unit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// Number is a number as a person typed it, exact.
type Number struct {
	Value decimal.Decimal // sign included; the unit is not applied: 35 for "35%"
	Unit  Unit            // what stands with it; the zero Unit for nothing
	Plus  bool            // a plus sign stands before it
	Both  bool            // ± stands before it
	Side  string          // "cr" or "dr"; a credit is negative in Value
	Doubt bool            // its one mark stands before exactly three digits, and nothing settles what it is
}

// ParseNumber reads a number the way people type it: 1,234.50, 1.234,50,
// 1'234.50, 1 234,50, 1,50,000, ¥1.2m, (300), 300-, 35%, 1.2万, 2.5 lakh, 6
// weeks, full-width forms included. n says what the marks mean where the text
// alone does not. ok is false for anything else. A Number in doubt has the
// value of a grouped number.
func ParseNumber(text string, n Notation) (num Number, ok bool) {
	if len(text) > 60 || !utf8.ValidString(text) {
		return Number{}, false
	}
	s := strings.TrimSpace(halfWidth(text))
	from, to := core(s)
	if from < 0 {
		return Number{}, false
	}
	before, after := strings.TrimSpace(s[:from]), strings.TrimSpace(s[to:])
	mantissa, exponent := s[from:to], ""
	if exponent, after, ok = power(after, s[to:]); !ok {
		return Number{}, false
	}
	negative, before, after, ok := num.signs(before, after)
	if !ok || strings.ContainsFunc(before+after, unicode.IsDigit) {
		return Number{}, false
	}
	if n == Unsaid && strings.HasPrefix(after, ",-") || n == Unsaid && strings.HasPrefix(s[to:], ",-") {
		n = Comma
	}
	v, doubt, ok := parseCore(mantissa, exponent, n)
	if !ok {
		return Number{}, false
	}
	if !num.units(before, after) {
		return Number{}, false
	}
	if num.Value, num.Doubt = v, doubt; negative {
		num.Value = v.Neg()
	}
	return num, true
}

// core finds the run of digits and their marks; from is -1 when there is none.
func core(s string) (from, to int) {
	from = strings.IndexFunc(s, func(r rune) bool { return r >= '0' && r <= '9' })
	if from < 0 {
		return -1, 0
	}
	if from > 0 && (s[from-1] == '.' || s[from-1] == ',') && (from == 1 || !isLetter(s[from-2])) {
		from--
	}
	to = from
	for i := from; i < len(s); i++ {
		c := s[i]
		if c >= '0' && c <= '9' {
			to = i + 1
		} else if !strings.ContainsRune(".,' ", rune(c)) {
			break
		}
	}
	if to < len(s) && (s[to] == '.' || s[to] == ',') && (to+1 == len(s) || s[to+1] == ' ') && !strings.ContainsAny(s[from:to], ".") {
		to++ // "12." is 12
	}
	return from, to
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80 }

// power reads an exponent that stands right behind the digits: 1.2e6.
func power(after, raw string) (exponent, rest string, ok bool) {
	if len(raw) < 2 || raw[0]|0x20 != 'e' || !(raw[1] == '-' || raw[1] == '+' || raw[1] >= '0' && raw[1] <= '9') {
		return "", after, true
	}
	i := 1
	if raw[1] == '-' || raw[1] == '+' {
		i++
	}
	j := i
	for j < len(raw) && raw[j] >= '0' && raw[j] <= '9' {
		j++
	}
	if j == i || j-i > 2 {
		return "", after, false
	}
	return "e" + raw[1:j], strings.TrimSpace(raw[j:]), true
}

// signs takes brackets, signs and the marks of accounts off both ends.
func (num *Number) signs(before, after string) (negative bool, b, a string, ok bool) {
	for _, end := range []string{"/-", ".--", ",--", ".-", ",-"} { // Rs. 500/-, CHF 300.-
		after = strings.TrimSuffix(strings.TrimPrefix(after, end), end)
	}
	marks := 0
	for {
		old := before + "|" + after
		before, after = strings.TrimSpace(before), strings.TrimSpace(after)
		switch {
		case strings.Contains(before, "(") && strings.Contains(after, ")"):
			before, after = strings.Replace(before, "(", "", 1), strings.Replace(after, ")", "", 1)
			negative, marks = true, marks+1
		case strings.HasSuffix(before, "±"), strings.HasSuffix(before, "+/-"):
			before, num.Both = strings.TrimSuffix(strings.TrimSuffix(before, "±"), "+/-"), true
		case strings.HasSuffix(before, "-"):
			before, negative, marks = strings.TrimSuffix(before, "-"), true, marks+1
		case strings.HasPrefix(before, "-"):
			before, negative, marks = strings.TrimPrefix(before, "-"), true, marks+1
		case strings.HasSuffix(before, "+"), strings.HasPrefix(before, "+"):
			before, num.Plus = strings.TrimPrefix(strings.TrimSuffix(before, "+"), "+"), true
		case strings.HasPrefix(after, "-") || strings.HasSuffix(after, "-"):
			after = strings.TrimPrefix(strings.TrimSuffix(after, "-"), "-")
			negative, marks = true, marks+1
		}
		if before+"|"+after == old {
			break
		}
	}
	if fields := strings.Fields(after); len(fields) > 0 {
		if last := strings.ToLower(strings.TrimRight(fields[len(fields)-1], ".")); last == "dr" {
			after, num.Side = strings.Join(fields[:len(fields)-1], " "), last
		}
	}
	return negative, before, after, marks <= 1 && !(num.Plus && negative)
}

// units reads what stands before and behind the digits.
func (num *Number) units(before, after string) bool {
	if before == "" && after == "" {
		return true
	}
	if before != "" {
		u, ok := Parse(before)
		if !ok || u.Dimension != Money || u.Currency == "" {
			return false
		}
		num.Unit = u
	}
	if after == "" {
		return true
	}
	u, ok := Parse(after)
	if !ok || u.Dimension == Quantile || u.Dimension == Rate {
		return false
	}
	if num.Unit.Known() {
		h := Head{Unit: num.Unit}
		if u.Letter != "" {
			u.Letter = ""
		}
		if h.merge(u); h.Unknown != "" {
			return false
		}
		u = h.Unit
	}
	u.Text = strings.TrimSpace(before + " " + after)
	num.Unit = u
	return true
}

// In is the value in units of one: 1.2 of "1.2m" is 1,200,000, and 35 of "35%"
// is 0.35.
func (num Number) In() decimal.Decimal { return num.Value.Shift(num.Unit.Shift) }

// ParsePercentile reads a confidence that is written as the percentile it is: P80, p 97.5,
// Ｐ９０. ok is false for anything else, 0 and 100 % among it.
func ParsePercentile(text string) (Number, bool) {
	text = strings.TrimSpace(halfWidth(text))
	if text == "" || text[0] != 'P' && text[0] != 'p' {
		return Number{}, false
	}
	n, ok := ParseNumber(strings.TrimSuffix(text[1:], "%")+"%", Unsaid)
	share := n.In()
	return n, ok && n.Unit.Dimension == Share && share.IsPositive() && share.LessThan(decimal.New(1, 0))
}
