package sim

import (
	"context"
	"slices"
)

// stops runs the scenarios up to the last stop before the end, or before the pilot's,
// and returns how far it came.
//
// Checked: TestStops.
func (p *pool) stops(ctx context.Context, r *Result, end int) (done int, err error) {
	if r.wantsBins() {
		end = r.pilotEnd()
	}
	for _, stop := range p.cfg.Stops {
		if stop <= done || stop >= end {
			continue
		}
		if err := p.run(ctx, r, p.d.cut.pieces(done, stop)); err != nil {
			return 0, err
		}
		done = stop
		smooth, err := p.cfg.Stop(r.head(stop))
		if err != nil {
			return 0, err
		}
		if !smooth {
			r.endSmoothing(stop)
		}
	}
	return done, nil
}

// endSmoothing keeps nothing more for smoothing than the first n scenarios have.
func (r *Result) endSmoothing(n int) {
	if n >= r.SmoothN {
		return
	}
	r.SmoothN = n
	for k, keep := range r.keep {
		if keep == KeepSmooth {
			r.Scalar[k] = r.Scalar[k][:n]
		}
	}
}

// head is what a run of the first n scenarios has, which are done. It stays as it is
// while the run goes on.
func (r *Result) head(n int) *Result {
	h := *r
	h.N, h.counters, h.ScalarBins, h.SeriesBins = n, nil, nil, nil
	for _, kept := range []*int{&h.ScalarN, &h.SeriesN, &h.SampleN, &h.SmoothN, &h.InputsN, &h.RowsN} {
		*kept = min(*kept, n)
	}
	h.Scalar, h.Inputs = heads(r.Scalar, n), heads(r.Inputs, n)
	h.Series = make([][][]float64, len(r.Series))
	for s, periods := range r.Series {
		h.Series[s] = heads(periods, n)
	}
	h.Rows, h.Sums, h.exact = slices.Clone(r.Rows), make([]float64, len(r.Sums)), slices.Clone(r.exact)
	h.finish()
	return &h
}

// heads are columns cut off behind the first n scenarios.
func heads(columns [][]float64, n int) [][]float64 {
	out := make([][]float64, len(columns))
	for k, x := range columns {
		m := min(n, len(x))
		out[k] = x[:m:m]
	}
	return out
}
