package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ballast/budget"
	"ballast/budget/words"
)

// explainOptions are what the explain command is told.
type explainOptions struct {
	plan     string
	asRead   bool
	program  bool
	row      string
	scenario int // -1 none
	percent  float64
	lang     string
	password string
	reading  readingOptions
	model    modelOptions
	sim      simOptions
}

// AddFlags adds the flags of the explain command.
func (o *explainOptions) AddFlags(fs *pflag.FlagSet) {
	fs.BoolVar(&o.asRead, "plan", false, "print the plan as read (the default)")
	fs.StringVar(&o.row, "row", "", "print how every cell of the row with this ID was taken")
	fs.BoolVar(&o.program, "program", false, "print the compiled program")
	fs.IntVar(&o.scenario, "scenario", -1, "print every draw, month and event of this scenario, counted from 0")
	fs.Float64Var(&o.percent, "percentile", 0, "print the future whose cost is nearest to this percentile of the total cost")
	addLanguage(fs, &o.lang, "language of the problems (default: the plan's)")
	addPassword(fs, &o.password)
	o.reading.AddFlags(fs)
	o.model.AddFlags(fs)
	o.sim.AddFlags(fs)
}

func (a *app) explainCommand() *cobra.Command {
	var o explainOptions
	cmd := &cobra.Command{
		Use:   "explain PLAN.xlsx",
		Short: "Print the plan or a row as read, the compiled program, or one scenario",
		Example: `  ballast explain plan.xlsx                    the plan as read
  ballast explain plan.xlsx --row C1           how the cells of one row were taken
  ballast explain plan.xlsx --program          what it was compiled to
  ballast explain plan.xlsx --scenario 4711    one future, draw by draw
  ballast explain plan.xlsx --percentile 80    the future nearest to P80 of the cost
  ballast explain model.xlsx --result NPV --scenario 4711
                                               what a cell of a model comes from`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: completeWorkbooks,
	}
	cmd.RunE = a.do(func(ctx context.Context, args []string) error {
		o.plan = args[0]
		if cmd.Flags().Changed("scenario") && o.scenario < 0 {
			return usagef("--scenario %d: scenarios count from 0", o.scenario)
		}
		return runExplain(ctx, o, a.std)
	})
	o.AddFlags(cmd.Flags())
	completeWords(cmd, flagWords())
	return cmd
}

// validate sees that one thing is asked for.
func (o *explainOptions) validate() error {
	asked := 0
	for _, is := range []bool{o.asRead, o.program, o.row != "", o.scenario >= 0, o.percent != 0} {
		if is {
			asked++
		}
	}
	if asked > 1 {
		return usagef("give one of --plan, --row, --program, --scenario and --percentile")
	}
	if o.percent != 0 && !(o.percent > 0 && o.percent < 100) {
		return usagef("--percentile %v: want a number between 0 and 100", o.percent)
	}
	return o.sim.validate()
}

// runExplain is the explain command. Problems go to standard error, so that
// what is explained can be kept.
func runExplain(ctx context.Context, o explainOptions, std streams) error {
	if err := settlePassword(&o.password, std.in); err != nil {
		return err
	}
	if err := o.validate(); err != nil {
		return err
	}
	from := source{path: o.plan, lang: o.lang, password: o.password, reading: o.reading}
	if m, err := findModel(ctx, from, o.model); err != nil || m != nil {
		if err != nil {
			return err
		}
		return explainModel(ctx, o, std, m)
	}
	j, err := prepare(ctx, from, &timings{reached: std.reached})
	if err != nil {
		return err
	}
	if budget.HasErrors(j.problems) {
		listProblems(std.err, words.For(j.lang), j.problems)
		return exitError{code: exitProblems}
	}
	switch {
	case o.scenario >= 0:
		std.reached.at(ctx, "run", 0)
		err = j.model.ExplainScenario(ctx, std.out, o.scenario, o.sim.config(nil))
	case o.row != "":
		err = explainRow(std.out, words.For(j.lang), j.plan, o.row)
	case o.percent > 0:
		std.reached.at(ctx, "run", 0)
		err = j.model.ExplainPercentile(ctx, std.out, o.percent/100, o.sim.config(nil))
	case o.program:
		err = j.model.ExplainProgram(std.out)
	default:
		err = j.model.ExplainPlan(std.out)
	}
	if err != nil {
		return fmt.Errorf("explain %s: %w", o.plan, err)
	}
	return nil
}
