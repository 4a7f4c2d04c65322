package unit

import (
	"strings"
	"unicode"
)

// Head is a header taken apart.
type Head struct {
	Name    string // the part that is a column's name, "" none
	Unit    Unit   // what it is in; the zero Unit when nothing is said
	Unknown string // what was left over and not understood, "" nothing
	Order   Order  // of dates, when the header spells it: (dd/mm/yyyy)
}

// ParseHeader takes a header apart. The whole header, then each part around a
// slash or a line break, is tried as a name; only what is left over is a unit:
// in brackets, or the last words after a slash, a comma, "in" or a blank. name
// tells whether a text is the name of a column, brackets and per cent signs
// included: "期限(月)" and "% complete" are names, "Low (%)" is not.
func ParseHeader(text string, name func(string) bool) Head {
	text = strings.TrimSpace(text)
	if text == "" || len(text) > 200 {
		return Head{}
	}
	if name(text) {
		return Head{Name: text}
	}
	outside, inside := brackets(text)
	h := Head{}
	var left []leftover
	for _, b := range inside {
		left = append(left, leftover{b, true, false})
	}
	for i, part := range partsOf(outside) {
		if part == "" {
			continue
		}
		if h.Name == "" {
			if n, tail, ok := nameIn(part, name); ok {
				h.Name = n
				if tail != "" {
					left = append(left, leftover{tail, false, false})
				}
				continue
			}
		}
		if name(part) {
			continue // the same name in another language
		}
		left = append(left, leftover{part, false, i > 0})
	}
	if h.Name == "" {
		return Head{}
	}
	for _, l := range left {
		h.add(l)
	}
	return h
}

// leftover is a part of a header that is no name.
type leftover struct {
	text    string
	bracket bool
	slashed bool // it stands after a slash
}

// add takes a part as a unit, a remark, a label, or as not understood.
func (h *Head) add(l leftover) {
	s := strings.TrimSpace(l.text)
	if s == "" {
		return
	}
	if o, ok := dateOrder(s); ok {
		h.Order = o
		return
	}
	u, ok := Parse(s)
	switch {
	case l.bracket && label(s) && strings.ContainsAny(s, " x×*+-="):
	case ok && l.bracket && u.Dimension != Deviation && label(s) && u.Letter == "" && u.Currency == "" && u.Dimension == Time:
		// (a) and (d) label columns; in a column of durations the caller asks again
		h.merge(u)
		h.Unit.Letter = strings.ToLower(s)
	case ok:
		if l.slashed && u.Dimension == Time && (h.Unit.Dimension == Money || h.Unit.Dimension == Share) {
			u = Unit{Text: s, Dimension: Rate, Per: u.Of}
		}
		h.merge(u)
	case label(s) || remark(s):
	case h.Unknown == "":
		h.Unknown = s
	}
}

// merge adds a unit to that of another part: "Amount k€ (per month)".
func (h *Head) merge(u Unit) {
	have, text := h.Unit, strings.TrimSpace(h.Unit.Text+" "+u.Text)
	switch {
	case have.Dimension == None:
		h.Unit = u
		return
	case u.Dimension == Rate && have.Per == NoPeriod:
		have.Per = u.Per
	case have.Dimension == Rate && u.Per == NoPeriod && (u.Dimension == Money || u.Dimension == Share):
		u.Per = have.Per
		have = u
	case u.Dimension == Money && have.Dimension == Money && (u.Shift == 0 || have.Shift == 0) && (u.Currency == "" || have.Currency == ""):
		if have.Shift == 0 {
			have.Shift, have.Letter, have.Doubtful = u.Shift, "", u.Doubtful
		}
		if have.Currency == "" {
			have.Currency = u.Currency
		}
		if u.Per != NoPeriod {
			have.Per = u.Per
		}
	case u.Dimension == Quantile, have.Dimension == Quantile && u.Dimension == Money:
		if have.Dimension == Quantile {
			u.Percent, have = have.Percent, u
		} else {
			have.Percent = u.Percent
		}
	default:
		if h.Unknown == "" {
			h.Unknown = u.Text
		}
		return
	}
	have.Text = text
	h.Unit = have
}

