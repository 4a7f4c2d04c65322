package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"time"

	"ballast/budget"
	"ballast/budget/sheet"
	"ballast/budget/workbook"
	"ballast/cmd/ballast/service"
	"ballast/models"
	"ballast/models/outcome"
	"ballast/models/report"
)

// source is the plan that a command reads.
type source struct {
	path, lang, password string
	reading              readingOptions
	mitigation           string                          // as Plan.Mitigate takes it
	objective            string                          // of mixes, "": the plan's
	store                string                          // history with the baseline of the plan, "": none
	again                bool                            // it was read before
	above                func(*budget.Plan) *budget.Plan // settings of a portfolio that stand above the plan's; nil none
	asking               func(text string)               // told that a sheet of a plan asks for figures of formulas; nil: nobody
}

// job is one plan on its way through the stages.
type job struct {
	lang       string // of messages and results
	data       []byte // the workbook as it was read
	plan       *budget.Plan
	problems   []budget.Problem // of reading and compiling, in order
	model      *models.Model    // nil when the plan has errors
	simulation *models.Simulation
	outcome    *outcome.Outcome

	typed       []workbook.Typed // on the result that is written over
	keeping     keeping
	mixing      *mixing         // what is asked of the mixes, nil as the plan does
	stress      []budget.Stress // what the plan, or its mixes, are tried against
	others      []string        // files in the history with the same name
	bars        io.Writer       // where progress is drawn
	choices     []string        // of the flags that figures depend on
	interrupted bool            // the search for the best mix was
}

// prepare reads and compiles a plan. A Go error means that the file could not
// be read at all; what is wrong inside it is in the job's problems.
func prepare(ctx context.Context, from source, clock *timings) (*job, error) {
	j, err := read(ctx, from, clock)
	if err != nil || budget.HasErrors(j.problems) {
		return j, err
	}
	if err := from.change(j.plan); err != nil {
		return j, err
	}
	if err := j.measure(ctx, from.store); err != nil {
		return j, err
	}
	j.problems = service.InOrder(service.Merge(j.problems, j.compile(ctx, clock)))
	return j, ctx.Err()
}

// read is the first stage.
func read(ctx context.Context, from source, clock *timings) (*job, error) {
	defer clock.begin(ctx, "read")()
	if err := from.reading.validate(); err != nil {
		return nil, err
	}
	data, err := os.ReadFile(from.path)
	if err != nil {
		return nil, err
	}
	opts := from.reading.options(from.lang, from.password)
	opts.Again = from.again
	plan, problems, err := workbook.ReadBytes(ctx, filepath.Base(from.path), data, opts)
	if err != nil {
		return nil, err
	}
	j := &job{lang: plan.Language, data: data, plan: plan, problems: service.InOrder(problems)}
	j.choices = []string{from.mitigation, from.objective}
	if from.lang != "" {
		j.lang = from.lang
	}
	return j, nil
}

// change puts what the flags ask for in the place of what the plan says.
func (s *source) change(p *budget.Plan) error {
	if s.above != nil {
		*p = *s.above(p)
	}
	if !p.Mitigate(s.mitigation) {
		return usagef("--mitigation %q: before, after or as-set", s.mitigation)
	}
	switch s.objective {
	case "":
	case "cost", "gap", "npv":
		p.Project.Mixes.Objective = s.objective
	case "owners-npv":
		p.Project.Mixes.Objective = "npv"
	default:
		return usagef("--objective %q: cost, owners-npv or gap", s.objective)
	}
	return nil
}

// compile is the second stage; it returns what the compiler found.
func (j *job) compile(ctx context.Context, clock *timings) []budget.Problem {
	defer clock.begin(ctx, "compile")()
	j.plan.Language = j.lang
	model, found := models.Compile(j.plan)
	j.model = model
	return found
}

// config is the run that the flags ask for.
func (o *simOptions) config(bar func(done, total int)) models.RunConfig {
	c := models.RunConfig{Seed: o.seed, Sampling: o.sampling, Workers: o.workers, Progress: bar}
	switch {
	case o.scenarios == nil:
	case *o.scenarios == 0:
		c.Scenarios = -1 // auto
	default:
		c.Scenarios = *o.scenarios
	}
	return c
}

// summarise makes the figures of a simulation and the result sheets.
func (j *job) summarise(ctx context.Context, clock *timings) (*sheet.Book, error) {
	defer clock.begin(ctx, "summarise")()
	a := service.Asked{Language: j.lang, Version: release, Problems: j.problems, Choices: j.choices,
		Mixes:   func(ctx context.Context, o *outcome.Outcome) error { return j.compareMixes(ctx, o, clock.reached) },
		Recall:  func(ctx context.Context, o *outcome.Outcome) error { return j.recall(ctx, j.keeping, o) },
		Seconds: func() float64 { return clock.total().Seconds() }}
	if j.mixing == nil {
		a.Stress = j.stress
	}
	o, err := service.Summarise(ctx, j.simulation, j.plan, a)
	if err != nil {
		return nil, err
	}
	j.outcome = o
	var spent []report.Timing
	for _, s := range clock.stages {
		spent = append(spent, report.Timing{Stage: s.stage, Seconds: s.took.Seconds()})
	}
	as := report.Options{Language: j.lang, Now: time.Now(), Timings: spent}
	if c, at, ok := j.confidence(); ok {
		as.Confidence, as.TypedAt = c, at
	}
	return report.Build(o, j.plan, as), nil
}

// write puts the workbook, then the handouts, then, when asked for, the JSON
// where they belong.
func (j *job) write(ctx context.Context, o runOptions, std streams, book *sheet.Book, clock *timings) (*handouts, error) {
	defer clock.begin(ctx, "write")()
	var figures []byte
	if o.json != "" {
		var err error
		if figures, err = encodeOutcome(j.outcome); err != nil {
			return nil, err
		}
	}
	brief, err := j.brief(o)
	if err != nil {
		return nil, err
	}
	extra, err := prepareHandouts(o.handout, book, j.scenarioColumns)
	if err != nil {
		return nil, err
	}
	_, err = workbook.Write(ctx, workbook.WriteOptions{Source: o.plan, Data: j.data, Target: o.output, Force: o.force, Password: o.password}, book)
	if err != nil {
		return nil, unwritten(err, o.output)
	}
	clock.reached.at(ctx, "write", 1)
	if err := extra.write(ctx, o.handout); err != nil {
		return nil, err
	}
	clock.reached.at(ctx, "write", 2)
	if err := deliverJSON(ctx, std, o.json, figures); err != nil {
		return extra, err
	}
	return extra, deliverJSON(ctx, std, o.brief, brief)
}

// brief is the answer in few bytes, when it is asked for.
func (j *job) brief(o runOptions) ([]byte, error) {
	if o.brief == "" {
		return nil, nil
	}
	return report.Answer(j.outcome, report.AnswerBytes)
}

// deliverJSON puts figures into a file, or on standard output.
func deliverJSON(ctx context.Context, std streams, to string, figures []byte) error {
	switch to {
	case "":
		return nil
	case "-":
		_, err := std.out.Write(figures)
		return err
	}
	return writeAtomic(ctx, to, figures)
}
