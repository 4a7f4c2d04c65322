package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"ballast/budget/words"
	"ballast/cmd/ballast/service"
	"ballast/models/study"
)

// seekOptions are what the seek command is told.
type seekOptions struct {
	studyOptions
	model modelOptions
}

func (a *app) seekCommand() *cobra.Command {
	var o seekOptions
	cmd := &cobra.Command{
		Use:   "seek PLAN.xlsx TARGET",
		Short: "Find the limit, reserve, cash or amount of a source at which a chance holds",
		Long: `Seek finds at which amount a target holds. TARGET is a chance, a percentile or a
mean, with <=, >= or =:

  P(gap)<=5%   P(overrun)<=20%   P(NPV<0)<=10%   P(payback<=24)>=80%
  P(cost>12m)<=10%   "P80 cost <= 12m"   "P90 gap <= 1m"   "NPV >= 2m"

--by is what is varied: limit, reserve (for the cost; extra cash with "opening cash"),
"opening cash", "minimum cash", the ID of a source, or a cell such as Project!B9.

Every amount is tried on the draws of the plan as it stands; a target that rises and
falls with the amount is refused. The answer is looked at on fresh draws, and both
figures are printed with their 95 % intervals.

In a workbook of formulas, a model, --by is a cell, and the figure is an output by its
name or its cell: "P(NPV>0)>=80%", "P10 NPV >= 0", "IRR >= 12%", "P(Model!F20<5)<=10%".
Where the sheet Decisions has the cell, the answer lies between its Low and High.`,
		Example: `  ballast seek plan.xlsx "P(gap)<=5%" --by F2
  ballast seek plan.xlsx "P(overrun)<=10%" --by limit
  ballast seek plan.xlsx "P(gap)=5%" --by "opening cash" --json
  ballast seek model.xlsx "P(NPV>0)=80%" --by 'Model!B7'`,
		Args:              cobra.ExactArgs(2),
		ValidArgsFunction: completeWorkbooks,
		RunE: a.do(func(ctx context.Context, args []string) error {
			o.plan = args[0]
			return runSeek(ctx, o, args[1], a.std)
		}),
	}
	o.AddFlags(cmd.Flags())
	o.model.AddFlags(cmd.Flags())
	cmd.Flags().StringArrayVar(&o.by, "by", nil, `what is varied: limit, reserve, "opening cash", "minimum cash", the ID of a source, or a cell`)
	completeWords(cmd, flagWords())
	return cmd
}

// runSeek is the seek command.
func runSeek(ctx context.Context, o seekOptions, text string, std streams) error {
	if len(o.by) != 1 {
		return usagef("give one --by: what is to be varied")
	}
	if err := settlePassword(&o.password, std.in); err != nil {
		return err
	}
	o.model.vary = o.by
	from := source{path: o.plan, lang: o.lang, password: o.password, reading: o.reading, mitigation: o.mitigation}
	if m, err := findModel(ctx, from, o.model); err != nil {
		return err
	} else if m != nil {
		return seekModel(ctx, o, std, m, text)
	}
	target, err := study.ParseTarget(text)
	if err != nil {
		return usagef("%v", err)
	}
	j, b, err := o.bench(ctx, std)
	if err != nil {
		return err
	}
	in, err := j.input(ctx, &o.studyOptions, o.by[0], false)
	if err != nil {
		return err
	}
	w := words.For(j.lang)
	bar := newProgress(std.err, w.Say("study.runs"))
	b.Step = bar.step
	answer, err := b.Seek(ctx, target, in)
	bar.clear()
	var none *study.NoAnswer
	if errors.As(err, &none) {
		return errors.New(service.SayNoAnswer(none, target, in, j.plan.Project.Currency, w))
	}
	if err != nil {
		return fmt.Errorf("seek %s: %w", o.plan, err)
	}
	if o.json {
		return writeJSON(std.out, answer)
	}
	_, err = fmt.Fprintln(std.out, strings.Join(service.SayAnswer(answer, target, in, j.plan.Project.Currency, w), "\n"))
	return err
}
