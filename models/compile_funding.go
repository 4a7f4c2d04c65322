package models

import (
	"fmt"
	"math"
	"strings"

	"ballast/budget"
	"ballast/models/waterfall"
)

// source is one funding source, compiled. Its facility (same index in
// Model.funds) says how it is drawn, serviced and repaid.
type source struct {
	id       string
	equity   bool // owners' money, not a claim on the project
	debt     bool // owed to somebody outside
	owed     bool // what is left of it at the horizon is a debt
	partner  int
	tranches []tranche
	plain    bool // all of them are
	onDemand bool
	delay    number
	factor   number
	arrives  number // uniform: arrives when below probability
	prob     float64
	driver   int // rate = base x index + spread; -1 fixed
	spread   float64
	base     float64
	open     float64   // planned first month of an on-demand source
	ratio    float64   // share of the committed money that a unit of total cost is worth at most; 0: no such limit
	planned  float64   // planned money, with every tranche on time
	earliest float64   // first month still to come
	known    []number  // delays of events that have struck
	rest     *credible // turns a draw of the factor into what is left to come; nil: as drawn
	required bool      // owners' money at a price of which no cash leaves
	monthly  float64   // that price a month, on the balance in use
}

// tranche is one planned arrival.
type tranche struct {
	month  float64
	amount float64
	delay  number  // own delay; v < 0 and c NaN: the source's
	due    float64 // planned month
	plain  bool    // comes where its source does, all of it, later by one draw at most
	own    bool    // has a probability of its own
	fixed  bool    // has arrived: month and amount are what happened
	closed bool    // no more of it comes
	held   bool    // its delay is all of its wait, events that have struck included

	came     float64 // of it so far
	arrives  number
	prob     float64
	lines    []int      // must be done
	risks    []int      // must not have occurred
	row      budget.Row // of the sheet Tranches
	expected *int       // month in which it is expected now
}

func (m *Model) compileFunding() {
	m.funds = &waterfall.Model{}
	for _, s := range m.plan.Funding {
		c := source{id: s.ID, equity: budget.IsOwners(s.Kind), partner: m.partnerIndex(s.Partner), onDemand: s.OnDemand,
			prob: s.Probability, driver: m.driverIndex(s.RateDriver), spread: s.Spread, open: float64(max(s.ArriveMonth, s.AvailableFrom))}
		if s.Required() {
			m.requiredReturn(&s, &c)
		}
		key := "funding/" + s.ID + "/"
		c.delay = m.delay(s.Delay, key+"delay", s.ID+".delay", s.Name)
		c.factor = m.quantity(s.AmountFactor, 1, key+"amount", s.ID, s.Name)
		m.setMain(s.ID, c.factor)
		c.arrives = m.chance(s.Probability, key+"arrives", s.ID+".arrives", s.Name, s.Row.Ref("Arrival probability"))
		if c.driver >= 0 {
			c.base = m.drivers[c.driver].base
		}
		if s.CoFinancing != nil && s.Committed.IsPositive() {
			c.ratio = *s.CoFinancing / s.Committed.InexactFloat64()
		}
		m.compileTranches(&s, &c)
		for _, t := range c.tranches {
			c.planned += t.amount
		}
		if c.onDemand {
			c.planned = s.Committed.InexactFloat64()
		}
		f := m.facility(&s)
		c.debt = f.Kind == "loan" || f.Kind == "revolver"
		c.owed = c.debt || f.Repayment != waterfall.None
		m.sources = append(m.sources, c)
		m.funds.Facilities = append(m.funds.Facilities, f)
	}
	m.compileRecovery()
	m.funds.Prepare(m.horizon)
}

// chance makes the draw that decides whether something of probability p
// happens; none is needed when it is certain.
func (m *Model) chance(p float64, key, label, name string, ref budget.Ref) number {
	if p >= 1 {
		return constant(0)
	}
	return m.add(variable{key: key, label: label, name: name, ref: ref, dist: uniform()})
}

