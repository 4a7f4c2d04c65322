package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"strconv"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/models/outcome"
	"ballast/models/report"
	"ballast/models/study"
)

// bench is the model with cells that can be set; nil where it has errors.
func (j *modelJob) bench(sim *simOptions) *study.ModelBench {
	if budget.HasErrors(j.problems) {
		return nil
	}
	return &study.ModelBench{Model: j.model, Run: sim.model(nil)}
}

// sweepModel is the sweep command for a workbook of formulas: every variant is the
// model with the cells at other values, on the same draws. The base case is checked
// at the values that the file stores.
func sweepModel(ctx context.Context, o sweepOptions, std streams, j *modelJob, names []string, axes []study.Axis) error {
	w := words.For(j.lang)
	if o.mitigation != "as-set" {
		return usagef("--mitigation is for plans")
	}
	b := j.bench(&o.sim)
	if b == nil {
		return j.refused(std)
	}
	listWarnings(std.err, w, j.problems)
	for i := range axes {
		axes[i].Input = b.Input(i, names[i], false)
	}
	bar := newProgress(std.err, w.Say("study.runs"))
	b.Step = bar.step
	t, err := b.Sweep(ctx, axes...)
	bar.clear()
	if err != nil {
		return fmt.Errorf("sweep %s: %w", o.plan, err)
	}
	return printModelSweep(std, o, w, t)
}

// printModelSweep writes the table as the flags ask.
func printModelSweep(std streams, o sweepOptions, w *words.Words, t *study.ModelTable) error {
	if o.json {
		return writeJSON(std.out, t)
	}
	head := append([]string{}, t.By...)
	for _, x := range t.AsIs {
		for _, key := range []string{"report.mean", "model.p5", "model.p95"} {
			head = append(head, x.Name+" "+w.Say(key))
		}
		chance := w.Say("model.belowzero")
		if x.Target != nil {
			chance = w.Say("model.reached")
		}
		head = append(head, x.Name+" "+chance)
	}
	if o.csv {
		out := csv.NewWriter(std.out)
		_ = out.Write(head) // Flush tells of an error
		for _, r := range t.Rows {
			_ = out.Write(modelCells(w, r, strconvFloat, strconvFloat, report.ModelFigure))
		}
		out.Flush()
		return out.Error()
	}
	table := words.Table{First: 1, Last: len(head)}
	table.Add(head...)
	asIs := study.ModelRow{Outputs: t.AsIs}
	stands := modelCells(w, asIs, nil, nil, report.ModelFigure)
	for range t.By {
		stands = append([]string{w.Say("model.sweep.stands")}, stands...)
	}
	table.Add(stands...)
	for _, r := range t.Rows {
		table.Add(modelCells(w, r, strconvFloat, nil, report.ModelFigure)...)
	}
	return table.Write(std.out)
}

// strconvFloat writes a number whole.
func strconvFloat(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// modelCells are the figures of a row as text: exact ones where exact is given, else as
// the size of each output asks.
func modelCells(w *words.Words, r study.ModelRow, value, exact func(float64) string, rounded func(float64, outcome.ModelOutput) string) (list []string) {
	for _, x := range r.Values {
		list = append(list, value(x))
	}
	for _, x := range r.Outputs {
		write := func(v float64) string { return rounded(v, x) }
		if exact != nil {
			write = exact
		}
		chance := x.BelowZero
		if x.Target != nil {
			chance = x.Target.Share
		}
		share := inPercent(w, &chance)
		if exact != nil {
			share = exact(chance)
		}
		list = append(list, write(x.Mean), write(report.ModelPercentile(x, 5)), write(report.ModelPercentile(x, 95)), share)
	}
	return list
}
