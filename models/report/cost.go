package report

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// cost is the sheet of the total cost: how likely which total is, and when the
// money is spent.
func (d *desk) cost() *page {
	g := d.page("cost", 15, 15, 15, 15, 15, 15, 15, 15, 15, 15)
	c := d.o.Cost
	g.heading(d.costFinding(), d.w.Say("report.cost.hint"))
	if len(c.Quantiles)+len(c.Curve) > 0 {
		curve := g.costCurve()
		g.keep(curve)
		g.chart(curve, 1, 5, 18)
	}
	if len(c.Histogram.Shares) > 0 {
		g.chart(g.costHistogram(), 6, 10, 18)
	}
	g.row += 19
	months := g.row
	if len(c.Months) > 0 {
		g.row += 17
	}
	g.newPage()
	g.costTable()
	if len(c.Months) > 0 {
		b := g.costMonths()
		end := g.row
		g.row = months
		spend := g.spendChart(b)
		g.keep(spend)
		g.chart(spend, 1, 10, 16)
		g.row = end
	}
	return g
}

func (d *desk) costFinding() string {
	chance := d.percent(d.o.Reserve.Confidence)
	if n := strings.Fields(chance); strings.HasPrefix(chance, "8") || n[0] == "11" || n[0] == "18" {
		return d.w.Say("report.cost.finding.an", chance, d.m.read(d.chosen())) // "an 80 % chance"
	}
	return d.w.Say("report.cost.finding", chance, d.m.read(d.chosen()))
}

// costMarks are the places on the total cost that a reader looks for.
func (d *desk) costMarks(read reader) []mark {
	c, chosen := d.o.Cost, d.o.Reserve.Confidence
	marks := []mark{{d.w.Say("report.mark.base", read(c.Base)), c.Base, c.ConfidenceOfBase, ink}}
	if math.Abs(chosen-0.5) > 1e-9 {
		marks = append(marks, mark{"P50 " + read(d.costAt(0.5)), d.costAt(0.5), 0.5, silver})
	}
	marks = append(marks, mark{"P" + level(chosen) + " " + read(d.chosen()), d.chosen(), chosen, alert})
	if c.BudgetLimit != nil && math.Abs(*c.BudgetLimit-c.Base) > 0.005 {
		p := math.NaN()
		if c.ProbabilityOverLimit != nil {
			p = 1 - *c.ProbabilityOverLimit
		}
		marks = append(marks, mark{d.w.Say("report.mark.limit", read(*c.BudgetLimit)), *c.BudgetLimit, p, "CC79A7"})
	}
	return marks
}

func (g *page) costCurve() sheet.Chart {
	c, chosen := g.o.Cost, g.o.Reserve.Confidence
	points := c.Curve
	if len(points) == 0 {
		for _, q := range g.percentiles() {
			points = append(points, outcome.Point{X: q.X, P: q.P / 100})
		}
	}
	title := func(read reader) string {
		return g.w.Say("report.chart.s-curve", level(chosen), read(g.chosen()), g.percent(c.ConfidenceOfBase))
	}
	return g.sCurve("s-curve", title, points, g.costMarks)
}

// costHistogram draws how the total cost is spread, with the cumulative curve and the
// places of base, P50, the chosen quantile and the limit. Its sentence counts its bars.
func (g *page) costHistogram() sheet.Chart {
	h := g.o.Cost.Histogram
	labels := make([]string, len(h.Shares))
	sums := map[string]float64{}
	color := func(i int) string {
		switch mid := (h.Edges[i] + h.Edges[i+1]) / 2; {
		case mid <= g.o.Cost.Base:
			return silver
		case mid > g.chosen():
			return amber
		}
		return accent
	}
	for i, x := range h.Shares {
		labels[i] = g.m.bare((h.Edges[i]+h.Edges[i+1])/2, h.Edges[len(h.Edges)-1])
		sums[color(i)] += x
	}
	title := g.w.Say("report.chart.cost-histogram", g.percent(sums[silver]), g.percent(sums[accent]), g.percent(sums[amber]), level(g.o.Reserve.Confidence))
	c := g.bars("cost-histogram", title, labels, h.Shares, color)
	c.Y = shareAxis(1.15 * slices.Max(h.Shares))
	g.markBars(&c, g.costMarks(g.m.on(h.Edges[len(h.Edges)-1])))
	run := 0.0
	cumulative := floats(len(h.Shares), func(i int) float64 { run += h.Shares[i]; return math.Min(1, run) })
	r := g.beside([]string{g.w.Say("report.series.curve")}, cumulative)
	c.Series = append(c.Series, sheet.Series{Kind: sheet.Line, Name: g.w.Say("report.series.curve"), X: c.Series[0].X, Y: r[0], Color: ink, Width: 1.75, Secondary: true})
	c.Y2 = &sheet.Axis{Format: "0%", Min: number(0), Max: number(1), Step: 0.2}
	c.Legend, c.Overlap = "bottom", 100
	return c
}

