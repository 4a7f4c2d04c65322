package models

import (
	"context"
	"math"

	"ballast/models/outcome"
	"ballast/sim"
	"ballast/sim/stats"
)

// releasedOn is how many scenarios are replayed for the release curve.
const releasedOn = 2048

// release is the reserve still needed after each month: need(k) = max(0, Qp[cost
// incurred after k, beyond the horizon included - base of the work still to do after
// k in that scenario]). It is scaled so that it begins at the contingency, or, as of
// a month, at the need of that month.
//
// Checked: TestReleaseCurve, TestReleaseFollowsTheWork, TestReleasedReserveHolds.
func (s *Simulation) release(ctx context.Context, p float64) ([]outcome.ReleaseMonth, error) {
	m := s.m
	excess, err := s.excess(ctx)
	if err != nil {
		return nil, err
	}
	scale, start := 1.0, math.Max(0, s.col(m.out.total).quantile(p)-m.base)
	if m.past != nil {
		start = s.needAsOf(p)
	}
	if raw := stats.Quantiles(excess[m.cut], []float64{p})[0]; raw > 0 && start > 0 {
		scale = start / raw
	}
	out := make([]outcome.ReleaseMonth, m.horizon)
	for k := range out {
		out[k] = outcome.ReleaseMonth{Month: k + 1, Date: m.plan.Project.Start.Add(k).String(), Past: k+1 < m.cut}
		if k+1 >= m.cut {
			out[k].Need = cents(math.Max(0, scale*stats.Quantiles(excess[k+1], []float64{p})[0]))
		}
	}
	if m.cut > 0 {
		out[m.cut-1].Need = cents(start)
	}
	return out, nil
}

// excess replays scenarios and returns, for every number of months k that have passed,
// the cost incurred after them less the base of the work still to do then, by
// scenario.
func (s *Simulation) excess(ctx context.Context) ([][]float64, error) {
	m := s.m
	n := min(s.res.N, releasedOn)
	out := matrix(m.horizon+1, n)
	chosen := make([]int, n)
	for i := range chosen {
		chosen[i] = s.res.First + i
	}
	work, i := make([]float64, m.horizon), 0
	prog := m.program
	prog.Series, prog.Unbinned = nil, nil // nobody reads them
	prog.NewKernel = func(seed uint64) sim.Kernel {
		k := newKernel(m, seed, costKernel)
		k.seen = func(sc *scenario) {
			left := sc.layers[costLayers-1] - m.base
			if p := m.past; p != nil {
				left = sc.layers[costLayers-1] - m.sunkCost - total(p.restBase) - p.restLate
			}
			sc.baseWork(work)
			out[m.cut][i] = left
			for k := m.cut; k < m.horizon; k++ {
				left += work[k] - sc.incurred[k]
				out[k+1][i] = left
			}
			i++
		}
		return k
	}
	err := sim.Subset(ctx, &prog, s.cfg, s.res, chosen, func(*sim.Block) error { return nil })
	return out, err
}

// baseWork fills dst with the base of the work that is done in each month of this
// scenario: that of every line by its own drawn start, duration and profile. A longer
// duration of a line per month is overrun and no base.
func (s *scenario) baseWork(dst []float64) {
	clear(dst)
	for i := range s.m.lines {
		s.take(i)
		base := s.m.lines[i].base
		if p := s.m.past; p != nil {
			base -= p.lines[i].ev
		}
		start := s.start(i)
		k0 := int(math.Floor(start))
		w := s.lineWeights(i)
		if x := start - float64(k0); x != 0 {
			w = s.between(x, w)
		}
		for k, share := range w {
			put(dst, k0+k, base*share)
		}
	}
}
