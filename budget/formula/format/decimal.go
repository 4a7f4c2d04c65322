package format

import (
	"strconv"
	"strings"
)

// digits is a number above or at zero as decimal digits: 0.d1d2d3... times ten
// to the exp, cut to the 15 digits that a spreadsheet keeps.
type digits struct {
	d   string
	exp int
}

func digitsOf(x float64) digits {
	if x < 0 {
		x = -x
	}
	if x == 0 {
		return digits{}
	}
	mantissa, e, _ := strings.Cut(strconv.FormatFloat(x, 'e', 14, 64), "e")
	exp, err := strconv.Atoi(e)
	if err != nil {
		return digits{}
	}
	return digits{strings.TrimRight(strings.Replace(mantissa, ".", "", 1), "0"), exp + 1}
}

// rounded splits the number into its whole part and that many decimals, half
// away from zero. The whole part has no leading zeros.
func (n digits) rounded(decimals int) (whole, part string) {
	keep := n.exp + decimals
	d, exp := n.d, n.exp
	switch {
	case keep < 0 || d == "":
		d = ""
	case keep < len(d):
		up := d[keep] >= '5'
		d = d[:keep]
		if up {
			if d = increment(d); len(d) > keep {
				exp++
			}
		}
	}
	if d == "" {
		return "", strings.Repeat("0", decimals)
	}
	if exp > 0 {
		if len(d) < exp {
			d += strings.Repeat("0", exp-len(d))
		}
		whole, part = d[:exp], d[exp:]
	} else {
		part = strings.Repeat("0", -exp) + d
	}
	part += strings.Repeat("0", max(0, decimals-len(part)))
	return strings.TrimLeft(whole, "0"), part[:decimals]
}

// increment adds one to the last of some digits.
func increment(d string) string {
	b := []byte(d)
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] < '9' {
			b[i]++
			return string(b)
		}
		b[i] = '0'
	}
	return "1" + string(b)
}

// layout is what the pieces of a section say of its digits.
type layout struct {
	whole, decimals, power int
	thousands              bool
	shift                  int // powers of ten from % and trailing commas
	pointAt, expAt         int // -1 where there is none
}

func (s *section) layout() layout {
	l := layout{pointAt: -1, expAt: -1}
	commas := 0
	for i, p := range s.pieces {
		switch p.kind {
		case digit:
			switch {
			case l.expAt >= 0:
				l.power++
			case l.pointAt >= 0:
				l.decimals++
			default:
				if commas > 0 && l.whole > 0 {
					l.thousands = true
				}
				l.whole++
			}
			if l.expAt < 0 {
				commas = 0
			}
		case comma:
			commas++
		case point:
			if l.pointAt < 0 && l.expAt < 0 {
				l.pointAt = i
				l.shift -= 3 * commas
				commas = 0
			}
		case percent:
			l.shift += 2
		case exponent:
			if l.expAt < 0 {
				l.expAt = i
			}
		}
	}
	if l.whole+l.decimals > 0 {
		l.shift -= 3 * commas
	}
	return l
}

// decimal writes a number by digits, with or without an exponent.
func (s *section) decimal(x float64) string {
	l := s.layout()
	n := digitsOf(x)
	if n.d != "" {
		n.exp += l.shift
	}
	power := 0
	if l.expAt >= 0 && n.d != "" {
		power = n.power(l)
		n.exp -= power
	}
	whole, part := n.rounded(l.decimals)
	if l.expAt >= 0 && len(whole) > max(l.whole, 1) {
		// Rounding made another digit: 9.99 is 1.0E+1.
		n = digits{"1", n.exp + 1 + power}
		power = n.power(l)
		n.exp -= power
		whole, part = n.rounded(l.decimals)
	}
	sign := ""
	if x < 0 && strings.Trim(whole+part, "0") != "" {
		sign = "-"
	}
	return sign + s.fill(l, whole, part, power)
}

