package report

import (
	"math"
	"strconv"

	"ballast/budget"
	"ballast/budget/sheet"
	"ballast/budget/words"
	"ballast/models/outcome"
)

// portfolioDesk is what the page of a portfolio is written on.
type portfolioDesk struct {
	*desk
	o *outcome.Portfolio
}

// BuildPortfolio makes the result sheet of a portfolio: the reserve of all plans together,
// what each has of it, years, limits and how the plans move together.
func BuildPortfolio(o *outcome.Portfolio, lang string) *sheet.Book {
	w := words.For(lang)
	d := &portfolioDesk{o: o, desk: &desk{o: &outcome.Outcome{}, p: &budget.Plan{}, w: w, m: money{currency: o.Currency, lang: w.Language}, kept: map[string]sheet.Chart{}}}
	d.desk.o.Reserve.Interval95 = o.Reserve.Interval95
	s, _ := d.printed(d.whole)
	return &sheet.Book{Language: w.Language, Sheets: []sheet.Sheet{s}, Names: d.names}
}

// whole is the sheet of a portfolio.
func (d *portfolioDesk) whole() *page {
	o, w := d.o, d.w
	g := d.page("portfolio", 16, 30, 13, 13, 13, 13, 13, 13, 13, 13)
	g.modelHeading(d.finding(), w.Say("report.portfolio.hint", count(o.Run.Scenarios), strconv.FormatUint(o.Run.Seed, 10), o.Run.Sampling, w.Say("report.portfolio.columns")))
	d.figures(g)
	d.charts(g)
	d.plans(g)
	d.causes(g)
	d.split(g, "groups", o.Groups)
	d.split(g, "owners", o.Owners)
	d.years(g)
	d.pool(g)
	d.own(g)
	d.fit(g)
	d.together(g)
	d.remarks(g)
	return g
}

// level writes the confidence of the reserve.
func (d *portfolioDesk) level() string {
	return strconv.FormatFloat(100*d.o.Reserve.Confidence, 'g', 6, 64)
}

// finding is the sentence over the page.
func (d *portfolioDesk) finding() string {
	v := &d.o.Reserve
	text := d.w.Say("portfolio.reserve", d.level(), d.m.read(v.Contingency), d.m.read(v.Interval95[0]), d.m.read(v.Interval95[1]))
	if n := len(d.o.Skipped); n > 0 {
		text = d.w.Say("portfolio.incomplete", n, n+len(d.o.Plans)) + " " + text
	}
	if len(d.o.Plans) == 1 {
		return text
	}
	r := &d.o.Release
	if r.Amount < 0 {
		return text + " " + d.w.Say("portfolio.release.none", d.m.read(r.Held), d.m.read(-r.Amount), d.m.read(r.Needed), d.level())
	}
	return text + " " + d.w.Say("portfolio.release", d.m.read(r.Held), d.m.read(r.Amount), d.m.read(r.Needed), d.level())
}

// figures are the numbers of the answer, two columns of them.
func (d *portfolioDesk) figures(g *page) {
	c, v := &d.o.Cost, &d.o.Reserve
	g.section(d.w.Say("report.portfolio.figures"), 1, 10)
	most := peak(c.Base, c.Quantiles.At(95))
	fields := []field{{head: d.w.Say("report.portfolio.figure"), style: styleText(), span: 2}, {head: d.o.Currency, style: styleNumber(g.exact(most)), span: 2}}
	rows := [][]any{{d.w.Say("portfolio.col.base"), c.Base}, {d.w.Say("report.portfolio.together", d.level()), v.Contingency},
		{d.w.Say("report.portfolio.sum"), v.SumOfPlans}, {d.w.Say("report.portfolio.difference"), v.Diversification},
		{d.w.Say("report.portfolio.mean"), cents(c.Mean)}, {"P50", cents(c.Quantiles.At(50))}, {"P80", cents(c.Quantiles.At(80))}, {"P95", cents(c.Quantiles.At(95))}}
	if d.o.Release.Said > 0 { // else they are the two rows above
		rows = append(rows, []any{d.w.Say("report.portfolio.release"), d.o.Release.Held}, []any{d.w.Say("report.portfolio.released"), d.o.Release.Amount})
	}
	if c.BudgetLimit != nil {
		rows = append(rows, []any{d.w.Say("portfolio.col.limit"), *c.BudgetLimit},
			[]any{d.w.Say("portfolio.col.over"), sheet.Cell{Value: *c.ProbabilityOverLimit, Style: styleNumber("0.0%")}})
	}
	b := g.table(1, fields, rows)
	g.name("PortfolioReserve", b.body.R1+1, b.cols[1])
	g.row++
}