// markBars puts a line behind the bar in which each mark lies, as high as the axis.
func (g *page) markBars(c *sheet.Chart, marks []mark) {
	h, bars := g.o.Cost.Histogram, c.Series
	c.Series = nil
	for _, m := range marks {
		column := make([]any, len(h.Shares))
		for i := range h.Shares {
			if m.x >= h.Edges[i] && (m.x < h.Edges[i+1] || i == len(h.Shares)-1 && m.x == h.Edges[i+1]) {
				column[i] = *c.Y.Max
			}
		}
		if slices.ContainsFunc(column, func(v any) bool { return v != nil }) {
			r := g.beside([]string{m.name}, column)
			c.Series = append(c.Series, sheet.Series{Kind: sheet.Column, Name: m.name, X: bars[0].X, Y: r[0], Color: m.color})
		}
	}
	c.Series = append(c.Series, bars...)
}

// costTable lists the percentiles of the total cost and the figures that carry
// defined names.
func (g *page) costTable() {
	c := g.o.Cost
	exact := styleNumber(g.exact(c.Base))
	g.section(g.w.Say("report.cost.figures"), 1, 4)
	top := g.row
	line := func(key string, v any, st sheet.Style, name string) {
		cell := g.merged(g.row, 1, 2, g.w.Say("report."+key), styleText())
		if note := "report." + key + ".note"; g.w.Has(note) {
			cell.Note = g.w.Say(note)
		}
		g.merged(g.row, 3, 4, v, st)
		if name != "" {
			g.name(name, g.row, 3)
		}
		g.row++
	}
	line("cost.base", cents(c.Base), exact, "Base")
	line("cost.mean", cents(c.Mean), exact, "Cost.Mean")
	line("cost.sd", cents(c.SD), exact, "")
	line("cost.anoverrun", c.Overrun.Probability, styleNumber("0.0%"), "")
	line("cost.overrun", c.ProbabilityOverrun, styleNumber("0.0%"), "ProbabilityOverrun")
	line("cost.confidence", c.ConfidenceOfBase, styleNumber("0.0%"), "")
	if c.BudgetLimit != nil {
		line("cost.limit", cents(*c.BudgetLimit), exact, "")
	}
	if c.ProbabilityOverLimit != nil {
		line("cost.overlimit", *c.ProbabilityOverLimit, styleNumber("0.0%"), "ProbabilityOverLimit")
	}
	if c.BeyondHorizonMean != 0 {
		line("cost.beyond", cents(c.BeyondHorizonMean), exact, "")
	}
	end := g.row
	g.row = top - 1
	g.section(g.w.Say("report.cost.percentiles"), 6, 10)
	g.quantileTable(6, c.Quantiles)
	g.row = max(end, g.row)
	if i := c.OverrunInterval95; i[1] > 0 {
		g.sentence(g.w.Say("report.cost.overrun.interval", tenths(i[0]), tenths(i[1])), styleHint())
	}
	if i := c.OverLimitInterval95; i != nil {
		g.sentence(g.w.Say("report.cost.overlimit.interval", tenths(i[0]), tenths(i[1])), styleHint())
	}
	g.row++
}

// tenths writes a share with a tenth of a percent: the ends of an interval that is
// narrow.
func tenths(x float64) string { return strconv.FormatFloat(100*x, 'f', 1, 64) + "%" }

