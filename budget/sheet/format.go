package sheet

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// Show writes a value as a spreadsheet program shows it in a cell of a number
// format: text as it is, numbers and dates by the code. It knows the codes that
// result sheets use: sections, literals, thousands, scaling commas, percent and
// dates; not fractions, exponents and conditions.
// Source: ECMA-376 part 1, 18.8.31 numFmts.
// Checked: TestShow, against what a spreadsheet program displays.
func Show(v any, format string) string {
	switch x := v.(type) {
	case nil:
		return ""
	case string:
		return x
	case bool:
		return strings.ToUpper(strconv.FormatBool(x))
	case time.Time:
		if !isDate(format) {
			format = "yyyy-mm-dd"
		}
		return showDate(x, format)
	case int:
		return showNumber(float64(x), format)
	case float64:
		return showNumber(x, format)
	}
	return fmt.Sprint(v)
}

func showNumber(x float64, format string) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return "–"
	}
	if format == "" || format == "General" {
		return strconv.FormatFloat(x, 'g', 11, 64)
	}
	if isDate(format) {
		return showDate(dateOf(x), format)
	}
	code, signed := section(format, x)
	if before, after, ok := strings.Cut(code, "General"); ok {
		body := before + strconv.FormatFloat(math.Abs(x), 'g', 11, 64) + after
		if x < 0 && !signed {
			return "-" + body
		}
		return body
	}
	body := fill(parseCode(code), math.Abs(x))
	if x < 0 && !signed && strings.ContainsAny(body, "123456789") {
		return "-" + body
	}
	return body
}

// dateOf turns the serial number of a day into a date.
func dateOf(serial float64) time.Time {
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).Add(time.Duration(serial * float64(24*time.Hour)))
}

// section picks the part of a code for a number; signed says that the part
// brings its own sign.
func section(format string, x float64) (code string, signed bool) {
	parts := splitCode(format)
	switch {
	case x < 0 && len(parts) > 1:
		return parts[1], true
	case x == 0 && len(parts) > 2:
		return parts[2], true
	}
	return parts[0], false
}

// splitCode cuts a code at its semicolons, those in quotes apart.
func splitCode(format string) []string {
	var parts []string
	quoted, from := false, 0
	for i := 0; i < len(format); i++ {
		switch {
		case format[i] == '"':
			quoted = !quoted
		case format[i] == '\\':
			i++
		case format[i] == ';' && !quoted:
			parts, from = append(parts, format[from:i]), i+1
		}
	}
	return append(parts, format[from:])
}

// token is one piece of a code: a digit's place ('0', '#' or '?'), the decimal
// point, or literal text (kind 't').
type token struct {
	kind byte
	text string
}

// numberCode is a section of a code taken apart.
type numberCode struct {
	tokens   []token
	grouped  bool // thousands separated
	thousand int  // scaling commas
	percent  int
	decimals int
	whole    int // digit places before the point
}

func parseCode(code string) numberCode {
	var c numberCode
	point, comma := false, 0
	literal := func(s string) { c.tokens = append(c.tokens, token{'t', s}) }
	runes := []rune(code)
	for i := 0; i < len(runes); i++ {
		switch r := runes[i]; r {
		case '0', '#', '?':
			if comma > 0 {
				c.grouped = true
			}
			comma = 0
			if point {
				c.decimals++
			} else {
				c.whole++
			}
			c.tokens = append(c.tokens, token{byte(r), ""})
		case ',':
			comma++
		case '.':
			c.thousand, comma, point = c.thousand+comma, 0, true
			c.tokens = append(c.tokens, token{'.', ""})
		case '%':
			c.percent++
			literal("%")
		case '"':
			end := i + 1
			for end < len(runes) && runes[end] != '"' {
				end++
			}
			literal(string(runes[i+1 : min(end, len(runes))]))
			i = end
		case '\\':
			if i++; i < len(runes) {
				literal(string(runes[i]))
			}
		case '_', '*':
			i++
		case '[':
			end := i
			for end < len(runes) && runes[end] != ']' {
				end++
			}
			if inner := string(runes[i+1 : min(end, len(runes))]); strings.HasPrefix(inner, "$") {
				symbol, _, _ := strings.Cut(inner[1:], "-")
				literal(symbol)
			}
			i = end
		default:
			literal(string(r))
		}
	}
	c.thousand += comma
	return c
}

// fill sets the digits of a number that is not negative into the places of a
// code, from the right; digits without a place stand before the first one.
func fill(c numberCode, x float64) string {
	d := decimal.NewFromFloat(x).Shift(int32(2*c.percent - 3*c.thousand))
	whole, frac, _ := strings.Cut(d.StringFixed(int32(c.decimals)), ".")
	if whole == "0" {
		whole = ""
	}
	var out strings.Builder
	place, left := 0, len(whole)
	digit := func(kind byte, first bool) {
		from := max(0, len(whole)-(c.whole-place))
		to := from + 1
		if len(whole) < c.whole-place {
			if kind == '0' {
				out.WriteByte('0')
			}
			place++
			return
		}
		if first {
			from = 0
		}
		for i := from; i < to; i++ {
			out.WriteByte(whole[i])
			if left--; c.grouped && left > 0 && left%3 == 0 {
				out.WriteByte(',')
			}
		}
		place++
	}
	after := false
	for _, t := range c.tokens {
		switch {
		case t.kind == 't':
			out.WriteString(t.text)
		case t.kind == '.':
			if c.whole == 0 {
				out.WriteString(whole)
			}
			after = true
			if keep := significant(c, frac); keep > 0 {
				out.WriteByte('.')
				out.WriteString(frac[:keep])
			}
		case !after:
			digit(t.kind, place == 0)
		}
	}
	return out.String()
}

// significant is how many decimals are shown: all that have a place 0, and of
// the others those before the last that is not zero.
func significant(c numberCode, frac string) int {
	keep, n, after := 0, 0, false
	for _, t := range c.tokens {
		switch {
		case t.kind == '.':
			after = true
		case after && t.kind != 't':
			n++
			if t.kind == '0' || n <= len(frac) && frac[n-1] != '0' {
				keep = n
			}
		}
	}
	return keep
}
