package models

import (
	"math"
	"slices"
	"strings"

	"ballast/budget"
	"ballast/models/outcome"
)

// gates says where every phase with a gate stands, in the order of the gates.
//
// Checked: TestGatesByHand.
func (m *Model) gates(c *outcome.Control) []outcome.Gate {
	last := m.plan.LastMonth()
	var out []outcome.Gate
	for i := range m.plan.Gates {
		g := &m.plan.Gates[i]
		if g.Month > last {
			continue
		}
		k := slices.IndexFunc(out, func(x outcome.Gate) bool { return x.Phase == g.Phase })
		if k < 0 {
			k = len(out)
			out = append(out, m.phaseNow(g.Phase, c))
		}
		x := &out[k]
		x.Released += g.Released.InexactFloat64()
		x.Reserve += g.Reserve.InexactFloat64()
		x.Returned += g.Returned.InexactFloat64()
		x.Ended = x.Ended || g.Closed
		x.Approved = g.Approved
	}
	for i := range out {
		x := &out[i]
		x.Open = cents(x.Released - x.Spent)
		if x.Ended {
			x.GiveBack = cents(math.Max(0, x.Reserve-x.Used-x.Returned))
		}
	}
	return out
}

// phaseNow is the budget of a phase, what it spent, and what it used of the reserve.
func (m *Model) phaseNow(phase string, c *outcome.Control) outcome.Gate {
	last := m.plan.LastMonth()
	g := outcome.Gate{Phase: phase, Spent: m.plan.PhaseSpent(phase, last).InexactFloat64()}
	drawn := 0.0
	for i := range m.plan.Costs {
		l := &m.plan.Costs[i]
		if l.Phase != phase {
			continue
		}
		g.Budget += m.lineBase(i) + m.plan.Changed(l.ID, last).InexactFloat64()
		drawn += m.drawnFor(l, last)
	}
	g.Used = drawn
	if c != nil {
		for i := range c.Phases {
			if p := &c.Phases[i]; p.ID == phase {
				g.Complete = p.PercentComplete
				g.Used = math.Max(drawn, p.AC-p.EV)
				g.Ended = p.PercentComplete != nil && *p.PercentComplete >= 1-1e-9
			}
		}
	}
	g.Used, g.Budget = cents(math.Max(0, g.Used)), cents(g.Budget)
	return g
}

// drawnFor is what the ledger drew for a line up to a month.
func (m *Model) drawnFor(line *budget.CostLine, last int) float64 {
	sum := 0.0
	for _, l := range m.plan.Ledger {
		if l.Month <= last && strings.EqualFold(l.For, line.ID) {
			sum += l.Amount.InexactFloat64()
		}
	}
	return sum
}

// followups says how far every action is, and what the figure that it is about has
// come to. What that was when the action was opened only a history knows.
//
// Checked: TestActionsAreFollowed.
func (s *Simulation) followups(o *outcome.Outcome) []outcome.Followup {
	m, last := s.m, s.m.plan.LastMonth()
	read := &readings{s: s, o: o, c: o.Control}
	var out []outcome.Followup
	for i := range m.plan.Actions {
		a := &m.plan.Actions[i]
		if a.Month > last {
			continue
		}
		f := outcome.Followup{ID: a.ID, Date: m.plan.Project.Start.Add(a.Month).String(), Metric: a.Metric, Where: a.Where, What: a.What, Owner: a.Owner,
			Status: a.Status, Outcome: a.Outcome, Tier: "none"}
		if a.Due != nil {
			f.Due = m.plan.Project.Start.Add(*a.Due).String()
			f.Overdue = a.Status != "closed" && *a.Due < last && m.plan.Project.AsOf != nil
		}
		if a.Metric != "" {
			for _, r := range read.of(a.Metric) {
				if strings.EqualFold(r.where, a.Where) {
					x := r.value
					f.Now = &x
				}
			}
		}
		for k := range o.Warnings {
			if w := &o.Warnings[k]; a.Answers(w.Metric, w.Where) {
				w.Action, w.Status = a.ID, a.Status
				f.Tier = w.Tier
			}
		}
		out = append(out, f)
	}
	return out
}
