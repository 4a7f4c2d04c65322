package sim

import (
	"cmp"
	"fmt"
	"slices"

	"ballast/sim/depend"
	"ballast/sim/design"
	"ballast/sim/stats"
)

// Result holds the outputs as columns by scenario.
type Result struct {
	First, N  int
	Replicate int
	Seed      uint64
	Sampling  design.Kind // what was really used
	Notes     []string    // codes of what was done otherwise than asked

	Scalar [][]float64   // [output][scenario], the first ScalarN, SeriesN, SampleN or SmoothN scenarios (see Keep)
	Series [][][]float64 // [series][period][scenario], the first SeriesN scenarios
	Inputs [][]float64   // [variable][scenario], the first InputsN scenarios
	Sums   []float64     // the sums of pieces of work, added without rounding
	Rows   []Row         // what the kernel kept of scenarios of its choice among the first RowsN, in their order

	// ScalarBins [output] and SeriesBins [series][period] count all scenarios
	// of what is not kept for all; nil where it is, or where nobody asked.
	ScalarBins []*stats.Binned
	SeriesBins [][]*stats.Binned

	ScalarN, SeriesN, SampleN, SmoothN, InputsN, RowsN int

	Moves   int             // variables that move with the turned score; 0: there is no score
	Linked  []int           // variables that are correlated
	Repairs []depend.Repair // entries of their matrix that had to change, indexes into Linked

	keep     []Keep // [output], as Program.Keep
	cut      cutter
	exact    []stats.ExactSum
	counters []*counter
	pilot    int
}

func newResult(p *Program, cfg Config, d *drawer) *Result {
	n := cfg.Scenarios
	r := &Result{First: cfg.First, N: n, Replicate: cfg.Replicate, Seed: cfg.Seed,
		Sampling: d.sampler, Notes: d.design.Notes(), Linked: d.linked, Repairs: d.repairs, Moves: len(d.turn.moves),
		Sums: make([]float64, p.Sums), exact: make([]stats.ExactSum, p.Sums), cut: d.cut, counters: newCounters(p, cfg, d.cut)}
	kept := func(limit int) int { return min(n, max(0, limit-cfg.First)) }
	r.ScalarN, r.SeriesN, r.SampleN = kept(d.cut.roundUp(cfg.KeepScalars)), kept(d.cut.roundUp(cfg.KeepSeries)), kept(d.cut.roundUp(cfg.KeepSample))
	r.SmoothN, r.InputsN = kept(d.cut.roundUp(cfg.KeepSmooth)), kept(cfg.KeepInputs)
	r.RowsN = kept(d.cut.roundUp(cfg.KeepRows))
	r.pilot = d.cut.roundUp(min(pilotLength, cfg.KeepScalars, cfg.KeepSeries))
	r.keep = p.Keep
	r.allocate(p)
	return r
}

// allocate makes the columns, each as long as it is kept, all of them in one piece.
func (r *Result) allocate(p *Program) {
	length := func(k int) int {
		if k >= len(p.Keep) {
			return r.ScalarN
		}
		return [...]int{KeepEvery: r.ScalarN, KeepWithSeries: r.SeriesN, KeepSample: r.SampleN, KeepSmooth: r.SmoothN}[p.Keep[k]]
	}
	sum := len(p.Series)*p.Periods*spaced(r.SeriesN) + len(p.Variables)*spaced(r.InputsN)
	for k := range p.Scalars {
		sum += length(k)
	}
	all := numbers(sum)
	r.Series = make([][][]float64, len(p.Series))
	for s := range r.Series {
		r.Series[s] = cutColumns(&all, p.Periods, r.SeriesN)
	}
	r.Inputs = cutColumns(&all, len(p.Variables), r.InputsN)
	r.Scalar = make([][]float64, len(p.Scalars))
	for k := range r.Scalar {
		n := length(k)
		r.Scalar[k], all = all[:n:n], all[n:]
	}
}

// columns allocates k columns of length n in one piece.
func columns(k, n int) [][]float64 {
	all := numbers(k * spaced(n))
	return cutColumns(&all, k, n)
}

