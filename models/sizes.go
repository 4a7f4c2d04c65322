package models

import (
	"fmt"
	"math"
	"sync"

	"ballast/budget"
	"ballast/sim"
	"ballast/sim/design"
)

// How much memory the columns of a run may take. What goes beyond it is kept
// for the first scenarios only and counted in bins for all of them, which the
// run log says. Together with the bins and the memory of the workers a run of
// any length stays under 1.5 GiB.
const (
	seriesMemory = 128 << 20 // monthly series, and what belongs to them
	rowMemory    = 320 << 20 // what funding needs of scenarios with a gap, if all have one
	scalarMemory = 512 << 20 // figures of single scenarios
	sampleMemory = 128 << 20 // effects of single risks, levels of drivers
	inputMemory  = 256 << 20 // draws, for sensitivity and replays
)

// How many scenarios are looked at for what needs no more: a rank correlation of
// 4,096 has a standard error of 0.016, the quantiles with and without a risk are
// smoothed, and a rate of return has one of 0.8 points in its rank at the worst; half
// a point has what follows single scenarios from month to month.
const (
	inputsMost = replayed
	sampleMost = replayed
	seriesMost = 1 << 14
)

// How many scenarios are smoothed: at most by what it costs, lines times scenarios; of
// Sobol points the first smoothLeast, twice as many and so on, until they know the reserve
// as well as smoothWorth times as many plain random ones as the run has (smoothOn).
const (
	smoothMost  = 1 << 15
	smoothLeast = 1 << 12
	smoothWork  = 2_400_000
	smoothWorth = 80
)

// netLength is how long a replicate of Sobol points is at most: the first smoothLeast
// scenarios hold sixteen, by which their error is told. What is smoothed loses nothing by
// it, nor do shares and quantiles; means do, of which a scenario is worth hundreds.
const netLength = smoothLeast / 16

// replicateLength is the length of a replicate in a run of n scenarios.
func replicateLength(kind design.Kind, n int) int {
	length := design.ReplicateLength(kind, n)
	if kind == design.Sobol {
		length = min(length, netLength)
	}
	return length
}

// keeping is how many scenarios keep what; 0: as the memory allows.
type keeping struct{ series, rows, scalars, sample, inputs, smooth int }

// sizes chooses the limits of a run by the size of its columns.
func (m *Model) sizes(l keeping) keeping {
	var per [4]int // columns of each kind
	for _, k := range m.out.keep {
		per[k]++
	}
	fit := func(own *int, memory, columns, least, most int) {
		if *own == 0 {
			*own = min(most, max(least, memory/(8*max(1, columns))))
		}
	}
	fit(&l.inputs, inputMemory, len(m.vars), replayed, inputsMost)
	fit(&l.sample, sampleMemory, per[sim.KeepSample], sampleMost, sampleMost)
	fit(&l.series, seriesMemory, m.horizon*len(m.out.series)+per[sim.KeepWithSeries], 10000, seriesMost)
	fit(&l.rows, rowMemory, m.program.Row, 10000, math.MaxInt)
	fit(&l.scalars, scalarMemory, per[sim.KeepEvery], 20000, math.MaxInt)
	if l.smooth == 0 {
		l.smooth = smoothMost
		for l.smooth > smoothLeast && l.smooth*len(m.lines) > smoothWork {
			l.smooth /= 2
		}
	}
	l.scalars = max(l.scalars, l.series, l.sample)
	l.rows = min(l.rows, l.scalars)
	l.smooth = min(l.smooth, l.scalars)
	return l
}

// set puts the keeping into the configuration of a run.
func (l keeping) set(cfg *sim.Config) {
	cfg.KeepInputs, cfg.KeepSample, cfg.KeepSeries, cfg.KeepScalars, cfg.Bins = l.inputs, l.sample, l.series, l.scalars, true
	cfg.KeepSmooth, cfg.KeepRows = l.smooth, l.rows
}

// precision collects how far the quantiles that come from bins may be off.
type precision struct {
	mu      sync.Mutex
	monthly float64 // largest bound of a monthly quantile, in money
	cost    float64 // of total cost, in money
	others  float64 // of all other figures, as a share of the way from the least to the largest value
}

// note takes up the bounds of some quantiles of a column.
func (p *precision) note(c column, q, bounds []float64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	worst := 0.0
	for i, x := range q {
		if !math.IsInf(x, 0) && x == x {
			worst = math.Max(worst, bounds[i])
		}
	}
	lo, hi := c.binned.Range()
	switch {
	case c.monthly:
		p.monthly = math.Max(p.monthly, worst)
	case c.binned == c.s.col(c.s.m.out.total).binned:
		p.cost = math.Max(p.cost, worst)
	case worst > 0 && hi-lo > 1e-6*math.Max(math.Abs(lo), math.Abs(hi)): // below, all values are one but for rounding
		p.others = math.Max(p.others, worst/(hi-lo))
	}
}

// logSize says what a large run has kept and counted, and how precise that is.
func (s *Simulation) logSize(say func(key string, args ...any)) {
	r, o := s.res, &s.m.out
	if r.SeriesBins != nil {
		bins := r.SeriesBins[o.seriesCost][0].Bins()
		say("model.series-binned", bins, r.N, s.money(s.precision.monthly))
		say("model.series-part", r.SeriesN)
		if s.m.hasCash() && r.RowsN < r.N {
			say("model.rows-part", max(r.RowsN, r.SeriesN))
		}
	}
	if r.ScalarBins != nil {
		if s.smoothed() {
			say("model.others-binned", r.ScalarBins[o.total].Bins(), r.N, shareText(s.precision.others))
		} else {
			say("model.scalars-binned", r.ScalarBins[o.total].Bins(), r.N, s.money(s.precision.cost), shareText(s.precision.others))
		}
		say("model.scalars-part", r.ScalarN)
	}
	if r.SampleN < r.N {
		say("model.sample-part", r.SampleN)
	}
}

// money writes an amount for the run log, rounded up to a hundredth.
func (s *Simulation) money(x float64) string {
	return budget.MoneyOf(math.Ceil(100*x)/100).StringFixed(2) + " " + s.m.plan.Project.Currency
}

// shareText writes a small share, rounded up.
func shareText(x float64) string { return fmt.Sprintf("%.3f %%", math.Ceil(1e5*x)/1e3) }
