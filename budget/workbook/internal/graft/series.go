package graft

import (
	"fmt"
	"strconv"

	"ballast/budget/sheet"
	"ballast/budget/workbook/internal/opc"
)

// group writes one run of series of a kind: c:areaChart, c:barChart, ...
func (w *chartWriter) group(places []int) error {
	first := w.series[places[0]]
	name := map[sheet.Kind]string{sheet.Area: "area", sheet.Column: "bar", sheet.Bar: "bar", sheet.Line: "line", sheet.Scatter: "scatter"}[first.Kind] + "Chart"
	w.WriteString("<c:" + name + ">")
	switch first.Kind {
	case sheet.Column, sheet.Bar:
		dir, grouping := "col", "clustered"
		if first.Kind == sheet.Bar {
			dir = "bar"
		}
		if w.chart.Stack {
			grouping = "stacked"
		}
		fmt.Fprintf(w, `<c:barDir val="%s"/><c:grouping val="%s"/>`, dir, grouping)
	case sheet.Area:
		grouping := "standard"
		if w.chart.Stack {
			grouping = "stacked"
		}
		fmt.Fprintf(w, `<c:grouping val="%s"/>`, grouping)
	case sheet.Line:
		w.WriteString(`<c:grouping val="standard"/>`)
	case sheet.Scatter:
		w.WriteString(`<c:scatterStyle val="lineMarker"/>`)
	}
	w.WriteString(`<c:varyColors val="0"/>`)
	for _, i := range places {
		if err := w.oneSeries(i); err != nil {
			return fmt.Errorf("series %q: %w", w.series[i].Name, err)
		}
	}
	w.groupEnd(first)
	w.WriteString("</c:" + name + ">")
	return nil
}

// groupEnd writes what follows the series of a group.
func (w *chartWriter) groupEnd(s sheet.Series) {
	switch s.Kind {
	case sheet.Column, sheet.Bar:
		gap, overlap := w.chart.Gap, w.chart.Overlap
		if gap == 0 {
			gap = 40
		}
		if w.chart.Stack && overlap == 0 {
			overlap = 100
		}
		fmt.Fprintf(w, `<c:gapWidth val="%d"/><c:overlap val="%d"/>`, min(max(gap, 0), 500), min(max(overlap, -100), 100))
	case sheet.Line:
		w.WriteString(`<c:marker val="1"/>`)
	}
	x, y := axisX, axisY
	if s.Secondary {
		x, y = axisX2, axisY2
	}
	fmt.Fprintf(w, `<c:axId val="%d"/><c:axId val="%d"/>`, x, y)
}

// oneSeries writes a series. Its elements follow CT_LineSer, CT_AreaSer,
// CT_BarSer and CT_ScatterSer, which differ in what they leave out.
func (w *chartWriter) oneSeries(i int) error {
	s := w.series[i]
	fmt.Fprintf(w, `<c:ser><c:idx val="%d"/><c:order val="%d"/>`, i, i)
	if err := w.seriesName(s); err != nil {
		return err
	}
	w.WriteString(`<c:spPr>` + seriesShape(s) + `</c:spPr>`)
	values, err := w.cells(s.Y)
	if err != nil {
		return fmt.Errorf("values: %w", err)
	}
	switch s.Kind {
	case sheet.Column, sheet.Bar:
		w.WriteString(`<c:invertIfNegative val="0"/>`)
	case sheet.Line, sheet.Scatter:
		w.WriteString(marker(s, len(values)))
	}
	w.points(s, len(values))
	w.labels(s)
	x, y := "cat", "val"
	if s.Kind == sheet.Scatter {
		x, y = "xVal", "yVal"
	}
	if s.X.R1 != 0 {
		if err := w.data(x, s.X, s.Kind == sheet.Scatter); err != nil {
			return fmt.Errorf("categories: %w", err)
		}
	}
	if err := w.data(y, s.Y, true); err != nil {
		return fmt.Errorf("values: %w", err)
	}
	if s.Kind == sheet.Line || s.Kind == sheet.Scatter {
		w.WriteString(`<c:smooth val="` + bit(s.Smooth) + `"/>`)
	}
	w.WriteString(`</c:ser>`)
	return nil
}