// cutColumns cuts k columns of length n off a piece of memory.
func cutColumns(all *[]float64, k, n int) [][]float64 {
	step := spaced(n)
	out := make([][]float64, k)
	for i := range out {
		out[i], *all = (*all)[:n:n], (*all)[step:]
	}
	return out
}

// spaced is how far columns of length n begin from each other: an odd number of
// cache lines. A cache has a power of two of places for a line to go to; the
// same scenario of many columns would share a few of them otherwise and drive
// itself out.
func spaced(n int) int {
	const line = 8 // numbers of 8 bytes
	return ((n+line-1)/line | 1) * line
}

// keepInputs copies the draws of a piece that are only in part kept; others are
// drawn in place, or not kept.
func (r *Result) keepInputs(in [][]float64, u span) {
	at, n := u.first-r.First, u.end-u.first
	if at >= r.InputsN || at+n <= r.InputsN {
		return
	}
	for v, col := range in {
		copy(r.Inputs[v][at:], col[:r.InputsN-at])
	}
}

// addSums adds the sums of a piece of work: exactly, so that their order does
// not matter.
func (r *Result) addSums(sums []float64) {
	for i, x := range sums {
		r.exact[i].Add(x)
	}
}

// finish rounds the sums and puts the rows in order.
func (r *Result) finish() {
	slices.SortFunc(r.Rows, func(a, b Row) int { return cmp.Compare(a.Scenario, b.Scenario) })
	for i := range r.exact {
		r.Sums[i] = r.exact[i].Value()
	}
}

// Replicates returns the bounds [from,to) of the independent replicates among
// the first n scenarios, whole ones only (or the one there is).
func (r *Result) Replicates(n int) [][2]int {
	var out [][2]int
	for a := 0; a+r.Replicate <= n; a += r.Replicate {
		out = append(out, [2]int{a, a + r.Replicate})
	}
	if len(out) == 0 {
		out = append(out, [2]int{0, n})
	}
	return out
}

// Merge appends the scenarios of a later part of the same run: parts of any
// lengths that are multiples of the replicate give the same bits as one run.
func (r *Result) Merge(o *Result) error {
	if o.First != r.First+r.N || o.Replicate != r.Replicate || o.Seed != r.Seed || o.Sampling != r.Sampling {
		return fmt.Errorf("sim: the parts do not belong together: scenarios %d..%d and %d..%d", r.First, r.First+r.N, o.First, o.First+o.N)
	}
	if err := r.mergeCounts(o); err != nil {
		return err
	}
	join := func(own *[]float64, more []float64) {
		if len(*own) == r.N {
			*own = append(*own, more...)
		}
	}
	for k := range r.Scalar {
		join(&r.Scalar[k], o.Scalar[k])
	}
	for s := range r.Series {
		for m := range r.Series[s] {
			join(&r.Series[s][m], o.Series[s][m])
		}
	}
	for v := range r.Inputs {
		join(&r.Inputs[v], o.Inputs[v])
	}
	for _, kept := range [][2]*int{{&r.SeriesN, &o.SeriesN}, {&r.InputsN, &o.InputsN}, {&r.ScalarN, &o.ScalarN}, {&r.SampleN, &o.SampleN}, {&r.SmoothN, &o.SmoothN}, {&r.RowsN, &o.RowsN}} {
		if *kept[0] == r.N {
			*kept[0] += *kept[1]
		}
	}
	for i := range r.exact {
		r.exact[i].Merge(&o.exact[i])
	}
	r.Rows = append(r.Rows, o.Rows...)
	r.finish()
	r.N += o.N
	return nil
}

// mergeCounts adds the counts of a later part. Where r kept all its scenarios
// and so counted none, they are counted now, in the bins of the later part.
func (r *Result) mergeCounts(o *Result) error {
	for _, c := range o.counters {
		own := r.counterOf(c)
		switch {
		case own == nil:
			own = &counter{name: c.name, scalar: c.scalar, series: c.series, period: c.period, binned: c.binned.Empty()}
			r.counters = append(r.counters, own)
			own.countKept(r, r.N)
			r.publish(own)
		case !own.binned.Same(c.binned):
			return fmt.Errorf("sim: the parts do not belong together: %s was counted in different bins", c.name)
		}
		own.binned.Merge(c.binned)
	}
	return nil
}
