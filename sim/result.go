package sim

import (
	"fmt"

	"ballast/sim/depend"
	"ballast/sim/design"
)

// Result holds the outputs as columns by scenario.
type Result struct {
	First, N  int
	Replicate int
	Seed      uint64
	Sampling  design.Kind // what was really used
	Notes     []string    // codes of what was done otherwise than asked

	Scalar [][]float64   // [output][scenario]
	Series [][][]float64 // [series][period][scenario], the first SeriesN scenarios
	Inputs [][]float64   // [variable][scenario], the first InputsN scenarios
	Sums   []float64

	SeriesN, InputsN int
	Linked           []int           // variables that are correlated
	Repairs          []depend.Repair // entries of their matrix that had to change, indexes into Linked
}

func newResult(p *Program, cfg Config, d *drawer) *Result {
	n := cfg.Scenarios
	r := &Result{First: cfg.First, N: n, Replicate: cfg.Replicate, Seed: cfg.Seed,
		Sampling: d.sampler, Notes: d.design.Notes(), Linked: d.linked, Repairs: d.repairs,
		Sums:    make([]float64, p.Sums),
		SeriesN: min(n, max(0, cfg.KeepSeries-cfg.First)),
		InputsN: min(n, max(0, cfg.KeepInputs-cfg.First))}
	r.Scalar = columns(len(p.Scalars), n)
	r.Series = make([][][]float64, len(p.Series))
	for s := range r.Series {
		r.Series[s] = columns(p.Periods, r.SeriesN)
	}
	r.Inputs = columns(len(p.Variables), r.InputsN)
	return r
}

// columns allocates k columns of length n in one piece.
func columns(k, n int) [][]float64 {
	all := make([]float64, k*n)
	out := make([][]float64, k)
	for i := range out {
		out[i] = all[i*n : (i+1)*n : (i+1)*n]
	}
	return out
}

// bind points the outputs of a block at their place in the result.
func (r *Result) bind(b *Block, at int) {
	b.Scalar = b.Scalar[:0]
	for _, col := range r.Scalar {
		b.Scalar = append(b.Scalar, col[at:at+b.N])
	}
	if at+b.N > r.SeriesN || len(r.Series) == 0 {
		b.Series = nil
		return
	}
	if b.Series == nil {
		b.Series = make([][][]float64, len(r.Series))
	}
	for s, periods := range r.Series {
		b.Series[s] = b.Series[s][:0]
		for _, col := range periods {
			b.Series[s] = append(b.Series[s], col[at:at+b.N])
		}
	}
}

func (r *Result) keepInputs(b *Block, at int) {
	if at >= r.InputsN {
		return
	}
	n := min(b.N, r.InputsN-at)
	if n == b.N {
		return // drawn in place
	}
	for v, col := range b.In {
		copy(r.Inputs[v][at:at+n], col[:n])
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
// lengths that are multiples of the replicate give the same bits as one run,
// except that Sums are added in the order of the parts.
func (r *Result) Merge(o *Result) error {
	if o.First != r.First+r.N || o.Replicate != r.Replicate || o.Seed != r.Seed || o.Sampling != r.Sampling {
		return fmt.Errorf("sim: the parts do not belong together: scenarios %d..%d and %d..%d", r.First, r.First+r.N, o.First, o.First+o.N)
	}
	for k := range r.Scalar {
		r.Scalar[k] = append(r.Scalar[k], o.Scalar[k]...)
	}
	if r.SeriesN == r.N {
		for s := range r.Series {
			for m := range r.Series[s] {
				r.Series[s][m] = append(r.Series[s][m], o.Series[s][m]...)
			}
		}
		r.SeriesN += o.SeriesN
	}
	if r.InputsN == r.N {
		for v := range r.Inputs {
			r.Inputs[v] = append(r.Inputs[v], o.Inputs[v]...)
		}
		r.InputsN += o.InputsN
	}
	for i := range r.Sums {
		r.Sums[i] += o.Sums[i]
	}
	r.N += o.N
	return nil
}
