package models

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"ballast/budget"
	"ballast/models/waterfall"
)

// sourceState is where a funding source stands at the as-of month.
type sourceState struct {
	received      []float64 // [month] money in, net of the upfront fee
	gross, plan   float64   // drawn, and planned to be drawn by now
	openMonths    int       // months that money still missing is late, 0 none
	arrivedMonths int       // months that the latest money received was late
}

// receivedEnough is the share of a tranche from which it counts as received:
// what is missing is rounding and bank charges.
const receivedEnough = 0.99

// pastSources replaces the arrivals that have happened by what came, and conditions
// those that have not on not having come.
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
		src.known = m.pastDelays(func(r *risk) []int { return r.sources }, j)
		if src.onDemand {
			m.opened(src, f, gross)
			continue
		}
		m.arrivals(src, st, gross, m.plan.Funding[j].Closed)
		m.waitSource(j)
	}
	m.funds.First = m.past.cut
}

// opened says from when on a source on demand can be drawn. One that is certain and
// has its date opened as planned, drawn or not; else it was open when it was first drawn.
func (m *Model) opened(src *source, f *waterfall.Facility, gross []float64) {
	first, drawn := firstOf(gross)
	if src.prob >= 1 && src.delay.v < 0 && len(src.known) == 0 {
		src.earliest = 0
	}
	if !drawn {
		return
	}
	f.Past = gross
	if at := src.open + math.Max(0, src.delay.c); src.earliest > 0 || float64(first) < at {
		src.earliest, src.open, src.delay, src.known = 0, float64(first), constant(0), nil
	}
}

// arrivals lists the money received as fixed tranches, and what is left of the
// planned ones in the order of their dates. A receipt closes its tranche when it is
// all of it, when the amount factor can explain what is missing, or when the plan
// says that it is closed; else the rest is late and owed.
func (m *Model) arrivals(src *source, st *sourceState, gross []float64, closed bool) {
	planned := slices.Clone(src.tranches)
	slices.SortStableFunc(planned, func(a, b tranche) int { return cmp.Compare(m.expectedMonth(src, &a), m.expectedMonth(src, &b)) })
	src.tranches = nil
	for k, x := range gross {
		if x != 0 {
			src.tranches = append(src.tranches, tranche{month: float64(k), due: float64(k), amount: x, fixed: true, prob: 1, arrives: constant(0)})
		}
	}
	came, last, ok := m.cameAsPlanned(src, planned, gross)
	if !ok {
		came, last = m.received(src, planned, gross)
	}
	var settled, brought float64
	for k, t := range planned {
		due := int(t.month) < m.past.cut
		if due {
			st.plan += t.amount
		}
		if t.closed || closed || m.closes(src, &t, came[k]) {
			if last[k] >= 0 && due {
				st.arrivedMonths = max(0, last[k]-int(t.month))
			}
			if came[k] > 0 {
				settled, brought = settled+t.amount, brought+came[k]
			}
			continue
		}
		if due && (t.expected == nil || *t.expected < m.past.cut) {
			st.openMonths = max(st.openMonths, m.past.cut-1-int(t.month))
		}
		t.came = came[k]
		src.tranches = append(src.tranches, t)
	}
	if src.factor.v >= 0 && settled > 0 && src.planned > 0 {
		rest := credibility(m.mean(src.factor), brought/settled, math.Min(1, settled/src.planned))
		src.rest = &rest
	}
}

// cameAsPlanned is what each tranche has brought where all have certain delays and, to
// the rounding of the actuals, what came in each month is what was planned.
func (m *Model) cameAsPlanned(src *source, planned []tranche, gross []float64) (came []float64, last []int, ok bool) {
	came, last = make([]float64, len(planned)), make([]int, len(planned))
	months := make([]float64, m.past.cut+1)
	for k := range planned {
		t := &planned[k]
		last[k] = -1
		if m.heldBack(t) {
			continue
		}
		if !m.certain(src, t) {
			return nil, nil, false
		}
		at := m.expectedMonth(src, t)
		whole := t.amount * m.mean(src.factor)
		came[k] = paidBy(months, m.past.cut, at, whole)
		if came[k] > 0 {
			last[k] = min(int(math.Ceil(at)), m.past.cut-1)
		}
	}
	for k, x := range gross {
		if math.Abs(x-months[k]) > 0.02+float64(1e-6*math.Abs(x)) {
			return nil, nil, false
		}
	}
	return came, last, true
}

// certain reports whether a tranche has a delay and an amount that are certain.
func (m *Model) certain(src *source, t *tranche) bool {
	return src.factor.v < 0 && t.delay.v < 0 && (!math.IsNaN(t.delay.c) || src.delay.v < 0)
}

// expectedMonth is when a tranche is expected by the plan.
func (m *Model) expectedMonth(src *source, t *tranche) float64 {
	delay := t.delay
	if delay.v < 0 && math.IsNaN(delay.c) {
		delay = src.delay
	}
	at := t.month + math.Max(0, m.mean(delay))
	if m.heldBack(t) {
		return at + float64(m.horizon) // after all others: it cannot have come
	}
	return at
}

