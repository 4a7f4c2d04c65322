package formula

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf16"
)

// textFunctions take texts apart and put them together. Positions count UTF-16
// code units, as the spreadsheet does.
func textFunctions() []Func {
	plain := func(name string, f func(string) string) Func {
		return Func{Name: name, Min: 1, Max: 1, Args: "t", Call: func(_ *Call, a []Value) Value { return Str(f(a[0].Text)) }}
	}
	return []Func{
		{Name: "LEFT", Min: 1, Max: 2, Args: "tn", Call: left},
		{Name: "RIGHT", Min: 1, Max: 2, Args: "tn", Call: right},
		{Name: "MID", Min: 3, Max: 3, Args: "tnn", Call: mid},
		{Name: "LEN", Min: 1, Max: 1, Args: "t", Call: func(_ *Call, a []Value) Value { return Int(len(units(a[0].Text))) }},
		{Name: "FIND", Min: 2, Max: 3, Args: "ttn", Call: find},
		{Name: "SEARCH", Min: 2, Max: 3, Args: "ttn", Call: search},
		{Name: "SUBSTITUTE", Min: 3, Max: 4, Args: "tttn", Call: substitute},
		{Name: "REPLACE", Min: 4, Max: 4, Args: "tnnt", Call: replace},
		plain("UPPER", strings.ToUpper),
		plain("LOWER", strings.ToLower),
		plain("PROPER", proper),
		plain("TRIM", func(s string) string {
			return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' }), " ")
		}),
		plain("CLEAN", func(s string) string {
			return strings.Map(func(r rune) rune {
				if r < 32 {
					return -1
				}
				return r
			}, s)
		}),
		{Name: "CONCATENATE", Min: 1, Max: Many, Args: "t", Call: func(_ *Call, a []Value) Value {
			var b strings.Builder
			for _, v := range a {
				b.WriteString(v.Text)
			}
			return limited(b.String())
		}},
		{Name: "CONCAT", Min: 1, Max: Many, Args: "r", Call: concat, Prefix: "_xlfn."},
		{Name: "TEXTJOIN", Min: 3, Max: Many, Args: "rb|r", Call: textJoin, Prefix: "_xlfn."},
		{Name: "REPT", Min: 2, Max: 2, Args: "tn", Call: repeat},
		{Name: "EXACT", Min: 2, Max: 2, Args: "tt", Call: func(_ *Call, a []Value) Value { return Logic(a[0].Text == a[1].Text) }},
		{Name: "T", Min: 1, Max: 1, Args: "r", Call: textOnly},
	}
}

// units are the UTF-16 code units of a text.
func units(s string) []uint16 { return utf16.Encode([]rune(s)) }

// fromUnits is the text of code units.
func fromUnits(u []uint16) string { return string(utf16.Decode(u)) }

func left(_ *Call, a []Value) Value {
	n := math.Trunc(given(a, 1, 1))
	if n < 0 {
		return Fail(ValueError)
	}
	u := units(a[0].Text)
	return Str(fromUnits(u[:int(math.Min(n, float64(len(u))))]))
}

func right(_ *Call, a []Value) Value {
	n := math.Trunc(given(a, 1, 1))
	if n < 0 {
		return Fail(ValueError)
	}
	u := units(a[0].Text)
	return Str(fromUnits(u[len(u)-int(math.Min(n, float64(len(u)))):]))
}

func mid(_ *Call, a []Value) Value {
	u, from, to, ok := part(a)
	if !ok {
		return Fail(ValueError)
	}
	return Str(fromUnits(u[from:to]))
}

// part is the places from and to of a part of a text: text, first place counted
// from 1, number of places; ok is false before the first place or for less than
// none.
func part(a []Value) (u []uint16, from, to int, ok bool) {
	start, n := math.Trunc(a[1].Num), math.Trunc(a[2].Num)
	if start < 1 || n < 0 {
		return nil, 0, 0, false
	}
	u = units(a[0].Text)
	size := float64(len(u))
	first := math.Min(start-1, size)
	return u, int(first), int(math.Min(first+n, size)), true
}

// startOf is the place from which FIND and SEARCH look, counted from 0.
func startOf(a []Value, size int) (int, bool) {
	start := math.Trunc(given(a, 2, 1))
	if start < 1 || start > float64(size)+1 {
		return 0, false
	}
	return int(start) - 1, true
}

func find(_ *Call, a []Value) Value {
	what, in := units(a[0].Text), units(a[1].Text)
	start, ok := startOf(a, len(in))
	if !ok {
		return Fail(ValueError)
	}
	if i := indexUnits(in, what, start); i >= 0 {
		return Int(i + 1)
	}
	return Fail(ValueError)
}

