package models

import (
	"math"

	"ballast/models/returns"
	"ballast/models/vector"
)

// months are those from one on to another, none where that is not after it.
type months struct{ from, to int }

// noMonths are none of a horizon.
func noMonths(horizon int) months { return months{from: horizon} }

// add takes in n months more, as far as they are inside the horizon; what is before the
// plan's start is in its first month.
func (x *months) add(month, n, horizon int) {
	if month < horizon {
		x.from, x.to = min(x.from, max(month, 0)), max(x.to, 1, min(month+n, horizon))
	}
}

// addEvents takes in the months in which the money of events falls.
func (x *months) addEvents(s *scenario, events []event) {
	for k := range events {
		month, parts := s.eventMonths(&events[k])
		x.add(month, max(1, parts), len(s.paid))
	}
}

// of are those months of a row.
func (x months) of(row []float64) []float64 {
	if x.from >= x.to {
		return nil
	}
	return row[x.from:x.to]
}

// riskMonths is what is paid for risks, by month.
type riskMonths struct {
	months        []float64
	total, beyond float64 // beyond the horizon
}

// add adds the money of events.
func (x *riskMonths) add(s *scenario, events []event) {
	for k := range events {
		e := &events[k]
		if e.isMoney {
			x.total += e.impact
			x.beyond += put(x.months, e.month, e.impact)
			continue
		}
		if y := s.eventMoney(*e); y != 0 {
			month, parts := s.eventMonths(e)
			x.place(month, parts, y)
		}
	}
}

// answer adds the cost of the responses under the choice in force.
func (x *riskMonths) answer(s *scenario) {
	for _, k := range s.m.answered {
		if r := &s.m.risks[k]; s.now.response(s.m, k) {
			x.place(r.from, 1, r.cost)
		}
	}
}

func (x *riskMonths) place(month, parts int, y float64) {
	x.total += y
	n := max(1, parts)
	for j := range n {
		x.beyond += put(x.months, month+j, y/float64(n))
	}
}

// flowMarks is the project's flow under the plan's choice, as far as another has it too.
type flowMarks struct {
	flow          []float64
	moved         []float64 // what came in and was paid before a month, and in all
	marks         []returns.Mark
	kept, cleared float64 // the least flow that is no rounding, the largest that is
}

func newFlowMarks(horizon int) flowMarks {
	return flowMarks{flow: make([]float64, horizon), moved: make([]float64, horizon+1), marks: make([]returns.Mark, horizon)}
}

// mark measures the project's flow under the plan's choice.
func (x *flowMarks) mark(s *scenario) (npv, payback float64) {
	collected, moved := s.collected[:len(s.paid)], 0.0
	for m, y := range s.paid {
		moved += math.Abs(y) + math.Abs(collected[m])
		x.moved[m+1] = moved
	}
	s.projectFlow()
	copy(x.flow, s.flow)
	x.kept, x.cleared = math.Inf(1), 0
	for m, y := range s.ncf[:len(s.ncf)-1] {
		if s.flow[m] != 0 {
			x.kept = min(x.kept, math.Abs(y))
		} else {
			x.cleared = max(x.cleared, math.Abs(y))
		}
	}
	return s.m.project.Glimpse(s.flow, 0, x.marks, true)
}

// look measures the project's flow where another choice than the plan's has changed some
// months, and leaves the plan's.
//
// Checked: TestRiskTrialsAgree, TestLookIsTheWholeFlow.
func (x *flowMarks) look(s *scenario, at months) (npv, payback float64) {
	if last := len(s.flow) - 1; x.change(s, at) {
		npv, payback = s.m.project.Glimpse(s.flow, min(at.from, last), x.marks, false)
		copy(at.of(s.flow), at.of(x.flow))
		s.flow[last] = x.flow[last]
		return npv, payback
	}
	s.projectFlow()
	npv, payback = s.m.project.Glimpse(s.flow, 0, x.marks, false)
	copy(s.flow, x.flow)
	return npv, payback
}

// change puts the months that another choice has changed into the project's flow, and the
// last, in which what is open is settled. It reports whether what is rounding of all that
// moved is in the other months what it was.
func (x *flowMarks) change(s *scenario, at months) bool {
	last := len(s.flow) - 1
	moved := x.moved[last+1]
	if at.from < at.to {
		moved += vector.AbsSum(at.of(s.paid), at.of(s.collected)) - (x.moved[at.to] - x.moved[at.from])
	}
	tiny := float64(returns.Rounding * moved)
	if tiny > x.kept || x.cleared > 0 && x.cleared >= tiny {
		return false
	}
	copy(at.of(s.flow), at.of(s.ncf))
	s.flow[last] = s.ncf[last] + s.open.net()
	vector.ClearBelow(at.of(s.flow), tiny)
	vector.ClearBelow(s.flow[last:], tiny)
	return true
}
