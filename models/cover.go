package models

import (
	"math"

	"ballast/budget"
	"ballast/models/returns"
	"ballast/models/waterfall"
)

// cover is what the debt service cover of a plan is judged by, compiled
// (models/doc.go section 9).
type cover struct {
	from     int    // first planned month of operation; the horizon where there is none
	debts    bool   // a source is debt
	building []int  // lines for building that may pay in operation
	noted    []bool // [line] one of them that is paid by its months alone; nil: there is none
	risks    []bool // [risk] its money is for building alone
	lasting  []bool // [source] what it brings comes to stay
	bullet   bool   // a debt is repaid in one sum
}

// compileCover comes after lines, risks, sources and streams.
func (m *Model) compileCover() {
	c := &m.cover
	c.from = m.horizon
	if from := m.plan.Project.Mixes.DSCRFrom; from != nil {
		c.from = max(0, *from)
	}
	if len(m.streams) > 0 {
		c.from = m.horizon
	}
	for j := range m.streams {
		c.from = min(c.from, max(0, int(m.streams[j].start)))
	}
	c.lasting = make([]bool, len(m.sources))
	for j := range m.sources {
		f := &m.funds.Facilities[j]
		c.lasting[j] = !f.Revolving && f.Kind != "prepayment"
		c.debts = c.debts || m.isDebt(j)
		c.bullet = c.bullet || f.ByTerm() && f.Repayment == waterfall.Bullet
	}
	if !m.judgesCover() {
		return
	}
	outside := make([]bool, len(m.lines))
	for i := range m.lines {
		outside[i] = isBuilding(&m.plan.Costs[i])
		if outside[i] && m.paysAfter(i, float64(c.from)) {
			c.building = append(c.building, i)
			if c.noted == nil {
				c.noted = make([]bool, len(m.lines))
			}
			c.noted[i] = m.lines[i].isPaidByMonths() && m.past == nil
		}
	}
	c.risks = make([]bool, len(m.risks))
	for k := range m.risks {
		r := &m.risks[k]
		c.risks[k] = len(r.lines) > 0 && len(r.streams) == 0 && r.to+max(1, r.spread) > c.from
		for _, i := range r.lines {
			c.risks[k] = c.risks[k] && outside[i]
		}
	}
}

// isDebt reports whether what source j brings is owed to somebody outside.
func (m *Model) isDebt(j int) bool { return m.sources[j].debt }

// judgesCover reports whether the plan has debt, and a month of operation inside the
// horizon.
func (m *Model) judgesCover() bool { return m.cover.debts && m.cover.from < m.horizon }

// coverFloor is the cover that the plan asks for; without one, all that is due.
func (m *Model) coverFloor() float64 {
	if x := m.plan.Project.Mixes.DSCRFloor; x != nil {
		return *x
	}
	return 1
}

// isBuilding reports whether a line belongs to what is built before operation.
func isBuilding(c *budget.CostLine) bool {
	return c.Phase == "design" || c.Phase == "procurement" || c.Phase == "construction"
}

// buildsInOperation reports whether payments for building may fall into operation.
func (m *Model) buildsInOperation() bool {
	for _, x := range m.cover.risks {
		if x {
			return true
		}
	}
	return len(m.cover.building) > 0
}

// paysAfter reports whether line i can pay anything from a month on.
func (m *Model) paysAfter(i int, month float64) bool {
	l := &m.lines[i]
	last := l.start + m.most(l.slip) + float64(l.months*m.most(l.stretch)) + m.most(l.lag) + l.afterwards() + 1
	if l.late.v >= 0 {
		last += m.most(l.lateDelay)
	}
	for k := range m.risks {
		if r := &m.risks[k]; !r.off && !r.delay.isZero() {
			for _, j := range r.lines {
				if j == i && r.rate > 0 {
					return true
				} else if j == i {
					last += max(0, m.most(r.delay))
				}
			}
		}
	}
	return max(last, l.earliest+l.months) > month || l.rest != nil
}

// afterwards is how many months after the last bill money may still move: retention
// is released, tax comes back.
func (l *line) afterwards() float64 {
	after := 0.0
	if l.retention != 0 {
		after = l.release
	}
	if l.vat != 0 {
		after += float64(l.refund)
	}
	return after
}

// most is the largest value of a number, +Inf where there is none.
func (m *Model) most(n number) float64 {
	if n.v < 0 {
		return n.c
	}
	_, hi := m.vars[n.v].dist.Support()
	return hi
}

