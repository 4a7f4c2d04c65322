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
	if !e.stale.supply {
		if e.plan.first < at.from {
			return true
		}
		if short, certain := e.plan.after(s.ncf, e.plan.ncf, at); certain {
			return short
		}
	}
	if !e.same() {
		m.funds.Book(m.horizon, s.supplies, &s.book)
		e.book()
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

// book notes the supplies that the ledger is booked with.
func (e *riskTrials) book() {
	for j := range e.booked {
		x, had := &e.s.supplies[j], &e.booked[j]
		copy(had.Arrivals, x.Arrivals)
		copy(had.Recover, x.Recover)
		had.OpenFrom, had.Limit = x.OpenFrom, x.Limit
	}
}

// same reports whether the supplies are those of the ledger; the rates of a scenario are
// the same under every choice.
func (e *riskTrials) same() bool {
	for j := range e.booked {
		x, had := &e.s.supplies[j], &e.booked[j]
		if x.OpenFrom != had.OpenFrom || x.Limit != had.Limit || !slices.Equal(x.Arrivals, had.Arrivals) || !slices.Equal(x.Recover, had.Recover) {
			return false
		}
	}
	return true
}
