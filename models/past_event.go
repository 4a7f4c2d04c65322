package models

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"ballast/budget"
	"ballast/sim/distribution"
)

// pastEvent is an event that has happened: what is still due of its money, and
// what it goes on doing.
type pastEvent struct {
	risk, month int
	impact      number  // of a factor
	scale       float64 // of what the factor adds
	revenue     number
	delay       number
	due         number  // its money is times x due - booked, from a month on in equal parts
	times       float64 // of the amount drawn
	booked      float64
	from, parts int
}

// pastRisks compiles what is left of the register: what has struck, with all that
// it still does; and of what could have happened by now and did not, how likely it
// is that it still will.
//
// Checked: TestRisksAsOf, TestRegisterAsOf, TestControlCases.
func (m *Model) pastRisks() {
	for k := range m.risks {
		m.strike(k)
	}
	m.registerAsOf()
	for k := range m.risks {
		m.learn(k)
		m.remainingRisk(&m.risks[k])
	}
}

// strike lists the events of risk k: those logged, or one in the first month with
// money booked when its status alone says that it has occurred. A risk that has
// occurred in a window still to come strikes in it.
func (m *Model) strike(k int) {
	r, row, cut := &m.risks[k], &m.plan.Risks[k], m.past.cut
	var logged []budget.Event
	for _, e := range m.plan.Events {
		if strings.EqualFold(e.Risk, r.id) && e.Month < cut {
			logged = append(logged, e)
		}
	}
	slices.SortStableFunc(logged, func(a, b budget.Event) int { return a.Month - b.Month })
	if len(logged) == 0 && row.Status == "occurred" && r.from < cut {
		logged = []budget.Event{{Month: m.firstBooked(r, r.from)}}
	}
	booked := r.spent
	if r.respond && r.cost > 0 && r.from < cut {
		booked = math.Max(0, booked-r.cost) // its response was paid first
	}
	for n, e := range logged {
		r.struck = true
		m.past.events = append(m.past.events, m.pastEvent(k, n, len(logged)-n, e, &booked))
	}
}

// firstBooked is the first month in which cost of a risk was booked.
func (m *Model) firstBooked(r *risk, fallback int) int {
	first := fallback
	for i := range m.plan.Actuals {
		a := &m.plan.Actuals[i]
		if kind, at := m.plan.Home(a); kind == "risk" && strings.EqualFold(m.risks[at].id, r.id) && a.Month >= 0 && a.Month < m.past.cut {
			if first == fallback || a.Month < first {
				first = a.Month
			}
		}
	}
	return first
}

// pastEvent compiles the n-th event of risk k; booked is the money on the risk that
// no earlier event has used, and left how many events share it.
func (m *Model) pastEvent(k, n, left int, logged budget.Event, booked *float64) pastEvent {
	r, row := &m.risks[k], &m.plan.Risks[k]
	e := pastEvent{risk: k, month: logged.Month, impact: constant(1), scale: 1, revenue: constant(0), delay: constant(0), due: constant(0), times: 1, from: m.past.cut, parts: 1}
	if r.off {
		return e
	}
	key, label := fmt.Sprintf("risk/%s/struck/%d/", r.id, n), r.id+".struck"
	if r.respond {
		e.scale = r.scale
	}
	e.revenue = m.again(r.revenue, key+"revenue", label+"-revenue", row.Name)
	e.delay = m.again(r.delay, key+"delay", label+"-delay", row.Name)
	last := e.month + max(1, r.spread) - 1
	if last >= m.past.cut {
		e.from = max(m.past.cut, e.month)
		e.parts = last - e.from + 1
	}
	if r.kind == impactFactor {
		e.impact = m.again(r.impact, key+"impact", label, row.Name)
		return e
	}
	e.times = e.scale
	if r.kind == impactShare {
		e.times *= m.sharedBase(r)
	}
	m.eventDue(&e, r, logged, left, booked, key, label)
	return e
}

// sharedBase is the expected money that a share of cost is taken of.
func (m *Model) sharedBase(r *risk) float64 {
	sum := 0.0
	for _, i := range r.lines {
		l := &m.past.full[i]
		x := m.mean(l.amount) * l.scale
		if l.perMonth {
			x *= l.months
		}
		sum += x
	}
	return sum
}

