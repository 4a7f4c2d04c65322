package graft

import (
	"fmt"
	"slices"
	"strings"

	"ballast/budget/sheet"
	"ballast/budget/workbook/internal/opc"
)

// Colours and sizes of charts. Text is dark enough to read (contrast 10:1 on
// white), gridlines are faint; sizes are in hundredths of a point.
const (
	chartText  = "404040"
	chartTitle = "262626"
	chartGrid  = "E3E3E3"
	chartAxis  = "A6A6A6"
	sizeText   = 900
	sizeTitle  = 1100
)

// chartPalette gives colours to series that name none; they can be told apart
// with any kind of colour blindness. Source: Okabe and Ito, Color Universal
// Design, 2008.
func chartPalette() []string {
	return []string{"0072B2", "E69F00", "009E73", "D55E00", "56B4E9", "CC79A7", "999999"}
}

// chartWriter writes one chart part. The order of elements is that of the
// schema dml-chart (ECMA-376 part 1, annex A.5.1), which spreadsheet programs
// insist on.
type chartWriter struct {
	*strings.Builder
	g      *Run
	home   *tab
	chart  *sheet.Chart
	series []sheet.Series // in drawing order: the order of the legend
	lang   string
}

// axis ids of a chart: a pair for the primary and one for the secondary axes.
const (
	axisX  = 500001
	axisY  = 500002
	axisX2 = 500003
	axisY2 = 500004
)

// chartXML writes a chart bound to cells, with the cells' values as cache, so
// that viewers which do not calculate show it too.
func (g *Run) chartXML(home *tab, c *sheet.Chart) ([]byte, error) {
	w := &chartWriter{Builder: &strings.Builder{}, g: g, home: home, chart: c, lang: "en-US"}
	if g.book.Language == "zh" {
		w.lang = "zh-CN"
	}
	if err := w.arrange(); err != nil {
		return nil, err
	}
	fmt.Fprintf(w, opc.XMLHead+`<c:chartSpace xmlns:c="%s" xmlns:a="%s" xmlns:r="%s">`, g.ns.Chart, g.ns.Draw, g.ns.Rel)
	fmt.Fprintf(w, `<c:date1904 val="%s"/><c:lang val="%s"/><c:roundedCorners val="0"/><c:chart>`, bit(g.date04), w.lang)
	if c.Title != "" {
		w.title(c.Title, sizeTitle, true, 0)
	}
	fmt.Fprintf(w, `<c:autoTitleDeleted val="%s"/><c:plotArea><c:layout/>`, bit(c.Title == ""))
	for _, group := range w.groups() {
		if err := w.group(group); err != nil {
			return nil, err
		}
	}
	w.axes()
	w.WriteString(`<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:plotArea>`)
	w.legend()
	w.WriteString(`<c:plotVisOnly val="0"/><c:dispBlanksAs val="gap"/></c:chart>`)
	w.WriteString(`<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>`)
	w.textProperties(sizeText, false, chartText, 0, false)
	w.WriteString(`</c:chartSpace>`)
	return []byte(w.String()), nil
}

// bit writes a boolean.
func bit(b bool) string {
	if b {
		return "1"
	}
	return "0"
}

// rank orders the kinds as they are drawn, one over the other, and as legends
// list them.
func rank(s sheet.Series) int {
	n := slices.Index([]sheet.Kind{sheet.Area, sheet.Column, sheet.Bar, sheet.Line, sheet.Scatter}, s.Kind)
	if s.Secondary {
		n += 10
	}
	return n
}

// arrange checks that the chart's series go together and sorts them.
func (w *chartWriter) arrange() error {
	if len(w.chart.Series) == 0 {
		return fmt.Errorf("no series")
	}
	kinds := map[sheet.Kind]bool{}
	for i, s := range w.chart.Series {
		if rank(s)%10 < 0 || rank(s) < 0 {
			return fmt.Errorf("series %d: kind %q is not known", i+1, s.Kind)
		}
		kinds[s.Kind] = true
		if s.Color == "" {
			s.Color = chartPalette()[i%len(chartPalette())]
		}
		if err := checkColors(s); err != nil {
			return fmt.Errorf("series %d: %w", i+1, err)
		}
		w.series = append(w.series, s)
	}
	if len(kinds) > 1 && (kinds[sheet.Scatter] || kinds[sheet.Bar]) {
		return fmt.Errorf("bar and scatter series stand alone")
	}
	slices.SortStableFunc(w.series, func(a, b sheet.Series) int { return rank(a) - rank(b) })
	if w.series[0].Secondary {
		return fmt.Errorf("all series are on the secondary axis")
	}
	return nil
}

