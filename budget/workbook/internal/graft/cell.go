package graft

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"ballast/budget/sheet"
	"ballast/budget/workbook/internal/opc"
)

// dateFormat is given to dates whose style names none.
const dateFormat = "yyyy-mm-dd"

// maxFormula is the longest formula. Source: Excel specifications and limits,
// "Length of formula contents".
const maxFormula = 8192

// appendCell writes one cell; errors name it.
func (g *Run) appendCell(b []byte, t *tab, c *sheet.Cell) ([]byte, error) {
	place := opc.CellAddress(c.Row, c.Col)
	fail := func(err error) ([]byte, error) { return nil, fmt.Errorf("cell %s: %w", place, err) }
	look := c.Style
	if _, ok := c.Value.(time.Time); ok && look.Format == "" {
		look.Format = dateFormat
	}
	style, err := g.styles.style(look)
	if err != nil {
		return fail(err)
	}
	b = append(b, `<c r="`+place+`" s="`...)
	b = strconv.AppendInt(b, int64(style), 10)
	b = append(b, '"')
	v, err := g.value(c.Value)
	if err != nil {
		return fail(err)
	}
	if v.cut {
		g.Cut = append(g.Cut, t.Title+"!"+place)
	}
	if c.Formula != "" {
		formula, err := g.formula(c.Formula)
		if err != nil {
			return fail(err)
		}
		if v.kind != "" {
			b = append(b, ` t="`+v.kind+`"`...)
		}
		b = append(b, "><f>"+opc.Escape(formula)+"</f>"...)
		if v.text != "" {
			b = append(b, "<v>"+v.text+"</v>"...)
		}
		return append(b, "</c>"...), nil
	}
	switch {
	case v.text == "":
		b = append(b, "/>"...)
	case v.kind == "str":
		b = append(b, ` t="inlineStr"><is><t xml:space="preserve">`+v.text+`</t></is></c>`...)
	case v.kind != "":
		b = append(b, ` t="`+v.kind+`"><v>`+v.text+"</v></c>"...)
	default:
		b = append(b, "><v>"+v.text+"</v></c>"...)
	}
	return b, nil
}

// stored is a value as a sheet stores it: kind is the cell type attribute.
type stored struct {
	kind, text string
	cut        bool
}

// value converts a cell's value; NaN and infinities are errors, because a
// sheet has no way to hold them.
func (g *Run) value(v any) (stored, error) {
	switch x := v.(type) {
	case nil:
		return stored{}, nil
	case string:
		text, cut := storedText(x)
		return stored{"str", text, cut}, nil
	case bool:
		if x {
			return stored{kind: "b", text: "1"}, nil
		}
		return stored{kind: "b", text: "0"}, nil
	}
	f, err := g.float(v)
	if err != nil {
		return stored{}, err
	}
	return stored{text: number(f)}, nil
}

// float converts a number or a date to what a sheet stores.
func (g *Run) float(v any) (float64, error) {
	switch x := v.(type) {
	case int:
		return float64(x), nil
	case time.Time:
		return serial(x, g.date04), nil
	case float64:
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return 0, fmt.Errorf("the value %v cannot be stored in a sheet", x)
		}
		return x, nil
	}
	return 0, fmt.Errorf("a value of type %T cannot be stored in a sheet", v)
}

// serial is the number of days that stands for the wall clock time of a date.
// Source: ECMA-376 part 1, 18.17.4.1, date systems 1900 and 1904.
func serial(t time.Time, from1904 bool) float64 {
	wall := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
	days := float64(wall.Unix())/86400 + 25569
	if from1904 {
		return days - 1462
	}
	if days < 61 { // 1900 is counted as a leap year
		days--
	}
	return days
}

// formula replaces {key} by the quoted name of the result sheet of that key,
// outside of quoted text. Braces that hold no key of the form of ours, such as
// array constants, stay.
func (g *Run) formula(f string) (string, error) {
	f = strings.TrimPrefix(f, "=")
	var b strings.Builder
	for quoted := byte(0); f != ""; {
		i := strings.IndexAny(f, `"'{`)
		if i < 0 {
			b.WriteString(f)
			break
		}
		b.WriteString(f[:i])
		f = f[i:]
		switch {
		case f[0] == quoted:
			quoted = 0
		case f[0] != '{' && quoted == 0:
			quoted = f[0]
		}
		end := strings.IndexByte(f, '}')
		if f[0] != '{' || quoted != 0 || end < 0 || !isKey(f[1:end]) {
			b.WriteByte(f[0])
			f = f[1:]
			continue
		}
		t := g.byKey[f[1:end]]
		if t == nil {
			return "", fmt.Errorf("formula: no result sheet has the key %q", f[1:end])
		}
		b.WriteString(opc.QuoteTab(t.Title))
		f = f[end+1:]
	}
	if unitLen(b.String()) > maxFormula {
		return "", fmt.Errorf("formula is longer than %d characters", maxFormula)
	}
	return b.String(), nil
}

// isKey reports whether a text between braces has the form of a sheet's key:
// lower-case letters, digits and hyphens, beginning with a letter.
func isKey(s string) bool {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return false
	}
	return strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-_") == ""
}
