package models

import (
	"context"
	"math"

	"ballast/models/outcome"
	"ballast/sim"
	"ballast/sim/stats"
)

// releasedOn is how many scenarios the release curve rests on.
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

// excess returns, for every number of months k that have passed, the cost incurred after
// them less the base of the work still to do then, by scenario: of scenarios that keep
// their series, whose dates are drawn again.
func (s *Simulation) excess(ctx context.Context) ([][]float64, error) {
	m := s.m
	n := min(s.res.SeriesN, releasedOn)
	out := matrix(m.horizon+1, n)
	chosen := make([]int, n)
	for i := range chosen {
		chosen[i] = s.res.First + i
	}
	cost, incurred := s.total(), s.res.Series[m.out.seriesCost]
	work, i := make([]float64, m.horizon), 0
	err := s.dated(ctx, chosen, func(sc *scenario) {
		left := cost[i] - m.base
		if p := m.past; p != nil {
			left = cost[i] - m.sunkCost - total(p.restBase) - p.restLate
		}
		sc.baseWork(work)
		out[m.cut][i] = left
		for k := m.cut; k < m.horizon; k++ {
			left += work[k] - incurred[k][i]
			out[k+1][i] = left
		}
		i++
	})
	return out, err
}

// dated hands over scenarios of the run of which no more is worked out than what happens
// in them, and so when each line is worked on.
func (s *Simulation) dated(ctx context.Context, chosen []int, each func(*scenario)) error {
	prog := s.m.program
	prog.Scalars, prog.Series, prog.Sums, prog.Row = nil, nil, 0, 0
	prog.Finite, prog.Keep, prog.ScalarMarks, prog.SeriesMarks, prog.Unbinned = nil, nil, nil, nil, nil
	prog.NewKernel = func(seed uint64) sim.Kernel {
		sc := newScenario(s.m, seed)
		return kernelFunc(func(b *sim.Block) error {
			for i, id := range b.Scenario {
				sc.begin(b.In, i, id)
				sc.occur(planChoice)
				sc.effects()
				each(sc)
			}
			return nil
		})
	}
	return sim.Subset(ctx, &prog, s.cfg, s.res, chosen, func(*sim.Block) error { return nil })
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
