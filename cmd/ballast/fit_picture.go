package main

import (
	"slices"

	"ballast/budget/chart"
	"ballast/budget/sheet"
)

// What a picture of fits shows: so many points of a curve, of so many of the
// best distributions, beside at most so many of the values.
const (
	curvePoints = 200
	curves      = 3
	mostMarks   = 500
)

// draw draws the cumulative shares of the values and the curves of the best
// distributions, as PNG or SVG.
func (f fitting) draw(png bool) ([]byte, error) {
	artist := chart.New(&sheet.Book{Language: f.w.Language, Sheets: []sheet.Sheet{f.sheet()}}, chart.Config{Fonts: chart.FontsIn(fontFolders())})
	if png {
		return artist.PNG("fit", "fit", chart.Frame{})
	}
	return artist.SVG("fit", "fit", chart.Frame{})
}

// sheet holds the numbers of the picture: a pair of columns a curve.
func (f fitting) sheet() sheet.Sheet {
	zero, one := 0.0, 1.0
	c := sheet.Chart{Key: "fit", Title: f.w.Say("fit.title", f.name(f.fits[0].Family)), Alt: f.w.Say("fit.alt"), Legend: "bottom",
		X: sheet.Axis{Title: f.w.Say("fit.value"), Format: "#,##0.###", Grid: true},
		Y: sheet.Axis{Title: f.w.Say("fit.share"), Format: "0%", Min: &zero, Max: &one, Grid: true}}
	s := sheet.Sheet{Key: "fit", Title: f.w.Say("fit.sheet")}
	add := func(name, color string, marks bool, x, y []float64) {
		col := 2*len(c.Series) + 1
		for i := range x {
			s.Cells = append(s.Cells, sheet.Cell{Row: i + 2, Col: col, Value: x[i]}, sheet.Cell{Row: i + 2, Col: col + 1, Value: y[i]})
		}
		c.Series = append(c.Series, sheet.Series{Kind: sheet.Scatter, Name: name, Color: color, Marker: marks, NoLine: marks, Width: 2,
			X: sheet.Range{R1: 2, C1: col, R2: len(x) + 1, C2: col}, Y: sheet.Range{R1: 2, C1: col + 1, R2: len(x) + 1, C2: col + 1}})
	}
	values := slices.Clone(f.numbers.Values)
	slices.Sort(values)
	var x, y []float64
	for i := 0; i < len(values); i += max(1, len(values)/mostMarks) {
		x, y = append(x, values[i]), append(y, (float64(i)+0.5)/float64(len(values)))
	}
	add(f.w.Say("fit.observed"), "7F7F7F", true, x, y)
	lo, hi := values[0], values[len(values)-1]
	lo, hi = lo-(hi-lo)/20, hi+(hi-lo)/20
	for i, color := range []string{"1F4E79", "C55A11", "70AD47"}[:min(curves, len(f.fits))] {
		x, y := make([]float64, curvePoints+1), make([]float64, curvePoints+1)
		for k := range x {
			x[k] = lo + (hi-lo)*float64(k)/curvePoints
			y[k] = f.fits[i].Distribution.CDF(x[k])
		}
		add(f.name(f.fits[i].Family), color, false, x, y)
	}
	s.Charts = []sheet.Chart{c}
	return s
}
