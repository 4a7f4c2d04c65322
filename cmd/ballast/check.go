package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ballast/budget"
	"ballast/budget/words"
)

// checkOptions are what the check command is told.
type checkOptions struct {
	plan string
	lang string

	password string
	reading  readingOptions
	model    modelOptions
	strict   bool
	quiet    bool
	columns  bool
	method   bool
	json     bool
}

// AddFlags adds the flags of the check command.
func (o *checkOptions) AddFlags(fs *pflag.FlagSet) {
	addLanguage(fs, &o.lang, "language of the messages (default: the plan's)")
	addPassword(fs, &o.password)
	o.reading.AddFlags(fs)
	o.model.AddFlags(fs)
	fs.BoolVar(&o.columns, "columns", false, "list how every column was taken, not only those converted, judged or left out")
	fs.BoolVar(&o.method, "method", false, "also run the plan and ask what a reviewer would ask of its method, with what each question is worth")
	fs.BoolVar(&o.json, "json", false, "with --method: print the questions alone, as JSON")
	fs.BoolVar(&o.strict, "strict", false, "exit 4 when there are warnings")
	fs.BoolVarP(&o.quiet, "quiet", "q", false, "print nothing, only the exit code tells")
}

func (a *app) checkCommand() *cobra.Command {
	var o checkOptions
	cmd := &cobra.Command{
		Use:   "check PLAN.xlsx",
		Short: "List every problem of a plan or a model, write nothing",
		Long: `Check reads the plan and lists every error, warning and note, each with its
cell, the row as read and what to do about it. It writes nothing. It exits 3 when
there are errors. With --method it also runs the plan and asks what a reviewer would
ask: what is correlated, whose ranges these are, what is counted twice.`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: completeWorkbooks,
		RunE: a.do(func(ctx context.Context, args []string) error {
			o.plan = args[0]
			return runCheck(ctx, o, a.std)
		}),
	}
	o.AddFlags(cmd.Flags())
	completeWords(cmd, flagWords())
	return cmd
}

// runCheck is the check command. The list is its product and goes to standard
// output.
func runCheck(ctx context.Context, o checkOptions, std streams) error {
	if o.json && !o.method {
		return usagef("--json needs --method")
	}
	if err := settlePassword(&o.password, std.in); err != nil {
		return err
	}
	from := source{path: o.plan, lang: o.lang, password: o.password, reading: o.reading}
	if !o.quiet && !o.json {
		from.asking = func(text string) { fmt.Fprintln(std.err, text) }
	}
	if m, err := findModel(ctx, from, o.model); err != nil || m != nil {
		if err != nil {
			return err
		}
		return checkModel(o, std, m)
	}
	j, err := prepare(ctx, from, &timings{reached: std.reached})
	if err != nil {
		return err
	}
	w := words.For(j.lang)
	switch {
	case o.quiet, o.json:
	case len(j.problems) == 0:
		fmt.Fprintln(std.out, w.Say("command.clean", o.plan))
	default:
		listProblems(std.out, w, j.problems)
	}
	if !o.quiet && !o.json {
		listColumns(std.out, w, j.plan.Log.Columns, o.columns)
		wayIn(ctx, std.out, w, from, j)
	}
	if o.method && !budget.HasErrors(j.problems) {
		if err := j.checkMethod(ctx, o, std); err != nil {
			return err
		}
	}
	return verdict(j.problems, o.strict)
}
