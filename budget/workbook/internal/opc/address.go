package opc

import (
	"strconv"
	"strings"
)

// Limits of a sheet. Source: Excel specifications and limits, "Worksheet and
// workbook specifications".
const (
	MaxRow = 1 << 20
	MaxCol = 1 << 14
)

// ColumnLetters turns 1 into A, 28 into AB.
func ColumnLetters(col int) string {
	var b [4]byte
	i := len(b)
	for ; col > 0; col = (col - 1) / 26 {
		i--
		b[i] = byte('A' + (col-1)%26)
	}
	return string(b[i:])
}

// CellAddress is B4 for row 4, column 2.
func CellAddress(row, col int) string { return ColumnLetters(col) + strconv.Itoa(row) }

// QuoteTab quotes a tab name for a formula: 'Bob”s plan'.
func QuoteTab(title string) string { return "'" + strings.ReplaceAll(title, "'", "''") + "'" }

// CutAddress splits 'Bob”s plan'!$A$1 into the tab's title and the cell.
func CutAddress(formula string) (title, cell string, ok bool) {
	i := strings.LastIndex(formula, "!")
	if i < 0 || strings.HasPrefix(formula, "#REF!") || strings.HasSuffix(formula, "#REF!") {
		return "", "", false
	}
	title = formula[:i]
	if strings.HasPrefix(title, "'") && strings.HasSuffix(title, "'") && len(title) > 1 {
		title = strings.ReplaceAll(title[1:len(title)-1], "''", "'")
	}
	return title, formula[i+1:], true
}
