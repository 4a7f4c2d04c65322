package sim

import (
	"math"
	"runtime"

	"ballast/sim/design"
)

// Config says how to run a Program. Its zero value runs 10,000 scenarios on
// scrambled Sobol points with seed 0 on all cores. Sobol is the default because
// it needs the fewest scenarios for the same error (samples/bench/README.md).
type Config struct {
	Scenarios int // default 10,000
	First     int // number of the first scenario, a multiple of Replicate; for runs in parts
	Replicate int // length of an independent replicate; 0: design.ReplicateLength
	Seed      uint64
	Sampling  design.Kind // default Sobol
	Workers   int         // default GOMAXPROCS

	// KeepInputs is how many scenarios keep all their draws in Result.Inputs
	// (0: none). KeepSeries, KeepScalars, KeepSample and KeepSmooth are how many
	// keep their series and the scalars of each kind of Keep (0: all), KeepRows in
	// how many the kernel may keep rows (0: all). These last are rounded up to whole
	// pieces of work.
	KeepInputs  int
	KeepRows    int
	KeepSeries  int
	KeepScalars int
	KeepSample  int
	KeepSmooth  int

	// Bins asks for counts over all scenarios (Result.SeriesBins, ScalarBins)
	// of series and scalars that are not kept for all. The first scenarios, as
	// many as are kept but not above 65,536, are the pilot that fixes the bins.
	Bins bool
	// Pilot is an earlier part of the same run, from scenario 0 on, that lends
	// its pilot to a later part. Without it the later part runs the pilot again.
	Pilot *Result

	// Stops are numbers of scenarios, whole replicates in ascending order, at which the
	// run waits: all before them are done and none behind. Stop is handed what a run of as
	// many has, and says whether scenarios are kept for smoothing behind it as well. Only a
	// run from scenario 0 on stops, and not behind its pilot.
	Stops []int
	Stop  func(first *Result) (smooth bool, err error)

	// Progress, when set, is called from one goroutine at a time with the
	// scenarios done and in all.
	Progress func(done, total int)
}

func (c Config) withDefaults() Config {
	if c.Scenarios <= 0 {
		c.Scenarios = 10000
	}
	if c.Sampling == "" {
		c.Sampling = design.Sobol
	}
	if c.Workers <= 0 {
		c.Workers = runtime.GOMAXPROCS(0)
	}
	if c.Replicate <= 0 {
		c.Replicate = design.ReplicateLength(c.Sampling, c.First+c.Scenarios)
	}
	for _, keep := range []*int{&c.KeepSeries, &c.KeepScalars, &c.KeepSample, &c.KeepSmooth, &c.KeepRows} {
		if *keep <= 0 {
			*keep = math.MaxInt
		}
	}
	return c
}
