package models

import (
	"slices"
)

// widen adds to a plan, by draws of its own, what few plans have: money held
// back, payments by the quarter, several conditions of an instalment, several
// parents of a risk.
func (p planner) widen() {
	for i := range p.Costs {
		c := &p.Costs[i]
		c.Retention, c.RetentionMonths = pick(p, 0, 0, 0, 0.1), pick(p, 0, 4)
	}
	for i := range p.Funding {
		p.Funding[i].PaymentMonths = pick(p, 0, 1, 1, 3, 6, 12)
	}
	for i := range p.Tranches {
		if t := &p.Tranches[i]; len(t.Conditions) > 0 && t.Conditions[0][0] == 'C' {
			t.Conditions = append(t.Conditions, pick(p, p.Costs...).ID)
		}
	}
	p.moreParents()
}

// moreParents gives some children a second parent; a parent has a smaller number
// than its children.
func (p planner) moreParents() {
	for i := range p.Risks {
		r := &p.Risks[i]
		for _, other := range p.Risks {
			if len(r.DependsOn) == 1 && other.ID < r.ID && !slices.Contains(r.DependsOn, other.ID) && p.chance(0.4) {
				r.DependsOn, r.AllParents = append(r.DependsOn, other.ID), p.chance(0.5)
			}
		}
	}
}
