package models

import (
	"slices"

	"ballast/sim"
)

// alternatives works out, on the same draws, the change of total cost when
// each risk is taken out of the register, and when its response is switched, where that is
// anything. keepPlan has seen what happens, and blank the block.
func (k *kernel) alternatives(b *sim.Block, i int) {
	s, o := k.s, &k.m.out
	total := s.layers[3]
	k.moving = k.moving[:0]
	for r := range k.m.risks {
		if c := &k.m.risks[r]; c.off || s.happened[r] == 0 && s.riskTotal[r] == 0 && !c.hasResponse {
			continue
		}
		for a, at := range [2]int{o.without + r, o.response + r} {
			x, lines := s.change(r, a, total)
			b.Scalar[at][i] = x
			near := -1
			if k.smoothing {
				near = o.near[r]
			}
			if near >= 0 {
				b.Scalar[near+2*a][i], b.Scalar[near+2*a+1][i] = x, x
				if lines {
					k.moves(r, a)
				}
			}
			if plain := o.plain[r]; a == 0 && plain >= 0 {
				b.Scalar[plain][i] = x
				if lines { // else the risk has cost money alone, which no index moves
					b.Scalar[plain][i] = s.plainChange(choice{without: r, toggle: -1})
				}
			}
		}
	}
	if len(k.moving) == 0 {
		return
	}
	own := s.events
	k.smooth.nearby(s, func(side int) {
		for n := range k.moving {
			c := &k.moving[n]
			s.events = c.events
			b.Scalar[o.near[c.risk]+2*c.kind+side][i] = s.costOf(c.choice(), c.lines) - total
		}
	})
	s.events = own
}

// blank says of a block that nothing changes by alternatives.
func (k *kernel) blank(b *sim.Block) {
	o := &k.m.out
	for r := range k.m.risks {
		clear(b.Scalar[o.without+r][:b.N])
		clear(b.Scalar[o.response+r][:b.N])
		if plain := o.plain[r]; plain >= 0 {
			clear(b.Scalar[plain][:b.N])
		}
		if near := o.near[r]; near >= 0 && k.smoothing {
			for _, col := range b.Scalar[near : near+4] {
				clear(col[:b.N])
			}
		}
	}
}

// keepPlan notes what happens under the plan's choice before others are tried.
func (s *scenario) keepPlan() {
	copy(s.happened, s.counts)
	s.planEvents = append(s.planEvents[:0], s.events...)
	copy(s.planFactor, s.factor)
	copy(s.planDelay, s.delay)
}

// recallPlan brings back what happens under the plan's choice, and what that does.
func (s *scenario) recallPlan() {
	copy(s.counts, s.happened)
	s.events = append(s.events[:0], s.planEvents...)
	s.effects()
}

// happen lists the events under another choice than the plan's: as occur does, or, of a
// risk on which no other depends, the plan's with its own replaced.
func (s *scenario) happen(c choice) {
	k := max(c.without, c.toggle)
	if s.m.risks[k].children || c.toggle >= 0 && s.m.past != nil {
		s.occur(c)
		return
	}
	s.events = s.events[:0]
	if s.m.past != nil {
		for _, e := range s.planEvents {
			if e.risk != k {
				s.events = append(s.events, e)
			}
		}
		return
	}
	copy(s.counts, s.happened)
	lo, hi := s.placeOf(k)
	s.events = s.eventsUnder(append(s.events, s.planEvents[:lo]...), c)
	s.events = append(s.events, s.planEvents[hi:]...)
}

// placeOf says where the events of risk k stand, or would stand, among those of the plan's
// choice, of a plan without a past.
func (s *scenario) placeOf(k int) (lo, hi int) {
	at := s.m.risks[k].place
	for lo < len(s.planEvents) && s.m.risks[s.planEvents[lo].risk].place < at {
		lo++
	}
	for hi = lo; hi < len(s.planEvents) && s.planEvents[hi].risk == k; hi++ {
	}
	return lo, hi
}

// eventsUnder adds to a list what happens of the risk that a choice is about, where the
// counts of its parents are the plan's.
func (s *scenario) eventsUnder(list []event, c choice) []event {
	if c.toggle < 0 || s.m.risks[c.toggle].off {
		return list
	}
	on := c.response(s.m, c.toggle)
	for j := range s.eventCount(c.toggle, c) {
		list = append(list, s.event(c.toggle, j, on))
	}
	return list
}

// alternative is a risk taken out (0) or its response switched (1), with what happens
// then and what becomes of the lines that it changes, which do not depend on the score.
type alternative struct {
	risk, kind int
	events     []event
	lines      []changedLine
}

// changedLine is what the cost of a line is beside its drawn amount: the duration, of a
// line per month, the factor of the risks and the mean index.
type changedLine struct {
	line                    int
	duration, factor, index float64
}

// choice is what is in force.
func (a *alternative) choice() choice {
	if a.kind == 0 {
		return choice{without: a.risk, toggle: -1}
	}
	return choice{without: -1, toggle: a.risk}
}

// escalates reports whether an index is in what is saved without risk k: it, or a risk
// that depends on it, acts on a line that is escalated.
func (m *Model) escalates(k int) bool {
	r := &m.risks[k]
	if r.off || r.simple {
		return false
	}
	indexed := func(i int) bool { return m.lines[i].driver >= 0 || m.lines[i].currency >= 0 }
	if !r.children {
		return slices.ContainsFunc(r.lines, indexed)
	}
	for j := range m.risks { // any of them may be a child, or a child's child
		if slices.ContainsFunc(m.risks[j].lines, indexed) {
			return true
		}
	}
	return false
}

// moves notes an alternative that was just tried as one that depends on the score.
func (k *kernel) moves(risk, kind int) {
	n := len(k.moving)
	k.moving = slices.Grow(k.moving, 1)[:n+1]
	c := &k.moving[n]
	c.risk, c.kind, c.events, c.lines = risk, kind, append(c.events[:0], k.s.events...), append(c.lines[:0], k.s.changedLines...)
}

// change is that of total cost by an alternative of risk k, and whether it depends on
// what the lines cost.
func (s *scenario) change(k, kind int, total float64) (change float64, lines bool) {
	if kind == 0 {
		return s.removal(k, total)
	}
	return s.switching(k, total)
}

// removal is the change of total cost when risk k is taken out, and whether it
// depends on what the lines cost.
func (s *scenario) removal(k int, total float64) (change float64, lines bool) {
	r := &s.m.risks[k]
	if r.simple || s.happened[k] == 0 {
		return -s.riskTotal[k], false
	}
	return s.alternative(choice{without: k, toggle: -1}) - total, true
}

// switching is the change of total cost when the response of risk k is
// switched to the choice that the plan did not make, and whether it depends on
// what the lines cost. Where the risk happens under neither choice only the cost
// of the response changes.
func (s *scenario) switching(k int, total float64) (change float64, lines bool) {
	r := &s.m.risks[k]
	if !r.hasResponse {
		return 0, false
	}
	c := choice{without: -1, toggle: k}
	copy(s.counts, s.happened)
	on := c.response(s.m, k)
	n := s.eventCount(k, c)
	if !r.simple && (n > 0 || s.happened[k] > 0) {
		return s.alternative(c) - total, true
	}
	money := 0.0
	for j := range n {
		money += s.eventMoney(s.event(k, j, on))
	}
	if on {
		money += r.cost
	}
	return money - s.riskTotal[k], false
}

// alternative works out the total cost under another choice.
func (s *scenario) alternative(c choice) float64 {
	s.happen(c)
	s.effects()
	return s.costTotal(c)
}