func checkColors(s sheet.Series) error {
	for _, c := range append([]string{s.Color}, s.Points...) {
		if c != "" && !isRGB(c) {
			return fmt.Errorf("colour %q is not of the form RRGGBB", c)
		}
	}
	return nil
}

// groups splits the series into runs of one kind on one pair of axes; each is
// one element of the plot area. The numbers are places in w.series.
func (w *chartWriter) groups() [][]int {
	var all [][]int
	for i, s := range w.series {
		if i > 0 && rank(w.series[i-1]) == rank(s) {
			all[len(all)-1] = append(all[len(all)-1], i)
		} else {
			all = append(all, []int{i})
		}
	}
	return all
}

// has reports whether a series of the kind is in the chart.
func (w *chartWriter) has(k sheet.Kind) bool {
	return slices.ContainsFunc(w.series, func(s sheet.Series) bool { return s.Kind == k })
}

// secondary reports whether the chart has a second value axis.
func (w *chartWriter) secondary() bool {
	return slices.ContainsFunc(w.series, func(s sheet.Series) bool { return s.Secondary })
}

// legend writes the legend without the series that hide from it.
func (w *chartWriter) legend() {
	if w.chart.Legend == "" {
		return
	}
	fmt.Fprintf(w, `<c:legend><c:legendPos val="%c"/>`, w.chart.Legend[0])
	for i, s := range w.series {
		if s.NoLegend || s.Invisible {
			fmt.Fprintf(w, `<c:legendEntry><c:idx val="%d"/><c:delete val="1"/></c:legendEntry>`, i)
		}
	}
	w.WriteString(`<c:overlay val="0"/>`)
	w.textProperties(sizeText, false, chartText, 0, false)
	w.WriteString(`</c:legend>`)
}

// title writes a title of the chart or of an axis; turn is in 60,000ths of a
// degree.
func (w *chartWriter) title(text string, size int, bold bool, turn int) {
	w.WriteString(`<c:title><c:tx><c:rich>` + bodyProperties(turn, turn != 0) + `<a:lstStyle/>`)
	for _, line := range strings.Split(text, "\n") {
		clean, _ := storedText(line)
		w.WriteString(`<a:p><a:pPr>`)
		w.font("a:defRPr", size, bold, chartTitle)
		w.WriteString(`</a:pPr><a:r>`)
		w.font("a:rPr", size, bold, chartTitle)
		w.WriteString(`<a:t>` + clean + `</a:t></a:r></a:p>`)
	}
	w.WriteString(`</c:rich></c:tx><c:overlay val="0"/></c:title>`)
}

// textProperties writes how text looks.
func (w *chartWriter) textProperties(size int, bold bool, color string, turn int, turned bool) {
	w.WriteString(`<c:txPr>` + bodyProperties(turn, turned) + `<a:lstStyle/><a:p><a:pPr>`)
	w.font("a:defRPr", size, bold, color)
	w.WriteString(`</a:pPr><a:endParaRPr lang="` + w.lang + `"/></a:p></c:txPr>`)
}

func bodyProperties(turn int, turned bool) string {
	if !turned {
		return `<a:bodyPr/>`
	}
	return fmt.Sprintf(`<a:bodyPr rot="%d" vert="horz"/>`, turn)
}

// font writes character properties with a Latin and a Chinese font.
func (w *chartWriter) font(name string, size int, bold bool, color string) {
	lang := ""
	if name == "a:rPr" {
		lang = ` lang="` + w.lang + `"`
	}
	fmt.Fprintf(w, `<%s%s sz="%d" b="%s"><a:solidFill><a:srgbClr val="%s"/></a:solidFill><a:latin typeface="%s"/><a:ea typeface="%s"/></%s>`,
		name, lang, size, bit(bold), color, fontFor(w.g.book.Language), fontChinese, name)
}
