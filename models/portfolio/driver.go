package portfolio

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"ballast/budget"
	"ballast/budget/words"
)

// describe writes the parameters of a driver in a language, as its sheet has them.
func describe(w *words.Words, d *budget.Driver) string {
	parts := []string{w.Say("portfolio.kind." + d.Kind)}
	add := func(what, value string) { parts = append(parts, w.Say("portfolio.differ."+what)+" "+value) }
	if d.Growth != 0 {
		add("growth", words.PercentSign(w.Language, number(100*d.Growth)))
	}
	if d.Volatility != 0 {
		add("volatility", words.PercentSign(w.Language, number(100*d.Volatility)))
	}
	if d.Speed != 0 {
		add("speed", number(d.Speed))
	}
	if d.Base != 0 && d.Base != 1 {
		add("base", number(d.Base))
	}
	if len(d.Table) > 0 {
		add("table", strconv.Itoa(len(d.Table)))
	}
	return strings.Join(parts, w.Say("portfolio.and"))
}

func number(x float64) string { return strconv.FormatFloat(x, 'g', 6, 64) }

// coordinates are the points that plans share: one for a driver in a month of the
// calendar, and one for the turned score of a plan that is correlated with others, in
// the order in which plans bring them.
type coordinates struct {
	names []string
	at    map[string]int
}

// place is a coordinate, a new one at the end where no plan had it before.
func (c *coordinates) place(name string) int {
	k, ok := c.at[name]
	if !ok {
		k = len(c.names)
		c.names, c.at[name] = append(c.names, name), k
	}
	return k
}

// step is the name of the coordinate of a step of a driver, known in the portfolio under
// a key.
func step(key string, m budget.Month) string { return "driver/" + key + "/" + m.String() }

// linked is a plan with the drivers, and their correlations, that those of its own are
// correlated with in any plan: all plans then draw the same paths; and with the rate of
// exchange of its currency. keys says under which key the portfolio knows each driver.
func (s *Survey) linked(plan int, p *budget.Plan) (q *budget.Plan, keys map[string]string) {
	f := &s.facts[plan]
	keys = maps.Clone(f.Keys)
	local := map[string]string{} // the other way round, to the name
	for i := range p.Drivers {
		local[keys[nameKey(p.Drivers[i].Name)]] = p.Drivers[i].Name
	}
	own := *p
	q = &own
	q.Drivers, q.Correlations = slices.Clone(p.Drivers), slices.Clone(p.Correlations)
	all := s.reach(f.Random)
	if f.Exchange != "" {
		all = s.reach(append(slices.Clone(f.Random), f.Exchange))
		if !slices.Contains(all, f.Exchange) {
			all = append(all, f.Exchange)
		}
	}
	for _, key := range all {
		if local[key] != "" {
			continue
		}
		d := s.drivers[key].driver
		for keys[nameKey(d.Name)] != "" { // the plan calls another driver so
			d.Name += " (portfolio)"
		}
		keys[nameKey(d.Name)], local[key] = key, d.Name
		q.Drivers = append(q.Drivers, d)
	}
	mine := linksOf(p, keys)
	for _, pair := range s.pairs() {
		_, said := mine[pair]
		if !said && slices.Contains(all, pair[0]) && slices.Contains(all, pair[1]) {
			l := s.links[pair].correlation
			q.Correlations = append(q.Correlations, budget.Correlation{Ref: l.Ref, A: local[pair[0]], B: local[pair[1]], Rho: l.Rho})
		}
	}
	return q, keys
}

// localName is what a plan calls the driver of a key, "" where it has none.
func localName(p *budget.Plan, keys map[string]string, key string) string {
	for i := range p.Drivers {
		if keys[nameKey(p.Drivers[i].Name)] == key {
			return p.Drivers[i].Name
		}
	}
	return ""
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
