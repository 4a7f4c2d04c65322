package cells

import (
	"math"

	"ballast/models/outcome"
	"ballast/sim/stats"
)

// Stand is where a run stands in its outputs, so that a run of a changed model on the same
// draws can be set beside it. It keeps the columns of the outputs and nothing else.
type Stand struct {
	outs       []standing
	replicates [][2]int
}

type standing struct {
	*output
	cell   string
	column []float64 // NaN where the scenario is in error
}

// Stand reads it off a run.
func (s *Simulation) Stand() *Stand {
	x := &Stand{}
	for i, o := range s.m.outs {
		x.outs = append(x.outs, standing{o, s.m.place(o.at), s.res.Scalar[i]})
	}
	x.replicates = s.res.Replicates(s.res.N)
	return x
}

// Bytes is how much memory it keeps, about.
func (base *Stand) Bytes() int64 {
	n := int64(0)
	for _, o := range base.outs {
		n += int64(8 * len(o.column))
	}
	return n
}

// comparing is a figure that outputs are compared by.
type comparing struct {
	key, kind string
	of        func(column []float64) float64
}

// comparedBy are the figures of an output: its mean, its ends and its middle, and the
// chance of its target, or of falling below zero.
func (o *standing) comparedBy() []comparing {
	quantile := func(p float64) func([]float64) float64 {
		return func(x []float64) float64 { return stats.Quantiles(x, []float64{p})[0] }
	}
	chance := func(holds func(float64) bool) func([]float64) float64 {
		return func(x []float64) float64 { return share(x, holds) }
	}
	list := []comparing{{"mean", "number", stats.Mean}, {"p10", "number", quantile(0.1)}, {"p50", "number", quantile(0.5)}, {"p90", "number", quantile(0.9)}}
	if o.target != nil {
		return append(list, comparing{"target", "share", chance(o.reached)})
	}
	return append(list, comparing{"below_zero", "share", chance(func(x float64) bool { return x < 0 })})
}

// Differences sets a run of a changed model beside this one, output by output by their
// cells: what only one of them has is left out, as are chances that are certain in both.
// Both must be runs of as many scenarios on the same draws (see Model.DrawAs). The interval
// of a change is that of the paired differences of independent replicates.
//
// Checked: TestTypedModel.
func (base *Stand) Differences(changed *Stand) []outcome.ModelFigure {
	list := []outcome.ModelFigure{}
	for i := range base.outs {
		b := &base.outs[i]
		for k := range changed.outs {
			v := &changed.outs[k]
			if v.cell != b.cell {
				continue
			}
			for _, f := range b.comparedBy() {
				x := outcome.ModelFigure{Output: b.name, Cell: b.cell, Figure: f.key}
				x.Key, x.Kind = b.cell+" "+f.key, f.kind
				base.change(&x.Difference, b, v, f)
				certain := func(p *float64) bool { return p == nil || *p == 0 || *p == 1 }
				if f.kind != "share" || b.target != nil || !certain(x.Base) || !certain(x.Value) {
					list = append(list, x)
				}
			}
		}
	}
	return list
}

// change is by how much a figure differs, its interval, and whether it can be told from
// chance.
func (base *Stand) change(d *outcome.Difference, b, v *standing, f comparing) {
	whole := func(column []float64) *float64 {
		good := withoutErrors(column)
		if len(good) == 0 {
			return nil
		}
		x := f.of(good)
		return &x
	}
	if d.Base, d.Value = whole(b.column), whole(v.column); d.Base == nil || d.Value == nil {
		return
	}
	moved := *d.Value - *d.Base
	d.Change, d.Visible = &moved, moved != 0
	if len(b.column) != len(v.column) {
		return
	}
	var per []float64
	for _, r := range base.replicates {
		was, is := withoutErrors(b.column[r[0]:r[1]]), withoutErrors(v.column[r[0]:r[1]])
		if len(was) > 0 && len(is) > 0 {
			per = append(per, f.of(is)-f.of(was))
		}
	}
	lo, hi, _ := stats.Interval(moved, per)
	if !finiteNumber(lo) || !finiteNumber(hi) {
		return
	}
	half := max((hi-lo)/2, math.Abs(moved-stats.Mean(per))) // the whole and its parts differ by as much
	d.Interval95, d.Visible = &outcome.Interval{moved - half, moved + half}, math.Abs(moved) > half
}
