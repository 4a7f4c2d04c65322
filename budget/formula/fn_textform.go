package formula

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"ballast/budget/formula/format"
)

// textFormFunctions turn numbers into texts and back.
func textFormFunctions() []Func {
	return []Func{
		{Name: "TEXT", Min: 2, Max: 2, Args: "vt", Call: formatted},
		{Name: "VALUE", Min: 1, Max: 1, Args: "v", Call: valueOf},
		{Name: "NUMBERVALUE", Min: 1, Max: 3, Args: "ttt", Call: numberValue, Prefix: "_xlfn."},
		{Name: "DOLLAR", Min: 1, Max: 2, Args: "nn", Call: dollars},
		{Name: "FIXED", Min: 1, Max: 3, Args: "nnb", Call: fixed},
		{Name: "CHAR", Min: 1, Max: 1, Args: "n", Call: char},
		{Name: "CODE", Min: 1, Max: 1, Args: "t", Call: code},
		{Name: "UNICHAR", Min: 1, Max: 1, Args: "n", Call: unichar, Prefix: "_xlfn."},
		{Name: "UNICODE", Min: 1, Max: 1, Args: "t", Call: unicodeOf, Prefix: "_xlfn."},
		{Name: "VALUETOTEXT", Min: 1, Max: 2, Args: "Vn", Call: valueToText, Prefix: "_xlfn."},
		{Name: "ARRAYTOTEXT", Min: 1, Max: 2, Args: "Rn", Call: arrayToText, Prefix: "_xlfn."},
		{Name: "HYPERLINK", Min: 1, Max: 2, Args: "vv", Call: func(_ *Call, a []Value) Value { return a[len(a)-1] }},
	}
}

// formatted is TEXT: a text stays one unless it looks like a number.
func formatted(c *Call, a []Value) Value {
	v, code := a[0], a[1].Text
	switch v.Kind {
	case Bool:
		return asText(v)
	case Text:
		n := c.Number(v)
		if n.Kind != Number {
			if n.Fault() != nil {
				return n
			}
			s, ok := format.Text(v.Text, code)
			if !ok {
				return Fail(ValueError)
			}
			return Str(s)
		}
		v = n
	}
	s, ok := format.Number(v.Num, code, c.days())
	if !ok {
		return Fail(ValueError)
	}
	return Str(s)
}

func valueOf(c *Call, a []Value) Value {
	if a[0].Kind == Bool {
		return Fail(ValueError)
	}
	return c.Number(a[0])
}

// numberValue reads digits with the signs that the arguments name; spaces go,
// each percent sign divides by 100.
func numberValue(c *Call, a []Value) Value {
	point, group := ".", ","
	if len(a) > 1 {
		point = firstRune(a[1].Text)
	}
	if len(a) > 2 {
		group = firstRune(a[2].Text)
	}
	if point == "" || point == group {
		return Fail(ValueError)
	}
	s := strings.Join(strings.Fields(a[0].Text), "")
	if s == "" {
		return Num(0)
	}
	scale := 1.0
	for strings.HasSuffix(s, "%") {
		s, scale = s[:len(s)-1], scale*100
	}
	whole, part, _ := strings.Cut(s, point)
	if group != "" {
		if strings.Contains(part, group) {
			return Fail(ValueError)
		}
		whole = strings.ReplaceAll(whole, group, "")
	}
	if strings.ContainsAny(whole+part, ".,") && point != "." {
		return Fail(ValueError)
	}
	x, found := Locale{Decimal: '.'}.readAmount(whole + "." + part)
	if part == "" {
		x, found = Locale{Decimal: '.'}.readAmount(whole)
	}
	if found != Certain {
		return Fail(ValueError)
	}
	return Num(x / scale)
}

func firstRune(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}

// decimalsOf rounds and writes with separators: FIXED and DOLLAR.
func decimalsOf(x float64, digits int, commas bool) string {
	code := "0"
	if commas {
		code = "#,##0"
	}
	if digits > 0 {
		code += "." + strings.Repeat("0", digits)
	}
	s, _ := format.Number(math.Abs(Round(x, digits)), code, 0)
	return s
}

func dollars(_ *Call, a []Value) Value {
	digits := math.Trunc(given(a, 1, 2))
	if math.Abs(digits) > 127 {
		return Fail(ValueError)
	}
	s := "$" + decimalsOf(a[0].Num, int(digits), true)
	if Round(a[0].Num, int(digits)) < 0 {
		s = "(" + s + ")"
	}
	return Str(s)
}

func fixed(_ *Call, a []Value) Value {
	digits := math.Trunc(given(a, 1, 2))
	if math.Abs(digits) > 127 {
		return Fail(ValueError)
	}
	s := decimalsOf(a[0].Num, int(digits), given(a, 2, 0) == 0)
	if Round(a[0].Num, int(digits)) < 0 {
		s = "-" + s
	}
	return Str(s)
}

// char is a character of Windows' western code page.
func char(_ *Call, a []Value) Value {
	n := math.Trunc(a[0].Num)
	if n < 1 || n > 255 {
		return Fail(ValueError)
	}
	r := charmap.Windows1252.DecodeByte(byte(n))
	if r == unicode.ReplacementChar { // no character has the number
		r = rune(n)
	}
	return Str(string(r))
}

// code is the number of a character in Windows' western code page, 63 (?) for
// what it lacks.
func code(_ *Call, a []Value) Value {
	if a[0].Text == "" {
		return Fail(ValueError)
	}
	r, _ := utf8.DecodeRuneInString(a[0].Text)
	if b, ok := charmap.Windows1252.EncodeRune(r); ok {
		return Int(int(b))
	}
	return Int('?')
}

func unichar(_ *Call, a []Value) Value {
	n := math.Trunc(a[0].Num)
	switch {
	case n < 1 || n > 0x10FFFF:
		return Fail(ValueError)
	case n >= 0xD800 && n < 0xE000 || int(n)&0xFFFE == 0xFFFE:
		return Fail(NAError)
	}
	return Str(string(rune(int(n))))
}

func unicodeOf(_ *Call, a []Value) Value {
	for _, r := range a[0].Text {
		return Int(int(r))
	}
	return Fail(ValueError)
}

// written is a value as text; strict puts texts in quotes.
func written(v Value, strict bool) string {
	switch v.Kind {
	case Error:
		return v.Err.String()
	case Text:
		if strict {
			return `"` + strings.ReplaceAll(v.Text, `"`, `""`) + `"`
		}
	}
	return asText(v).Text
}

// strictOf is the second argument of VALUETOTEXT and ARRAYTOTEXT: 0 or 1.
func strictOf(a []Value) (strict, ok bool) {
	n := math.Trunc(given(a, 1, 0))
	return n == 1, n == 0 || n == 1
}

func valueToText(_ *Call, a []Value) Value {
	strict, ok := strictOf(a)
	if !ok {
		return Fail(ValueError)
	}
	return Str(written(a[0], strict))
}

func arrayToText(c *Call, a []Value) Value {
	strict, ok := strictOf(a)
	if !ok {
		return Fail(ValueError)
	}
	m, bad := c.Array(a[0])
	if bad.Kind == Error {
		return bad
	}
	var b strings.Builder
	for r := range m.Rows {
		for col := range m.Cols {
			switch {
			case col > 0 && strict:
				b.WriteByte(',')
			case col > 0 || r > 0 && !strict:
				b.WriteString(", ")
			case r > 0:
				b.WriteByte(';')
			}
			b.WriteString(written(m.At(r, col), strict))
		}
	}
	if strict {
		return limited("{" + b.String() + "}")
	}
	return limited(b.String())
}
