package review

import (
	"fmt"
	"strconv"

	"ballast/budget"
	"ballast/models"
)

// contingencyOf is the contingency of another plan, on the draws of the run; nil where
// that plan cannot be simulated.
func (c *bench) contingencyOf(p *budget.Plan) (*float64, error) {
	m, _ := models.Compile(p)
	if m == nil {
		return nil, nil
	}
	s, err := c.s.Again(c.ctx, m, c.s.Seed(), false)
	if err != nil {
		return nil, err
	}
	x := s.Headline().Contingency
	return &x, nil
}

// withRisk gives an answer the worth of one risk of 30 % that costs a tenth of the base.
func (c *bench) withRisk(a *answer) (*answer, error) {
	if !c.deep || c.o.Cost.Base <= 0 {
		return a, nil
	}
	p := *c.p
	p.Risks = append(append([]budget.Risk(nil), p.Risks...), budget.Risk{ID: "?", Name: "?", Probability: 0.3, To: c.o.Horizon - 1,
		Impact: &budget.Quantity{Text: number(c.o.Cost.Base / 10)}})
	x, err := c.contingencyOf(&p)
	if err != nil || x == nil {
		return a, err
	}
	return c.worth(*x-c.o.Reserve.Contingency, "risk", a), nil
}

// respread gives an answer the worth of ranges that reach further below and above their
// middle values, by these factors: the contingency beside that of the ranges as they are,
// both written by their P10, P50 and P90.
func (c *bench) respread(a *answer, of string, lines []models.Range, below, above float64) (*answer, error) {
	if !c.deep {
		return a, nil
	}
	now, err := c.contingencyOf(c.ranged(lines, 1, 1))
	if err != nil || now == nil {
		return a, err
	}
	then, err := c.contingencyOf(c.ranged(lines, below, above))
	if err != nil || then == nil {
		return a, err
	}
	return c.worth(*then-*now, of, a), nil
}

// ranged is the plan with the ranges of some lines by their P10, P50 and P90, moved away
// from the middle.
func (c *bench) ranged(lines []models.Range, below, above float64) *budget.Plan {
	p := *c.p
	p.Costs = append([]budget.CostLine(nil), p.Costs...)
	for _, r := range lines {
		l := &p.Costs[r.Line]
		unit := c.m.LineBase(r.Line)
		if l.PerMonth {
			unit /= float64(max(1, l.Months))
		}
		if unit == 0 {
			continue
		}
		mid := r.Mid / unit
		l.Uncertainty = &budget.Quantity{Row: l.Row, Field: "Uncertainty", OfBase: true,
			Text: fmt.Sprintf("Metalog(%s,%s,%s)", number(mid-below*(r.Mid-r.Low)/unit), number(mid), number(mid+above*(r.Top-r.Mid)/unit))}
	}
	return &p
}

func number(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
