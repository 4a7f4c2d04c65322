package main

import (
	"bytes"
	"context"
	"fmt"

	"ballast/budget"
	"ballast/budget/sheet"
	"ballast/budget/words"
	"ballast/budget/workbook"
	"ballast/cmd/ballast/service"
	"ballast/models/cells"
	"ballast/models/report"
)

// validateModel refuses what a run of a model has no use for.
func (o *runOptions) validateModel() error {
	for _, f := range []struct {
		flag  string
		given bool
	}{
		{"--objective", o.objective != ""}, {"--mitigation", o.mitigation == "before" || o.mitigation == "after"},
	} {
		if f.given {
			return usagef("%s is for plans, and this is a model of formulas", f.flag)
		}
	}
	if o.keep.failOn != "" {
		return usagef("--fail-on is for plans: a model of formulas has no warnings with tiers; read the share of an output's target from --json")
	}
	return nil
}

// runModel is the run command for a workbook of formulas.
func runModel(ctx context.Context, o runOptions, std streams, j *modelJob, clock *timings) error {
	if err := o.validateModel(); err != nil {
		return err
	}
	w, out := words.For(j.lang), o.talk(std)
	if budget.HasErrors(j.problems) {
		return j.refused(std)
	}
	j.sayFacts(out)
	stresses, err := j.stresses(o.stress, std)
	if err != nil {
		return err
	}
	j.stress = stresses
	book, err := j.simulate(ctx, o, std, clock)
	if err != nil {
		return err
	}
	if !o.quiet {
		listWarnings(std.err, w, j.problems)
	}
	extra, err := j.write(ctx, o, std, book, clock)
	if err != nil {
		return err
	}
	extra.warn(std.err, o.quiet, w)
	for _, line := range report.ModelSummary(j.outcome, j.lang) {
		fmt.Fprintln(out, line)
	}
	if err := j.sayStress(out); err != nil {
		return err
	}
	fmt.Fprintln(out, w.Say("command.wrote", o.output))
	if o.json != "" && o.json != "-" {
		fmt.Fprintln(out, w.Say("command.wrote.json", o.json))
	}
	extra.say(out, o.handout, w)
	if o.timings {
		clock.print(std.err, w)
	}
	if err := j.keep(ctx, o.keep, std.err); err != nil {
		return err
	}
	return verdict(j.problems, o.strict)
}

// simulate runs the model with a bar and makes its figures and sheets.
func (j *modelJob) simulate(ctx context.Context, o runOptions, std streams, clock *timings) (*sheet.Book, error) {
	w := words.For(j.lang)
	var bar *progress
	if !o.quiet {
		bar = newProgress(std.err, w.Say("command.scenarios"))
	}
	end := clock.begin(ctx, "run")
	run, err := j.model.Simulate(ctx, o.sim.model(func(done, total int) {
		clock.reached.at(ctx, "run", done)
		bar.step(done, total)
	}))
	bar.clear()
	end()
	if err != nil {
		return nil, fmt.Errorf("simulate %s: %w", o.plan, err)
	}
	defer clock.begin(ctx, "summarise")()
	if j.outcome, err = run.Summarise(ctx); err != nil {
		return nil, fmt.Errorf("summarise %s: %w", o.plan, err)
	}
	j.run = run
	if err := j.runStresses(ctx, o); err != nil {
		return nil, err
	}
	j.outcome.Version, j.outcome.Input.SHA256 = release, j.book.SHA256
	j.outcome.Run.Seconds = clock.total().Seconds()
	j.outcome.Problems = service.ProblemsOut(j.problems)
	return report.BuildModel(j.outcome, j.lang), nil
}

// model is the run of a model that the flags ask for.
func (o *simOptions) model(bar func(done, total int)) cells.RunConfig {
	c := cells.RunConfig{Seed: o.seed, Sampling: o.sampling, Workers: o.workers, Progress: bar}
	switch {
	case o.scenarios == nil:
	case *o.scenarios == 0:
		c.Scenarios = -1 // as many as the figures need
	default:
		c.Scenarios = *o.scenarios
	}
	return c
}

// write puts the workbook, the handouts and the JSON where they belong.
func (j *modelJob) write(ctx context.Context, o runOptions, std streams, book *sheet.Book, clock *timings) (*handouts, error) {
	defer clock.begin(ctx, "write")()
	figures, err := j.figures()
	if err != nil {
		return nil, err
	}
	extra, err := prepareHandouts(o.handout, book, j.run.Columns)
	if err != nil {
		return nil, err
	}
	_, err = workbook.Write(ctx, workbook.WriteOptions{Source: o.plan, Data: j.data, Target: o.output, Force: o.force, Password: o.password}, book)
	if err != nil {
		return nil, unwritten(err, o.output)
	}
	if err := extra.write(ctx, o.handout); err != nil {
		return nil, err
	}
	if err := deliverJSON(ctx, std, o.json, figures); err != nil {
		return nil, err
	}
	if o.brief == "" {
		return extra, nil
	}
	brief, err := report.ModelAnswer(j.outcome, j.lang, report.AnswerBytes)
	if err != nil {
		return nil, err
	}
	return extra, deliverJSON(ctx, std, o.brief, brief)
}

// figures are those of the run as JSON.
func (j *modelJob) figures() ([]byte, error) {
	var text bytes.Buffer
	if err := writeJSON(&text, j.outcome); err != nil {
		return nil, fmt.Errorf("results as JSON: %w", err)
	}
	return text.Bytes(), nil
}

// explainModel is the explain command for a workbook of formulas.
func explainModel(ctx context.Context, o explainOptions, std streams, j *modelJob) error {
	switch {
	case o.program:
		return usagef("--program is for plans: of a model, the formulas in the workbook are the program")
	case budget.HasErrors(j.problems):
		return j.refused(std)
	case o.percent != 0:
		return usagef("--percentile is for plans: of a model, --scenario p%g with --result shows the scenario at that percentile of an output", o.percent)
	case o.why != "":
		if err := j.model.Why(std.out, o.why); err != nil {
			return fmt.Errorf("explain %s: %w", o.plan, err)
		}
		return nil
	case o.scenario == "":
		j.sayFacts(std.out)
		return nil
	}
	x, err := readScenario(o.scenario)
	if err != nil {
		return err
	}
	result := ""
	if len(o.model.results) > 0 {
		result = o.model.results[0]
	}
	if err := service.ExplainModelFuture(ctx, std.out, j.model, result, x, o.sim.model(nil)); err != nil {
		return fmt.Errorf("explain %s: %w", o.plan, err)
	}
	return nil
}

// checkModel is the check command for a workbook of formulas.
func checkModel(o checkOptions, std streams, j *modelJob) error {
	w := words.For(j.lang)
	if !o.quiet {
		j.sayFacts(std.out)
		if len(j.problems) == 0 {
			fmt.Fprintln(std.out, w.Say("command.clean", o.plan))
		} else {
			listProblems(std.out, w, j.problems)
		}
	}
	return verdict(j.problems, o.strict)
}
