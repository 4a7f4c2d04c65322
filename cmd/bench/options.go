package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// options are what the program is told; the zero value runs a workload as its
// file says.
type options struct {
	scenarios int // 0: the file's
	seed      *uint64
	sampling  string
	workers   int // 0: all cores
	json      bool
	table     bool
	peer      string
	accuracy  bool
	repeat    int
	profile   string // where to write a CPU profile; "": nowhere
}

// addFlags names the options.
func (o *options) addFlags(fs *flag.FlagSet) {
	fs.Func("scenarios", "how many futures to simulate (default: the workload's)", o.setScenarios)
	fs.Func("seed", "seed of the random numbers (default: the workload's)", o.setSeed)
	fs.Func("sampling", "LHS, MC or Sobol (default: Sobol)", o.setSampling)
	fs.IntVar(&o.workers, "workers", 0, "simulate on this many cores (default: all); the figures do not depend on it")
	fs.BoolVar(&o.json, "json", false, "write the figures as JSON, under the names of the peer program")
	fs.BoolVar(&o.table, "table", false, "run each workload with one and two workers and print what it takes")
	fs.StringVar(&o.peer, "peer", "", "also run this Python with mc_numpy.py beside the workload, and compare")
	fs.BoolVar(&o.accuracy, "accuracy", false, "repeat runs of MC, LHS and Sobol with many seeds and compare their errors")
	fs.StringVar(&o.profile, "cpuprofile", "", "write a CPU profile of single runs to this file")
	fs.IntVar(&o.repeat, "repeat", 0, "how often to run (default: 5 with --table and --peer, 100 with --accuracy)")
}

func (o *options) setScenarios(s string) (err error) {
	if o.scenarios, err = strconv.Atoi(s); err != nil || o.scenarios < 1 {
		return errors.New("want a number from 1")
	}
	return nil
}

func (o *options) setSeed(s string) error {
	seed, err := strconv.ParseUint(s, 10, 64)
	if err != nil {
		return errors.New("want a whole number from 0")
	}
	o.seed = &seed
	return nil
}

func (o *options) setSampling(s string) error {
	known := []string{"LHS", "MC", "Sobol"}
	k := slices.IndexFunc(known, func(name string) bool { return strings.EqualFold(name, s) })
	if k < 0 {
		return fmt.Errorf("want %s", strings.Join(known, ", "))
	}
	o.sampling = known[k]
	return nil
}

// readOptions reads the flags, which stand before the workloads.
func readOptions(args []string, errs io.Writer) (o options, paths []string, err error) {
	var said strings.Builder
	fs := flag.NewFlagSet("bench", flag.ContinueOnError)
	fs.SetOutput(&said)
	fs.Usage = func() {
		fmt.Fprintln(&said, "usage: bench [flags] WORKLOAD.json ...")
		fs.PrintDefaults()
	}
	o.addFlags(fs)
	switch err = fs.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		io.WriteString(errs, said.String())
		return o, nil, err
	case err != nil:
		return o, nil, err // one sentence; the list of flags is for --help
	case fs.NArg() == 0:
		return o, nil, errors.New("no workload is named, want bench [flags] WORKLOAD.json")
	case o.workers < 0:
		return o, nil, fmt.Errorf("--workers %d: want a number from 1, or 0 for all cores", o.workers)
	}
	for _, a := range fs.Args() {
		if strings.HasPrefix(a, "-") {
			return o, nil, fmt.Errorf("%s stands after a workload: flags come first", a)
		}
	}
	return o, fs.Args(), nil
}
