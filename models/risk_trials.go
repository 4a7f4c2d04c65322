package models

import (
	"slices"

	"ballast/models/waterfall"
)

// The columns of one evaluation of a scenario under a choice.
const (
	effectTotal = iota
	effectNPV   // of the project's flow; without revenue the present value of cost, negative
	effectPayback
	effectGap
	effectColumns
)

// riskTrials works the scenario at hand out without each risk, and then with each
// response switched, on the same draws. A risk that is taken out still costs its response:
// the effect is that of the risk alone. What another choice leaves as it was under the
// plan's is not worked out again: of the costs the lines whose factor and delay stay,
// revenue without a change of it, and the sources.
//
// Checked: TestRiskTrialsAgree, against whole evaluations of random plans;
// TestResponseSwitchedOn, TestEffectsOnRandomPlans.
type riskTrials struct {
	s       *scenario
	to      *riskEffects
	order   []int  // in which the choices are tried: what they leave alone stands from one to the next
	money   []bool // [choice] it changes what is paid for risks, and nothing but what follows from that
	plan    planFuture
	changed []int                          // lines that the choice at hand changes
	takings []event                        // events of the choice at hand that change revenue
	months  []float64                      // money of risks by month, in those at hand
	later   []int                          // choices that change more than money
	follows bool                           // the sources depend on the costs, the dates of lines or the events
	byCost  []int                          // sources that depend on the costs
	stale   struct{ revenue, supply bool } // as another choice left them
	left    months                         // those that the last choice changed
	booked  []waterfall.Supply             // what the ledger was booked with last
	by      []event                        // what happens of a risk under the choice at hand
	tried   []riskTrial                    // memory of what is noted
}

// planFuture is the scenario at hand under the plan's choice.
type planFuture struct {
	touched                   []int
	paid, vat, collected, ncf []float64
	total, money              float64
	beyond, moneyBeyond       float64   // what of them comes after the horizon
	months                    []float64 // money of risks
	streamDelay, sourceDelay  []float64
	takings                   []event
	supplies                  []waterfall.Supply
	flowMarks
	gaps
}

// newRiskTrials tries the choices of some effects in scenarios of one goroutine.
func newRiskTrials(s *scenario, to *riskEffects) *riskTrials {
	m, h := s.m, s.m.horizon
	e := &riskTrials{s: s, to: to, order: m.effectOrder(to.choices), money: make([]bool, len(to.choices)), months: make([]float64, h), follows: m.supplyFollows(), booked: m.suppliesLike(s.supplies)}
	p := &e.plan
	p.paid, p.vat, p.months = make([]float64, h), make([]float64, h), make([]float64, h)
	p.collected, p.ncf, p.flowMarks = make([]float64, h), make([]float64, h), newFlowMarks(h)
	p.streamDelay, p.sourceDelay = make([]float64, len(m.streams)), make([]float64, len(m.sources))
	p.supplies = m.suppliesLike(s.supplies)
	for j := range m.sources {
		if m.sources[j].ratio > 0 {
			e.byCost = append(e.byCost, j)
		}
	}
	for a, c := range to.choices {
		e.money[a] = m.movesMoney(max(c.without, c.toggle))
	}
	return e
}

// movesMoney reports whether events of risk k change what is paid for risks, and nothing
// but what follows from that.
func (m *Model) movesMoney(k int) bool {
	r := &m.risks[k]
	stops := func(t tranche) bool { return slices.Contains(t.risks, k) }
	return m.past == nil && !r.children && !r.acts() && r.revenue.isZero() &&
		!slices.ContainsFunc(m.sources, func(x source) bool { return slices.ContainsFunc(x.tranches, stops) })
}

// take reports whether a scenario is one of those that are tried.
func (e *riskTrials) take(id int) bool {
	return e != nil && id >= e.to.first && id < e.to.first+e.to.n
}

// effectChoices lists the choices: first every risk taken out, then every response
// switched.
func (m *Model) effectChoices() []choice {
	var out []choice
	for k := range m.risks {
		out = append(out, choice{without: k, toggle: -1})
	}
	for k := range m.risks {
		out = append(out, choice{without: -1, toggle: k})
	}
	return out
}

