package unit

import (
	"strings"

	"github.com/shopspring/decimal"
)

// Notation is which mark parts the decimals: '.' or ','; 0 when nothing says.
type Notation byte

// The notations.
const (
	Unsaid Notation = 0
	Point  Notation = '.'
	Comma  Notation = ','
)

// clue is what the marks of one number say.
type clue uint8

const (
	clueNone       clue = iota
	cluePoint           // the point parts decimals, or commas part groups
	clueComma           // the comma parts decimals, or points part groups
	clueDotDoubt        // 1.200: either
	clueCommaDoubt      // 1,200: either
	clueBad             // no number
)

// Tally counts what the texts of a column say about its notation.
type Tally struct {
	Points, Commas         int    // cells that settle it
	DotDoubts, CommaDoubts int    // cells with one mark before exactly three digits
	Point, Comma           string // the first of each, for messages
	Doubt                  string // the first in doubt
}

// Add counts one text; texts that are no numbers say nothing.
func (t *Tally) Add(text string) {
	if len(text) > 60 || !strings.ContainsAny(text, ".,，．") {
		return
	}
	s := strings.TrimSpace(halfWidth(text))
	from, to := core(s)
	if from < 0 {
		return
	}
	if _, ok := ParseNumber(text, Unsaid); !ok {
		return
	}
	first := func(place *string) {
		if *place == "" {
			*place = strings.TrimSpace(text)
		}
	}
	switch clueOf(s[from:to]) {
	case cluePoint:
		t.Points++
		first(&t.Point)
	case clueComma:
		t.Commas++
		first(&t.Comma)
	case clueDotDoubt:
		t.DotDoubts++
		first(&t.Doubt)
	case clueCommaDoubt:
		t.CommaDoubts++
		first(&t.Doubt)
	}
}

// Merge adds the counts of another tally.
func (t *Tally) Merge(o Tally) {
	t.Points, t.Commas = t.Points+o.Points, t.Commas+o.Commas
	t.DotDoubts, t.CommaDoubts = t.DotDoubts+o.DotDoubts, t.CommaDoubts+o.CommaDoubts
	for _, p := range []struct{ to, from *string }{{&t.Point, &o.Point}, {&t.Comma, &o.Comma}, {&t.Doubt, &o.Doubt}} {
		if *p.to == "" {
			*p.to = *p.from
		}
	}
}

// notation is the one that the cells counted have; Unsaid when none settles it
// or both stand there.
func (t Tally) notation() Notation {
	switch {
	case t.Points > 0 && t.Commas == 0:
		return Point
	case t.Commas > 0 && t.Points == 0:
		return Comma
	}
	return Unsaid
}

// Mixed tells whether both notations stand in the cells counted.
func (t Tally) Mixed() bool { return t.Points > 0 && t.Commas > 0 }

// Settle finds a column's notation: that of its own cells, then the sheet's,
// then the workbook's. dots and commas tell which mark parts thousands where
// the money is used, by its currency, number formats or words. doubt is true
// when a cell stays that is either grouped or has three decimals.
func Settle(column, sheet, book Tally, dots, commas bool) (n Notation, doubt bool) {
	if column.Mixed() {
		return Unsaid, column.DotDoubts+column.CommaDoubts > 0
	}
	for _, t := range []Tally{column, sheet, book} {
		if n := t.notation(); n != Unsaid {
			return n, false
		}
	}
	switch {
	case column.DotDoubts > 0 && column.CommaDoubts > 0:
		return Unsaid, true
	case column.DotDoubts > 0 && dots:
		return Comma, false
	case column.CommaDoubts > 0 && commas:
		return Point, false
	}
	return Unsaid, column.DotDoubts+column.CommaDoubts > 0
}

// clueOf reads the marks of a number's digits.
func clueOf(s string) clue {
	s, spaced, ok := ungroup(s)
	if !ok {
		return clueBad
	}
	dots, commas := strings.Count(s, "."), strings.Count(s, ",")
	lastDot, lastComma := strings.LastIndexByte(s, '.'), strings.LastIndexByte(s, ',')
	switch {
	case dots == 0 && commas == 0:
		return clueNone
	case dots > 0 && commas > 0 && lastDot > lastComma:
		return cluePoint
	case dots > 0 && commas > 0:
		return clueComma
	case commas > 1:
		return cluePoint
	case dots > 1:
		return clueComma
	}
	at, isDot := max(lastDot, lastComma), dots == 1
	doubtful := len(s)-at-1 == 3 && at >= 1 && at <= 3 && s[0] != '0' && !spaced
	switch {
	case doubtful && isDot:
		return clueDotDoubt
	case doubtful:
		return clueCommaDoubt
	case isDot:
		return cluePoint
	}
	return clueComma
}

// ungroup takes blanks and apostrophes between groups of three digits out.
func ungroup(s string) (string, bool, bool) {
	if !strings.ContainsAny(s, " '") {
		return s, false, true
	}
	groups := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\'' })
	if strings.Count(s, " ")+strings.Count(s, "'") != len(groups)-1 {
		return s, false, false
	}
	for i, g := range groups {
		whole := g
		if i == len(groups)-1 {
			whole, _, _ = strings.Cut(strings.ReplaceAll(g, ",", "."), ".")
		}
		if !allDigits(whole) || i > 0 && len(whole) != 3 || i == 0 && (len(whole) > 3 || len(whole) == 0) {
			return s, false, false
		}
	}
	return strings.Join(groups, ""), len(groups) > 1, true
}

func allDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// parseCore reads the digits under a notation. doubt is true when nothing says
// what its one mark is; the value is then that of a grouped number.
func parseCore(s, exponent string, n Notation) (v decimal.Decimal, doubt, ok bool) {
	c := clueOf(s)
	s, _, _ = ungroup(s)
	mark := byte('.')
	switch c {
	case clueBad:
		return decimal.Zero, false, false
	case clueComma:
		mark = ','
	case clueDotDoubt:
		if doubt = n == Unsaid; n != Point {
			mark = ','
		}
	case clueCommaDoubt:
		if doubt = n == Unsaid; n == Comma {
			mark = ','
		}
	}
	whole, fraction, _ := strings.Cut(s, string(mark))
	if fraction != "" && !allDigits(fraction) || whole == "" && fraction == "" || exponent != "" && doubt {
		return decimal.Zero, false, false
	}
	group := ","
	if mark == ',' {
		group = "."
	}
	digits, ok := groups(whole, group)
	if !ok {
		return decimal.Zero, false, false
	}
	v, err := decimal.NewFromString("0" + digits + "." + fraction + "0" + exponent)
	return v, doubt, err == nil
}

// groups joins the groups of thousands, or of the Indian 2-2-3.
func groups(whole, mark string) (string, bool) {
	if whole == "" {
		return "", true
	}
	parts := strings.Split(whole, mark)
	last := len(parts) - 1
	western, indian := true, mark == ","
	for i, p := range parts {
		if !allDigits(p) {
			return "", false
		}
		western = western && (i == 0 && (last == 0 || len(p) <= 3) || i > 0 && len(p) == 3)
		indian = indian && (i == 0 && (last == 0 || len(p) <= 2) || i == last && len(p) == 3 || i > 0 && i < last && len(p) == 2)
	}
	return strings.Join(parts, ""), western || indian
}
