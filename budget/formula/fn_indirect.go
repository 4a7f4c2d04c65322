package formula

import (
	"math"
	"strconv"
	"strings"
)

// fnIndirect reads a text as a reference.
// Checked: TestReferences.
func fnIndirect(c *Call, a []Value) Value {
	text := strings.TrimSpace(a[0].Text)
	if len(a) > 1 && !a[1].True() {
		var ok bool
		if text, ok = fromR1C1(text, c.at); !ok {
			return Fail(RefError)
		}
	}
	n, err := Parse(text, c.at)
	if err != nil {
		return Fail(RefError)
	}
	switch n := n.(type) {
	case *Range, *Name, *Structured:
	case *Binary:
		if n.Op != RangeTo {
			return Fail(RefError)
		}
	default:
		return Fail(RefError)
	}
	c.run.book.bind(n)
	v := c.eval(n)
	if v.Kind != Reference {
		return Fail(RefError)
	}
	return v
}

// fromR1C1 writes an address of the other notation, R2C3 or R[-1]C, as A1.
func fromR1C1(s string, at Cell) (string, bool) {
	sheet := ""
	if i := strings.LastIndexByte(s, '!'); i >= 0 {
		sheet, s = s[:i+1], s[i+1:]
	}
	first, last, wide := strings.Cut(s, ":")
	from, ok := cellR1C1(first, at)
	if !wide || !ok {
		return sheet + from, ok
	}
	to, ok := cellR1C1(last, at)
	return sheet + from + ":" + to, ok
}

// cellR1C1 reads one address; a whole row or column becomes a pair.
func cellR1C1(s string, at Cell) (string, bool) {
	row, rest, hasRow, ok := partR1C1(strings.ToUpper(s), 'R', at.Row, MaxRows)
	if !ok {
		return "", false
	}
	col, rest, hasCol, ok := partR1C1(rest, 'C', at.Col, MaxCols)
	if !ok || rest != "" {
		return "", false
	}
	letters, digits := columnName(int(col)), strconv.Itoa(int(row)+1)
	switch {
	case hasRow && hasCol:
		return letters + digits, true
	case hasRow:
		return digits + ":" + digits, true
	case hasCol:
		return letters + ":" + letters, true
	}
	return "", false
}

// partR1C1 reads R2, R[-1] or R.
func partR1C1(s string, sign byte, from int32, limit int) (n int32, rest string, has, ok bool) {
	if s == "" || s[0] != sign {
		return 0, s, false, true
	}
	s = s[1:]
	base, text := -1.0, ""
	if inner, after, found := strings.Cut(s, "]"); found && strings.HasPrefix(inner, "[") {
		base, text, s = float64(from), inner[1:], after
	} else {
		end := len(s) - len(strings.TrimLeft(s, "0123456789"))
		text, s = s[:end], s[end:]
		if text == "" {
			return from, s, true, true
		}
	}
	x := AsNumber(Str(text), Locale{}, false)
	place := base + math.Trunc(x.Num)
	if x.Kind != Number || place < 0 || place >= float64(limit) {
		return 0, s, true, false
	}
	return int32(place), s, true, true
}
