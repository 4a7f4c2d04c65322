package chart

import (
	"ballast/budget/sheet"
)

// swatch is the width of a legend's sign, gap the room between entries.
const (
	swatch   = 20.0
	entryGap = 16.0
)

// legend writes the legend and takes its room off the box.
func (d *drawing) legend() {
	if d.c.Legend == "" {
		return
	}
	var entries []plotted
	for _, s := range d.series {
		if !s.NoLegend && !s.Invisible && s.Name != "" {
			entries = append(entries, s)
		}
	}
	if len(entries) == 0 {
		return
	}
	rows := d.legendRows(entries)
	height := sizeText * 1.5 * float64(len(rows))
	y := d.box.y0 + height - sizeText*0.75
	if d.c.Legend == "top" {
		y = d.box.y1 - sizeText*0.75
		d.box.y1 -= height + 4
	} else {
		d.box.y0 += height + 4
	}
	for _, row := range rows {
		x := (d.box.x0 + d.box.x1 - d.rowWidth(row)) / 2
		for _, s := range row {
			d.sign(s, x, y)
			name := d.entryName(s)
			d.text(name, x+swatch+5, y, 0, sizeText, false, inkText)
			x += swatch + 5 + d.fonts.width(name, sizeText, false) + entryGap
		}
		y -= sizeText * 1.5
	}
}

// legendRows distributes the entries over rows.
func (d *drawing) legendRows(entries []plotted) [][]plotted {
	var rows [][]plotted
	for _, e := range entries {
		n := len(rows) - 1
		if n < 0 || d.rowWidth(append(rows[n][:len(rows[n]):len(rows[n])], e)) > d.box.x1-d.box.x0 {
			rows = append(rows, []plotted{e})
		} else {
			rows[n] = append(rows[n], e)
		}
	}
	return rows
}

func (d *drawing) rowWidth(row []plotted) float64 {
	w := -entryGap
	for _, s := range row {
		w += swatch + 5 + d.fonts.width(d.entryName(s), sizeText, false) + entryGap
	}
	return w
}

// entryName is a series' name, cut to the width of the picture.
func (d *drawing) entryName(s plotted) string {
	return d.cut(s.Name, d.frame.Width-2*margin-swatch-5, sizeText, false)
}

// sign draws what a series looks like.
func (d *drawing) sign(s plotted, x, y float64) {
	c := ink(s.Color, s.Alpha)
	switch {
	case !s.NoLine && (s.Kind == sheet.Line || s.Kind == sheet.Scatter):
		d.line(c, lineWidth(s), s.Dash, at(x, y), at(x+swatch, y))
		if s.Marker {
			d.dot(c, x+swatch/2, y, 3)
		}
	case s.Kind == sheet.Line || s.Kind == sheet.Scatter:
		d.dot(c, x+swatch/2, y, 3)
	default:
		d.rectangle(c, x+4, y-5, x+swatch-2, y+5)
	}
}

// lineWidth is the width of a series' line in points.
func lineWidth(s plotted) float64 {
	if s.Width == 0 {
		return 2
	}
	return s.Width
}
