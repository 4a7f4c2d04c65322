// Package format writes numbers as the format codes of a spreadsheet say:
// "#,##0.00", "0.0%", "yyyy-mm-dd", "[h]:mm", "# ?/?". Names of months and days
// are English, the decimal sign is a point, as in a file.
package format

import (
	"strings"
	"unicode/utf8"

	"ballast/budget/formula/calendar"
)

// kind is what a piece of a format code stands for.
type kind int

const (
	literal  kind = iota
	digit         // 0 # ?
	point         // .
	comma         // , behind or between digits
	percent       // %
	exponent      // E+ or E-
	slash         // / of a fraction or a literal
	general       // General
	at            // @
	date          // y m d
	clock         // h s, minutes, [h], AM/PM
)

// piece is a part of a section.
type piece struct {
	kind kind
	text string // as written, letters of dates in small letters
}

// section is one of the up to four parts of a code.
type section struct {
	pieces []piece
	op     string // of a condition in brackets, or none
	limit  float64
}

// Number writes a number; ok is false where the code is none or the number has
// no date in the days of the workbook.
//
// Source: ECMA-376 Part 1, 18.8.30 and 18.8.31.
// Checked: TestNumberFormats, TestExcelValues.
func Number(x float64, code string, days calendar.System) (text string, ok bool) {
	sections, ok := parse(code)
	if !ok {
		return "", false
	}
	s, abs := choose(sections, x)
	if s == nil {
		return strings.Repeat("#", 8), true
	}
	if abs && x < 0 {
		x = -x
	}
	return s.number(x, days)
}

// Text writes a text: by the fourth section, or a single one with @.
func Text(s, code string) (text string, ok bool) {
	sections, ok := parse(code)
	if !ok {
		return "", false
	}
	var chosen *section
	if len(sections) == 4 {
		chosen = &sections[3]
	} else if last := &sections[len(sections)-1]; last.has(at) {
		chosen = last
	}
	if chosen == nil {
		return s, true
	}
	var b strings.Builder
	for _, p := range chosen.pieces {
		switch p.kind {
		case at:
			b.WriteString(s)
		case literal:
			b.WriteString(p.text)
		}
	}
	return b.String(), true
}

// choose finds the section of a number and whether it writes the sign itself.
func choose(sections []section, x float64) (s *section, abs bool) {
	n := min(len(sections), 3)
	if sections[0].op == "" && n == 1 {
		return &sections[0], false
	}
	if sections[0].op == "" && (n == 2 || sections[1].op == "") {
		switch {
		case x < 0:
			return &sections[1], true
		case x == 0 && n == 3:
			return &sections[2], false
		}
		return &sections[0], false
	}
	for i := range n {
		s := &sections[i]
		if s.op == "" {
			if i == 0 && x > 0 || i > 0 {
				return s, false
			}
			continue
		}
		if s.holds(x) {
			return s, s.op == "<" && s.limit <= 0 || s.op == "<=" && s.limit < 0
		}
	}
	return nil, false
}

// holds tests the condition of a section.
func (s *section) holds(x float64) bool {
	switch s.op {
	case "<":
		return x < s.limit
	case "<=":
		return x <= s.limit
	case ">":
		return x > s.limit
	case ">=":
		return x >= s.limit
	case "=":
		return x == s.limit
	}
	return x != s.limit
}

// has reports whether a piece of the kind is there.
func (s *section) has(k kind) bool {
	for _, p := range s.pieces {
		if p.kind == k {
			return true
		}
	}
	return false
}

// number writes a number by one section.
func (s *section) number(x float64, days calendar.System) (string, bool) {
	switch {
	case s.has(date) || s.has(clock):
		if s.has(percent) || s.has(exponent) || s.has(at) || s.loose() {
			return "", false
		}
		return s.moment(x, days)
	case s.has(at):
		return s.replaced(at, generalForm(x)), true
	case s.has(general):
		return s.replaced(general, generalForm(x)), true
	case s.fraction():
		return s.ratio(x), true
	}
	return s.decimal(x), true
}

// loose reports digits in a date that are no parts of a second.
func (s *section) loose() bool {
	for i, p := range s.pieces {
		if p.kind == digit && (p.text != "0" || !s.partOfSecond(i)) {
			return true
		}
	}
	return false
}

// partOfSecond reports whether piece i belongs to ss.000.
func (s *section) partOfSecond(i int) bool {
	for i--; i >= 0 && s.pieces[i].kind == digit; i-- {
	}
	return i > 0 && s.pieces[i].kind == point && s.pieces[i-1].kind == clock
}

// replaced writes the literals with one kind of piece put in.
func (s *section) replaced(k kind, text string) string {
	var b strings.Builder
	for _, p := range s.pieces {
		if p.kind == k {
			b.WriteString(text)
		} else if p.kind == literal {
			b.WriteString(p.text)
		}
	}
	return b.String()
}

// parse splits a code into its sections.
func parse(code string) (sections []section, ok bool) {
	if code == "" {
		return []section{{}}, true
	}
	sections = []section{{}}
	for code != "" {
		if code[0] == ';' {
			if len(sections) == 4 {
				return nil, false
			}
			sections, code = append(sections, section{}), code[1:]
			continue
		}
		s := &sections[len(sections)-1]
		n, ok := s.take(code)
		if !ok {
			return nil, false
		}
		code = code[n:]
	}
	for i := range sections {
		sections[i].minutes()
	}
	return sections, true
}

// take reads one piece off the front of a code and gives its length.
func (s *section) take(code string) (n int, ok bool) {
	add := func(k kind, text string, n int) (int, bool) {
		s.pieces = append(s.pieces, piece{k, text})
		return n, true
	}
	if len(code) >= 7 && strings.EqualFold(code[:7], "general") {
		return add(general, "", 7)
	}
	for _, half := range []string{"am/pm", "a/p"} {
		if len(code) >= len(half) && strings.EqualFold(code[:len(half)], half) {
			return add(clock, code[:len(half)], len(half))
		}
	}
	r, size := utf8.DecodeRuneInString(code)
	switch r {
	case '"':
		end := strings.IndexByte(code[1:], '"')
		if end < 0 {
			return 0, false
		}
		return add(literal, code[1:1+end], end+2)
	case '\\', '_', '*':
		if len(code) == 1 {
			return 0, false
		}
		_, m := utf8.DecodeRuneInString(code[1:])
		switch r {
		case '\\':
			return add(literal, code[1:1+m], 1+m)
		case '_':
			return add(literal, " ", 1+m)
		}
		return 1 + m, true
	case '[':
		return s.bracket(code)
	case '0', '#', '?':
		return add(digit, code[:1], 1)
	case '.':
		return add(point, ".", 1)
	case ',':
		return add(comma, ",", 1)
	case '%':
		return add(percent, "%", 1)
	case '/':
		return add(slash, "/", 1)
	case '@':
		return add(at, "@", 1)
	case 'E', 'e':
		if len(code) > 1 && (code[1] == '+' || code[1] == '-') {
			return add(exponent, code[:2], 2)
		}
	case 'y', 'Y', 'd', 'D', 'm', 'M', 'h', 'H', 's', 'S':
		return s.letters(code)
	}
	return add(literal, code[:size], size)
}

// letters takes a run of one letter of a date.
func (s *section) letters(code string) (int, bool) {
	low := strings.ToLower(code)
	n := 1
	for n < len(low) && low[n] == low[0] {
		n++
	}
	k := date
	if low[0] == 'h' || low[0] == 's' {
		k = clock
	}
	s.pieces = append(s.pieces, piece{k, low[:n]})
	return n, true
}
