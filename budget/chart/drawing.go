package chart

import (
	"math"

	"ballast/budget/sheet"

	"gonum.org/v1/plot/vg"
)

// drawing is one chart on its way to a canvas.
type drawing struct {
	*pen
	c      *sheet.Chart
	series []plotted
	frame  Frame
	box    box // of the data
	y, y2  scale
	x      scale // of a scatter
	names  []string
	flat   bool    // bars: categories run down the left side
	lastX  float64 // where the last label of the horizontal axis may end
}

// box is a rectangle: left, bottom, right, top.
type box struct{ x0, y0, x1, y1 float64 }

// margin around everything.
const margin = 12.0

// draw draws a chart on a canvas of a frame's size.
func (a *Artist) draw(canvas vg.Canvas, c *sheet.Chart, home string, f Frame) error {
	series, err := a.resolve(c, home)
	if err != nil {
		return err
	}
	d := &drawing{pen: &pen{canvas, a.fonts}, c: c, series: series, frame: f}
	d.flat = d.has(sheet.Bar)
	d.rectangle(ink("FFFFFF", 1), 0, 0, f.Width, f.Height)
	d.box = box{margin, margin, f.Width - margin, f.Height - margin}
	d.lastX = f.Width - 2
	if !f.NoTitle {
		d.title()
	}
	d.legend()
	for _, s := range series {
		if len(s.labels) > len(d.names) && s.Kind != sheet.Scatter {
			d.names = s.labels
		}
	}
	d.scales()
	if d.flat {
		d.flatAxes()
	} else {
		d.axes()
	}
	d.data()
	return nil
}

func (d *drawing) has(k sheet.Kind) bool {
	for _, s := range d.series {
		if s.Kind == k {
			return true
		}
	}
	return false
}

// title writes the title at the top, on as many lines as it needs.
func (d *drawing) title() {
	if d.c.Title == "" {
		return
	}
	for _, line := range d.wrap(d.c.Title, d.box.x1-d.box.x0, sizeTitle, true, 3) {
		d.text(line, d.box.x0, d.box.y1-sizeTitle/2, 0, sizeTitle, true, inkTitle)
		d.box.y1 -= sizeTitle * leading
	}
	d.box.y1 -= 6
}

// scales chooses the value axes.
func (d *drawing) scales() {
	most := int(math.Max(3, (d.box.y1-d.box.y0)/45))
	if d.flat {
		most = int(math.Max(3, (d.box.x1-d.box.x0)/130))
	}
	lo, hi, labelled := d.extent(false)
	spare := 0.0
	if labelled {
		spare = 0.06
		if d.flat {
			spare = 0.12
		}
	}
	d.y = newScale(d.c.Y, lo, hi, most, spare)
	d.y.labels = plainLabels(d.y.labels)
	if lo, hi, _ := d.extent(true); hi >= lo {
		axis := sheet.Axis{}
		if d.c.Y2 != nil {
			axis = *d.c.Y2
		}
		d.y2 = newScale(axis, lo, hi, most, 0)
		d.y2.labels = plainLabels(d.y2.labels)
	}
	if d.has(sheet.Scatter) {
		lo, hi := math.Inf(1), math.Inf(-1)
		for _, s := range d.series {
			for _, x := range s.xs {
				lo, hi = math.Min(lo, orInf(x, 1)), math.Max(hi, orInf(x, -1))
			}
		}
		d.x = newScale(d.c.X, lo, hi, int(math.Max(3, (d.box.x1-d.box.x0)/75)), 0)
		d.x.labels = plainLabels(d.x.labels)
	}
}

// orInf replaces a missing value by what does not count.
func orInf(x float64, sign int) float64 {
	if math.IsNaN(x) {
		return math.Inf(sign)
	}
	return x
}

// extent is the range of the values on one of the value axes. Areas, columns
// and bars grow from zero, and so does whatever is near it.
func (d *drawing) extent(secondary bool) (lo, hi float64, labelled bool) {
	lo, hi = math.Inf(1), math.Inf(-1)
	zero := false
	for _, k := range []sheet.Kind{sheet.Area, sheet.Column, sheet.Bar, sheet.Line, sheet.Scatter} {
		st := stacked(d.series, k, d.c.Stack && (k != sheet.Line && k != sheet.Scatter))
		for i, s := range d.series {
			if s.Kind != k || s.Secondary != secondary {
				continue
			}
			labelled = labelled || s.Labels != ""
			zero = zero || k == sheet.Column || k == sheet.Bar || k == sheet.Area && !s.Invisible && !d.c.Stack
			for n, y := range s.ys {
				if math.IsNaN(y) {
					continue
				}
				if k != sheet.Line && k != sheet.Scatter {
					y = st.to[i][n]
				}
				lo, hi = math.Min(lo, y), math.Max(hi, y)
			}
		}
	}
	if hi < lo {
		return lo, hi, labelled
	}
	// A spreadsheet program begins at zero unless the data are far from it and
	// close together; the limit is Excel's sixth.
	if zero || lo > 0 && hi-lo > hi/6 {
		lo = math.Min(lo, 0)
	}
	if zero || hi < 0 && hi-lo > -lo/6 {
		hi = math.Max(hi, 0)
	}
	return lo, hi, labelled
}
