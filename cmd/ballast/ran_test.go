package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"ballast/budget/workbook"
	"ballast/samples"
)

// ran is all that one run of a sample gives: what it prints, the cells of its
// results as text, the whole and the short JSON, and its charts.
type ran struct {
	console, dump string
	whole, brief  []byte
	charts        map[string]string // XML of the charts by part
	err           error
}

// sampleRuns holds a run of each sample as it stands, made when the first test
// asks for it: many tests look at what a run says, none need a run of their own.
var sampleRuns = func() map[string]func() ran {
	all := map[string]func() ran{}
	for _, name := range samples.Names() {
		all[name] = sync.OnceValue(func() ran { return runSample(name) })
	}
	return all
}()

// sampleRun gives the run of a sample.
func sampleRun(t *testing.T, name string) ran {
	t.Helper()
	r := sampleRuns[name]()
	if r.err != nil {
		t.Fatalf("%s: %v", name, r.err)
	}
	return r
}

// fewFutures is the size of a run whose figures are not what is asked for.
const fewFutures = 1024

// atWholeSize tells whether a sample is run with all its scenarios. In the gate the
// Chinese one of two equal plans is run for its texts, with fewer; check-slow compares
// its figures too.
func atWholeSize(name string) bool {
	return samples.Language(name) == "en" || *update || os.Getenv("BALLAST_SLOW") != ""
}

// runSample runs a sample. It does not keep the run in a history: what has risen
// since the last run is figures too.
func runSample(name string) (r ran) {
	dir, err := os.MkdirTemp("", "ballast-sample-")
	if err != nil {
		return ran{err: err}
	}
	defer os.RemoveAll(dir)
	in := func(file string) string { return filepath.Join(dir, file) }
	args := []string{"run", filepath.Join(moduleRoot, "samples", name, "plan.xlsx"),
		"-o", in("r.xlsx"), "--json", in("whole.json"), "--json-summary", in("brief.json")}
	if !atWholeSize(name) {
		args = append(args, "--scenarios", strconv.Itoa(fewFutures))
	}
	got := ballastIn(context.Background(), args...)
	if got.code != exitOK {
		return ran{err: fmt.Errorf("exit %d\n%s", got.code, got.err)}
	}
	r.console = got.out
	if r.dump, r.err = workbook.DumpResults(in("r.xlsx")); r.err != nil {
		return r
	}
	if r.charts, r.err = chartsIn(in("r.xlsx")); r.err != nil {
		return r
	}
	if r.whole, r.err = os.ReadFile(in("whole.json")); r.err != nil {
		return r
	}
	r.brief, r.err = os.ReadFile(in("brief.json"))
	return r
}