// compileTranches lists the planned arrivals of a scheduled source: its
// tranches, or its committed amount at its date.
func (m *Model) compileTranches(s *budget.Source, c *source) {
	if c.onDemand {
		return
	}
	for _, t := range m.plan.Tranches {
		if !strings.EqualFold(t.Source, s.ID) {
			continue
		}
		key := fmt.Sprintf("funding/%s/tranche/%d", s.ID, t.Month)
		for _, other := range c.tranches {
			if other.month == float64(t.Month) {
				key += "+"
			}
		}
		ct := tranche{month: float64(t.Month), amount: t.Amount.InexactFloat64(), delay: constant(math.NaN()), prob: 1, arrives: constant(0),
			row: t.Row, due: float64(t.Month), expected: t.Expected, closed: t.Closed}
		label := s.ID + "." + m.plan.Project.Start.Add(t.Month).String()
		if t.Delay.Written() {
			ct.delay = m.delay(t.Delay, key+"/delay", label+".delay", s.Name)
		}
		if t.Probability != nil {
			ct.own, ct.prob = true, *t.Probability
			ct.arrives = m.chance(ct.prob, key+"/arrives", label+".arrives", s.Name, t.Row.Ref("Probability"))
		}
		for _, id := range t.Conditions {
			m.condition(id, &ct)
		}
		c.tranches = append(c.tranches, ct)
	}
	if len(c.tranches) == 0 {
		c.tranches = append(c.tranches, tranche{month: float64(s.ArriveMonth), amount: s.Committed.InexactFloat64(),
			delay: constant(math.NaN()), prob: 1, arrives: constant(0), due: float64(s.ArriveMonth), expected: s.Expected})
	}
}

// condition adds the line or risk of an ID to what a tranche waits for.
func (m *Model) condition(id string, t *tranche) {
	for i, l := range m.lines {
		if strings.EqualFold(l.id, id) {
			t.lines = append(t.lines, i)
		}
	}
	for i, r := range m.plan.Risks {
		if strings.EqualFold(r.ID, id) {
			t.risks = append(t.risks, i)
		}
	}
}

// facility turns the terms of a source into those of the waterfall.
func (m *Model) facility(s *budget.Source) waterfall.Facility {
	f := waterfall.Facility{Kind: s.Kind, Committed: s.Committed.InexactFloat64(), Upfront: s.UpfrontFee, Commitment: s.CommitmentFee,
		Rate: s.Rate, Spread: s.Spread, Grace: s.GraceMonths, Term: s.TermMonths, Every: max(1, s.PaymentMonths), Capitalise: s.CapitaliseGrace,
		Repayment: waterfall.RepaymentOf(s.Repayment), From: s.AvailableFrom, To: math.MaxInt32, Priority: s.Priority,
		OnDemand: s.OnDemand, Revolving: s.Kind == "revolver"}
	if m.isRecovered(s) {
		f.Repayment = waterfall.Recovered
	}
	if s.AvailableTo != nil {
		f.To = *s.AvailableTo
	}
	if s.Required() {
		f.Rate, f.Spread = s.PaidReturn, 0
	} else if k := m.driverIndex(s.RateDriver); k >= 0 {
		f.Rate = m.drivers[k].base + s.Spread // the supply's monthly rates replace it
	}
	return f
}

// isRecovered reports whether a source is set off against the collections of streams.
func (m *Model) isRecovered(s *budget.Source) bool {
	return s.Kind == "prepayment" && waterfall.RepaymentOf(s.Repayment) == waterfall.None && len(m.streams) > 0
}

// recovery is the part of a stream's collections that source may be set off against.
type recovery struct {
	source int
	part   float64
}

// compileRecovery shares the collections of every stream among the prepayments that are
// recovered from it, in proportion to their amounts.
func (m *Model) compileRecovery() {
	for i := range m.streams {
		var list []recovery
		sum := 0.0
		for j := range m.plan.Funding {
			s := &m.plan.Funding[j]
			if m.isRecovered(s) && namedIn(s.RecoveredFrom, m.streams[i].id) {
				list = append(list, recovery{j, m.sources[j].planned})
				sum += m.sources[j].planned
			}
		}
		for k := range list {
			list[k].part /= max(sum, 1e-9)
			if sum == 0 {
				list[k].part = 1 / float64(len(list))
			}
		}
		m.streams[i].recovered = list
		m.recovers = m.recovers || len(list) > 0
	}
}

// namedIn reports whether a list names an ID, as one that is empty does.
func namedIn(list []string, id string) bool {
	for _, x := range list {
		if strings.EqualFold(x, id) {
			return true
		}
	}
	return len(list) == 0
}
