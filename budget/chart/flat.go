package chart

import (
	"math"
)

// flatAxes draws the axes of bars: categories down the left side, values at
// the bottom.
func (d *drawing) flatAxes() {
	if t := d.c.Y.Title; t != "" {
		d.text(t, (d.box.x0+d.box.x1)/2, d.box.y0+sizeText*0.6, 0.5, sizeText, false, inkText)
		d.box.y0 += sizeText*leading + 2
	}
	d.box.y0 += sizeText*leading + 6
	slot := (d.box.y1 - d.box.y0) / float64(max(1, len(d.names)))
	room := math.Min(d.widest(d.names), 0.36*d.frame.Width)
	lines := make([][]string, len(d.names))
	for i, n := range d.names {
		most := max(1, min(3, int(slot/(sizeText*leading))))
		lines[i] = d.wrap(n, room, sizeText, false, most)
	}
	d.box.x0 += room + 8
	d.box.x1 -= 6
	if n := len(d.y.labels); n > 0 {
		d.box.x1 -= math.Max(0, d.fonts.width(d.y.labels[n-1], sizeText, false)/2-margin)
	}
	d.y.lo, d.y.hi = d.box.x0, d.box.x1
	every := 1
	for float64(len(d.y.labels))*(d.widest(d.y.labels)+10) > float64(every)*(d.box.x1-d.box.x0)*1.1 && every < len(d.y.labels) {
		every++
	}
	for i, v := range d.y.marks {
		x := d.y.at(v)
		if d.c.Y.Grid {
			d.line(ink(inkGrid, 1), 0.7, false, at(x, d.box.y0), at(x, d.box.y1))
		}
		if i%every == 0 && !d.c.Y.Hide {
			d.text(d.y.labels[i], x, d.box.y0-6-sizeText*0.6, 0.5, sizeText, false, inkText)
		}
	}
	for i, l := range lines {
		y := d.down(i) + sizeText*leading*float64(len(l)-1)/2
		for k, text := range l {
			d.text(text, d.box.x0-8, y-sizeText*leading*float64(k), 1, sizeText, false, inkText)
		}
	}
	x := d.y.at(0)
	d.line(ink(inkAxis, 1), 0.8, false, at(x, d.box.y0), at(x, d.box.y1))
}

// down is the height at which a category of bars stands.
func (d *drawing) down(i int) float64 {
	share := (float64(i) + 0.5) / float64(max(1, len(d.names)))
	if d.c.X.Reverse {
		return d.box.y1 - share*(d.box.y1-d.box.y0)
	}
	return d.box.y0 + share*(d.box.y1-d.box.y0)
}
