package models

import "math"

// amounts takes the draws of the lines that no risk can change. With tiles
// the plain lines are spread already; their draws are taken when asked for.
func (s *scenario) amounts() {
	if s.abreast != nil {
		s.abreast.amounts(s)
		for _, i := range s.m.plain.watched {
			s.take(i)
		}
		return
	}
	s.takeAll()
}

// takeAll takes the draws of all lines.
func (s *scenario) takeAll() {
	for i := range s.m.lines {
		s.take(i)
	}
}

// take takes the draws of line i, once: amount with the vendor's price,
// duration, own slip with the vendor's lateness, lag. Its total is that of a
// plain line that no event touches, until costs works it out.
func (s *scenario) take(i int) {
	if s.taken[i] == s.turn {
		return
	}
	s.taken[i] = s.turn
	l := &s.m.lines[i]
	a := s.get(l.amount) * l.scale
	shift := s.get(l.slip)
	if l.vendor >= 0 {
		v := &s.m.vendors[l.vendor]
		a *= s.get(v.price)
		if s.get(l.late) >= v.onTime {
			shift += s.get(l.lateDelay)
		}
	}
	if l.rest != nil {
		a = l.rest.of(a)
	}
	for _, n := range l.known {
		shift += s.get(n)
	}
	s.amount[i], s.shift[i] = a, shift
	s.duration[i] = max(0.01, l.months*l.stretched(s.get(l.stretch)))
	s.lag[i] = s.get(l.lag)
	if s.m.plain.tiled(i) {
		s.lineTotal[i] = s.planned(i)
		if s.m.plain.flowed[i] {
			s.lineTotal[i] *= s.meanIndex(i, max(l.earliest, l.start+shift), l.weights)
		}
	}
}

// stretched is the factor on the duration for a draw of it.
func (l *line) stretched(x float64) float64 {
	if l.pace != nil {
		return l.pace.of(x)
	}
	return x
}

// planned is line i's drawn cost at its planned duration, without risks and
// escalation: the first layer.
func (s *scenario) planned(i int) float64 {
	s.take(i)
	if l := &s.m.lines[i]; l.perMonth {
		return s.amount[i] * l.months
	}
	return s.amount[i]
}

// final is line i's cost with stretch and risk factors, without escalation.
func (s *scenario) final(i int) float64 {
	if s.m.lines[i].perMonth {
		return s.amount[i] * s.duration[i] * s.factor[i]
	}
	return s.amount[i] * s.factor[i]
}

// start is the month in which line i begins, with slip, vendor and risks.
func (s *scenario) start(i int) float64 {
	return max(s.m.lines[i].earliest, s.m.lines[i].start+s.shift[i]+s.delay[i])
}

// lineWeights returns the monthly shares of line i at its drawn duration and, of a line
// that has begun, at its drawn tilt. They are worked out once in a scenario, for no event
// changes them.
func (s *scenario) lineWeights(i int) []float64 {
	l := &s.m.lines[i]
	if s.duration[i] == l.months && l.tilt.v < 0 {
		return l.weights
	}
	if s.weighed[i] == s.turn {
		return s.weights[i]
	}
	w := l.weights
	if s.duration[i] != l.months {
		s.weights[i] = l.profile.weights(s.weights[i][:0], s.duration[i])
		w = s.weights[i]
	}
	if l.tilt.v >= 0 {
		s.weights[i] = tilted(resize(s.weights[i], len(w)), w, s.get(l.tilt))
	}
	s.weighed[i] = s.turn
	return s.weights[i]
}

// meanIndex is the average index level over the months of a line that begins
// at a (fractional) month, weighted by its monthly shares.
func (s *scenario) meanIndex(i int, start float64, w []float64) float64 {
	l := &s.m.lines[i]
	if l.driver < 0 && l.currency < 0 {
		return 1
	}
	k0 := int(math.Floor(start))
	x := start - float64(k0)
	sum := 0.0
	if x == 0 && k0 >= 0 && k0+len(w) <= s.m.horizon && (l.driver < 0 || l.currency < 0) {
		for k, y := range s.paths[max(l.driver, l.currency)][k0 : k0+len(w)] {
			sum += float64(w[k] * y)
		}
		return sum
	}
	here := s.index(l.driver, k0) * s.index(l.currency, k0)
	for k, share := range w {
		next := here
		if x > 0 || k+1 < len(w) {
			next = s.index(l.driver, k0+k+1) * s.index(l.currency, k0+k+1)
		}
		sum += float64(share * (float64((1-x)*here) + float64(x*next)))
		here = next
	}
	return sum
}

// costTotal is the total cost under the events of another choice, without
// placing it in months. Lines that the other choice leaves as they were keep
// their total; the others are listed.
func (s *scenario) costTotal(c choice) float64 {
	s.changedLines = s.changedLines[:0]
	s.changed(func(i int) {
		if s.factor[i] == s.planFactor[i] && s.delay[i] == s.planDelay[i] {
			return
		}
		s.take(i)
		x := changedLine{line: i, duration: 1, factor: s.factor[i], index: 1}
		l := &s.m.lines[i]
		if l.perMonth {
			x.duration = s.duration[i]
		}
		if l.driver >= 0 || l.currency >= 0 {
			x.index = s.meanIndex(i, s.start(i), s.lineWeights(i))
		}
		s.changedLines = append(s.changedLines, x)
	})
	return s.costOf(c, s.changedLines)
}

// costOf is costTotal of the amounts at hand, where it is known what becomes of the lines.
func (s *scenario) costOf(c choice, lines []changedLine) float64 {
	sum := s.layers[3] + (s.riskMoney(c) - s.riskSum)
	for k := range lines {
		x := &lines[k]
		sum += float64(s.amount[x.line]*x.duration*x.factor*x.index) - s.lineTotal[x.line]
	}
	return sum
}

// plainChange is the change of total cost under the events of another choice at month-0
// prices: what the index makes of it belongs to the index.
//
// Checked: TestIndexIsNotTheRisk.
func (s *scenario) plainChange(c choice) float64 {
	sum := s.riskMoney(c) - s.riskSum
	s.changed(func(i int) {
		if s.factor[i] != s.planFactor[i] {
			s.take(i)
			a := s.amount[i]
			if s.m.lines[i].perMonth {
				a *= s.duration[i]
			}
			sum += float64(a*s.factor[i]) - float64(a*s.planFactor[i])
		}
	})
	return sum
}

// changed goes through the lines on which events act, those of the plan or those at hand.
func (s *scenario) changed(each func(i int)) {
	for _, i := range s.touched {
		each(i)
	}
	for _, i := range s.planTouched {
		if !s.isTouched[i] {
			each(i)
		}
	}
}

// escalated is line i's final cost with escalation.
func (s *scenario) escalated(i int) float64 {
	l := &s.m.lines[i]
	a := s.final(i)
	if l.driver < 0 && l.currency < 0 {
		return a
	}
	return a * s.meanIndex(i, s.start(i), s.lineWeights(i))
}
