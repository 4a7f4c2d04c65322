package formula

import (
	"math"
	"sort"
	"strings"
)

// splitFunctions cut texts at delimiters.
func splitFunctions() []Func {
	return []Func{
		{Name: "TEXTBEFORE", Min: 2, Max: 6, Args: "trnnnV", Call: func(c *Call, a []Value) Value { return beside(c, a, true) }, Prefix: "_xlfn."},
		{Name: "TEXTAFTER", Min: 2, Max: 6, Args: "trnnnV", Call: func(c *Call, a []Value) Value { return beside(c, a, false) }, Prefix: "_xlfn."},
		{Name: "TEXTSPLIT", Min: 2, Max: 6, Args: "trrbnV", Call: textSplit, Prefix: "_xlfn."},
	}
}

// span is a delimiter found in a text, by bytes.
type span struct{ from, to int }

// delimitersOf reads the delimiters of an argument.
func delimitersOf(c *Call, v Value) (all []string, bad Value) {
	all, bad = c.texts(v)
	// Of two that begin at one place the longer counts.
	sort.SliceStable(all, func(i, j int) bool { return len(all[i]) > len(all[j]) })
	return all, bad
}

// delimited finds the delimiters of a text from left to right.
func delimited(s string, by []string, foldCase bool) []span {
	var found []span
	for i := 0; i < len(s); {
		n := 0
		for _, d := range by {
			if d != "" && i+len(d) <= len(s) && (s[i:i+len(d)] == d || foldCase && strings.EqualFold(s[i:i+len(d)], d)) {
				n = len(d)
				break
			}
		}
		if n > 0 {
			found = append(found, span{i, i + n})
			i += n
		} else {
			i++
		}
	}
	return found
}

// beside is TEXTBEFORE and TEXTAFTER: text, delimiters, instance, match mode,
// match end, value where nothing is found.
func beside(c *Call, a []Value, before bool) Value {
	s := a[0].Text
	by, bad := delimitersOf(c, a[1])
	if bad.Kind == Error {
		return bad
	}
	number := func(i int, def float64) float64 {
		if c.Empty(i) || i >= len(a) {
			return def
		}
		return math.Floor(a[i].Num)
	}
	n, fold, end := number(2, 1), number(3, 0), number(4, 0)
	if n == 0 || fold != 0 && fold != 1 || end != 0 && end != 1 {
		return Fail(ValueError)
	}
	if s != "" && !c.Empty(2) && math.Abs(n)*float64(max(1, len(units(by[len(by)-1])))) > float64(len(units(s))) {
		return Fail(ValueError)
	}
	if len(by) == 1 && by[0] == "" {
		if before == (n > 0) {
			return Str("")
		}
		return Str(s)
	}
	found := delimited(s, by, fold == 1)
	if end == 1 {
		if n > 0 {
			found = append(found, span{len(s), len(s)})
		} else {
			found = append([]span{{0, 0}}, found...)
		}
	}
	i := int(n) - 1
	if n < 0 {
		i = len(found) + int(n)
	}
	if i < 0 || i >= len(found) {
		switch {
		case c.Empty(5) || len(a) < 6:
			return Fail(NAError)
		case a[5].Kind == Blank:
			return Str("")
		}
		return a[5]
	}
	if before {
		return Str(s[:found[i].from])
	}
	return Str(s[found[i].to:])
}

// textSplit cuts a text into rows and columns: text, column delimiters, row
// delimiters, ignore empty, match mode, filling.
func textSplit(c *Call, a []Value) Value {
	var by [2][]string
	for i := range by {
		if c.Empty(i+1) || i+1 >= len(a) {
			continue
		}
		var bad Value
		if by[i], bad = delimitersOf(c, a[i+1]); bad.Kind == Error {
			return bad
		}
		for _, d := range by[i] {
			if d == "" {
				return Fail(ValueError)
			}
		}
	}
	if by[0] == nil && by[1] == nil {
		return Fail(ValueError)
	}
	skip := given(a, 3, 0) != 0
	fold := math.Trunc(given(a, 4, 0))
	if fold != 0 && fold != 1 {
		return Fail(ValueError)
	}
	fill := Fail(NAError)
	if !c.Empty(5) && len(a) > 5 {
		fill = a[5]
	}
	if a[0].Text == "" {
		return Fail(CalcError)
	}
	var rows [][]string
	width := 0
	for _, line := range cut(a[0].Text, by[1], fold == 1, skip) {
		parts := cut(line, by[0], fold == 1, skip)
		rows, width = append(rows, parts), max(width, len(parts))
	}
	m := newArray(len(rows), width)
	for r, parts := range rows {
		for col := range width {
			if col < len(parts) {
				m.Set(r, col, Str(parts[col]))
			} else {
				m.Set(r, col, fill)
			}
		}
	}
	return Grid(m)
}

// cut splits a text, whole where there are no delimiters.
func cut(s string, by []string, fold, skip bool) []string {
	var parts []string
	from := 0
	if by != nil {
		for _, d := range delimited(s, by, fold) {
			if !skip || d.from > from {
				parts = append(parts, s[from:d.from])
			}
			from = d.to
		}
	}
	if !skip || from < len(s) {
		parts = append(parts, s[from:])
	}
	return parts
}
