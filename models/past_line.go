package models

import (
	"math"
	"strings"
)

// lineState is where a cost line stands. What was paid says what was incurred by
// the line's own terms (billing).
type lineState struct {
	done    float64 // share of the work
	known   float64 // share of the work whose cost is known: that of the rest is not yet billed
	given   bool    // by Progress; else by the schedule
	started bool
	base    float64
	ev      float64 // base of the work done
	ac      float64
	real    float64 // ac at month-0 prices and without events that have struck

	price float64 // of the cost variance: what comes of indices other than planned

	// In money of the planned months: the budget, what was planned by now, what was
	// earned, and the plan by month.
	budget, planned, earned float64
	plan                    []float64

	start, lasts   float64   // when it really began, and at its pace how long it takes
	booked, paid   []float64 // [month] what the actuals say was incurred, and paid
	byWork, byBill bool      // there are such actuals
	spent          []float64 // [month] incurred
	flow           []float64 // [month] payments made, and from the as-of month on those due for work done
	prepaid        float64   // paid in advance of work still to do
	retained       float64   // held back of bills, to be released
	ahead          []float64 // [month from the as-of month on] of the work of that month, paid before
	ends           float64   // last month of the work, where it is done or stands as planned
	rest           []float64 // shares of the months to come, where the work stands as planned
}

// pastLines works out where every line stands and compiles what is left of it.
func (m *Model) pastLines() {
	p := m.past
	for i := range m.lines {
		l, st := &m.lines[i], &p.lines[i]
		st.base = l.base
		m.plannedWork(l, st)
		m.progress(i, st)
		st.ev = st.done * l.base
		m.earn(l, st)
		st.started = st.done > 0 || anyOf(st.booked) || anyOf(st.paid)
		if st.started {
			m.paceOf(l, st)
			rest := m.remain(i, l, st)
			m.settle(i, l, st, rest.weights)
			rest.prepaid, rest.retained, rest.ahead = st.prepaid, st.retained, st.ahead
			*l = rest
		} else {
			st.spent = make([]float64, p.cut)
			m.waitLine(i, l)
		}
		st.real = m.realCost(i, l, st.spent)
		st.price = m.priceVariance(l, st)
		m.update(i, l, st)
		l.actual, l.worked = st.ac, st.real
		for k, w := range l.weights {
			p.restLate += put(p.restBase, max(p.cut, int(l.start))+k, (l.base-st.ev)*w)
		}
	}
}

func anyOf(xs []float64) bool {
	for _, x := range xs {
		if x != 0 {
			return true
		}
	}
	return false
}

// plannedWork spreads the line's base over its planned months, at the planned path
// of its indices: inflation as planned is part of the budget.
func (m *Model) plannedWork(l *line, st *lineState) {
	st.plan = make([]float64, m.past.cut)
	for k, w := range l.weights {
		at := int(l.start) + k
		x := float64(l.base * w * m.plannedIndex(l.driver, at) * m.plannedIndex(l.currency, at))
		st.budget += x
		if at < m.past.cut {
			st.planned += x
			st.plan[max(0, at)] += x
		}
	}
}

// earn is the planned money of the work that is done: the first part of the plan.
func (m *Model) earn(l *line, st *lineState) {
	left := st.done
	for k, w := range l.weights {
		if w < 0 {
			st.earned = st.done * st.budget // a plan with credits has no first part
			return
		}
		at := int(l.start) + k
		worked := math.Min(w, left)
		left -= worked
		st.earned += float64(l.base * worked * m.plannedIndex(l.driver, at) * m.plannedIndex(l.currency, at))
	}
}

// plannedIndex is the level of a driver in a month as the plan had it.
func (m *Model) plannedIndex(driver, month int) float64 { return m.indexBy(driver, month, true) }

// expectedIndex is the expected level of a driver in a month: what it was, in a
// month that has happened.
func (m *Model) expectedIndex(driver, month int) float64 { return m.indexBy(driver, month, false) }

func (m *Model) indexBy(driver, month int, asPlanned bool) float64 {
	if driver < 0 {
		return 1
	}
	d := &m.drivers[driver]
	levels := d.expected
	if asPlanned {
		levels = d.planned
	}
	if x := levels[min(max(month, 0), m.horizon-1)]; x > 0 {
		return x
	}
	return 1
}

