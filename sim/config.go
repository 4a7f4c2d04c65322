package sim

import (
	"math"
	"runtime"

	"ballast/sim/design"
)

// Config says how to run a Program. Its zero value runs 10,000 scenarios in a
// replicated Latin hypercube with seed 0 on all cores.
type Config struct {
	Scenarios int // default 10,000
	First     int // number of the first scenario, a multiple of Replicate; for runs in parts
	Replicate int // length of an independent replicate; 0: design.ReplicateLength
	Seed      uint64
	Sampling  design.Kind // default LHS
	Workers   int         // default GOMAXPROCS

	// KeepInputs is how many scenarios keep all their draws in Result.Inputs
	// (0: none). KeepSeries is how many keep their series (0: all).
	KeepInputs int
	KeepSeries int

	// Progress, when set, is called from one goroutine at a time with the
	// scenarios done and in all.
	Progress func(done, total int)
}

func (c Config) withDefaults() Config {
	if c.Scenarios <= 0 {
		c.Scenarios = 10000
	}
	if c.Sampling == "" {
		c.Sampling = design.LHS
	}
	if c.Workers <= 0 {
		c.Workers = runtime.GOMAXPROCS(0)
	}
	if c.Replicate <= 0 {
		c.Replicate = design.ReplicateLength(c.Sampling, c.First+c.Scenarios)
	}
	if c.KeepSeries <= 0 {
		c.KeepSeries = math.MaxInt
	}
	return c
}
