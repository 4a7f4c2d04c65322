package models

import (
	"math"

	"ballast/models/returns"
)

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

// flowMarks is the project's flow under the plan's choice, as far as another that changes
// nothing before some month begins with it.
type flowMarks struct {
	moved         []float64 // what came in and was paid before a month
	marks         []returns.Mark
	kept, cleared float64 // the least flow that is no rounding, the largest that is
}

func newFlowMarks(horizon int) flowMarks {
	return flowMarks{moved: make([]float64, horizon), marks: make([]returns.Mark, horizon)}
}

// mark measures the project's flow under the plan's choice.
func (x *flowMarks) mark(s *scenario) (npv, payback float64) {
	moved := 0.0
	for m, y := range s.paid {
		x.moved[m] = moved
		moved += math.Abs(y) + math.Abs(s.collected[m])
	}
	s.projectFlow()
	x.kept, x.cleared = math.Inf(1), 0
	for m, y := range s.ncf[:len(s.ncf)-1] {
		if s.flow[m] != 0 {
			x.kept = min(x.kept, math.Abs(y))
		} else {
			x.cleared = max(x.cleared, math.Abs(y))
		}
	}
	x.marks[0] = returns.Mark{}
	return s.m.project.Glimpse(s.flow, 0, x.marks, true)
}

// look measures the project's flow where it is that of the plan's choice before a month.
// What is rounding depends on all that moved: where that is another in the months before,
// they are looked at again.
func (x *flowMarks) look(s *scenario, from int) (npv, payback float64) {
	from = min(from, len(s.ncf)-1) // where what is open is settled
	tiny := s.projectFlowFrom(from, x.moved[from])
	if tiny > x.kept || x.cleared >= tiny && x.cleared > 0 {
		from = 0
		s.projectFlow()
	}
	return s.m.project.Glimpse(s.flow, from, x.marks, false)
}
