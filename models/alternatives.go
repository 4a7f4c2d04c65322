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
		at := [2]int{o.without + r, o.response + r}
		if k.m.risks[r].off {
			b.Scalar[at[0]][i], b.Scalar[at[1]][i] = 0, 0
			continue
		}
		for a, change := range [2]func(s *scenario, k int, total float64) (float64, bool){(*scenario).removal, (*scenario).switching} {
			x, lines := change(s, r, total)
			b.Scalar[at[a]][i] = x
			near := o.near[r]
			if near < 0 || !k.smoothing {
				continue
			}
			below, above := x, x
			if lines {
				below, above = k.smooth.nearby(s, func() float64 { x, _ := change(s, r, total); return x })
			}
			b.Scalar[near+2*a][i], b.Scalar[near+2*a+1][i] = below, above
		}
	}
}

// removal is the change of total cost when risk k is taken out, and whether it
// depends on what the lines cost.
func (s *scenario) removal(k int, total float64) (change float64, lines bool) {
	r := &s.m.risks[k]
	if r.simple || s.happened[k] == 0 {
		return -s.riskTotal[k], false
	}
	c := choice{without: k, toggle: -1}
	if r.children {
		return s.alternative(c) - total, true
	}
	s.events = s.events[:0]
	for _, e := range s.planEvents {
		if e.risk != k {
			s.events = append(s.events, e)
		}
	}
	s.effects()
	return s.costTotal(c) - total, true
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
	s.occur(c)
	s.effects()
	return s.costTotal(c)
}
