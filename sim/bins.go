package sim

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"ballast/sim/stats"
)

// unbinned reports whether a series needs no counts.
func (p *Program) unbinned(s int) bool { return s < len(p.Unbinned) && p.Unbinned[s] }

// What a run counts that is too large to keep.
const (
	pilotLength = 65536 // scenarios that are counted before what is known of them, at most
	rangeLength = 4096  // scenarios that fix the ends of the bins
	scalarBins  = 65536
	seriesBins  = 4096
)

// counter is the counts of one column, which workers take turns to add to.
type counter struct {
	mu     sync.Mutex
	binned *stats.Binned
	name   string
	scalar int // place of the output, or
	series int // those of a series and its period
	period int
}

// values is the column in a block.
func (c *counter) values(b *Block) []float64 {
	if c.scalar >= 0 {
		return b.Scalar[c.scalar]
	}
	return b.Series[c.series][c.period]
}

// kept is the column in a result.
func (c *counter) kept(r *Result) []float64 {
	if c.scalar >= 0 {
		return r.Scalar[c.scalar]
	}
	return r.Series[c.series][c.period]
}

// marks are the limits that are counted exactly.
func (c *counter) marks(p *Program) []float64 {
	all, at := p.ScalarMarks, c.scalar
	if c.scalar < 0 {
		all, at = p.SeriesMarks, c.series
	}
	if at < len(all) {
		return all[at]
	}
	return nil
}

// wantsBins reports whether there is anything that is not kept and wanted.
func (r *Result) wantsBins() bool { return len(r.counters) > 0 }

// pilotEnd is the number of scenarios that fix the bins: it does not depend on
// the length of the run.
func (r *Result) pilotEnd() int { return r.pilot }

// count adds a block to the counts.
func (w *worker) count(r *Result, first int) error {
	n := len(r.counters)
	if n == 0 || r.counters[0].binned == nil { // this is the pilot
		return nil
	}
	if len(w.pending) != n {
		w.pending = make([]stats.Pending, n)
	}
	g := w.d.cut.group(first)
	w.turn = (w.turn + 37) % n
	for i := range n {
		k := (w.turn + i) % n
		if err := r.counters[k].add(g, &w.blk, &w.pending[k]); err != nil {
			return err
		}
	}
	return nil
}

func (c *counter) add(group int, b *Block, later *stats.Pending) error {
	x, bad := c.values(b), 0
	c.mu.Lock()
	if c.scalar < 0 { // the tables by period show no intervals: one group
		bad = c.binned.AddLater(later, x)
	} else {
		bad = c.binned.Add(group, x)
	}
	c.mu.Unlock()
	if bad >= 0 {
		return &NotFiniteError{Name: c.name, Scenario: b.Scenario[bad], Value: x[bad]}
	}
	return nil
}

// countPending counts what the workers have seen and not counted yet.
func (p *pool) countPending(r *Result) {
	for _, w := range p.workers {
		for k := range w.pending {
			r.counters[k].binned.Count(&w.pending[k])
		}
	}
}

// bins fixes the bins of a result: from its own pilot, which is then counted,
// from the part of the run that lends its own, or from a pilot that is run for
// this alone.
func (p *pool) bins(ctx context.Context, r *Result, pilot int) error {
	from := p.cfg.Pilot
	switch {
	case r.First == 0:
		from = r
	case from == nil || from.First != 0 || from.N < pilot || from.Seed != r.Seed || from.Replicate != r.Replicate:
		cfg := p.cfg
		cfg.First, cfg.Scenarios, cfg.KeepInputs = 0, pilot, 0
		from = newResult(p.d.Program, cfg, p.d)
		from.counters = nil
		p.done = -pilot // is no progress of the run
		if err := p.run(ctx, from, p.d.cut.pieces(0, pilot)); err != nil {
			return err
		}
	}
	return p.each(ctx, len(r.counters), func(_, k int) error {
		c := r.counters[k]
		if other := from.counterOf(c); other != nil && other.binned != nil {
			c.binned = other.binned.Empty()
		} else {
			bins, groups := scalarBins, groups
			if c.scalar < 0 {
				bins, groups = seriesBins, 1
			}
			c.binned = stats.NewBinned(c.kept(from)[:min(pilot, rangeLength)], bins, groups, c.marks(p.d.Program))
			c.countKept(from, pilot)
			c.binned.Settle()
			if r.First > 0 {
				c.binned = c.binned.Empty()
			}
		}
		return nil
	}, func(_, k int) { r.publish(r.counters[k]) })
}

// countKept counts the first n kept scenarios, block by block as a run does.
func (c *counter) countKept(r *Result, n int) {
	col := c.kept(r)
	for first := r.First; first < r.First+n; {
		u := span{first, r.cut.end(first, r.First+n)}
		g := r.cut.group(u.first)
		if c.scalar < 0 {
			g = 0
		}
		for from, to := range u.tiles {
			at := u.first - r.First
			c.binned.Add(g, col[at+from:at+to])
		}
		first = u.end
	}
}

// counterOf finds the counts of the same column.
func (r *Result) counterOf(c *counter) *counter {
	k := slices.IndexFunc(r.counters, func(o *counter) bool {
		return o.scalar == c.scalar && o.series == c.series && o.period == c.period
	})
	if k < 0 {
		return nil
	}
	return r.counters[k]
}

// newCounters lists the columns that this run has to count.
func newCounters(p *Program, cfg Config, cut cutter) []*counter {
	if !cfg.Bins {
		return nil
	}
	end := cfg.First + cfg.Scenarios
	var out []*counter
	if end > cut.roundUp(cfg.KeepScalars) {
		for k, name := range p.Scalars {
			if k >= len(p.Keep) || p.Keep[k] == KeepEvery {
				out = append(out, &counter{name: name, scalar: k})
			}
		}
	}
	if end > cut.roundUp(cfg.KeepSeries) {
		for s, name := range p.Series {
			if p.unbinned(s) {
				continue
			}
			for m := range p.Periods {
				out = append(out, &counter{name: fmt.Sprintf("%s in period %d", name, m+1), scalar: -1, series: s, period: m})
			}
		}
	}
	return out
}

// publish shows the counts of a column to the readers of a result.
func (r *Result) publish(c *counter) {
	if c.scalar >= 0 {
		if r.ScalarBins == nil {
			r.ScalarBins = make([]*stats.Binned, len(r.Scalar))
		}
		r.ScalarBins[c.scalar] = c.binned
		return
	}
	if r.SeriesBins == nil {
		r.SeriesBins = make([][]*stats.Binned, len(r.Series))
		for s := range r.SeriesBins {
			r.SeriesBins[s] = make([]*stats.Binned, len(r.Series[s]))
		}
	}
	r.SeriesBins[c.series][c.period] = c.binned
}
