package models

import (
	"math"
	"strconv"

	"ballast/budget/words"
	"ballast/models/returns"
	"ballast/models/waterfall"
	"ballast/sim"
)

// explainCash prints revenue, the arrivals of the sources, cash by month and
// the books of every source.
func (m *Model) explainCash(w *printer, s *scenario) {
	m.explainStreams(w, s)
	m.explainArrivals(w, s)
	m.explainMonths(w, s)
	m.explainWorth(w, s)
	m.funds.Balances(&s.book)
	for j := range m.sources {
		m.explainSource(w, s, j)
	}
}

// explainStreams prints what every stream is worth a month at maturity, and
// what it earns inside the horizon.
func (m *Model) explainStreams(w *printer, s *scenario) {
	if len(m.streams) == 0 {
		return
	}
	m.section(w, "streams")
	t := m.table(2, "id", "name", "maturity", "volume", "price", "level", "starts", "lag", "lost", "earned")
	for j, c := range m.plan.Revenue {
		r := &m.streams[j]
		volume := s.get(r.volume)
		if r.rest != nil {
			volume = r.rest.of(volume)
		}
		from, end := s.earn(j)
		t.add(c.ID, words.Clip(c.Name, nameWide), money(r.monthly), factorText(volume), factorText(s.get(r.price)), money(r.monthly*volume*s.get(r.price)),
			monthsText(1+math.Max(r.earliest, r.start+s.get(r.shift)+s.streamDelay[j])), monthsText(math.Max(0, s.get(r.lag))),
			factorText(math.Min(1, math.Max(0, s.get(r.lost)))), money(s.toCome(j, from, end)))
	}
	t.write(w)
	t = m.table(1, "what", "money")
	if m.past != nil {
		t.add(m.words.Say("explain.takings"), money(total(m.past.takings)))
	}
	t.add(m.words.Say("explain.uncollected"), money(s.lostRevenue))
	t.add(m.words.Say("explain.collected"), money(total(s.collected)))
	t.add(m.words.Say("explain.collectedbeyond"), money(s.open.collections()))
	t.write(w)
}

// explainArrivals prints when the scheduled money comes, and what is left of
// it after the upfront fee.
func (m *Model) explainArrivals(w *printer, s *scenario) {
	if len(m.sources) == 0 {
		return
	}
	m.section(w, "arrivals")
	t := m.table(2, "id", "name", "planned", "arrives", "arriving", "upfront", "net")
	for j, c := range m.plan.Funding {
		fee := m.funds.Facilities[j].Upfront
		for k, a := range s.supplies[j].Arrivals {
			if math.IsInf(a.Month, 1) {
				t.add(c.ID, words.Clip(c.Name, nameWide), monthsText(m.sources[j].tranches[k].month+1), m.words.Say("explain.never"), money(a.Amount), "", "")
				continue
			}
			t.add(c.ID, words.Clip(c.Name, nameWide), monthsText(m.sources[j].tranches[k].month+1), monthsText(a.Month+1), money(a.Amount),
				money(a.Amount*fee), money(a.Amount*(1-fee)))
		}
		if m.sources[j].onDemand {
			t.add(c.ID, words.Clip(c.Name, nameWide), monthsText(m.sources[j].open+1), monthsText(s.supplies[j].OpenFrom+1), money(max(0, s.supplies[j].Limit)), "", "")
		}
	}
	t.write(w)
}

// explainMonths prints the cash of every month: opening cash, what comes and
// goes, closing cash and the gap below the minimum.
func (m *Model) explainMonths(w *printer, s *scenario) {
	m.section(w, "months", money(m.minimum), percentText(m.plan.Language, m.plan.Project.TaxRate))
	t := m.table(1, "month", "incurred", "opening", "collections", "paid", "tax", "drawn", "fees", "interest", "principal", "closing", "gap")
	cash := m.opening
	for k := range m.horizon {
		var drawn, fees, interest, principal float64
		for j := range m.sources {
			drawn += s.book.Drawn[j][k]
			fees += s.book.Fees[j][k]
			interest += s.book.Interest[j][k]
			principal += s.book.Principal[j][k]
		}
		t.add(m.plan.Project.Start.Add(k).String(), money(s.incurred[k]), money(cash), money(s.collected[k]), money(s.paid[k]), money(s.tax[k]),
			money(drawn), money(fees), money(interest), money(principal), money(s.book.Cash[k]), money(s.book.Gap[k]))
		cash = s.book.Cash[k]
	}
	t.write(w)
}

