package models

import (
	"strconv"
	"strings"

	"golang.org/x/text/width"
)

// printed is a table for people and for programs: columns are as wide as their
// widest cell, parted by two spaces; an empty cell is a dash.
type printed struct {
	rows [][]string
	text int // columns from the left that hold text; the rest is aligned right
}

// table begins a table whose header is the words of some keys.
func (m *Model) table(text int, keys ...string) *printed {
	head := make([]string, len(keys))
	for i, k := range keys {
		head[i] = m.words.Say("explain." + k)
	}
	return &printed{rows: [][]string{head}, text: text}
}

func (t *printed) add(cells ...string) { t.rows = append(t.rows, cells) }

// write prints the table, unless it has no row.
func (t *printed) write(w *printer) {
	if len(t.rows) < 2 {
		return
	}
	var wide []int
	for _, r := range t.rows {
		for i := range r {
			if r[i] == "" {
				r[i] = "-"
			}
			if i == len(wide) {
				wide = append(wide, 0)
			}
			wide[i] = max(wide[i], columnsOf(r[i]))
		}
	}
	for _, r := range t.rows {
		line := ""
		for i, c := range r {
			fill := strings.Repeat(" ", wide[i]-columnsOf(c))
			if i < t.text {
				line += "  " + c + fill
			} else {
				line += "  " + fill + c
			}
		}
		w.f("%s\n", strings.TrimRight(line, " "))
	}
}

// section begins a part of a print-out: its heading, and how to check it.
func (m *Model) section(w *printer, key string, args ...any) {
	w.f("\n%s\n", m.words.Say("explain."+key, args...))
	if how := "explain." + key + ".how"; m.words.Has(how) {
		w.f("  %s\n", m.words.Say(how))
	}
}

// columnsOf is how many columns of a terminal a text takes: Chinese characters
// take two.
func columnsOf(s string) int {
	n := 0
	for _, r := range s {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

// pad fills a text up to n columns of a terminal.
func pad(s string, n int) string { return s + strings.Repeat(" ", max(0, n-columnsOf(s))) }

// clip cuts a text to n columns of a terminal.
func clip(s string, n int) string {
	if columnsOf(s) <= n {
		return s
	}
	out := ""
	for _, r := range s {
		if columnsOf(out+string(r)) > n-1 {
			break
		}
		out += string(r)
	}
	return out + "…"
}

// factorText prints a number without unit to eight decimals.
func factorText(x float64) string { return strconv.FormatFloat(x, 'f', 8, 64) }

// monthsText prints a length of time, or a month counted from 1.
func monthsText(x float64) string {
	if x > 1e300 {
		return "-"
	}
	return strconv.FormatFloat(x, 'f', 4, 64)
}
