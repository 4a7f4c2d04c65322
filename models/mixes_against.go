package models

import (
	"math"

	"ballast/models/outcome"
	"ballast/sim"
	"ballast/sim/stats"
)

// against compares a mix with the first one, future by future.
func (d *mixStudy) against(r *outcome.MixResult, first, own [][]float64) {
	a := &outcome.MixAgainst{}
	diff := make([]float64, d.f.n)
	fill := func(f func(i int) float64) (float64, outcome.Interval) {
		for i := range diff {
			diff[i] = f(i)
		}
		return d.meanInterval(diff)
	}
	a.ProbabilityGap, a.ProbabilityGapInterval = fill(func(i int) float64 { return gapOf(own[columnPeak][i]) - gapOf(first[columnPeak][i]) })
	a.PeakGap, a.PeakGapInterval = fill(func(i int) float64 { return own[columnPeak][i] - first[columnPeak][i] })
	a.Cost, a.CostInterval = fill(func(i int) float64 { return own[columnCost][i] - first[columnCost][i] })
	a.NPV, a.NPVInterval = fill(func(i int) float64 { return own[columnNPV][i] - first[columnNPV][i] })
	if _, sd := stats.MeanSD(diff); sd > 0 {
		_, x := stats.MeanSD(first[columnNPV])
		_, y := stats.MeanSD(own[columnNPV])
		a.VarianceRatio = (float64(x*x) + float64(y*y)) / (sd * sd)
	}
	better := 0.0
	for i := range diff {
		better += d.better(first, own, i)
	}
	better /= float64(d.f.n)
	r.AgainstFirst, r.BetterThanFirst = a, &better
}

func gapOf(peak float64) float64 {
	if gapped(peak) {
		return 1
	}
	return 0
}

// better is 1 when a mix does better than the first one in a future, 0 when it
// does worse, a half when they are equal: no gap is better than a gap; where
// both have or have not one, the objective decides.
//
// Checked: TestBetterMix.
func (d *mixStudy) better(first, own [][]float64, i int) float64 {
	x, y := gapOf(own[columnPeak][i]), gapOf(first[columnPeak][i])
	if x == y {
		switch d.m.plan.Project.Mixes.Objective {
		case "npv":
			x, y = -own[columnNPV][i], -first[columnNPV][i]
		case "gap":
			x, y = own[columnPeak][i], first[columnPeak][i]
		default:
			x, y = own[columnCost][i], first[columnCost][i]
		}
	}
	switch {
	case x == y, math.Abs(x-y) < tiny:
		return 0.5
	case x < y:
		return 1
	}
	return 0
}

// replicates are the bounds of the independent replicates of the futures.
func (d *mixStudy) replicates() [][2]int {
	r := sim.Result{Replicate: d.f.replicate}
	return r.Replicates(d.f.n)
}

// meanInterval is the mean of a column and its 95 % interval.
func (d *mixStudy) meanInterval(x []float64) (float64, outcome.Interval) {
	var per []float64
	for _, b := range d.replicates() {
		per = append(per, stats.Mean(x[b[0]:b[1]]))
	}
	mean := stats.Mean(x)
	lo, hi, _ := stats.Interval(mean, per)
	return mean, outcome.Interval{lo, hi}
}

// shareInterval is the 95 % interval of the share of a column that a test
// holds for.
func (d *mixStudy) shareInterval(p float64, x []float64, test func(float64) bool) outcome.Interval {
	var per []float64
	for _, b := range d.replicates() {
		per = append(per, share(x[b[0]:b[1]], test))
	}
	lo, hi, _ := stats.Interval(p, per)
	return outcome.Interval{math.Max(0, lo), math.Min(1, hi)}
}
