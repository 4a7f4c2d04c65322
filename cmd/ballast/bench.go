package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ballast/models"
	"ballast/samples/bench"
)

// benchOptions are what the bench command is told.
type benchOptions struct {
	sim      simOptions
	json     bool
	table    bool
	peer     string
	accuracy bool
	repeat   int
}

// AddFlags adds the flags of the bench command.
func (o *benchOptions) AddFlags(fs *pflag.FlagSet) {
	o.sim.AddFlags(fs)
	fs.BoolVar(&o.json, "json", false, "write the figures as JSON, under the names of the peer program")
	fs.BoolVar(&o.table, "table", false, "run each workload with one and two workers and print what it takes")
	fs.StringVar(&o.peer, "peer", "", "also run this Python with mc_numpy.py beside the workload, and compare")
	fs.BoolVar(&o.accuracy, "accuracy", false, "repeat runs of MC, LHS and Sobol with many seeds and compare their errors")
	fs.IntVar(&o.repeat, "repeat", 0, "how often to run (default: 5 with --table and --peer, 100 with --accuracy)")
}

// benchCommand measures the program on the workloads of samples/bench. It is
// not shown in the help: it is for those who work on the program.
func (a *app) benchCommand() *cobra.Command {
	var o benchOptions
	cmd := &cobra.Command{
		Use:    "bench WORKLOAD.json...",
		Short:  "Measure the program on the workloads of samples/bench",
		Hidden: true,
		Args:   cobra.MinimumNArgs(1),
		RunE: a.do(func(ctx context.Context, args []string) error {
			if err := o.sim.validate(); err != nil {
				return err
			}
			if o.sim.scenarios != nil && *o.sim.scenarios == 0 {
				return usagef("--scenarios auto: a workload needs a number")
			}
			switch {
			case o.accuracy:
				return benchAccuracy(ctx, a.std.out, o, args)
			case o.peer != "":
				return benchPeers(ctx, a.std.out, o, args)
			case o.table:
				return benchTable(ctx, a.std.out, o, args)
			}
			for _, path := range args {
				if err := benchOnce(ctx, a.std.out, o, path); err != nil {
					return err
				}
			}
			return nil
		}),
	}
	o.AddFlags(cmd.Flags())
	return cmd
}

// problem is a workload made ready to run.
type problem struct {
	w   *bench.Workload
	m   *models.Model
	cfg models.FiguresConfig
}

// readProblem reads and compiles a workload, with the figures that it wants.
func readProblem(path string, o simOptions) (*problem, error) {
	w, err := bench.Read(path)
	if err != nil {
		return nil, err
	}
	m, problems := models.Compile(w.Plan())
	if m == nil {
		return nil, fmt.Errorf("%s: %s", path, problems[0].Message)
	}
	out := &w.Outputs
	p := &problem{w: w, m: m, cfg: models.FiguresConfig{CostQuantiles: out.CostQuantiles, CashQuantiles: out.CashQuantiles,
		ReserveQuantile: out.ReserveQuantile, Sample: out.SensitivitySample, Top: out.SensitivityTop}}
	p.cfg.Run = models.RunConfig{Seed: o.seed, Sampling: o.sampling, Workers: o.workers}
	if o.scenarios != nil {
		p.cfg.Run.Scenarios = *o.scenarios
	}
	return p, nil
}

// process is what a process took, as it sees itself.
type process struct {
	CPU  float64 `json:"cpu_seconds"`
	Wall float64 `json:"wall_seconds"` // without the start of the process
	Peak float64 `json:"peak_mib"`     // 0: the system does not say
}

// benchOnce runs one workload in this process and prints its figures.
func benchOnce(ctx context.Context, out io.Writer, o benchOptions, path string) error {
	start := time.Now()
	p, err := readProblem(path, o.sim)
	if err != nil {
		return err
	}
	t, err := models.Figures(ctx, p.m, p.cfg)
	if err != nil {
		return err
	}
	took := process{CPU: cpuSeconds(), Wall: time.Since(start).Seconds(), Peak: peakMiB()}
	if o.json {
		enc := json.NewEncoder(out)
		enc.SetIndent("", " ")
		return enc.Encode(struct {
			*models.FigureTable
			Process process `json:"process"`
		}{t, took})
	}
	_, err = fmt.Fprintf(out, "%s n=%d mean=%.0f sd=%.0f reserve=%.0f ever_short=%.4f npv=%.0f; CPU %.3f s, wall %.3f s, peak %.0f MiB\n",
		t.Workload, t.Scenarios, t.Cost.Mean, t.Cost.SD, t.Reserve, t.GapEver, t.NPV.Mean, took.CPU, took.Wall, took.Peak)
	return err
}
