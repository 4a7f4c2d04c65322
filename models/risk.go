package models

import (
	"math"

	"ballast/sim/distribution"
)

// choice says which risks and responses are in force in an evaluation. The
// zero value is not the plan's choice; planChoice is.
type choice struct {
	without int // risk taken out of the register, -1 none
	toggle  int // risk whose response is switched to the other choice, -1 none
}

var planChoice = choice{without: -1, toggle: -1}

// response reports whether the response of risk k is on.
func (c choice) response(m *Model, k int) bool {
	return m.risks[k].respond != (c.toggle == k)
}

// occur lists the events of all risks under a choice. Probability and impact
// are never multiplied: a risk happens or it does not (models/doc.go section 6).
func (s *scenario) occur(c choice) {
	s.events = s.events[:0]
	if s.m.past != nil {
		s.events = s.pastEvents(s.events)
	}
	for j := range s.m.chances {
		q := &s.m.chances[j]
		n := s.count(q, c)
		s.counts[q.risk] = n
		for j := range n {
			s.events = append(s.events, s.event(q.risk, j, c.response(s.m, q.risk)))
		}
	}
}

// mean is how many events of a frequent risk are expected, with its response
// or without.
func (r *risk) mean(on bool) float64 {
	if on {
		return r.residualP
	}
	return r.rate
}

// probability is that of a risk that happens at most once.
func (r *risk) probability(on bool) float64 {
	if on {
		return r.residualP
	}
	return r.p
}

// conditional is the probability of such a risk once its parent has happened.
func (r *risk) conditional(on bool) float64 {
	if on {
		return r.residualIf
	}
	return r.pIf
}

// eventCount draws how often risk k happens, after its parents have.
func (s *scenario) eventCount(k int, c choice) int {
	return s.eventCountAfter(k, c, s.m.parentsHappened(k, func(p int) bool { return s.counts[p] > 0 }))
}

// parentsHappened reports whether the parents of risk k have happened as it
// takes: all of them or any, those before the as-of month included.
func (m *Model) parentsHappened(k int, happened func(p int) bool) bool {
	r := &m.risks[k]
	for _, p := range r.parents {
		if is := m.risks[p].struck || happened(p); is != r.allParents {
			return is
		}
	}
	return r.allParents && len(r.parents) > 0
}

// eventCountAfter draws how often risk k happens where its parents have happened
// or have not: a uniform near 1 means that it does, so that a positive
// correlation with a cost makes both bad together.
func (s *scenario) eventCountAfter(k int, c choice, parent bool) int {
	r := &s.m.risks[k]
	u := s.get(r.occurs)
	on := c.response(s.m, k)
	if r.rate > 0 {
		return r.frequency(on).count(u)
	}
	p := r.probability(on)
	if parent && !math.IsNaN(r.pIf) {
		p = r.conditional(on)
	}
	if u >= 1-p {
		return 1
	}
	return 0
}

// event draws the j-th event of risk k. The first uses the design's draws;
// later ones, which are rare, use four extra draws each of the risk's stream.
func (s *scenario) event(k, j int, on bool) event {
	r := &s.m.risks[k]
	u, impact, delay, revenue := s.get(r.month), s.get(r.impact), s.get(r.delay), s.get(r.revenue)
	if j > 0 {
		at := uint64(4 * (j - 1))
		u = s.extra[k].Nth(uint64(s.id), at)
		impact = one(r.impactDist, s.extra[k].Nth(uint64(s.id), at+1))
		delay = one(r.delayDist, s.extra[k].Nth(uint64(s.id), at+2))
		revenue = one(r.revenueDist, s.extra[k].Nth(uint64(s.id), at+3))
	}
	return r.event(k, u, impact, delay, revenue, on)
}

// event is an event of the risk, the k-th, on its draws; u says when.
func (r *risk) event(k int, u, impact, delay, revenue float64, on bool) event {
	if on && r.scale != 1 {
		if r.kind == impactFactor {
			impact = 1 + float64((impact-1)*r.scale)
		} else {
			impact *= r.scale
		}
		delay *= r.scale
		revenue *= r.scale
	}
	month := r.from + int(u*float64(r.to-r.from+1))
	return event{risk: k, month: min(month, r.to), impact: impact, delay: delay, revenue: revenue, isMoney: r.kind == impactAmount && r.spread <= 1}
}

