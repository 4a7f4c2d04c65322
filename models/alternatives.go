package models

import "ballast/sim"

// alternatives works out, on the same draws, the change of total cost when
// each risk is taken out of the register, and when its response is switched.
func (k *kernel) alternatives(b *sim.Block, i int) {
	s, o := k.s, &k.m.out
	total := s.layers[3]
	copy(s.happened, s.counts)
	s.planEvents = append(s.planEvents[:0], s.events...)
	copy(s.planFactor, s.factor)
	copy(s.planDelay, s.delay)
	for r := range k.m.risks {
		without, switched := 0.0, 0.0
		if !k.m.risks[r].off {
			without = s.removal(r, total)
			switched = s.switching(r, total)
		}
		b.Scalar[o.without+r][i], b.Scalar[o.response+r][i] = without, switched
		if at := o.near[r]; at >= 0 && k.smoothing {
			b.Scalar[at][i], b.Scalar[at+1][i] = k.smooth.nearby(s, func() float64 { return s.removal(r, total) })
			b.Scalar[at+2][i], b.Scalar[at+3][i] = k.smooth.nearby(s, func() float64 { return s.switching(r, total) })
		}
	}
}

// removal is the change of total cost when risk k is taken out.
func (s *scenario) removal(k int, total float64) float64 {
	r := &s.m.risks[k]
	if r.simple || s.happened[k] == 0 {
		return -s.riskTotal[k]
	}
	c := choice{without: k, toggle: -1}
	if r.children {
		return s.alternative(c) - total
	}
	s.events = s.events[:0]
	for _, e := range s.planEvents {
		if e.risk != k {
			s.events = append(s.events, e)
		}
	}
	s.effects()
	return s.costTotal(c) - total
}

// switching is the change of total cost when the response of risk k is
// switched to the choice that the plan did not make. Where the risk happens
// under neither choice only the cost of the response changes.
func (s *scenario) switching(k int, total float64) float64 {
	r := &s.m.risks[k]
	if !r.hasResponse {
		return 0
	}
	c := choice{without: -1, toggle: k}
	copy(s.counts, s.happened)
	on := c.response(s.m, k)
	n := s.eventCount(k, c)
	if !r.simple && (n > 0 || s.happened[k] > 0) {
		return s.alternative(c) - total
	}
	money := 0.0
	for j := range n {
		money += s.eventMoney(s.event(k, j, on))
	}
	if on {
		money += r.cost
	}
	return money - s.riskTotal[k]
}

// alternative works out the total cost under another choice.
func (s *scenario) alternative(c choice) float64 {
	s.occur(c)
	s.effects()
	return s.costTotal(c)
}
