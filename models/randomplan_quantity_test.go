package models

import (
	"fmt"
	"strconv"

	"ballast/budget"
)

// estimates are three numbers around a centre, in one of the shapes.
func (p planner) estimates(centre, spread float64) *budget.Quantity {
	q := &budget.Quantity{Field: "Likely", Low: pointer(centre * (1 - spread)), Likely: pointer(centre), High: pointer(centre * (1 + 1.5*spread)),
		Shape: pick(p, "", "pert", "triangular", "uniform", "normal", "lognormal")}
	switch q.Shape {
	case "", "pert", "triangular":
		q.RangeMeans = pick(p, "", "min-max", "p5-p95", "p10-p90", "p15-p85")
	default:
		q.RangeMeans = pick(p, "", "p10-p90")
	}
	if p.chance(0.1) {
		return &budget.Quantity{Field: "Likely", Likely: pointer(centre * 1.1)}
	}
	return q
}

// spread is an uncertain number around a centre: estimates or a text.
func (p planner) spread(centre float64) *budget.Quantity {
	if p.chance(0.4) {
		return p.estimates(centre, 0.3)
	}
	form := pick(p, "PERT(%[1]v,%[2]v,%[3]v)", "PERT(%[1]v,%[2]v,%[3]v,6)", "Triangular(%[1]v,%[2]v,%[3]v)", "Uniform(%[1]v,%[3]v)",
		"Normal(%[2]v,%[4]v,min=0)", "Lognormal(%[2]v,%[4]v)", "LognormalP(%[1]v,%[3]v)", "Beta(2,3,%[1]v,%[3]v)", "Gamma(20,%[5]v)",
		"Weibull(8,%[2]v)", "Discrete(%[1]v:0.25,%[2]v:0.5,%[3]v:0.25)", "Metalog(%[1]v,%[2]v,%[3]v,min=0)", "Empirical(History!B2:B7)%[1].0s", "%[3]v")
	q := &budget.Quantity{Field: "Uncertainty", Text: fmt.Sprintf(form, written(centre*0.8), written(centre), written(centre*1.35), written(centre*0.15), written(centre/20))}
	if form[0] == 'E' {
		q.Values = []float64{centre * 0.7, centre * 0.95, centre, centre * 1.02, centre * 1.3, centre * 1.6}
	}
	return q
}

// written is a number as it stands in a cell.
func written(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

// months is an uncertain time, often fractional.
func (p planner) months() *budget.Quantity {
	if p.chance(0.15) {
		return p.estimates(pick(p, 0.5, 1, 2), 0.8)
	}
	return &budget.Quantity{Field: "Slip", Text: pick(p, "Uniform(0,2.5)", "Triangular(0,0.5,3)", "Exponential(0.7)", "Poisson(0.8)",
		"Discrete(0:0.7,1:0.2,3:0.1)", "Bernoulli(0.3)", "Binomial(3,0.3)", "Uniform(-2,2)", "1", "2.25", "0.5")}
}

// some returns a quantity or none.
func (p planner) some(chance float64, q func() *budget.Quantity) *budget.Quantity {
	if !p.chance(chance) {
		return nil
	}
	return q()
}

// part is an uncertain share.
func (p planner) part() *budget.Quantity {
	return &budget.Quantity{Field: "Uncollectable", Text: pick(p, "Uniform(0,0.1)", "5%", "Beta(2,30)", "PERT(0%,2%,10%)")}
}
