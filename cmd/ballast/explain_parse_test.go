package main

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"ballast/budget/words"
)

// printout is the text of explain --scenario as a person has it: lines, cut
// into cells where two blanks stand.
type printout struct {
	t     *testing.T
	w     *words.Words
	lines []string
	cells [][]string
}

// row is one row of a printed table by column; a column that occurs twice has
// its second place under its name and " 2".
type row struct {
	t     *testing.T
	cells map[string]string
}

func readPrintout(t *testing.T, text, lang string) *printout {
	t.Helper()
	p := &printout{t: t, w: words.For(lang), lines: strings.Split(text, "\n")}
	gap := regexp.MustCompile(`\s{2,}`)
	for _, l := range p.lines {
		p.cells = append(p.cells, gap.Split(strings.TrimSpace(l), -1))
	}
	return p
}

// tables returns every table with exactly these columns, named by their keys.
func (p *printout) tables(keys ...string) [][]row {
	p.t.Helper()
	head := make([]string, len(keys))
	for i, k := range keys {
		head[i] = p.w.Say("explain." + k)
	}
	var all [][]row
	for i, c := range p.cells {
		if !slices.Equal(c, head) {
			continue
		}
		var rows []row
		for _, c := range p.cells[i+1:] {
			if len(c) != len(keys) {
				break
			}
			r := row{p.t, map[string]string{}}
			for k, key := range keys {
				if _, twice := r.cells[key]; twice {
					key += " 2"
				}
				r.cells[key] = c[k]
			}
			rows = append(rows, r)
		}
		all = append(all, rows)
	}
	return all
}

// table is the only table with these columns.
func (p *printout) table(keys ...string) []row {
	p.t.Helper()
	all := p.tables(keys...)
	if len(all) != 1 {
		p.t.Fatalf("%d tables with the columns %v", len(all), keys)
	}
	return all[0]
}

// sums are the figures of the tables of two columns "what" and a value.
func (p *printout) sums() map[string]string {
	out := map[string]string{}
	for _, value := range []string{"money", "value"} {
		for _, t := range p.tables("what", value) {
			for _, r := range t {
				out[r.cells["what"]] = r.cells[value]
			}
		}
	}
	return out
}

// said is the figure of a line by its key.
func (p *printout) said(key string) float64 {
	p.t.Helper()
	text, ok := p.sums()[p.w.Say("explain."+key)]
	if !ok {
		return 0
	}
	return number(p.t, text)
}

// heading is the line that begins with the words of a key before their first
// argument.
func (p *printout) heading(key string) string {
	p.t.Helper()
	begin, _, _ := strings.Cut(p.w.Say("explain."+key, "\x00", "\x00"), "\x00")
	for _, l := range p.lines {
		if strings.HasPrefix(l, begin) {
			return l
		}
	}
	p.t.Fatalf("no heading %q", begin)
	return ""
}

func (r row) of(key string) float64 {
	r.t.Helper()
	return number(r.t, r.cells[key])
}

// number reads a printed figure.
func number(t *testing.T, text string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(strings.TrimRight(text, " %"), 64)
	if err != nil {
		t.Fatalf("%q is no figure", text)
	}
	return x
}