// received divides what came among the tranches, in their order.
func (m *Model) received(src *source, planned []tranche, gross []float64) (came []float64, last []int) {
	came, last = make([]float64, len(planned)), make([]int, len(planned))
	for k := range last {
		last[k] = -1
	}
	_, most := m.law(src.factor).Support()
	p := 0
	for month, x := range gross {
		for x > 0 && p < len(planned) {
			t := &planned[p]
			take := x
			if room := float64(t.amount*most) - came[p]; room < take {
				take = math.Max(0, room)
			}
			if take > 0 {
				came[p], last[p] = came[p]+take, month
				x -= take
			}
			if came[p] > 0 && m.closes(src, t, came[p]) || take == 0 {
				p++
			} else {
				break
			}
		}
	}
	return came, last
}

// closes reports whether what came is all that the tranche will bring.
func (m *Model) closes(src *source, t *tranche, came float64) bool {
	lo, hi := m.law(src.factor).Support()
	if lo == hi {
		return came >= receivedEnough*t.amount*lo && came > 0
	}
	return came > 0 && came >= float64(t.amount*math.Max(0, lo))-float64(1e-9*t.amount)
}

// waitSource conditions what is overdue of a source. Tranches with a probability or
// a delay of their own wait by themselves; the others share the source's delay, and
// the one that waits longest says the most of it. Money held back by work that is
// not done, or by a window that has not opened, says nothing.
func (m *Model) waitSource(j int) {
	src, row, cut := &m.sources[j], &m.plan.Funding[j], float64(m.past.cut)
	longest, chance := 0.0, 1.0
	_, hi := notBelowZero(m.law(src.delay)).Support()
	for _, n := range src.known {
		_, h := m.law(n).Support()
		hi += h
	}
	for k := range src.tranches {
		t := &src.tranches[k]
		if t.expected != nil && !t.fixed {
			t.month = float64(*t.expected)
		}
		waited := cut - t.month
		if t.fixed || waited <= 0 || m.heldBack(t) || m.funds.Facilities[j].From >= m.past.cut {
			continue
		}
		if m.halfway(j, t) {
			t.month, t.delay, t.held = cut, constant(0), true
			continue
		}
		if t.own || t.delay.v >= 0 || !math.IsNaN(t.delay.c) {
			chance *= m.waitTranche(j, k, waited)
			continue
		}
		if hi < waited-1e-9 {
			m.refutedTranche(row, t)
			continue
		}
		longest = math.Max(longest, waited)
	}
	if longest > 0 {
		src.delay = m.positive(src.delay)
		h := m.lasted(src.delay, m.laws(src.known), longest, variable{key: "funding/" + row.ID + "/wait", label: row.ID + ".wait", name: row.Name, ref: row.Row.Ref("Delay")})
		if h.whole {
			src.delay, src.known = h.draw, []number{constant(h.extra)}
		}
		chance *= h.chance
	}
	if m.past.sources[j].gross == 0 && src.prob < 1 {
		src.prob = seen{1, chance}.posterior(src.prob)
	}
}

// halfway reports whether the as-of month parts a tranche that comes within a month and so
// in two: money came in the first.
func (m *Model) halfway(j int, t *tranche) bool {
	src := &m.sources[j]
	at, cut := m.expectedMonth(src, t), float64(m.past.cut)
	return t.came > 0 && m.certain(src, t) && at < cut && math.Ceil(at) >= cut
}

// waitTranche conditions a tranche with a probability or a delay of its own, and
// returns the chance that it says of its source.
func (m *Model) waitTranche(j, k int, waited float64) (chance float64) {
	src, row := &m.sources[j], &m.plan.Funding[j]
	t := &src.tranches[k]
	own, others := t.delay, m.laws(src.known)
	if own.v < 0 && math.IsNaN(own.c) { // the source's delay, but a probability of its own
		own = constant(0)
		others = append(others, notBelowZero(m.law(src.delay)))
	} else {
		own = m.positive(own)
	}
	v := variable{key: fmt.Sprintf("funding/%s/wait/%d", row.ID, k), label: row.ID + "." + m.plan.Project.Start.Add(int(t.due)).String() + ".wait", name: row.Name, ref: row.Row.Ref("Delay")}
	h := m.lasted(own, others, waited, v)
	if h.chance == 0 {
		m.refutedTranche(row, t)
		return 1
	}
	if h.whole {
		t.delay, t.held = h.draw, true
		t.month += h.extra
	}
	if t.own {
		t.prob = seen{1, h.chance}.posterior(t.prob)
		return 1
	}
	return h.chance
}

// positive makes the draws of a number below zero none.
func (m *Model) positive(n number) number {
	if n.v < 0 {
		return constant(math.Max(0, n.c))
	}
	v := &m.vars[n.v]
	v.dist = notBelowZero(v.dist)
	return n
}

// heldBack reports whether a tranche waits for work that is not done.
func (m *Model) heldBack(t *tranche) bool {
	for _, i := range t.lines {
		if m.past.lines[i].done < 1 {
			return true
		}
	}
	return false
}

// refutedTranche says that money has waited longer than its delay allows, and counts
// its delay from the as-of month on.
func (m *Model) refutedTranche(row *budget.Source, t *tranche) {
	if t.row.Table != nil {
		m.problem(budget.Warning, "plan-refuted", t.row.Ref("Date"), t.row.Excerpt("Source", "Date"), row.ID,
			m.plan.Project.Start.Add(int(t.month)).String(), m.plan.Project.Start.Add(m.past.cut).String())
	} else {
		m.refuted(row.Row, "Date", row.ID, t.month)
	}
	t.month = float64(m.past.cut)
}
