package main

import (
	"errors"
	"io"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/cmd/ballast/service"
	"ballast/models/outcome"
	"ballast/models/report"
)

// stresses reads what --stress says: shocks, or the name of a row of the sheet Stress.
func (j *job) stresses(texts []string) ([]budget.Stress, error) {
	all, err := service.Stresses(j.plan, texts)
	var bad *service.UnknownStressError
	switch {
	case errors.As(err, &bad) && bad.Source:
		return nil, usagef("--stress %q: there is no source %s", bad.Text, bad.Part)
	case errors.As(err, &bad):
		return nil, unreadStress(bad.Text, bad.Part)
	}
	return all, err
}

// unreadStress is the refusal of a shock that cannot be read.
func unreadStress(text, bad string) error {
	return usagef("--stress %q: cannot read %q; write \"F2 late 6\", \"F1 fails\", \"rates +2%%\", \"costs +15%%\", \"revenue late 3\" or \"revenue -20%%\", or the name of a row or of a set of the sheet Stress", text, bad)
}

// sayStress prints the plan beside itself under the stresses.
func sayStress(out io.Writer, w *words.Words, o *outcome.Outcome) error {
	if o.StressTest == nil {
		return nil
	}
	t := words.Table{First: 2, Last: 2 + len(o.StressTest.Stresses)}
	for _, row := range report.StressTable(o, w) {
		t.Add(row...)
	}
	return t.Write(out)
}
