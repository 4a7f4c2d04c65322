package models

import (
	"math"
	"sort"

	"ballast/sim/stats"
)

// tail is a tenth of an order: some scenarios, and a part of those that stand with equal
// values at its edge, each of which counts by that part. So a risk that seldom happens is
// in the highest tenth among futures in which it did not, and the bar of an independent
// threat is at most ten times its effect on the mean.
//
// Checked: TestBarIsTenEffectsAtMost.
type tail struct {
	whole, edge []uint32
	part        float64
}

// tails are the lowest and the highest tenth of an order.
func tails(order []uint32, rank []int16) (low, high tail) {
	n := len(order)
	at := func(i int) int16 { return rank[stats.Place(order[i])] }
	equal := func(cut int) (from, to int) { // the values that are equal across a cut
		here := at(cut)
		if at(cut-1) != here {
			return cut, cut
		}
		from = sort.Search(cut, func(i int) bool { return at(i) >= here })
		return from, cut + sort.Search(n-cut, func(i int) bool { return at(cut+i) > here })
	}
	cut := min((n+9)/10, n-1)
	from, to := equal(cut)
	low = tail{order[:from], order[from:to], float64(cut-from) / float64(max(1, to-from))}
	cut = max(n*9/10, 1)
	from, to = equal(cut)
	high = tail{order[to:], order[from:to], float64(to-cut) / float64(max(1, to-from))}
	return low, high
}

// mostTargets is how many outputs have their drivers looked for at most.
const mostTargets = 4

// tailValues are what the means of the tails are taken of: all targets of a scenario side
// by side.
//
// Checked: TestTailMeans.
type tailValues struct {
	y        [][mostTargets]float64 // [scenario][target], 0 where it is infinite
	endless  bool                   // some are
	isFinite [][mostTargets]float64 // [scenario][target] 1 where it is finite; nil unless endless
}

func newTailValues(targets []target, n int) *tailValues {
	v := &tailValues{y: make([][mostTargets]float64, n)}
	for k, t := range targets {
		for i, y := range t.y {
			if v.y[i][k] = y; math.IsInf(y, 0) {
				v.endless = true
			}
		}
	}
	if !v.endless {
		return v
	}
	v.isFinite = make([][mostTargets]float64, n)
	for i := range v.y {
		for k, y := range v.y[i] {
			if v.isFinite[i][k] = 1; math.IsInf(y, 0) {
				v.y[i][k], v.isFinite[i][k] = 0, 0
			}
		}
	}
	return v
}

// tailSum is what some scenarios come to: the sum of the finite values of every target,
// and how many these are.
type tailSum struct{ sum, n [mostTargets]float64 }

// of adds up the scenarios of some entries of an order.
func (v *tailValues) of(chosen []uint32) (x tailSum) {
	x.sum = sumRows(v.y, chosen)
	if v.endless {
		x.n = sumRows(v.isFinite, chosen)
		return x
	}
	for k := range x.n {
		x.n[k] = float64(len(chosen))
	}
	return x
}

// sumRows adds up the rows of some entries of an order, one after the other.
func sumRows(rows [][mostTargets]float64, chosen []uint32) [mostTargets]float64 {
	var a, b, c, d float64
	for _, e := range chosen {
		row := &rows[stats.Place(e)]
		a, b, c, d = a+row[0], b+row[1], c+row[2], d+row[3]
	}
	return [mostTargets]float64{a, b, c, d}
}

// means are those of every target's finite values in both tails, 0 without any.
func (v *tailValues) means(low, high tail) (inLow, inHigh [mostTargets]float64) {
	lowEdge := v.of(low.edge)
	highEdge := lowEdge
	if len(low.edge) == 0 || len(high.edge) == 0 || low.edge[0] != high.edge[0] { // else all of it is one value
		highEdge = v.of(high.edge)
	}
	return v.of(low.whole).with(lowEdge, low.part), v.of(high.whole).with(highEdge, high.part)
}

// with is the mean of scenarios, those at the edge counted by a part.
func (x tailSum) with(edge tailSum, part float64) (mean [mostTargets]float64) {
	for k := range mean {
		if n := x.n[k] + float64(part*edge.n[k]); n > 0 {
			mean[k] = (x.sum[k] + float64(part*edge.sum[k])) / n
		}
	}
	return mean
}
