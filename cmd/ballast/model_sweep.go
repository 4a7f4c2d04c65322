package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"strconv"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/models/cells"
	"ballast/models/outcome"
	"ballast/models/report"
	"ballast/models/study"
)

// modelRow is what the outputs of a model come to where cells have other values.
type modelRow struct {
	Values  []float64             `json:"values"` // parallel to By
	Outputs []outcome.ModelOutput `json:"outputs"`
}

// modelTable is a sweep of a model.
type modelTable struct {
	By   []string              `json:"by"`
	AsIs []outcome.ModelOutput `json:"as_it_stands"`
	Rows []modelRow            `json:"rows"`
}

// sweepModel is the sweep command for a workbook of formulas: every variant is the
// model with the cells at other values, on the same draws. The base case is checked
// at the values that the file stores.
func sweepModel(ctx context.Context, o sweepOptions, std streams, j *modelJob, names []string, axes []study.Axis) error {
	w := words.For(j.lang)
	switch {
	case o.sim.scenarios != nil && *o.sim.scenarios == 0:
		return usagef("--scenarios auto is for plans: give a number")
	case o.mitigation != "as-set":
		return usagef("--mitigation is for plans")
	case budget.HasErrors(j.problems):
		return j.refused(std)
	}
	total := 1
	for _, a := range axes {
		total *= len(a.Values)
	}
	t := modelTable{By: names}
	bar := newProgress(std.err, w.Say("study.runs"))
	defer bar.clear()
	var err error
	if t.AsIs, err = o.modelFigures(ctx, j.model); err != nil {
		return err
	}
	for k := range total {
		bar.step(k, total)
		row, inputs, rest := modelRow{Values: make([]float64, len(axes))}, o.model.inputs, k
		for i := len(axes) - 1; i >= 0; i-- {
			n := len(axes[i].Values)
			row.Values[i] = axes[i].Values[rest%n]
			rest /= n
			inputs = append(inputs[:len(inputs):len(inputs)], names[i]+"=Fixed("+strconv.FormatFloat(row.Values[i], 'f', -1, 64)+")")
		}
		m, problems := cells.Compile(j.source, cells.Options{Inputs: inputs, Results: o.model.results, Dialect: o.model.dialect, Unchecked: o.model.unchecked})
		if budget.HasErrors(problems) {
			bar.clear()
			j.problems = inOrder(problems)
			return j.refused(std)
		}
		if row.Outputs, err = o.modelFigures(ctx, m); err != nil {
			return err
		}
		t.Rows = append(t.Rows, row)
	}
	bar.clear()
	return t.print(std, o, w)
}

// modelFigures runs a model and gives the figures of its outputs.
func (o *sweepOptions) modelFigures(ctx context.Context, m *cells.Model) ([]outcome.ModelOutput, error) {
	run, err := m.Simulate(ctx, o.sim.model(nil))
	if err != nil {
		return nil, fmt.Errorf("simulate %s: %w", o.plan, err)
	}
	all, err := run.Summarise(ctx)
	if err != nil {
		return nil, fmt.Errorf("summarise %s: %w", o.plan, err)
	}
	return all.Outputs, nil
}

// print writes the table as the flags ask.
func (t *modelTable) print(std streams, o sweepOptions, w *words.Words) error {
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
			_ = out.Write(r.cells(strconvFloat, strconvFloat, report.ModelFigure))
		}
		out.Flush()
		return out.Error()
	}
	table := words.Table{First: 1, Last: len(head)}
	table.Add(head...)
	asIs := modelRow{Outputs: t.AsIs}
	stands := asIs.cells(nil, nil, report.ModelFigure)
	for range t.By {
		stands = append([]string{w.Say("model.sweep.stands")}, stands...)
	}
	table.Add(stands...)
	for _, r := range t.Rows {
		table.Add(r.cells(strconvFloat, nil, report.ModelFigure)...)
	}
	return table.Write(std.out)
}

// strconvFloat writes a number whole.
func strconvFloat(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// cells are the figures of a row as text: exact ones where exact is given, else as
// the size of each output asks.
func (r *modelRow) cells(value, exact func(float64) string, rounded func(float64, outcome.ModelOutput) string) (list []string) {
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
		share := inPercent(&chance)
		if exact != nil {
			share = exact(chance)
		}
		list = append(list, write(x.Mean), write(report.ModelPercentile(x, 5)), write(report.ModelPercentile(x, 95)), share)
	}
	return list
}
