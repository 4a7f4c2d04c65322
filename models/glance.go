package models

import (
	"math"

	"ballast/models/outcome"
)

// curvePoints are the points of a curve: steps of a tenth of a per cent.
const curvePoints = 1001

// Glance is the run in what a page shows at once, the same figures as in its Outcome.
//
// Checked: TestGlanceIsTheOutcome.
func (s *Simulation) Glance() *outcome.Glance {
	g := &outcome.Glance{Headline: s.Headline(), Curves: s.curves(), Spend: s.spendFan()}
	if s.m.hasCash() {
		g.Fan = s.cashFan()
	}
	return g
}

func (s *Simulation) curves() outcome.Curves {
	at := make([]float64, curvePoints)
	for k := range at {
		at[k] = float64(k) / (curvePoints - 1)
	}
	o := &s.m.out
	curve := func(k int) outcome.Curve { return s.col(k).at(at...) }
	c := outcome.Curves{Cost: curve(o.total)}
	if len(s.m.streams) > 0 {
		c.NPV = curve(o.project.npv)
	}
	if s.m.hasCash() {
		c.LowestCash, c.PeakGap = curve(o.minCash), curve(o.peakGap)
	}
	if len(s.m.sources) > 0 {
		c.CostOfFunds = curve(o.costOfFunds)
	}
	return c
}

// fanMonth is one month of a series.
func (s *Simulation) fanMonth(series, k int) outcome.FanMonth {
	c := s.month(series, k)
	q := c.at(0.05, 0.25, 0.5, 0.75, 0.95)
	return outcome.FanMonth{Month: k + 1, Date: s.m.plan.Project.Start.Add(k).String(),
		P5: q[0], P25: q[1], P50: q[2], P75: q[3], P95: q[4], Mean: c.mean()}
}

func (s *Simulation) cashFan() []outcome.FanMonth {
	out := make([]outcome.FanMonth, s.m.horizon)
	for k := range out {
		out[k] = s.fanMonth(s.m.out.seriesCash, k)
		short := s.month(s.m.out.seriesCash, k).below(s.m.minimum - gapTolerance)
		out[k].Gap = &short
	}
	return out
}

func (s *Simulation) spendFan() []outcome.FanMonth {
	out := make([]outcome.FanMonth, s.m.horizon)
	for k := range out {
		out[k] = s.fanMonth(s.m.out.seriesCost, k)
		planned := s.m.plannedCost[k]
		out[k].Planned = &planned
	}
	return out
}

// known is x, nil where it is no number or never comes.
func known(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}
