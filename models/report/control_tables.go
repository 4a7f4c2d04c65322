package report

import (
	"math"
	"strconv"

	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// controlMonths lists plan, actual and forecast, cumulative by month, from a column on.
func (g *page) controlMonths(col int) block {
	g.section(g.w.Say("report.control.months"), col, controlWidth)
	st := styleNumber(g.m.table(g.o.Control.BAC))
	fields := []field{
		{head: g.w.Say("report.month"), style: monthStyle()},
		{head: g.w.Say("report.control.planned"), note: g.w.Say("report.control.planned.note"), style: st},
		{head: g.w.Say("report.control.actual"), style: st},
		{head: "P10", style: st}, {head: "P50", style: st}, {head: "P90", style: st},
	}
	var rows [][]any
	for _, m := range g.o.Control.Months {
		var actual any
		if m.Actual != nil {
			actual = cents(*m.Actual)
		}
		rows = append(rows, []any{g.date(m.Month), cents(m.Planned), actual, cents(at(m.Quantiles, 10)), cents(at(m.Quantiles, 50)), cents(at(m.Quantiles, 90))})
	}
	b := g.table(col, fields, rows)
	g.row++
	return b
}

// controlTrend lists the stored runs by as-of month and draws CPI and SPI; nil
// while there is only one.
func (g *page) controlTrend() *sheet.Chart {
	points := g.o.Control.Trend
	g.section(g.w.Say("report.control.trend"), 1, controlWidth)
	if len(points) < 2 {
		g.sentence(g.w.Say("report.control.trend.none"), styleHint())
		return nil
	}
	st, index, share := styleNumber(g.m.table(g.o.Control.BAC)), styleNumber("0.00"), styleNumber("0.0%")
	fields := []field{
		{head: g.w.Say("report.control.asof"), style: styleText(), span: 2},
		{head: g.w.Say("report.control.head.cpi"), style: index}, {head: g.w.Say("report.control.head.spi"), style: index},
		{head: g.w.Say("report.control.head.eac.p50"), style: st}, {head: g.w.Say("report.control.contingency"), style: st},
		{head: g.w.Say("report.control.head.overrun"), style: share}, {head: g.w.Say("report.control.pgap"), style: share, span: 2},
		{head: g.w.Say("report.control.adequacy"), style: styleNumber("0%")},
	}
	var rows [][]any
	for _, p := range points {
		rows = append(rows, []any{p.AsOf, maybe(p.CPI, ""), maybe(p.SPI, ""), cents(p.EAC), cents(p.Contingency),
			p.ProbabilityOverrun, maybe(p.ProbabilityGap, ""), maybe(p.Adequacy, "")})
	}
	b := g.table(1, fields, rows)
	g.row++
	g.trendCharts(b, points)
	return g.indexChart(points)
}

// indexChart draws CPI and SPI by month, of the runs that have both; nil with
// fewer than two.
func (g *page) indexChart(points []outcome.TrendPoint) *sheet.Chart {
	var months, cpi, spi []any
	low, high := 0.9, 1.1 // at least
	for _, p := range points {
		if p.CPI == nil || p.SPI == nil {
			continue
		}
		months, cpi, spi = append(months, p.AsOf), append(cpi, *p.CPI), append(spi, *p.SPI)
		low, high = math.Min(low, math.Min(*p.CPI, *p.SPI)), math.Max(high, math.Max(*p.CPI, *p.SPI))
	}
	if len(months) < 2 {
		return nil
	}
	r := g.beside([]string{g.w.Say("report.control.asof"), "CPI", "SPI"}, months, cpi, spi)
	last := points[len(points)-1]
	line := func(name string, k int, color string) sheet.Series {
		return sheet.Series{Kind: sheet.Line, Name: name, X: r[0], Y: r[k], Color: color, Width: 2.25, Marker: true}
	}
	return &sheet.Chart{
		Key: "control-indices", Legend: "bottom", Title: g.w.Say("report.chart.indices", decimal(last.CPI), decimal(last.SPI)),
		Series: []sheet.Series{line("CPI", 1, accent), line("SPI", 2, alert)},
		Y:      indexAxis(low, high),
	}
}

// indexAxis is an axis of indices around the values, in steps of 1, 2 or 5.
func indexAxis(low, high float64) sheet.Axis {
	step := round125((high - low) / marksOf)
	return sheet.Axis{Format: markCode(step), Grid: true, Min: number(down(low, step)), Max: number(up(high, step)), Step: step}
}

// trendCharts draws reserve and EAC, and the two probabilities, side by side
// below the table.
func (g *page) trendCharts(b block, points []outcome.TrendPoint) {
	last := points[len(points)-1]
	line := func(k int, name, color string) sheet.Series {
		return sheet.Series{Kind: sheet.Line, Name: name, X: b.series(0), Y: b.series(k), Color: color, Width: 2.25, Marker: true}
	}
	reserve := line(4, g.w.Say("report.control.contingency"), alert)
	eac := sheet.Chart{Key: "trend-eac", Legend: "bottom",
		Series: []sheet.Series{line(3, g.w.Say("report.control.head.eac.p50"), accent), reserve},
		Y:      sheet.Axis{Grid: true}}
	chance := sheet.Chart{Key: "trend-chance", Legend: "bottom", Title: g.w.Say("report.chart.trend.chance", g.percent(last.ProbabilityOverrun)),
		Series: []sheet.Series{line(5, g.w.Say("report.control.head.overrun"), accent)},
		Y:      sheet.Axis{Format: "0%", Grid: true, Min: number(0), Max: number(1), Step: 0.2}}
	if all(points, func(p outcome.TrendPoint) bool { return p.ProbabilityGap != nil }) {
		chance.Series = append(chance.Series, line(6, g.w.Say("report.control.pgap"), alert))
	}
	g.chart(g.moneyUp(eac, func(read reader) string {
		return g.w.Say("report.chart.trend.eac", read(last.EAC), read(last.Contingency))
	}), 1, 6, 15)
	g.chart(chance, 7, controlWidth, 15)
	g.row += 16
}

// all tells whether a test holds for every point.
func all(points []outcome.TrendPoint, test func(outcome.TrendPoint) bool) bool {
	for _, p := range points {
		if !test(p) {
			return false
		}
	}
	return true
}

// decimal writes an index, or a dash.
func decimal(x *float64) string {
	if x == nil {
		return "–"
	}
	return strconv.FormatFloat(*x, 'f', 2, 64)
}

// moneyWidth is how many columns the tables of money take, left of those by month.
const moneyWidth = 7

// controlMoney lists sources, the reserve ledger and unplanned cost.
func (g *page) controlMoney() {
	c := g.o.Control
	st := styleNumber(g.m.table(c.BAC))
	if len(c.Sources) > 0 {
		g.section(g.w.Say("report.control.sources"), 1, moneyWidth)
		var rows [][]any
		for _, s := range c.Sources {
			rows = append(rows, []any{s.ID, s.Name, cents(s.Planned), cents(s.Received), s.DaysLate, s.WasLate})
		}
		g.table(1, []field{{head: g.w.Say("report.id"), style: styleText()}, {head: g.w.Say("report.name"), style: styleWrap()},
			{head: g.w.Say("report.control.due"), style: st}, {head: g.w.Say("report.control.received"), style: st},
			{head: g.w.Say("report.control.dayslate"), note: g.w.Say("report.control.dayslate.note"), style: styleNumber("0")},
			{head: g.w.Say("report.control.waslate"), style: styleNumber("0")}}, rows)
		g.row++
	}
	if len(c.Ledger) > 0 {
		g.section(g.w.Say("report.control.ledger"), 1, moneyWidth)
		var rows [][]any
		for _, l := range c.Ledger {
			rows = append(rows, []any{l.Date, g.titleOf(l.For), cents(l.Amount), maybeMoney(l.Left, ""), l.Approved})
		}
		g.table(1, []field{{head: g.w.Say("report.month"), style: styleText()}, {head: g.w.Say("report.control.for"), style: styleWrap()},
			{head: g.w.Say("report.control.amount"), style: st}, {head: g.w.Say("report.control.left"), style: st},
			{head: g.w.Say("report.control.approvedby"), style: indented(), span: 3}}, rows)
		g.row++
	}
	if len(c.Unplanned) > 0 {
		g.section(g.w.Say("report.control.unplanned"), 1, moneyWidth)
		var rows [][]any
		for _, u := range c.Unplanned {
			rows = append(rows, []any{g.start.Add(u.Month - 1).String(), sheet.Cell{Value: u.ID, Link: source(u.Ref, g.w.Say("report.tip"))}, cents(u.Amount)})
		}
		g.table(1, []field{{head: g.w.Say("report.month"), style: styleText()}, {head: g.w.Say("report.id"), style: styleText()},
			{head: g.w.Say("report.control.amount"), style: st}}, rows)
		g.row++
	}
}

// indented is a text beside a number.
func indented() sheet.Style {
	return sheet.Style{Color: ink, Wrap: true, Align: "left", Indent: 1, VAlign: "center"}
}

// controlEffect compares the register with the log, and lists what responses
// brought.
func (g *page) controlEffect() {
	c := g.o.Control
	st := styleNumber(g.m.table(c.BAC))
	if len(c.Effect) > 0 {
		g.section(g.w.Say("report.control.effect"), 1, controlWidth)
		g.sentence(g.w.Say("report.control.effect.hint"), styleHint())
		var rows [][]any
		for _, e := range c.Effect {
			rows = append(rows, []any{g.named("category", e.Category), e.Expected, e.ExpectedWithout, e.Logged, e.Interval95[0], e.Interval95[1],
				cents(e.ExpectedLoss), cents(at(e.LossQuantiles, 95)), cents(e.Loss), e.LossRank, g.w.Say("report.control.verdict." + e.Verdict)})
		}
		n := styleNumber("0.0")
		g.table(1, []field{{head: g.w.Say("report.category"), style: styleText(), span: 2},
			{head: g.w.Say("report.control.expected"), style: n}, {head: g.w.Say("report.control.without"), style: n},
			{head: g.w.Say("report.control.logged"), style: styleNumber("0")},
			{head: g.w.Say("report.control.low"), note: g.w.Say("report.control.poisson.note"), style: n},
			{head: g.w.Say("report.control.high"), note: g.w.Say("report.control.poisson.note"), style: n},
			{head: g.w.Say("report.control.lossexpected"), style: st, span: 2}, {head: g.w.Say("report.control.loss95"), style: st},
			{head: g.w.Say("report.control.loss"), style: st},
			{head: g.w.Say("report.control.lossrank"), note: g.w.Say("report.control.lossrank.note"), style: styleNumber("0%")},
			{head: g.w.Say("report.control.verdict"), style: indented()}}, rows)
		g.row++
	}
	if len(c.Responses) == 0 {
		return
	}
	g.section(g.w.Say("report.control.responses"), 1, controlWidth)
	var rows [][]any
	for _, r := range c.Responses {
		verdict := "report.control.paid.no"
		if r.Paid {
			verdict = "report.control.paid.yes"
		}
		rows = append(rows, []any{r.Risk, r.Response, cents(r.Cost), cents(r.LossWithout), cents(r.LossExpected), cents(r.Loss), cents(r.Balance), g.w.Say(verdict)})
	}
	g.table(1, []field{{head: g.w.Say("report.id"), style: styleText()}, {head: g.w.Say("report.response"), style: styleWrap()},
		{head: g.w.Say("report.control.cost"), note: g.w.Say("report.control.cost.note"), style: st}, {head: g.w.Say("report.control.losswithout"), style: st},
		{head: g.w.Say("report.control.losswith"), style: st}, {head: g.w.Say("report.control.loss"), style: st},
		{head: g.w.Say("report.control.balance"), note: g.w.Say("report.control.balance.note"), style: st},
		{head: g.w.Say("report.control.paid"), style: indented(), span: 2}}, rows)
	g.row++
}

// controlActions is the plan-do-check-act table.
func (g *page) controlActions() {
	if len(g.o.Control.Actions) == 0 {
		return
	}
	g.section(g.w.Say("report.control.pdca"), 1, controlWidth)
	var rows [][]any
	for _, a := range g.o.Control.Actions {
		rows = append(rows, []any{a.Where, a.Plan, a.Do, a.Check, a.Act})
	}
	w := styleWrap()
	g.table(1, []field{{head: g.w.Say("report.control.where"), style: w, span: 2}, {head: g.w.Say("report.control.pdca.plan"), style: w, span: 2},
		{head: g.w.Say("report.control.pdca.do"), style: w, span: 2}, {head: g.w.Say("report.control.pdca.check"), style: w, span: 3},
		{head: g.w.Say("report.control.pdca.act"), style: w, span: 4}}, rows)
	g.row++
}
