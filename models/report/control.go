package report

import (
	"cmp"
	"math"

	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// controlWidth is the number of printed columns of the sheet Control.
const controlWidth = 13

// control is the sheet of a running project: where it stands, what it will
// cost from here, whether the reserve lasts, what to change.
func (d *desk) control() *page {
	if d.o.Control == nil {
		return nil
	}
	g := d.page("control", 9, 42, 13, 13, 13, 13, 13, 10, 10, 13, 13, 13, 17)
	g.heading(d.controlFinding(), d.w.Say("report.control.hint"))
	charts := g.row
	g.row += 16
	g.controlFigures()
	c := d.o.Control
	g.performance("lines", c.Lines)
	g.performance("phases", named(c.Phases, g.phaseName))
	g.performance("owners", named(c.Owners, g.ownerName))
	if len(c.Vendors) > 0 {
		g.performance("vendors", c.Vendors)
	}
	g.position()
	g.controlActions()
	g.controlEffect()
	top := g.row
	g.controlMoney()
	left := g.row
	g.row = top
	b := g.controlMonths(8)
	g.row = max(left, g.row)
	trend := g.controlTrend()
	end := g.row
	g.row = charts
	drawn := []sheet.Chart{g.controlCurve(b)}
	g.keep(drawn[0])
	for _, more := range []*sheet.Chart{trend, g.burnDown(), g.varianceBars()} {
		if more != nil {
			drawn = append(drawn, *more)
		}
	}
	for i, columns := range [][][2]int{{{1, 13}}, {{1, 6}, {7, 13}}, {{1, 4}, {5, 8}, {9, 13}}, {{1, 2}, {3, 6}, {7, 10}, {11, 13}}}[len(drawn)-1] {
		g.chart(drawn[i], columns[0], columns[1], 15)
	}
	g.row = end
	return g
}

// named puts readable names on groups of lines.
func named(list []outcome.Performance, name func(string) string) []outcome.Performance {
	out := make([]outcome.Performance, len(list))
	for i, p := range list {
		p.ID, p.Name = "", name(p.ID)
		out[i] = p
	}
	return out
}

func (g *page) phaseName(s string) string {
	if s == "" {
		return g.w.Say("report.phase.none")
	}
	return g.named("phase", s)
}

func (g *page) ownerName(s string) string {
	if s == "" {
		return g.w.Say("report.owner.none")
	}
	return s
}

// controlFinding says what the project will cost, and what that means.
func (d *desk) controlFinding() string {
	return d.headline() + " " + d.progressLine()
}

// progressLine says how far the work is and what it will cost.
func (d *desk) progressLine() string {
	c := d.o.Control
	return d.w.Say("report.control.finding", c.AsOf, d.ratio(c.PercentComplete), d.m.read(at(c.EAC.Simulated.Quantiles, 50)),
		d.percent(c.Overrun.Probability), d.m.read(c.Overrun.Over))
}

// verdict is the one advice on the reserve in words.
func (d *desk) verdict() string {
	v := d.o.Verdict
	x := v.Written(d.m.said())
	if v.Do == "limit" {
		return d.w.Say("verdict.limit", level(v.Confidence), x, x)
	}
	return d.w.Say("verdict."+v.Do, x, level(v.Confidence))
}

// ratio writes a share that may be missing.
func (d *desk) ratio(x *float64) string {
	if x == nil {
		return "–"
	}
	return d.percent(*x)
}

// maybe is a figure, or a dash with the reason in its note.
func maybe(x *float64, why string) any {
	if x == nil {
		return sheet.Cell{Value: "–", Note: why}
	}
	return *x
}

// maybeMoney is maybe in cents.
func maybeMoney(x *float64, why string) any {
	if x != nil {
		y := cents(*x)
		x = &y
	}
	return maybe(x, why)
}

// controlFigures writes earned value on the left, the reserve in the middle
// and the cash on the right.
func (g *page) controlFigures() {
	top := g.row
	g.list(1, 3, "report.control.evm", g.evmRows())
	end := g.row
	g.row = top
	g.list(5, 8, "report.control.reserve", g.reserveRows())
	end = max(end, g.row)
	g.row = top
	g.list(10, 13, "report.control.forecast", g.forecastRows())
	g.row = max(end, g.row) + 1
}

// figureRow is one line of a list of figures.
type figureRow struct {
	key    string
	value  any
	format string
	name   string // defined name
}

// noted is the note on a term, "" where it has none.
func (d *desk) noted(key string) string {
	if d.w.Has(key + ".note") {
		return d.w.Say(key + ".note")
	}
	return ""
}

// list writes figures below each other, words over c1..c2-1, value in c2.
func (g *page) list(c1, c2 int, title string, rows []figureRow) {
	g.section(g.w.Say(title), c1, c2)
	for _, r := range rows {
		g.merged(g.row, c1, c2-1, g.w.Say("report.control."+r.key), styleText()).Note = g.noted("report.control." + r.key)
		st := styleNumber(r.format)
		if text := textOf(r.value); text != "" {
			st.Format, st.Color = "", grey
		}
		g.put(g.row, c2, r.value, st)
		if r.name != "" {
			g.name(r.name, g.row, c2)
		}
		g.row++
	}
}

func (g *page) evmRows() []figureRow {
	c, m := g.o.Control, g.m.table(g.o.Control.BAC)
	return []figureRow{
		{"bac", cents(c.BAC), m, ""}, {"pv", cents(c.PV), m, "PV"}, {"ev", cents(c.EV), m, "EV"}, {"ac", cents(c.AC), m, "AC"},
		{"cv", cents(c.CV), m, ""}, {"cv.price", cents(c.CVPrice), m, ""}, {"cv.usage", cents(c.CVUsage), m, ""}, {"sv", cents(c.SV), m, ""},
		{"cpi", maybe(c.CPI, c.CPIWhy), "0.00", "CPI"}, {"spi", maybe(c.SPI, c.SPIWhy), "0.00", "SPI"}, {"tcpi", maybe(c.TCPI, c.TCPIWhy), "0.00", ""},
		{"complete", maybe(c.PercentComplete, ""), "0.0%", ""}, {"spent", maybe(c.PercentSpent, ""), "0.0%", ""},
		{"duration", maybe(c.DurationForecast, c.SPIWhy), "0.0", ""},
	}
}

func (g *page) reserveRows() []figureRow {
	c, m := g.o.Control, g.m.table(g.o.Control.BAC)
	rows := []figureRow{
		{"approved", maybeMoney(c.ReserveApproved, c.AdequacyWhy), m, ""}, {"drawn", cents(c.ReserveDrawn), m, ""},
		{"left", maybeMoney(c.ReserveLeft, c.AdequacyWhy), m, "ReserveLeft"}, {"need", cents(c.ReserveNeed), m, "ReserveNeed"},
		{"adequacy", maybe(c.Adequacy, c.AdequacyWhy), "0%", "Adequacy"},
	}
	if v := g.o.Verdict; v.Do == "release" || v.Do == "ask" || v.Do == "limit" {
		rows = append(rows, figureRow{v.Do, cents(v.Amount), m, ""})
	}
	rows = append(rows, figureRow{"unledgered", cents(c.ReserveUnledgered), m, ""})
	if c.ReserveDrawnUnspent > 0 {
		rows = append(rows, figureRow{"unspent", cents(c.ReserveDrawnUnspent), m, ""})
	}
	if c.RunsOut != nil {
		rows = append(rows, figureRow{"runsout", c.RunsOut.Probability, "0.0%", ""},
			figureRow{"runsout20", g.monthOr(at(c.RunsOut.Quantiles, 20)), "", ""}, figureRow{"runsout50", g.monthOr(at(c.RunsOut.Quantiles, 50)), "", ""})
	}
	return rows
}

// monthOr names a month, or says that it lies beyond the horizon.
func (g *page) monthOr(month float64) string {
	if !finite(month) {
		return g.w.Say("report.beyond")
	}
	return g.monthName(month)
}

func (g *page) forecastRows() []figureRow {
	c, m := g.o.Control, g.m.table(g.o.Control.BAC)
	q := c.EAC.Simulated.Quantiles
	rows := []figureRow{
		{"eac.typical", maybeMoney(c.EAC.Typical, c.EAC.TypicalWhy), m, ""}, {"eac.atypical", cents(c.EAC.Atypical), m, ""},
		{"eac.combined", maybeMoney(c.EAC.Combined, c.EAC.CombinedWhy), m, ""},
		{"eac.p20", cents(at(q, 20)), m, ""}, {"eac.p50", cents(at(q, 50)), m, "EAC.P50"}, {"eac.p80", cents(at(q, 80)), m, "EAC.P80"},
		{"overis." + cmp.Or(c.Overrun.What, "plan"), cents(c.Overrun.Over), m, ""}, {"overrun", c.Overrun.Probability, "0.0%", "EAC.ProbabilityOverrun"},
	}
	if c.EAC.Interval95 != nil {
		i := *c.EAC.Interval95
		rows = append(rows, figureRow{"eac.low", cents(i[0]), m, ""}, figureRow{"eac.high", cents(i[1]), m, ""})
	}
	if c.GapIn3 != nil {
		rows = append(rows, figureRow{"gap3", *c.GapIn3, "0.0%", ""}, figureRow{"gap6", maybe(c.GapIn6, ""), "0.0%", ""})
	}
	if c.Runway != nil {
		rows = append(rows, figureRow{"runway", orText(at(c.Runway.Quantiles, 50), g.w.Say("report.beyond")), "0.0", ""})
	}
	return rows
}

// performance is one table of earned value.
func (g *page) performance(what string, list []outcome.Performance) {
	g.section(g.w.Say("report.control."+what), 1, controlWidth)
	st, index := styleNumber(g.m.table(g.o.Control.BAC)), styleNumber("0.00")
	head := func(key string, st sheet.Style) field {
		return field{head: g.w.Say("report.control.head." + key), note: g.noted("report.control." + key), style: st}
	}
	fields := []field{
		{head: g.w.Say("report.id"), style: styleText()}, {head: g.w.Say("report.name"), style: styleWrap()},
		head("bac", st), head("pv", st), head("ev", st), head("ac", st), head("cv", st), head("cpi", index), head("spi", index),
		head("eac.typical", st), head("eac.p50", st), head("eac.p80", st), head("overbase", styleNumber("0%")),
	}
	if list == nil || list[0].ID == "" || what == "vendors" {
		fields[0].head = ""
	}
	var rows [][]any
	for _, p := range list {
		id := any(sheet.Cell{Value: p.ID, Link: source(p.Ref, g.w.Say("report.tip"))})
		if what == "vendors" {
			id = ""
		}
		q := p.EAC.Simulated.Quantiles
		rows = append(rows, []any{id, p.Name, cents(p.BAC), cents(p.PV), cents(p.EV), cents(p.AC), cents(p.CV),
			maybe(p.CPI, p.CPIWhy), maybe(p.SPI, p.SPIWhy), maybeMoney(p.EAC.Typical, p.EAC.TypicalWhy), cents(at(q, 50)), cents(at(q, 80)), p.ProbabilityOverrun})
	}
	b := g.table(1, fields, rows)
	for _, k := range []int{7, 8} {
		g.s.Heats = append(g.s.Heats, sheet.Heat{At: b.column(k), Low: alert, Mid: white, High: pale, LowAt: 0.7, MidAt: 1, HighAt: 1.3})
	}
	g.s.Heats = append(g.s.Heats, sheet.Heat{At: b.column(12), Low: white, High: alert, LowAt: 0.5, HighAt: 1})
	g.row++
}

// controlCurve is the S-curve of plan, actual and forecast band.
func (g *page) controlCurve(b block) sheet.Chart {
	c := g.o.Control
	n := len(c.Months)
	r := g.beside([]string{"P10", "P10-P90"},
		floats(n, func(i int) float64 { return cents(at(c.Months[i].Quantiles, 10)) }),
		floats(n, func(i int) float64 {
			return cents(math.Max(0, at(c.Months[i].Quantiles, 90)-at(c.Months[i].Quantiles, 10)))
		}))
	x := b.series(0)
	done, past := b.series(2), x
	done.R2 = done.R1 + min(c.Month, n) - 1
	past.R2 = done.R2
	var series []sheet.Series
	series = append(series,
		sheet.Series{Kind: sheet.Area, Name: "P10", X: x, Y: r[0], Invisible: true, NoLegend: true},
		sheet.Series{Kind: sheet.Area, Name: g.w.Say("report.series.band", "P10", "P90"), X: x, Y: r[1], Color: pale, Alpha: 0.8},
		sheet.Series{Kind: sheet.Line, Name: g.w.Say("report.control.planned"), X: x, Y: b.series(1), Color: silver, Width: 2, Dash: true},
		sheet.Series{Kind: sheet.Line, Name: g.w.Say("report.control.forecast50"), X: x, Y: b.series(4), Color: accent, Width: 1.75})
	if c.Month > 0 && n > 0 {
		series = append(series, sheet.Series{Kind: sheet.Line, Name: g.w.Say("report.control.actual"), X: past, Y: done, Color: ink, Width: 3})
	}
	return g.moneyUp(sheet.Chart{
		Key: "control-curve", Legend: "bottom", Stack: true,
		Series: series,
		X:      sheet.Axis{Date: true, Every: 2 * every(n)},
		Y:      sheet.Axis{Grid: true},
	}, func(read reader) string {
		return g.w.Say("report.chart.control", read(c.AC), read(c.PV), read(at(c.EAC.Simulated.Quantiles, 50)))
	})
}
