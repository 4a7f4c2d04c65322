package format

import (
	"strconv"
	"strings"
)

// bracket takes what stands in brackets: a colour, a condition, a currency or
// the hours, minutes or seconds that run beyond a day.
func (s *section) bracket(code string) (n int, ok bool) {
	end := strings.IndexByte(code, ']')
	if end < 0 {
		return 0, false
	}
	in := code[1:end]
	low := strings.ToLower(in)
	switch {
	case in == "":
		return 0, false
	case in[0] == '$':
		sign, _, _ := strings.Cut(in[1:], "-")
		if sign != "" {
			s.pieces = append(s.pieces, piece{literal, sign})
		}
	case strings.Trim(low, "h") == "" || strings.Trim(low, "m") == "" || strings.Trim(low, "s") == "":
		s.pieces = append(s.pieces, piece{clock, "[" + low + "]"})
	case strings.ContainsRune("<>=", rune(in[0])):
		m := len(in) - len(strings.TrimLeft(in, "<>="))
		x, err := strconv.ParseFloat(strings.TrimSpace(in[m:]), 64)
		if err != nil {
			return 0, false
		}
		s.op, s.limit = in[:m], x
	case colour(low):
	default:
		return 0, false
	}
	return end + 1, true
}

// colour reports whether brackets hold a colour, which a text has not.
func colour(low string) bool {
	switch low {
	case "black", "blue", "cyan", "green", "magenta", "red", "white", "yellow":
		return true
	}
	number, ok := strings.CutPrefix(low, "color")
	if !ok {
		return false
	}
	n, err := strconv.Atoi(strings.TrimSpace(number))
	return err == nil && n >= 1 && n <= 56
}

// minutes makes minutes of the m that follow hours or stand before seconds.
func (s *section) minutes() {
	last := ""
	for i := range s.pieces {
		p := &s.pieces[i]
		switch p.kind {
		case clock:
			if p.text[0] == 's' || strings.HasPrefix(p.text, "[s") {
				s.minuteBefore(i)
			}
			if p.text[0] != 'a' && p.text[0] != 'A' {
				last = p.text
			}
		case date:
			if p.text[0] == 'm' && len(p.text) <= 2 && (strings.HasPrefix(last, "h") || strings.HasPrefix(last, "[h")) {
				p.kind = clock
			}
			last = p.text
		}
	}
}

// minuteBefore makes minutes of the m just before piece i.
func (s *section) minuteBefore(i int) {
	for i--; i >= 0; i-- {
		p := &s.pieces[i]
		switch p.kind {
		case date:
			if p.text[0] == 'm' && len(p.text) <= 2 {
				p.kind = clock
			}
			return
		case clock:
			return
		}
	}
}
