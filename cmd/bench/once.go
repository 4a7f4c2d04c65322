package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"ballast/models"
	"ballast/samples/bench"
)

// problem is a workload made ready to run.
type problem struct {
	w   *bench.Workload
	m   *models.Model
	cfg models.RunConfig
}

// readProblem reads and compiles a workload.
func readProblem(path string, o options) (*problem, error) {
	w, err := bench.Read(path)
	if err != nil {
		return nil, err
	}
	m, problems := models.Compile(w.Plan())
	if m == nil {
		return nil, fmt.Errorf("%s: %s", path, problems[0].Message)
	}
	p := &problem{w: w, m: m, cfg: models.RunConfig{Scenarios: o.scenarios, Seed: o.seed, Sampling: o.sampling, Workers: o.workers}}
	return p, nil
}

// process is what a process took, as it sees itself.
type process struct {
	CPU  float64 `json:"cpu_seconds"`
	Wall float64 `json:"wall_seconds"` // without the start of the process
	Peak float64 `json:"peak_mib"`     // 0: the system does not say
}

// figures simulates and summarises the problem as a user's run does, all of
// it, and takes from the outcome what the workload wants.
func (p *problem) figures(ctx context.Context, cfg models.RunConfig) (*figureTable, error) {
	o, err := models.Run(ctx, p.m, cfg)
	if err != nil {
		return nil, err
	}
	return p.tableOf(o), nil
}

// measureOnce runs one workload in this process and prints its figures.
func measureOnce(ctx context.Context, out io.Writer, o options, path string) error {
	start := time.Now()
	p, err := readProblem(path, o)
	if err != nil {
		return err
	}
	t, err := p.figures(ctx, p.cfg)
	if err != nil {
		return err
	}
	t.Strongest = t.Strongest[:min(len(t.Strongest), p.w.Outputs.SensitivityTop)]
	took := process{CPU: cpuSeconds(), Wall: time.Since(start).Seconds(), Peak: peakMiB()}
	if o.json {
		enc := json.NewEncoder(out)
		enc.SetIndent("", " ")
		return enc.Encode(struct {
			*figureTable
			Process process `json:"process"`
		}{t, took})
	}
	_, err = fmt.Fprintf(out, "%s n=%d mean=%.0f sd=%.0f reserve=%.0f ever_short=%.4f npv=%.0f; CPU %.3f s, wall %.3f s, peak %.0f MiB\n",
		t.Workload, t.Scenarios, t.Cost.Mean, t.Cost.SD, t.Reserve, t.GapEver, t.NPV.Mean, took.CPU, took.Wall, took.Peak)
	return err
}