// brackets parts a text into what stands outside and inside brackets.
func brackets(text string) (outside string, inside []string) {
	var out, in strings.Builder
	depth := 0
	for _, r := range halfWidth(text) {
		switch r {
		case '(', '[', '{':
			if depth++; depth == 1 {
				continue
			}
		case ')', ']', '}':
			if depth == 0 {
				continue
			}
			if depth--; depth == 0 {
				inside = append(inside, in.String())
				in.Reset()
				out.WriteByte(' ')
				continue
			}
		}
		if depth > 0 {
			in.WriteRune(r)
		} else {
			out.WriteRune(r)
		}
	}
	if in.Len() > 0 {
		inside = append(inside, in.String())
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(out.String(), "\n", " \n ")), " "), inside
}

// partsOf parts the outside of a header around slashes and line breaks.
func partsOf(s string) []string {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '/' || r == '|' || r == '\n' })
	for i := range parts {
		parts[i] = strings.Trim(parts[i], " ,;:")
	}
	return parts
}

// nameIn finds a name at the front of a part, with a unit behind it after "in",
// a comma or a blank, or in front of it.
func nameIn(part string, name func(string) bool) (n, tail string, ok bool) {
	if name(part) {
		return part, "", true
	}
	words := strings.Fields(part)
	for i := len(words) - 1; i >= 1; i-- {
		front, back := strings.TrimRight(strings.Join(words[:i], " "), " ,;:"), strings.Join(words[i:], " ")
		if !name(front) {
			continue
		}
		if low := strings.ToLower(words[i]); low == "in" && i+1 < len(words) {
			return front, strings.Join(words[i+1:], " "), true
		}
		if strings.HasSuffix(words[i-1], ",") || strings.HasSuffix(words[i-1], ":") {
			return front, back, true
		}
		if _, known := Parse(back); known {
			return front, back, true
		}
	}
	for i := 1; i < len(words); i++ {
		if front := strings.Join(words[:i], " "); name(strings.Join(words[i:], " ")) {
			if u, known := Parse(front); known && u.Dimension != Rate && u.Dimension != Time {
				return strings.Join(words[i:], " "), front, true
			}
		}
	}
	rs := []rune(part)
	for i := len(rs) - 1; i >= 1 && i >= len(rs)-6; i-- {
		if rs[i] > unicode.MaxLatin1 || rs[i] == '%' {
			if front := strings.TrimRight(string(rs[:i]), " ,:"); name(front) {
				if _, known := Parse(string(rs[i:])); known {
					return front, string(rs[i:]), true
				}
			}
		}
	}
	return "", "", false
}

// label tells whether a bracket only labels a column: (a), (A x B), (1), (c = a + b).
func label(s string) bool {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return strings.ContainsRune(" x×*+-=/.·", r) })
	for _, w := range words {
		if len(w) > 1 || w[0] >= 0x80 || !unicode.IsLetter(rune(w[0])) && !unicode.IsDigit(rune(w[0])) {
			return false
		}
	}
	return len(words) <= 6
}

// remark tells whether a text beside a header explains it rather than giving
// its unit: a per cent sign with a figure before it, a tax, a year.
func remark(s string) bool {
	low := strings.ToLower(halfWidth(s))
	if i := strings.IndexByte(low, '%'); i > 0 && unicode.IsDigit([]rune(strings.TrimRight(low[:i], " "))[len([]rune(strings.TrimRight(low[:i], " ")))-1]) {
		return true
	}
	for _, w := range strings.FieldsFunc(low, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		switch w {
		case "vat", "tax", "taxes", "net", "gross", "excl", "incl", "excluding", "including", "ex", "netto", "brutto", "mwst", "ust", "iva", "tva", "gst",
			"required", "optional", "estimate", "estimated", "planned", "plan", "approx", "nominal", "real", "prices", "see",
			"note", "max", "min", "base", "baseline", "budget", "yes", "no", "start", "end", "first", "last":
			return true
		}
		if len(w) == 4 && strings.Trim(w, "0123456789") == "" && (w[:2] == "19" || w[:2] == "20") {
			return true
		}
	}
	for _, w := range []string{"含税", "不含", "税", "必填", "选填", "估", "计划", "如", "可选", "净", "毛"} {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}

// dateOrder reads dd/mm/yyyy and mm/dd/yyyy in a header.
func dateOrder(s string) (Order, bool) {
	low := strings.ToLower(s)
	if strings.Trim(low, "dmyjt/-. ") != "" {
		return Unsettled, false
	}
	d, m := strings.IndexAny(low, "dt"), strings.IndexByte(low, 'm')
	if d < 0 || m < 0 || !strings.ContainsAny(low, "yj") || len(low) < 5 {
		return Unsettled, false
	}
	if d < m {
		return DayMonth, true
	}
	return MonthDay, true
}
