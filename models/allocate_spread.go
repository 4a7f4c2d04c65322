package models

import (
	"ballast/budget"
	"ballast/models/outcome"
	"ballast/sim/stats"
)

// partSpread is what groups of scenarios, no longer than a replicate, say of the parts of
// the contingency, each by itself: the weighted mean of a part over its own scenarios.
type partSpread struct {
	length int         // scenarios of a group
	sums   [][]float64 // [group][part], nil where none of its scenarios counts
	weight []float64   // [group]
	parts  []budget.Money
}

// newPartSpread makes room for n scenarios in groups of a length.
func newPartSpread(n, length, parts int) *partSpread {
	n = (n + length - 1) / length
	return &partSpread{length: length, sums: make([][]float64, n), weight: make([]float64, n), parts: make([]budget.Money, parts)}
}

// add adds a scenario, by its place in the run, with its weight.
func (x *partSpread) add(at int, weight float64, lines, risks []float64) {
	r := at / x.length
	if x.sums[r] == nil {
		x.sums[r] = make([]float64, len(x.parts))
	}
	x.weight[r] += weight
	addWeighted(x.sums[r], weight, lines)
	addWeighted(x.sums[r][len(lines):], weight, risks)
}

// about sets the parts that the intervals are about.
func (x *partSpread) about(parts []budget.Money) { x.parts = parts }

// interval is the 95 % interval of some parts together, from the spread of the groups;
// nil where fewer than two have a say.
//
// Source: models/doc.go section 12. Checked: TestAllocationInterval.
func (x *partSpread) interval(members ...int) *outcome.Interval {
	amount, each := 0.0, make([]float64, 0, len(x.sums))
	for _, i := range members {
		amount += x.parts[i].InexactFloat64()
	}
	for r, sums := range x.sums {
		if sums == nil || !(x.weight[r] > 0) {
			continue
		}
		sum := 0.0
		for _, i := range members {
			sum += sums[i]
		}
		each = append(each, sum/x.weight[r])
	}
	if len(each) < 2 {
		return nil
	}
	lo, hi, _ := stats.Interval(amount, each)
	return &outcome.Interval{cents(lo), cents(hi)}
}
