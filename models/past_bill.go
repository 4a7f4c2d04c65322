package models

import (
	"math"

	"ballast/budget"
)

// billing is what a line of base 1 has incurred and is paid for by its terms, for
// the work of the months that have happened.
type billing struct {
	incurred []float64 // [month]
	paid     []float64 // [month], those still to come included
	prepaid  float64   // advance not yet set off
	retained float64   // held back and not released
}

// bill works the terms out for work that began at start and is spread by shares.
// Advance, retention and lag act as in a scenario; a lag that is drawn is its mean.
func (m *Model) bill(l *line, start float64, w []float64, done float64) billing {
	b := billing{incurred: make([]float64, m.past.cut), paid: make([]float64, m.horizon)}
	k0 := int(math.Floor(start))
	shares := worked(start-float64(k0), w, m.past.cut-k0, done)
	lag := m.mean(l.lag)
	level := func(month int) float64 { return m.expectedIndex(l.driver, month) * m.expectedIndex(l.currency, month) }
	advance := l.advance * level(k0)
	b.prepaid = advance
	addSplit(b.paid, start, advance)
	for k, share := range shares {
		cost := share * level(k0+k)
		put(b.incurred, k0+k, cost)
		b.retained += l.retention * cost
		b.prepaid -= advance * share
		addSplit(b.paid, float64(k0+k)+lag, cost*(1-l.retention)-advance*share)
	}
	return b
}

// worked are the shares of the first months of work that begins the part x of a
// month late, made to add up to what is done.
func worked(x float64, w []float64, months int, done float64) []float64 {
	shares := make([]float64, max(1, months))
	before := 0.0
	for k := range shares {
		now := 0.0
		if k < len(w) {
			now = w[k]
		}
		shares[k] = (1-x)*now + x*before
		before = now
	}
	sum := total(shares)
	if math.Abs(sum) < 1e-12 {
		shares[len(shares)-1] = done
		return shares
	}
	if math.Abs(sum-done) > 1e-9 {
		for k := range shares {
			shares[k] *= done / sum
		}
	}
	return shares
}

// paceOf finds when a line really began and how long it takes at its pace.
func (m *Model) paceOf(l *line, st *lineState) {
	cut := float64(m.past.cut)
	st.start = l.start
	if l.slip.v < 0 {
		st.start += l.slip.c
	}
	if first, ok := firstOf(st.booked); ok {
		st.begun(float64(first))
	} else if first, ok := firstOf(st.paid); ok {
		begun := float64(first)
		if l.advance == 0 {
			begun -= math.Floor(math.Max(0, m.mean(l.lag)))
		}
		st.begun(begun)
	}
	st.start = math.Max(0, math.Min(st.start, cut-1))
	passed := cut - st.start
	planned := l.months
	if l.stretch.v < 0 {
		planned *= l.stretch.c
	}
	switch x := l.profile.reached(st.done); {
	case st.done >= 1:
		st.lasts = math.Min(planned, passed)
	case x > 0:
		st.lasts = passed / x
		if math.Abs(st.lasts-planned) < 1e-9*planned {
			st.lasts = planned
		}
	}
}

// begun takes the month of the first booking as the start, unless the planned start
// lies in it.
func (st *lineState) begun(first float64) {
	if math.Floor(st.start) != first {
		st.start = first
	}
}

func firstOf(xs []float64) (int, bool) {
	for k, x := range xs {
		if x != 0 {
			return k, true
		}
	}
	return 0, false
}

// paidEarly warns of payments in months in which the terms of a line let nothing be
// due: the actuals are then probably work done.
func (m *Model) paidEarly(i int, l *line, st *lineState) {
	first, ok := firstOf(st.paid)
	lag := math.Floor(math.Max(0, m.mean(l.lag)))
	if !ok || st.byWork || l.advance > 0 || lag == 0 {
		return
	}
	if float64(first) < math.Floor(l.start)+lag {
		row := m.plan.Costs[i].Row
		m.problem(budget.Warning, "paid-early", row.Ref("Payment lag"), row.Excerpt("ID", "Payment lag"), l.id, m.plan.Project.Start.Add(first).String())
	}
}

// settle works out what a line has incurred, what it has paid, and what is due for
// the work done. A line that pays when it works has incurred what was paid. One with
// an advance, a retention or a lag has incurred
//
//	AC = paid x (incurred by its terms) / (paid by its terms)
//
// so that one on plan has incurred what was planned, whatever its terms. Where its
// terms let nothing be due by now the work done is taken at its planned cost.
//
// Source: models/doc.go section 13.
// Checked: TestPaidAsPlanned, TestControlCases.
func (m *Model) settle(i int, l *line, st *lineState) {
	cut := m.past.cut
	w := l.weights
	if st.lasts > 0 && st.lasts != l.months {
		w = l.profile.weights(nil, st.lasts)
	}
	b := m.bill(l, st.start, w, st.done)
	if end := st.start + float64(len(w)) - 1 + l.release + m.mean(l.lag); st.done >= 1 && l.retention > 0 {
		st.releases = math.Max(float64(cut), end)
		if end < float64(cut) {
			addSplit(b.paid, end, b.retained)
			b.retained = 0
		}
	}
	m.paidEarly(i, l, st)
	paid, due, incurred := total(st.paid), total(b.paid[:cut]), total(b.incurred)
	plain := m.mean(l.lag) == 0 && l.advance == 0 && l.retention == 0
	scale := l.base
	switch {
	case st.byWork:
		st.spent = st.booked
		if scale = 0; incurred != 0 {
			scale = total(st.booked) / incurred
		}
		if !st.byBill && incurred == 0 {
			copy(st.flow, st.booked)
			paid = total(st.booked)
		} else if !st.byBill {
			for k := range st.booked {
				st.flow[k] = scale * b.paid[k]
			}
			paid = scale * due
		}
	case plain:
		st.spent = st.paid
		scale, due = 0, paid
	case math.Abs(due) > 1e-12:
		scale = paid / due
	case paid != 0: // all of it is prepaid
	default:
		m.note(m.plan.Costs[i].Row.Ref("ID"), "control.cost-by-estimate", l.id, m.amount(st.ev))
	}
	if st.spent == nil {
		st.spent = make([]float64, cut)
		for k := range st.spent {
			st.spent[k] = scale * b.incurred[k]
		}
	}
	if st.byBill {
		copy(st.flow, st.paid)
	}
	for k := cut; k < m.horizon; k++ {
		st.flow[k] = scale * b.paid[k]
	}
	st.prepaid, st.retained = scale*b.prepaid+paid-scale*due, scale*b.retained
	if plain && !st.byWork {
		st.prepaid = 0
	}
	m.restate(i, st)
	st.ac = total(st.spent)
	for k, x := range st.spent {
		m.past.incurred[k] += x
	}
	for k, x := range st.flow {
		m.past.paid[k] += x
	}
}
