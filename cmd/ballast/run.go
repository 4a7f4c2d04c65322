package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/budget/workbook"
	"ballast/cmd/ballast/service"
	"ballast/cmd/profile"
	"ballast/models"
	"ballast/models/report"
)

// runOptions are what the run command is told.
type runOptions struct {
	plan       string // path of the workbook
	output     string // "" beside the plan
	json       string // "" none, "-" standard output
	brief      string // the same in few bytes
	lang       string // "" the plan's
	password   string // of a locked plan
	reading    readingOptions
	model      modelOptions
	sim        simOptions
	handout    handoutOptions
	quiet      bool
	strict     bool
	force      bool
	timings    bool
	cpuProfile string
	mixing     *mixing  // nil: as the plan asks
	mitigation string   // before, after, as-set
	objective  string   // of mixes
	stress     []string // what the plan, or its mixes, are tried against
	keep       keeping
	after      func(*job)                      // called when all is written; nil none
	above      func(*budget.Plan) *budget.Plan // as in source
}

// AddFlags adds the flags of the run command.
func (o *runOptions) AddFlags(fs *pflag.FlagSet) {
	o.sim.AddFlags(fs)
	fs.StringVarP(&o.output, "output", "o", "", "write the results here (default: PLAN.ballast.xlsx beside the plan)")
	fs.StringVar(&o.json, "json", "", "also write every figure as JSON to this file, - for standard output")
	fs.StringVar(&o.brief, "json-summary", "", "also write the answer as JSON of at most 8 kB to this file, - for standard output")
	o.handout.AddFlags(fs)
	addLanguage(fs, &o.lang, "language of the results (default: the plan's)")
	addPassword(fs, &o.password)
	o.reading.AddFlags(fs)
	o.model.AddFlags(fs)
	fs.StringVar(&o.mitigation, "mitigation", "as-set", "responses of all risks: before (all off), after (all on) or as-set")
	fs.StringVar(&o.objective, "objective", "", "what mixes are chosen and compared by: cost, owners-npv or gap (default: the setting Optimise for)")
	fs.StringArrayVar(&o.stress, "stress", nil, `also try the plan against this, e.g. "F2 late 6; costs +15%", or the name of a row of the sheet Stress; may be given again`)
	fs.BoolVarP(&o.quiet, "quiet", "q", false, "print nothing but errors")
	fs.BoolVar(&o.strict, "strict", false, "exit 4 when there are warnings; the results are written all the same")
	fs.BoolVar(&o.force, "force", false, "overwrite an existing file even if Ballast did not write it")
	o.keep.AddFlags(fs)
	fs.BoolVar(&o.timings, "timings", false, "print the time of each stage")
	fs.StringVar(&o.cpuProfile, "cpuprofile", "", "write a CPU profile here")
	cobra.CheckErr(fs.MarkHidden("cpuprofile"))
}

func (a *app) runCommand() *cobra.Command {
	var o runOptions
	cmd := &cobra.Command{
		Use:   "run PLAN.xlsx",
		Short: "Simulate a plan or a model and write a copy with result sheets",
		Long: `Run reads the plan, simulates its futures and writes a copy of the workbook with
result sheets and charts beside it. The plan itself is never changed; a result
that is run again, PLAN.ballast.xlsx, is replaced in its place. A file that Ballast
did not write, and a result in which somebody has worked, are never overwritten
without --force.

A workbook of formulas is a model: what is uncertain and what is asked for is named
with --input and --result, on the sheets Uncertain and Outputs, in notes that begin
"ballast:", or by the functions of an add-in. Run says which of the two it found.`,
		Example: `  ballast run plan.xlsx
  ballast run plan.xlsx --scenarios 100000 --json figures.json
  ballast run plan.xlsx --stress "F2 late 6; costs +15%"
  ballast run plan.xlsx --json - --quiet | jq .reserve.contingency
  ballast run model.xlsx --input 'Model!B4=PERT(90,100,140)' --result 'Model!F20'`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: completeWorkbooks,
		RunE: a.do(func(ctx context.Context, args []string) error {
			o.plan = args[0]
			return runPlan(ctx, o, a.std)
		}),
	}
	o.AddFlags(cmd.Flags())
	completeWords(cmd, flagWords())
	return cmd
}

// validate settles the paths and refuses what can be refused before any work.
func (o *runOptions) validate(ctx context.Context) error {
	if o.output == "" {
		o.output = resultName(o.plan)
	}
	if err := o.sim.validate(); err != nil {
		return err
	}
	if err := guardPaths(o.plan, o.output, o.json); err != nil {
		return err
	}
	if err := guardBook(ctx, o.plan, o.output, o.password, o.force); err != nil {
		return err
	}
	if err := o.guardBrief(); err != nil {
		return err
	}
	if err := guardJSON(o.json, o.force); err != nil {
		return err
	}
	if err := o.handout.validate(o.plan, o.output, o.json, o.force); err != nil {
		return err
	}
	if err := guardPlaces([]string{o.handout.charts, o.handout.csv}, o.output, o.json, o.brief, o.handout.report, o.keep.store); err != nil {
		return err
	}
	return o.keep.validate(ctx)
}

// guardBrief refuses a place for the brief that another file of the run has, and to
// overwrite a file that is not a result.
func (o *runOptions) guardBrief() error {
	for _, taken := range []string{o.plan, o.output, o.json} {
		if o.brief != "" && taken != "" && (o.brief == taken || o.brief != "-" && sameFile(o.brief, taken)) {
			return usagef("--json-summary %s: that name is taken by another file of this run", o.brief)
		}
	}
	return guardJSON(o.brief, o.force)
}