// quantileTable lists the quantiles of total cost and their distance to the base.
func (g *page) quantileTable(col int, q outcome.Quantiles) {
	fields := []field{
		{head: g.w.Say("report.percentile"), note: g.w.Say("report.percentile.note"), style: sheet.Style{Color: ink, Align: "left"}},
		{head: g.w.Say("report.cost.total"), style: styleNumber(g.exact(g.chosen())), span: 2},
		{head: g.w.Say("report.cost.overbase"), style: styleNumber(g.exact(g.chosen())), span: 2},
	}
	var rows [][]any
	for _, e := range q {
		rows = append(rows, []any{"P" + level(e.P/100), cents(e.X), cents(e.X - g.o.Cost.Base)})
	}
	b := g.table(col, fields, rows)
	for i, e := range q {
		if e.P == 50 || e.P == 80 || e.P == 90 {
			g.name("P"+level(e.P/100), b.row(i), b.cols[1])
		}
	}
}

// costMonths is the table of cost by month.
func (g *page) costMonths() block {
	months := g.o.Cost.Months
	top := 0.0
	for _, m := range months {
		top = math.Max(top, peak(m.Planned, m.Mean, at(m.Quantiles, 90)))
	}
	st := styleNumber(g.m.table(top))
	g.section(g.w.Say("report.cost.bymonth"), 1, 8)
	g.sentence(g.w.Say("report.coherent.hint"), styleHint())
	fields := []field{
		{head: g.w.Say("report.month"), style: monthStyle()},
		{head: g.w.Say("report.planned"), note: g.w.Say("report.planned.note"), style: st},
		{head: g.w.Say("report.mean"), style: st},
		{head: "P10", note: g.w.Say("report.pointwise.note"), style: st}, {head: "P50", note: g.w.Say("report.pointwise.note"), style: st},
		{head: "P90", note: g.w.Say("report.pointwise.note"), style: st},
		{head: g.w.Say("report.coherent", level(g.o.Reserve.Confidence)), note: g.w.Say("report.release.coherent.note"), style: st, span: 2},
	}
	var rows [][]any
	for _, m := range months {
		rows = append(rows, []any{g.date(m.Month), cents(m.Planned), cents(m.Mean),
			cents(at(m.Quantiles, 10)), cents(at(m.Quantiles, 50)), cents(at(m.Quantiles, 90)), g.coherent(m.Month)})
	}
	return g.table(1, fields, rows)
}

// coherent is the cost of a month in the scenarios near the chosen quantile.
func (d *desk) coherent(month int) any {
	for _, r := range d.o.Reserve.Release {
		if r.Month == month {
			return cents(r.Coherent)
		}
	}
	return nil
}

func (g *page) spendChart(b block) sheet.Chart {
	months := g.o.Cost.Months
	top := len(months) - 1
	for i, m := range months {
		if m.Month > g.asOf() && (m.Mean > months[top].Mean || months[top].Month <= g.asOf()) {
			top = i
		}
	}
	n := len(months)
	q := func(p float64) func(i int) float64 {
		return func(i int) float64 { return orElse(at(months[i].Quantiles, p), months[i].Mean) }
	}
	lo, hi := q(10), q(90)
	r := g.beside([]string{"P10", "P10-P90"}, floats(n, func(i int) float64 { return cents(lo(i)) }),
		floats(n, func(i int) float64 { return cents(math.Max(0, hi(i)-lo(i))) }))
	x := b.series(0)
	return g.moneyUp(sheet.Chart{
		Key: "spend", Legend: "bottom", Stack: true,
		Series: []sheet.Series{
			{Kind: sheet.Area, Name: "P10", X: x, Y: r[0], Invisible: true, NoLegend: true},
			{Kind: sheet.Area, Name: g.w.Say("report.series.band", "P10", "P90"), X: x, Y: r[1], Color: pale, Alpha: 0.8},
			{Kind: sheet.Line, Name: g.w.Say("report.mean"), X: x, Y: b.series(2), Color: accent, Width: 2.25},
			{Kind: sheet.Line, Name: g.w.Say("report.planned"), X: x, Y: b.series(1), Color: ink, Width: 1.5, Dash: true},
		},
		X: sheet.Axis{Date: true, LabelLow: true, Every: every(n)},
		Y: sheet.Axis{Grid: true},
	}, func(read reader) string {
		return g.w.Say("report.chart.spend", g.monthName(float64(months[top].Month)), read(months[top].Mean), read(hi(top)))
	})
}

func orElse(x, fallback float64) float64 {
	if finite(x) {
		return x
	}
	return fallback
}

// every n-th month is labelled, so that about twelve labels stand on an axis.
func every(months int) int { return max(1, (months+11)/12) }
