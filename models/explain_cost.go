package models

import (
	"strconv"

	"ballast/budget/words"
	"ballast/sim"
)

// nameWide is how much of a name a table shows.
const nameWide = 28

// explainDraws prints every draw, last since there are many.
func (m *Model) explainDraws(w *printer, b *sim.Block) {
	m.section(w, "draws", len(m.vars))
	t := m.table(3, "input", "stream", "distribution", "value")
	for v, x := range m.vars {
		t.add(x.label, x.key, x.dist.String(), strconv.FormatFloat(b.In[v][0], 'g', 10, 64))
	}
	t.write(w)
}

// explainCost prints how the draws make the cost: index levels, events, lines,
// risks and their sum.
func (m *Model) explainCost(w *printer, s *scenario) {
	m.explainIndex(w, s)
	m.explainEvents(w, s)
	m.explainLines(w, s)
	m.explainRisks(w, s)
	m.explainTotal(w, s)
}

// explainIndex prints the level of every driver by month.
func (m *Model) explainIndex(w *printer, s *scenario) {
	if len(m.drivers) == 0 {
		return
	}
	m.section(w, "index")
	t := m.table(1, "month")
	for _, d := range m.plan.Drivers {
		t.Rows[0] = append(t.Rows[0], d.Name)
	}
	for k := range m.horizon {
		row := []string{m.plan.Project.Start.Add(k).String()}
		for d := range m.drivers {
			row = append(row, factorText(s.paths[d][k]))
		}
		t.add(row...)
	}
	t.write(w)
}

// explainEvents prints what happened of the register.
func (m *Model) explainEvents(w *printer, s *scenario) {
	m.section(w, "events", len(s.events))
	t := m.table(4, "month", "id", "name", "impactis", "impact", "delay", "revenuechange", "money")
	for _, e := range s.events {
		r := m.plan.Risks[e.risk]
		kind, impact := m.words.Say("explain.amount"), money(e.impact)
		switch m.risks[e.risk].kind {
		case impactFactor:
			kind, impact = m.words.Say("explain.factor"), factorText(e.impact)
		case impactShare:
			kind, impact = m.words.Say("explain.share"), factorText(e.impact)
		case impactAmount:
			if m.past != nil && e.month < m.cut { // what is booked of it stands as spent
				impact = money(s.eventMoney(e))
			}
		}
		t.add(m.plan.Project.Start.Add(e.month).String(), r.ID, words.Clip(r.Name, nameWide), kind, impact,
			monthsText(e.delay), percentText(m.plan.Language, e.revenue), money(s.eventMoney(e)))
	}
	t.write(w)
}

// explainLines prints how every line comes to its total: unit x draw x vendor
// is the amount, and that times months, risk factors and index the total.
func (m *Model) explainLines(w *printer, s *scenario) {
	m.section(w, "lines")
	t := m.table(2, "id", "name", "base", "unit", "draw", "vendor", "lineamount", "xmonths", "xrisks", "xindex", "total", "starts", "lasts")
	for i, c := range m.plan.Costs {
		l := &m.lines[i]
		vendor, months := 1.0, 1.0
		if l.vendor >= 0 {
			vendor = s.get(m.vendors[l.vendor].price)
		}
		if l.perMonth {
			months = s.duration[i]
		}
		t.add(c.ID, words.Clip(c.Name, nameWide), money(l.base), money(l.scale), factorText(s.get(l.amount)), factorText(vendor),
			money(s.amount[i]), factorText(months), factorText(s.factor[i]), factorText(s.meanIndex(i, s.start(i), s.lineWeights(i))),
			money(s.lineTotal[i]), monthsText(s.start(i)+1), monthsText(s.duration[i]))
	}
	t.write(w)
}

// explainRisks prints the money of every risk: that of its events and the
// certain cost of its response.
func (m *Model) explainRisks(w *printer, s *scenario) {
	if len(m.risks) == 0 {
		return
	}
	m.section(w, "risks")
	t := m.table(2, "id", "name", "times", "eventmoney", "responsecost", "total")
	for k, c := range m.plan.Risks {
		events := 0.0
		for _, e := range s.events {
			if e.risk == k && !e.past {
				events += s.eventMoney(e)
			}
		}
		if s.counts[k] > 0 || s.riskTotal[k] != 0 {
			t.add(c.ID, words.Clip(c.Name, nameWide), strconv.Itoa(s.counts[k]), money(events), money(s.riskTotal[k]-events), money(s.riskTotal[k]))
		}
	}
	t.write(w)
}

// explainTotal prints the sum, and the layers on the way to it.
func (m *Model) explainTotal(w *printer, s *scenario) {
	lines, risks := total(s.lineTotal), total(s.riskTotal)
	m.section(w, "sum")
	t := m.table(1, "what", "money")
	put := func(key string, x float64) { t.add(m.words.Say("explain.sum."+key), money(x)) }
	put("lines", lines)
	put("risks", risks)
	if m.sunkCost != 0 {
		put("sunk", m.sunkCost)
	}
	put("total", s.layers[3])
	put("base", m.base)
	for k, key := range []string{"estimate", "withrisks", "escalation", "delay"} {
		put(key, s.layers[k])
	}
	put("beyond", s.beyond)
	t.write(w)
}