// charts are the S-curve and the parts of the plans, side by side.
func (d *portfolioDesk) charts(g *page) {
	c, v := &d.o.Cost, &d.o.Reserve
	points := make([]outcome.Point, len(c.Curve))
	for i, p := range c.Curve {
		points[i] = outcome.Point(p)
	}
	at := c.Quantiles.At(50)
	for _, row := range v.Table {
		if row.Confidence == v.Confidence {
			at = row.Cost
		}
	}
	marks := []mark{{d.w.Say("portfolio.col.base"), c.Base, shareBelow(points, c.Base), grey}, {"P" + d.level(), at, v.Confidence, accent}}
	if c.BudgetLimit != nil {
		marks = append(marks, mark{d.w.Say("portfolio.col.limit"), *c.BudgetLimit, 1 - *c.ProbabilityOverLimit, alert})
	}
	title := func(read reader) string { return d.w.Say("report.portfolio.curve", d.level(), read(at)) }
	g.chart(g.sCurve("portfolio-curve", title, points, func(reader) []mark { return marks }), 1, 4, 18)
	plans := ordered(d.parts())
	plans = plans[:min(len(plans), 12)]
	r := g.beside([]string{d.w.Say("portfolio.col.plan"), d.w.Say("portfolio.col.part"), d.w.Say("portfolio.col.alone")},
		texts(len(plans), func(i int) string { return plans[i].ID }),
		floats(len(plans), func(i int) float64 { return plans[i].Amount }),
		floats(len(plans), func(i int) float64 { return plans[i].Base }))
	g.chart(g.moneyUp(sheet.Chart{Key: "portfolio-parts", Title: d.w.Say("report.portfolio.parts"), Legend: "bottom", Gap: 50, Y: sheet.Axis{Grid: true},
		Series: []sheet.Series{{Kind: sheet.Column, Name: d.w.Say("portfolio.col.alone"), X: r[0], Y: r[2], Color: pale},
			{Kind: sheet.Column, Name: d.w.Say("portfolio.col.part"), X: r[0], Y: r[1], Color: accent}}}, nil), 5, 10, 18)
	g.row += 19
}

// parts are the allocated reserves of the plans, with those alone as their base.
func (d *portfolioDesk) parts() []outcome.Share {
	out := make([]outcome.Share, len(d.o.Plans))
	for i, x := range d.o.Plans {
		out[i] = outcome.Share{ID: x.ID, Name: x.Name, Amount: x.Allocated, Base: x.ContingencyAlone}
	}
	return out
}

// shareBelow reads a curve at a value.
func shareBelow(points []outcome.Point, x float64) float64 {
	last := outcome.Point{X: math.Inf(-1)}
	for _, p := range points {
		if p.X >= x {
			if p.X == last.X || math.IsInf(last.X, -1) {
				return p.P
			}
			return last.P + float64((p.P-last.P)*(x-last.X)/(p.X-last.X))
		}
		last = p
	}
	return 1
}

// plans is the table of the plans, with totals of what adds up.
func (d *portfolioDesk) plans(g *page) {
	g.newPage()
	g.section(d.w.Say("report.portfolio.plans"), 1, 10)
	most := 0.0
	for _, x := range d.o.Plans {
		most = max(most, x.Base, x.ContingencyAlone)
	}
	st := styleNumber(g.exact(most))
	head := func(key string, st sheet.Style) field { return field{head: d.w.Say(key), style: st} }
	fields := []field{head("portfolio.col.plan", styleWrap()), head("report.name", styleWrap()), head("report.portfolio.chance", styleNumber("0%")), head("report.portfolio.share", styleNumber("0%")),
		head("portfolio.col.base", st), head("portfolio.col.mean", st), head("portfolio.col.held", st), head("portfolio.col.part", st), head("portfolio.col.release", st), head("portfolio.col.others", styleNumber("0.00"))}
	var rows [][]any
	for _, x := range d.o.Plans {
		rows = append(rows, []any{x.ID, x.Name, x.Chance, x.Share, x.Base, x.Mean, x.Held, x.Allocated, x.Release, x.WithOthers})
	}
	g.total(g.table(1, fields, rows), fields, 6, 7, 8)
	g.row++
	d.adds(g, st)
}