// effectOrder is the order of the choices: first those that leave revenue and sources as
// they are, then those that leave the sources.
func (m *Model) effectOrder(choices []choice) []int {
	reach := make([]int, len(m.risks)) // 1: revenue, 2: sources, with what depends on the risk
	for k := range m.risks {
		r := &m.risks[k]
		if len(r.streams) > 0 {
			reach[k] = 1
		}
		if len(r.sources) > 0 {
			reach[k] |= 2
		}
	}
	for _, k := range slices.Backward(m.order) { // from children to parents
		for _, p := range m.risks[k].parents {
			reach[p] |= reach[k]
		}
	}
	order := make([]int, len(choices))
	for a := range order {
		order[a] = a
	}
	of := func(a int) int { return reach[max(choices[a].without, choices[a].toggle)] }
	slices.SortStableFunc(order, func(a, b int) int { return of(a) - of(b) })
	return order
}

// try works the scenario at hand out under every choice. It is handed over as the plan's
// choice has it, funded, and overwritten.
func (e *riskTrials) try() {
	s := e.s
	e.keep()
	e.later = e.later[:0]
	copy(s.counts, s.happened)
	if cap(e.tried)-len(e.tried) < len(e.order) {
		e.tried = make([]riskTrial, 0, max(512, len(e.order)))
	}
	begun := len(e.tried)
	for _, a := range e.order {
		c := e.to.choices[a]
		switch differs, money := s.differsUnder(c); {
		case !differs:
		case money: // all is still as under the plan's choice
			s.now = c
			e.tryMoney(a, 0, 0, nil)
		case e.money[a]:
			s.now = c
			lo, hi := s.placeOf(max(c.without, c.toggle))
			e.by = s.eventsUnder(e.by[:0], c)
			e.tryMoney(a, lo, hi, e.by)
		default:
			e.later = append(e.later, a)
		}
	}
	for _, a := range e.later {
		s.now = e.to.choices[a]
		s.happen(s.now)
		s.effects()
		e.costs()
		e.revenue()
		e.supply()
		e.follow(a, e.differing())
	}
	s.now = planChoice
	e.to.tried[s.id-e.to.first] = e.tried[begun:len(e.tried):len(e.tried)]
}

// keep takes up the scenario under the plan's choice, which keepPlan has seen.
func (e *riskTrials) keep() {
	s, p := e.s, &e.plan
	p.touched = append(p.touched[:0], s.touched...)
	copy(p.paid, s.paid)
	copy(p.vat, s.vat)
	copy(p.collected, s.collected)
	copy(p.ncf, s.ncf)
	e.left = noMonths(len(p.ncf))
	p.total, p.beyond = s.layers[costLayers-1], s.beyond
	clear(p.months)
	money := riskMonths{months: p.months}
	money.add(s, s.planEvents)
	money.answer(s)
	p.money, p.moneyBeyond = money.total, money.beyond
	copy(p.streamDelay, s.streamDelay)
	copy(p.sourceDelay, s.sourceDelay)
	p.takings = appendTakings(p.takings[:0], s.events)
	e.stale.revenue, e.stale.supply = false, false
	e.keepGaps()
	copySupplies(p.supplies, s.supplies)
	copySupplies(e.booked, s.supplies)
	npv, payback := p.mark(s)
	e.to.keep(s.id, [effectColumns]float64{p.total, npv, payback, oneIf(p.first < len(p.ncf))})
}

// tryMoney works the scenario out under a choice that does no more than replace some
// events, from the place lo on to hi, or the cost of a response.
func (e *riskTrials) tryMoney(a, lo, hi int, by []event) {
	s := e.s
	at := noMonths(len(s.paid))
	at.addEvents(s, s.planEvents[lo:hi])
	at.addEvents(s, by)
	if k := s.now.toggle; k >= 0 && s.m.risks[k].cost != 0 {
		at.add(s.m.risks[k].from, 1, len(s.paid))
	}
	clear(at.of(e.months))
	money := riskMonths{months: e.months}
	money.add(s, s.planEvents[:lo])
	money.add(s, by)
	money.add(s, s.planEvents[hi:])
	money.answer(s)
	copy(e.left.of(s.paid), e.left.of(e.plan.paid))
	e.pay(&money, at)
	for _, j := range e.byCost { // and on nothing else that this changes
		s.supplyOf(j)
		e.stale.supply = true
	}
	e.follow(a, at)
}

// pay puts what is paid for risks under another choice in some months in the place of what
// is under the plan's.
func (e *riskTrials) pay(money *riskMonths, at months) {
	s, p := e.s, &e.plan
	paid, had, was := at.of(s.paid), at.of(p.months), at.of(p.paid)
	for m, x := range at.of(money.months) {
		paid[m] = was[m] + (x - had[m])
	}
	s.beyond = p.beyond + (money.beyond - p.moneyBeyond)
	s.layers[costLayers-1] = p.total + (money.total - p.money)
}

// appendTakings adds the events that change revenue.
func appendTakings(list, events []event) []event {
	for _, x := range events {
		if x.revenue != 0 {
			list = append(list, x)
		}
	}
	return list
}

