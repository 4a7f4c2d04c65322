package graft

import (
	"fmt"

	"ballast/budget/sheet"
	"ballast/budget/workbook/internal/opc"
)

// axisPlan is one axis as it is written.
type axisPlan struct {
	sheet.Axis
	id, cross int
	element   string // catAx, dateAx or valAx
	pos       byte   // l, r, t, b
	crosses   string // where this axis meets the other: autoZero or max
	between   string // valAx: columns stand between the marks, areas start on them
	faint     bool   // no axis line: gridlines are enough
	points    int    // number of categories
}

// axes writes the two axes, and two more when a series is on the secondary
// value axis; the second category axis is never seen.
func (w *chartWriter) axes() {
	c := w.chart
	x := axisPlan{Axis: c.X, id: axisX, cross: axisY, element: "catAx", pos: 'b', crosses: "autoZero"}
	y := axisPlan{Axis: c.Y, id: axisY, cross: axisX, element: "valAx", pos: 'l', crosses: "autoZero", between: "midCat", faint: true}
	switch {
	case w.has(sheet.Scatter):
		x.element, x.between = "valAx", "midCat"
	case w.has(sheet.Bar):
		x.pos, y.pos = 'l', 'b'
	case c.X.Date:
		x.element = "dateAx"
	}
	if w.has(sheet.Column) || w.has(sheet.Bar) {
		y.between = "between"
	}
	if c.X.Reverse {
		y.crosses = "max" // keeps the value axis at the bottom or left
	}
	if cells, err := w.cells(w.series[0].X); err == nil {
		x.points = len(cells)
	}
	w.axis(x)
	w.axis(y)
	if !w.secondary() {
		return
	}
	x2, y2 := x, y
	x2.Axis = sheet.Axis{Hide: true, Reverse: c.X.Reverse, Date: c.X.Date, Min: c.X.Min, Max: c.X.Max}
	x2.id, x2.cross = axisX2, axisY2
	y2.Axis = sheet.Axis{}
	if c.Y2 != nil {
		y2.Axis = *c.Y2
	}
	y2.id, y2.cross, y2.pos, y2.crosses = axisY2, axisX2, 'r', "max"
	if c.X.Reverse {
		y2.crosses = "autoZero"
	}
	w.axis(y2)
	w.axis(x2)
}

// axis writes one axis; the order of elements is that of CT_CatAx, CT_DateAx
// and CT_ValAx.
func (w *chartWriter) axis(a axisPlan) {
	orientation := "minMax"
	if a.Reverse {
		orientation = "maxMin"
	}
	fmt.Fprintf(w, `<c:%s><c:axId val="%d"/><c:scaling><c:orientation val="%s"/>`, a.element, a.id, orientation)
	if a.element == "valAx" || a.element == "dateAx" {
		if a.Max != nil {
			w.WriteString(`<c:max val="` + number(*a.Max) + `"/>`)
		}
		if a.Min != nil {
			w.WriteString(`<c:min val="` + number(*a.Min) + `"/>`)
		}
	}
	fmt.Fprintf(w, `</c:scaling><c:delete val="%s"/><c:axPos val="%c"/>`, bit(a.Hide), a.pos)
	if a.Grid {
		w.WriteString(`<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="` + chartGrid + `"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>`)
	}
	if a.Title != "" {
		turn := 0
		if a.pos == 'l' || a.pos == 'r' {
			turn = -5400000
		}
		w.title(a.Title, sizeText, false, turn)
	}
	format := a.Format
	if format == "" {
		format = "General"
		if a.Date {
			format = "yyyy-mm"
		}
	}
	place := "nextTo"
	if a.LabelLow {
		place = "low"
	}
	fmt.Fprintf(w, `<c:numFmt formatCode="%s" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="%s"/>`,
		opc.Escape(format), place)
	if a.faint {
		w.WriteString(`<c:spPr>` + noLine + `</c:spPr>`)
	} else {
		w.WriteString(`<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="` + chartAxis + `"/></a:solidFill></a:ln></c:spPr>`)
	}
	w.textProperties(sizeText, false, chartText, 0, a.element == "dateAx" || a.element == "catAx" && a.pos == 'b' && a.Every > 0)
	fmt.Fprintf(w, `<c:crossAx val="%d"/><c:crosses val="%s"/>`, a.cross, a.crosses)
	w.axisEnd(a)
	w.WriteString("</c:" + a.element + ">")
}

// axisEnd writes what only one sort of axis has.
func (w *chartWriter) axisEnd(a axisPlan) {
	switch a.element {
	case "catAx":
		w.WriteString(`<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>`)
		if a.Every > 0 {
			fmt.Fprintf(w, `<c:tickLblSkip val="%d"/><c:tickMarkSkip val="%d"/>`, a.Every, a.Every)
		}
		w.WriteString(`<c:noMultiLvlLbl val="1"/>`)
	case "dateAx":
		every := a.Every
		if every == 0 {
			every = monthStep(a.points, w.width()/monthLabel)
		}
		fmt.Fprintf(w, `<c:auto val="0"/><c:lblOffset val="100"/><c:baseTimeUnit val="months"/><c:majorUnit val="%d"/><c:majorTimeUnit val="months"/>`, every)
	case "valAx":
		w.WriteString(`<c:crossBetween val="` + a.between + `"/>`)
		if a.Step > 0 {
			w.WriteString(`<c:majorUnit val="` + number(a.Step) + `"/>`)
		}
	}
}

// monthLabel is the width of a label such as 2026-01 with the space around it,
// in pixels.
const monthLabel = 62

// width is about how many pixels the plot of the chart is wide.
func (w *chartWriter) width() int {
	total := 0.0
	for c := w.chart.At.C1; c <= w.chart.At.C2; c++ {
		chars := w.home.sheet.Widths[c]
		if chars == 0 {
			chars = defaultWidth
		}
		total += chars*pixelsPerChar + 5
	}
	return int(total * 0.88) // the rest is for the labels of the value axis
}

// monthStep chooses how many months lie between two labels when at most a
// number of them have room.
func monthStep(months, room int) int {
	for _, step := range []int{1, 2, 3, 6, 12, 24, 60} {
		if months <= max(room+1, 1)*step {
			return step
		}
	}
	return 120
}
