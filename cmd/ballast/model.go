package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/pflag"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/budget/workbook"
	"ballast/cmd/ballast/service"
	"ballast/models/cells"
	"ballast/models/outcome"
)

// modelOptions say what is uncertain in a workbook of formulas and what is asked
// for. Any of them makes a model of a workbook that would be read as a plan.
type modelOptions struct {
	inputs, results []string
	freeze          []string
	asOf            string
	dialect         string
	unchecked       bool
	vary            []string // cells that a study sets
}

// AddFlags adds the flags of the commands that take models.
func (o *modelOptions) AddFlags(fs *pflag.FlagSet) {
	fs.StringArrayVar(&o.inputs, "input", nil, `model: an uncertain cell, as "Model!B4=PERT(90,100,140)"; may be repeated`)
	fs.StringArrayVar(&o.results, "result", nil, `model: a cell that is asked for, as "Model!F20", or the name of an output; may be repeated`)
	fs.Var(choice{&o.dialect, []string{"atrisk", "xlrisk"}, "add-in"}, "dialect", "model: the add-in of functions that two of them call alike: atrisk or xlrisk")
	fs.StringArrayVar(&o.freeze, "freeze", nil, `model: a cell whose formula keeps the value that the file stores, as "Model!D88"; may be repeated`)
	fs.StringVar(&o.asOf, "as-of", "", "model: the day of TODAY and NOW, as 2026-03-31 (default: the values that the file stores)")
	fs.BoolVar(&o.unchecked, "unchecked", false, "model: run though the base case does not equal the stored values")
}

// asked reports whether a model was asked for.
func (o *modelOptions) asked() bool { return len(o.inputs)+len(o.results) > 0 }

// modelJob is a workbook of formulas on its way through the stages.
type modelJob struct {
	lang     string
	data     []byte
	book     *workbook.Cells
	source   cells.Workbook
	model    *cells.Model
	problems []budget.Problem
	stress   []modelStress
	run      *cells.Simulation
	outcome  *outcome.Model
}

// findModel reads a workbook as a model, unless it is a plan: then the job is nil.
// A plan has sheets of settings and costs; a model says what is uncertain or asked
// for, or the command does.
func findModel(ctx context.Context, from source, o modelOptions) (*modelJob, error) {
	if err := from.reading.validate(); err != nil {
		return nil, err
	}
	if _, err := o.day(); err != nil {
		return nil, err
	}
	data, err := os.ReadFile(from.path)
	if err != nil {
		return nil, err
	}
	return modelOf(ctx, filepath.Base(from.path), data, from, o)
}

// modelOf is findModel for a workbook that has been read from its file.
func modelOf(ctx context.Context, name string, data []byte, from source, o modelOptions) (*modelJob, error) {
	m, book, err := service.FindModel(ctx, name, data, from.reading.options(from.lang, from.password), o.asked())
	if m == nil {
		if err == nil && book.Asking != "" && from.asking != nil {
			from.asking(words.For(book.Language).Say("command.model.outputs", book.Asking))
		}
		return nil, err // a plan, or no workbook: the reader of plans says what is wrong
	}
	j := &modelJob{lang: book.Language, data: data, book: book, source: m.Source}
	j.compile(o)
	return j, ctx.Err()
}

// day is the day of TODAY and NOW, zero where none is given.
func (o *modelOptions) day() (time.Time, error) {
	if o.asOf == "" {
		return time.Time{}, nil
	}
	day, err := time.Parse(time.DateOnly, o.asOf)
	if err != nil {
		return time.Time{}, usagef("--as-of %s: want a day such as 2026-03-31", o.asOf)
	}
	return day, nil
}

// compile makes the model that the flags ask for and lists all problems.
func (j *modelJob) compile(o modelOptions) {
	day, _ := o.day() // findModel has looked
	m := &service.Model{Book: j.book, Source: j.source}
	m.Compile(cells.Options{Inputs: o.inputs, Results: o.results, Dialect: o.dialect, Unchecked: o.unchecked, Vary: o.vary, Freeze: o.freeze, AsOf: day})
	j.model, j.problems = m.Model, m.Problems
}

// sayFacts prints what was understood.
func (j *modelJob) sayFacts(out io.Writer) {
	for _, line := range j.model.Facts() {
		fmt.Fprintln(out, line)
	}
}

// refused prints the problems of a model that cannot be run.
func (j *modelJob) refused(std streams) error {
	w := words.For(j.lang)
	listProblems(std.err, w, j.problems)
	fmt.Fprintln(std.err, w.Say("command.model.stopped"))
	return exitError{code: exitProblems}
}
