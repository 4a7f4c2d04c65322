package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/cmd/ballast/service"
)

// explainOptions are what the explain command is told.
type explainOptions struct {
	plan     string
	asRead   bool
	program  bool
	row      string
	why      string // a cell of a model, "" none
	scenario string // "" none; a number, p80, median, worst, best
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
	fs.StringVar(&o.why, "why", "", "model: print the way from an output down to this cell, e.g. 'Model!D88'")
	fs.BoolVar(&o.program, "program", false, "print the compiled program")
	fs.StringVar(&o.scenario, "scenario", "", "print every draw, month and event of this scenario: a number, counted from 0, or p80, median, worst or best of the total cost")
	fs.Float64Var(&o.percent, "percentile", 0, "the same as --scenario p80, by a number")
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
  ballast explain plan.xlsx --scenario p80     the future nearest to P80 of the cost
  ballast explain plan.xlsx --scenario worst   the dearest of all
  ballast explain model.xlsx --result NPV --scenario 4711
                                               what a cell of a model comes from
  ballast explain model.xlsx --why 'Model!D88' how an output comes to depend on a cell`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: completeWorkbooks,
	}
	cmd.RunE = a.do(func(ctx context.Context, args []string) error {
		o.plan = args[0]
		if cmd.Flags().Changed("scenario") && o.scenario == "" {
			return usagef("--scenario: want a number, p80, median, worst or best")
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
	for _, is := range []bool{o.asRead, o.program, o.row != "", o.why != "", o.scenario != "", o.percent != 0} {
		if is {
			asked++
		}
	}
	if asked > 1 {
		return usagef("give one of --plan, --row, --why, --program, --scenario and --percentile")
	}
	if o.percent != 0 && !(o.percent > 0 && o.percent < 100) {
		return usagef("--percentile %v: want a number between 0 and 100", o.percent)
	}
	if o.scenario != "" {
		if _, err := readScenario(o.scenario); err != nil {
			return err
		}
	}
	return o.sim.validate()
}

// readScenario reads what --scenario says.
func readScenario(text string) (service.Wanted, error) {
	x, ok := service.ReadWanted(text)
	if !ok {
		return x, usagef("--scenario %s: want a number from 0, or p80, median, worst or best", text)
	}
	return x, nil
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
	if o.why != "" {
		return usagef("--why is for models of formulas: of a plan, --row says how a row was taken")
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
	case o.scenario != "":
		std.reached.at(ctx, "run", 0)
		var x service.Wanted
		if x, err = readScenario(o.scenario); err != nil {
			return err
		}
		err = service.ExplainFuture(ctx, std.out, j.model, x, o.sim.config(nil))
	case o.row != "":
		if err = service.ExplainRow(std.out, words.For(j.lang), j.plan, o.row); errors.As(err, new(*service.BadVariantError)) {
			return usagef("%v", err)
		}
	case o.percent > 0:
		std.reached.at(ctx, "run", 0)
		err = service.ExplainFuture(ctx, std.out, j.model, service.Wanted{Number: -1, Share: o.percent / 100}, o.sim.config(nil))
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
