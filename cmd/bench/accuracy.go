package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"text/tabwriter"

	"ballast/models"
	"ballast/models/outcome"
	"ballast/sim/stats"
)

// accuracyFigures are the figures whose errors are compared.
func accuracyFigures() []string {
	return []string{"mean cost", "P50 cost", "P80 cost", "P95 cost", "P10 lowest cash", "P90 peak gap", "mean NPV", "P10 NPV"}
}

// accuracyOf takes them from an outcome.
func accuracyOf(o *outcome.Outcome) []float64 {
	return []float64{o.Cost.Mean, o.Cost.Quantiles.At(50), o.Cost.Quantiles.At(80), o.Cost.Quantiles.At(95), o.Cash.Minimum.Quantiles.At(10), o.Cash.PeakGap.Quantiles.At(90),
		o.Return.NPV.Mean, o.Return.NPV.Quantiles.At(10)}
}

// ranged are the confidences whose intervals are tried, in per cent.
func ranged() []float64 { return []float64{50, 80, 95} }

// measureAccuracy repeats runs of each design with many seeds. The variance of a
// figure over the seeds is that of plain random scenarios, counted, divided by the
// ratio printed: so many times the scenarios would plain random ones need for the
// same error. Of the 95 % intervals of the cost it tells how many hold the mean of
// the figure over all seeds of the last design, which has the smallest error.
func measureAccuracy(ctx context.Context, out io.Writer, o options, paths []string) error {
	if o.repeat < 2 {
		o.repeat = 100
	}
	// The logarithm of a sample variance of r normal values has the standard
	// error sqrt(2/(r-1)), that of a ratio of two sqrt(4/(r-1)).
	factor := math.Exp(1.96 * math.Sqrt(4/float64(o.repeat-1)))
	fmt.Fprintf(out, "scenarios that plain random sampling (MC) needs for the error of one scenario of the design:\n"+
		"ratio of variances over %d seeds each; 95 %% interval: divided and multiplied by %.2f\n", o.repeat, factor)
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(t, "workload\tscenarios\tdesign\t")
	for _, name := range accuracyFigures() {
		fmt.Fprintf(t, "%s\t", name)
	}
	for _, p := range ranged() {
		fmt.Fprintf(t, "P%g covered\t", p)
	}
	fmt.Fprintln(t, "CPU s a run\tthe same for P80 cost, CPU for CPU\t")
	for _, path := range paths {
		p, err := readProblem(path, o)
		if err != nil {
			return err
		}
		if err := p.accuracy(ctx, t, o); err != nil {
			return err
		}
	}
	return t.Flush()
}

// tried is one way to run scenarios.
type tried struct {
	name, sampling string
	counted        bool
}

// trials are the ways that are compared; the first is what the others are
// measured by. With a sampling only that one, smoothed, is compared.
func trials(sampling string) []tried {
	if sampling != "" {
		return []tried{{"MC-counted", "MC", true}, {sampling, sampling, false}}
	}
	return []tried{{"MC-counted", "MC", true}, {"LHS-counted", "LHS", true}, {"Sobol-counted", "Sobol", true},
		{"MC", "MC", false}, {"LHS", "LHS", false}, {"Sobol", "Sobol", false}}
}

// accuracy prints the rows of one workload.
func (p *problem) accuracy(ctx context.Context, t io.Writer, o options) error {
	n := scenariosOf(p.w, o)
	var runs []repeated
	for _, way := range trials(o.sampling) {
		r, err := p.repeat(ctx, way, n, o.repeat)
		if err != nil {
			return err
		}
		runs = append(runs, r)
	}
	first, last := runs[0], runs[len(runs)-1]
	for _, r := range runs {
		fmt.Fprintf(t, "%s\t%d\t%s\t", p.w.Name, n, r.way.name)
		for k := range r.figures {
			fmt.Fprintf(t, "%s\t", ratioText(first.variance(k), r.variance(k)))
		}
		for k := range ranged() {
			fmt.Fprintf(t, "%.3f\t", r.covered(k, stats.Mean(last.cost[k])))
		}
		fmt.Fprintf(t, "%.3f\t%.3g\t\n", r.cpu, first.variance(2)/r.variance(2)*first.cpu/r.cpu)
	}
	return nil
}

// repeated is what runs with many seeds say.
type repeated struct {
	way     tried
	figures [][]float64          // [figure][run]
	cost    [][]float64          // [confidence][run]
	ranges  [][]outcome.Interval // [confidence][run]
	cpu     float64              // seconds a run, without its start
}

// variance is that of a figure over the runs.
func (r *repeated) variance(k int) float64 {
	_, sd := stats.MeanSD(r.figures[k])
	return sd * sd
}

// covered is the share of runs whose interval holds the contingency x.
func (r *repeated) covered(k int, x float64) float64 {
	n := 0
	for _, i := range r.ranges[k] {
		if i[0] <= x && x <= i[1] {
			n++
		}
	}
	return float64(n) / float64(len(r.ranges[k]))
}

// repeat runs the workload with seeds of their own.
func (p *problem) repeat(ctx context.Context, way tried, n, runs int) (repeated, error) {
	cfg := p.cfg
	cfg.Scenarios, cfg.Sampling, cfg.Counted = n, way.sampling, way.counted
	r := repeated{way: way, figures: make([][]float64, len(accuracyFigures())),
		cost: make([][]float64, len(ranged())), ranges: make([][]outcome.Interval, len(ranged()))}
	before := cpuSeconds()
	for run := range runs {
		seed := uint64(1 + run)
		cfg.Seed = &seed
		o, err := models.Run(ctx, p.m, cfg)
		if err != nil {
			return r, err
		}
		for k, x := range accuracyOf(o) {
			r.figures[k] = append(r.figures[k], x)
		}
		for k, confidence := range ranged() {
			for _, row := range o.Reserve.Table {
				if math.Abs(100*row.Confidence-confidence) < 1e-9 {
					r.cost[k], r.ranges[k] = append(r.cost[k], row.Contingency), append(r.ranges[k], row.Interval95)
				}
			}
		}
	}
	r.cpu = (cpuSeconds() - before) / float64(runs)
	return r, nil
}

// ratioText is the ratio of two variances; a figure that is the same in every
// run, as the P90 of a gap that seldom happens, has none.
func ratioText(plain, v float64) string {
	if v == 0 {
		return "-"
	}
	return fmt.Sprintf("%.3g", plain/v)
}
