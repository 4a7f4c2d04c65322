package models

import "ballast/budget"

// Range is how far the amount of a cost line is spread: the quantiles of its estimate, in
// money per unit of the line (in all, or a month).
type Range struct {
	Line          int     // of the plan
	Low, Mid, Top float64 // P10, P50, P90
	Least, Most   float64 // its ends, infinite where it has none
	Driver        bool    // an index that moves at random comes on top
	Ref           budget.Ref
}

// Ranges lists the cost lines whose amount is uncertain.
func (m *Model) Ranges() []Range {
	lines := m.lines
	if m.past != nil {
		lines = m.past.full
	}
	var out []Range
	for i := range lines {
		l := &lines[i]
		if l.amount.v < 0 {
			continue
		}
		v := &m.vars[l.amount.v]
		r := Range{Line: i, Low: v.dist.Quantile(0.1) * l.scale, Mid: v.dist.Quantile(0.5) * l.scale, Top: v.dist.Quantile(0.9) * l.scale, Ref: v.ref}
		r.Least, r.Most = v.dist.Support()
		r.Least, r.Most = r.Least*l.scale, r.Most*l.scale
		r.Driver = l.driver >= 0 && len(m.drivers[l.driver].shocks) > 0 || l.currency >= 0 && len(m.drivers[l.currency].shocks) > 0
		out = append(out, r)
	}
	return out
}

// LineBase is what cost line i of the plan adds to the base.
func (m *Model) LineBase(i int) float64 {
	if m.past != nil {
		return m.past.full[i].base
	}
	return m.lines[i].base
}

// Model is the model that the run simulated.
func (s *Simulation) Model() *Model { return s.m }
