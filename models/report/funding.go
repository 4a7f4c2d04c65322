package report

import (
	"math"

	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// funding is the sheet of what the sources gave and cost, nil without any.
func (d *desk) funding() *page {
	f := d.o.Funding
	if f == nil || len(f.Sources) == 0 {
		return nil
	}
	widths := []float64{28, 17, 14, 14, 14, 14, 14, 14, 14, 14}
	for len(widths) < len(f.Sources)+4 {
		widths = append(widths, 14)
	}
	g := d.page("funding", widths...)
	g.heading(d.fundingFinding(), d.w.Say("report.funding.hint"))
	charts := g.row
	if len(f.Months) > 0 {
		g.row += 19
	}
	g.sourceTable()
	g.fundCosts()
	if len(f.Months) > 0 {
		b := g.fundingMonths()
		end := g.row
		g.row = charts
		g.chart(g.fundingColumns(b), 1, 4, 18)
		g.chart(g.fundingNeed(), 5, g.width, 18)
		g.row = end
	}
	return g
}

// used is the money that all sources give on average, and its largest source.
func used(f *outcome.Funding) (sum float64, top outcome.SourceResult) {
	for i, s := range f.Sources {
		sum += s.UsedMean
		if i == 0 || s.UsedMean > top.UsedMean {
			top = s
		}
	}
	return sum, top
}

func (d *desk) fundingFinding() string {
	f := d.o.Funding
	sum, top := used(f)
	part := 0.0
	if sum > 0 {
		part = top.UsedMean / sum
	}
	text := d.w.Say("report.funding.finding", d.m.read(sum), nameOf(top.ID, top.Name), d.percent(part), d.m.read(f.CostOfFunds.Mean))
	if f.CostOfFunds.Annual != nil {
		text += d.w.Say("report.funding.annual", d.percent(*f.CostOfFunds.Annual))
	}
	return text
}

func nameOf(id, name string) string {
	if name == "" {
		return id
	}
	return name
}

func (g *page) sourceTable() {
	f := g.o.Funding
	top := 0.0
	for _, s := range f.Sources {
		top = math.Max(top, peak(s.Committed, s.UsedMean, s.OutstandingMean))
	}
	st := styleNumber(g.m.table(top))
	rate := styleNumber("0.0%")
	g.section(g.w.Say("report.funding.sources"), 1, 10)
	fields := []field{
		{head: g.w.Say("report.source"), style: styleWrap()},
		{head: g.w.Say("report.kind"), style: sheet.Style{Color: ink, Wrap: true}},
		{head: g.w.Say("report.committed"), style: st},
		{head: g.w.Say("report.used"), note: g.w.Say("report.used.note"), style: st},
		{head: g.w.Say("report.undrawn"), style: st},
		{head: g.w.Say("report.fundcost"), note: g.w.Say("report.fundcost.note"), style: st},
		{head: g.w.Say("report.annualcost"), note: g.w.Say("report.annualcost.note"), style: rate},
		{head: g.w.Say("report.late"), note: g.w.Say("report.late.note"), style: rate},
		{head: g.w.Say("report.never"), note: g.w.Say("report.never.note"), style: rate},
		{head: g.w.Say("report.place"), style: sheet.Style{Color: accent, Align: "left", Indent: 1}},
	}
	var rows [][]any
	for i, s := range f.Sources {
		annual := any(sheet.Cell{Value: "–", Note: s.AnnualCostWhy})
		if s.AnnualCost != nil {
			annual = *s.AnnualCost
		}
		cell := sheet.Cell{}
		if i < len(g.p.Funding) && g.p.Funding[i].ID == s.ID {
			ref := g.p.Funding[i].Row.Ref("ID")
			cell = sheet.Cell{Value: place(ref), Link: source(ref, g.w.Say("report.tip"))}
		}
		rows = append(rows, []any{s.ID + " " + s.Name, g.named("kind", s.Kind), cents(s.Committed), cents(s.UsedMean),
			cents(s.UndrawnMean), cents(s.CostMean), annual, s.LateProbability, s.NeverShare, cell})
	}
	b := g.table(1, fields, rows)
	g.total(b, fields, 2, 3, 4, 5)
	g.row++
}

// reason is why a figure is missing, or a dash.
func reason(why string) string {
	if why == "" {
		return "–"
	}
	return why
}

// fundCosts lists the cost of funds, the concentration and the debt cover.
func (g *page) fundCosts() {
	f := g.o.Funding
	g.section(g.w.Say("report.funding.costs"), 1, 10)
	line := func(key string, v any, format string) {
		cell := g.merged(g.row, 1, 2, g.w.Say("report."+key), styleText())
		if note := "report." + key + ".note"; g.w.Has(note) {
			cell.Note = g.w.Say(note)
		}
		if _, text := v.(string); text {
			g.merged(g.row, 3, 9, v, sheet.Style{Color: grey})
		} else {
			g.put(g.row, 3, v, styleNumber(format))
		}
		g.row++
	}
	tile := g.m.tile(f.CostOfFunds.Mean)
	line("costoffunds.mean", cents(f.CostOfFunds.Mean), tile)
	if x := at(f.CostOfFunds.Quantiles, 90); finite(x) {
		line("costoffunds.p90", cents(x), tile)
	}
	if f.CostOfFunds.Annual != nil {
		line("costoffunds.annual", *f.CostOfFunds.Annual, "0.0%")
		g.name("CostOfFunds.Annual", g.row-1, 3)
	} else {
		line("costoffunds.annual", reason(f.CostOfFunds.AnnualWhy), "")
	}
	if f.Price.Required != 0 {
		line("price.paid", cents(f.Price.Paid), tile)
		line("price.required", cents(f.Price.Required), tile)
		line("price.total", cents(f.Price.Total), tile)
		line("price.year", cents(f.Price.PerYear), tile)
		if f.Price.Rate != nil {
			line("price.rate", *f.Price.Rate, "0.0%")
			line("price.rate.required", *f.Price.RequiredRate, "0.0%")
		}
	}
	line("concentration", f.Concentration, "0.00")
	g.coverCosts(line)
	g.row++
	g.coverYears(f.DSCRMin.Years)
}

// coverCosts are the lines of the cover of debt service, and what is not judged by it.
func (g *page) coverCosts(line func(key string, v any, format string)) {
	d := g.o.Funding.DSCRMin
	for _, p := range []float64{5, 50} {
		if x := at(d.Quantiles, p); finite(x) {
			line("dscr.p"+level(p/100), x, "0.00")
		}
	}
	if x := at(d.WithoutBullet, 50); finite(x) {
		line("dscr.bare", x, "0.00")
	}
	if l := d.LoanLife; l != nil {
		for _, p := range []float64{5, 50} {
			if x := at(l.Quantiles, p); finite(x) {
				line("llcr.p"+level(p/100), x, "0.00")
			}
		}
		if l.Undefined > 0 {
			line("llcr.undefined", g.w.Say("report.llcr.undefined.text", g.percent(l.Undefined), l.UndefinedWhy), "")
		}
	}
	if d.Unjudged > 0 {
		line("dscr.unjudged", d.UnjudgedWhy, "")
	}
	if d.Shorter {
		line("dscr.shorter", g.w.Say("report.dscr.shorter.text", g.percent(d.ShorterShare)), "")
	}
}

// coverYears is the cover of debt service by year of operation.
func (g *page) coverYears(years []outcome.CoverYear) {
	top, due := 0.0, false
	for _, y := range years {
		top, due = math.Max(top, peak(y.Available, y.Due)), due || y.Due > 0
	}
	if !due {
		return
	}
	st := styleNumber(g.m.table(top))
	g.section(g.w.Say("report.cover.title"), 1, 10)
	fields := []field{{head: g.w.Say("report.cover.from"), style: styleText(), span: 2}, {head: g.w.Say("report.cover.available"), style: st},
		{head: g.w.Say("report.cover.due"), style: st}, {head: g.w.Say("report.cover.ratio"), style: styleNumber("0.00")},
		{head: g.w.Say("report.cover.below"), style: styleNumber("0%")}}
	var rows [][]any
	for _, y := range years {
		rows = append(rows, []any{g.w.Say("report.cover.year", y.From, y.Months), cents(y.Available), cents(y.Due), orReason(y.Cover, "–"), y.ProbabilityUncovered})
	}
	g.table(1, fields, rows)
	g.row++
}

func (g *page) fundingMonths() block {
	f := g.o.Funding
	top := 0.0
	for _, m := range f.Months {
		top = math.Max(top, math.Max(peak(m.Drawn...), peak(m.CostPaid, m.Collected, m.Service)))
	}
	st := styleNumber(g.m.table(top))
	g.section(g.w.Say("report.funding.bymonth"), 1, g.width)
	fields := []field{{head: g.w.Say("report.month"), style: monthStyle()}}
	for _, s := range f.Sources {
		fields = append(fields, field{head: nameOf(s.ID, s.Name), style: st})
	}
	fields = append(fields,
		field{head: g.w.Say("report.service"), note: g.w.Say("report.service.note"), style: st},
		field{head: g.w.Say("report.costpaid"), style: st},
		field{head: g.w.Say("report.collected"), style: st})
	var rows [][]any
	for _, m := range f.Months {
		row := []any{g.date(m.Month)}
		for i := range f.Sources {
			x := 0.0
			if i < len(m.Drawn) {
				x = m.Drawn[i]
			}
			row = append(row, cents(x))
		}
		rows = append(rows, append(row, cents(m.Service), cents(m.CostPaid), cents(m.Collected)))
	}
	return g.table(1, fields, rows)
}

func (g *page) fundingColumns(b block) sheet.Chart {
	f := g.o.Funding
	x := b.series(0)
	var series []sheet.Series
	for i, s := range f.Sources {
		series = append(series, sheet.Series{Kind: sheet.Column, Name: nameOf(s.ID, s.Name), X: x, Y: b.series(1 + i), Color: hue(i)})
	}
	n := len(f.Sources)
	series = append(series, sheet.Series{Kind: sheet.Line, Name: g.w.Say("report.costpaid"), X: x, Y: b.series(n + 2), Color: ink, Width: 2})
	sum, largest := used(f)
	part := 0.0
	if sum > 0 {
		part = largest.UsedMean / sum
	}
	return g.moneyUp(sheet.Chart{
		Key: "funding", Stack: true, Legend: "bottom", Series: series, Gap: 25,
		Title: g.w.Say("report.chart.funding", nameOf(largest.ID, largest.Name), g.percent(part)),
		X:     sheet.Axis{Date: true, LabelLow: true, Every: 2 * every(len(f.Months))},
		Y:     sheet.Axis{Grid: true},
	}, nil)
}

// fundingNeed draws what the sources have brought by each month against what was needed
// by then: cost and debt service paid, less what customers paid.
func (g *page) fundingNeed() sheet.Chart {
	f := g.o.Funding
	n := len(f.Months)
	heads, columns := []string{g.w.Say("report.month")}, [][]any{make([]any, n)}
	for i := range f.Months {
		columns[0][i] = g.date(f.Months[i].Month)
	}
	brought := make([]float64, n)
	for k, s := range f.Sources {
		run := 0.0
		heads = append(heads, nameOf(s.ID, s.Name))
		columns = append(columns, floats(n, func(i int) float64 {
			if k < len(f.Months[i].Drawn) {
				run += f.Months[i].Drawn[k]
			}
			brought[i] += run
			return cents(run)
		}))
	}
	need, most := 0.0, 0
	needs := make([]float64, n)
	for i, m := range f.Months {
		need += m.CostPaid + m.Service - m.Collected
		if needs[i] = need; need > needs[most] {
			most = i
		}
	}
	heads, columns = append(heads, g.w.Say("report.funding.need")), append(columns, floats(n, func(i int) float64 { return cents(needs[i]) }))
	r := g.beside(heads, columns...)
	c := sheet.Chart{Key: "funding-need", Stack: true, Legend: "bottom", X: sheet.Axis{Date: true, LabelLow: true, Every: 2 * every(n)},
		Y: sheet.Axis{Grid: true}}
	for k := range f.Sources {
		c.Series = append(c.Series, sheet.Series{Kind: sheet.Area, Name: heads[1+k], X: r[0], Y: r[1+k], Color: hue(k), Alpha: 0.75})
	}
	c.Series = append(c.Series, sheet.Series{Kind: sheet.Line, Name: heads[len(heads)-1], X: r[0], Y: r[len(r)-1], Color: ink, Width: 2.25})
	return g.moneyUp(c, func(read reader) string {
		return g.w.Say("report.chart.need", g.monthName(float64(f.Months[most].Month)), read(needs[most]), read(brought[most]))
	})
}