// adds is what each plan needs by itself and what it adds to the others.
func (d *portfolioDesk) adds(g *page, st sheet.Style) {
	if len(d.o.Plans) < 2 {
		return
	}
	g.section(d.w.Say("report.portfolio.adds"), 1, 10)
	fields := []field{{head: d.w.Say("portfolio.col.plan"), style: styleText(), span: 2}}
	for _, key := range []string{"portfolio.col.alone", "report.portfolio.adds.reserve", "report.portfolio.adds.cost"} {
		fields = append(fields, field{head: d.w.Say(key), style: st, span: 2})
	}
	var rows [][]any
	for _, x := range d.o.Plans {
		rows = append(rows, []any{x.ID, x.ContingencyAlone, x.AddsReserve, x.AddsCost})
	}
	g.table(1, fields, rows)
	g.row++
}

// causes is the reserve by common driver, with the rest by plan.
func (d *portfolioDesk) causes(g *page) {
	if len(d.o.Causes) == 0 {
		return
	}
	g.section(d.w.Say("report.portfolio.causes"), 1, 10)
	fields := []field{{head: d.w.Say("report.portfolio.causes.head"), style: styleText(), span: 2}, {head: d.w.Say("portfolio.col.part"), style: styleNumber(g.exact(d.o.Cost.Base)), span: 2}}
	var rows [][]any
	for _, c := range d.o.Causes {
		name := d.w.Say("portfolio.cause.driver", c.Driver)
		if c.Driver == "" {
			name = d.w.Say("portfolio.cause.plan", c.Plan)
		}
		rows = append(rows, []any{name, c.Amount})
	}
	g.total(g.table(1, fields, rows), fields, 1)
	g.row++
}

// pool is what the plans lack by month, what the pool gives, and who borrows.
func (d *portfolioDesk) pool(g *page) {
	v := d.o.Pool
	if v == nil {
		return
	}
	g.newPage()
	g.section(d.w.Say("report.portfolio.pool"), 1, 10)
	level, reaches := strconv.FormatFloat(100*v.Confidence, 'g', 6, 64), 1-v.ProbabilityShort
	g.sentence(d.w.Say("portfolio.pool.enough", Percent(reaches, d.w.Language), d.m.read(v.PeakNeed), level), styleWrap())
	if v.ProbabilityShort > 0 {
		g.sentence(d.w.Say("portfolio.pool.short", Percent(v.ProbabilityShort, d.w.Language), level, d.m.read(v.PeakShort)), styleWrap())
	}
	st := styleNumber(g.exact(max(v.PeakNeed, d.o.Cost.Base)))
	head := func(key string, st sheet.Style) field { return field{head: d.w.Say(key), style: st, span: 2} }
	fields := []field{head("portfolio.pool.source", styleText()), head("portfolio.pool.committed", st), head("portfolio.pool.used", st), head("portfolio.pool.cost", st)}
	var rows [][]any
	for _, s := range v.Sources {
		rows = append(rows, []any{s.ID + " " + s.Name, s.Committed, s.Used, s.Cost})
	}
	g.table(1, fields, rows)
	g.row++
	if len(v.Plans) > 0 {
		fields, rows = []field{head("portfolio.pool.plan", styleText()), head("portfolio.pool.needs", styleNumber("0.0%")), head("portfolio.pool.peak", st), head("portfolio.pool.left", styleNumber("0.0%")), head("portfolio.pool.adds", st)}, nil
		for _, b := range v.Plans {
			rows = append(rows, []any{b.ID, b.ProbabilityNeeds, b.PeakMean, b.ProbabilityLeft, b.AddsPeak})
		}
		g.table(1, fields, rows)
		g.row++
	}
	d.poolMonths(g, level, st)
}

