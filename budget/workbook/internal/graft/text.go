package graft

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf16"

	"ballast/budget/workbook/internal/opc"
)

// maxCellText is the longest text of a cell in UTF-16 units. Source: Excel
// specifications and limits, "Total number of characters that a cell can
// contain".
const maxCellText = 32767

// storedText prepares a string for a cell: control characters are written as
// _xHHHH_, the way spreadsheets do, and a text that looks like such an escape
// is protected. Source: ECMA-376 part 1, 22.9.2.19 ST_Xstring. cut reports
// that the text was longer than a cell can hold and ends in "…".
func storedText(s string) (text string, cut bool) {
	if len(s) > maxCellText {
		s, cut = cutUnits(s, maxCellText)
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	if !strings.Contains(s, "_x") && !strings.ContainsFunc(s, control) {
		return opc.Escape(s), cut
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case control(r):
			b.WriteString("_x" + strings.ToUpper(hex4(r)) + "_")
		case r == '_' && looksEscaped(s[i:]):
			b.WriteString("_x005F_")
		default:
			b.WriteRune(r)
		}
	}
	return opc.Escape(b.String()), cut
}

func control(r rune) bool { return r < 0x20 && r != '\n' && r != '\t' }

func hex4(r rune) string {
	h := strconv.FormatInt(int64(r), 16)
	return strings.Repeat("0", 4-len(h)) + h
}

// looksEscaped reports whether s begins with _xHHHH_.
func looksEscaped(s string) bool {
	if len(s) < 7 || s[1] != 'x' || s[6] != '_' {
		return false
	}
	_, err := strconv.ParseUint(s[2:6], 16, 16)
	return err == nil
}

// cutUnits shortens a text to at most n UTF-16 units, the last of them "…".
func cutUnits(s string, n int) (string, bool) {
	units := utf16.Encode([]rune(s))
	if len(units) <= n {
		return s, false
	}
	units = units[:n-1]
	if last := units[len(units)-1]; last >= 0xD800 && last < 0xDC00 {
		units = units[:len(units)-1]
	}
	return string(utf16.Decode(units)) + "…", true
}

// unitLen is the length of a text as Excel counts it.
func unitLen(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// number writes a float so that it is read back the same.
func number(x float64) string {
	x += 0 // -0 is no figure
	if a := math.Abs(x); a == 0 || a >= 1e-5 && a < 1e15 {
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return strconv.FormatFloat(x, 'E', -1, 64)
}