// realCost takes the level of the indices and the factors of events that have struck
// out of actual cost, so that the line's factor is seen at month-0 prices and
// without them, like the estimate.
func (m *Model) realCost(i int, l *line, spent []float64) float64 {
	sum := 0.0
	for k, x := range spent {
		if f := m.pastFactor(i, k); f > 0 {
			x /= f
		}
		sum += x / (m.expectedIndex(l.driver, k) * m.expectedIndex(l.currency, k))
	}
	return sum
}

// priceVariance is what a line cost less or more because its indices were other than
// planned: EV x (1 - actual / planned index), the index of the months in which it was spent.
//
// Source: models/doc.go section 13. Checked: TestControlCases.
func (m *Model) priceVariance(l *line, st *lineState) float64 {
	actual, planned := 0.0, 0.0
	for k, x := range st.spent {
		actual += x
		planned += x * m.plannedIndex(l.driver, k) * m.plannedIndex(l.currency, k) / (m.expectedIndex(l.driver, k) * m.expectedIndex(l.currency, k))
	}
	if planned == 0 {
		return 0
	}
	return st.earned * (1 - actual/planned)
}

// progress is the share of line i's work that is done: as Progress says, else,
// where cost was booked, as the schedule has it.
func (m *Model) progress(i int, st *lineState) {
	for _, p := range m.plan.Progress {
		if strings.EqualFold(p.ID, m.lines[i].id) {
			st.done, st.given = math.Min(1, math.Max(0, p.Complete)), true
		}
	}
	if !st.given && (anyOf(st.booked) || anyOf(st.paid)) && st.base != 0 {
		l := &m.lines[i]
		_, w := l.planned()
		k0 := int(math.Floor(l.plannedStart()))
		shares := startingWithin(l.plannedStart()-float64(k0), w)
		st.done = math.Min(1, math.Max(0, total(shares[:min(len(shares), max(0, m.past.cut-k0))])))
		m.note(m.plan.Costs[i].Row.Ref("ID"), "control.progress-by-schedule", m.lines[i].id, m.percent(st.done))
	}
}

// waitLine conditions the start of a line that has not begun.
func (m *Model) waitLine(i int, l *line) {
	row, cut := &m.plan.Costs[i], float64(m.past.cut)
	if l.stretch.v < 0 && row.Expected == nil {
		_, w := l.planned()
		if first, _ := firstOf(w); l.advance == 0 && l.lag.v < 0 { // until then there is nothing to see of it
			cut -= math.Max(0, float64(first)+math.Floor(math.Min(0, l.lag.c)))
		}
	}
	l.earliest = math.Max(0, cut)
	known := m.pastDelays(func(r *risk) []int { return r.lines }, i)
	if row.Expected != nil {
		l.start, known = float64(*row.Expected), nil
	}
	others := m.laws(known)
	if l.late.v >= 0 {
		others = append(others, sometimes{m.law(l.lateDelay), 1 - m.vendors[l.vendor].onTime})
	}
	h := m.lasted(l.slip, others, cut-l.start, variable{key: "cost/" + row.ID + "/wait", label: row.ID + ".wait", name: row.Name, ref: row.Row.Ref("Start")})
	switch {
	case h.chance == 0:
		m.refuted(row.Row, "Start", row.ID, l.start)
		l.start = cut
	case h.whole:
		l.start, l.slip, l.late = l.start+h.extra, h.draw, constant(-1)
	default:
		l.known = known
	}
}

// update sets the factor of what is left of a line by what has been seen of it.
func (m *Model) update(i int, l *line, st *lineState) {
	full := &m.past.full[i]
	unit, worked := l.base, st.ev
	if l.perMonth {
		unit /= full.months
		if st.started { // a month costs what it costs, however many there are
			worked = st.done * unit * full.months * m.stretchSeen(full, st).mean
		}
	}
	seen := math.NaN()
	if worked != 0 {
		seen = st.real / worked * unit
	}
	c := credibility(m.mean(l.amount)*l.scale, seen, st.known)
	if st.started {
		c.shrink = math.Min(1, c.shrink*(1-st.known)/math.Max(1-st.done, 1e-9)) // with the cost of what was done and not billed
		c.scale = 1 - st.done
		if l.perMonth {
			c.scale *= full.months * m.stretchSeen(full, st).mean / l.months
		}
	}
	l.rest = &c
	m.tilt(i, l, st)
}
