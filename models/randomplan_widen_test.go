package models

import (
	"slices"

	"ballast/budget"
)

// widen adds to a plan, by draws of its own, what few plans have: money held
// back, payments by the quarter, several conditions of an instalment, several
// parents of a risk, VAT, streams that begin and end within a month, co-financing.
func (p planner) widen() {
	for i := range p.Costs {
		c := &p.Costs[i]
		c.Retention, c.RetentionMonths = pick(p, 0, 0, 0, 0.1), pick(p, 0, 4)
		c.VAT, c.VATRecovered, c.VATMonths = pick(p, 0, 0, 0, 0.19), p.chance(0.7), pick(p, 0, 1, 5)
	}
	for i := range p.Costs {
		if c := &p.Costs[i]; p.chance(0.1) {
			c.PaymentLag = &budget.Quantity{Field: "Payment lag", Text: pick(p, "-1", "-2.5", "Uniform(-3,1)")}
		}
	}
	for i := range p.Revenue {
		s := &p.Revenue[i]
		s.StartPart, s.EndPart = pick(p, 0, 0, 0.25, 0.9), pick(p, 0, 0.5)
	}
	for i := range p.Funding {
		s := &p.Funding[i]
		s.PaymentMonths, s.CoFinancing = pick(p, 0, 1, 1, 3, 6, 12), maybe(p, 0.15, pick(p, 0.05, 0.5))
	}
	for i := range p.Tranches {
		if t := &p.Tranches[i]; len(t.Conditions) > 0 && t.Conditions[0][0] == 'C' {
			t.Conditions = append(t.Conditions, pick(p, p.Costs...).ID)
		}
	}
	p.moreParents()
	p.owners()
}

// owners gives owners' money a price, and some of it a return that is paid.
func (p planner) owners() {
	p.Project.CostOfEquity = maybe(p, 0.4, p.between(0.05, 0.2))
	for i := range p.Funding {
		s := &p.Funding[i]
		if s.Kind == "prepayment" && len(p.Revenue) > 0 && p.chance(0.6) {
			s.RecoveredFrom = []string{pick(p, p.Revenue...).ID}
		}
		if !budget.IsOwners(s.Kind) {
			continue
		}
		if s.Rate == 0 && p.chance(0.5) {
			s.Rate, s.RateSaid = pick(p, 0, 0.06, 0.15, 0.3), true
		}
		s.PaidReturn, s.GraceSaid = pick(p, 0, 0, 0.04, 0.2), p.chance(0.05)
	}
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
