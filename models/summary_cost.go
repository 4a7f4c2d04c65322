package models

import (
	"math"

	"ballast/sim/stats"
)

// cost summarises the total cost against the base (model.md section 10).
func (s *Simulation) cost() Cost {
	m, t := s.m, s.total()
	mean, sd := stats.MeanSD(t)
	base := m.base
	c := Cost{Base: base, Mean: mean, SD: sd, Quantiles: quantilesOf(t, percents()),
		ProbabilityOverrun: share(t, func(x float64) bool { return x > base+tolerance(base) }),
		BeyondHorizonMean:  stats.Mean(s.res.Scalar[m.out.beyond]),
		Histogram:          histogram(t, 40), Curve: curve(t)}
	c.ConfidenceOfBase = 1 - c.ProbabilityOverrun
	if lim := m.plan.Project.BudgetLimit; lim != nil {
		x := lim.InexactFloat64()
		over := share(t, func(v float64) bool { return v > x+tolerance(x) })
		c.BudgetLimit, c.ProbabilityOverLimit = &x, &over
	}
	c.Layers = s.layers()
	for k := range m.horizon {
		col := s.res.Series[m.out.seriesCost][k]
		c.Months = append(c.Months, CostMonth{Month: k + 1, Date: m.plan.Project.Start.Add(k).String(),
			Planned: m.plannedCost[k], Mean: stats.Mean(col), Quantiles: quantilesOf(col, percents())})
	}
	return c
}

// tolerance is what a sum of this size may be off by; a certain budget does not
// overrun by it.
func tolerance(x float64) float64 { return 1e-9 * math.Max(1, math.Abs(x)) }

// layers is the waterfall from the base to the chosen quantile: the layers are
// switched on one after the other, on the same draws.
func (s *Simulation) layers() []Layer {
	o, p := &s.m.out, []float64{s.m.plan.Project.ReserveConfidence}
	at := s.m.base
	var out []Layer
	for i, col := range []int{o.layer1, o.layer2, o.layer3, o.total} {
		q := stats.Quantiles(s.res.Scalar[col], p)[0]
		out = append(out, Layer{Name: [...]string{"estimate", "risks", "escalation", "delay"}[i], Contingency: q - at})
		at = q
	}
	return out
}
