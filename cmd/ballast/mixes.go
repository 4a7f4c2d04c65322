package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/cmd/ballast/service"
	"ballast/models"
	"ballast/models/outcome"
	"ballast/models/report"
)

// mixesOptions are what the mixes command is told: what a run is told, and
// what to do with the mixes.
type mixesOptions struct {
	run      runOptions
	optimise bool
}

// AddFlags adds the flags of the mixes command.
func (o *mixesOptions) AddFlags(fs *pflag.FlagSet) {
	fs.BoolVar(&o.optimise, "optimise", false, "also look for the best amounts within the limits of the sheet Funding")
	o.run.AddFlags(fs)
}

func (a *app) mixesCommand() *cobra.Command {
	var o mixesOptions
	cmd := &cobra.Command{
		Use:   "mixes PLAN.xlsx",
		Short: "Compare funding mixes on the same futures, find the best one",
		Long: `Mixes compares the mixes of the sheet Mixes on the same futures: whether the
money comes in time, at what price, and what happens when one source is late or
fails. It writes what run writes, with the sheet Mixes compared. Without a sheet
Mixes the amounts that the sources commit are the one mix.

With --optimise it chooses amounts within Min amount, Max amount and Max share
of each source, and Budget limit in all, so that the cost of funds (or what the
setting Optimise for names) is best while a gap is no more likely than the
liquidity confidence allows. Ctrl-C ends the search with the best so far, marked
as unfinished, and exit code 130.`,
		Example: `  ballast mixes plan.xlsx
  ballast mixes plan.xlsx --optimise
  ballast mixes plan.xlsx --stress "F2 late 6" --stress "rates +2%; costs +15%"`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: completeWorkbooks,
		RunE: a.do(func(ctx context.Context, args []string) error {
			o.run.plan, o.run.mixing = args[0], &mixing{optimise: o.optimise}
			return runPlan(ctx, o.run, a.std)
		}),
	}
	o.AddFlags(cmd.Flags())
	completeWords(cmd, flagWords())
	return cmd
}

// mixing is what a run is asked to do with the mixes; nil follows the plan.
type mixing struct {
	optimise bool
}

// suits looks whether the plan can be asked this: it has sources,
// and limits that amounts can keep.
func (m *mixing) suits(j *job) error {
	if m == nil {
		return nil
	}
	if len(j.plan.Funding) == 0 {
		return fmt.Errorf("%s has no funding sources to compare", j.plan.File)
	}
	if m.optimise && !j.plan.Project.Mixes.Optimise {
		j.problems = service.InOrder(service.Merge(j.problems, budget.CheckOptimise(j.plan, words.For(j.lang))))
	}
	return nil
}

// compareMixes adds the mixes to an outcome when the plan has any or the
// command asks for them. A search that is interrupted leaves its best so far.
func (j *job) compareMixes(ctx context.Context, o *outcome.Outcome, reached milestone) error {
	ask := j.mixing
	if ask == nil {
		if len(j.plan.Mixes) == 0 && !j.plan.Project.Mixes.Optimise {
			return nil
		}
		ask = &mixing{}
	}
	bar := newProgress(j.bars, "")
	defer bar.clear()
	w := words.For(j.lang)
	reached.at(ctx, "search", 0)
	err := j.simulation.CompareMixes(ctx, o, models.MixConfig{Optimise: ask.optimise, Stress: j.stress,
		Progress: func(done, total int, best models.MixProgress) {
			if !math.IsNaN(best.Value) { // there is something to keep
				reached.at(ctx, "search", done)
			}
			bar.say(mixProgress(w, o, j.plan, best))
			bar.step(done, total)
		}})
	if errors.Is(err, context.Canceled) && o.MixStudy != nil {
		j.interrupted = true
		return nil
	}
	return err
}

// mixProgress words the best so far.
func mixProgress(w *words.Words, o *outcome.Outcome, plan *budget.Plan, best models.MixProgress) string {
	if math.IsNaN(best.Value) {
		return w.Say("command.mixes.searching")
	}
	return w.Say("command.mixes.best", report.Money(best.Value, o.Currency, w.Language),
		w.Say("report.mixes.goal."+report.MixGoal(plan)), fmt.Sprintf("%.1f", 100*best.ProbabilityGap))
}

// sayMixes prints what the comparison found.
func (j *job) sayMixes(out io.Writer) {
	for _, line := range report.MixesSummary(j.outcome, j.plan, j.lang) {
		fmt.Fprintln(out, line)
	}
}
