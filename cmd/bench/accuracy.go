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
	return []string{"mean cost", "P80 cost", "P95 cost", "P90 peak gap", "mean NPV", "P10 NPV"}
}

// accuracyOf takes them from an outcome.
func accuracyOf(o *outcome.Outcome) []float64 {
	return []float64{o.Cost.Mean, o.Cost.Quantiles.At(80), o.Cost.Quantiles.At(95), o.Cash.PeakGap.Quantiles.At(90),
		o.Return.NPV.Mean, o.Return.NPV.Quantiles.At(10)}
}

// measureAccuracy repeats runs of each design with many seeds. The variance of a
// figure over the seeds is that of plain random scenarios divided by the ratio
// printed: so many times the scenarios would plain random ones need for the
// same error.
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

// accuracy prints the rows of one workload.
func (p *problem) accuracy(ctx context.Context, t io.Writer, o options) error {
	n := scenariosOf(p.w, o)
	var plain []float64
	var plainCPU float64
	for _, design := range []string{"MC", "LHS", "Sobol"} {
		variance, cpu, err := p.variances(ctx, design, n, o.repeat)
		if err != nil {
			return err
		}
		if design == "MC" {
			plain, plainCPU = variance, cpu
		}
		fmt.Fprintf(t, "%s\t%d\t%s\t", p.w.Name, n, design)
		for k, v := range variance {
			fmt.Fprintf(t, "%s\t", ratioText(plain[k], v))
		}
		fmt.Fprintf(t, "%.3f\t%.3g\t\n", cpu, plain[1]/variance[1]*plainCPU/cpu)
	}
	return nil
}

// ratioText is the ratio of two variances; a figure that is the same in every
// run, as the P90 of a gap that seldom happens, has none.
func ratioText(plain, v float64) string {
	if v == 0 {
		return "-"
	}
	return fmt.Sprintf("%.3g", plain/v)
}

// variances is the variance of every figure over runs with seeds of their own,
// and the CPU seconds of a run without its start.
func (p *problem) variances(ctx context.Context, design string, n, runs int) (variance []float64, cpu float64, err error) {
	cfg := p.cfg
	cfg.Scenarios, cfg.Sampling = n, design
	figures := make([][]float64, len(accuracyFigures()))
	before := cpuSeconds()
	for r := range runs {
		seed := uint64(1 + r)
		cfg.Seed = &seed
		outcome, err := models.Run(ctx, p.m, cfg)
		if err != nil {
			return nil, 0, err
		}
		for k, x := range accuracyOf(outcome) {
			figures[k] = append(figures[k], x)
		}
	}
	for _, x := range figures {
		_, sd := stats.MeanSD(x)
		variance = append(variance, sd*sd)
	}
	return variance, (cpuSeconds() - before) / float64(runs), nil
}