// costs works out payments and total cost under another choice than the plan's: those
// of the plan, with what it changes taken out and put in again.
func (e *riskTrials) costs() {
	s, p := e.s, &e.plan
	copy(s.vat, p.vat)
	clear(e.months)
	money := riskMonths{months: e.months}
	money.add(s, s.events)
	money.answer(s)
	e.pay(&money, months{0, len(e.months)})
	e.changes()
	if len(e.changed) > 0 {
		clear(s.both)
		for _, i := range e.changed {
			s.layers[costLayers-1] += s.replaceLine(i)
		}
		s.integrate()
	}
}

// changes lists the lines whose factor or delay is not the plan's.
func (e *riskTrials) changes() {
	s := e.s
	e.changed = e.changed[:0]
	differs := func(i int) bool { return s.factor[i] != s.planFactor[i] || s.delay[i] != s.planDelay[i] }
	for _, i := range s.touched {
		if differs(i) {
			e.changed = append(e.changed, i)
		}
	}
	for _, i := range e.plan.touched {
		if !s.isTouched[i] && differs(i) {
			e.changed = append(e.changed, i)
		}
	}
}

// replaceLine takes line i as the plan's choice has it out of the months and puts it in
// under the choice at hand; it returns by how much that changes its total, and changes what
// is beyond the horizon.
func (s *scenario) replaceLine(i int) float64 {
	s.take(i)
	factor, delay := s.factor[i], s.delay[i]
	s.factor[i], s.delay[i] = s.planFactor[i], s.planDelay[i]
	before, less := s.placeLine(i, s.start(i), -s.final(i))
	s.factor[i], s.delay[i] = factor, delay
	after, more := s.placeLine(i, s.start(i), s.final(i))
	s.beyond += more + less
	return after + before
}

// revenue works out the revenue under the choice at hand, unless that stands already.
func (e *riskTrials) revenue() {
	s, p := e.s, &e.plan
	e.takings = appendTakings(e.takings[:0], s.events)
	differs := !slices.Equal(s.streamDelay, p.streamDelay) || !slices.Equal(e.takings, p.takings)
	if differs || e.stale.revenue {
		s.revenue()
	}
	e.stale.revenue = differs
}

// supplyFollows reports whether a source depends on more than its own draws and delays.
func (m *Model) supplyFollows() bool {
	return slices.ContainsFunc(m.sources, func(x source) bool {
		return x.ratio > 0 || slices.ContainsFunc(x.tranches, func(t tranche) bool { return len(t.lines)+len(t.risks) > 0 })
	})
}

// supply works out the sources under the choice at hand, unless they stand already.
func (e *riskTrials) supply() {
	s := e.s
	if differs := e.follows || !slices.Equal(s.sourceDelay, e.plan.sourceDelay); differs || e.stale.supply {
		s.supply()
		e.stale.supply = differs
	}
}

// differsUnder reports whether a choice can change anything in the scenario at hand, and
// whether that is no more than what a response costs; the counts are the plan's.
func (s *scenario) differsUnder(c choice) (differs, money bool) {
	if c.without >= 0 {
		return s.happened[c.without] > 0, false
	}
	r := &s.m.risks[c.toggle]
	if r.off || !r.hasResponse {
		return false, false
	}
	if s.happened[c.toggle] > 0 || s.eventCount(c.toggle, c) > 0 {
		return true, false
	}
	return r.cost != 0, true
}

// differing are the months from the first to the last in which something is paid or
// collected otherwise than under the plan's choice.
func (e *riskTrials) differing() months {
	s, p := e.s, &e.plan
	at := noMonths(len(p.paid))
	for m := range p.paid {
		if s.paid[m] != p.paid[m] || s.collected[m] != p.collected[m] || s.vat[m] != p.vat[m] {
			at.add(m, 1, len(p.paid))
		}
	}
	return at
}

// follow works out what follows from the costs, the revenue and the sources of the
// scenario under a choice that changes some months, and records it. A tax on profit
// changes those after them too.
func (e *riskTrials) follow(a int, at months) {
	s := e.s
	s.owe()
	if s.m.plan.Project.TaxRate > 0 {
		at.to = len(s.ncf)
	}
	s.netFlowIn(min(at.from, e.left.from), max(at.to, e.left.to))
	e.left = at
	npv, payback := e.plan.look(s, at)
	e.tried = append(e.tried, riskTrial{choice: a, scenario: s.id - e.to.first, figures: [effectColumns]float64{s.layers[costLayers-1], npv, payback, oneIf(e.short(at))}})
}
