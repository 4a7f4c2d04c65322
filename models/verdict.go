package models

import (
	"math"

	"ballast/budget/words"
	"ballast/models/outcome"
)

// verdict is the one advice on the reserve. In planning: by how much the limit must
// rise, or what is to be set aside. As of a month: short of the limit first; else what
// to ask for; else what can be released now (models/doc.go section 13).
//
// Checked: TestOneVerdict, TestReleasedReserveHolds.
func (s *Simulation) verdict(o *outcome.Outcome, c *outcome.Control) outcome.Verdict {
	m, p := s.m, s.m.plan.Project.ReserveConfidence
	v := outcome.Verdict{Do: "reserve", Confidence: p, Amount: o.Reserve.Contingency, CostAtConfidence: cents(s.col(m.out.total).quantile(p))}
	room := math.Inf(1)
	if limit := m.plan.Project.BudgetLimit; limit != nil {
		x := limit.InexactFloat64()
		v.Limit, room = &x, x-v.CostAtConfidence
		if room < -math.Max(0.005, 1e-8*math.Abs(x)) { // a smoothed quantile is found to so much
			v.Do, v.Amount = "limit", cents(-room)
			return v
		}
	}
	switch {
	case c == nil && v.Limit == nil:
	case c == nil:
		v.Do, v.Amount = "enough", cents(room)
	case c.ReserveLeft == nil:
		v.Amount = c.ReserveNeed
	case c.ReserveNeed > *c.ReserveLeft+0.005:
		v.Do, v.Amount = "ask", cents(c.ReserveNeed-*c.ReserveLeft)
	default:
		most := c.ReserveNeed
		for _, r := range o.Reserve.Release {
			if !r.Past {
				most = math.Max(most, r.Need)
			}
		}
		v.Do, v.Amount = "release", cents(math.Max(0, math.Min(*c.ReserveLeft, math.Min(*c.ReserveLeft-most, room))))
	}
	return v
}

// sentence words a verdict for the tables of the model.
func (m *Model) sentence(v outcome.Verdict) string {
	level, amount := percentLevel(v.Confidence), v.Written(words.Money{Currency: m.plan.Project.Currency, Language: m.words.Language})
	if v.Do == "limit" {
		return m.words.Say("verdict.limit", level, amount, amount)
	}
	return m.words.Say("verdict."+v.Do, amount, level)
}

// plannedEscalation is what the planned path of the indices adds to the base in the
// planned months of the work.
//
// Source: AACE International 58R-10, Escalation Estimating Principles and Methods:
// escalation is estimated apart from contingency.
// Checked: TestEscalationApart.
func (m *Model) plannedEscalation() float64 {
	lines, sum := m.lines, 0.0
	if m.past != nil {
		lines = m.past.full
	}
	for i := range lines {
		l := &lines[i]
		if l.driver < 0 && l.currency < 0 {
			continue
		}
		for k, w := range l.weights {
			at := int(l.start) + k
			sum += float64(l.base * w * (float64(m.plannedIndex(l.driver, at)*m.plannedIndex(l.currency, at)) - 1))
		}
	}
	return sum
}

// overrunLine is the cost beyond which reports speak of an overrun: the limit, else the
// base and its approved reserve, else the base, its planned escalation and the certain
// costs of responses.
func (m *Model) overrunLine() (over float64, what string) {
	p := &m.plan.Project
	switch {
	case p.BudgetLimit != nil:
		return p.BudgetLimit.InexactFloat64(), "limit"
	case p.Approved != nil:
		return m.base + p.Approved.InexactFloat64(), "approved"
	}
	over = m.base + m.plannedEscalation()
	register := m.risks
	if m.past != nil {
		register = m.past.register
	}
	for k := range register {
		if r := &register[k]; !r.off && r.respond {
			over += r.cost
		}
	}
	return over, "plan"
}