// power is the exponent that a number gets: a multiple of the digits before
// the point.
func (n digits) power(l layout) int {
	size := max(l.whole, 1)
	p := n.exp - 1
	if size > 1 {
		q := p / size
		if p%size < 0 {
			q--
		}
		return q * size
	}
	if l.whole == 0 {
		return p + 1
	}
	return p
}

// fill puts the digits in their places.
func (s *section) fill(l layout, whole, part string, power int) string {
	var b strings.Builder
	seen, decimal := 0, 0
	lead := max(0, len(whole)-l.whole)
	kept := s.keptDecimals(l, part)
	for i, p := range s.pieces {
		switch {
		case p.kind == literal || p.kind == percent || p.kind == slash:
			b.WriteString(p.text)
		case p.kind == point && i == l.pointAt:
			if l.whole == 0 {
				b.WriteString(whole)
			}
			b.WriteByte('.')
		case p.kind == exponent && i == l.expAt:
			b.WriteString(exponentText(p.text, power, l.power))
		case p.kind == digit && l.expAt >= 0 && i > l.expAt:
		case p.kind == digit && l.pointAt >= 0 && i > l.pointAt:
			switch {
			case decimal < kept:
				b.WriteByte(part[decimal])
			case p.text == "?":
				b.WriteByte(' ')
			}
			decimal++
		case p.kind == digit:
			from := len(whole) - (l.whole - seen)
			if seen == 0 {
				for k := range lead {
					put(&b, whole[k], len(whole)-1-k, l.thousands)
				}
			}
			place := l.whole - seen - 1
			seen++
			switch {
			case from >= 0:
				put(&b, whole[from], place, l.thousands)
			case p.text == "0":
				put(&b, '0', place, l.thousands)
			case p.text == "?":
				b.WriteByte(' ')
			}
		}
	}
	return b.String()
}

// put writes a digit and the comma behind it.
func put(b *strings.Builder, d byte, place int, thousands bool) {
	b.WriteByte(d)
	if thousands && place > 0 && place%3 == 0 {
		b.WriteByte(',')
	}
}

// keptDecimals is the number of decimals that are shown: those of a # or ? go
// where only zeros follow.
func (s *section) keptDecimals(l layout, part string) int {
	kept, n := 0, 0
	for i, p := range s.pieces {
		if p.kind != digit || l.pointAt < 0 || i < l.pointAt || l.expAt >= 0 && i > l.expAt {
			continue
		}
		n++
		if p.text == "0" || part[n-1] != '0' {
			kept = n
		}
	}
	return kept
}

// exponentText writes E+05.
func exponentText(sign string, power, width int) string {
	out := "E"
	if power < 0 {
		out, power = out+"-", -power
	} else if sign[1] == '+' {
		out += "+"
	}
	s := strconv.Itoa(power)
	return out + strings.Repeat("0", max(0, width-len(s))) + s
}

// generalForm writes a number as a cell of common width does: eleven places, with
// an exponent where they do not suffice.
func generalForm(x float64) string {
	if x == 0 {
		return "0"
	}
	n := digitsOf(x)
	sign := ""
	if x < 0 {
		sign = "-"
	}
	fixed := n.exp <= 11 && n.exp > -4
	if n.exp <= -4 {
		fixed = 2+len(n.d)-n.exp <= 11
	}
	if !fixed {
		return sign + scientific(n)
	}
	whole, part := n.rounded(min(9, max(0, 10-max(n.exp, 1))))
	if whole == "" {
		whole = "0"
	}
	if len(whole) > 11 {
		return sign + scientific(n)
	}
	if part = strings.TrimRight(part, "0"); part != "" {
		return sign + whole + "." + part
	}
	return sign + whole
}

// scientific writes up to six digits and an exponent of at least two.
func scientific(n digits) string {
	m := digits{n.d, 1}
	power := n.exp - 1
	whole, part := m.rounded(5)
	if len(whole) > 1 {
		whole, part, power = "1", "", power+1
	}
	if part = strings.TrimRight(part, "0"); part != "" {
		whole += "." + part
	}
	return whole + exponentText("E+", power, 2)
}
