package main

import (
	"io"
	"strings"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/models/outcome"
	"ballast/models/report"
)

// stresses reads what --stress says: shocks, or the name of a row of the sheet Stress.
func (j *job) stresses(texts []string) ([]budget.Stress, error) {
	var all []budget.Stress
	for _, text := range texts {
		if set := j.stressSet(text); len(set) > 0 {
			all = append(all, set...)
			continue
		}
		s, named := j.namedStress(text)
		if !named {
			shocks, bad := budget.ParseStress(text)
			if bad != "" {
				return nil, unreadStress(text, bad)
			}
			s = budget.Stress{Text: text, Shocks: shocks}
		}
		for _, k := range s.Shocks {
			if k.Source != "" && !j.hasSource(k.Source) {
				return nil, usagef("--stress %q: there is no source %s", text, k.Source)
			}
		}
		all = append(all, s)
	}
	return all, nil
}

// unreadStress is the refusal of a shock that cannot be read.
func unreadStress(text, bad string) error {
	return usagef("--stress %q: cannot read %q; write \"F2 late 6\", \"F1 fails\", \"rates +2%%\", \"costs +15%%\", \"revenue late 3\" or \"revenue -20%%\", or the name of a row or of a set of the sheet Stress", text, bad)
}

// stressSet are the rows of the sheet Stress that have a name in the column Set.
func (j *job) stressSet(name string) []budget.Stress {
	var out []budget.Stress
	for _, s := range j.plan.Stress {
		if s.Set != "" && strings.EqualFold(s.Set, strings.TrimSpace(name)) {
			out = append(out, s)
		}
	}
	return out
}

func (j *job) namedStress(text string) (budget.Stress, bool) {
	for _, s := range j.plan.Stress {
		if s.Name != "" && strings.EqualFold(s.Name, strings.TrimSpace(text)) {
			return s, true
		}
	}
	return budget.Stress{}, false
}

func (j *job) hasSource(id string) bool {
	for _, s := range j.plan.Funding {
		if strings.EqualFold(s.ID, id) {
			return true
		}
	}
	return false
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
