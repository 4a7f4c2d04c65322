package models

import (
	"math"

	"ballast/models/vector"
)

// costs works out the four layers and the months of all cost.
//
// The layers are switched on in the order of models/doc.go section 10: estimates,
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
			if s.m.plain.tiled(i) {
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
		copy(s.incurred, s.m.past.incurred)
		copy(s.paid, s.m.past.paid)
	} else {
		clear(s.incurred)
		clear(s.paid)
	}
	clear(s.vat)
	if s.tiles == nil {
		clear(s.both)
	}
}

// addTile takes over what the tiles have spread for this scenario.
func (s *scenario) addTile() {
	j := s.i - s.tiles.first
	copy(s.both, s.tiles.turned[j*len(s.both):])
	s.beyond += s.tiles.beyond[j]
	total := s.tiles.total[j]
	s.layers[0] += total
	s.layers[1] += total
	ft := s.tiles.flows
	if ft == nil {
		s.layers[2] += total
		s.layers[3] += total
		return
	}
	s.layers[2] += s.tiles.whole[j] + ft.planned[j]
	s.layers[3] += s.tiles.whole[j] + ft.escalated[j]
	h := len(s.incurred)
	vector.Add(s.incurred, ft.turned[0][j*h:])
	vector.Add(s.paid, ft.turned[1][j*h:])
}

// addLine adds line i to the layers and to the months.
func (s *scenario) addLine(i int) {
	l := &s.m.lines[i]
	plan, start, a := s.planned(i), s.start(i), s.final(i)
	s.layers[0] += plan
	s.layers[1] += float64(plan * s.factor[i])
	total, late := s.placeLine(i, start, a)
	s.lineTotal[i] = total
	s.layers[3] += total
	s.beyond += late
	if s.m.cover.noted != nil && s.m.cover.noted[i] {
		s.note(i, start, a)
	}
	if start == l.start && s.duration[i] == l.months {
		s.layers[2] += total // as planned
	} else {
		s.layers[2] += float64(plan * s.factor[i] * s.meanIndex(i, l.start, l.weights))
	}
}

// placeLine spreads the amount of line i over its months, as work and as
// payments, and returns its total and the part of the work beyond the horizon.
func (s *scenario) placeLine(i int, start, a float64) (total, beyond float64) {
	l := &s.m.lines[i]
	k0 := int(math.Floor(start))
	x := start - float64(k0)
	if len(l.impulses) > 0 {
		return a, s.placeDifferences(l, k0, x, a)
	}
	return s.placeMonths(i, k0, x, a, s.lineWeights(i))
}

// placeMonths spreads any line month by month.
func (s *scenario) placeMonths(i, k0 int, x, a float64, w []float64) (total, beyond float64) {
	l := &s.m.lines[i]
	shares := w
	if x != 0 {
		shares = s.between(x, w)
	}
	n := len(shares)
	if at := int(s.lag[i]); l.direct && k0 >= 0 && float64(at) == s.lag[i] && k0+at >= s.m.cut {
		return s.placeDirect(l, k0, at, x, a, shares)
	}
	prepaid, retained := l.prepaid, l.retained
	if s.alone {
		prepaid, retained = 0, 0
	}
	s.money = resize(s.money, n)
	money := s.money
	var levels []float64 // nil: no index
	if l.driver >= 0 || l.currency >= 0 {
		levels = s.levels(l, k0, n)
	}
	atOnce := s.lag[i] == 0 && l.advance == 0 && l.retention == 0 && l.vat == 0 && prepaid == 0 && retained == 0 && len(l.ahead) == 0
	switch inside := k0 >= 0 && k0+n <= s.m.horizon; {
	case inside && atOnce:
		return work(s.both[k0:k0+n], money, shares, levels, a), 0
	case inside:
		total = work(s.incurred[k0:k0+n], money, shares, levels, a)
	default:
		s.spare = resize(s.spare, n)
		total = work(s.spare, money, shares, levels, a)
		if atOnce && k0+n <= s.m.horizon {
			addFrom(s.both, k0, money)
			return total, 0
		}
		beyond = addFrom(s.incurred, k0, money)
	}
	paid := s.paid
	if l.vat != 0 {
		clear(s.bills)
		s.paid = s.bills
	}
	if l.retention != 0 || retained != 0 {
		last := float64(k0) + x + float64(len(w)-1)
		addSplit(s.paid, max(float64(s.m.cut), last+l.release+s.lag[i]), float64(l.retention*total)+retained)
		for k, y := range money {
			money[k] = y - float64(l.retention*y)
		}
	}
	if l.advance != 0 {
		s.payAdvance(l, k0, x, a, shares)
	}
	if len(l.ahead) > 0 && !s.alone {
		payLess(money, l.ahead)
	}
	if prepaid != 0 {
		for k, share := range shares {
			money[k] -= float64(prepaid * share)
		}
	}
	s.payAfter(float64(k0)+s.lag[i], money)
	if l.vat != 0 {
		s.paid = paid
		s.payTaxed(l)
	}
	return total, beyond
}