// one samples a single value.
func one(d distribution.Sampler, u float64) float64 {
	x := [1]float64{u}
	d.FromU(x[:], x[:])
	return x[0]
}

// effects turns the events into factors and delays on what they affect.
func (s *scenario) effects() {
	if !s.m.acting {
		return
	}
	for _, i := range s.touched {
		s.factor[i], s.delay[i], s.isTouched[i] = 1, 0, false
	}
	s.touched = s.touched[:0]
	clear(s.streamDelay)
	clear(s.sourceDelay)
	for _, e := range s.events {
		r := &s.m.risks[e.risk]
		if r.kind == impactFactor && e.impact != 1 {
			s.touch(r.lines)
			for _, i := range r.lines {
				s.factor[i] *= e.impact
			}
		}
		if e.delay == 0 {
			continue
		}
		s.touch(r.lines)
		for _, i := range r.lines {
			s.delay[i] += e.delay
		}
		for _, i := range r.streams {
			s.streamDelay[i] += e.delay
		}
		for _, i := range r.sources {
			s.sourceDelay[i] += e.delay
		}
	}
}

// acts reports whether events of the risk can do anything but cost money.
func (r *risk) acts() bool {
	return !r.off && (r.kind == impactFactor || !r.delay.isZero())
}

// touches reports whether an event of the risk acts on the lines it names.
func (r *risk) touches(e *event) bool {
	return r.kind == impactFactor && e.impact != 1 || e.delay != 0
}

// touch notes the lines that an event acts on.
func (s *scenario) touch(lines []int) {
	for _, i := range lines {
		if !s.isTouched[i] {
			s.isTouched[i] = true
			s.touched = append(s.touched, i)
		}
	}
}

// eventMoney is the money of an event: its amount, or its share of the cost of
// what it affects, of the work done and to come, taken on the drawn amounts before
// other risks.
func (s *scenario) eventMoney(e event) float64 {
	r := &s.m.risks[e.risk]
	if e.past {
		return e.money
	}
	switch r.kind {
	case impactAmount:
		return e.impact
	case impactShare:
		sum := 0.0
		for _, i := range r.lines {
			sum += s.planned(i) + s.m.lines[i].worked
		}
		return e.impact * sum
	}
	return 0
}

// eventMonths says from which month on the money of an event falls, and in how many
// equal parts; of one that has happened, what is still due.
func (s *scenario) eventMonths(e *event) (month, parts int) {
	if e.past {
		return e.from, e.parts
	}
	return e.month, s.m.risks[e.risk].spread
}

// riskMoney adds up the money of all events and certain response costs.
func (s *scenario) riskMoney(c choice) float64 {
	sum := 0.0
	for _, e := range s.events {
		sum += s.eventMoney(e)
	}
	for _, k := range s.m.answered {
		if k != c.without && c.response(s.m, k) {
			sum += s.m.risks[k].cost
		}
	}
	return sum
}

// placeRiskMoney puts the money of the events into their months and records
// it by risk; it returns what falls beyond the horizon.
func (s *scenario) placeRiskMoney() (total, beyond float64) {
	clear(s.riskTotal)
	place := func(k, month, spread int, x float64) {
		s.riskTotal[k] += x
		total += x
		n := max(1, spread)
		for j := range n {
			beyond += put(s.incurred, month+j, x/float64(n))
			put(s.paid, month+j, x/float64(n))
		}
	}
	for k := range s.events {
		e := &s.events[k]
		if e.isMoney {
			s.riskTotal[e.risk] += e.impact
			total += e.impact
			beyond += put(s.incurred, e.month, e.impact)
			put(s.paid, e.month, e.impact)
			continue
		}
		if x := s.eventMoney(*e); x != 0 {
			month, parts := s.eventMonths(e)
			place(e.risk, month, parts, x)
		}
	}
	for _, k := range s.m.answered {
		if r := &s.m.risks[k]; s.now.response(s.m, k) {
			place(k, r.from, 1, r.cost)
		}
	}
	return total, beyond
}
