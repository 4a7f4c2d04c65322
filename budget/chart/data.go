package chart

import (
	"image/color"
	"math"
	"strconv"

	"ballast/budget/sheet"

	"gonum.org/v1/plot/vg"
)

// data draws the series, areas first and lines last.
func (d *drawing) data() {
	d.areas()
	d.bars()
	for _, s := range d.series {
		if s.Invisible {
			continue
		}
		switch s.Kind {
		case sheet.Line:
			d.lines(s, func(i int) float64 { return d.across(i) })
		case sheet.Scatter:
			d.lines(s, func(i int) float64 {
				if i < len(s.xs) && !math.IsNaN(s.xs[i]) {
					return d.x.at(s.xs[i])
				}
				return math.NaN()
			})
		}
	}
	d.redrawBase()
}

// redrawBase draws the line at zero once more, over areas and columns.
func (d *drawing) redrawBase() {
	switch {
	case d.flat:
		d.line(ink(inkAxis, 1), 0.8, false, at(d.y.at(0), d.box.y0), at(d.y.at(0), d.box.y1))
	case !d.has(sheet.Scatter):
		d.line(ink(inkAxis, 1), 0.8, false, at(d.box.x0, d.base()), at(d.box.x1, d.base()))
	}
}

// scaleOf is the value axis of a series.
func (d *drawing) scaleOf(s plotted) scale {
	if s.Secondary {
		return d.y2
	}
	return d.y
}

// areas fills each area from where it begins in the stack to where it ends.
func (d *drawing) areas() {
	st := stacked(d.series, sheet.Area, d.c.Stack)
	for k, s := range d.series {
		if s.Kind != sheet.Area || s.Invisible {
			continue
		}
		axis := d.scaleOf(s)
		var points []vg.Point
		for i := range st.to[k] {
			points = append(points, at(d.across(i), axis.at(st.to[k][i])))
		}
		for i := len(st.from[k]) - 1; i >= 0; i-- {
			points = append(points, at(d.across(i), axis.at(st.from[k][i])))
		}
		d.polygon(ink(s.Color, s.Alpha), points...)
	}
}

// bars draws columns and bars, side by side or stacked.
func (d *drawing) bars() {
	kind := sheet.Column
	if d.flat {
		kind = sheet.Bar
	}
	st := stacked(d.series, kind, d.c.Stack)
	width, steps := d.barWidth(kind)
	place := 0
	for k, s := range d.series {
		if s.Kind != kind {
			continue
		}
		offset := steps * float64(place)
		if !d.c.Stack {
			place++
		}
		if s.Invisible {
			continue
		}
		for i := range st.to[k] {
			if math.IsNaN(s.ys[i]) {
				continue
			}
			d.bar(s, i, st.from[k][i], st.to[k][i], offset, width)
		}
	}
}

// barWidth is the width of a bar and the distance between bars of a category.
// Source: the meaning of gap width and overlap, ECMA-376 part 1, 21.2.2.75 and
// 21.2.2.131: shares of the width of a bar.
func (d *drawing) barWidth(kind sheet.Kind) (width, step float64) {
	n := 0
	for _, s := range d.series {
		if s.Kind == kind {
			n++
		}
	}
	gap, overlap := float64(d.c.Gap)/100, float64(d.c.Overlap)/100
	if d.c.Gap == 0 {
		gap = 0.4
	}
	if d.c.Stack {
		n, overlap = 1, 1
	}
	slot := (d.box.x1 - d.box.x0) / float64(max(1, len(d.names)))
	if d.flat {
		slot = (d.box.y1 - d.box.y0) / float64(max(1, len(d.names)))
	}
	width = slot / (float64(n) - float64(n-1)*overlap + gap)
	return width, width * (1 - overlap)
}

