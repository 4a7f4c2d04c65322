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
	ahead    []float64 // [month from the as-of month on] of the work of that month, paid before
	prepaid  float64   // advance not yet set off
	retained float64   // held back and not released
	billed   float64   // share of the line's work for which the money has been due
}

// bill works the terms out for work that began at start and is spread by shares, with
// rest as those to come. Advance, retention and lag act as in a scenario; a lag that is
// drawn is its mean. A negative one has paid for work still to do.
func (m *Model) bill(l *line, start float64, w []float64, done float64, rest []float64) billing {
	b := billing{incurred: make([]float64, m.past.cut), paid: make([]float64, m.horizon)}
	k0 := int(math.Floor(start))
	shares := worked(start-float64(k0), w, m.past.cut-k0, done)
	lag := m.mean(l.lag)
	level := func(month int) float64 { return m.expectedIndex(l.driver, month) * m.expectedIndex(l.currency, month) }
	advance := float64(l.advance * level(k0))
	b.prepaid = advance
	addSplit(b.paid, start, advance)
	for k, share := range shares {
		cost := share * level(k0+k)
		put(b.incurred, k0+k, cost)
		b.retained += float64(l.retention * cost)
		b.prepaid -= float64(advance * share)
		addSplit(b.paid, float64(k0+k)+lag, float64(cost*(1-l.retention))-float64(advance*share))
		b.billed += float64(share * before(float64(k0+k)+lag, m.past.cut))
	}
	if lag < 0 {
		b.ahead = make([]float64, len(rest))
		for k, share := range rest {
			month := m.past.cut + k
			b.ahead[k] = paidBy(b.paid, m.past.cut, float64(month)+lag, (1-done)*share*(float64(level(month)*(1-l.retention))-advance))
		}
	}
	return b
}

// before is the part of money at a fractional month that falls before the as-of month.
func before(month float64, cut int) float64 {
	k := math.Floor(month)
	switch x := month - k; {
	case k+1 < float64(cut):
		return 1
	case k < float64(cut):
		return 1 - x
	}
	return 0
}

// paidBy adds what is paid of an amount at a fractional month before the as-of month,
// and returns it.
func paidBy(paid []float64, cut int, month, amount float64) (before float64) {
	k := int(math.Floor(month))
	x := month - float64(k)
	for _, part := range [2]float64{1 - x, x} {
		if k < cut {
			put(paid, k, part*amount)
			before += float64(part * amount)
		}
		k++
	}
	return before
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
		shares[k] = float64((1-x)*now) + float64(x*before)
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

// expectedCost is what a line is expected to cost in all, at the prices of month 0.
func (m *Model) expectedCost(l *line, st *lineState) float64 {
	x := m.mean(l.amount) * l.scale
	if l.perMonth {
		x *= l.months * m.stretchSeen(l, st).mean
	}
	return x
}

// settle works out what a line has incurred, what it has paid, and what is due for
// the work done. A line that pays when it works has incurred what was paid. One with
// an advance, a retention or a lag has incurred
//
//	AC = paid x (incurred by its terms) / (paid by its terms)
//
// so that one on plan has incurred what was planned, whatever its terms. Where its
// terms let nothing be due by now the work done is taken at its expected cost.
//
// Source: models/doc.go section 13.
// Checked: TestPaidAsPlanned, TestControlCases.
func (m *Model) settle(i int, l *line, st *lineState, rest []float64) {
	cut := m.past.cut
	w := l.weights
	if st.lasts > 0 && st.lasts != l.months {
		w = l.profile.weights(nil, st.lasts)
	}
	b := m.bill(l, st.start, w, st.done, rest)
	if end := st.start + float64(len(w)) - 1 + l.release + m.mean(l.lag); st.done >= 1 && l.retention > 0 {
		if end < float64(cut) {
			addSplit(b.paid, end, b.retained)
			b.retained = 0
		}
	}
	m.paidEarly(i, l, st)
	paid, due, incurred := total(st.paid), total(b.paid[:cut]), total(b.incurred)
	st.known = b.billed
	if _, counted := m.counted("payables", l.id); st.byWork || counted {
		st.known = st.done
	}
	plain := m.mean(l.lag) == 0 && l.advance == 0 && l.retention == 0
	scale := l.base
	switch {
	case st.byWork:
		scale, paid = st.paidForWork(b, paid, due, incurred)
	case plain:
		st.spent = st.paid
		scale, due = 0, paid
	case math.Abs(due) > 1e-12:
		scale = paid / due
	case paid != 0: // all of it is prepaid
	default:
		scale = m.expectedCost(l, st)
		m.note(m.plan.Costs[i].Row.Ref("ID"), "control.cost-by-estimate", l.id, m.amount(scale*incurred))
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
	st.prepaid, st.retained = float64(scale*b.prepaid)+paid-float64(scale*due), scale*b.retained
	if plain && !st.byWork {
		st.prepaid = 0
	}
	for _, x := range b.ahead {
		st.ahead = append(st.ahead, scale*x)
	}
	m.restate(i, st)
	st.ac = total(st.spent)
	m.past.take(st)
}

// take adds what a line has cost and paid to those of the plan.
func (p *past) take(st *lineState) {
	for k, x := range st.spent {
		p.incurred[k] += x
	}
	for k, x := range st.flow {
		p.paid[k] += x
	}
}

// paidForWork takes what was incurred as it was booked. Where no bill says what was paid,
// payments follow from it by the terms; without work by the terms they are what was booked.
// It returns what the bill is multiplied by, and what was paid.
func (st *lineState) paidForWork(b billing, paid, due, incurred float64) (scale, sum float64) {
	st.spent = st.booked
	if incurred != 0 {
		scale = total(st.booked) / incurred
	}
	if st.byBill {
		return scale, paid
	}
	if incurred == 0 {
		copy(st.flow, st.booked)
		return scale, total(st.booked)
	}
	for k := range st.booked {
		st.flow[k] = scale * b.paid[k]
	}
	return scale, scale * due
}