// placeDirect does the same for a line that is paid for the work of its months, whole months
// later, at most an advance before: in the same order, and most lines of most plans are so.
//
// Checked: TestDirectAgrees.
func (s *scenario) placeDirect(l *line, k0, lag int, x, a float64, shares []float64) (total, beyond float64) {
	n, h := len(shares), s.m.horizon
	s.money = resize(s.money, n)
	money, worked := s.money, s.incurred
	atOnce := lag == 0 && l.advance == 0 && k0+n <= h
	if atOnce {
		worked = s.both
	}
	total = a
	if l.driver >= 0 || l.currency >= 0 {
		total = escalate(money, shares, s.levels(l, k0, n), a)
	} else {
		for k, share := range shares {
			money[k] = float64(a * share)
		}
	}
	beyond = addFrom(worked, k0, money)
	if atOnce {
		return total, beyond
	}
	if l.advance != 0 {
		s.payAdvance(l, k0, x, a, shares)
	}
	if k := k0 + lag; k < h {
		vector.Add(s.paid[k:min(k+n, h)], money)
	}
	return total, beyond
}

// escalate fills money with an amount spread by the shares of its months and the levels of
// the index, and returns the sum: in four running sums, as sumOf has it.
func escalate(money, shares, levels []float64, a float64) float64 {
	shares, levels = shares[:len(money)], levels[:len(money)]
	var t0, t1, t2, t3 float64
	for len(money) >= 4 && len(shares) >= 4 && len(levels) >= 4 {
		y0, y1 := float64(a*shares[0]*levels[0]), float64(a*shares[1]*levels[1])
		y2, y3 := float64(a*shares[2]*levels[2]), float64(a*shares[3]*levels[3])
		money[0], money[1], money[2], money[3] = y0, y1, y2, y3
		t0, t1, t2, t3 = t0+y0, t1+y1, t2+y2, t3+y3
		money, shares, levels = money[4:], shares[4:], levels[4:]
	}
	shares, levels = shares[:len(money)], levels[:len(money)]
	for k := range money {
		y := float64(a * shares[k] * levels[k])
		money[k] = y
		t0 += y
	}
	return (t0 + t1) + (t2 + t3)
}

// work fills money with an amount spread by the shares of its months and, where levels
// are given, by the index, adds it to the months to, and returns the sum: in four running
// sums, as sumOf has it.
func work(to, money, shares, levels []float64, a float64) (total float64) {
	n := len(money)
	to, shares = to[:n], shares[:n]
	if levels == nil {
		for k, share := range shares {
			y := float64(a * share)
			money[k] = y
			to[k] += y
		}
		return a
	}
	levels = levels[:n]
	var t0, t1, t2, t3 float64
	for len(money) >= 4 && len(to) >= 4 && len(shares) >= 4 && len(levels) >= 4 {
		y0, y1 := float64(a*shares[0]*levels[0]), float64(a*shares[1]*levels[1])
		y2, y3 := float64(a*shares[2]*levels[2]), float64(a*shares[3]*levels[3])
		money[0], money[1], money[2], money[3] = y0, y1, y2, y3
		to[0], to[1], to[2], to[3] = to[0]+y0, to[1]+y1, to[2]+y2, to[3]+y3
		t0, t1, t2, t3 = t0+y0, t1+y1, t2+y2, t3+y3
		to, money, shares, levels = to[4:], money[4:], shares[4:], levels[4:]
	}
	to, shares, levels = to[:len(money)], shares[:len(money)], levels[:len(money)]
	for k := range money {
		y := float64(a * shares[k] * levels[k])
		money[k] = y
		to[k] += y
		t0 += y
	}
	return (t0 + t1) + (t2 + t3)
}

