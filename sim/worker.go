package sim

import "ballast/sim/stats"

// worker is what one goroutine owns: a kernel, and memory for one piece of
// work, which is used again for the next one.
type worker struct {
	d       *drawer
	kernel  Kernel
	columns [][]float64 // draws of a piece
	longest int         // piece that they have room for
	views   [][]float64
	scratch drawScratch
	blk     Block
	tileIn  [][]float64   // draws of a block
	scalars [][]float64   // scalars of a block that are not kept
	series  [][][]float64 // its series, when they are not kept
	bound   [][][]float64
	turned  turnedBlock
	rows    rowKeeper
	roomFor int             // scenarios that scalars and series have room for in a subset
	turn    int             // where this worker begins to count, so that workers do not wait for each other
	pending []stats.Pending // [counter] what is not counted yet
}

func newWorker(d *drawer, seed uint64) *worker {
	w := &worker{d: d, kernel: d.NewKernel(seed)}
	w.columns = make([][]float64, len(d.Variables))
	w.views = make([][]float64, len(d.Variables))
	w.tileIn = make([][]float64, len(d.Variables))
	w.blk.Sum = make([]float64, d.Sums)
	return w
}

// in returns the draw columns at length n.
func (w *worker) in(n int) [][]float64 {
	if n > w.longest {
		w.columns, w.longest = columns(len(w.columns), n), n
	}
	for v, col := range w.columns {
		w.views[v] = col[:n]
	}
	return w.views
}

// into returns the draw columns of a piece: the result's own where it keeps the
// draws of the whole piece, scratch otherwise.
func (w *worker) into(r *Result, u span) [][]float64 {
	at, n := u.first-r.First, u.end-u.first
	if at+n > r.InputsN {
		return w.in(n)
	}
	for v := range w.views {
		w.views[v] = r.Inputs[v][at : at+n : at+n]
	}
	return w.views
}

// piece draws one piece of work and runs the kernel on it, block by block.
func (w *worker) piece(r *Result, u span) error {
	in := w.into(r, u)
	if err := w.d.draw(in, u, &w.scratch); err != nil {
		return err
	}
	r.keepInputs(in, u)
	b := &w.blk
	clear(b.Sum)
	for from, to := range u.tiles {
		w.tile(r, u.first+from, in, from, to)
		if err := w.kernel.Run(b); err != nil {
			return err
		}
		if err := checkFinite(w.d.Program, b); err != nil {
			return err
		}
		if err := w.count(r, u.first+from); err != nil {
			return err
		}
	}
	return nil
}

// tile makes the block of the scenarios from first on: from..to of a piece.
func (w *worker) tile(r *Result, first int, in [][]float64, from, to int) {
	b := &w.blk
	b.N = to - from
	for v, col := range in {
		w.tileIn[v] = col[from:to:to]
	}
	b.In = w.tileIn
	b.Scenario = b.Scenario[:0]
	for i := range b.N {
		b.Scenario = append(b.Scenario, first+i)
	}
	at := first - r.First
	b.Kept, b.Sample, b.Smooth = at+b.N <= r.SeriesN, at+b.N <= r.SampleN, at+b.N <= r.SmoothN
	b.Smoothed = r.SmoothN == r.N
	w.bindRows(r, at)
	w.bindTurn(from, to)
	w.bindScalars(r, at)
	w.bindSeries(r, at)
}

// bindTurn tells the block its scores: those of from..to of the piece.
func (w *worker) bindTurn(from, to int) {
	if w.blk.turned = nil; !w.d.turn.on() {
		return
	}
	t := &w.turned
	t.d, t.score, t.z, t.chi = w.d, w.scratch.score[from:to], t.z[:0], nil
	for k := range w.d.turn.moves {
		t.z = append(t.z, w.scratch.moved[k][from:to])
	}
	if w.d.mixer != nil {
		t.chi = w.scratch.chi[from:to]
	}
	w.blk.turned = t
}

// bindScalars points the scalars of the block at their place in the result, or
// at scratch where they are not kept but counted; what only some scenarios keep has
// no place in the others.
func (w *worker) bindScalars(r *Result, at int) {
	b := &w.blk
	b.Scalar = b.Scalar[:0]
	for k, col := range r.Scalar {
		if at+b.N <= len(col) {
			b.Scalar = append(b.Scalar, col[at:at+b.N])
			continue
		}
		if k < len(w.d.Keep) && w.d.Keep[k] != KeepEvery {
			b.Scalar = append(b.Scalar, nil)
			continue
		}
		if w.scalars == nil {
			w.scalars = columns(len(r.Scalar), piece)
		}
		b.Scalar = append(b.Scalar, w.scalars[k][:b.N])
	}
}

// bindSeries does the same for the series; where they are neither kept nor
// counted the block has none.
func (w *worker) bindSeries(r *Result, at int) {
	b := &w.blk
	b.Series = nil
	kept := at+b.N <= r.SeriesN
	if len(r.Series) == 0 || !kept && r.SeriesBins == nil {
		return
	}
	if w.bound == nil {
		w.bound = make([][][]float64, len(r.Series))
	}
	if !kept && w.series == nil {
		w.series = make([][][]float64, len(r.Series))
		for s := range w.series {
			if !w.d.unbinned(s) {
				w.series[s] = columns(w.d.Periods, piece)
			}
		}
	}
	for s, periods := range r.Series {
		w.bound[s] = w.bound[s][:0]
		if !kept && w.d.unbinned(s) {
			w.bound[s] = nil
			continue
		}
		for m, col := range periods {
			if kept {
				col = col[at : at+b.N]
			} else {
				col = w.series[s][m][:b.N]
			}
			w.bound[s] = append(w.bound[s], col)
		}
	}
	b.Series = w.bound
}
