package workbook

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// maxCellText is the longest text of a cell in UTF-16 units. Source: Excel
// specifications and limits, "Total number of characters that a cell can
// contain".
const maxCellText = 32767

// escapeXML makes text safe in element content and in attributes. Characters
// that XML 1.0 forbids become U+FFFD.
func escapeXML(s string) string {
	if !strings.ContainsFunc(s, special) && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	for _, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r == '\n':
			b.WriteString("&#10;")
		case r == '\t':
			b.WriteString("&#9;")
		case r == '\r':
			b.WriteString("&#13;")
		case forbidden(r):
			b.WriteRune(utf8.RuneError)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func special(r rune) bool {
	return r < 0x20 || r == '&' || r == '<' || r == '>' || r == '"' || forbidden(r)
}

// forbidden reports whether XML 1.0 has no way to write the character.
// Source: XML 1.0, production 2 "Char".
func forbidden(r rune) bool {
	return r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF
}

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
		return escapeXML(s), cut
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
	return escapeXML(b.String()), cut
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
	if a := math.Abs(x); a == 0 || a >= 1e-5 && a < 1e15 {
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return strconv.FormatFloat(x, 'E', -1, 64)
}

// columnLetters turns 1 into A, 28 into AB.
func columnLetters(col int) string {
	var b [4]byte
	i := len(b)
	for ; col > 0; col = (col - 1) / 26 {
		i--
		b[i] = byte('A' + (col-1)%26)
	}
	return string(b[i:])
}

// cellAddress is B4 for row 4, column 2.
func cellAddress(row, col int) string { return columnLetters(col) + strconv.Itoa(row) }

// quoteTab quotes a tab name for a formula: 'Bob”s plan'.
func quoteTab(title string) string { return "'" + strings.ReplaceAll(title, "'", "''") + "'" }
