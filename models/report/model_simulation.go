package report

import (
	"math"
	"strconv"
	"strings"

	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// modelHeading writes the title of a page, its finding and how to read it.
func (g *page) modelHeading(finding, hint string) {
	g.merged(1, 1, g.width-1, g.s.Title, styleTitle()).Role = sheet.RoleTitle
	g.s.Heights[1] = 26
	g.row = 2
	g.sentence(finding, styleFinding()).Role = sheet.RoleFinding
	g.sentence(hint, styleHint())
	g.s.FreezeRow = 2
	g.row++
}

// userCell links to a cell that is written as Model!B4 or 'My sheet'!B4.
func userCell(place, tip string) *sheet.Link {
	at := strings.LastIndexByte(place, '!')
	if at < 0 {
		return nil
	}
	name := place[:at]
	if strings.HasPrefix(name, "'") {
		name = strings.ReplaceAll(strings.Trim(name, "'"), "''", "'")
	}
	return &sheet.Link{UserSheet: name, Cell: place[at+1:], Tip: tip}
}

// shown places a chart that the dashboard may show too.
func (g *page) shown(c sheet.Chart, c1, c2, rows int) {
	g.keep(c)
	g.chart(c, c1, c2, rows)
}

// simulation is the sheet of the outputs.
func (d *modelDesk) simulation() *page {
	g := d.page("simulation", 26, 15, 13, 13, 13, 13, 13, 13, 12, 12)
	finding := ""
	if len(d.o.Outputs) > 0 {
		finding = d.finding(d.o.Outputs[0])
	}
	g.modelHeading(finding, d.w.Say("model.simulation.hint", count(d.o.Run.Scenarios), strconv.FormatUint(d.o.Run.Seed, 10), d.o.Run.Sampling,
		count(d.o.Base.Compared-d.o.Base.Differing), count(d.o.Base.Reached)))
	g.back()
	d.outputTable(g)
	for i, x := range d.o.Outputs {
		if i > 0 || len(d.o.Outputs) > 6 {
			g.newPage()
		}
		d.outputPart(g, i, x)
	}
	d.stressTable(g)
	d.pairTable(g, "model.pairs.outputs", false)
	return g
}

// outputTable lists the outputs, one a row.
func (d *modelDesk) outputTable(g *page) {
	g.section(d.w.Say("model.outputs"), 1, 10)
	fields := []field{
		{head: d.w.Say("model.output"), style: styleText()},
		{head: d.w.Say("report.place"), style: sheet.Style{Color: accent, Align: "left"}},
	}
	for _, key := range []string{"model.base", "report.mean", "model.sd", "model.p5", "model.p50", "model.p95"} {
		fields = append(fields, field{head: d.w.Say(key), style: styleNumber("#,##0")})
	}
	fields = append(fields,
		field{head: d.w.Say("model.belowzero"), style: styleNumber("0.0%")},
		field{head: d.w.Say("model.errorcount"), note: d.w.Say("model.errorcount.note"), style: styleNumber("#,##0")})
	b := g.table(1, fields, nil)
	for _, x := range d.o.Outputs {
		own := append([]field(nil), fields...)
		for i := 2; i < 8; i++ {
			own[i].style.Format = modelFormat(x)
		}
		base := any(x.Base)
		if !x.HasBase {
			base = d.w.Say("model.nobase")
		}
		g.tableRow(b, own, []any{withUnit(x), sheet.Cell{Value: x.Cell, Link: userCell(x.Cell, d.w.Say("report.tip"))}, base, x.Mean, x.SD,
			quantileOf(x, 5), quantileOf(x, 50), quantileOf(x, 95), x.BelowZero, x.Errors}, func(s sheet.Style) sheet.Style { return s })
	}
	g.row++
}

// outputPart is charts and tables of one output.
func (d *modelDesk) outputPart(g *page, i int, x outcome.ModelOutput) {
	g.section(x.Name, 1, 10)
	g.sentence(d.finding(x), styleText())
	for _, text := range []string{d.targetLine(x), d.contingencyLine(x)} {
		if text != "" {
			g.sentence(text, styleText())
		}
	}
	if x.Errors > 0 {
		g.sentence(d.errorLine(x), sheet.Style{Color: alert, Wrap: true, VAlign: "top"})
	}
	if len(x.Percentiles) == 0 {
		return
	}
	key := strconv.Itoa(i + 1)
	rows := 13
	g.shown(d.histogram(g, "model-histogram-"+key, x), 1, 5, rows)
	if len(x.Drivers) > 0 {
		g.shown(d.ranking(g, "model-tornado-"+key, x), 6, 10, rows)
	}
	g.row += rows + 1
	d.scatterCharts(g, key, x)
	d.percentileTable(g, key, x)
	d.livePercentile(g, key, x)
	d.failureTable(g, x)
}

// histogram is the shares of an output by class, with the S-curve over it; a
// label stands where its class begins.
func (d *modelDesk) histogram(g *page, key string, x outcome.ModelOutput) sheet.Chart {
	h := x.Histogram
	n := len(h.Shares)
	// Labels are left out here: some programs ignore the order to skip them.
	nth := 1 + n/7
	if x.Whole {
		nth = 1 + n/15
	}
	sum := 0.0
	r := g.beside([]string{x.Name, d.w.Say("report.axis.share"), d.w.Say("report.axis.cumulative")},
		texts(n, func(i int) string {
			if i%nth != 0 {
				return ""
			}
			return figureText(h.Edges[i], x)
		}),
		floats(n, func(i int) float64 { return h.Shares[i] }),
		floats(n, func(i int) float64 { sum += h.Shares[i]; return math.Min(sum, 1) }))
	return g.sharesUp(sheet.Chart{
		Key: key, Title: d.w.Say("model.chart.histogram", x.Name, figureText(quantileOf(x, 5), x), figureText(quantileOf(x, 95), x)), Legend: "bottom", Gap: 6,
		Series: []sheet.Series{
			{Kind: sheet.Column, Name: d.w.Say("report.axis.share"), X: r[0], Y: r[1], Color: pale},
			{Kind: sheet.Line, Name: d.w.Say("report.axis.cumulative"), X: r[0], Y: r[2], Color: accent, Width: 2.5, Secondary: true},
		},
		X:  sheet.Axis{LabelLow: true},
		Y2: &sheet.Axis{Format: "0%", Min: number(0), Max: number(1), Step: 0.2},
	})
}

// ranking is the tornado of rank correlations.
func (d *modelDesk) ranking(g *page, key string, x outcome.ModelOutput) sheet.Chart {
	top := x.Drivers[:min(10, len(x.Drivers))]
	r := g.beside([]string{x.Name, d.w.Say("report.rank")},
		texts(len(top), func(i int) string { return label(inputName(top[i].Input, top[i].Name)) }),
		floats(len(top), func(i int) float64 { return top[i].RankCorrelation }))
	return sheet.Chart{
		Key: key, Title: d.w.Say("model.chart.ranking", x.Name, inputName(top[0].Input, top[0].Name)), Gap: 35,
		Series: []sheet.Series{{Kind: sheet.Bar, Name: d.w.Say("report.rank"), X: r[0], Y: r[1], Color: accent, Labels: "0.00", NoLegend: true}},
		X:      sheet.Axis{Reverse: true, LabelLow: true},
		Y:      sheet.Axis{Format: markCode(0.5), Grid: true, Min: number(-1), Max: number(1), Step: 0.5},
	}
}

// percentileTable lists the percentiles with their intervals, and names those
// that other sheets may want.
func (d *modelDesk) percentileTable(g *page, key string, x outcome.ModelOutput) {
	style := styleNumber(modelFormat(x))
	fields := []field{
		{head: d.w.Say("model.percentile"), style: sheet.Style{Color: ink, Align: "left"}},
		{head: x.Name, style: style, span: 2},
		{head: d.w.Say("report.interval.low"), note: d.w.Say("report.interval.note"), style: style, span: 2},
		{head: d.w.Say("report.interval.high"), note: d.w.Say("report.interval.note"), style: style, span: 2},
	}
	row := func(name string, v float64, within *outcome.Interval) []any {
		if within == nil {
			return []any{name, v, "–", "–"}
		}
		return []any{name, v, within[0], within[1]}
	}
	rows := [][]any{row(d.w.Say("report.mean"), x.Mean, x.MeanWithin)}
	for _, q := range x.Percentiles {
		rows = append(rows, row("P"+strconv.FormatFloat(q.P, 'g', -1, 64), q.X, q.Within))
	}
	b := g.table(1, fields, rows)
	g.name("Model"+key+".Mean", b.body.R1, b.cols[1])
	for i, q := range x.Percentiles {
		g.name("Model"+key+".P"+strconv.FormatFloat(q.P, 'g', -1, 64), b.row(1+i), b.cols[1])
	}
	g.row++
}

// failureTable lists the first scenarios in error.
func (d *modelDesk) failureTable(g *page, x outcome.ModelOutput) {
	if len(x.Failures) == 0 {
		return
	}
	fields := []field{
		{head: d.w.Say("model.scenario"), style: sheet.Style{Color: ink, Align: "left"}},
		{head: d.w.Say("model.error"), style: styleText(), span: 2},
		{head: d.w.Say("report.place"), style: sheet.Style{Color: accent, Align: "left"}, span: 2},
	}
	var rows [][]any
	for _, f := range x.Failures {
		rows = append(rows, []any{f.Scenario, f.Error, sheet.Cell{Value: f.Cell, Link: userCell(f.Cell, d.w.Say("report.tip"))}})
	}
	g.table(1, fields, rows)
	g.row++
}

// drawnInputs is the sheet of the inputs: each definition as understood, what was
// drawn beside what theory says.
func (d *modelDesk) drawnInputs() *page {
	g := d.page("drawn", 26, 18, 34, 34, 13, 13, 14, 15, 17)
	g.modelHeading(d.w.Say("model.drawn.finding", len(d.o.Inputs)), d.w.Say("model.drawn.hint", count(d.o.Ranked)))
	g.back()
	figure := styleNumber("#,##0.####")
	fields := []field{
		{head: d.w.Say("report.input"), style: styleWrap()},
		{head: d.w.Say("report.place"), style: sheet.Style{Color: accent, Align: "left"}},
		{head: d.w.Say("model.definition"), style: styleWrap()},
		{head: d.w.Say("model.understood"), style: styleWrap()},
		{head: d.w.Say("model.static"), style: figure},
		{head: d.w.Say("model.drawnmean"), style: figure},
		{head: d.w.Say("model.theory"), note: d.w.Say("model.theory.note"), style: figure},
		{head: d.w.Say("model.drawnsd"), style: figure},
		{head: d.w.Say("model.theorysd"), note: d.w.Say("model.theory.note"), style: figure},
	}
	theory := func(x *float64) any {
		if x == nil {
			return "–"
		}
		return *x
	}
	var rows [][]any
	for _, in := range d.o.Inputs {
		rows = append(rows, []any{inputName(in.Key, in.Name), sheet.Cell{Value: in.Cell, Link: userCell(in.Cell, d.w.Say("report.tip"))},
			in.Definition, in.Understood, in.Static, in.Mean, theory(in.Theory), in.SD, theory(in.TheorySD)})
	}
	g.table(1, fields, rows)
	g.row++
	d.pairTable(g, "model.pairs.inputs", true)
	if text := d.repaired(); text != "" {
		g.sentence(text, styleWrap())
	}
	return g
}