// explainWorth prints the flow of the project before funding, with what is settled in
// its last month, and what it is worth today.
func (m *Model) explainWorth(w *printer, s *scenario) {
	if len(m.streams) == 0 {
		return
	}
	m.section(w, "worth", percentText(m.plan.Language, m.plan.Project.Rate), m.words.Say("explain.discounting."+m.plan.Project.Discounting))
	t := m.table(1, "month", "settled", "flow", "cumulative", "discount", "value", "cumulative")
	flows, values := 0.0, 0.0
	for k, x := range s.ncf {
		v, settled := m.discount[k], 0.0
		if k == m.horizon-1 {
			settled = s.open.net()
		}
		x += settled
		flows += x
		values += float64(x * v)
		t.add(m.plan.Project.Start.Add(k).String(), money(settled), money(x), money(flows), strconv.FormatFloat(v, 'f', 10, 64), money(x*v), money(values))
	}
	t.write(w)
}

// explainSource prints the months of a source in which something happens.
func (m *Model) explainSource(w *printer, s *scenario, j int) {
	c, f := m.plan.Funding[j], &m.funds.Facilities[j]
	m.section(w, "source", c.ID, c.Name)
	t := m.table(1, "month", "owed", "drawn", "fees", "rate", "interest", "added", "principal", "owedafter")
	before := 0.0
	for k := range m.horizon {
		drawn, fees, interest, principal, after := s.book.Drawn[j][k], s.book.Fees[j][k], s.book.Interest[j][k], s.book.Principal[j][k], s.book.Balance[j][k]
		added := after - before - drawn + principal
		if math.Abs(added) < waterfall.Settled*math.Max(1, before) {
			added = 0
		}
		if drawn != 0 || fees != 0 || interest != 0 || principal != 0 || added != 0 {
			t.add(m.plan.Project.Start.Add(k).String(), money(before), money(drawn), money(fees), factorText(f.RateAt(&s.supplies[j], k)),
				money(interest), money(added), money(principal), money(after))
		}
		before = after
	}
	if len(t.Rows) < 2 {
		w.f("  %s\n", m.words.Say("explain.unused"))
	}
	t.write(w)
}

// explainResults prints the figures of the scenario.
func (m *Model) explainResults(w *printer, b *sim.Block) {
	m.section(w, "results")
	o, at := &m.out, func(k int) float64 { return b.Scalar[k][0] }
	t := m.table(1, "what", "value")
	put := func(key, value string) { t.add(m.words.Say("explain.result."+key), value) }
	put("total", money(at(o.total)))
	put("mincash", money(at(o.minCash)))
	put("peakgap", money(at(o.peakGap)))
	if x := at(o.firstGap); !math.IsInf(x, 0) {
		put("firstgap", strconv.FormatFloat(x, 'f', 0, 64))
	}
	put("gapmonths", strconv.FormatFloat(at(o.gapMonths), 'f', 0, 64))
	if len(m.sources) > 0 {
		put("costoffunds", money(at(o.costOfFunds)))
		put("dscr", m.figure(at(o.dscr), 4, ""))
		if o.loanLife >= 0 {
			put("llcr", m.figure(at(o.loanLife), 4, ""))
		}
	}
	t.write(w)
	if len(m.streams) > 0 {
		m.explainReturns(w, at)
	}
	if len(m.risks) > 0 {
		m.section(w, "changes")
		t = m.table(2, "id", "name", "without", "switched")
		for k, r := range m.plan.Risks {
			t.add(r.ID, words.Clip(r.Name, nameWide), money(at(o.without+k)), money(at(o.response+k)))
		}
		t.write(w)
	}
}

// explainReturns prints the worth to the project, to equity and to each partner.
func (m *Model) explainReturns(w *printer, at func(int) float64) {
	o := &m.out
	t, sign := m.table(1, "party", "npv", "irr", "mirr", "pi", "payback", "discountedpayback"), words.PercentSign(m.plan.Language, "")
	put := func(name string, p worthAt) {
		irr := m.figure(100*at(p.irr), 4, sign)
		if at(p.irrState) == float64(returns.Several) {
			irr += " " + m.words.Say("explain.several")
		}
		t.add(name, money(at(p.npv)), irr, m.figure(100*at(p.mirr), 4, sign), m.figure(at(p.pi), 6, ""),
			m.figure(at(p.payback), 6, ""), m.figure(at(p.discounted), 6, ""))
	}
	put(m.words.Say("explain.project"), o.project)
	if len(m.sources) > 0 {
		put(m.words.Say("explain.equity"), o.equity)
	}
	for k, p := range m.partners {
		put(p.name, o.partners[k])
	}
	t.write(w)
}

// figure prints a figure that may be undefined.
func (m *Model) figure(x float64, decimals int, unit string) string {
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return m.words.Say("explain.none")
	}
	return strconv.FormatFloat(x, 'f', decimals, 64) + unit
}
