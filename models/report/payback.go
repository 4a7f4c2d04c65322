package report

import (
	"math"
	"strconv"
	"strings"

	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// payback is the sheet of the worth of the project, nil without revenue.
func (d *desk) payback() *page {
	r := d.o.Return
	if r == nil {
		return nil
	}
	g := d.page("payback", 20, 24, 13, 13, 13, 13, 13, 13, 13, 13)
	g.heading(d.paybackFinding(), d.w.Say("report.payback.hint"))
	if h := r.Payback.Histogram; len(h.Shares) > 0 && len(h.Edges) == len(h.Shares)+1 {
		g.chart(g.paybackHistogram(), 1, 5, 18)
	}
	if c := r.NPV.Curve; len(drawable(c)) > 1 {
		g.chart(g.npvCurve(c), 6, 10, 18)
	}
	g.row += 19
	var row []sheet.Chart
	if c, ok := g.flowBand(); ok {
		row = append(row, c)
	}
	if c, ok := g.jointScatter(); ok {
		row = append(row, c)
	}
	for i, c := range row {
		columns := [2]int{1, 10}
		if len(row) == 2 {
			columns = [][2]int{{1, 5}, {6, 10}}[i]
		}
		g.chart(c, columns[0], columns[1], 17)
	}
	if len(row) > 0 {
		g.row += 18
	}
	g.newPage()
	g.jointLines()
	g.party(d.w.Say("report.party.project"), r.ReturnOf, true)
	if r.Equity != nil {
		g.party(d.w.Say("report.party.equity"), *r.Equity, false)
	}
	for _, p := range r.Partners {
		g.party(d.w.Say("report.party.partner", p.Name), p.ReturnOf, false)
	}
	g.stakes()
	g.settlement()
	return g
}

func (d *desk) paybackFinding() string {
	r := d.o.Return
	pb := r.Payback
	horizon := strconv.Itoa(d.o.Horizon)
	first := d.w.Say("report.payback.finding", d.percent(pb.ProbabilityWithinHorizon), horizon, d.paidBack(pb, 50), d.paidBack(pb, 80))
	switch {
	case len(pb.Quantiles) == 0:
		first = d.w.Say("report.payback.nothing", d.percent(pb.WithoutOutlay))
	case !finite(at(pb.Quantiles, 50)):
		first = d.w.Say("report.payback.unlikely", d.percent(pb.ProbabilityWithinHorizon), horizon)
	}
	return first + d.w.Say("report.payback.npv", d.m.read(r.NPV.Mean), d.percent(r.NPV.ProbabilityNegative))
}

// paidBack is a quantile of payback in words.
func (d *desk) paidBack(pb outcome.Payback, p float64) string {
	if len(pb.Quantiles) == 0 {
		return d.w.Say("report.nothing")
	}
	return d.duration(at(pb.Quantiles, p))
}

// apart reports whether two tables differ anywhere.
func apart(a, b outcome.Quantiles) bool {
	for i := range a {
		if x, y := a[i].X, at(b, a[i].P); math.Abs(x-y) > 1e-9 || finite(x) != finite(y) {
			return true
		}
	}
	return false
}

// paybackHistogram has one bar more for the scenarios that do not pay back.
func (g *page) paybackHistogram() sheet.Chart {
	pb := g.o.Return.Payback
	h := pb.Histogram
	var labels []string
	shares := append([]float64(nil), h.Shares...)
	for i := range h.Shares {
		labels = append(labels, span(h.Edges[i], h.Edges[i+1]))
	}
	labels, shares = append(labels, g.w.Say("report.beyond.bar", strconv.Itoa(g.o.Horizon))), append(shares, h.Beyond)
	title := g.w.Say("report.chart.payback", g.percent(pb.ProbabilityWithinHorizon), strconv.Itoa(g.o.Horizon), g.percent(h.Beyond))
	c := g.bars("payback", title, labels, shares, func(i int) string {
		if i == len(shares)-1 {
			return alert
		}
		return accent
	})
	c.X.Title = g.w.Say("report.axis.months")
	return c
}

// span names a bar by its edges.
func span(a, b float64) string {
	f := func(x float64) string { return strconv.FormatFloat(math.Round(x*10)/10, 'f', -1, 64) }
	if b-a <= 1+1e-9 {
		return f(b)
	}
	return f(a) + "–" + f(b)
}

func (g *page) npvCurve(c []outcome.Point) sheet.Chart {
	npv := g.o.Return.NPV
	title := func(read reader) string {
		return g.w.Say("report.chart.npv", g.percent(npv.ProbabilityNegative), read(npv.Mean))
	}
	return g.sCurve("npv", title, c, func(read reader) []mark {
		return []mark{
			{g.w.Say("report.mark.zero"), 0, npv.ProbabilityNegative, alert},
			{"P50 " + read(at(npv.Quantiles, 50)), at(npv.Quantiles, 50), 0.5, silver},
		}
	})
}

// flowBand draws the cumulative flow before funding: eight futures of ten lie in the band,
// and where it comes back above zero the money is back.
func (g *page) flowBand() (sheet.Chart, bool) {
	flow := g.o.Return.Flow
	if len(flow) == 0 {
		return sheet.Chart{}, false
	}
	n, low := len(flow), 0
	for i, m := range flow {
		if m.P50 < flow[low].P50 {
			low = i
		}
	}
	months := make([]any, n)
	for i, m := range flow {
		months[i] = g.date(m.Month)
	}
	names := []string{g.w.Say("report.month"), "P10", g.w.Say("report.series.band", "P10", "P90"), "P50"}
	r := g.beside(names, months, floats(n, func(i int) float64 { return cents(flow[i].P10) }),
		floats(n, func(i int) float64 { return cents(math.Max(0, flow[i].P90-flow[i].P10)) }), floats(n, func(i int) float64 { return cents(flow[i].P50) }))
	return g.moneyUp(sheet.Chart{
		Key: "flow", Legend: "bottom", Stack: true,
		Series: []sheet.Series{
			{Kind: sheet.Area, Name: names[1], X: r[0], Y: r[1], Invisible: true, NoLegend: true},
			{Kind: sheet.Area, Name: names[2], X: r[0], Y: r[2], Color: pale, Alpha: 0.8},
			{Kind: sheet.Line, Name: names[3], X: r[0], Y: r[3], Color: accent, Width: 2.25}},
		X: sheet.Axis{Date: true, LabelLow: true, Every: 2 * every(n)}, Y: sheet.Axis{Grid: true},
	}, func(read reader) string {
		return g.w.Say("report.chart.flow", read(flow[low].P50), g.monthName(float64(flow[low].Month)), g.paidBack(g.o.Return.Payback, 50))
	}), true
}

// jointScatter shows cost against payback, when enough scenarios pay back: some futures
// as dots, limit and target as lines, and in words the shares of the whole run.
func (g *page) jointScatter() (sheet.Chart, bool) {
	var xs, ys []any
	lo, hi := math.Inf(1), math.Inf(-1)
	first, last := lo, hi
	for _, p := range g.o.Joint.Scatter {
		if finite(p.X) && finite(p.Y) {
			xs, ys = append(xs, cents(p.X)), append(ys, math.Round(p.Y*100)/100)
			lo, hi = math.Min(lo, p.X), math.Max(hi, p.X)
			first, last = math.Min(first, p.Y), math.Max(last, p.Y)
		}
	}
	if len(xs) < 10 {
		return sheet.Chart{}, false
	}
	limit, target := g.o.Cost.BudgetLimit, g.o.Return.Payback.Target
	if limit != nil {
		lo, hi = math.Min(lo, *limit), math.Max(hi, *limit)
	}
	if target != nil {
		first, last = math.Min(first, *target), math.Max(last, *target)
	}
	a := g.moneySpan(lo, hi, marksOf)
	left, right := a.ends()
	step := math.Max(1, round125((last-first)/marksOf))
	low, high := math.Floor(first/step)*step, math.Ceil(last/step)*step
	r := g.beside([]string{g.w.Say("report.cost.total"), g.w.Say("report.payback.months")}, xs, ys)
	c := sheet.Chart{
		Key: "joint", Title: g.jointTitle(len(xs)),
		Series: []sheet.Series{{Kind: sheet.Scatter, Name: g.w.Say("report.series.scenarios"), X: r[0], Y: r[1],
			Color: accent, Alpha: 0.55, Marker: true, NoLine: true, NoLegend: true}},
		X: sheet.Axis{Title: g.w.Say("report.cost.total")},
		Y: sheet.Axis{Title: g.w.Say("report.axis.months"), Format: "0", Grid: true, LabelLow: true, Min: &low, Max: &high, Step: step},
	}
	line := func(name, color string, x, y []any) {
		at := g.beside([]string{name, ""}, x, y)
		c.Legend = "bottom"
		c.Series = append(c.Series, sheet.Series{Kind: sheet.Scatter, Name: name, X: at[0], Y: at[1], Color: color, Width: 1.5, Dash: true})
	}
	if limit != nil {
		line(g.w.Say("report.mark.limit", g.m.on(a.top)(*limit)), "CC79A7", []any{*limit, *limit}, []any{low, high})
	}
	if target != nil {
		line(g.w.Say("report.mark.target", g.duration(*target)), alert, []any{left, right}, []any{*target, *target})
	}
	return g.moneyAcross(c, a), true
}

// jointTitle says what share of all futures keeps limit and target, and how many are
// drawn.
func (g *page) jointTitle(drawn int) string {
	all := count(g.o.Run.Scenarios)
	if j := g.o.Joint.CostAndPayback; j != nil && g.o.Cost.BudgetLimit != nil && g.o.Return.Payback.Target != nil {
		return g.w.Say("report.chart.joint.both", g.percent(*j), all, count(drawn))
	}
	return g.w.Say("report.chart.joint", g.percent(g.o.Return.Payback.ProbabilityWithinHorizon), all, count(drawn))
}

// jointLines says how likely two wishes come true at once.
func (g *page) jointLines() {
	j := g.o.Joint
	if j.CostAndPayback != nil {
		g.sentence(g.w.Say("report.joint.payback", g.percent(*j.CostAndPayback)), styleWrap())
	}
	if j.CostAndNoGap != nil {
		g.sentence(g.w.Say("report.joint.gap", g.percent(*j.CostAndNoGap)), styleWrap())
	}
	if pb := g.o.Return.Payback; pb.Target != nil && pb.ProbabilityWithinTarget != nil {
		g.sentence(g.w.Say("report.joint.target", g.percent(*pb.ProbabilityWithinTarget), g.duration(*pb.Target)), styleWrap())
	}
	g.row++
}

// party is the quantile table of one party; the project's carries the names.
func (g *page) party(title string, r outcome.ReturnOf, named bool) {
	g.section(title, 1, 10)
	npv := styleNumber(g.m.table(peak(at(r.NPV.Quantiles, 5), at(r.NPV.Quantiles, 95), r.NPV.Mean)))
	percents := []float64{5, 10, 25, 50, 80, 90, 95}
	fields := []field{{head: g.w.Say("report.measure"), style: styleText(), span: 2}, {head: g.w.Say("report.mean"), style: npv}}
	for _, p := range percents {
		fields = append(fields, field{head: "P" + level(p/100), style: npv})
	}
	b := g.table(1, fields, nil)
	line := func(key string, mean float64, q outcome.Quantiles, st sheet.Style, missing string) {
		if len(q) == 0 {
			return
		}
		for i := range fields[1:] {
			fields[i+1].style = st
		}
		row := []any{sheet.Cell{Value: g.w.Say(key), Note: g.w.Say(key + ".note")}, orText(mean, "–")}
		for _, p := range percents {
			row = append(row, orText(at(q, p), missing))
		}
		g.tableRow(b, fields, row, func(s sheet.Style) sheet.Style { return s })
	}
	nan, none, beyond := math.NaN(), g.w.Say("report.undefined"), g.w.Say("report.beyond")
	top := g.row
	line("report.npv", cents(r.NPV.Mean), r.NPV.Quantiles, npv, none)
	if named && g.row > top {
		g.name("NPV.Mean", top, b.cols[1])
		g.name("NPV.P50", top, b.cols[5])
	}
	line("report.irr", nan, r.IRR.Quantiles, styleNumber("0.0%"), none)
	line("report.mirr", nan, r.MIRR.Quantiles, styleNumber("0.0%"), none)
	line("report.pi", nan, r.ProfitabilityIndex.Quantiles, styleNumber("0.00"), none)
	top = g.row
	line("report.payback", r.Payback.MeanWithin, r.Payback.Quantiles, styleNumber("0.0"), beyond)
	if named && g.row > top {
		g.name("Payback.P50", top, b.cols[5])
		g.name("Payback.P80", top, b.cols[6])
	}
	if apart(r.FirstReturn.Quantiles, r.Payback.Quantiles) {
		line("report.firstreturn", r.FirstReturn.MeanWithin, r.FirstReturn.Quantiles, styleNumber("0.0"), beyond)
	}
	line("report.dpayback", r.DiscountedPayback.MeanWithin, r.DiscountedPayback.Quantiles, styleNumber("0.0"), beyond)
	g.sentence(g.w.Say("report.party.shares", g.percent(r.NPV.ProbabilityNegative), g.percent(r.Payback.ProbabilityWithinHorizon),
		g.percent(r.IRR.Undefined), g.percent(r.IRR.Several))+g.noRate(r.IRR.Why), styleHint())
	g.worthIntervals(r.NPV)
	g.row++
}

// worthIntervals says how exact the figures of the worth are.
func (g *page) worthIntervals(n outcome.NPV) {
	if len(n.Intervals95) == 0 {
		return
	}
	var parts []string
	for _, q := range n.Intervals95 {
		parts = append(parts, g.w.Say("report.interval.of", level(q.P/100), g.m.read(q.Interval[0]), g.m.read(q.Interval[1])))
	}
	g.sentence(g.w.Say("report.party.intervals", tenths(n.NegativeInterval95[0]), tenths(n.NegativeInterval95[1]),
		strings.Join(parts, " · ")), styleHint())
}

// noRate says why futures have no rate of return, with the share of each reason.
func (d *desk) noRate(why outcome.NoIRR) string {
	text := ""
	for _, x := range []struct {
		key   string
		share float64
	}{{"money-first", why.MoneyFirst}, {"no-outlay", why.NoOutlay}, {"no-rate", why.NoRate}, {"none-agrees", why.NoneAgrees}} {
		if x.share > 0 {
			text += d.w.Say("report.irr."+x.key, d.percent(x.share))
		}
	}
	return text
}
