package report

import (
	"math"

	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// layerTable lists the layers of the contingency, nil when there are none.
func (g *page) layerTable() *block {
	layers := g.o.Cost.Layers
	if len(layers) == 0 {
		return nil
	}
	g.section(g.w.Say("report.layers"), 1, 4)
	fields := []field{
		{head: g.w.Say("report.layer"), note: g.w.Say("report.layer.note"), style: styleText(), span: 2},
		{head: g.w.Say("report.layer.adds"), style: styleNumber(g.exact(g.o.Reserve.Contingency)), span: 2},
	}
	var rows [][]any
	for i, x := range toTheCent(layers, g.o.Reserve.Contingency) {
		rows = append(rows, []any{g.named("layer", layers[i].Name), x})
	}
	b := g.table(1, fields, rows)
	g.total(b, fields, 1)
	g.row++
	return &b
}

// toTheCent rounds the layers so that they add up to the contingency to the
// cent: what rounding leaves over goes to the largest. Layers of a reserve that
// was cut off at zero add up to something else and are only rounded.
func toTheCent(layers []outcome.Layer, total float64) []float64 {
	out := make([]float64, len(layers))
	largest, left := 0, cents(total)
	for i, l := range layers {
		out[i] = cents(l.Contingency)
		left -= out[i]
		if math.Abs(out[i]) > math.Abs(out[largest]) {
			largest = i
		}
	}
	if math.Abs(left) < 0.01*float64(len(layers)) {
		out[largest] = cents(out[largest] + left)
	}
	return out
}

// step is one bar of a waterfall split at zero: an invisible foot, and what is
// seen above and below zero.
type step struct{ foot, above, below float64 }

// between splits a bar from a to b. Stacked columns pile positive and negative
// values apart, so a bar that crosses zero needs a part on either side.
func between(a, b float64) step {
	lo, hi := math.Min(a, b), math.Max(a, b)
	switch {
	case lo >= 0:
		return step{foot: lo, above: hi - lo}
	case hi <= 0:
		return step{foot: hi, below: lo - hi}
	}
	return step{above: hi, below: lo}
}

// waterfall draws how the layers add up to the distance between base and the
// chosen quantile.
func (g *page) waterfall(b block) sheet.Chart {
	layers := g.o.Cost.Layers
	n := len(layers) + 1
	labels := make([]string, n)
	foot, steps := make([]float64, n), make([]step, n)
	colors := make([]int, n) // 0 rise, 1 fall, 2 total
	run, widest := 0.0, 0
	for i, l := range layers {
		labels[i] = g.named("layer", l.Name)
		steps[i] = between(run, run+l.Contingency)
		if l.Contingency < 0 {
			colors[i] = 1
		}
		if math.Abs(l.Contingency) > math.Abs(layers[widest].Contingency) {
			widest = i
		}
		run += l.Contingency
	}
	labels[n-1], steps[n-1], colors[n-1] = g.w.Say("report.layers.total"), between(0, run), 2
	for i, s := range steps {
		foot[i] = s.foot
	}
	part := func(color int, below bool) []any {
		return floats(n, func(i int) float64 {
			switch {
			case colors[i] != color:
				return 0
			case below:
				return cents(steps[i].below)
			}
			return cents(steps[i].above)
		})
	}
	names := []string{g.w.Say("report.rises"), g.w.Say("report.falls"), g.w.Say("report.layers.total")}
	heads, columns := []string{g.w.Say("report.layer"), "0"}, [][]any{
		texts(n, func(i int) string { return labels[i] }), floats(n, func(i int) float64 { return cents(foot[i]) })}
	for color := range 3 {
		heads = append(heads, names[color], names[color]+" <0")
		columns = append(columns, part(color, false), part(color, true))
	}
	r := g.beside(heads, columns...)
	series := []sheet.Series{{Kind: sheet.Column, Name: "0", X: r[0], Y: r[1], Invisible: true, NoLegend: true}}
	fills := []string{accent, silver, ink}
	for color := range 3 {
		for side := range 2 {
			i := 2 + 2*color + side
			if side == 1 && !any0(columns[i]) {
				continue
			}
			series = append(series, sheet.Series{Kind: sheet.Column, Name: names[color], X: r[0], Y: r[i], Color: fills[color], NoLegend: side == 1, Labels: "0"})
		}
	}
	return g.moneyUp(sheet.Chart{
		Key: "layers", Stack: true, Legend: "bottom", Gap: 40, Series: series,
		X: sheet.Axis{LabelLow: true}, Y: sheet.Axis{Grid: true},
	}, func(read reader) string {
		return g.w.Say("report.chart.layers", labels[widest], read(layers[widest].Contingency), read(run))
	})
}

// any0 reports whether a column holds anything but zeros.
func any0(column []any) bool {
	for _, v := range column {
		if x, ok := v.(float64); ok && x != 0 {
			return true
		}
	}
	return false
}