// eventDue says what is still due of an event's money: the loss that was logged,
// or the impact on the condition that it is not below what is booked, less what is
// booked. Above the largest impact nothing more is expected.
func (m *Model) eventDue(e *pastEvent, r *risk, logged budget.Event, left int, booked *float64, key, label string) {
	loss := logged.Loss.InexactFloat64()
	if loss != 0 {
		e.due, e.times = constant(loss), 1
		e.booked = math.Min(*booked, math.Max(loss, 0))
		*booked -= e.booked
		if e.booked == 0 && e.parts == 1 && e.from > e.month {
			m.problem(budget.Warning, "event-unbooked", logged.Row.Ref("Loss"), logged.Row.Excerpt("Risk", "Loss"), m.amount(loss), r.id, m.plan.Project.Start.Add(m.past.cut).String())
		}
		return
	}
	e.booked = *booked / float64(left)
	*booked -= e.booked
	e.due = m.again(r.impact, key+"impact", label, m.plan.Risks[e.risk].Name)
	if e.due.v < 0 || e.booked <= 0 || e.times <= 0 {
		m.eventAbove(e, r, logged, e.due.v < 0 && e.booked > float64(e.times*e.due.c*(1+1e-9))+0.005)
		return
	}
	d, err := distribution.Truncate(m.vars[e.due.v].dist, e.booked/e.times, math.Inf(1))
	if err != nil {
		e.due, e.booked = constant(0), 0
		m.eventAbove(e, r, logged, true)
		return
	}
	m.vars[e.due.v].dist = d
	if lo, hi := d.Support(); lo == hi {
		e.due = constant(lo)
	}
}

// eventAbove warns of an event that has cost more than the register thought possible.
func (m *Model) eventAbove(e *pastEvent, r *risk, logged budget.Event, above bool) {
	if above && e.times > 0 {
		ref, row := logged.Row.Ref("Risk"), logged.Row.Excerpt("Risk", "Loss")
		if logged.Risk == "" {
			ref, row = m.plan.Risks[e.risk].Row.Ref("Cost impact"), m.plan.Risks[e.risk].Row.Excerpt("ID", "Cost impact")
		}
		m.problem(budget.Warning, "event-above", ref, row, r.id, m.amount(r.spent))
	}
}

// money is what is due of the event in a scenario.
func (e *pastEvent) money(s *scenario) float64 {
	due := float64(e.times * s.get(e.due))
	if due >= 0 {
		return max(0, due-e.booked)
	}
	return min(0, due-e.booked)
}

// pastEvents adds what has happened to a scenario: what is due of its money, a
// revenue change that goes on, a factor that stays on the work not yet done; and
// conditions see it. Its delay is in the dates of what has not begun.
func (s *scenario) pastEvents(events []event) []event {
	for k := range s.m.past.events {
		p := &s.m.past.events[k]
		e := event{risk: p.risk, month: p.month, past: true, impact: 1, revenue: s.get(p.revenue), money: p.money(s), from: p.from, parts: p.parts}
		if s.m.risks[p.risk].kind == impactFactor {
			e.impact = 1 + float64((s.get(p.impact)-1)*p.scale)
		}
		events = append(events, e)
	}
	return events
}

// pastDelays are the delays of events that have struck, on what a risk is said to
// affect.
func (m *Model) pastDelays(affects func(r *risk) []int, at int) []number {
	var out []number
	for k := range m.past.events {
		e := &m.past.events[k]
		if r := &m.risks[e.risk]; !e.delay.isZero() && slices.Contains(affects(r), at) {
			out = append(out, e.delay)
		}
	}
	return out
}

// pastFactor is the mean factor that events of the past have put on the cost of
// line i in a month.
func (m *Model) pastFactor(i, month int) float64 {
	f := 1.0
	for k := range m.past.events {
		e := &m.past.events[k]
		if r := &m.risks[e.risk]; r.kind == impactFactor && e.month <= month && slices.Contains(r.lines, i) {
			f *= 1 + float64((m.mean(e.impact)-1)*e.scale)
		}
	}
	return f
}

// pastRevenueFactor is the mean factor that events of the past have put on the
// revenue of stream j in a month.
func (m *Model) pastRevenueFactor(j, month int) float64 {
	f := 1.0
	for k := range m.past.events {
		e := &m.past.events[k]
		r := &m.risks[e.risk]
		if e.month <= month && (r.spread <= 0 || month < e.month+r.spread) && slices.Contains(r.streams, j) {
			f *= math.Max(0, 1+m.mean(e.revenue))
		}
	}
	return f
}
