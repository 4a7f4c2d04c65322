package main

import (
	"context"
	"fmt"
	"io"
	"strconv"

	"ballast/budget/words"
	"ballast/cmd/ballast/service"
	"ballast/models/outcome"
	"ballast/models/report"
)

// checkMethod runs the plan and asks what a reviewer would ask.
func (j *job) checkMethod(ctx context.Context, o checkOptions, std streams) error {
	if err := j.simulate(ctx, runOptions{plan: o.plan, quiet: o.quiet}, std, &timings{reached: std.reached}); err != nil {
		return err
	}
	figures, err := j.simulation.Summarise(ctx)
	if err != nil {
		return fmt.Errorf("summarise %s: %w", o.plan, err)
	}
	list, err := service.Questions(ctx, j.simulation, j.plan, figures, j.lang, true)
	if err != nil {
		return fmt.Errorf("check the method of %s: %w", o.plan, err)
	}
	switch {
	case o.json:
		return writeJSON(std.out, list)
	case o.quiet:
		return nil
	}
	return j.sayQuestions(std.out, list)
}

// sayQuestions prints questions with their cells, what each is worth and whose rule it is.
func (j *job) sayQuestions(out io.Writer, list []outcome.Question) error {
	w := words.For(j.lang)
	lines := []string{w.Say("review.none")}
	if len(list) > 0 {
		lines = []string{w.Say("review.count", len(list))}
	}
	for _, q := range list {
		at := j.plan.File
		if q.At != "" {
			at += ":" + q.At
		}
		lines = append(lines, at+": "+q.Text+" ["+q.Code+"]")
		if q.Worth != nil {
			lines = append(lines, w.Say("review.worth", j.worthText(q, w), w.Say("review.of."+q.WorthOf)))
		}
		lines = append(lines, w.Say("review.source", q.Source))
	}
	for _, l := range lines {
		if _, err := fmt.Fprintln(out, l); err != nil {
			return err
		}
	}
	return nil
}

// worthText writes what a question is worth: money, or points of a chance.
func (j *job) worthText(q outcome.Question, w *words.Words) string {
	switch q.WorthOf {
	case "late", "without", "payback":
		return words.PercentSign(w.Language, "+"+strconv.FormatFloat(100**q.Worth, 'f', 1, 64))
	}
	return report.Money(*q.Worth, j.plan.Project.Currency, w.Language)
}
