package models

import (
	"math"
	"strings"
)

// pastLines works out where every line stands and compiles what is left of it.
func (m *Model) pastLines() {
	p := m.past
	for i := range m.lines {
		l, st := &m.lines[i], &p.lines[i]
		st.base, st.ac, st.pv = l.base, total(st.spent), m.plannedValue(l)
		st.real = m.realCost(l, st.spent)
		m.progress(i, st)
		st.ev = st.done * l.base
		st.started = st.done > 0 || st.ac != 0
		m.remain(i, l, st)
		l.actual = st.ac
		for k, w := range l.weights {
			p.restLate += put(p.restBase, max(p.cut, int(l.start))+k, (l.base-st.ev)*w)
		}
	}
}

// plannedValue is the base of the work that the plan has done by the end of
// the as-of month.
func (m *Model) plannedValue(l *line) float64 {
	sum := 0.0
	for k, w := range l.weights {
		if int(l.start)+k < m.past.cut {
			sum += w
		}
	}
	return l.base * sum
}

// realCost takes expected escalation out of actual cost, so that the factor is
// at month-0 prices like the estimate; the work that is left is escalated by
// the months in which it falls.
func (m *Model) realCost(l *line, spent []float64) float64 {
	sum := 0.0
	for k, x := range spent {
		sum += x / (m.expectedIndex(l.driver, k) * m.expectedIndex(l.currency, k))
	}
	return sum
}

// expectedIndex is the expected level of a driver in a month.
func (m *Model) expectedIndex(driver, month int) float64 {
	if driver < 0 {
		return 1
	}
	levels := make([]float64, month+1)
	path(levels, m.drivers[driver].rule, nil)
	x := levels[month]
	if !(x > 0) {
		return 1
	}
	return x
}

// progress is the share of line i's work that is done: as Progress says, else,
// where cost was booked, as the schedule has it.
func (m *Model) progress(i int, st *lineState) {
	for _, p := range m.plan.Progress {
		if strings.EqualFold(p.ID, m.lines[i].id) {
			st.done, st.given = math.Min(1, math.Max(0, p.Complete)), true
		}
	}
	if !st.given && st.ac != 0 && st.base != 0 {
		st.done = math.Min(1, math.Max(0, st.pv/st.base))
		m.note(m.plan.Costs[i].Row.Ref("ID"), "control.progress-by-schedule", m.lines[i].id, percentText(st.done))
	}
}

// remain replaces a line by what is left of it. Work that is behind schedule
// is made up from the next month on; work that is ahead keeps its planned end.
// A line with dated amounts keeps the dates of those still to come. A line
// that has begun slips no more, and its advance is paid.
func (m *Model) remain(i int, l *line, st *lineState) {
	cut := float64(m.past.cut)
	l.earliest = cut
	mean := m.mean(l.amount) * l.scale
	unit := l.base
	if l.perMonth {
		unit /= l.months
	}
	seen := math.NaN()
	if st.ev != 0 {
		seen = st.real / st.ev * unit
	}
	c := credibility(mean, seen, st.done)
	if !st.started {
		l.rest = &c
		return
	}
	x := l.profile.reached(st.done)
	c.scale = 1 - st.done
	if l.perMonth {
		c.scale = (1 - st.done) / math.Max(1e-9, 1-x)
	}
	l.rest = &c
	l.slip, l.late, l.advance = constant(0), constant(-1), 0
	if l.retention > 0 || l.vat > 0 {
		m.note(m.plan.Costs[i].Row.Ref("ID"), "control.retention-of-past", l.id)
	}
	l.impulses = nil // its months are no longer whole
	if len(m.plan.Costs[i].Monthly) > 0 {
		m.remainDated(l, st.done)
		return
	}
	l.start = math.Max(cut, l.start+x*l.months)
	l.months = math.Max(0.01, (1-x)*l.months)
	l.profile = l.profile.tail(x)
	l.weights = l.profile.weights(nil, l.months)
}

// remainDated keeps the dated amounts that are not yet worked off; what is
// overdue falls into the next month.
func (m *Model) remainDated(l *line, done float64) {
	first, cut := int(l.start), m.past.cut
	last := max(cut, first+len(l.weights)-1)
	shares := make([]float64, last-cut+1)
	left := done
	for k, w := range l.weights {
		worked := math.Min(w, left)
		left -= worked
		shares[max(first+k, cut)-cut] += w - worked
	}
	if total(shares) <= 0 {
		shares[0] = 1
	}
	l.start, l.months = float64(cut), float64(len(shares))
	l.profile = customProfile(shares)
	l.weights = l.profile.weights(nil, l.months)
}

// reached is the share of the duration after which the share done of the
// amount is spent: the inverse of cumulative.
func (p *spendProfile) reached(done float64) float64 {
	if done <= 0 {
		return 0
	}
	if done >= 1 {
		return 1
	}
	switch p.kind {
	case profileStart, profileEnd, profileEven:
		return done
	}
	lo, hi := 0.0, 1.0
	for range 60 {
		mid := (lo + hi) / 2
		if p.cumulative(mid) < done {
			lo = mid
		} else {
			hi = mid
		}
	}
	return hi
}

// tail is the profile of what is left after the share x of the duration. A
// profile that spends all at its end still does.
func (p *spendProfile) tail(x float64) spendProfile {
	if x <= 0 || p.kind == profileEven || p.kind == profileEnd || p.kind == profileStart {
		return *p
	}
	const pieces = 200
	shares := make([]float64, pieces)
	at := p.cumulative(x)
	for k := range shares {
		next := p.cumulative(x + (1-x)*float64(k+1)/pieces)
		shares[k] = math.Max(0, next-at)
		at = next
	}
	return customProfile(shares)
}
