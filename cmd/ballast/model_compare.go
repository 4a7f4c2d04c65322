package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/models/cells"
	"ballast/models/outcome"
	"ballast/models/report"
)

// models reads both workbooks of a comparison as models; ok is false where neither is
// one.
func (o *compareOptions) models(ctx context.Context) (jobs [2]*modelJob, ok bool, err error) {
	found := 0
	for i, name := range []string{o.a, o.b} {
		data, file, err := o.bytes(ctx, name)
		if err != nil {
			return jobs, false, err
		}
		if jobs[i], err = modelOf(ctx, file, data, source{path: file, lang: o.lang, reading: o.reading}, o.model); err != nil {
			return jobs, false, err
		}
		if jobs[i] != nil {
			found++
		}
	}
	if found == 1 {
		return jobs, false, usagef("one of %s and %s is a plan and the other a model of formulas: they have no figure in common", o.a, o.b)
	}
	return jobs, found == 2, nil
}

// compareModels is the compare command for two workbooks of formulas.
func compareModels(ctx context.Context, o compareOptions, std streams, jobs [2]*modelJob) error {
	for _, j := range jobs {
		if budget.HasErrors(j.problems) {
			return j.refused(std)
		}
	}
	b, err := cells.Compare(ctx, jobs[0].model, jobs[1].model, o.sim.model(func(done, _ int) { std.reached.at(ctx, "run", done) }))
	if err != nil {
		return fmt.Errorf("compare %s with %s: %w", o.a, o.b, err)
	}
	if o.json {
		return writeJSON(std.out, b)
	}
	return printModelBridge(std.out, b, words.For(jobs[1].lang))
}

// shownChanges is how many changes of a model are printed; --json has all.
const shownChanges = 40

// printModelBridge prints the outputs before and after, and what has changed.
func printModelBridge(out io.Writer, b *outcome.ModelBridge, w *words.Words) error {
	t := words.Table{First: 2, Last: 9}
	t.Add(strings.Split(w.Say("command.compare.model.head"), " | ")...)
	move := func(m outcome.ModelMove) string {
		if !m.Visible {
			return w.Say("command.compare.same")
		}
		text := report.ModelNumber(m.Mean)
		if m.Mean > 0 {
			text = "+" + text
		}
		return text
	}
	for _, d := range b.Outputs {
		t.Add(d.Name, report.ModelNumber(d.From.Mean), move(d.Inputs), move(d.Rest), report.ModelNumber(d.To.Mean),
			inPercent(w, &d.From.BelowZero), inPercent(w, &d.To.BelowZero))
	}
	if err := t.Write(out); err != nil {
		return err
	}
	var lines []string
	if len(b.Only) > 0 {
		lines = append(lines, w.Say("command.compare.model.only", strings.Join(b.Only, ", ")))
	}
	for i, c := range b.Changes {
		if i == shownChanges {
			lines = append(lines, w.Say("command.compare.model.more", len(b.Changes)-shownChanges))
			break
		}
		lines = append(lines, w.Say("command.compare.model."+c.Kind, c.Cell, orDash(c.From), orDash(c.To)))
	}
	if len(b.Changes) == 0 {
		lines = append(lines, w.Say("command.compare.model.none"))
	}
	_, err := fmt.Fprintln(out, strings.Join(lines, "\n"))
	return err
}
