package report

import (
	"math"

	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// withUnit is the name of an output with its unit.
func withUnit(x outcome.ModelOutput) string {
	if x.Unit == "" {
		return x.Name
	}
	return x.Name + " (" + x.Unit + ")"
}

// targetLine says how often an output reaches its target.
func (d *modelDesk) targetLine(x outcome.ModelOutput) string {
	t := x.Target
	if t == nil {
		return ""
	}
	key := "model.target.least"
	if t.Lower {
		key = "model.target.most"
	}
	share := d.percent(t.Share)
	if t.Within != nil {
		share += d.w.Say("model.target.within", d.percent(t.Within[0]), d.percent(t.Within[1]))
	}
	return d.w.Say(key, x.Name, figureText(t.Value, x), share)
}

// contingencyLine says what an output that is a cost needs beside its budget.
func (d *modelDesk) contingencyLine(x outcome.ModelOutput) string {
	c := x.Contingency
	if c == nil {
		return ""
	}
	key, amount := "model.contingency", c.Contingency
	if amount <= 0 {
		key, amount = "model.contingency.none", -amount
	}
	within := ""
	if c.Within != nil && c.Contingency > 0 {
		within = d.w.Say("model.target.within", figureText(c.Within[0], x), figureText(c.Within[1], x))
	}
	return d.w.Say(key, x.Name, figureText(c.Budget, x), figureText(amount, x)+within, d.percent(c.Confidence), d.percent(c.Overrun))
}

// scatterCharts draw an output against the inputs that it follows most, side by
// side.
func (d *modelDesk) scatterCharts(g *page, key string, x outcome.ModelOutput) {
	const rows = 15
	places := [][2]int{{1, 3}, {4, 6}, {7, 10}}
	drawn := 0
	for i, s := range x.Scatters[:min(len(places), len(x.Scatters))] {
		if len(s.Points) < 10 {
			continue
		}
		g.shown(d.scatter(g, "model-scatter-"+key+"-"+string(rune('a'+i)), x, s), places[i][0], places[i][1], rows)
		drawn++
	}
	if drawn > 0 {
		g.row += rows + 1
	}
}

// scatter is some scenarios of an output against an input.
func (d *modelDesk) scatter(g *page, key string, x outcome.ModelOutput, s outcome.ModelScatter) sheet.Chart {
	n := len(s.Points)
	r := g.beside([]string{s.Name, x.Name}, floats(n, func(i int) float64 { return s.Points[i].X }), floats(n, func(i int) float64 { return s.Points[i].Y }))
	axis := func(title string, of func(outcome.Pair) float64) sheet.Axis {
		lo, hi := math.Inf(1), math.Inf(-1)
		for _, p := range s.Points {
			lo, hi = math.Min(lo, of(p)), math.Max(hi, of(p))
		}
		if !(hi > lo) {
			lo, hi = lo-1, hi+1
		}
		step := round125((hi - lo) / 4)
		return sheet.Axis{Title: title, Format: markCode(step), Min: number(down(lo, step)), Max: number(up(hi, step)), Step: step, LabelLow: true}
	}
	c := sheet.Chart{
		Key: key, Title: d.w.Say("model.chart.scatter", x.Name, s.Name),
		Series: []sheet.Series{{Kind: sheet.Scatter, Name: d.w.Say("report.series.scenarios"), X: r[0], Y: r[1], Color: accent, Alpha: 0.55, Marker: true, NoLine: true, NoLegend: true}},
		X:      axis(s.Name, func(p outcome.Pair) float64 { return p.X }),
		Y:      axis("", func(p outcome.Pair) float64 { return p.Y }),
	}
	c.Y.Grid = true
	return c
}

// livePercentile is the cell where the reader types a percentile, and the figure at
// it by linear interpolation among the 99 whole ones.
func (d *modelDesk) livePercentile(g *page, key string, x outcome.ModelOutput) {
	n := len(x.Hundredths)
	if n != 99 {
		return
	}
	r := g.beside([]string{d.w.Say("model.percentile"), x.Name}, floats(n, func(i int) float64 { return float64(i+1) / 100 }), floats(n, func(i int) float64 { return x.Hundredths[i] }))
	const chosen = 0.8
	lo, hi := LiveBounds()
	big := sheet.Style{Size: 14, Bold: true, Color: ink, Align: "center", VAlign: "center", Bottom: line}
	in, out := big, big
	in.Format, in.Fill, in.Color, in.Input, in.Min, in.Max, in.Default = "0.0%", "FFF7E0", accent, true, &lo, &hi, chosen
	out.Format = modelFormat(x)
	head := styleHead()
	head.Align = "center"
	g.merged(g.row, 1, 2, d.w.Say("model.live.type"), head)
	g.merged(g.row, 3, 4, d.w.Say("model.live.value", x.Name), head)
	g.row++
	g.merged(g.row, 1, 2, chosen, in)
	at, k := address(g.row, 1), address(4, g.aside)
	index := int(math.Floor(chosen*100 + 1e-9))
	g.put(3, g.aside, d.w.Say("model.live.row"), styleAside())
	g.put(4, g.aside, sheet.Cell{Value: float64(index), Formula: "MIN(98,MATCH(" + at + "," + absolute(r[0]) + ",1))"}, styleAside())
	g.aside++
	g.merged(g.row, 3, 4, sheet.Cell{Value: g.interpolated(r[0], r[1], index, chosen), Formula: interpolate(at, k, r[0], r[1])}, out)
	g.s.Heights[g.row] = 28
	g.name("Model"+key+".Percentile", g.row, 1)
	g.name("Model"+key+".AtPercentile", g.row, 3)
	g.row += 2
}

// pairTable lists the rank correlations of inputs, which were asked for, or of
// outputs.
func (d *modelDesk) pairTable(g *page, title string, asked bool) {
	fields := []field{
		{head: d.w.Say("model.pair.a"), style: styleText()},
		{head: d.w.Say("model.pair.b"), style: styleText(), span: 2},
	}
	if asked {
		fields = append(fields, field{head: d.w.Say("model.pair.asked"), style: styleNumber("0.00")})
	}
	fields = append(fields, field{head: d.w.Say("model.pair.drawn"), style: styleNumber("0.00")})
	var rows [][]any
	for _, p := range d.o.Pairs {
		if (p.Asked != nil) != asked {
			continue
		}
		row := []any{p.A, p.B}
		if asked {
			row = append(row, *p.Asked)
		}
		drawn := any("–")
		if p.Drawn != nil {
			drawn = *p.Drawn
		}
		rows = append(rows, append(row, drawn))
	}
	if len(rows) == 0 {
		return
	}
	g.section(d.w.Say(title), 1, 5)
	g.table(1, fields, rows)
	g.row++
}
