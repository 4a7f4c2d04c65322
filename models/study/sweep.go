package study

import (
	"context"
	"fmt"
	"math"
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget/unit"
	"ballast/models/outcome"
)

// Axis is an input with the values that it takes.
type Axis struct {
	Input  Input
	Values []float64
}

// MostRuns is how many variants a sweep may have.
const MostRuns = 1000

// ParseAxis reads LOW:HIGH:STEP, such as "10m:60m:10m", "5%:12%:1%" or "1000万:5000万:500万".
// Percent says that the numbers were shares.
func ParseAxis(text string) (values []float64, percent bool, err error) {
	parts := strings.Split(strings.ReplaceAll(text, "：", ":"), ":")
	if len(parts) != 3 {
		return nil, false, fmt.Errorf("%q: want LOW:HIGH:STEP", text)
	}
	var x [3]decimal.Decimal
	for i, p := range parts {
		num, ok := unit.ParseNumber(p, unit.Unsaid)
		if !ok {
			return nil, false, fmt.Errorf("%q: %q is no number", text, p)
		}
		x[i] = num.In()
		percent = percent || strings.ContainsAny(p, "%％")
	}
	low, high, step := x[0], x[1], x[2]
	n := -1.0
	if !step.IsZero() {
		n = high.Sub(low).Div(step).Floor().InexactFloat64()
	}
	switch {
	case n < 0:
		return nil, false, fmt.Errorf("%q: the step does not lead from %s to %s", text, parts[0], parts[1])
	case n >= MostRuns:
		return nil, false, fmt.Errorf("%q: %.0f values are too many", text, n+1)
	}
	for k := range int(n) + 1 {
		values = append(values, low.Add(step.Mul(decimal.NewFromInt(int64(k)))).InexactFloat64())
	}
	return values, percent, nil
}

// Row is one variant of a sweep.
type Row struct {
	Values  []float64        `json:"values"` // parallel to Table.By
	Figures outcome.Headline `json:"figures"`
}

// Table is a sweep.
type Table struct {
	By      []By             `json:"by"`
	Planned outcome.Headline `json:"as_planned"`
	Rows    []Row            `json:"rows"`
}

// By is an input of a sweep.
type By struct {
	Name    string  `json:"name"`
	At      string  `json:"at,omitempty"`
	Now     float64 `json:"now"`
	Percent bool    `json:"percent,omitempty"`
	// Moves reports whether any figure differs between its values.
	Moves bool `json:"moves"`
}

// Sweep simulates the plan at every value of an input, or at every pair of values of
// two, on the same draws.
//
// Checked: TestSweep.
func (b *Bench) Sweep(ctx context.Context, axes ...Axis) (*Table, error) {
	total := 1
	for _, a := range axes {
		total *= len(a.Values)
	}
	if len(axes) < 1 || len(axes) > 2 || total > MostRuns {
		return nil, fmt.Errorf("a sweep has one or two inputs and at most %d variants", MostRuns)
	}
	t := &Table{Planned: b.Run.Headline()}
	for k := range total {
		if b.Step != nil {
			b.Step(k, total)
		}
		row, all := Row{}, []given{}
		rest := k
		for i := len(axes) - 1; i >= 0; i-- {
			x := axes[i].Values[rest%len(axes[i].Values)]
			rest /= len(axes[i].Values)
			row.Values = append([]float64{x}, row.Values...)
			all = append([]given{{&axes[i].Input, x}}, all...)
		}
		run, err := b.simulate(ctx, b.Run.Seed(), false, all...)
		if err != nil {
			return nil, err
		}
		row.Figures = run.Headline()
		t.Rows = append(t.Rows, row)
	}
	for i, a := range axes {
		by := By{Name: a.Input.Name, Now: a.Input.Now, Percent: a.Input.Cell.Percent, Moves: moves(t.Rows, i)}
		if at := a.Input.At; at.Cell != "" {
			by.At = at.Sheet + "!" + at.Cell
		}
		t.By = append(t.By, by)
	}
	return t, nil
}

// moves reports whether the figures differ between rows that differ in input i alone.
func moves(rows []Row, i int) bool {
	for a := range rows {
		for b := range a {
			alike := true
			for k := range rows[a].Values {
				alike = alike && (k == i || rows[a].Values[k] == rows[b].Values[k])
			}
			if alike && !same(rows[a].Figures, rows[b].Figures) {
				return true
			}
		}
	}
	return false
}

// same reports whether two headlines are alike.
func same(a, b outcome.Headline) bool {
	close := func(x, y float64) bool { return math.Abs(x-y) <= 1e-9*math.Max(1, math.Abs(x)) } // but for rounding
	eq := func(x, y *float64) bool { return x == nil && y == nil || x != nil && y != nil && close(*x, *y) }
	return close(a.CostMean, b.CostMean) && close(a.CostAtConfidence, b.CostAtConfidence) && close(a.Contingency, b.Contingency) && close(a.Overrun.Probability, b.Overrun.Probability) &&
		eq(a.ProbabilityGap, b.ProbabilityGap) && eq(a.PeakGapP90, b.PeakGapP90) && eq(a.NPVMean, b.NPVMean) && eq(a.PaybackP50, b.PaybackP50) && eq(a.PaybackP80, b.PaybackP80) && eq(a.PaybackWithin, b.PaybackWithin)
}
