package models

import (
	"math"

	"ballast/models/outcome"
)

// cost summarises the total cost against the base (models/doc.go section 10).
func (s *Simulation) cost() outcome.Cost {
	m, t := s.m, s.col(s.m.out.total)
	mean, sd := t.meanSD()
	base := m.base
	c := outcome.Cost{Base: base, Mean: mean, SD: sd, Quantiles: t.quantiles(),
		ProbabilityOverrun: t.above(m.beyond(base)),
		BeyondHorizonMean:  s.col(m.out.beyond).mean(),
		Histogram:          t.histogram(40), Curve: t.curve()}
	c.OverrunInterval95 = t.aboveInterval(m.beyond(base))
	c.ConfidenceOfBase = 1 - c.ProbabilityOverrun
	if lim := m.plan.Project.BudgetLimit; lim != nil {
		x := lim.InexactFloat64()
		over := t.above(m.beyond(x))
		interval := t.aboveInterval(m.beyond(x))
		c.BudgetLimit, c.ProbabilityOverLimit, c.OverLimitInterval95 = &x, &over, &interval
	}
	over, what := m.overrunLine()
	c.Overrun = outcome.Overrun{Over: cents(over), What: what, Probability: t.above(m.beyond(over)), Interval95: t.aboveInterval(m.beyond(over))}
	for k := range m.horizon {
		col := s.month(m.out.seriesCost, k)
		c.Months = append(c.Months, outcome.CostMonth{Month: k + 1, Date: m.plan.Project.Start.Add(k).String(),
			Planned: m.plannedCost[k], Mean: col.mean(), Quantiles: col.quantiles()})
	}
	return c
}

// tolerance is what a sum of this size may be off by; a certain budget does not
// overrun by it.
func tolerance(x float64) float64 { return float64(1e-9 * math.Max(1, math.Abs(x))) }

// beyond is the cost from which a limit is passed. Books are kept to the cent: what
// rounding can add up to in the actuals is no overrun.
func (m *Model) beyond(limit float64) float64 {
	return limit + tolerance(limit) + m.rounding
}

// layers is the waterfall from the base to the chosen quantile: the layers are
// switched on one after the other, on the same draws.
func (s *Simulation) layers() []outcome.Layer {
	o, p := &s.m.out, s.m.plan.Project.ReserveConfidence
	at := s.m.base
	var out []outcome.Layer
	for i, col := range []int{o.layer1, o.layer2, o.layer3, o.total} {
		q := s.col(col).quantile(p)
		out = append(out, outcome.Layer{Name: [...]string{"estimate", "risks", "escalation", "delay"}[i], Contingency: q - at})
		at = q
	}
	return out
}
