package models

// impulse is a spike in a difference of a monthly series.
type impulse struct {
	at    int
	value float64
}

// highest is the highest order of differences that a built-in profile needs:
// its monthly shares are a polynomial of degree 0 (even), 1 (front, back) or 2
// (s-curve) in the month, so that its difference of one order more is zero but
// for a few spikes at its two ends. A line costs that many additions, however
// long it is; one pass over the months then integrates all lines.
const highest = 3

// differenceOf returns the order and the spikes of the monthly shares w of a
// profile, or nothing where adding month by month is no dearer.
func differenceOf(kind profileKind, w []float64) (order int, spikes []impulse) {
	switch kind {
	case profileEven:
		order = 1
	case profileFront, profileBack:
		order = 2
	case profileSCurve:
		order = 3
	default:
		return 0, nil
	}
	if len(w) <= 2*order+2 {
		return 0, nil
	}
	d := append(append([]float64{}, w...), make([]float64, order)...)
	for range order {
		for k := len(d) - 1; k > 0; k-- {
			d[k] -= d[k-1]
		}
	}
	for k, v := range d {
		if k < order || k >= len(w) {
			spikes = append(spikes, impulse{at: k, value: v})
		}
	}
	return order, spikes
}

// prepareDifferences lets a line be spread in constant time where nothing
// changes its shape: a built-in profile of whole months that is not stretched
// or escalated, and paid when it is worked.
func (l *line) prepareDifferences() {
	fixed := l.stretch.v < 0 && l.stretch.c == 1 && l.lag.isZero() && l.advance == 0 && l.retention == 0 && l.vat == 0
	if !fixed || l.driver >= 0 || l.currency >= 0 {
		return
	}
	l.order, l.impulses = differenceOf(l.profile.kind, l.weights)
	l.spent = make([]float64, len(l.weights)+1)
	for k, w := range l.weights {
		l.spent[k+1] = l.spent[k] + w
	}
}

// placeDifferences spreads an amount from month k0+x on and returns what falls
// beyond the horizon.
func (s *scenario) placeDifferences(l *line, k0 int, x, a float64) (beyond float64) {
	d, h := s.differences[l.order-1], s.m.horizon
	s.differs = true
	here, later := a*(1-x), a*x
	for _, p := range l.impulses {
		k := k0 + p.at
		if k+1 < h {
			d[k] += float64(here * p.value)
			d[k+1] += float64(later * p.value)
		} else if k < h {
			d[k] += float64(here * p.value)
		}
	}
	n := len(l.weights)
	if k0+n < h {
		return 0
	}
	left := func(months int) float64 { return max(0, 1-l.spent[min(max(months, 0), n)]) }
	return float64(here*left(h-k0)) + float64(later*left(h-k0-1))
}

// integrate turns the differences into monthly money, if there are any, and
// adds what was paid when it was worked to both series.
func (s *scenario) integrate() {
	if !s.differs {
		incurred, paid := s.incurred[:len(s.both)], s.paid[:len(s.both)]
		for m, y := range s.both {
			incurred[m] += y
			paid[m] += y
		}
		return
	}
	s.differs = false
	var c1, c2, c3 float64
	d1, d2, d3 := s.differences[0], s.differences[1], s.differences[2]
	for m, y := range s.both {
		c3 += d3[m]
		c2 += d2[m] + c3
		c1 += d1[m] + c2
		d1[m], d2[m], d3[m] = 0, 0, 0
		y += c1
		s.incurred[m] += y
		s.paid[m] += y
	}
}
