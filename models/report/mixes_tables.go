package report

import (
	"math"

	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// mixFormat is the format of amounts up to the largest that f gives.
func (g *page) mixFormat(f func(m *outcome.MixResult) float64) sheet.Style {
	top := 0.0
	for i := range g.o.Mixes {
		top = math.Max(top, peak(f(&g.o.Mixes[i])))
	}
	return styleNumber(dashed(g.m.table(top)))
}

// mixTable lists the mixes with all their figures.
func (g *page) mixTable() block {
	g.section(g.w.Say("report.mixes.table"), 1, g.width)
	share := styleNumber("0.0%")
	note := func(key string, st sheet.Style) field {
		f := field{head: g.w.Say("report.mixes." + key), style: st}
		if n := "report.mixes." + key + ".note"; g.w.Has(n) {
			f.note = g.w.Say(n)
		}
		return f
	}
	fields := []field{
		note("mix", styleWrap()),
		note("total", g.mixFormat(func(m *outcome.MixResult) float64 { return m.Total })),
		note("pgap", share), note("pgap.low", share), note("pgap.high", share),
		note("peak50", g.mixFormat(func(m *outcome.MixResult) float64 { return m.PeakGapP90 })),
		note("peak90", g.mixFormat(func(m *outcome.MixResult) float64 { return m.PeakGapP90 })),
		note("liquidity", g.mixFormat(func(m *outcome.MixResult) float64 { return valueOr(m.Liquidity, 0) })),
		note("undrawn", g.mixFormat(func(m *outcome.MixResult) float64 { return m.Undrawn })),
		note("cost", g.mixFormat(func(m *outcome.MixResult) float64 { return m.CostMean })),
		note("annual", share),
		note("npv", g.mixFormat(func(m *outcome.MixResult) float64 { return m.NPVMean })),
		note("payback", styleNumber("0.0")),
		note("dscr", styleNumber("0.00")),
	}
	var rows [][]any
	for i := range g.o.Mixes {
		m := &g.o.Mixes[i]
		pay := any("–")
		if m.Payback != nil {
			pay = orReason(m.Payback.P50, g.w.Say("report.beyond"))
		}
		rows = append(rows, []any{m.Name, cents(m.Total), m.ProbabilityGap, m.GapInterval[0], m.GapInterval[1], cents(m.PeakGapP50), cents(m.PeakGapP90),
			orReason(m.Liquidity, "–"), cents(m.Undrawn), cents(m.CostMean), orReason(m.AnnualCost, "–"), cents(m.NPVMean), pay,
			orText(at(m.DSCRMin.Quantiles, 50), "–")})
	}
	b := g.table(1, fields, rows)
	g.s.Heats = append(g.s.Heats, sheet.Heat{At: b.column(2), Low: white, High: alert, LowAt: 0, HighAt: 0.5})
	g.row++
	g.mixMore()
	return b
}

// mixMore lists concentration and dilution.
func (g *page) mixMore() {
	fields := []field{
		{head: g.w.Say("report.mixes.mix"), style: styleWrap()},
		{head: g.w.Say("report.mixes.concentration"), note: g.w.Say("report.mixes.concentration.note"), style: styleNumber("0.00")},
		{head: g.w.Say("report.mixes.dilution"), note: g.w.Say("report.mixes.dilution.note"), style: styleNumber("0.0%")},
		{head: g.w.Say("report.mixes.cost90"), style: g.mixFormat(func(m *outcome.MixResult) float64 { return m.CostP90 })},
		{head: g.w.Say("report.mixes.npv10"), style: g.mixFormat(func(m *outcome.MixResult) float64 { return m.NPVP10 })},
		{head: g.w.Say("report.mixes.dscr5"), style: styleNumber("0.00")},
		{head: g.w.Say("report.mixes.within"), style: styleNumber("0.0%")},
	}
	var rows [][]any
	for i := range g.o.Mixes {
		m := &g.o.Mixes[i]
		within := any("–")
		if m.Payback != nil {
			within = m.Payback.ProbabilityWithinHorizon
		}
		rows = append(rows, []any{m.Name, m.Concentration, orReason(m.Dilution, "–"), cents(m.CostP90),
			cents(m.NPVP10), orText(at(m.DSCRMin.Quantiles, 5), "–"), within})
	}
	g.table(1, fields, rows)
	g.row++
}

func valueOr(x *float64, absent float64) float64 {
	if x == nil {
		return absent
	}
	return *x
}

// orReason is the number, or a text where there is none.
func orReason(x *float64, text string) any {
	if x == nil || !finite(*x) {
		return text
	}
	return *x
}

// mixAgainst lists the differences to the first mix, future by future.
func (g *page) mixAgainst() {
	first := g.o.Mixes[0].Name
	g.section(g.w.Say("report.mixes.against", first), 1, g.width)
	top := func(f func(a *outcome.MixAgainst) float64) sheet.Style {
		most := 0.0
		for i := range g.o.Mixes {
			if a := g.o.Mixes[i].AgainstFirst; a != nil {
				most = math.Max(most, peak(f(a)))
			}
		}
		return styleNumber(g.m.change(most))
	}
	points := styleNumber("+0.0%;-0.0%;0.0%")
	cost := top(func(a *outcome.MixAgainst) float64 { return a.CostInterval[1] })
	npv := top(func(a *outcome.MixAgainst) float64 { return a.NPV })
	fields := []field{{head: g.w.Say("report.mixes.mix"), style: styleWrap()}}
	for _, c := range []struct {
		key string
		st  sheet.Style
	}{{"pgap", points}, {"cost", cost}, {"npv", npv}} {
		for _, part := range []string{"", ".low", ".high"} {
			fields = append(fields, field{head: g.w.Say("report.mixes.delta." + c.key + part), note: g.w.Say("report.interval.note"), style: c.st})
		}
	}
	fields = append(fields, field{head: g.w.Say("report.mixes.better"), note: g.w.Say("report.mixes.better.note"), style: styleNumber("0%")},
		field{head: g.w.Say("report.mixes.ratio"), note: g.w.Say("report.mixes.ratio.note"), style: styleNumber("#,##0")})
	var rows [][]any
	for i := range g.o.Mixes[1:] {
		m := &g.o.Mixes[1+i]
		a := m.AgainstFirst
		rows = append(rows, []any{m.Name, a.ProbabilityGap, a.ProbabilityGapInterval[0], a.ProbabilityGapInterval[1],
			cents(a.Cost), cents(a.CostInterval[0]), cents(a.CostInterval[1]),
			cents(a.NPV), cents(a.NPVInterval[0]), cents(a.NPVInterval[1]), orReason(m.BetterThanFirst, "–"), a.VarianceRatio})
	}
	g.table(1, fields, rows)
	g.row++
}

// mixColumns makes a table with a row for each name and a column for each mix.
func (g *page) mixColumns(head string, st sheet.Style, names []string, value func(row, mix int) any) block {
	fields := []field{{head: head, style: styleWrap()}}
	for i := range g.o.Mixes {
		fields = append(fields, field{head: g.o.Mixes[i].Name, style: st})
	}
	var rows [][]any
	for r, name := range names {
		row := []any{name}
		for i := range g.o.Mixes {
			row = append(row, value(r, i))
		}
		rows = append(rows, row)
	}
	b := g.table(1, fields, rows)
	g.row++
	return b
}

// sourceNames are the sources as rows of a table.
func (g *page) sourceNames() []string {
	var out []string
	for _, s := range g.o.Mixes[0].Sources {
		if s.Name == "" || s.Name == s.ID {
			out = append(out, s.ID)
			continue
		}
		out = append(out, s.ID+" "+s.Name)
	}
	return out
}

func (g *page) mixAmounts() {
	g.section(g.w.Say("report.mixes.amounts"), 1, g.width)
	st := g.mixFormat(func(m *outcome.MixResult) float64 { return m.Total })
	g.mixColumns(g.w.Say("report.source"), st, g.sourceNames(), func(r, i int) any {
		return cents(g.o.Mixes[i].Sources[r].Amount)
	})
}

func (g *page) mixPartners() {
	partners := g.o.Mixes[0].Partners
	if len(partners) == 0 {
		return
	}
	top := 0.0
	var names []string
	for p := range partners {
		names = append(names, partners[p].Name)
		for i := range g.o.Mixes {
			top = math.Max(top, peak(g.o.Mixes[i].Partners[p].NPVMean))
		}
	}
	g.section(g.w.Say("report.mixes.partners"), 1, g.width)
	g.mixColumns(g.w.Say("report.name"), styleNumber(dashed(g.m.table(top))), names, func(r, i int) any { return cents(g.o.Mixes[i].Partners[r].NPVMean) })
	if partners[0].ShareMean != nil {
		g.section(g.w.Say("report.mixes.stakes"), 1, g.width)
		g.mixColumns(g.w.Say("report.name"), styleNumber("0.0%"), names, func(r, i int) any { return *g.o.Mixes[i].Partners[r].ShareMean })
	}
}

// mixStress lists P(gap) and the peak gap of every mix under every stress.
func (g *page) mixStress() {
	all := g.o.MixStudy.Stress
	if len(all) == 0 {
		return
	}
	g.section(g.w.Say("report.mixes.stress"), 1, g.width)
	g.sentence(g.stressSentence(), styleSaid())
	names := []string{g.w.Say("report.mixes.stress.none")}
	top := 0.0
	for _, s := range all {
		name := s.Name
		if s.Text != "" && s.Text != s.Name {
			name += " (" + s.Text + ")"
		}
		names = append(names, name)
		for _, m := range s.Mixes {
			top = math.Max(top, m.PeakGapP90)
		}
	}
	b := g.mixColumns(g.w.Say("report.mixes.stress.pgap"), styleNumber("0.0%"), names, func(r, i int) any {
		if r == 0 {
			return g.o.Mixes[i].ProbabilityGap
		}
		return all[r-1].Mixes[i].ProbabilityGap
	})
	g.heat(b)
	g.mixColumns(g.w.Say("report.mixes.stress.peak"), styleNumber(dashed(g.m.table(top))), names, func(r, i int) any {
		if r == 0 {
			return cents(g.o.Mixes[i].PeakGapP90)
		}
		return cents(all[r-1].Mixes[i].PeakGapP90)
	})
}

// heat colours the probabilities of a table.
func (g *page) heat(b block) {
	at := b.body
	at.C1 = b.cols[1]
	g.s.Heats = append(g.s.Heats, sheet.Heat{At: at, Low: white, High: alert, LowAt: 0, HighAt: 1})
}

// stressSentence names the stress that hurts the best mix most.
func (d *desk) stressSentence() string {
	i := d.mixOrder()[0]
	worst, name := -1.0, ""
	for _, s := range d.o.MixStudy.Stress {
		if x := s.Mixes[i].ProbabilityGap; x > worst {
			worst, name = x, s.Name
		}
	}
	if name == "" {
		return ""
	}
	return d.w.Say("report.mixes.stress.finding", d.o.Mixes[i].Name, name, d.percent(worst), d.percent(d.o.Mixes[i].ProbabilityGap))
}

// mixRemoval lists what happens when each source fails in turn.
func (g *page) mixRemoval() {
	g.section(g.w.Say("report.mixes.removal"), 1, g.width)
	if text := g.removalSentence(); text != "" {
		g.sentence(text, styleSaid())
	}
	b := g.mixColumns(g.w.Say("report.mixes.removal.head"), styleNumber("0.0%"), g.sourceNames(), func(r, i int) any {
		id := g.o.Mixes[i].Sources[r].ID
		for _, x := range g.o.Mixes[i].Removal {
			if x.ID == id {
				return x.ProbabilityGap
			}
		}
		return "–"
	})
	g.heat(b)
}

// mixPerUnit lists what a little more of each source changes.
func (g *page) mixPerUnit() {
	if len(g.o.Mixes[0].PerUnit) == 0 {
		return
	}
	unit := g.m.read(g.o.Mixes[0].PerUnit[0].Unit)
	g.section(g.w.Say("report.mixes.unit", unit), 1, g.width)
	g.sentence(g.unitSentence(), styleSaid())
	g.mixColumns(g.w.Say("report.mixes.unit.pgap"), styleNumber("+0.00%;-0.00%;0.00%"), g.sourceNames(),
		func(r, i int) any { return g.o.Mixes[i].PerUnit[r].ProbabilityGap })
	top := 0.0
	for i := range g.o.Mixes {
		for _, x := range g.o.Mixes[i].PerUnit {
			top = math.Max(top, peak(x.Cost))
		}
	}
	g.mixColumns(g.w.Say("report.mixes.unit.cost"), styleNumber(g.m.change(top)), g.sourceNames(),
		func(r, i int) any { return cents(g.o.Mixes[i].PerUnit[r].Cost) })
}
