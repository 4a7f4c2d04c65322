package models

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// FigureValue is one number of a FigureTable by name, for comparing tables.
type FigureValue struct {
	Name  string
	X     float64
	Share bool // a probability: its error is known from itself
	Ranks bool // a rank correlation: made of the sample, not of all scenarios
}

// Values lists every number of the table except the paybacks, which programs
// define in different ways. costQuantiles are the shares of Cost.Quantiles.
func (t *FigureTable) Values(costQuantiles []float64) []FigureValue {
	var all []FigureValue
	add := func(name string, x float64) { all = append(all, FigureValue{Name: name, X: x}) }
	list := func(name string, percents []float64, xs []float64) {
		for i, x := range xs {
			if i < len(percents) {
				add(name+" P"+strconv.FormatFloat(percents[i], 'g', 4, 64), x)
			}
		}
	}
	add("base", t.Base)
	add("cost mean", t.Cost.Mean)
	add("cost sd", t.Cost.SD)
	shares := slices.Clone(costQuantiles)
	for i := range shares {
		shares[i] *= 100
	}
	list("cost", shares, t.Cost.Quantiles)
	add("reserve", t.Reserve)
	list("lowest net cash", []float64{5, 10, 50, 90}, t.Lowest)
	list("peak gap", []float64{50, 90, 95}, t.Peak)
	add("NPV mean", t.NPV.Mean)
	add("NPV sd", t.NPV.SD)
	list("NPV", []float64{10, 50, 90}, t.NPV.Quantiles)
	all = append(all, FigureValue{Name: "NPV below 0", X: t.NPV.Negative, Share: true}, FigureValue{Name: "any gap", X: t.GapEver, Share: true})
	for m, x := range t.GapByMonth {
		all = append(all, FigureValue{Name: fmt.Sprintf("gap in month %d", m), X: x, Share: true})
	}
	for _, q := range slices.Sorted(maps.Keys(t.Cash)) {
		for m, x := range t.Cash[q] {
			add(fmt.Sprintf("net cash q%s month %d", q, m), x)
		}
	}
	for _, s := range t.Strongest {
		all = append(all, FigureValue{Name: "rank correlation " + s.ID, X: s.Spearman, Ranks: true})
	}
	return all
}
