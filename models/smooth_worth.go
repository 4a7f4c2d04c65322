package models

import (
	"math"
	"slices"
)

// payments tells what a unit of the amount of a line takes off the project's NPV
// before tax and funding in a scenario: the present value of what is paid for it. That
// NPV is linear in the amounts, as the cost is, so it is known at other scores too.
//
// Checked: TestSmootherAgrees.
type payments struct {
	m                    *Model
	value                []float64    // [month] of a payment: its discount factor, more under a stress of costs
	plain                [][]float64  // [line] present value by the month of the start, of plain lines
	lines                []*plainLine // [line] those
	seen                 []placing    // [line] the last scenario's, of lines without an index and a pace
	incurred, paid, both []float64    // of one line
}

// placing is what the payments for a unit of a line without an index hang on, and their
// worth.
type placing struct{ start, duration, lag, factor, worth float64 }

func newPayments(m *Model) *payments {
	p := &payments{m: m, value: slices.Clone(m.discount), plain: make([][]float64, len(m.lines)), lines: make([]*plainLine, len(m.lines)), seen: make([]placing, len(m.lines)),
		incurred: make([]float64, m.horizon), paid: make([]float64, m.horizon), both: make([]float64, m.horizon)}
	m.shock.raise(p.value, m.cut)
	for _, g := range m.plain.groups {
		table := make([]float64, m.horizon+2)
		for k := range table {
			for j, w := range g.weights {
				if k+j < m.horizon {
					table[k] += float64(w * p.value[k+j])
				}
			}
		}
		for k := range g.lines {
			l := &g.lines[k]
			p.plain[l.line], p.lines[l.line] = table, l
		}
	}
	return p
}

// strip sets worth[j] to that of a unit of plain line i in scenario first+j of a block, no
// event touching it: placed as the tiles place it.
func (p *payments) strip(worth []float64, i int, in [][]float64, first int) {
	l, table, horizon := p.lines[i], p.plain[i], p.m.horizon
	table = table[:horizon+2]
	planned, times := l.start, l.times
	for j, shift := range l.shifts(in, first, worth) {
		start := planned + shift
		if k := int(start); float64(k) == start && uint(k) < uint(len(table)-1) { // whole months, as a rule
			worth[j] = times * table[k]
			continue
		}
		start = min(max(start, 0), float64(horizon))
		k := int(start)
		x := start - float64(k)
		worth[j] = times * (float64((1-x)*table[k]) + float64(x*table[k+1]))
	}
}

// worth is that of a unit of line i, whose costs are worked out.
func (p *payments) worth(s *scenario, i int) float64 {
	l := &p.m.lines[i]
	if p.plain[i] != nil && !s.isTouched[i] && s.tiles != nil {
		var one [1]float64
		p.strip(one[:], i, s.in, s.i)
		return one[0]
	}
	s.take(i)
	start := s.start(i)
	if l.driver >= 0 || l.currency >= 0 || l.tilt.v >= 0 {
		return p.placed(s, i, start)
	}
	is, was := placing{start: start, duration: s.duration[i], lag: s.lag[i], factor: s.factor[i]}, &p.seen[i]
	if is.worth = was.worth; is != *was {
		is.worth = p.placed(s, i, start)
		*was = is
	}
	return is.worth
}

// placed is worth, worked out month by month.
func (p *payments) placed(s *scenario, i int, start float64) float64 {
	k0 := int(math.Floor(start))
	if sum, ok := p.direct(s, i, k0, start-float64(k0)); ok {
		return sum
	}
	amount, incurred, paid, both := s.amount[i], s.incurred, s.paid, s.both
	s.amount[i], s.incurred, s.paid, s.both, s.alone = 1, p.incurred, p.paid, p.both, true
	s.placeMonths(i, k0, start-float64(k0), s.final(i), s.lineWeights(i))
	s.amount[i], s.incurred, s.paid, s.both, s.alone = amount, incurred, paid, both, false
	// Nothing is worked before the start, nor paid before it by more than the lag.
	from := min(max(0, k0+int(min(0, math.Floor(s.lag[i])))), p.m.horizon)
	sum, owed := 0.0, 0.0
	for m, v := range p.value[from:] {
		sum += float64((p.paid[from+m] + p.both[from+m]) * v)
		owed += p.incurred[from+m] - p.paid[from+m]
	}
	sum += float64(owed * p.value[len(p.value)-1]) // settled in the last month
	clear(p.incurred[from:])
	clear(p.paid[from:])
	clear(p.both[from:])
	return sum
}

// direct is worth without a place for every month, of a line that begins a
// part x of a month after k0 and is paid by its work, or some months later, or an advance
// at the start; ok is false where more has to be done.
func (p *payments) direct(s *scenario, i, k0 int, x float64) (sum float64, ok bool) {
	l := &p.m.lines[i]
	if l.retention != 0 || l.vat != 0 || len(l.ahead) > 0 {
		return 0, false
	}
	shares := s.lineWeights(i)
	if x != 0 {
		shares = s.between(x, shares)
	}
	first := float64(k0) + s.lag[i]
	k := int(math.Floor(min(first, float64(p.m.horizon))))
	late := first - float64(k)
	if min(k, k0) < s.m.cut || max(k, k0)+len(shares) > p.m.horizon || late != 0 && k+len(shares)+1 > p.m.horizon {
		return 0, false
	}
	amount := s.amount[i]
	s.amount[i] = 1
	unit := s.final(i)
	s.amount[i] = amount
	var levels []float64
	if l.driver >= 0 || l.currency >= 0 {
		levels = s.levels(l, k0, len(shares))
	}
	value := p.value[k:]
	advance := 0.0
	if l.advance != 0 {
		advance = unit * l.advance * s.index(l.driver, k0) * s.index(l.currency, k0)
		sum = float64(advance * float64(float64((1-x)*p.value[k0])+float64(x*p.value[min(k0+1, len(p.value)-1)])))
	}
	if late == 0 && levels == nil && advance == 0 {
		for j, share := range shares {
			sum += float64(float64(unit*share) * value[j])
		}
		return sum, true
	}
	before := 0.0 // of the month before, what is paid a month later
	for j, share := range shares {
		y := float64(unit * share)
		if levels != nil {
			y = float64(unit * share * levels[j])
		}
		y -= float64(advance * share)
		later := 0.0
		if late != 0 {
			later = float64(y * late)
			y = float64(y * (1 - late))
		}
		sum += float64((before + y) * value[j])
		before = later
	}
	if late != 0 {
		sum += float64(before * value[len(shares)])
	}
	return sum, true
}

// spread is the present value of a unit of a risk's money, spread over months.
func (p *payments) spread(month, months int) float64 {
	n, sum := max(1, months), 0.0
	for j := range n {
		if k := max(month+j, 0); k < p.m.horizon {
			sum += p.value[k] / float64(n)
		}
	}
	return sum
}

// beforeTax is the NPV of the project before tax and funding, what is open being settled
// in the last month.
func (s *scenario) beforeTax() float64 {
	sum, v := 0.0, s.m.discount[:len(s.collected)]
	paid := s.paid[:len(v)]
	for m, x := range s.collected {
		sum += float64((x - paid[m]) * v[m])
	}
	return sum + float64((s.open.net()+s.open.tax)*v[len(v)-1])
}
