package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"ballast/budget/words"
	"ballast/models/cells"
	"ballast/models/history"
	"ballast/models/outcome"
	"ballast/models/report"
)

// modelStress is a stress of a model on its way.
type modelStress struct {
	text  string
	model *cells.Model
}

// stresses compiles the model under what --stress says.
func (j *modelJob) stresses(texts []string, std streams) (list []modelStress, err error) {
	for _, text := range texts {
		shocks, err := cells.ParseShocks(text)
		if err != nil {
			return nil, usagef("--stress %q: %v; write a cell and its change, 'Model!B7 +15%%', 'Model!B7 -20' or 'Model!B7 = 120'", text, err)
		}
		m, problems := j.model.Stressed(shocks)
		if m == nil {
			listProblems(std.err, words.For(j.lang), problems)
			return nil, exitError{code: exitProblems}
		}
		list = append(list, modelStress{text, m})
	}
	return list, nil
}

// runStresses simulates the model under its stresses, on the same draws.
func (j *modelJob) runStresses(ctx context.Context, o runOptions) error {
	for _, s := range j.stress {
		run, err := j.run.Of(ctx, s.model)
		if err != nil {
			return fmt.Errorf("simulate %s: %w", o.plan, err)
		}
		all, err := run.Summarise(ctx)
		if err != nil {
			return fmt.Errorf("summarise %s: %w", o.plan, err)
		}
		j.outcome.Stresses = append(j.outcome.Stresses, outcome.ModelStress{Text: s.text, Outputs: all.Outputs})
	}
	return nil
}

// sayStress prints the model beside itself under its stresses.
func (j *modelJob) sayStress(out io.Writer) error {
	if len(j.outcome.Stresses) == 0 {
		return nil
	}
	t := words.Table{First: 2, Last: 6}
	for _, row := range report.ModelStressTable(j.outcome, words.For(j.lang)) {
		t.Add(row...)
	}
	return t.Write(out)
}

// keep stores the run and tells whoever wants to know.
func (j *modelJob) keep(ctx context.Context, k keeping, said io.Writer) error {
	if k.store == "" && k.notify == "" {
		return nil
	}
	figures, err := j.figures()
	if err != nil {
		return err
	}
	if k.store != "" {
		s, err := history.Open(ctx, k.store)
		if err != nil {
			return err
		}
		defer s.Close()
		o := j.outcome
		if _, err := s.Save(ctx, history.Run{Time: time.Now(), Plan: o.Input.File, File: o.Input.File, SHA256: o.Input.SHA256, Version: o.Version,
			Scenarios: o.Run.Scenarios, Seed: o.Run.Seed, Warnings: []outcome.Warning{}, Model: o.Brief(), Outcome: figures}, j.data); err != nil {
			return err
		}
	}
	if k.notify == "" {
		return nil
	}
	if k.format == "text" {
		figures = []byte(strings.Join(report.ModelSummary(j.outcome, j.lang), "\n") + "\n")
	}
	return notify(ctx, k.notify, figures, said)
}
