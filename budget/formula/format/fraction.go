package format

import (
	"math"
	"strconv"
	"strings"
)

// fraction reports whether the section writes a fraction: digits on both sides
// of a slash, or a number behind it.
func (s *section) fraction() bool {
	i := s.slashAt()
	if i <= 0 || i+1 >= len(s.pieces) || s.has(point) {
		return false
	}
	return s.pieces[i-1].kind == digit && (s.pieces[i+1].kind == digit || s.denominator(i) > 0)
}

func (s *section) slashAt() int {
	for i, p := range s.pieces {
		if p.kind == slash {
			return i
		}
	}
	return -1
}

// denominator is the number written behind the slash, 0 where there is none.
func (s *section) denominator(slashAt int) int {
	text := ""
	for _, p := range s.pieces[slashAt+1:] {
		if p.kind != literal && p.kind != digit {
			break
		}
		text += p.text
	}
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < 1 {
		return 0
	}
	return n
}

// ratio writes a number as a whole part, if the code has one, and a fraction.
func (s *section) ratio(x float64) string {
	at := s.slashAt()
	first := at
	for first > 0 && s.pieces[first-1].kind == digit {
		first--
	}
	mixed := false
	for _, p := range s.pieces[:first] {
		mixed = mixed || p.kind == digit
	}
	last := at + 1
	for last < len(s.pieces) && (s.pieces[last].kind == digit || s.denominator(at) > 0 && s.pieces[last].kind == literal) {
		last++
	}
	abs, whole := math.Abs(x), 0.0
	if mixed {
		whole = math.Floor(abs)
		abs -= whole
	}
	den := s.denominator(at)
	num := 0
	if den > 0 {
		num = int(math.Floor(float64(abs*float64(den)) + 0.5))
	} else {
		num, den = nearest(abs, int(math.Pow10(last-at-1))-1)
	}
	if mixed && num == den {
		whole, num = whole+1, 0
	}
	var b strings.Builder
	if x < 0 && (whole > 0 || num > 0) {
		b.WriteByte('-')
	}
	if mixed {
		sec := section{pieces: s.pieces[:first]}
		if whole > 0 || num == 0 || sec.zero() {
			b.WriteString(sec.decimal(whole))
		} else {
			b.WriteString(strings.Repeat(" ", first-1))
		}
		if num == 0 {
			b.WriteString(strings.Repeat(" ", last-first))
			return b.String()
		}
	}
	b.WriteString(leftPad(strconv.Itoa(num), s.pieces[first:at]))
	b.WriteByte('/')
	d := strconv.Itoa(den)
	b.WriteString(d)
	if s.denominator(at) == 0 {
		b.WriteString(strings.Repeat(" ", max(0, last-at-1-len(d))))
	}
	for _, p := range s.pieces[last:] {
		b.WriteString(p.text)
	}
	return b.String()
}

// zero reports whether the whole part is always written.
func (s *section) zero() bool {
	for _, p := range s.pieces {
		if p.kind == digit && p.text == "0" {
			return true
		}
	}
	return false
}

// leftPad writes digits into their places.
func leftPad(text string, places []piece) string {
	out := ""
	for i, p := range places {
		if len(places)-i > len(text) {
			switch p.text {
			case "0":
				out += "0"
			case "?":
				out += " "
			}
		}
	}
	return out + text
}

// nearest is the last convergent of x whose denominator is at most the given
// one: 3.14159 is 22/7 in two digits, not the nearer 311/99.
//
// Source: Knuth, The Art of Computer Programming 2, 4.5.3, for convergents.
func nearest(x float64, most int) (num, den int) {
	p0, q0, p1, q1 := 0, 1, 1, 0
	rest := x
	for range 40 {
		a := math.Floor(rest)
		if a > 1e9 {
			break
		}
		p2, q2 := int(a)*p1+p0, int(a)*q1+q0
		if q2 > most {
			break
		}
		p0, q0, p1, q1 = p1, q1, p2, q2
		if rest-a < 1e-9 {
			break
		}
		rest = 1 / (rest - a)
	}
	return p1, max(q1, 1)
}
