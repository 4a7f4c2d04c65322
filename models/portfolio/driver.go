package portfolio

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ballast/budget"
	"ballast/models"
)

// describe writes the parameters of a driver as the sheet has them.
func describe(d *budget.Driver) string {
	parts := []string{d.Kind}
	if d.Growth != 0 {
		parts = append(parts, "growth "+number(100*d.Growth)+" %")
	}
	if d.Volatility != 0 {
		parts = append(parts, "volatility "+number(100*d.Volatility)+" %")
	}
	if d.Speed != 0 {
		parts = append(parts, "speed "+number(d.Speed))
	}
	if d.Base != 0 && d.Base != 1 {
		parts = append(parts, "base "+number(d.Base))
	}
	if len(d.Table) > 0 {
		parts = append(parts, fmt.Sprintf("table of %d", len(d.Table)))
	}
	return strings.Join(parts, ", ")
}

func number(x float64) string { return strconv.FormatFloat(x, 'g', 6, 64) }

// coordinates are the points that plans share: one for a driver in a month of the
// calendar, in the order in which plans bring them.
type coordinates struct {
	names []string
	at    map[string]int
}

// place is the coordinate of a step, a new one at the end where no plan had it before.
func (c *coordinates) place(s models.Shock) int {
	name := "driver/" + nameKey(s.Driver) + "/" + s.Month.String()
	k, ok := c.at[name]
	if !ok {
		k = len(c.names)
		c.names, c.at[name] = append(c.names, name), k
	}
	return k
}

// linked is a plan with the drivers, and their correlations, that those of its own are
// correlated with in any plan: all plans then draw the same paths.
func (s *Survey) linked(plan int, p *budget.Plan) *budget.Plan {
	have := s.facts[plan].random
	all := s.reach(have)
	if len(all) == 0 {
		return p
	}
	q := *p
	q.Drivers, q.Correlations = slices.Clone(p.Drivers), slices.Clone(p.Correlations)
	for _, key := range all {
		if !slices.Contains(have, key) {
			q.Drivers = append(q.Drivers, s.drivers[key].driver)
		}
	}
	own := (&adding{s: s, p: p}).links()
	for _, pair := range s.pairs() {
		_, said := own[pair]
		if !said && slices.Contains(all, pair[0]) && slices.Contains(all, pair[1]) {
			l := s.links[pair].correlation
			q.Correlations = append(q.Correlations, budget.Correlation{Ref: l.Ref, A: l.A, B: l.B, Rho: l.Rho})
		}
	}
	return &q
}

// pairs are the correlated drivers in a fixed order.
func (s *Survey) pairs() [][2]string {
	out := make([][2]string, 0, len(s.links))
	for pair := range s.links {
		out = append(out, pair)
	}
	slices.SortFunc(out, func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
	return out
}

// reach lists the drivers that hang together with some through correlations, those with
// any among them, by name.
func (s *Survey) reach(from []string) []string {
	found := map[string]bool{}
	for more := true; more; {
		more = false
		for _, pair := range s.pairs() {
			in := slices.Contains(from, pair[0]) || slices.Contains(from, pair[1]) || found[pair[0]] || found[pair[1]]
			if in && !(found[pair[0]] && found[pair[1]]) {
				found[pair[0]], found[pair[1]], more = true, true, true
			}
		}
	}
	out := make([]string, 0, len(found))
	for key := range found {
		out = append(out, key)
	}
	slices.Sort(out)
	return out
}
