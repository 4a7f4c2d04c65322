package models

import "math"

// costs works out the four layers and the months of all cost.
//
// The layers are switched on in the order of model.md section 10: estimates,
// risk events, escalation at the planned dates, delay and stretch.
func (s *scenario) costs() {
	s.clearMonths()
	money, beyond := s.placeRiskMoney()
	sunk := s.m.sunkCost
	s.riskSum, s.beyond = money, beyond
	s.layers = [4]float64{sunk, sunk + money, sunk + money, sunk + money}
	if s.tiles == nil {
		for i := range s.m.lines {
			s.addLine(i)
		}
	} else {
		s.addTile()
		for _, i := range s.m.plain.others {
			s.addLine(i)
		}
		for _, i := range s.touched {
			if s.m.plain.member[i] {
				s.addLine(i)
			}
		}
	}
	s.integrate()
	s.planTouched = append(s.planTouched[:0], s.touched...)
}

// clearMonths empties the months; the actuals stand in those that have
// happened, and what the tiles have spread in both.
func (s *scenario) clearMonths() {
	if s.m.past != nil {
		copy(s.incurred, s.m.past.spent)
		copy(s.paid, s.m.past.spent)
	} else {
		clear(s.incurred)
		clear(s.paid)
	}
	if s.tiles == nil {
		clear(s.both)
	}
}

// addTile takes over what the tiles have spread for this scenario.
func (s *scenario) addTile() {
	t, lane := s.tiles.of(s.i)
	rows := t.months[:len(s.both)*lanes]
	for m := range s.both {
		s.both[m] = rows[m*lanes+lane]
	}
	for k := range s.layers {
		s.layers[k] += t.total[lane]
	}
	s.beyond += t.beyond[lane]
}

// addLine adds line i to the layers and to the months.
func (s *scenario) addLine(i int) {
	l := &s.m.lines[i]
	plan := s.planned(i)
	s.layers[0] += plan
	s.layers[1] += plan * s.factor[i]
	s.layers[2] += plan * s.factor[i] * s.meanIndex(i, l.start, l.weights)
	total, late := s.placeLine(i)
	s.lineTotal[i] = total
	s.layers[3] += total
	s.beyond += late
}

// placeLine spreads line i over its months, as work and as payments, and
// returns its total and the part of the work beyond the horizon.
func (s *scenario) placeLine(i int) (total, beyond float64) {
	l := &s.m.lines[i]
	start := s.start(i)
	k0 := int(math.Floor(start))
	x := start - float64(k0)
	a := s.final(i)
	if len(l.impulses) > 0 {
		return a, s.placeDifferences(l, k0, x, a)
	}
	w := s.lineWeights(i)
	if s.lag[i] == 0 && l.advance == 0 && k0+len(w) < s.m.horizon {
		return s.placeInside(l, k0, x, a, w), 0
	}
	return s.placeAny(i, k0, x, a, w)
}

// placeInside spreads a line that is paid when it is worked, all of it inside
// the horizon.
func (s *scenario) placeInside(l *line, k0 int, x, a float64, w []float64) (total float64) {
	dst := s.both[k0 : k0+len(w)+1]
	if l.driver < 0 && l.currency < 0 {
		here, later := a*(1-x), a*x
		for k, share := range w {
			dst[k] += here * share
			dst[k+1] += later * share
		}
		return a
	}
	carry := 0.0
	for k := range dst {
		share := carry
		if k < len(w) {
			share += (1 - x) * w[k]
			carry = x * w[k]
		}
		y := a * share * s.index(l.driver, k0+k) * s.index(l.currency, k0+k)
		total += y
		dst[k] += y
	}
	return total
}

// placeAny spreads any line month by month.
func (s *scenario) placeAny(i, k0 int, x, a float64, w []float64) (total, beyond float64) {
	l := &s.m.lines[i]
	plain := l.driver < 0 && l.currency < 0
	simple := s.lag[i] == 0 && l.advance == 0
	money := s.money[:0]
	carry := 0.0
	for k := 0; k <= len(w); k++ {
		share := carry
		if k < len(w) {
			share += (1 - x) * w[k]
			carry = x * w[k]
		} else if x == 0 {
			break
		}
		y := a * share
		if !plain {
			y *= s.index(l.driver, k0+k) * s.index(l.currency, k0+k)
		}
		total += y
		beyond += put(s.incurred, k0+k, y)
		if simple {
			put(s.paid, k0+k, y)
		} else {
			money = append(money, y)
		}
	}
	s.money = money
	if !simple {
		s.pay(i, k0, x, a, w)
	}
	return total, beyond
}

// pay places the payments of line i: the advance at the start, at the prices
// of the start, recovered in proportion to the work; the rest after the lag.
func (s *scenario) pay(i, k0 int, x, a float64, w []float64) {
	l := &s.m.lines[i]
	advance := a * l.advance * s.index(l.driver, k0) * s.index(l.currency, k0)
	if advance != 0 {
		addSplit(s.paid, float64(k0)+x, advance)
	}
	prev := 0.0
	for k, y := range s.money {
		share := prev * x
		if k < len(w) {
			share += (1 - x) * w[k]
			prev = w[k]
		}
		addSplit(s.paid, float64(k0+k)+s.lag[i], y-advance*share)
	}
}
