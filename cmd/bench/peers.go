package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"text/tabwriter"

	"ballast/samples/bench"
)

// duel is one workload with us and the peer on it.
type duel struct {
	path   string
	w      *bench.Workload
	ours   [2]*contender // with one and with two workers
	theirs [2]*contender // with one and with two processes
	said   string        // what the peer wrote
}

// measurePeers measures us and the NumPy program in turn on each workload, and
// then compares every figure. The speeds come first: the memory that comparing
// takes would be counted to the processes started after it.
func measurePeers(ctx context.Context, out io.Writer, o options, paths []string) error {
	if o.repeat < 1 {
		o.repeat = 5
	}
	dir, err := os.MkdirTemp("", "ballast-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	var duels []*duel
	for _, path := range paths {
		d, err := newDuel(path, dir, o)
		if err != nil {
			return err
		}
		if err := alternate(ctx, []*contender{d.ours[0], d.theirs[0], d.ours[1], d.theirs[1]}, o.repeat); err != nil {
			return err
		}
		duels = append(duels, d)
	}
	fmt.Fprintf(out, "whole process; least and median of %d runs, taken in turn; %s\n", o.repeat, builtFrom())
	if err := printDuels(out, duels); err != nil {
		return err
	}
	for _, d := range duels {
		if err := d.compare(ctx, out, o); err != nil {
			return err
		}
	}
	return nil
}

func newDuel(path, dir string, o options) (*duel, error) {
	w, err := bench.Read(path)
	if err != nil {
		return nil, err
	}
	d := &duel{path: path, w: w, said: filepath.Join(dir, w.Name+".json")}
	for i := range d.ours {
		if d.ours[i], err = ourselves(path, o, i+1); err != nil {
			return nil, err
		}
		peer := filepath.Join(filepath.Dir(path), "mc_numpy.py")
		d.theirs[i] = &contender{name: "numpy", parallel: i + 1, command: []string{o.peer, peer, path,
			"--n", strconv.Itoa(scenariosOf(w, o)), "--jobs", strconv.Itoa(i + 1), "-o", d.said}}
	}
	return d, nil
}

// printDuels prints the speeds and their ratios.
func printDuels(out io.Writer, duels []*duel) error {
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "workload\tprogram\tprocesses or workers\twall s\tmedian\tCPU s\tmedian\tpeak MiB\t")
	for _, d := range duels {
		for _, c := range []*contender{d.ours[0], d.ours[1], d.theirs[0], d.theirs[1]} {
			fmt.Fprintf(t, "%s\t%s\t%d\t%.3f\t%.3f\t%.3f\t%.3f\t%.0f\t\n", d.w.Name, c.name, c.parallel,
				c.least(wallOf), c.middle(wallOf), c.least(cpuOf), c.middle(cpuOf), c.middle(peakOf))
		}
	}
	if err := t.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(out, "The peak of numpy with two processes is that of the larger one.")
	for _, d := range duels {
		best := min(d.theirs[0].least(wallOf), d.theirs[1].least(wallOf))
		fmt.Fprintf(out, "%s: numpy takes %.1f times our CPU (medians: %.1f); its best wall time is %.1f times ours with two workers; two workers are %.2f times as fast as one\n",
			d.w.Name, d.theirs[0].least(cpuOf)/d.ours[0].least(cpuOf), d.theirs[0].middle(cpuOf)/d.ours[0].middle(cpuOf),
			best/d.ours[1].least(wallOf), d.ours[0].least(wallOf)/d.ours[1].least(wallOf))
	}
	return nil
}

// compare prints every figure of ours beside the peer's.
func (d *duel) compare(ctx context.Context, out io.Writer, o options) error {
	theirs, err := readFigures(d.said)
	if err != nil {
		return err
	}
	p, err := readProblem(d.path, o)
	if err != nil {
		return err
	}
	c, err := p.compare(ctx, theirs, theirs.Scenarios, 20)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "\n%s: every figure, %d scenarios each. Paybacks and cash net of facilities\n"+
		"are left out: no outcome has theirs. Standard errors: of theirs from the spread of 20 of our plain random (MC) runs of\n"+
		"a tenth of the scenarios, scaled by the root of their numbers; of ours from as many runs of our own design, which\n"+
		"states it too high where the design gains with its size; of a share p no less than root(p(1-p)/n).\n", d.w.Name, theirs.Scenarios)
	return printComparison(out, c)
}

// readFigures reads what the peer wrote.
func readFigures(path string) (*figureTable, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var t figureTable
	if err := json.Unmarshal(data, &t); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return &t, nil
}

// printComparison prints the figures and how far apart they are.
func printComparison(out io.Writer, all []compared) error {
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "figure\tours\ttheirs\tdifference\tin standard errors\t")
	worst, beyond := compared{}, 0
	for _, c := range all {
		fmt.Fprintf(t, "%s\t%.6g\t%.6g\t%.3g\t%+.2f\t\n", c.name, c.ours, c.theirs, c.ours-c.theirs, c.apart())
		if abs(c.apart()) > abs(worst.apart()) {
			worst = c
		}
		if abs(c.apart()) > 2 {
			beyond++
		}
	}
	if err := t.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(out, "largest difference: %s, %+.2f standard errors; %d of %d figures are more than 2 apart, of independent ones 1 in 22 would be\n",
		worst.name, worst.apart(), beyond, len(all))
	return err
}