// talk is where a run speaks to people: standard output, or standard error
// when standard output carries the JSON, or nowhere.
func (o *runOptions) talk(std streams) io.Writer {
	switch {
	case o.quiet:
		return io.Discard
	case o.json == "-" || o.brief == "-":
		return std.err
	}
	return std.out
}

// runPlan is the run command: read, compile, run, summarise, write.
func runPlan(ctx context.Context, o runOptions, std streams) error {
	if err := settlePassword(&o.password, std.in); err != nil {
		return err
	}
	if err := o.validate(ctx); err != nil {
		return err
	}
	stopProfile, err := profile.Start(o.cpuProfile)
	if err != nil {
		return err
	}
	defer stopProfile()

	clock := timings{reached: std.reached}
	from := o.source(std)
	if m, err := findModel(ctx, from, o.model); err != nil || m != nil {
		if err != nil {
			return err
		}
		return runModel(ctx, o, std, m, &clock)
	}
	typed, err := workbook.TypedIn(ctx, o.output, o.password)
	if err != nil {
		return err
	}
	j, err := prepare(ctx, from, &clock)
	if err != nil {
		return err
	}
	j.typed = typed
	w := words.For(j.lang)
	if err := o.suits(j); err != nil {
		return err
	}
	if budget.HasErrors(j.problems) { // those of the plan, and those of its stresses
		listProblems(std.err, w, j.problems)
		wayIn(ctx, std.err, w, from, j)
		fmt.Fprintln(std.err, w.Say("command.stopped"))
		return exitError{code: exitProblems}
	}
	if err := j.simulate(ctx, o, std, &clock); err != nil {
		return err
	}
	if !o.quiet {
		listWarnings(std.err, w, j.problems)
	}
	if err := j.deliver(ctx, o, std, w, &clock); err != nil {
		return err
	}
	if o.timings {
		clock.print(std.err, w)
	}
	if j.interrupted {
		fmt.Fprintln(std.err, w.Say("command.mixes.interrupted"))
		return exitError{code: exitInterrupted}
	}
	return j.conclude(ctx, o, std.err)
}

// source is where the plan comes from, and how it is read.
func (o runOptions) source(std streams) source {
	from := source{path: o.plan, above: o.above, lang: o.lang, password: o.password, reading: o.reading, mitigation: o.mitigation, objective: o.objective, store: o.keep.store}
	if !o.quiet {
		from.asking = func(text string) { fmt.Fprintln(std.err, text) }
	}
	return from
}

// suits looks whether the plan has what the flags ask for, and reads the stresses;
// a plan with errors is not asked.
func (o *runOptions) suits(j *job) (err error) {
	if budget.HasErrors(j.problems) {
		return nil
	}
	if err := o.mixing.suits(j); err != nil {
		return err
	}
	j.stress, err = j.stresses(o.stress)
	return err
}

// conclude keeps the run in its history, tells who wants to know, and gives the exit
// of a run whose results are written.
func (j *job) conclude(ctx context.Context, o runOptions, out io.Writer) error {
	w := words.For(j.lang)
	kept := j.keep(ctx, o.keep, out)
	if !o.quiet {
		j.sayPlan(out, w, o.keep.store)
	}
	if o.after != nil {
		o.after(j)
	}
	if o.keep.failOn != "" && j.outcome.Control == nil && len(j.plan.Rules) == 0 {
		fmt.Fprintln(out, w.Say("command.watch.nothing"))
	}
	if err := o.keep.alert(j.outcome); err != nil {
		if kept != nil { // that nobody could be told must not hide the alarm
			fmt.Fprintln(out, kept)
		}
		return err
	}
	if kept != nil {
		return kept
	}
	return verdict(j.problems, o.strict)
}

// simulate runs the model with a bar.
func (j *job) simulate(ctx context.Context, o runOptions, std streams, clock *timings) (err error) {
	var bar *progress
	if !o.quiet {
		bar = newProgress(std.err, words.For(j.lang).Say("command.scenarios"))
	}
	defer bar.clear()
	defer clock.begin(ctx, "run")()
	step := func(done, total int) {
		clock.reached.at(ctx, "run", done)
		bar.step(done, total)
	}
	if j.simulation, err = models.Simulate(ctx, j.model, o.sim.config(step)); err != nil {
		return fmt.Errorf("simulate %s: %w", o.plan, err)
	}
	j.problems = service.InOrder(append(j.problems, j.simulation.Problems()...))
	return nil
}

// deliver summarises, writes the results and then says them.
func (j *job) deliver(ctx context.Context, o runOptions, std streams, w *words.Words, clock *timings) error {
	j.mixing, j.bars, j.keeping = o.mixing, io.Discard, o.keep
	if !o.quiet {
		j.bars = std.err
	}
	book, err := j.summarise(ctx, clock)
	if err != nil {
		return fmt.Errorf("summarise %s: %w", o.plan, err)
	}
	if j.interrupted {
		ctx = context.WithoutCancel(ctx) // the best so far is still written
	}
	extra, err := j.write(ctx, o, std, book, clock)
	if err != nil {
		return err
	}
	extra.warn(std.err, o.quiet, w)
	out := o.talk(std)
	if o.mixing != nil {
		j.sayMixes(out)
	} else {
		for _, line := range report.Summary(j.outcome, j.plan, j.lang) {
			fmt.Fprintln(out, line)
		}
	}
	if o.mixing == nil {
		for _, line := range report.FailureLines(j.outcome) {
			fmt.Fprintln(out, line)
		}
	}
	if err := sayStress(out, w, j.outcome); err != nil {
		return err
	}
	j.sayTyped(out, w)
	fmt.Fprintln(out, w.Say("command.wrote", o.output))
	if o.json != "" && o.json != "-" {
		fmt.Fprintln(out, w.Say("command.wrote.json", o.json))
	}
	extra.say(out, o.handout, w)
	return nil
}
