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
// Checked: TestReleaseCurve, TestReleaseFollowsTheWork, TestReleasedReserveHolds, TestBaseWork.
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
	work, i := m.newBaseWork(), 0
	err := s.dated(ctx, chosen, func(sc *scenario) {
		left := cost[i] - m.base
		if p := m.past; p != nil {
			left = cost[i] - m.sunkCost - total(p.restBase) - p.restLate
		}
		work.of(sc)
		out[m.cut][i] = left
		for k := m.cut; k < m.horizon; k++ {
			left += work.months[k] - incurred[k][i]
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

// baseWork is the base of the work that is done in each month of a scenario: that of every
// line by its own drawn start, duration and profile. A longer duration of a line per month
// is overrun and no base. Lines whose dates nothing but an event moves are placed once.
type baseWork struct {
	m      *Model
	months []float64
	still  []float64 // of the lines that are placed once
	moving []int     // the other lines
	stands []bool    // [line] it is placed once
}

func (m *Model) newBaseWork() *baseWork {
	w := &baseWork{m: m, months: make([]float64, m.horizon), still: make([]float64, m.horizon), stands: make([]bool, len(m.lines))}
	for i := range m.lines {
		l := &m.lines[i]
		if w.stands[i] = l.hasFixedDates(); w.stands[i] {
			w.place(w.still, w.base(i), l.fixedStart(), l.weights)
		} else {
			w.moving = append(w.moving, i)
		}
	}
	return w
}

// hasFixedDates reports whether no draw moves the line.
func (l *line) hasFixedDates() bool {
	return l.slip.v < 0 && l.vendor < 0 && len(l.known) == 0 && l.stretch.v < 0 && l.stretched(l.stretch.c) == 1 && l.months >= 0.01 && l.tilt.v < 0
}

// fixedStart is where such a line begins when no event moves it.
func (l *line) fixedStart() float64 { return max(l.earliest, l.start+l.slip.c) }

// base is what of the base of line i is still to be worked.
func (w *baseWork) base(i int) float64 {
	if p := w.m.past; p != nil {
		return w.m.lines[i].base - p.lines[i].ev
	}
	return w.m.lines[i].base
}

// of works the months out in the scenario at hand.
func (w *baseWork) of(s *scenario) {
	copy(w.months, w.still)
	for _, i := range w.moving {
		s.take(i)
		w.place(w.months, w.base(i), s.start(i), s.lineWeights(i))
	}
	for _, i := range s.touched {
		if l := &w.m.lines[i]; w.stands[i] && s.delay[i] != 0 {
			s.take(i)
			w.place(w.months, -w.base(i), l.fixedStart(), l.weights)
			w.place(w.months, w.base(i), s.start(i), l.weights)
		}
	}
}

// place spreads the base of a line over the months from its start on.
func (w *baseWork) place(months []float64, base, start float64, shares []float64) {
	k0 := int(math.Floor(start))
	x, before := start-float64(k0), 0.0
	for k, share := range shares {
		put(months, k0+k, base*(float64((1-x)*share)+float64(x*before)))
		before = share
	}
	if x != 0 {
		put(months, k0+len(shares), base*float64(x*before))
	}
}
