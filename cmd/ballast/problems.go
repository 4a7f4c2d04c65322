package main

import (
	"fmt"
	"io"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/cmd/ballast/service"
)

// fewWarnings is how many warnings a run prints before it points at the run log.
const fewWarnings = 10

// severityIn says severities in the language of w.
func severityIn(w *words.Words) func(budget.Severity) string {
	return func(s budget.Severity) string { return w.Say("severity." + s.String()) }
}

// listProblems prints every problem in full and a line that counts them.
func listProblems(out io.Writer, w *words.Words, problems []budget.Problem) {
	for _, p := range problems {
		fmt.Fprintln(out, p.Format(severityIn(w)))
	}
	errors, warnings, notes := service.Tally(problems)
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
	errors, warnings, _ := service.Tally(problems)
	switch {
	case errors > 0:
		return exitError{code: exitProblems}
	case strict && warnings > 0:
		return exitError{code: exitWarnings}
	}
	return nil
}