// own is what the plans' own runs say of their cash, and their early warnings in one list.
func (d *portfolioDesk) own(g *page) {
	var rows [][]any
	most := 0.0
	for _, x := range d.o.Plans {
		if c := x.OwnCash; c != nil {
			rows = append(rows, []any{x.ID, c.ProbabilityGap, c.PeakMean, c.PeakP90})
			most = max(most, c.PeakP90)
		}
	}
	if len(rows) > 0 {
		g.section(d.w.Say("report.portfolio.own"), 1, 10)
		st := styleNumber(g.exact(most))
		g.table(1, []field{{head: d.w.Say("portfolio.col.plan"), style: styleText(), span: 2}, {head: d.w.Say("portfolio.own.gap"), style: styleNumber("0.0%"), span: 2},
			{head: d.w.Say("portfolio.own.mean"), style: st, span: 2}, {head: d.w.Say("portfolio.own.peak"), style: st, span: 2}}, rows)
		g.row++
	}
	if len(d.o.Warnings) == 0 {
		return
	}
	g.section(d.w.Say("report.portfolio.warnings"), 1, 10)
	rows = nil
	for _, x := range d.o.Warnings {
		rows = append(rows, []any{x.Plan, d.w.Say("report.tier." + x.Tier), x.Name, x.Where, x.Owner})
	}
	text := func(key string) field { return field{head: d.w.Say(key), style: styleWrap(), span: 2} }
	g.table(1, []field{text("portfolio.col.plan"), text("portfolio.own.tier"), text("portfolio.own.metric"), text("portfolio.own.where"), text("report.portfolio.owners.head")}, rows)
	g.row++
}

// poolMonths is the pool by month, as table and chart.
func (d *portfolioDesk) poolMonths(g *page, level string, st sheet.Style) {
	v := d.o.Pool
	fields := []field{{head: d.w.Say("report.portfolio.pool.months"), style: sheet.Style{Color: ink, Align: "left"}}}
	for _, text := range []string{d.w.Say("report.portfolio.pool.need"), d.w.Say("report.portfolio.pool.at", level), d.w.Say("report.portfolio.pool.cash"), d.w.Say("report.portfolio.pool.left")} {
		fields = append(fields, field{head: text, style: st, span: 2})
	}
	fields = append(fields, field{head: d.w.Say("report.portfolio.pool.short"), style: styleNumber("0.0%")})
	var rows [][]any
	for _, m := range v.Months {
		rows = append(rows, []any{m.Date, m.NeedMean, m.NeedAt, m.CashMean, m.LeftMean, m.ProbabilityShort})
	}
	b := g.table(1, fields, rows)
	g.row++
	g.chart(g.moneyUp(sheet.Chart{Key: "portfolio-pool", Title: d.w.Say("report.portfolio.pool.chart"), Legend: "bottom", Gap: 50, Y: sheet.Axis{Grid: true},
		Series: []sheet.Series{{Kind: sheet.Column, Name: fields[2].head, X: b.series(0), Y: b.series(2), Color: pale}, {Kind: sheet.Line, Name: fields[3].head, X: b.series(0), Y: b.series(3), Color: accent}}}, nil), 1, 10, 17)
	g.row += 18
}

// split is the reserve by a name of the plans.
func (d *portfolioDesk) split(g *page, kind string, shares []outcome.Share) {
	if len(shares) == 0 {
		return
	}
	g.section(d.w.Say("report.portfolio."+kind), 1, 10)
	st := styleNumber(g.exact(d.o.Cost.Base))
	fields := []field{{head: d.w.Say("report.portfolio." + kind + ".head"), style: styleText(), span: 2}, {head: d.w.Say("portfolio.col.base"), style: st, span: 2}, {head: d.w.Say("portfolio.col.part"), style: st, span: 2}}
	var rows [][]any
	for _, s := range shares {
		name := s.Name
		if name == "" {
			name = d.w.Say("report.portfolio.none")
		}
		rows = append(rows, []any{name, s.Base, s.Amount})
	}
	g.total(g.table(1, fields, rows), fields, 2)
	g.row++
}

