package report

import (
	"math"

	"ballast/budget/sheet"
)

// cash is the sheet of the cash balance after funding.
func (d *desk) cash() *page {
	months := d.balance().Months
	if len(months) == 0 {
		return nil
	}
	g := d.page("cash", 14, 17, 17, 17, 17, 17, 17, 17, 17)
	g.heading(d.gapFinding(), d.w.Say("report.cash.hint"))
	charts := g.row
	g.row += 36
	g.newPage()
	g.cashFigures()
	b := g.cashTable()
	end := g.row
	g.row = charts
	fan := g.fan(b)
	g.keep(fan)
	g.chart(fan, 1, 9, 19)
	g.row += 20
	g.chart(g.gapColumns(b), 1, 9, 15)
	g.row = end
	return g
}

// gapFinding says how likely a shortage is, and when it comes first.
func (d *desk) gapFinding() string {
	c := d.balance()
	if c.ProbabilityGap <= 0 {
		return d.w.Say("report.cash.nogap", count(d.o.Run.Scenarios), d.m.read(c.MinimumCash))
	}
	if at(c.PeakGap.Quantiles, 90) < 0.005 {
		return d.w.Say("report.cash.rare", d.percent(c.ProbabilityGap), d.m.read(c.MinimumCash), d.firstGap())
	}
	return d.w.Say("report.cash.finding", d.percent(c.ProbabilityGap), d.m.read(c.MinimumCash),
		d.firstGap(), d.m.read(at(c.PeakGap.Quantiles, 90)))
}

// firstGap names the month in which shortages typically begin: the first in
// which at least half of all scenarios that ever fall short have done so.
func (d *desk) firstGap() string {
	c := d.balance()
	q := c.FirstGapMonth.Quantiles
	if m := at(q, 50); finite(m) {
		return d.monthName(m)
	}
	// Scenarios without a gap count as later than all others, so the median of
	// those with one stands at half of their share.
	if m := at(q, c.ProbabilityGap*50); finite(m) {
		return d.monthName(m)
	}
	for _, e := range q {
		if finite(e.X) {
			return d.monthName(e.X)
		}
	}
	for _, m := range c.Months {
		if m.ProbabilityGap > 0 {
			return d.monthName(float64(m.Month))
		}
	}
	return "–"
}

func (g *page) cashFigures() {
	c := g.balance()
	g.section(g.w.Say("report.cash.figures"), 1, 9)
	st := styleNumber(g.m.tile(peak(at(c.PeakGap.Quantiles, 90), c.OpeningCash, c.MinimumCash)))
	fields := []field{
		{head: g.w.Say("report.cash.pgap"), note: g.w.Say("report.cash.pgap.note"), style: styleNumber("0.0%")},
		{head: g.w.Say("report.cash.pgap.low"), note: g.w.Say("report.interval.note"), style: styleNumber("0.0%")},
		{head: g.w.Say("report.cash.pgap.high"), note: g.w.Say("report.interval.note"), style: styleNumber("0.0%")},
		{head: g.w.Say("report.cash.first"), note: g.w.Say("report.cash.first.note"), style: sheet.Style{Color: ink, Align: "right"}},
		{head: g.w.Say("report.cash.peak50"), note: g.w.Say("report.cash.peak.note"), style: st},
		{head: g.w.Say("report.cash.peak90"), note: g.w.Say("report.cash.peak.note"), style: st},
		{head: g.w.Say("report.cash.ingap"), style: styleNumber("0.0")},
		{head: g.w.Say("report.cash.opening"), style: st},
		{head: g.w.Say("report.cash.minimum"), note: g.w.Say("report.cash.minimum.note"), style: st},
	}
	b := g.table(1, fields, [][]any{{
		c.ProbabilityGap, c.GapInterval95[0], c.GapInterval95[1], g.firstGap(),
		cents(at(c.PeakGap.Quantiles, 50)), cents(at(c.PeakGap.Quantiles, 90)),
		orText(at(c.MonthsInGap.Quantiles, 90), "–"), cents(c.OpeningCash), cents(c.MinimumCash),
	}})
	g.name("ProbabilityGap", b.body.R1, b.cols[0])
	g.name("PeakGap.P90", b.body.R1, b.cols[5])
	g.row++
}

// cashTable lists the closing cash by month.
func (g *page) cashTable() block {
	top := 0.0
	for _, m := range g.balance().Months {
		top = math.Max(top, peak(at(m.Quantiles, 5), at(m.Quantiles, 95), m.NetFlow))
	}
	st := styleNumber(g.m.table(top))
	g.section(g.w.Say("report.cash.bymonth"), 1, 9)
	fields := []field{
		{head: g.w.Say("report.month"), style: monthStyle()},
		{head: g.w.Say("report.cash.netflow"), note: g.w.Say("report.cash.netflow.note"), style: st},
		{head: g.w.Say("report.mean"), style: st},
		{head: "P5", style: st}, {head: "P25", style: st}, {head: "P50", style: st}, {head: "P75", style: st}, {head: "P95", style: st},
		{head: g.w.Say("report.cash.pgap.month"), note: g.w.Say("report.cash.pgap.month.note"), style: styleNumber("0.0%")},
	}
	var rows [][]any
	for _, m := range g.balance().Months {
		row := []any{g.date(m.Month), cents(m.NetFlow), cents(m.Mean)}
		for _, p := range []float64{5, 25, 50, 75, 95} {
			row = append(row, cents(at(m.Quantiles, p)))
		}
		chance := any(m.ProbabilityGap)
		if m.Month <= g.asOf() {
			chance = nil // it is known
		}
		rows = append(rows, append(row, chance))
	}
	b := g.table(1, fields, rows)
	g.s.Heats = append(g.s.Heats, sheet.Heat{At: b.column(8), Low: white, High: alert, LowAt: 0, HighAt: 0.5})
	return b
}

