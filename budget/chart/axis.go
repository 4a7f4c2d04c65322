package chart

import (
	"math"
	"slices"

	"ballast/budget/sheet"
)

// axes draws the axes of all charts but bars, and settles the box.
func (d *drawing) axes() {
	c := d.c
	d.axisTitles()
	lines, every := [][]string(nil), 1
	if !c.Y.Hide {
		d.box.x0 += d.widest(d.y.labels) + 6
	}
	if len(d.y2.marks) > 0 {
		d.box.x1 -= d.widest(d.y2.labels) + 6
	}
	if d.has(sheet.Scatter) {
		// The last label is centred on the right edge.
		if n := len(d.x.labels); n > 0 {
			d.box.x1 -= math.Max(0, d.fonts.width(d.x.labels[n-1], sizeText, false)/2-margin)
		}
		d.box.y0 += sizeText*leading + 6
	} else if !c.X.Hide {
		if !d.between() { // the first and last label stand on the edges
			d.box.x1 -= 14
		}
		lines, every = d.categories()
		most := 1
		for _, l := range lines {
			most = max(most, len(l))
		}
		d.box.y0 += sizeText*leading*float64(most) + 6
	}
	d.y.lo, d.y.hi = d.box.y0, d.box.y1-4
	d.y2.lo, d.y2.hi = d.y.lo, d.y.hi
	d.x.lo, d.x.hi = d.box.x0, d.box.x1
	d.valueAxis()
	if d.has(sheet.Scatter) {
		d.scatterAxis()
		return
	}
	d.line(ink(inkAxis, 1), 0.8, false, at(d.box.x0, d.base()), at(d.box.x1, d.base()))
	if c.X.Hide {
		return
	}
	for i, l := range lines {
		if i%every != 0 {
			continue
		}
		for k, text := range l {
			d.text(text, d.across(i), d.box.y0-6-sizeText*(0.6+leading*float64(k)), 0.5, sizeText, false, inkText)
		}
	}
}

// axisTitles writes the titles of the axes at the edges of the box.
func (d *drawing) axisTitles() {
	if t := d.c.X.Title; t != "" {
		d.text(t, (d.box.x0+d.box.x1)/2, d.box.y0+sizeText*0.6, 0.5, sizeText, false, inkText)
		d.box.y0 += sizeText*leading + 2
	}
	if t := d.c.Y.Title; t != "" && !d.c.Y.Hide {
		t = d.cut(t, d.box.y1-d.box.y0, sizeText, false)
		d.upright(t, d.box.x0+sizeText*0.6, (d.box.y0+d.box.y1)/2, sizeText, inkText)
		d.box.x0 += sizeText*leading + 2
	}
	if d.c.Y2 != nil && d.c.Y2.Title != "" && len(d.y2.marks) > 0 {
		d.upright(d.c.Y2.Title, d.box.x1-sizeText*0.6, (d.box.y0+d.box.y1)/2, sizeText, inkText)
		d.box.x1 -= sizeText*leading + 2
	}
}

func (d *drawing) widest(labels []string) float64 {
	w := 0.0
	for _, l := range labels {
		w = math.Max(w, d.fonts.width(l, sizeText, false))
	}
	return w
}

// valueAxis draws the marks of the value axes and their gridlines.
func (d *drawing) valueAxis() {
	for i, v := range d.y.marks {
		y := d.y.at(v)
		if d.c.Y.Grid {
			d.line(ink(inkGrid, 1), 0.7, false, at(d.box.x0, y), at(d.box.x1, y))
		}
		if !d.c.Y.Hide {
			d.text(d.y.labels[i], d.box.x0-6, y, 1, sizeText, false, inkText)
		}
	}
	for i, v := range d.y2.marks {
		d.text(d.y2.labels[i], d.box.x1+6, d.y2.at(v), 0, sizeText, false, inkText)
	}
}

// scatterAxis draws the horizontal axis of a scatter.
func (d *drawing) scatterAxis() {
	d.line(ink(inkAxis, 1), 0.8, false, at(d.box.x0, d.box.y0), at(d.box.x1, d.box.y0))
	every := 1
	for float64(len(d.x.labels))*(d.widest(d.x.labels)+10) > float64(every)*(d.box.x1-d.box.x0)*1.05 && every < len(d.x.labels) {
		every++
	}
	for i, v := range d.x.marks {
		if i%every == 0 {
			d.text(d.x.labels[i], d.x.at(v), d.box.y0-6-sizeText*0.6, 0.5, sizeText, false, inkText)
		}
	}
}

// between reports whether categories stand between the marks, as columns do, or
// on them.
func (d *drawing) between() bool { return d.has(sheet.Column) || d.flat }

// across is where a category stands on the horizontal axis.
func (d *drawing) across(i int) float64 {
	n := float64(len(d.names))
	if d.between() {
		return d.box.x0 + (float64(i)+0.5)/n*(d.box.x1-d.box.x0)
	}
	return d.box.x0 + float64(i)/math.Max(1, n-1)*(d.box.x1-d.box.x0)
}

// base is the height of the line from which columns grow.
func (d *drawing) base() float64 { return d.y.at(0) }

// categories breaks the labels of the horizontal axis into lines that do not
// touch, and says that only every n-th is written.
func (d *drawing) categories() (lines [][]string, every int) {
	filled := d.filled()
	slot := (d.box.x1 - d.box.x0) / float64(max(1, len(d.names)))
	every = max(1, d.c.X.Every)
	if d.c.X.Date || d.numeric() {
		for _, step := range []int{1, 2, 3, 6, 12, 24, 60, 120} {
			if every = max(step, d.c.X.Every); d.widest(d.names)+8 <= slot*float64(every) {
				break
			}
		}
		for _, name := range d.names {
			lines = append(lines, []string{name})
		}
		return lines, every
	}
	room := slot * float64(every)
	if len(filled) > 1 && every == 1 {
		room = slot * float64(filled[1]-filled[0])
		for d.figures(filled) && d.widest(d.names)+6 > room && len(filled) > 3 {
			room, filled = 2*room, alternate(filled)
		}
	}
	for i, name := range d.names {
		if name == "" || every == 1 && !slices.Contains(filled, i) {
			lines = append(lines, nil)
			continue
		}
		own := room
		if i == len(d.names)-1 && len(filled) > 1 { // it may stand nearer than the rest
			own = math.Max(slot, math.Min(room, slot*float64(i-filled[len(filled)-2])))
		}
		lines = append(lines, d.wrap(name, own-4, sizeText, false, 3))
	}
	return lines, every
}

// figures reports whether labels are figures, all but the last: some of them
// can be left out where words cannot.
func (d *drawing) figures(places []int) bool {
	for _, i := range places[:len(places)-1] {
		if n := d.names[i]; n[0] != '-' && (n[0] < '0' || n[0] > '9') {
			return false
		}
	}
	return true
}

// alternate keeps every other place.
func alternate(places []int) []int {
	var kept []int
	for k := 0; k < len(places); k += 2 {
		kept = append(kept, places[k])
	}
	return kept
}

// filled lists the categories that have a label.
func (d *drawing) filled() []int {
	var all []int
	for i, n := range d.names {
		if n != "" {
			all = append(all, i)
		}
	}
	return all
}

// numeric reports whether all labels are numbers, which can be left out where
// words cannot.
func (d *drawing) numeric() bool {
	for _, n := range d.names {
		if n == "" || n[0] != '-' && (n[0] < '0' || n[0] > '9') {
			return false
		}
	}
	return len(d.names) > 0
}
