package main

import (
	"fmt"
	"io"
	"sort"
	"strings"

	"ballast/budget"
	"ballast/budget/words"
)

// fewWarnings is how many warnings a run prints before it points at the run log.
const fewWarnings = 10

// inOrder returns the problems, errors first, then by sheet as first met, row
// and column, without those that say the same of the same cell twice.
func inOrder(problems []budget.Problem) []budget.Problem {
	type place struct {
		ref  budget.Ref
		code string
		text string
	}
	seen := map[place]bool{}
	sheets := map[string]int{}
	var list []budget.Problem
	for _, p := range problems {
		at := place{p.Ref, p.Code, p.Message}
		if seen[at] {
			continue
		}
		seen[at] = true
		if _, known := sheets[p.Ref.Sheet]; !known {
			sheets[p.Ref.Sheet] = len(sheets)
		}
		list = append(list, p)
	}
	sort.SliceStable(list, func(i, j int) bool {
		a, b := list[i], list[j]
		if a.Severity != b.Severity {
			return a.Severity > b.Severity
		}
		if a.Ref.Sheet != b.Ref.Sheet {
			return sheets[a.Ref.Sheet] < sheets[b.Ref.Sheet]
		}
		return cellBefore(a.Ref.Cell, b.Ref.Cell)
	})
	return list
}

// cellBefore orders cells by row, then column. A problem of a whole sheet, or
// of a range, stands where its first cell does.
func cellBefore(a, b string) bool {
	rowA, colA := splitCell(a)
	rowB, colB := splitCell(b)
	if rowA != rowB {
		return rowA < rowB
	}
	if len(colA) != len(colB) {
		return len(colA) < len(colB)
	}
	return colA < colB
}

// splitCell takes "H14" or "H14:K20" apart into row 14 and column "H".
func splitCell(cell string) (row int, col string) {
	first, _, _ := strings.Cut(cell, ":")
	col = strings.TrimRight(first, "0123456789")
	fmt.Sscanf(first[len(col):], "%d", &row)
	return row, col
}

// tally counts problems by severity.
func tally(problems []budget.Problem) (errors, warnings, notes int) {
	for _, p := range problems {
		switch p.Severity {
		case budget.Error:
			errors++
		case budget.Warning:
			warnings++
		default:
			notes++
		}
	}
	return errors, warnings, notes
}

// severityIn says severities in the language of w.
func severityIn(w *words.Words) func(budget.Severity) string {
	return func(s budget.Severity) string { return w.Say("severity." + s.String()) }
}

// listProblems prints every problem in full and a line that counts them.
func listProblems(out io.Writer, w *words.Words, problems []budget.Problem) {
	for _, p := range problems {
		fmt.Fprintln(out, p.Format(severityIn(w)))
	}
	errors, warnings, notes := tally(problems)
	fmt.Fprintln(out, w.Say("command.count", errors, warnings, notes))
}

// listWarnings prints the first few warnings, one line each.
func listWarnings(out io.Writer, w *words.Words, problems []budget.Problem) {
	shown, more := 0, 0
	for _, p := range problems {
		if p.Severity != budget.Warning {
			continue
		}
		if shown == fewWarnings {
			more++
			continue
		}
		shown++
		p.Row, p.Hint = nil, ""
		fmt.Fprintln(out, p.Format(severityIn(w)))
	}
	if more > 0 {
		fmt.Fprintln(out, w.Say("command.more", more))
	}
}

// verdict is the exit of a command that found these problems.
func verdict(problems []budget.Problem, strict bool) error {
	errors, warnings, _ := tally(problems)
	switch {
	case errors > 0:
		return exitError{code: exitProblems}
	case strict && warnings > 0:
		return exitError{code: exitWarnings}
	}
	return nil
}