// seriesName writes the legend text, bound to a cell when there is one.
func (w *chartWriter) seriesName(s sheet.Series) error {
	if s.NameAt == nil {
		if s.Name != "" {
			text, _ := storedText(s.Name)
			w.WriteString(`<c:tx><c:v>` + text + `</c:v></c:tx>`)
		}
		return nil
	}
	ref, err := w.g.address(*s.NameAt, w.home)
	if err != nil {
		return fmt.Errorf("name: %w", err)
	}
	text, _ := storedText(s.Name)
	w.WriteString(`<c:tx><c:strRef><c:f>` + opc.Escape(ref) + `</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>` + text + `</c:v></c:pt></c:strCache></c:strRef></c:tx>`)
	return nil
}

// paint is a solid fill of a colour and an opacity.
func paint(color string, alpha float64) string {
	if alpha <= 0 || alpha >= 1 {
		return `<a:solidFill><a:srgbClr val="` + color + `"/></a:solidFill>`
	}
	return `<a:solidFill><a:srgbClr val="` + color + `"><a:alpha val="` + strconv.Itoa(int(alpha*100000+0.5)) + `"/></a:srgbClr></a:solidFill>`
}

const noLine = `<a:ln><a:noFill/></a:ln>`

// seriesShape is the fill or the line of a series.
func seriesShape(s sheet.Series) string {
	switch {
	case s.Kind == sheet.Line || s.Kind == sheet.Scatter:
		if s.Invisible || s.NoLine || s.Kind == sheet.Scatter && s.Marker && s.Width == 0 {
			return noLine
		}
		width := s.Width
		if width == 0 {
			width = 2
		}
		dash := ""
		if s.Dash {
			dash = `<a:prstDash val="dash"/>`
		}
		return fmt.Sprintf(`<a:ln w="%d" cap="rnd">%s%s<a:round/></a:ln>`, int(width*12700+0.5), paint(s.Color, s.Alpha), dash)
	case s.Invisible:
		return `<a:noFill/>` + noLine
	}
	return paint(s.Color, s.Alpha) + noLine
}

// manyPoints is the number of points above which markers are drawn small.
const manyPoints = 100

// marker is the point symbol of a line or scatter series.
func marker(s sheet.Series, points int) string {
	if !s.Marker || s.Invisible {
		return `<c:marker><c:symbol val="none"/></c:marker>`
	}
	return markerOf(s.Color, s.Alpha, points)
}

func markerOf(color string, alpha float64, points int) string {
	size := 7
	if points > manyPoints {
		size = 3
	}
	return fmt.Sprintf(`<c:marker><c:symbol val="circle"/><c:size val="%d"/><c:spPr>%s%s</c:spPr></c:marker>`, size, paint(color, alpha), noLine)
}

// points gives single points their own colour.
func (w *chartWriter) points(s sheet.Series, n int) {
	if s.Kind == sheet.Area || s.Invisible {
		return
	}
	for i, color := range s.Points {
		if color == "" || color == s.Color || i >= n {
			continue
		}
		fmt.Fprintf(w, `<c:dPt><c:idx val="%d"/>`, i)
		if s.Kind == sheet.Column || s.Kind == sheet.Bar {
			w.WriteString(`<c:invertIfNegative val="0"/><c:bubble3D val="0"/><c:spPr>` + paint(color, s.Alpha) + noLine + `</c:spPr></c:dPt>`)
		} else {
			w.WriteString(markerOf(color, s.Alpha, n) + `<c:bubble3D val="0"/></c:dPt>`)
		}
	}
}

// labels writes the numbers at the points. Area charts have none: a program
// would put them in the middle of the area.
func (w *chartWriter) labels(s sheet.Series) {
	if s.Labels == "" || s.Invisible || s.Kind == sheet.Area {
		return
	}
	place, color := "t", chartText
	switch {
	case s.Kind == sheet.Scatter:
		place = "r"
	case s.Kind == sheet.Line:
	case w.chart.Stack:
		place = "ctr"
		if dark(s.Color) && (s.Alpha == 0 || s.Alpha > 0.6) {
			color = "FFFFFF"
		}
	default:
		place = "outEnd"
	}
	fmt.Fprintf(w, `<c:dLbls><c:numFmt formatCode="%s" sourceLinked="0"/><c:spPr><a:noFill/>%s</c:spPr>`, opc.Escape(s.Labels), noLine)
	w.textProperties(sizeText, false, color, 0, false)
	fmt.Fprintf(w, `<c:dLblPos val="%s"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>`, place)
}

// dark reports whether white text is easier to read on a colour than black.
// Source: the luma weights of ITU-R BT.601.
func dark(color string) bool {
	n, err := strconv.ParseUint(color, 16, 32)
	if err != nil {
		return false
	}
	return 299*(n>>16&255)+587*(n>>8&255)+114*(n&255) < 140*1000
}
