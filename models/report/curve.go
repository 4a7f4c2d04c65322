package report

import (
	"math"

	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// mark is a point of an S-curve that is drawn down to the axis and named.
type mark struct {
	name  string
	x, p  float64
	color string
}

// sCurve draws a cumulative curve with marks. The chart is a scatter bound to
// data beside the page. Title and names of marks have amounts in the unit of the axis.
func (g *page) sCurve(key string, title func(read reader) string, points []outcome.Point, marks func(read reader) []mark) sheet.Chart {
	points = drawable(points)
	lo, hi := extent(points, marks(g.m.read))
	a := g.moneySpan(lo, hi, marksOf)
	lo, _ = a.ends()
	read := g.m.on(a.top)
	c := sheet.Chart{
		Key: key, Title: title(read), Legend: "bottom",
		Y: sheet.Axis{Format: "0%", Min: number(0), Max: number(1), Step: 0.2, Grid: true, LabelLow: true, Title: g.w.Say("report.axis.cumulative")},
	}
	r := g.beside([]string{c.Title, "P"},
		floats(len(points), func(i int) float64 { return cents(points[i].X) }),
		floats(len(points), func(i int) float64 { return points[i].P }))
	c.Series = append(c.Series, sheet.Series{
		Kind: sheet.Scatter, Name: g.w.Say("report.series.curve"), X: r[0], Y: r[1], Color: accent, Width: 2.5, NoLegend: true,
	})
	for _, m := range marks(read) {
		if !finite(m.x) || !finite(m.p) {
			continue
		}
		r := g.beside([]string{m.name, "P"}, []any{lo, cents(m.x), cents(m.x)}, []any{m.p, m.p, 0.0})
		c.Series = append(c.Series, sheet.Series{
			Kind: sheet.Scatter, Name: m.name, X: r[0], Y: r[1], Color: m.color, Width: 1.5, Dash: true,
		})
	}
	return g.moneyAcross(c, a)
}

// drawable keeps the points that have a place.
func drawable(points []outcome.Point) []outcome.Point {
	var out []outcome.Point
	for _, p := range points {
		if finite(p.X) && finite(p.P) {
			out = append(out, p)
		}
	}
	return out
}

// extent is the range of an axis that shows curve and marks.
func extent(points []outcome.Point, marks []mark) (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, p := range points {
		lo, hi = math.Min(lo, p.X), math.Max(hi, p.X)
	}
	for _, m := range marks {
		if finite(m.x) {
			lo, hi = math.Min(lo, m.x), math.Max(hi, m.x)
		}
	}
	if !(hi > lo) {
		if !finite(lo) {
			lo = 0
		}
		return lo - 1, lo + 1
	}
	return lo, hi
}

// round125 is the nearest step of 1, 2 or 5 times a power of ten, not below x.
func round125(x float64) float64 {
	base := math.Pow(10, math.Floor(math.Log10(x)))
	for _, k := range []float64{1, 2, 5, 10} {
		if x <= k*base*(1+1e-9) {
			return k * base
		}
	}
	return 10 * base
}

func number(x float64) *float64 { return &x }

// bars is a histogram bound to data beside the page, one label and one colour
// a bar.
func (g *page) bars(key, title string, labels []string, shares []float64, color func(i int) string) sheet.Chart {
	// Some programs ignore the order to skip labels, so only every n-th is given.
	nth := 1 + len(labels)/14
	r := g.beside([]string{title, g.w.Say("report.axis.share")},
		texts(len(labels), func(i int) string {
			if i%nth != 0 && i != len(labels)-1 || nth > 1 && i+nth > len(labels) && i != len(labels)-1 {
				return ""
			}
			return labels[i]
		}),
		floats(len(shares), func(i int) float64 { return shares[i] }))
	s := sheet.Series{Kind: sheet.Column, Name: g.w.Say("report.axis.share"), X: r[0], Y: r[1], Color: accent, NoLegend: true}
	for i := range shares {
		s.Points = append(s.Points, color(i))
	}
	return g.sharesUp(sheet.Chart{Key: key, Title: title, Series: []sheet.Series{s}, Gap: 6})
}
