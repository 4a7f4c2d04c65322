package words

import (
	"io"
	"slices"
	"strings"

	"golang.org/x/text/width"
)

// Width counts columns on a screen: Chinese characters and full-width signs
// take two.
//
// Source: Unicode Standard Annex 11, East Asian Width.
func Width(s string) int {
	n := 0
	for _, r := range s {
		n++
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n++
		}
	}
	return n
}

// Pad fills a text with blanks up to n columns of a screen.
func Pad(s string, n int) string { return s + strings.Repeat(" ", max(0, n-Width(s))) }

// Clip cuts a text to n columns of a screen; the last is then a dash of dots.
func Clip(s string, n int) string {
	if Width(s) <= n {
		return s
	}
	r := []rune(s)
	for len(r) > 0 && Width(string(r)) > n-1 {
		r = r[:len(r)-1]
	}
	return string(r) + "…"
}

// Table is what the console prints in columns: each as wide as its widest
// cell, parted by two blanks.
type Table struct {
	Rows   [][]string
	Indent string // before every row
	// First and Last are the columns that hold numbers and are aligned right,
	// counted from 1; 0, 0 none.
	First, Last int
}

// Add takes the cells of one more row, which may have fewer than another.
func (t *Table) Add(cells ...string) { t.Rows = append(t.Rows, cells) }

// Write prints the rows with their columns under one another, by the width that
// the signs have on a screen.
func (t *Table) Write(out io.Writer) error {
	var wide []int
	for _, row := range t.Rows {
		wide = slices.Grow(wide, len(row))[:max(len(wide), len(row))]
		for i, cell := range row {
			wide[i] = max(wide[i], Width(cell))
		}
	}
	var b strings.Builder
	for _, row := range t.Rows {
		line := t.Indent
		for i, cell := range row {
			if i > 0 {
				line += "  "
			}
			if fill := strings.Repeat(" ", wide[i]-Width(cell)); i+1 >= t.First && i < t.Last {
				line += fill + cell
			} else {
				line += cell + fill
			}
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	_, err := io.WriteString(out, b.String())
	return err
}
