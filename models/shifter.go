package models

import (
	"math"
	"sort"

	"ballast/models/outcome"
	"ballast/sim/stats"
)

// shifter finds quantiles of the total cost changed by an alternative, on the
// same scenarios and by the same estimator as the cost itself, so that a change
// of nothing changes nothing.
type shifter struct {
	p, q  float64 // share and quantile of the run
	of    float64 // how far the quantile of the sample is from that of the run
	base  *stats.Smooth
	curve *stats.Curve
	total []float64 // without smoothing
	apart float64   // as of column
	ends  []int     // of the groups of scenarios whose shares give an interval
	own   []float64 // [group] scenarios of it within the quantile
}

// newShifter prepares the scenarios that kept what alternatives change.
func (s *Simulation) newShifter() *shifter {
	p := s.m.plan.Project.ReserveConfidence
	x := &shifter{p: p, q: s.col(s.m.out.total).quantile(p)}
	if !s.smoothed() {
		x.total, x.apart = s.total()[:s.res.SampleN], s.accuracy()
		x.group(len(x.total))
		at := s.m.costQuantile(x.total, p)
		if s.res.SampleN < s.res.N {
			x.of = x.q - at
		}
		x.own = within(x.total, at, x.ends)
		return x
	}
	x.curve = s.curveOf(costLayers - 1)
	x.base = x.curve.Smooth()
	if n := s.res.SampleN; n < s.res.SmoothN {
		x.base = x.base.Head(n)
		x.curve = x.base.Curve(aroundShares(p), nil)
		x.of = x.q - x.curve.Quantile(p)
	}
	x.group(x.base.N())
	x.own = x.base.SumsTo(x.curve.Quantile(p), x.ends)
	return x
}

// group parts n scenarios into groups.
func (x *shifter) group(n int) {
	for g := 1; g <= effectGroups && n >= effectGroups; g++ {
		x.ends = append(x.ends, g*n/effectGroups)
	}
}

// within counts by groups the values up to t.
func within(values []float64, t float64, ends []int) []float64 {
	counts, from := make([]float64, len(ends)), 0
	for g, end := range ends {
		for _, v := range values[from:end] {
			if v <= t {
				counts[g]++
			}
		}
		from = end
	}
	return counts
}

// with is the quantile when every scenario's cost changes, and its difference from that
// of the run; near are the changes below and above the middle of the score, nil where
// they do not depend on it.
//
// The interval comes from the groups: by how much of a share the one limit holds fewer of
// the changed costs than the other of the costs as they are, and what such shares are in
// money is read from the distribution of the cost, without a density.
//
// Checked: TestShiftIntervals.
func (x *shifter) with(change []float64, near [2][]float64) (q float64, by outcome.EffectOn) {
	if x.base == nil {
		return x.counted(change)
	}
	var hit []int
	least, most := 0.0, 0.0
	for i, c := range change[:x.base.N()] {
		if c == 0 && (near[0] == nil || near[0][i] == 0 && near[1][i] == 0) {
			continue
		}
		hit = append(hit, i)
		least, most = min(least, c), max(most, c)
	}
	if len(hit) == 0 {
		return x.q, outcome.EffectOn{}
	}
	before, after := x.base.Pick(hit), x.base.Pick(hit)
	for k, i := range hit {
		below, above := change[i], change[i]
		if near[0] != nil {
			below, above = near[0][i], near[1][i]
		}
		after.Change(k, change[i], below, above)
	}
	n := float64(x.base.N())
	share := func(t float64) float64 { return x.curve.Share(t) + (after.Sum(t)-before.Sum(t))/n }
	t := x.solve(share, x.curve.Quantile(x.p), x.curve.Quantile(0)+least, x.curve.Quantile(1)+most)
	ends := make([]int, len(x.ends)) // of the groups, among the hit
	for g, end := range x.ends {
		ends[g] = sort.SearchInts(hit, end)
	}
	sums, less := x.base.SumsTo(t, x.ends), before.SumsTo(t, ends)
	for g, more := range after.SumsTo(t, ends) {
		sums[g] += more - less[g]
	}
	return x.of + t, x.difference(x.of+t, sums, x.curve.Quantile)
}

// counted is with where nothing is smoothed.
func (x *shifter) counted(change []float64) (float64, outcome.EffectOn) {
	other := make([]float64, len(x.total))
	for i := range other {
		other[i] = x.total[i] + change[i]
	}
	t := stats.QuantilesApart(other, []float64{x.p}, x.apart)[0]
	at := func(p float64) float64 { return stats.QuantilesApart(x.total, []float64{p}, x.apart)[0] }
	return x.of + t, x.difference(x.of+t, within(other, t, x.ends), at)
}

// difference is that of a changed quantile, of which groups of scenarios have so many
// within it, from the quantile of the run.
func (x *shifter) difference(q float64, within []float64, at func(p float64) float64) outcome.EffectOn {
	per, from := make([]float64, len(within)), 0
	for g, end := range x.ends {
		per[g] = (x.own[g] - within[g]) / float64(end-from)
		from = end
	}
	lo, hi, _ := stats.Interval(0, per)
	half, mid := float64((hi-lo)/2), at(x.p)
	return outcome.EffectOn{Value: q - x.q,
		Interval95: outcome.Interval{q - x.q + (at(max(0, x.p-half)) - mid), q - x.q + (at(min(1, x.p+half)) - mid)}}
}

// shareNear is how near to the share asked for a search ends.
const shareNear = 1e-5

// solve finds the limit at which a share is p, from a guess on and between two
// ends.
// Source: Illinois variant of the false position: Dowell and Jarratt, BIT 11
// (1971) 168-174; halving where that is slower.
func (x *shifter) solve(share func(float64) float64, t, lo, hi float64) float64 {
	fLo, fHi := -x.p, 1-x.p
	density := 0.01 / max(x.curve.Quantile(min(1, x.p+0.005))-x.curve.Quantile(max(0, x.p-0.005)), 1e-300)
	for k := 0; hi-lo > 1e-12*max(math.Abs(lo), math.Abs(hi)) && k < 60; k++ {
		f := share(t) - x.p
		if math.Abs(f) <= shareNear {
			return t
		}
		if f < 0 {
			lo, fLo, fHi = t, f, fHi*0.7
		} else {
			hi, fHi, fLo = t, f, fLo*0.7
		}
		switch {
		case k < 2:
			t -= f / density
		case k%4 == 3:
			t = lo + float64((hi-lo)/2)
		default:
			t = lo + float64((hi-lo)*(fLo/(fLo-fHi)))
		}
		if !(t > lo && t < hi) {
			t = lo + float64((hi-lo)/2)
		}
	}
	return hi
}