// build fills s.building with the payments for building by month, from the first
// month of operation on.
func (s *scenario) build() {
	m := s.m
	c := &m.cover
	clear(s.building)
	incurred, both, paid, vat := s.incurred, s.both, s.paid, s.vat
	s.incurred, s.both, s.paid, s.vat = s.scratch, s.building, s.building, s.scratch
	for _, i := range c.building {
		if s.tiles != nil && m.plain.flowed[i] && !s.isTouched[i] {
			continue // below, with all that the tiles have
		}
		s.take(i)
		start := s.start(i)
		if s.isPaidBefore(i, start, c.from) {
			continue
		}
		k0, a := int(math.Floor(start)), s.final(i)
		if n := &s.notes[i]; n.turn != s.turn || n.start != start || n.amount != a {
			s.placeMonths(i, k0, start-float64(k0), a, s.lineWeights(i))
			continue
		}
		if l := &m.lines[i]; l.advance != 0 {
			addSplit(s.building, start, s.advanceOf(l, k0, a))
		}
		addFrom(s.building, k0+int(s.lag[i]), s.notes[i].money)
	}
	s.incurred, s.both, s.paid, s.vat = incurred, both, paid, vat
	for k := range s.events {
		e := &s.events[k]
		if c.risks[e.risk] {
			month, parts := s.eventMonths(e)
			s.buildRisk(month, parts, s.eventMoney(*e))
		}
	}
	for _, k := range m.answered {
		if r := &m.risks[k]; c.risks[k] && planChoice.response(m, k) {
			s.buildRisk(r.from, 1, r.cost)
		}
	}
	if s.tiles != nil && s.tiles.flows != nil {
		j := s.i - s.tiles.first
		for m := c.from; m < len(s.building); m++ {
			s.building[m] += s.tiles.flows.building[m*strip+j]
		}
	}
	clear(s.building[:c.from])
	if p := m.past; p != nil {
		for _, i := range c.building {
			for k := c.from; k < m.horizon; k++ {
				s.building[k] += p.lines[i].flow[k]
			}
		}
	}
}

// isPaidBefore reports whether nothing of line i is paid from a month on.
func (s *scenario) isPaidBefore(i int, start float64, from int) bool {
	return start+s.duration[i]+s.lag[i]+s.m.lines[i].afterwards()+1 <= float64(from)
}

// isPaidByMonths reports whether nothing but the advance and the money of its months is
// paid for a line.
func (l *line) isPaidByMonths() bool {
	return l.direct && len(l.impulses) == 0
}

// monthsPaid is what was paid for the months of a line with that start and amount.
type monthsPaid struct {
	turn          uint64 // the scenario
	start, amount float64
	money         []float64
}

// note keeps the monthly payments of line i, which has just been placed, for build; not
// where they fall within months.
func (s *scenario) note(i int, start, amount float64) {
	if lag := s.lag[i]; lag != math.Floor(lag) || lag >= float64(s.m.horizon) || s.isPaidBefore(i, start, s.m.cover.from) {
		return
	}
	n := &s.notes[i]
	n.turn, n.start, n.amount, n.money = s.turn, start, amount, append(n.money[:0], s.money...)
}

func (s *scenario) buildRisk(month, spread int, money float64) {
	n := max(1, spread)
	for j := range n {
		put(s.building, month+j, money/float64(n))
	}
}

// serviceOf is the flow that pays the debt of the scenario, what is due, and the
// first month from which its cover is judged: the later of the first principal due
// and the first planned month of operation.
func (s *scenario) serviceOf() (flow returns.Service, first int) {
	flow = returns.Service{Available: s.available, Due: s.due}
	if s.m.buildsInOperation() {
		flow.Building, flow.Lasting = s.building, s.lasting
	}
	return flow, max(s.firstPrincipal(), s.m.cover.from)
}

// debt is what is owed of all loans by month and what it costs: interest paid or added
// to the balance, as a share of what was owed before. A revolver is turned over and no
// part of it.
func (s *scenario) debt() returns.Debt {
	h := s.m.horizon
	d := returns.Debt{Owed: make([]float64, h), Rate: make([]float64, h)}
	for m := range h {
		before, charged := 0.0, 0.0
		for j := range s.m.sources {
			if s.m.funds.Facilities[j].Kind != "loan" {
				continue
			}
			was, b := 0.0, &s.book
			if m > 0 {
				was = b.Balance[j][m-1]
			}
			before += was
			d.Owed[m] += b.Balance[j][m]
			charged += b.Interest[j][m] + (b.Balance[j][m] - was + b.Principal[j][m] - b.Drawn[j][m])
		}
		if before > 0 {
			d.Rate[m] = charged / before
		}
	}
	return d
}

// indebted reports whether the scenario draws on any debt.
func (s *scenario) indebted() bool {
	for j := range s.m.sources {
		if s.m.isDebt(j) && s.book.Booked[j].Next(0) < s.m.horizon {
			for _, x := range s.book.Drawn[j] {
				if x != 0 {
					return true
				}
			}
		}
	}
	return false
}
