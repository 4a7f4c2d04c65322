package models

import (
	"math/bits"

	"ballast/models/vector"
)

// happenings are the events of a strip of scenarios under the plan's choice,
// worked out risk by risk because the draws of a risk stand side by side in
// memory, and most risks happen in few scenarios. A scenario gets the same
// events in the same order as from occur.
//
// Checked: TestHappeningsAgree.
type happenings struct {
	m        *Model
	first    int            // scenario in the block with which they begin
	events   [strip][]event // [scenario]
	happened []uint64       // [risk] the scenarios in which it happens, the actuals apart
}

func newHappenings(m *Model) *happenings {
	return &happenings{m: m, happened: make([]uint64, len(m.risks))}
}

// work lists what happens in n scenarios from i on, and tells the tiles, if
// there are any, which plain lines it touches. It leaves the scenario that it
// is handed somewhere among them.
func (h *happenings) work(s *scenario, in [][]float64, ids []int, i, n int, ts *tiles) {
	h.first = i
	for j := range n {
		h.events[j] = h.events[j][:0]
		if h.m.past != nil {
			s.begin(in, i+j, ids[i+j])
			h.events[j] = s.pastEvents(h.events[j])
			for k := range h.events[j] {
				h.note(ts, &h.events[j][k], j)
			}
		}
	}
	s.begin(in, i, ids[i])
	for q := range h.m.chances {
		h.decide(s, &h.m.chances[q], ids[i:i+n], ts)
	}
}

// decide lists the events of one risk, whose parents have been before.
func (h *happenings) decide(s *scenario, q *chance, ids []int, ts *tiles) {
	hits := q.candidates(s.in, h.first, len(ids))
	h.happened[q.risk] = hits
	if q.kind == chanceOnce {
		h.once(s, q.risk, hits, ts)
		return
	}
	on := planChoice.response(h.m, q.risk)
	for rest := hits; rest != 0; rest &= rest - 1 {
		j := bits.TrailingZeros64(rest)
		s.i, s.id = h.first+j, ids[j]
		n := s.eventCountAfter(q.risk, planChoice, h.m.parentsHappened(q.risk, func(p int) bool { return h.happened[p]>>j&1 != 0 }))
		if n == 0 {
			h.happened[q.risk] &^= 1 << j
		}
		for k := range n {
			e := s.event(q.risk, k, on)
			h.events[j] = append(h.events[j], e)
			h.note(ts, &e, j)
		}
	}
}

// once lists the one event that a risk has in each of some scenarios.
func (h *happenings) once(s *scenario, k int, hits uint64, ts *tiles) {
	r, on, in := &h.m.risks[k], planChoice.response(h.m, k), s.in
	noted := ts != nil && h.m.plain.touchable
	for ; hits != 0; hits &= hits - 1 {
		j := bits.TrailingZeros64(hits) % strip
		i := h.first + j
		e := r.event(k, r.month.at(in, i), r.impact.at(in, i), r.delay.at(in, i), r.revenue.at(in, i), on)
		h.events[j] = append(h.events[j], e)
		if noted {
			h.note(ts, &e, j)
		}
	}
}

// note tells the tiles what an event of scenario j of the strip touches.
func (h *happenings) note(ts *tiles, e *event, j int) {
	if r := &h.m.risks[e.risk]; ts != nil && h.m.plain.touchable && r.touches(e) {
		ts.touch(r.lines, j)
	}
}

// recall hands a scenario of the strip its events.
func (h *happenings) recall(s *scenario) {
	s.events = h.events[s.i-h.first]
	clear(s.counts)
	for k := range s.events {
		if e := &s.events[k]; !e.past {
			s.counts[e.risk]++
		}
	}
}

// candidates are the scenarios, of n from i on, in which the risk may happen:
// all where more than its own draw decides, and no others.
func (q *chance) candidates(in [][]float64, i, n int) uint64 {
	switch q.kind {
	case chanceNone:
		return 0
	case chanceAsk:
		return ^uint64(0) >> (strip - n)
	}
	var scratch [strip]float64
	return vector.AtLeast(q.occurs.values(in, i, scratch[:n]), q.limit)
}
