package models

import (
	"math"
	"strconv"

	"ballast/budget/words"
)

// printed is a table for people and for programs; an empty cell is a dash.
type printed struct{ words.Table }

// table begins a table whose header is the words of some keys.
func (m *Model) table(text int, keys ...string) *printed {
	head := make([]string, len(keys))
	for i, k := range keys {
		head[i] = m.words.Say("explain." + k)
	}
	return &printed{words.Table{Rows: [][]string{head}, Indent: "  ", First: text + 1, Last: math.MaxInt}}
}

// add adds a row.
func (t *printed) add(cells ...string) {
	for i, c := range cells {
		if c == "" {
			cells[i] = "-"
		}
	}
	t.Add(cells...)
}

// write prints the table, unless it has no row.
func (t *printed) write(w *printer) {
	if len(t.Rows) < 2 || w.err != nil {
		return
	}
	w.err = t.Write(w)
}

// section begins a part of a print-out: its heading, and how to check it.
func (m *Model) section(w *printer, key string, args ...any) {
	w.f("\n%s\n", m.words.Say("explain."+key, args...))
	if how := "explain." + key + ".how"; m.words.Has(how) {
		w.f("  %s\n", m.words.Say(how))
	}
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