// indexUnits is the first place of what in a text from start, -1 for none.
func indexUnits(in, what []uint16, start int) int {
	for i := start; i+len(what) <= len(in); i++ {
		same := true
		for k := range what {
			if in[i+k] != what[k] {
				same = false
				break
			}
		}
		if same {
			return i
		}
	}
	return -1
}

// search is like find, without regard to case and with * ? ~.
func search(_ *Call, a []Value) Value {
	in := units(strings.ToLower(a[1].Text))
	start, ok := startOf(a, len(in))
	if !ok {
		return Fail(ValueError)
	}
	pattern := units(strings.ToLower(a[0].Text))
	for i := start; i <= len(in); i++ {
		if begins(pattern, in[i:]) {
			return Int(i + 1)
		}
	}
	return Fail(ValueError)
}

// begins reports whether a text begins with what a pattern stands for.
func begins(pattern, in []uint16) bool {
	for len(pattern) > 0 {
		switch {
		case pattern[0] == '*':
			for i := range len(in) + 1 {
				if begins(pattern[1:], in[i:]) {
					return true
				}
			}
			return false
		case len(in) == 0:
			return len(pattern) == 1 && pattern[0] == '~'
		case pattern[0] == '~':
			if pattern = pattern[1:]; len(pattern) == 0 {
				return true
			}
			fallthrough
		default:
			if pattern[0] != in[0] {
				return false
			}
		case pattern[0] == '?':
		}
		pattern, in = pattern[1:], in[1:]
	}
	return true
}

func substitute(_ *Call, a []Value) Value {
	s, old, with := a[0].Text, a[1].Text, a[2].Text
	if len(a) > 3 {
		n := math.Trunc(a[3].Num)
		if n < 1 {
			return Fail(ValueError)
		}
		if old == "" {
			return Str(s)
		}
		from := 0
		for ; n > 0; n-- {
			i := strings.Index(s[from:], old)
			if i < 0 {
				return Str(s)
			}
			from += i + len(old)
		}
		return limited(s[:from-len(old)] + with + s[from:])
	}
	if old == "" {
		return Str(s)
	}
	return limited(strings.ReplaceAll(s, old, with))
}

func replace(_ *Call, a []Value) Value {
	u, from, to, ok := part(a)
	if !ok {
		return Fail(ValueError)
	}
	return limited(fromUnits(u[:from]) + a[3].Text + fromUnits(u[to:]))
}

// proper makes capitals of the letters that follow no letter.
func proper(s string) string {
	inside := false
	return strings.Map(func(r rune) rune {
		was := inside
		inside = unicode.IsLetter(r)
		if was {
			return unicode.ToLower(r)
		}
		return unicode.ToUpper(r)
	}, s)
}

func concat(c *Call, a []Value) Value {
	var b strings.Builder
	bad := Value{}
	for _, v := range a {
		c.Each(v, func(x Value, _ bool) bool {
			if x = asText(x); x.Kind == Error {
				bad = x
				return false
			}
			b.WriteString(x.Text)
			return true
		})
		if bad.Kind == Error {
			return bad
		}
	}
	return limited(b.String())
}

// texts are the elements of arguments as texts; bad is the first error among them.
func (c *Call) texts(args ...Value) (all []string, bad Value) {
	for _, v := range args {
		m, bad := c.Array(v)
		if bad.Kind == Error {
			return nil, bad
		}
		for _, x := range m.V {
			if x = asText(x); x.Kind == Error {
				return nil, x
			}
			all = append(all, x.Text)
		}
	}
	return all, Value{}
}

// textJoin puts a delimiter between texts; several delimiters take turns.
func textJoin(c *Call, a []Value) Value {
	between, bad := c.texts(a[0])
	if bad.Kind == Error {
		return bad
	}
	parts, bad := c.texts(a[2:]...)
	if bad.Kind == Error {
		return bad
	}
	var b strings.Builder
	n := 0
	for _, p := range parts {
		if p == "" && a[1].Num != 0 {
			continue
		}
		if n > 0 {
			b.WriteString(between[(n-1)%len(between)])
		}
		b.WriteString(p)
		n++
	}
	if len(units(b.String())) > maxText {
		return Fail(CalcError)
	}
	return Str(b.String())
}

func repeat(_ *Call, a []Value) Value {
	n := math.Trunc(a[1].Num)
	if n < 0 || n*float64(len(units(a[0].Text))) > maxText {
		return Fail(ValueError)
	}
	return Str(strings.Repeat(a[0].Text, int(n)))
}

// textOnly is T: the text of the first cell, "" for anything else.
func textOnly(c *Call, a []Value) Value {
	v := a[0]
	if v.Kind == Reference {
		v = c.Cell(v.Areas()[0].First())
	}
	if v.Kind == Matrix {
		v = v.Array().V[0]
	}
	if v.Kind == Text || v.Kind == Error {
		return v
	}
	return Str("")
}
