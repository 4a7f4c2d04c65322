package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"ballast/budget/words"
	"ballast/cmd/ballast/service"
	"ballast/models/outcome"
	"ballast/models/report"
	"ballast/models/study"
)

// sweepOptions are what the sweep command is told.
type sweepOptions struct {
	studyOptions
	model modelOptions
	csv   bool
}

func (a *app) sweepCommand() *cobra.Command {
	var o sweepOptions
	cmd := &cobra.Command{
		Use:   "sweep PLAN.xlsx --by INPUT=LOW:HIGH:STEP",
		Short: "Show how reserve, gap, NPV and payback move with one or two inputs",
		Long: `Sweep simulates the plan at every value of an input, or at every pair of values of
two, on the same draws, and prints a table. An input is a cell of the workbook, such as
Costs!G7 or Project!B9, or a word of seek: limit, reserve, "opening cash", "minimum cash",
the ID of a source. In a cell numbers stand as they would be typed there; formulas that
follow from it are worked out again.

In a workbook of formulas, a model, an input is a cell, and the table shows the outputs.`,
		Example: `  ballast sweep plan.xlsx --by F2=10m:60m:10m
  ballast sweep plan.xlsx --by 'Project!B9=6%:12%:1%'
  ballast sweep plan.xlsx --by F2=10m:40m:10m --by 'Costs!F7=80:120:20' --csv > table.csv
  ballast sweep model.xlsx --by 'Model!B7=100:200:25' --result 'Model!F20'`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: completeWorkbooks,
		RunE: a.do(func(ctx context.Context, args []string) error {
			o.plan = args[0]
			return runSweep(ctx, o, a.std)
		}),
	}
	o.AddFlags(cmd.Flags())
	o.model.AddFlags(cmd.Flags())
	cmd.Flags().StringArrayVar(&o.by, "by", nil, "an input and its values, INPUT=LOW:HIGH:STEP; may be given twice")
	cmd.Flags().BoolVar(&o.csv, "csv", false, "print the table as CSV, figures whole")
	completeWords(cmd, flagWords())
	return cmd
}

// runSweep is the sweep command.
func runSweep(ctx context.Context, o sweepOptions, std streams) error {
	if len(o.by) < 1 || len(o.by) > 2 {
		return usagef("give --by INPUT=LOW:HIGH:STEP once or twice")
	}
	if o.csv && o.json {
		return usagef("give one of --csv and --json")
	}
	asked, err := service.ReadAxes(o.by)
	if err != nil {
		return usagef("--by: %v", err)
	}
	axes := asked.Axes
	if err := settlePassword(&o.password, std.in); err != nil {
		return err
	}
	from := source{path: o.plan, lang: o.lang, password: o.password, reading: o.reading, mitigation: o.mitigation}
	o.model.vary = asked.Names
	if m, err := findModel(ctx, from, o.model); err != nil {
		return err
	} else if m != nil {
		return sweepModel(ctx, o, std, m, asked.Names, axes)
	}
	j, b, err := o.bench(ctx, std)
	if err != nil {
		return err
	}
	for i, name := range asked.Names {
		if axes[i].Input, err = j.input(ctx, &o.studyOptions, name, asked.Percent[i]); err != nil {
			return err
		}
	}
	bar := newProgress(std.err, words.For(j.lang).Say("study.runs"))
	b.Step = bar.step
	t, err := b.Sweep(ctx, axes...)
	bar.clear()
	if err != nil {
		return err
	}
	return j.printSweep(std, o, t, axes)
}

// writeJSON prints a value as people read it, signs such as < as they are.
func writeJSON(out io.Writer, v any) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

func (j *job) printSweep(std streams, o sweepOptions, t *study.Table, axes []study.Axis) error {
	w := words.For(j.lang)
	switch {
	case o.json:
		return writeJSON(std.out, t)
	case o.csv:
		return sweepCSV(std.out, t)
	}
	currency := j.plan.Project.Currency
	head := []string{}
	for _, a := range axes {
		head = append(head, service.InputName(a.Input, w))
	}
	all := []outcome.Headline{t.Planned}
	for _, r := range t.Rows {
		all = append(all, r.Figures)
	}
	figures := report.HeadlineFigures(w, all...)
	out := words.Table{First: 1, Last: len(axes) + len(figures)}
	out.Add(append(head, figures...)...)
	row := func(names []string, h outcome.Headline) {
		out.Add(append(names, report.HeadlineCells(h, currency, w, all...)...)...)
	}
	planned := make([]string, len(axes))
	for i, a := range axes {
		planned[i] = w.Say("study.asplanned")
		if a.Input.Said {
			planned[i] += " " + service.InputValue(a.Input, a.Input.Now, currency, w)
		}
	}
	row(planned, t.Planned)
	for _, r := range t.Rows {
		names := make([]string, len(axes))
		for i, a := range axes {
			names[i] = service.InputValue(a.Input, r.Values[i], currency, w)
		}
		row(names, r.Figures)
	}
	if err := out.Write(std.out); err != nil {
		return err
	}
	for i, by := range t.By {
		if !by.Moves && len(axes[i].Values) > 1 {
			if _, err := io.WriteString(std.out, w.Say("study.still", service.InputName(axes[i].Input, w))+"\n"); err != nil {
				return err
			}
		}
	}
	return nil
}

// sweepCSV writes a sweep with all digits; what the plan has nothing to say of is blank.
func sweepCSV(out io.Writer, t *study.Table) error {
	w := csv.NewWriter(out)
	head := []string{}
	for _, b := range t.By {
		head = append(head, b.Name)
	}
	head = append(head, "contingency", "cost_at_confidence", "probability_overrun", "probability_gap", "peak_gap_p90", "npv_mean", "probability_npv_negative", "payback_p50", "payback_p80")
	if err := w.Write(head); err != nil {
		return err
	}
	digits := func(x *float64) string {
		if x == nil {
			return ""
		}
		return strconv.FormatFloat(*x, 'g', -1, 64)
	}
	for _, r := range t.Rows {
		row := []string{}
		for i := range r.Values {
			row = append(row, digits(&r.Values[i]))
		}
		h := r.Figures
		for _, x := range []*float64{&h.Contingency, &h.CostAtConfidence, &h.Overrun.Probability, h.ProbabilityGap, h.PeakGapP90, h.NPVMean, h.ProbabilityNegative, h.PaybackP50, h.PaybackP80} {
			row = append(row, digits(x))
		}
		if err := w.Write(row); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}
