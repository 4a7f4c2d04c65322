package models

import (
	"math"
	"slices"

	"ballast/models/waterfall"
)

// gaps is what is known of the gaps of the scenario at hand under the plan's choice.
type gaps struct {
	first int            // month of the first, the horizon where there is none
	worst float64        // largest
	ease  waterfall.Ease // which changes of the flow make none larger
	scale float64        // of the money in cash and debt
}

// keepGaps notes them of a scenario that has been funded.
func (e *riskTrials) keepGaps() {
	s, m, g := e.s, e.s.m, &e.plan.gaps
	*g = gaps{first: m.horizon}
	if !m.hasCash() {
		return
	}
	for k := m.horizon - 1; k >= m.cut; k-- {
		if x := s.book.Gap[k]; x > gapTolerance {
			g.first = k
		}
		g.worst = max(g.worst, s.book.Gap[k])
		g.scale = max(g.scale, math.Abs(s.book.Cash[k]))
	}
	if g.ease = m.funds.Eases(m.horizon, s.supplies); g.ease != waterfall.EaseNone {
		g.scale += m.funds.Limits(s.supplies) + math.Abs(m.minimum)
	}
}

// short reports whether money is missing under the choice at hand, which changes the flow
// of some months. Where the sources bring the same, the months before them and what is
// certain of all others say it in most cases; else the ledger does.
//
// Checked: TestRiskTrialsAgree, TestGapsFromBounds.
func (e *riskTrials) short(at months) bool {
	s, m := e.s, e.s.m
	if !m.hasCash() {
		return false
	}
	if !e.stale.supply || sameSupplies(s.supplies, e.plan.supplies) {
		if e.plan.first < at.from {
			return true
		}
		if short, certain := e.plan.after(s.ncf, e.plan.ncf, at); certain {
			return short
		}
	}
	if !sameSupplies(s.supplies, e.booked) {
		m.funds.Book(m.horizon, s.supplies, &s.book)
		copySupplies(e.booked, s.supplies)
	}
	return m.funds.Short(s.ncf, m.opening, m.minimum, gapTolerance, s.supplies, &s.book)
}

// after reports whether there is a gap with a flow that is not the plan's in some months,
// and whether that is certain: where the flow is never less there is none that the plan
// has not, where it is never more there are all that the plan has. What rounding can do
// in the ledger has to be far below what counts as a gap.
func (g *gaps) after(flow, plan []float64, at months) (short, certain bool) {
	if g.ease == waterfall.EaseNone {
		return false, false
	}
	var sum, least, most, down, up float64
	was := at.of(plan)
	for k, x := range at.of(flow) {
		by := x - was[k]
		sum += by
		least, most = min(least, sum), max(most, sum)
		down, up = min(down, by), max(up, by)
	}
	doubt := float64(len(plan)) * 0x1p-48 * (g.scale + most - least)
	slack := gapTolerance / 8 / float64(len(plan)) // of every month, which may add up
	if !(doubt < gapTolerance/4) {
		return false, false
	}
	switch {
	case g.worst < gapTolerance/4 && (down >= -slack || g.ease == waterfall.EaseInTotal && least >= -slack):
		return false, true
	case g.worst > 2*gapTolerance && (up <= slack || g.ease == waterfall.EaseInTotal && most <= slack):
		return true, true
	}
	return false, false
}

// suppliesLike makes room for a copy of supplies.
func (m *Model) suppliesLike(s []waterfall.Supply) []waterfall.Supply {
	out := m.newSupplies()
	for j := range out {
		out[j].Recover = slices.Clone(s[j].Recover)
	}
	return out
}

// copySupplies takes over what sources bring, the rates apart, which are the same under
// every choice.
func copySupplies(to, from []waterfall.Supply) {
	for j := range to {
		x, out := &from[j], &to[j]
		copy(out.Arrivals, x.Arrivals)
		copy(out.Recover, x.Recover)
		out.OpenFrom, out.Limit = x.OpenFrom, x.Limit
	}
}

// sameSupplies reports whether sources bring the same, the rates apart.
func sameSupplies(a, b []waterfall.Supply) bool {
	for j := range a {
		x, y := &a[j], &b[j]
		if x.OpenFrom != y.OpenFrom || x.Limit != y.Limit || !slices.Equal(x.Arrivals, y.Arrivals) || !slices.Equal(x.Recover, y.Recover) {
			return false
		}
	}
	return true
}
