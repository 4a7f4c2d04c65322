package models

import (
	"context"
	"math"

	"ballast/models/outcome"
	"ballast/sim"
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
	if raw := m.costQuantile(excess[m.cut], p); raw > 0 && start > 0 {
		scale = start / raw
	}
	out := make([]outcome.ReleaseMonth, m.horizon)
	for k := range out {
		out[k] = outcome.ReleaseMonth{Month: k + 1, Date: m.plan.Project.Start.Add(k).String(), Past: k+1 < m.cut}
		if k+1 >= m.cut {
			out[k].Need = cents(math.Max(0, scale*m.costQuantile(excess[k+1], p)))
		}
	}
	if m.cut > 0 {
		out[m.cut-1].Need = cents(start)
	}
	return out, nil
}

// excess returns, for every number of months k that have passed, the cost incurred after
// them less the base of the work still to do then, by scenario: of scenarios that keep
// their series, of which no more is worked out again than when each line is worked on.
func (s *Simulation) excess(ctx context.Context) ([][]float64, error) {
	m := s.m
	n := min(s.res.SeriesN, releasedOn)
	out := matrix(m.horizon+1, n)
	chosen := make([]int, n)
	for i := range chosen {
		chosen[i] = s.res.First + i
	}
	first := m.base
	if p := m.past; p != nil {
		first = m.sunkCost + total(p.restBase) + p.restLate
	}
	cost, incurred := s.total(), s.res.Series[m.out.seriesCost]
	prog := m.program
	prog.Scalars, prog.Series, prog.Sums, prog.Row = nil, nil, 0, 0
	prog.Finite, prog.Keep, prog.ScalarMarks, prog.SeriesMarks, prog.Unbinned = nil, nil, nil, nil, nil
	prog.NewKernel = func(seed uint64) sim.Kernel {
		work := m.newBaseWork(seed)
		return kernelFunc(func(b *sim.Block) error {
			for i := 0; i < b.N; i += strip {
				from, to := b.Scenario[i]-s.res.First, b.Scenario[min(i+strip, b.N)-1]-s.res.First+1
				work.of(b, i, to-from)
				left := out[m.cut][from:to]
				for j, x := range cost[from:to] {
					left[j] = x - first
				}
				for k := m.cut; k < m.horizon; k++ {
					left = lessWork(out[k+1][from:to], left, work.months[k*strip:], incurred[k][from:to])
				}
			}
			return nil
		})
	}
	return out, sim.Subset(ctx, &prog, s.cfg, s.res, chosen, func(*sim.Block) error { return nil })
}

// lessWork is what is left of the excess of some scenarios when a month has passed: by the
// base of its work more, and by its cost less.
func lessWork(dst, left, work, incurred []float64) []float64 {
	left, work, incurred = left[:len(dst)], work[:len(dst)], incurred[:len(dst)]
	for j := range dst {
		dst[j] = left[j] + (work[j] - incurred[j])
	}
	return dst
}

// baseWork is the base of the work that is done in each month of a strip of scenarios:
// that of every line by its own drawn start, duration and profile. A longer duration of a
// line per month is overrun and no base. Lines whose dates nothing but an event moves are
// placed once, plain lines with those of the same weights.
type baseWork struct {
	m      *Model
	s      *scenario
	events *happenings
	tiles  *tiles // nil: no plain lines
	groups []plainGroup
	months []float64 // [month][scenario]
	still  []float64 // [month] of the lines that are placed once
	moving []int     // the lines that are neither placed once nor plain
	stands []bool    // [line] it is placed once
	own    []float64 // [month] of lines that are placed by themselves in the scenario at hand
}

func (m *Model) newBaseWork(seed uint64) *baseWork {
	w := &baseWork{m: m, s: newScenario(m, seed), events: newHappenings(m), tiles: newTiles(m), months: make([]float64, m.horizon*strip),
		still: make([]float64, m.horizon), own: make([]float64, m.horizon), stands: make([]bool, len(m.lines))}
	for i := range m.lines {
		l := &m.lines[i]
		if w.stands[i] = l.hasFixedDates(); w.stands[i] {
			w.place(w.still, w.base(i), l.fixedStart(), l.weights)
		} else if !m.plain.member[i] {
			w.moving = append(w.moving, i)
		}
	}
	for _, g := range m.plain.groups {
		of := plainGroup{weights: g.weights}
		for _, x := range g.lines {
			if !w.stands[x.line] {
				of.lines = append(of.lines, w.plain(x))
			}
		}
		if len(of.lines) > 0 {
			w.groups = append(w.groups, of)
		}
	}
	return w
}

// plain is a plain line with its base for what it costs.
func (w *baseWork) plain(x plainLine) plainLine {
	x.amount, x.scale, x.times = number{v: -1, c: w.base(x.line)}, 1, 1
	if x.vendor != nil {
		x.vendor = &vendorPrice{onTime: x.vendor.onTime, price: number{v: -1, c: 1}}
	}
	return x
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

// of works the months of n scenarios of a block out, from i on.
func (w *baseWork) of(b *sim.Block, i, n int) {
	if w.tiles != nil {
		w.tiles.begin(i, n)
	}
	w.events.work(w.s, b.In, b.Scenario, i, n, w.tiles)
	if w.tiles != nil {
		w.tiles.place(w.groups, b.In)
		copy(w.months, w.tiles.months)
	} else {
		clear(w.months)
	}
	for k, x := range w.still {
		for j := range w.months[k*strip:][:n] {
			w.months[k*strip+j] += x
		}
	}
	for j := range n {
		w.s.begin(b.In, i+j, b.Scenario[i+j])
		w.events.recall(w.s)
		w.s.effects()
		if len(w.moving)+len(w.s.touched) > 0 {
			w.alone(j)
		}
	}
}

// alone adds the lines that are placed by themselves in the scenario at hand, the j-th of
// the strip.
func (w *baseWork) alone(j int) {
	s := w.s
	clear(w.own)
	for _, i := range w.moving {
		s.take(i)
		w.place(w.own, w.base(i), s.start(i), s.lineWeights(i))
	}
	for _, i := range s.touched {
		l := &w.m.lines[i]
		switch {
		case w.stands[i] && s.delay[i] != 0:
			s.take(i)
			w.place(w.own, -w.base(i), l.fixedStart(), l.weights)
			w.place(w.own, w.base(i), s.start(i), l.weights)
		case !w.stands[i] && w.m.plain.member[i]: // the tiles have left it out
			s.take(i)
			w.place(w.own, w.base(i), s.start(i), l.weights)
		}
	}
	for k, x := range w.own {
		w.months[k*strip+j] += x
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
