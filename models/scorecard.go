package models

import (
	"math"
	"slices"
	"strings"

	"ballast/budget"
	"ballast/models/outcome"
)

// marking is the rule of one mark: up to (or, falling, down to) which figure it
// is A, B or C; beyond, D.
type marking struct {
	falling bool
	a, b, c float64
}

// markings are the rules of the marks, in the order of Card.Marks. The sheet
// Scorecard shows them.
func markings() []marking {
	return []marking{
		{true, 0.9995, 0.95, 0.88}, // CPI
		{false, 0.40, 0.60, 0.80},  // probability of overrun
		{false, 0.50, 0.80, 1.00},  // reserve drawn against allocated
		{false, 0.05, 0.10, 0.20},  // forecast error
		{false, 0.05, 0.12, 0.25},  // late rate
	}
}

// mark is 4 for A down to 1 for D, 0 where there is no figure.
func (g marking) mark(x *float64) int {
	if x == nil || math.IsNaN(*x) {
		return 0
	}
	for k, at := range []float64{g.a, g.b, g.c} {
		if g.falling && *x >= at || !g.falling && *x <= at {
			return 4 - k
		}
	}
	return 1
}

func letter(mark int) string { return [...]string{"-", "D", "C", "B", "A"}[mark] }

// gradeCard fills marks and grade of a card.
func gradeCard(c *outcome.Card) {
	figures := []*float64{c.CPI, c.ProbabilityOverrun, c.DrawnShare, c.ForecastError, c.LateRate}
	sum, n := 0, 0
	var marks []string
	for k, g := range markings() {
		m := g.mark(figures[k])
		marks = append(marks, letter(m))
		if m > 0 {
			sum += m
			n++
		}
	}
	c.Marks = strings.Join(marks, " ")
	if n > 0 {
		c.Grade = letter(int(math.Floor(float64(sum)/float64(n) + 0.5)))
	} else {
		c.Grade = letter(0)
	}
}

// scorecard grades owners and vendors by what they answer for.
func (m *Model) scorecard(o *outcome.Outcome, c *outcome.Control) {
	for _, p := range c.Owners {
		if p.ID == "" {
			continue
		}
		card := m.card(p, func(l *budget.CostLine) bool { return l.Owner == p.ID })
		for _, l := range m.plan.Ledger {
			if l.Month < m.cut && m.answers(l.For) == p.ID {
				card.ReserveDrawn += l.Amount.InexactFloat64()
			}
		}
		for _, a := range o.Reserve.Allocation.Owners {
			if a.ID == p.ID {
				card.ReserveAllocated = a.Amount
			}
		}
		if card.ReserveAllocated > 0 {
			card.DrawnShare, _ = outcome.Ratio(card.ReserveDrawn, card.ReserveAllocated, "")
		}
		gradeCard(&card)
		c.Cards.Owners = append(c.Cards.Owners, card)
	}
	for _, p := range c.Vendors {
		card := m.card(p, func(l *budget.CostLine) bool { return l.Vendor == p.ID })
		gradeCard(&card)
		m.propose(&card)
		c.Cards.Vendors = append(c.Cards.Vendors, card)
	}
}

// card collects the figures of some lines.
func (m *Model) card(p outcome.Performance, mine func(l *budget.CostLine) bool) outcome.Card {
	c := outcome.Card{Name: p.Name}
	actual, plan := make([]float64, m.cut), make([]float64, m.cut)
	due, missing := 0.0, 0.0
	for i := range m.plan.Costs {
		if !mine(&m.plan.Costs[i]) {
			continue
		}
		st, l := &m.past.lines[i], &m.past.full[i]
		addTo(actual, st.spent)
		for k, w := range l.weights {
			if at := int(l.start) + k; at < m.cut {
				plan[at] += l.base * w
			}
		}
		due += st.pv
		missing += math.Max(0, st.pv-st.ev)
	}
	if p.AC == 0 && p.PV == 0 {
		return c // nothing was due and nothing was done
	}
	c.CPI = p.CPI
	over := p.ProbabilityOverrun
	c.ProbabilityOverrun = &over
	miss := 0.0
	for k := range plan {
		miss += math.Abs(actual[k] - plan[k])
	}
	c.ForecastError, _ = outcome.Ratio(miss, total(plan), "")
	c.LateRate, _ = outcome.Ratio(missing, due, "")
	return c
}

// answers is the owner of a line or risk, "" for other words.
func (m *Model) answers(id string) string {
	for _, l := range m.plan.Costs {
		if strings.EqualFold(l.ID, id) {
			return l.Owner
		}
	}
	if k := m.riskIndex(id); k >= 0 {
		return m.plan.Risks[k].Owner
	}
	return ""
}

// propose says what to write into the sheet Vendors next month: the new grade,
// and an on-time rate half way between the plan's and what was seen. It is
// never written there by itself.
func (m *Model) propose(c *outcome.Card) {
	k := slices.IndexFunc(m.plan.Vendors, func(v budget.Vendor) bool { return v.Name == c.Name })
	if k < 0 || c.Grade == letter(0) {
		return
	}
	v := &m.plan.Vendors[k]
	c.OldGrade = strings.ToUpper(v.Grade)
	onTime, _, _ := gradeDefaults(v.Grade)
	if v.OnTime != nil {
		onTime = *v.OnTime
	}
	if c.LateRate != nil {
		onTime = (onTime + 1 - *c.LateRate) / 2
	}
	if c.OldGrade != c.Grade {
		c.Proposal = m.words.Say("control.proposal", c.Grade, percentText(math.Round(onTime*100)/100))
	}
}