// bar draws one bar with its label.
func (d *drawing) bar(s plotted, i int, from, to, offset, width float64) {
	c := colorOf(s, i)
	axis := d.scaleOf(s)
	gap := float64(d.c.Gap) / 100
	if d.c.Gap == 0 {
		gap = 0.4
	}
	if d.flat {
		slot := (d.box.y1 - d.box.y0) / float64(len(d.names))
		top := d.down(i) + slot/2 - gap*width/2 - offset
		d.rectangle(c, axis.at(from), top-width, axis.at(to), top)
		d.barLabel(s, i, from, to, axis, top-width/2)
		return
	}
	slot := (d.box.x1 - d.box.x0) / float64(len(d.names))
	left := d.across(i) - slot/2 + gap*width/2 + offset
	d.rectangle(c, left, axis.at(from), left+width, axis.at(to))
	d.barLabel(s, i, from, to, axis, left+width/2)
}

// barLabel writes the number at the end of a bar, or in the middle of its part
// of a stack where there is room.
func (d *drawing) barLabel(s plotted, i int, from, to float64, axis scale, middle float64) {
	if s.Labels == "" || s.ys[i] == 0 {
		return
	}
	text := sheet.Show(s.ys[i], s.Labels)
	a, b := axis.at(from), axis.at(to)
	wide := d.fonts.width(text, sizeText-1, false)
	switch {
	case d.c.Stack && d.flat && math.Abs(b-a) < wide+4, d.c.Stack && !d.flat && math.Abs(b-a) < sizeText:
	case d.c.Stack && d.flat:
		d.text(text, (a+b)/2, middle, 0.5, sizeText-1, false, onColor(s.Color))
	case d.c.Stack:
		d.text(text, middle, (a+b)/2, 0.5, sizeText-1, false, onColor(s.Color))
	case d.flat && to < from:
		d.text(text, b-4, middle, 1, sizeText-1, false, inkText)
	case d.flat:
		d.text(text, b+4, middle, 0, sizeText-1, false, inkText)
	case to < from:
		d.text(text, middle, b-sizeText*0.7, 0.5, sizeText-1, false, inkText)
	default:
		d.text(text, middle, b+sizeText*0.7, 0.5, sizeText-1, false, inkText)
	}
}

// onColor is the colour of a text that stands on a colour.
// Source: the luma weights of ITU-R BT.601.
func onColor(rgb string) string {
	n, err := strconv.ParseUint(rgb, 16, 32)
	if err == nil && 299*(n>>16&255)+587*(n>>8&255)+114*(n&255) < 140*1000 {
		return "FFFFFF"
	}
	return inkText
}

// colorOf is the colour of a point.
func colorOf(s plotted, i int) color.Color {
	if i < len(s.Points) && s.Points[i] != "" {
		return ink(s.Points[i], s.Alpha)
	}
	return ink(s.Color, s.Alpha)
}

// manyPoints is the number of points above which markers are drawn small.
const manyPoints = 100

// lines draws a line through the points of a series, broken where a value is
// missing, with markers and labels.
func (d *drawing) lines(s plotted, x func(i int) float64) {
	axis := d.scaleOf(s)
	var run []vg.Point
	radius := 3.2
	if len(s.ys) > manyPoints {
		radius = 1.7
	}
	markersOnly := s.NoLine || s.Kind == sheet.Scatter && s.Marker && s.Width == 0
	flush := func() {
		if !markersOnly {
			d.line(ink(s.Color, s.Alpha), lineWidth(s), s.Dash, run...)
		}
		run = nil
	}
	for i, y := range s.ys {
		px := x(i)
		if math.IsNaN(y) || math.IsNaN(px) {
			flush()
			continue
		}
		py := axis.at(y)
		run = append(run, at(px, py))
		if s.Marker {
			d.dot(colorOf(s, i), px, py, radius)
		}
		if s.Labels != "" {
			d.text(sheet.Show(y, s.Labels), px, py+sizeText*0.9, 0.5, sizeText-1, false, inkText)
		}
	}
	flush()
}