// payLess takes what was paid before off the money of each month; what is left of it off
// the last one.
func payLess(money, ahead []float64) {
	last := len(money) - 1
	for k, x := range ahead {
		money[min(k, last)] -= x
	}
}

// payTaxed pays the bills of a line with the tax on them, which comes back.
func (s *scenario) payTaxed(l *line) {
	for m, y := range s.bills {
		if y == 0 {
			continue
		}
		tax := float64(l.vat * y)
		s.paid[m] += y + tax
		s.vat[m] += tax
		put(s.paid, m+l.refund, -tax)
		put(s.vat, m+l.refund, -tax)
	}
}

// between returns the monthly shares of work that begins a part x of a month
// late: a month longer than those of w.
func (s *scenario) between(x float64, w []float64) []float64 {
	s.shares = resize(s.shares, len(w)+1)
	before := 0.0
	for k, share := range w {
		s.shares[k] = float64((1-x)*share) + float64(x*before)
		before = share
	}
	s.shares[len(w)] = float64(x * before)
	return s.shares
}

// levels returns the index levels of a line with a driver or a currency in n
// months from k0 on.
func (s *scenario) levels(l *line, k0, n int) []float64 {
	path := s.paths[max(l.driver, l.currency)]
	if (l.driver < 0 || l.currency < 0) && k0 >= 0 && k0+n <= s.m.horizon {
		return path[k0 : k0+n]
	}
	s.product = resize(s.product, n)
	if l.driver < 0 || l.currency < 0 {
		last := len(path) - 1
		for k := range s.product {
			s.product[k] = path[min(max(k0+k, 0), last)]
		}
		return s.product
	}
	for k := range s.product {
		s.product[k] = s.index(l.driver, k0+k) * s.index(l.currency, k0+k)
	}
	return s.product
}

// payAdvance pays the advance of a line at the start, at the prices of the
// start, and takes it off the payments to come in proportion to the work.
func (s *scenario) payAdvance(l *line, k0 int, x, a float64, shares []float64) {
	advance := s.advanceOf(l, k0, a)
	addSplit(s.paid, float64(k0)+x, advance)
	for k, share := range shares {
		s.money[k] -= float64(advance * share)
	}
}

// advanceOf is the advance of a line that begins in month k0.
func (s *scenario) advanceOf(l *line, k0 int, a float64) float64 {
	return a * l.advance * s.index(l.driver, k0) * s.index(l.currency, k0)
}

// payAfter pays monthly money from a (fractional) month on; what would be paid
// before the first month still to come is paid in that.
func (s *scenario) payAfter(month float64, money []float64) {
	if !(month < float64(s.m.horizon)) {
		return // all of it beyond, infinity included
	}
	k := int(math.Floor(month))
	if x := month - float64(k); x != 0 {
		for j := range money {
			later := float64(money[j] * x)
			put(s.paid, max(k+j+1, s.m.cut), later)
			money[j] = float64(money[j] * (1 - x))
		}
	}
	for k < s.m.cut && len(money) > 0 {
		put(s.paid, s.m.cut, money[0])
		k, money = k+1, money[1:]
	}
	addFrom(s.paid, k, money)
}

// addFrom adds monthly money from month k on and returns what falls beyond the
// horizon. Money before month 0 is counted in month 0.
func addFrom(dst []float64, k int, money []float64) (beyond float64) {
	for k < 0 && len(money) > 0 {
		dst[0] += money[0]
		k, money = k+1, money[1:]
	}
	inside := min(len(money), max(0, len(dst)-k))
	if inside > 0 {
		to := dst[k : k+inside]
		for j, y := range money[:inside] {
			to[j] += y
		}
	}
	for _, y := range money[inside:] {
		beyond += y
	}
	return beyond
}

// sumOf adds four running sums, which need not wait for one another.
func sumOf(x []float64) float64 {
	var a, b, c, d float64
	for len(x) >= 4 {
		a, b, c, d = a+x[0], b+x[1], c+x[2], d+x[3]
		x = x[4:]
	}
	for _, y := range x {
		a += y
	}
	return (a + b) + (c + d)
}

// resize returns a slice of length n, in the memory of x where it is enough.
func resize(x []float64, n int) []float64 {
	if cap(x) < n {
		return make([]float64, n)
	}
	return x[:n]
}