// fan draws the bands of the closing cash. The areas stack on an invisible
// base, the 5 % quantile, which may lie below zero.
func (g *page) fan(b block) sheet.Chart {
	months := g.balance().Months
	n, low := len(months), len(months)-1
	value := func(i int, p float64) float64 { return orElse(at(months[i].Quantiles, p), months[i].Mean) }
	for i := range months {
		if months[i].Month > g.asOf() && value(i, 5) < value(low, 5) {
			low = i
		}
	}
	diff := func(a, b float64) []any {
		return floats(n, func(i int) float64 { return cents(math.Max(0, value(i, b)-value(i, a))) })
	}
	r := g.beside([]string{"P5", "P5-P25", "P25-P75", "P75-P95", "P50", g.w.Say("report.cash.minimum")},
		floats(n, func(i int) float64 { return cents(value(i, 5)) }), diff(5, 25), diff(25, 75), diff(75, 95),
		floats(n, func(i int) float64 { return cents(value(i, 50)) }),
		floats(n, func(int) float64 { return cents(g.balance().MinimumCash) }))
	x := b.series(0)
	c := sheet.Chart{
		Key: "cash-fan", Legend: "bottom", Stack: true,
		Series: []sheet.Series{
			{Kind: sheet.Area, Name: "P5", X: x, Y: r[0], Invisible: true, NoLegend: true},
			{Kind: sheet.Area, Name: g.w.Say("report.series.band", "P5", "P95"), X: x, Y: r[1], Color: pale, Alpha: 0.7},
			{Kind: sheet.Area, Name: g.w.Say("report.series.band", "P25", "P75"), X: x, Y: r[2], Color: accent, Alpha: 0.45},
			{Kind: sheet.Area, Name: "P95", X: x, Y: r[3], Color: pale, Alpha: 0.7, NoLegend: true},
			{Kind: sheet.Line, Name: "P50", X: x, Y: r[4], Color: accent, Width: 2.25},
			{Kind: sheet.Line, Name: g.w.Say("report.cash.minimum"), X: x, Y: r[5], Color: alert, Width: 1.5, Dash: true},
		},
		X: sheet.Axis{Date: true, LabelLow: true, Every: every(n)},
		Y: sheet.Axis{Grid: true},
	}
	if at, any := g.gapMonths(); any {
		c.Series = append(c.Series, sheet.Series{Kind: sheet.Line, Name: g.w.Say("report.series.gaps"), X: x, Y: at,
			Color: alert, NoLine: true, Marker: true})
	}
	return g.moneyUp(c, func(read reader) string {
		return g.w.Say("report.chart.fan", g.monthName(float64(months[low].Month)), read(value(low, 50)), read(value(low, 5)))
	})
}

// gapMonths writes the minimum cash in the months in which the fan reaches
// below it, to be marked on its line; any says whether there are such months.
func (g *page) gapMonths() (at sheet.Range, any bool) {
	months := g.balance().Months
	column := texts(len(months), func(int) string { return "" })
	for i, m := range months {
		column[i] = nil
		if m.ProbabilityGap >= markedGap {
			column[i], any = cents(g.balance().MinimumCash), true
		}
	}
	if any {
		at = g.beside([]string{g.w.Say("report.series.gaps")}, column)[0]
	}
	return at, any
}

// markedGap is the probability from which a month is marked on the fan: there
// its lowest band, P5, lies below the minimum.
const markedGap = 0.05

// gapColumns draws the probability of a gap in the months to come; the worst stands out.
func (g *page) gapColumns(b block) sheet.Chart {
	months := g.balance().Months
	worst := len(months) - 1
	for i, m := range months {
		if m.Month > g.asOf() && m.ProbabilityGap > months[worst].ProbabilityGap {
			worst = i
		}
	}
	s := sheet.Series{Kind: sheet.Column, Name: g.w.Say("report.cash.pgap.month"), X: b.series(0),
		Y: b.series(8), Color: accent, NoLegend: true, Points: make([]string, len(months))}
	title := g.w.Say("report.chart.gap.none")
	if months[worst].ProbabilityGap > 0 {
		s.Points[worst] = alert
		title = g.w.Say("report.chart.gap", g.monthName(float64(months[worst].Month)), g.percent(months[worst].ProbabilityGap))
	}
	return g.sharesUp(sheet.Chart{
		Key: "gap-by-month", Title: title, Series: []sheet.Series{s}, Gap: 15,
		X: sheet.Axis{Date: true, Every: every(len(months))},
	})
}