// years is the cost by calendar year against its limit, as table and chart.
func (d *portfolioDesk) years(g *page) {
	if len(d.o.Years) == 0 {
		return
	}
	g.newPage()
	g.section(d.w.Say("report.portfolio.years"), 1, 10)
	st := styleNumber(g.exact(d.o.Cost.Base))
	fields := []field{{head: d.w.Say("portfolio.col.year"), style: sheet.Style{Color: ink, Align: "left"}}}
	for _, h := range []string{d.w.Say("portfolio.col.planned"), d.w.Say("portfolio.col.mean"), "P50", "P" + d.level(), "P95", d.w.Say("portfolio.col.limit")} {
		fields = append(fields, field{head: h, style: st})
	}
	fields = append(fields, field{head: d.w.Say("portfolio.col.over"), style: styleNumber("0.0%")})
	var rows [][]any
	for _, y := range d.o.Years {
		rows = append(rows, []any{strconv.Itoa(y.Year), y.Planned, cents(y.Mean), cents(y.Quantiles.At(50)), y.AtConfidence, cents(y.Quantiles.At(95)), maybe(y.Limit, ""), maybe(y.ProbabilityOverLimit, "")})
	}
	b := g.table(1, fields, rows)
	if d.o.BeyondMean > 0 {
		g.sentence(d.w.Say("portfolio.beyond-mean", d.m.read(d.o.BeyondMean)), styleHint())
	}
	g.row++
	series := []sheet.Series{{Kind: sheet.Column, Name: fields[1].head, X: b.series(0), Y: b.series(1), Color: silver},
		{Kind: sheet.Column, Name: fields[2].head, X: b.series(0), Y: b.series(2), Color: accent}, {Kind: sheet.Column, Name: fields[4].head, X: b.series(0), Y: b.series(4), Color: pale}}
	for _, y := range d.o.Years {
		if y.Limit != nil {
			series = append(series, sheet.Series{Kind: sheet.Line, Name: fields[6].head, X: b.series(0), Y: b.series(6), Color: alert, Marker: true, NoLine: true})
			break
		}
	}
	g.chart(g.moneyUp(sheet.Chart{Key: "portfolio-years", Title: d.w.Say("report.portfolio.yearly"), Legend: "bottom", Gap: 50, Y: sheet.Axis{Grid: true}, Series: series}, nil), 1, 10, 17)
	g.row += 18
}

// fit is the plans by priority against the limit.
func (d *portfolioDesk) fit(g *page) {
	if len(d.o.Fit) == 0 {
		return
	}
	g.section(d.w.Say("report.portfolio.fit"), 1, 10)
	g.sentence(d.w.Say("report.portfolio.fit.hint", d.level(), d.m.read(*d.o.Cost.BudgetLimit)), styleHint())
	fields := []field{{head: d.w.Say("portfolio.col.plan"), style: styleText(), span: 2}, {head: d.w.Say("report.portfolio.upto", d.level()), style: styleNumber(g.exact(*d.o.Cost.BudgetLimit)), span: 2}, {head: d.w.Say("report.portfolio.fits"), style: sheet.Style{Color: ink, Align: "right"}, span: 2}}
	var rows [][]any
	for _, x := range d.o.Fit {
		word := d.w.Say("report.portfolio.no")
		if x.Fits {
			word = d.w.Say("report.portfolio.yes")
		}
		rows = append(rows, []any{x.ID, x.Cost, word})
	}
	g.table(1, fields, rows)
	g.row++
}

// together is how the plans that spread most move together, on a scale of colours.
func (d *portfolioDesk) together(g *page) {
	c := &d.o.Correlation
	n := min(len(c.IDs), 9)
	if n < 2 {
		return
	}
	g.section(d.w.Say("report.portfolio.correlation"), 1, 10)
	fields := []field{{head: d.w.Say("portfolio.col.plan"), style: styleText()}}
	var rows [][]any
	for i, id := range c.IDs[:n] {
		fields = append(fields, field{head: id, style: styleNumber("0.00")})
		row := []any{id}
		for _, rho := range c.Matrix[i][:n] {
			row = append(row, rho)
		}
		rows = append(rows, row)
	}
	b := g.table(1, fields, rows)
	g.s.Heats = append(g.s.Heats, sheet.Heat{At: sheet.Range{R1: b.body.R1, C1: 2, R2: b.body.R2, C2: n + 1}, Low: amber, Mid: white, High: pale, LowAt: -1, MidAt: 0, HighAt: 1})
	g.row++
}

// remarks are what was shared, assumed and left out, and the warnings of the plans.
func (d *portfolioDesk) remarks(g *page) {
	g.section(d.w.Say("report.portfolio.remarks"), 1, 10)
	for _, s := range d.o.Skipped {
		g.sentence(d.w.Say("portfolio.skipped", s.File, s.Why), styleWrap())
	}
	for _, x := range d.o.Drivers {
		g.sentence(d.w.Say("portfolio.driver-shared", x.Name, len(x.Plans)), styleWrap())
	}
	for _, b := range d.o.Between {
		g.sentence(d.w.Say("portfolio.between", b.A, b.B, strconv.FormatFloat(b.Asked, 'f', 2, 64), strconv.FormatFloat(b.Realised, 'f', 2, 64)), styleWrap())
	}
	for _, text := range d.o.Notes {
		g.sentence(text, styleWrap())
	}
	for _, x := range d.o.Problems {
		g.sentence(x.File+" "+x.At+": "+x.Message, styleWrap())
	}
}
