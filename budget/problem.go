package budget

import (
	"fmt"
	"strings"
)

// Severity says what a Problem does to a run: nothing, a mention, or an end.
type Severity int

// The severities, mildest first. Errors stop a run; warnings and notes go to
// the run log of the result.
const (
	Note Severity = iota
	Warning
	Error
)

// String returns the stable lower-case English word used in JSON and messages.
func (s Severity) String() string {
	return [...]string{"note", "warning", "error"}[s]
}

// Ref is the place of a datum in a workbook. Cell may be empty when the whole
// sheet is meant, Sheet when the whole file is.
type Ref struct {
	File, Sheet, Cell string
}

// String returns FILE:SHEET!CELL, leaving out what is unknown.
func (r Ref) String() string {
	s := r.File
	if r.Sheet != "" {
		s += ":" + r.Sheet
	}
	if r.Cell != "" {
		s += "!" + r.Cell
	}
	return s
}

// Field is one cell of a row as it was read, quoted under a problem so that
// the reader sees the row without opening the workbook.
type Field struct {
	Cell, Name, Text string
}

// Problem is something in the workbook that a person should mend (Error),
// check (Warning) or know (Note). It is data, never a Go error. Message and
// Hint are already in the language of the workbook; Code is stable.
type Problem struct {
	Ref      Ref
	Severity Severity
	Code     string
	Message  string
	Hint     string
	Row      []Field
}

// String lays the problem out over one to three lines:
//
//	plan.xlsx:Costs!H14: error: likely 120 is above high 100 [estimate-order]
//	    C14 "Racks and power"   G14 low 80   H14 likely 120   I14 high 100
//	    the likely value must lie between low and high; were H14 and I14 swapped?
//
// word gives the severity in the language of the reader; nil means English.
func (p Problem) Format(word func(Severity) string) string {
	if word == nil {
		word = Severity.String
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s: %s [%s]", p.Ref, word(p.Severity), p.Message, p.Code)
	if len(p.Row) > 0 {
		parts := make([]string, len(p.Row))
		for i, f := range p.Row {
			if f.Name == "" {
				parts[i] = fmt.Sprintf("%s %q", f.Cell, f.Text)
			} else {
				parts[i] = strings.TrimSpace(f.Cell + " " + f.Name + " " + f.Text)
			}
		}
		b.WriteString("\n    " + strings.Join(parts, "   "))
	}
	if p.Hint != "" {
		b.WriteString("\n    " + p.Hint)
	}
	return b.String()
}

// HasErrors reports whether any problem is an Error.
func HasErrors(ps []Problem) bool {
	for _, p := range ps {
		if p.Severity == Error {
			return true
		}
	}
	return false
}

// At returns the cell as a person writes it, "Costs!E7" or "'My plan'!E7", the title of
// the sheet where no cell is known, and "" where nothing is.
func (r Ref) At() string {
	tab := r.Sheet
	if strings.ContainsFunc(tab, func(c rune) bool { return strings.ContainsRune(" '!-+*/&()[]{},;:=<>^%#@.\"$", c) }) || tab != "" && tab[0] >= '0' && tab[0] <= '9' {
		tab = "'" + strings.ReplaceAll(tab, "'", "''") + "'"
	}
	if r.Cell == "" {
		return tab
	}
	return tab + "!" + r.Cell
}
