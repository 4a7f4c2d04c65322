package models

import (
	"math"
	"slices"

	"ballast/models/outcome"
)

// Figure is one figure over the futures of a run, by the same estimators as the
// result: smoothed where the result is. Under a stress of costs the total cost is the
// run's own, moved: by times itself plus off.
type Figure struct {
	c       column
	by, off float64
	cost    bool
}

// Cost is the total cost.
func (s *Simulation) Cost() Figure {
	f := s.m.shock.costs
	return Figure{c: s.col(s.m.out.total), by: 1 + f, off: -f * s.m.sunkCost, cost: true}
}

// Gap is the largest monthly gap of a future; ok is false for a plan that does not say
// where cash comes from, whose gap is all that it spends.
func (s *Simulation) Gap() (f Figure, ok bool) {
	return Figure{c: s.col(s.m.out.peakGap), by: 1}, s.m.hasCash()
}

// NPV is the net present value of the project; ok is false without revenue.
func (s *Simulation) NPV() (f Figure, ok bool) {
	if len(s.m.streams) == 0 {
		return Figure{}, false
	}
	return Figure{c: s.col(s.m.out.project.npv), by: 1}, true
}

// Payback is the payback of the project in months, infinite where it never pays back;
// ok is false without revenue.
func (s *Simulation) Payback() (f Figure, ok bool) {
	if len(s.m.streams) == 0 {
		return Figure{}, false
	}
	return Figure{c: s.col(s.m.out.project.payback), by: 1}, true
}

// Mean is the mean over all futures.
func (f Figure) Mean() float64 { return float64(f.by*f.c.mean()) + f.off }

// Quantile is the figure that a share p of the futures does not exceed.
func (f Figure) Quantile(p float64) float64 { return float64(f.by*f.c.quantile(p)) + f.off }

// QuantileInterval is the 95 % interval of Quantile.
func (f Figure) QuantileInterval(p float64) outcome.Interval {
	i := f.c.interval(p)
	return outcome.Interval{float64(f.by*i[0]) + f.off, float64(f.by*i[1]) + f.off}
}

// Above is the share of futures above a limit, with its 95 % interval.
func (f Figure) Above(limit float64) (share float64, interval outcome.Interval) {
	x := (limit - f.off) / f.by
	c := f.asked(x)
	return c.above(x), c.aboveInterval(x)
}

// Below is the share of futures below a limit, with its 95 % interval.
func (f Figure) Below(limit float64) (share float64, interval outcome.Interval) {
	x := (limit - f.off) / f.by
	c := f.asked(x)
	return c.below(x), c.belowInterval(x)
}

// asked is the column with the share at a limit worked out and not read between others.
func (f Figure) asked(limit float64) column {
	c := f.c
	if f.cost && c.smooth != nil && !slices.Contains(c.s.m.costLimits(), limit) {
		c.smooth = c.smooth.Asking(c.s.m.beyond(c.s.m.base), limit)
	}
	return c
}

// OverrunLine is the cost beyond which an overrun is spoken of, as in Overrun.
func (s *Simulation) OverrunLine() (over float64, what string) { return s.m.overrunLine() }

// Base is what the plan adds up to.
func (s *Simulation) Base() float64 { return s.m.base }

// N is how many futures the run has.
func (s *Simulation) N() int { return s.res.N }

// Seed is the seed of the run.
func (s *Simulation) Seed() uint64 { return s.cfg.Seed }

// Headline is the run in few figures, the same as in its Outcome.
//
// Checked: TestHeadlineIsTheOutcome.
func (s *Simulation) Headline() outcome.Headline {
	p := s.m.plan.Project.ReserveConfidence
	t := s.Cost()
	q, ends := t.Quantile(p), t.QuantileInterval(p)
	over := func(x float64) float64 { return cents(math.Max(0, x-s.m.base)) }
	h := outcome.Headline{Confidence: p, CostMean: t.Mean(), CostAtConfidence: cents(q), Contingency: over(q),
		Interval95: outcome.Interval{over(ends[0]), over(ends[1])}}
	limit, what := s.m.overrunLine()
	share, between := t.Above(s.m.beyond(limit))
	h.Overrun = outcome.Overrun{Over: cents(limit), What: what, Probability: share, Interval95: between}
	if g, ok := s.Gap(); ok {
		chance, between := g.Above(0)
		peak := g.Quantile(0.9)
		h.ProbabilityGap, h.GapInterval95, h.PeakGapP90 = &chance, &between, &peak
	}
	if s.m.judgesCover() {
		floor := s.m.coverFloor()
		low := s.col(s.m.out.dscr).shareOf(func(x float64) bool { return x < floor })
		h.CoverFloor, h.CoverLow = &floor, &low
	}
	if w, ok := s.NPV(); ok {
		mean := w.Mean()
		chance, between := w.Below(0)
		h.NPVMean, h.ProbabilityNegative, h.NegativeInterval95 = &mean, &chance, &between
		s.headlinePayback(&h)
	}
	return h
}

func (s *Simulation) headlinePayback(h *outcome.Headline) {
	x := s.payback(s.col(s.m.out.project.payback))
	h.PaybackWithin = &x.ProbabilityWithinHorizon
	for _, q := range []struct {
		percent float64
		to      **float64
	}{{50, &h.PaybackP50}, {80, &h.PaybackP80}} {
		if v := x.Quantiles.At(q.percent); !math.IsNaN(v) && !math.IsInf(v, 0) {
			*q.to = &v
		}
	}
}
