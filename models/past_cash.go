package models

import (
	"math"
	"strings"
)

// streamState is where a revenue stream stands.
type streamState struct {
	earned        []float64 // [month]
	plan, planAll float64   // expected to date, and over the horizon, by the plan
}

// sourceState is where a funding source stands at the as-of month.
type sourceState struct {
	received      []float64 // [month] money in, net of the upfront fee
	gross, plan   float64   // drawn, and planned to be drawn by now
	openMonths    int       // months that money still missing is late, 0 none
	arrivedMonths int       // months that the latest money received was late
}

// pastStreams compiles what is left of every stream. Its volume is updated by
// credibility like a cost line's factor, with the share of the plan's revenue
// that should have come by now as the weight. A stream that has begun shifts no
// more; one that has not begins after the as-of month.
func (m *Model) pastStreams() {
	for j := range m.streams {
		c, st := &m.streams[j], &m.past.streams[j]
		st.plan, st.planAll = m.plannedRevenue(c)
		first := -1
		for k, x := range st.earned {
			if x != 0 && first < 0 {
				first = k
			}
		}
		c.earliest = float64(m.past.cut)
		if first < 0 {
			continue
		}
		c.earliest, c.start, c.shift = 0, float64(first), constant(0)
		begun, all := m.plannedRevenue(c) // as it really began
		if begun > 0 && all > 0 {
			rest := credibility(m.mean(c.volume), total(st.earned)/begun*m.mean(c.volume), begun/all)
			c.rest = &rest
		}
	}
}

// plannedRevenue is what a stream is expected to earn by the as-of month and
// over the horizon.
func (m *Model) plannedRevenue(c *revenueStream) (toDate, all float64) {
	level := c.monthly * m.mean(c.volume) * m.mean(c.price)
	first := int(c.start)
	months := make([]float64, max(0, min(c.end+1, m.horizon)-first))
	c.mature(months, 0, level, c.start-float64(first))
	if len(months) > 0 && first+len(months) == c.end+1 {
		months[len(months)-1] *= c.endShare
	}
	for k, x := range months {
		x *= m.expectedIndex(c.driver, first+k)
		all += x
		if first+k < m.past.cut {
			toDate += x
		}
	}
	return toDate, all
}

// receivedEnough is the share of a tranche from which it counts as received:
// what is missing is rounding and bank charges.
const receivedEnough = 0.99

// pastSources replaces the arrivals that have happened by what came, and moves
// those that have not behind the as-of month.
func (m *Model) pastSources() {
	for j := range m.sources {
		src, st, f := &m.sources[j], &m.past.sources[j], &m.funds.Facilities[j]
		gross := make([]float64, m.past.cut)
		for k, x := range st.received {
			gross[k] = x / math.Max(1e-9, 1-f.Upfront)
		}
		st.gross = total(gross)
		src.earliest = float64(max(m.past.cut, f.From))
		for k, x := range gross {
			if x != 0 { // it came, whatever the window
				f.From, f.To = min(f.From, k), max(f.To, k)
			}
		}
		if st.gross > 0 {
			src.prob, src.arrives = 1, constant(0)
		}
		if src.onDemand {
			if st.gross > 0 {
				f.Past = gross
			}
			continue
		}
		m.arrivals(src, st, gross)
	}
	m.funds.First = m.past.cut
}

// arrivals lists the money received as fixed tranches, and what is left of the
// planned ones in the order of their dates.
func (m *Model) arrivals(src *source, st *sourceState, gross []float64) {
	planned, left := src.tranches, st.gross
	src.tranches = nil
	last := -1
	for k, x := range gross {
		if x != 0 {
			src.tranches = append(src.tranches, tranche{month: float64(k), amount: x, fixed: true, prob: 1, arrives: constant(0)})
			last = k
		}
	}
	for _, t := range planned {
		due := int(t.month) < m.past.cut
		if due {
			st.plan += t.amount
		}
		came := math.Min(left, t.amount)
		left -= came
		if came >= receivedEnough*t.amount {
			if last >= 0 && due {
				st.arrivedMonths = max(0, last-int(t.month))
			}
			continue
		}
		if due {
			st.openMonths = max(st.openMonths, m.past.cut-1-int(t.month))
		}
		t.amount -= came
		src.tranches = append(src.tranches, t)
	}
}

// pastRisks compiles what is left of the register. What has happened happens
// no more (an entry with a frequency may); what could have happened by now and
// did not is less likely: with the share r of its window still to come,
//
//	p' = p r / (1 - p (1 - r))
//
// by Bayes' rule, the month of occurrence being uniform over the window.
// Certain response costs of the past are in the actuals.
//
// Checked: TestRisksAsOf.
func (m *Model) pastRisks() {
	for k := range m.risks {
		r := &m.risks[k]
		for _, e := range m.plan.Events {
			if strings.EqualFold(e.Risk, r.id) && e.Month < m.past.cut {
				m.past.events = append(m.past.events, pastEvent{k, e.Month})
				r.struck = true
			}
		}
		if m.plan.Risks[k].Status == "occurred" && !r.struck {
			m.past.events = append(m.past.events, pastEvent{k, min(r.from, m.past.cut-1)})
			r.struck = true
		}
		m.remainingRisk(r)
	}
}

func (m *Model) remainingRisk(r *risk) {
	cut := m.past.cut
	if r.from < cut && r.respond {
		r.cost = 0
	}
	if r.from >= cut {
		if r.struck && r.rate == 0 {
			r.off = true
		}
		return
	}
	if r.to < cut || r.struck && r.rate == 0 {
		r.off = true
		return
	}
	share := float64(r.to-cut+1) / float64(r.to-r.from+1)
	r.from = cut
	if r.rate > 0 {
		r.rate *= share
		r.residualP *= share
		return
	}
	r.p, r.residualP, r.pIf = waited(r.p, share), waited(r.residualP, share), waited(r.pIf, share)
}

// waited is the probability of an event that has not happened in the first
// 1-r of its window.
func waited(p, r float64) float64 {
	if d := 1 - p*(1-r); d > 0 {
		return p * r / d
	}
	return p
}

// pastEvents adds what has happened to a scenario: its money is in the
// actuals, but a revenue change goes on, a factor stays on the part of the
// work whose cost has not shown it yet, and conditions see it.
func (s *scenario) pastEvents(events []event) []event {
	for _, p := range s.m.past.events {
		e := event{risk: p.risk, month: p.month, past: true, revenue: s.get(s.m.risks[p.risk].revenue)}
		if r := &s.m.risks[p.risk]; r.kind == impactFactor {
			e.impact = s.get(r.impact)
		}
		events = append(events, e)
	}
	return events
}
