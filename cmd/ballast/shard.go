package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/cmd/ballast/service"
	"ballast/cmd/ballast/shard"
	"ballast/models/outcome"
	"ballast/models/portfolio"
)

// shardOptions are what the shard commands are told.
type shardOptions struct {
	portfolioOptions        // plan: how the portfolio is read; merge: what is written
	shards           int    // plan: at most
	dir              string // of the job
	index            int    // run
	again            bool   // run
	workers          int    // run
}

func (a *app) shardCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "shard",
		Short: "Part a portfolio, or a plan with very many futures, among machines",
		Long: `Shard parts a portfolio into pieces of work that any scheduler can run: plan makes a
folder with everything that they need, run computes one of them, merge adds them up
and writes what portfolio would have written, to the bit. The folder may stand on a
disk that all machines share. A piece that is run again does no harm; one that is
missing, damaged or of another job is named. A plan with --scenarios above a million
is parted by its futures: its cost is then counted in bins, to whose width the
quantiles are known.`,
		Example: `  ballast shard plan portfolio.xlsx --shards 200 -o job
  seq 0 199 | xargs -P 8 -I{} ballast shard run job --index {}
  ballast shard merge job -o result.xlsx`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.shardPlanCommand(), a.shardRunCommand(), a.shardMergeCommand())
	return cmd
}

func (a *app) shardPlanCommand() *cobra.Command {
	var o shardOptions
	cmd := &cobra.Command{
		Use:     "plan FOLDER | PORTFOLIO.xlsx | PLAN.xlsx",
		Short:   "Make the folder of a job: settings, plans by their hashes, groups",
		Example: "  ballast shard plan portfolio.xlsx --shards 200 -o job\n  ballast shard plan plan.xlsx --scenarios 100000000 --shards 100 -o job",
		Args:    cobra.ExactArgs(1),
		RunE: a.do(func(ctx context.Context, args []string) error {
			o.path = args[0]
			return planShards(ctx, o, a.std)
		}),
	}
	fs := cmd.Flags()
	o.addReading(fs)
	fs.IntVar(&o.shards, "shards", 100, "how many pieces at most; a piece has at least one plan")
	fs.StringVarP(&o.dir, "output", "o", "", "folder of the job, which must not have one yet")
	completeWords(cmd, flagWords())
	return cmd
}

func (a *app) shardRunCommand() *cobra.Command {
	var o shardOptions
	cmd := &cobra.Command{
		Use:     "run JOB --index N",
		Short:   "Compute one piece and write its file, whole or not at all",
		Example: "  ballast shard run job --index 7",
		Args:    cobra.ExactArgs(1),
		RunE: a.do(func(ctx context.Context, args []string) error {
			o.dir = args[0]
			return runShard(ctx, o, a.std)
		}),
	}
	fs := cmd.Flags()
	fs.IntVar(&o.index, "index", -1, "which piece, counted from 0")
	fs.IntVar(&o.workers, "workers", 0, "threads (default: all processors)")
	fs.BoolVar(&o.again, "again", false, "run it also where its file is there already")
	fs.BoolVarP(&o.quiet, "quiet", "q", false, "print nothing but errors")
	return cmd
}

func (a *app) shardMergeCommand() *cobra.Command {
	var o shardOptions
	cmd := &cobra.Command{
		Use:     "merge JOB",
		Short:   "Add the pieces up and write the results",
		Example: "  ballast shard merge job -o result.xlsx --json result.json",
		Args:    cobra.ExactArgs(1),
		RunE: a.do(func(ctx context.Context, args []string) error {
			o.dir = args[0]
			return mergeShards(ctx, o, a.std)
		}),
	}
	fs := cmd.Flags()
	o.addWriting(fs, "none")
	addLanguage(fs, &o.lang, "language of the answer (default: as planned)")
	fs.BoolVarP(&o.quiet, "quiet", "q", false, "print nothing but errors")
	completeWords(cmd, flagWords())
	return cmd
}

// planShards is shard plan.
func planShards(ctx context.Context, o shardOptions, std streams) error {
	switch {
	case o.dir == "":
		return usagef("-o is needed: the folder of the job")
	case o.shards < 1:
		return usagef("--shards %d: want a number from 1", o.shards)
	}
	if _, err := os.Stat(filepath.Join(o.dir, "job.json")); err == nil {
		return fmt.Errorf("%s has a job already; give another folder with -o", o.dir)
	}
	if err := errors.Join(o.sim.validate(), o.reading.validate()); err != nil {
		return err
	}
	job, data, err := o.large(ctx, std)
	skipped := 0
	if err == nil && job == nil {
		job, data, skipped, err = o.many(ctx, std)
	}
	if err != nil {
		return err
	}
	job.Version = release
	job.Reading = shard.Reading{Language: o.lang, Decimal: o.reading.decimal, Dates: o.reading.dates, ReadAs: o.reading.columns}
	std.reached.at(ctx, "write", 0)
	if err := job.Save(ctx, shard.Folder(o.dir), func(i int) ([]byte, error) { return data(ctx, i) }); err != nil {
		return err
	}
	if !o.quiet {
		w := words.For(o.lang)
		fmt.Fprintln(std.out, w.Say("shard.planned", o.dir, len(job.Groups), len(job.Plans), len(job.Groups)-1))
	}
	if skipped > 0 {
		return exitError{code: exitWarnings}
	}
	return nil
}

