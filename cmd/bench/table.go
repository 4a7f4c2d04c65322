package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"text/tabwriter"
	"time"

	"ballast/samples/bench"
)

// contender is a program that is measured as a process of its own, so that
// everything counts: its start, reading, compiling, the figures.
type contender struct {
	name     string
	parallel int
	command  []string
	own      bool // says its own peak memory at the end of its JSON
	took     []process
}

// ourselves is this program on a workload.
func ourselves(path string, o options, workers int) (*contender, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	c := &contender{name: "ballast", parallel: workers, own: true, command: []string{self, "--json", "--workers", strconv.Itoa(workers)}}
	if o.scenarios > 0 {
		c.command = append(c.command, "--scenarios", strconv.Itoa(o.scenarios))
	}
	if o.sampling != "" {
		c.command = append(c.command, "--sampling", o.sampling)
	}
	if o.seed != nil {
		c.command = append(c.command, "--seed", strconv.FormatUint(*o.seed, 10))
	}
	c.command = append(c.command, path)
	return c, nil
}

// run runs the contender once and notes what it took.
func (c *contender) run(ctx context.Context) error {
	cmd := exec.CommandContext(ctx, c.command[0], c.command[1:]...)
	start := time.Now()
	out, err := cmd.Output()
	wall := time.Since(start)
	if err != nil {
		var failed *exec.ExitError
		if errors.As(err, &failed) {
			err = fmt.Errorf("%w: %s", err, failed.Stderr)
		}
		return fmt.Errorf("%s: %w", c.command, err)
	}
	s := cmd.ProcessState
	p := process{Wall: wall.Seconds(), CPU: (s.UserTime() + s.SystemTime()).Seconds(), Peak: childPeakMiB(s)}
	if c.own {
		var said struct{ Process process }
		if err := json.Unmarshal(out, &said); err != nil {
			return fmt.Errorf("%s: %w", c.command, err)
		}
		p.Peak = said.Process.Peak
	}
	c.took = append(c.took, p)
	return nil
}

// least and middle are the minimum and the median of what the runs took.
func (c *contender) least(of func(process) float64) float64 { return slices.Min(c.list(of)) }

func (c *contender) middle(of func(process) float64) float64 {
	x := c.list(of)
	slices.Sort(x)
	return (x[len(x)/2] + x[(len(x)-1)/2]) / 2
}

func (c *contender) list(of func(process) float64) []float64 {
	x := make([]float64, len(c.took))
	for i, p := range c.took {
		x[i] = of(p)
	}
	return x
}

func wallOf(p process) float64 { return p.Wall }
func cpuOf(p process) float64  { return p.CPU }
func peakOf(p process) float64 { return p.Peak }

// alternate runs the contenders in turn, so that what else the machine does
// meets all of them.
func alternate(ctx context.Context, all []*contender, times int) error {
	for range times {
		for _, c := range all {
			if err := c.run(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

// measureTable prints what the workloads take with one and with two workers.
func measureTable(ctx context.Context, out io.Writer, o options, paths []string) error {
	if o.repeat < 1 {
		o.repeat = 5
	}
	fmt.Fprintf(out, "whole process; least and median of %d runs; %s\n", o.repeat, builtFrom())
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "workload\tscenarios\tworkers\twall s\tmedian\tCPU s\tmedian\tpeak MiB\tns CPU a scenario and line\twall against one worker\t")
	for _, path := range paths {
		w, err := bench.Read(path)
		if err != nil {
			return err
		}
		var all []*contender
		for _, workers := range []int{1, 2} {
			c, err := ourselves(path, o, workers)
			if err != nil {
				return err
			}
			all = append(all, c)
		}
		if err := alternate(ctx, all, o.repeat); err != nil {
			return err
		}
		for _, c := range all {
			each := c.least(cpuOf) * 1e9 / float64(scenariosOf(w, o)) / float64(len(w.Lines))
			fmt.Fprintf(t, "%s\t%d\t%d\t%.3f\t%.3f\t%.3f\t%.3f\t%.0f\t%.1f\t%.2f\t\n", w.Name, scenariosOf(w, o), c.parallel,
				c.least(wallOf), c.middle(wallOf), c.least(cpuOf), c.middle(cpuOf), c.middle(peakOf), each, all[0].least(wallOf)/c.least(wallOf))
		}
	}
	return t.Flush()
}

func scenariosOf(w *bench.Workload, o options) int {
	if o.scenarios > 0 {
		return o.scenarios
	}
	return w.Scenarios
}

// builtFrom names the commit, when the build knows it, and what it was built with.
func builtFrom() string {
	line := "ballast"
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && len(s.Value) >= 12 {
				line += " (" + s.Value[:12] + ")"
			}
		}
	}
	return fmt.Sprintf("%s %s %s/%s", line, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
