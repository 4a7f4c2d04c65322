package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"

	"github.com/spf13/pflag"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/budget/workbook"
	"ballast/cmd/ballast/service"
	"ballast/models/study"
)

// studyOptions are what commands that vary a plan are told.
type studyOptions struct {
	plan, lang, password string
	mitigation           string
	reading              readingOptions
	sim                  simOptions
	by                   []string
	json                 bool
}

// AddFlags adds the flags of the studies.
func (o *studyOptions) AddFlags(fs *pflag.FlagSet) {
	fs.BoolVar(&o.json, "json", false, "print the figures as JSON")
	addLanguage(fs, &o.lang, "language of the answer (default: the plan's)")
	addPassword(fs, &o.password)
	fs.StringVar(&o.mitigation, "mitigation", "as-set", "responses of all risks: before (all off), after (all on) or as-set")
	o.reading.AddFlags(fs)
	o.sim.AddFlags(fs)
}

// bench reads a plan, runs it, and makes it ready to be varied.
func (o *studyOptions) bench(ctx context.Context, std streams) (*job, *study.Bench, error) {
	if err := settlePassword(&o.password, std.in); err != nil {
		return nil, nil, err
	}
	if err := o.sim.validate(); err != nil {
		return nil, nil, err
	}
	from := source{path: o.plan, lang: o.lang, password: o.password, reading: o.reading, mitigation: o.mitigation}
	if m, err := findModel(ctx, from, modelOptions{}); err != nil || m != nil {
		if err == nil {
			err = fmt.Errorf("%s is a model of formulas, not a plan: there is nothing of a plan to vary", o.plan)
		}
		return nil, nil, err
	}
	clock := timings{reached: std.reached}
	j, err := prepare(ctx, from, &clock)
	if err != nil {
		return nil, nil, err
	}
	if budget.HasErrors(j.problems) {
		listProblems(std.err, words.For(j.lang), j.problems)
		return nil, nil, exitError{code: exitProblems}
	}
	if err := j.simulate(ctx, runOptions{plan: o.plan, sim: o.sim}, std, &clock); err != nil {
		return nil, nil, err
	}
	b := &study.Bench{Plan: j.plan, Run: j.simulation, Read: func(cells []study.Cell) (*budget.Plan, error) {
		return j.reread(ctx, from, cells)
	}}
	return j, b, nil
}

// reread reads the plan with other numbers in some cells.
func (j *job) reread(ctx context.Context, from source, cells []study.Cell) (*budget.Plan, error) {
	opts := from.reading.options(from.lang, from.password)
	where := ""
	for _, c := range cells {
		opts.Changed = append(opts.Changed, workbook.ChangedCell(c))
		where = fmt.Sprintf("with %s in %s!%s", strconv.FormatFloat(c.Value, 'g', 10, 64), c.Sheet, c.Cell)
	}
	p, problems, err := workbook.ReadBytes(ctx, filepath.Base(from.path), j.data, opts)
	if err != nil {
		return nil, err
	}
	for _, x := range problems {
		if x.Severity == budget.Error {
			return nil, fmt.Errorf("%s the plan has an error at %s: %s", where, x.Ref, x.Message)
		}
	}
	if err := from.change(p); err != nil {
		return nil, err
	}
	p.Language = j.lang
	return p, nil
}

// input finds what --by names: a setting, a source, or a cell.
func (j *job) input(ctx context.Context, o *studyOptions, word string, percent bool) (study.Input, error) {
	if in, ok := study.Find(j.plan, j.simulation.Base(), word); ok {
		return in, nil
	}
	in, ok, err := service.CellInput(ctx, j.plan.File, j.data, word, o.reading.options(o.lang, o.password))
	if err != nil {
		return in, err
	}
	if !ok {
		return in, usagef("%v", service.UnknownInput(j.plan, word))
	}
	in.Cell.Percent = percent
	_, err = j.reread(ctx, source{path: o.plan, lang: o.lang, password: o.password, reading: o.reading, mitigation: o.mitigation}, []study.Cell{with(in.Cell, in.Now)})
	var no *workbook.CellError
	if errors.As(err, &no) {
		return in, usagef("--by %s: %s", word, words.For(j.lang).Say("study.cell."+no.Why, no.Arg))
	}
	return in, nil
}

// with is a cell with a number in it.
func with(c study.Cell, x float64) study.Cell {
	c.Value = x
	return c
}