// planData gives the workbook of a plan.
type planData func(ctx context.Context, i int) ([]byte, error)

// large is a job of one plan that is parted by its futures; nil where the path is a
// portfolio.
func (o *shardOptions) large(ctx context.Context, std streams) (*shard.Job, planData, error) {
	info, err := os.Stat(o.path)
	if err != nil || info.IsDir() {
		return nil, nil, err
	}
	data, err := os.ReadFile(o.path)
	if err != nil {
		return nil, nil, err
	}
	if listsPlans(ctx, filepath.Base(o.path), data, o.reading.options(o.lang, "")) {
		return nil, nil, nil
	}
	j, err := prepare(ctx, source{path: o.path, lang: o.lang, reading: o.reading}, &timings{reached: std.reached})
	if err != nil {
		return nil, nil, err
	}
	if budget.HasErrors(j.problems) {
		listProblems(std.err, words.For(j.lang), j.problems)
		return nil, nil, exitError{code: exitProblems}
	}
	n := j.plan.Project.Scenarios
	if o.sim.scenarios != nil {
		n = *o.sim.scenarios
	}
	if n < 1 {
		return nil, nil, usagef("--scenarios: want the number of futures; auto is not parted")
	}
	x, err := portfolio.NewLarge(ctx, j.plan, j.model, n, o.sim.seed, o.sim.sampling, o.sim.workers)
	if err != nil {
		return nil, nil, err
	}
	x.ID, x.Name = cmp.Or(x.ID, stem(o.path)), cmp.Or(x.Name, stem(o.path))
	in, err := input(shard.PlanName(0, o.path), o.path, j.plan.SHA256)
	job := &shard.Job{Plans: []shard.Input{in}, Source: in, Large: x, Groups: x.Ranges(o.shards)}
	return job, func(context.Context, int) ([]byte, error) { return j.data, nil }, err
}

// input is a file that goes into the store under a name.
func input(name, path, hash string) (shard.Input, error) {
	at, err := filepath.Abs(path)
	return shard.Input{Name: name, File: filepath.Base(path), Path: at, SHA256: hash}, err
}

// many is a job of the plans of a portfolio.
func (o *shardOptions) many(ctx context.Context, std streams) (*shard.Job, planData, int, error) {
	d, err := o.gather(ctx, std)
	if err != nil {
		return nil, nil, 0, err
	}
	spec, err := d.survey.Spec(ctx, d.open)
	if err != nil {
		return nil, nil, 0, err
	}
	if d.survey.OneAsItStands() {
		return nil, nil, 0, usagef("a portfolio of one plan needs no shards of plans: run it, or part the plan itself by its futures")
	}
	job := &shard.Job{Spec: spec, Groups: portfolio.Groups(len(d.paths), o.shards), Skipped: d.skipped}
	for i, path := range d.paths {
		in, err := input(shard.PlanName(i, path), path, d.hashes[i])
		if err != nil {
			return nil, nil, 0, err
		}
		job.Plans = append(job.Plans, in)
	}
	for i, x := range service.ProblemsOut(d.problems) {
		job.Problems = append(job.Problems, outcome.PortfolioProblem{File: d.problems[i].Ref.File, ProblemOut: x})
	}
	if text := d.o.sayForeign(words.For(d.lang)); text != "" {
		job.Notes = append(job.Notes, text)
	}
	if info, err := os.Stat(o.path); err != nil || !info.IsDir() {
		if job.List, err = os.ReadFile(o.path); err != nil {
			return nil, nil, 0, err
		}
		if job.Source, err = input("portfolio.xlsx", o.path, shard.Hash(job.List)); err != nil {
			return nil, nil, 0, err
		}
	}
	return job, func(_ context.Context, i int) ([]byte, error) { return os.ReadFile(d.paths[i]) }, len(d.skipped), nil
}

// runShard is shard run.
func runShard(ctx context.Context, o shardOptions, std streams) error {
	if o.index < 0 {
		return usagef("--index is needed: which piece, counted from 0")
	}
	s := shard.Folder(o.dir)
	j, err := shard.Load(ctx, s, release)
	if err != nil {
		return err
	}
	var bar *progress
	if !o.quiet {
		w := words.For("en")
		key := "portfolio.plans"
		if j.Large != nil {
			key = "command.scenarios"
		}
		bar = newProgress(std.err, w.Say(key))
		bar.tellLeft(w)
	}
	defer bar.clear()
	digest, err := j.Run(ctx, s, o.index, shard.Options{Workers: o.workers, Again: o.again, Progress: func(done, total int) {
		std.reached.at(ctx, "run", done)
		bar.step(done, total)
	}})
	if err != nil {
		return err
	}
	bar.clear()
	if !o.quiet {
		_, err = fmt.Fprintf(std.out, "%d %s\n", o.index, digest)
	}
	return err
}
