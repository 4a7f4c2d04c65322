package models

import (
	"math"

	"ballast/budget"
	"ballast/models/outcome"
	"ballast/sim/stats"
)

// reserveAsOf compares the reserve that is left with what is needed from here
// on, and finds the month in which it is used up.
func (s *Simulation) reserveAsOf(c *outcome.Control) {
	m, p := s.m, s.m.past
	for _, l := range m.plan.Ledger {
		if l.Month < p.cut {
			c.ReserveDrawn += l.Amount.InexactFloat64()
		}
	}
	c.ReserveNeed = cents(s.needAsOf(m.plan.Project.ReserveConfidence))
	c.ReserveUsed = cents(m.sunkCost - m.baseDone())
	c.ReserveUnledgered = cents(math.Max(0, c.ReserveUsed-c.ReserveDrawn))
	c.ReserveDrawnUnspent = cents(math.Max(0, c.ReserveDrawn-math.Max(0, c.ReserveUsed)))
	approved, ok := m.plan.ApprovedReserve(budget.MoneyOf(m.base))
	if !ok {
		c.AdequacyWhy = m.words.Say("control.no-approved")
		return
	}
	a := approved.InexactFloat64()
	left := cents(a - math.Max(c.ReserveDrawn, c.ReserveUsed))
	c.ReserveApproved, c.ReserveLeft = &a, &left
	c.Adequacy, c.AdequacyWhy = outcome.Ratio(left, c.ReserveNeed, m.words.Say("control.no-need"))
	c.RunsOut = s.runsOut(left)
}

// baseDone is the base of the work done.
func (m *Model) baseDone() float64 {
	sum := 0.0
	for i := range m.past.lines {
		sum += m.past.lines[i].ev
	}
	return sum
}

// needAsOf is Qp(cost still to come) - base still to come.
func (s *Simulation) needAsOf(p float64) float64 {
	t := s.col(s.m.out.total)
	return math.Max(0, t.quantile(p)-s.m.sunkCost-total(s.m.past.restBase)-s.m.past.restLate)
}

// runsOut finds, in every scenario, the month in which the cost to come has
// passed the base of the work to come by more than the reserve that is left.
func (s *Simulation) runsOut(left float64) *outcome.RunsOut {
	m, p := s.m, s.m.past
	months := make([]float64, s.res.SeriesN)
	for i := range months {
		months[i] = math.Inf(1)
		over := 0.0
		for k := p.cut; k < m.horizon; k++ {
			over += s.res.Series[m.out.seriesCost][k][i] - p.restBase[k]
			if over > left+tolerance(m.base) {
				months[i] = float64(k + 1)
				break
			}
		}
	}
	return &outcome.RunsOut{Probability: share(months, func(x float64) bool { return !math.IsInf(x, 1) }),
		Quantiles: outcome.QuantilesOf(months, outcome.Percents())}
}

// cashAsOf fills the chance of a gap soon and the runway.
func (s *Simulation) cashAsOf(c *outcome.Control) {
	m := s.m
	if !m.hasCash() {
		return
	}
	c.GapIn3, c.GapIn6 = s.gapWithin(3), s.gapWithin(6)
	n, h, cut := s.res.SeriesN, m.horizon, m.cut
	cash, ncf := s.res.Series[m.out.seriesCash], s.res.Series[m.out.seriesNCF]
	months := make([]float64, n)
	for i := range months {
		months[i] = math.Inf(1)
		at := cash[cut-1][i] - m.minimum
		for k := cut; k < h; k++ {
			if at += ncf[k][i]; at < -gapTolerance {
				months[i] = float64(k - cut)
				break
			}
		}
	}
	c.Runway = &outcome.Runway{Quantiles: outcome.QuantilesOf(months, outcome.Percents()), Cash: stats.Mean(cash[cut-1])}
}

// gapWithin is the probability that cash falls below the minimum in the next
// months; nil when the plan has ended.
func (s *Simulation) gapWithin(months int) *float64 {
	m := s.m
	if m.cut >= m.horizon {
		return nil
	}
	short := make([]bool, s.res.SeriesN)
	for k := m.cut; k < min(m.cut+months, m.horizon); k++ {
		for i, x := range s.res.Series[m.out.seriesCash][k] {
			short[i] = short[i] || x < m.minimum-gapTolerance
		}
	}
	n := 0
	for _, b := range short {
		if b {
			n++
		}
	}
	p := float64(n) / float64(max(1, len(short)))
	return &p
}

// sCurve fills plan, actual and forecast, cumulative by month.
func (s *Simulation) sCurve(c *outcome.Control) {
	m := s.m
	sum := make([]float64, s.res.SeriesN)
	plan, actual := 0.0, 0.0
	for k := range m.horizon {
		addTo(sum, s.res.Series[m.out.seriesCost][k])
		plan += m.plannedCost[k]
		row := outcome.ControlMonth{Month: k + 1, Date: m.plan.Project.Start.Add(k).String(), Planned: plan,
			Quantiles: outcome.QuantilesOf(sum, []float64{5, 10, 20, 50, 80, 90, 95})}
		if k < m.cut {
			actual += m.past.incurred[k]
			x := actual
			row.Actual = &x
		}
		c.Months = append(c.Months, row)
	}
}

// ledgerLines is the reserve ledger up to the as-of month.
func (m *Model) ledgerLines(c *outcome.Control) []outcome.LedgerLine {
	var out []outcome.LedgerLine
	drawn := 0.0
	for _, l := range m.plan.Ledger {
		if l.Month >= m.cut {
			continue
		}
		x := l.Amount.InexactFloat64()
		drawn += x
		row := outcome.LedgerLine{Date: m.plan.Project.Start.Add(l.Month).String(), Amount: x, For: l.For, Approved: l.Approved}
		if c.ReserveApproved != nil {
			left := cents(*c.ReserveApproved - drawn)
			row.Left = &left
		}
		out = append(out, row)
	}
	return out
}
