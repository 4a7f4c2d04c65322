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
	order   []int // in which the choices are tried: what they leave alone stands from one to the next
	plan    planFuture
	changed []int                          // lines that the choice at hand changes
	takings []event                        // events of the choice at hand that change revenue
	months  []float64                      // money of risks by month
	later   []int                          // choices with other events than the plan's
	follows bool                           // the sources depend on the costs, the dates of lines or the events
	byCost  bool                           // on the costs
	stale   struct{ revenue, supply bool } // as another choice left them
	booked  []waterfall.Supply             // what the ledger was booked with last
}

// planFuture is the scenario at hand under the plan's choice.
type planFuture struct {
	touched                  []int
	paid, vat                []float64
	total, money             float64
	beyond, moneyBeyond      float64   // what of them comes after the horizon
	months                   []float64 // money of risks
	streamDelay, sourceDelay []float64
	takings                  []event
}

// newRiskTrials tries the choices of some effects in scenarios of one goroutine.
func newRiskTrials(s *scenario, to *riskEffects) *riskTrials {
	m, h := s.m, s.m.horizon
	e := &riskTrials{s: s, to: to, order: m.effectOrder(to.choices), months: make([]float64, h), follows: m.supplyFollows(), booked: m.newSupplies()}
	e.plan.paid, e.plan.vat, e.plan.months = make([]float64, h), make([]float64, h), make([]float64, h)
	e.plan.streamDelay, e.plan.sourceDelay = make([]float64, len(m.streams)), make([]float64, len(m.sources))
	e.byCost = slices.ContainsFunc(m.sources, func(x source) bool { return x.ratio > 0 })
	return e
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
// choice has it, up to its funding, and overwritten.
func (e *riskTrials) try() {
	s := e.s
	e.keep()
	e.record(0, s.m.hasCash() && slices.ContainsFunc(s.book.Gap[s.m.cut:], func(gap float64) bool { return gap > gapTolerance }))
	e.later = e.later[:0]
	for _, a := range e.order {
		c := e.to.choices[a]
		switch differs, money := s.differsUnder(c); {
		case !differs:
			e.to.repeat(1+a, s.id)
		case money: // all else is still as under the plan's choice
			s.now = c
			e.costs()
			if e.byCost {
				e.supply()
			}
			e.follow(1 + a)
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
		e.follow(1 + a)
	}
	s.now = planChoice
}

// keep takes up the scenario under the plan's choice, which keepPlan has seen.
func (e *riskTrials) keep() {
	s, p := e.s, &e.plan
	p.touched = append(p.touched[:0], s.touched...)
	copy(p.paid, s.paid)
	copy(p.vat, s.vat)
	p.total, p.beyond = s.layers[costLayers-1], s.beyond
	p.money, p.moneyBeyond = s.placeRisksIn(p.months)
	copy(p.streamDelay, s.streamDelay)
	copy(p.sourceDelay, s.sourceDelay)
	p.takings = appendTakings(p.takings[:0], s.events)
	e.stale.revenue, e.stale.supply = false, false
	e.book()
}

// placeRisksIn puts the payments for risks under the choice in force into months alone,
// and returns all of their money and what of it comes after the horizon.
func (s *scenario) placeRisksIn(months []float64) (total, beyond float64) {
	clear(months)
	paid := s.paid
	s.paid = months
	total, beyond = s.placeRiskMoney()
	s.paid = paid
	return total, beyond
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
	copy(s.paid, p.paid)
	copy(s.vat, p.vat)
	money, beyond := s.placeRisksIn(e.months)
	s.beyond = p.beyond + (beyond - p.moneyBeyond)
	for m, x := range e.months {
		s.paid[m] += x - p.months[m]
	}
	total := p.total + (money - p.money)
	e.changes()
	if len(e.changed) > 0 {
		clear(s.both)
		for _, i := range e.changed {
			total += s.replaceLine(i)
		}
		s.integrate()
	}
	s.layers[costLayers-1] = total
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
// whether that is no more than what a response costs.
func (s *scenario) differsUnder(c choice) (differs, money bool) {
	if c.without >= 0 {
		return s.happened[c.without] > 0, false
	}
	r := &s.m.risks[c.toggle]
	if r.off || !r.hasResponse {
		return false, false
	}
	copy(s.counts, s.happened)
	if s.happened[c.toggle] > 0 || s.eventCount(c.toggle, c) > 0 {
		return true, false
	}
	return r.cost != 0, true
}

// short reports whether money is missing under the choice at hand; what the sources bring
// whatever the cash is booked once for all choices of a scenario with the same supplies.
func (e *riskTrials) short() bool {
	s, m := e.s, e.s.m
	if !m.hasCash() {
		return false
	}
	if !e.same() {
		m.funds.Book(m.horizon, s.supplies, &s.book)
		e.book()
	}
	return m.funds.Short(s.ncf, m.opening, m.minimum, gapTolerance, s.supplies, &s.book)
}

// book notes the supplies that the ledger is booked with.
func (e *riskTrials) book() {
	for j := range e.booked {
		x, had := &e.s.supplies[j], &e.booked[j]
		copy(had.Arrivals, x.Arrivals)
		had.OpenFrom, had.Limit = x.OpenFrom, x.Limit
	}
}

// same reports whether the supplies are those of the ledger; the rates of a scenario are
// the same under every choice, what prepayments are set off against is not.
func (e *riskTrials) same() bool {
	for j := range e.booked {
		x, had := &e.s.supplies[j], &e.booked[j]
		if x.Recover != nil || x.OpenFrom != had.OpenFrom || x.Limit != had.Limit || !slices.Equal(x.Arrivals, had.Arrivals) {
			return false
		}
	}
	return true
}

// follow works out what follows from the costs, the revenue and the sources of the
// scenario under the a-th choice, and records it.
func (e *riskTrials) follow(a int) {
	e.s.owe()
	e.s.netFlow()
	e.record(a, e.short())
}

// record notes the figures of the scenario under the a-th choice, 0 the plan's.
func (e *riskTrials) record(a int, short bool) {
	s, col, i := e.s, e.to.of(a), e.s.id-e.to.first
	s.projectFlow()
	f := s.m.project.Glance(s.flow)
	col[effectTotal][i], col[effectNPV][i] = s.layers[costLayers-1], f.NPV
	col[effectPayback][i], col[effectGap][i] = f.Payback, 0
	if short {
		col[effectGap][i] = 1
	}
}
