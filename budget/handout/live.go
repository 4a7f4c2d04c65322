package handout

import (
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"math"
	"sort"
	"strconv"
	"strings"

	"ballast/budget/sheet"
	"ballast/budget/words"
)

// live is what the script of a page that moves knows of one chart. Exactly one of its
// parts is set.
type live struct {
	Curve *liveCurve `json:"curve,omitempty"`
	Bars  *liveBars  `json:"bars,omitempty"`
}

// liveCurve is a cumulative curve whose percentile the reader moves.
type liveCurve struct {
	X     []float64  `json:"x"` // rising
	P     []float64  `json:"p"` // 0..1
	Texts []string   `json:"texts"`
	First int        `json:"first"` // the percentile of Texts[0]; one more for each that follows
	Begin int        `json:"begin"` // the percentile that is shown first
	Marks []liveMark `json:"marks"`
	Label string     `json:"label"`
}

// liveMark is a named value on the axis of a curve.
type liveMark struct {
	Name  string  `json:"name"`
	X     float64 `json:"x"`
	Color string  `json:"color"`
}

// liveBars is a chart of horizontal bars with two ends, a tornado.
type liveBars struct {
	Names []string   `json:"names"` // of the two ends
	Rows  []liveRow  `json:"rows"`
	Tints [2]string  `json:"tints"`
	Span  [2]float64 `json:"span"`
}

// liveRow is one bar: how far it reaches, and the same in words.
type liveRow struct {
	Label string     `json:"label"`
	Ends  [2]float64 `json:"ends"`
	Texts [2]string  `json:"texts"`
}

// cells finds the cells of a book by place.
type cells map[string]map[[2]int]*sheet.Cell

func cellsOf(book *sheet.Book) cells {
	all := cells{}
	for i := range book.Sheets {
		s := &book.Sheets[i]
		at := map[[2]int]*sheet.Cell{}
		for k := range s.Cells {
			at[[2]int{s.Cells[k].Row, s.Cells[k].Col}] = &s.Cells[k]
		}
		all[s.Key] = at
	}
	return all
}

// values are the numbers of a range, row by row; NaN where there is none.
func (c cells) values(home string, r sheet.Range) []float64 {
	var out []float64
	c.each(home, r, func(x *sheet.Cell) {
		v := math.NaN()
		if x != nil {
			switch n := x.Value.(type) {
			case float64:
				v = n
			case int:
				v = float64(n)
			}
		}
		out = append(out, v)
	})
	return out
}

// texts are the cells of a range as they are shown.
func (c cells) texts(home string, r sheet.Range) []string {
	var out []string
	c.each(home, r, func(x *sheet.Cell) {
		if x == nil {
			out = append(out, "")
			return
		}
		out = append(out, shown(x))
	})
	return out
}

func (c cells) each(home string, r sheet.Range, do func(*sheet.Cell)) {
	if r.Sheet != "" {
		home = r.Sheet
	}
	for row := r.R1; row <= r.R2; row++ {
		for col := r.C1; col <= r.C2; col++ {
			do(c[home][[2]int{row, col}])
		}
	}
}

// liveChart is what can move in a chart; nil when nothing can.
func (c cells) liveChart(home string, chart sheet.Chart, w *words.Words) *live {
	if len(chart.Series) == 0 {
		return nil
	}
	switch first := chart.Series[0]; {
	case first.Kind == sheet.Bar && !chart.Stack:
		if b := c.liveBars(home, chart); b != nil {
			return &live{Bars: b}
		}
	case first.Kind == sheet.Scatter && !first.NoLine && chart.Y.Max != nil && *chart.Y.Max == 1 && chart.Y.Format == "0%":
		if v := c.liveCurve(home, chart, w); v != nil {
			return &live{Curve: v}
		}
	}
	return nil
}

// liveCurve reads a cumulative curve and its marks; nil when its points do not rise or
// do not reach from below the median to above it.
func (c cells) liveCurve(home string, chart sheet.Chart, w *words.Words) *liveCurve {
	x, p := c.values(home, chart.Series[0].X), c.values(home, chart.Series[0].Y)
	if len(x) != len(p) || len(x) < 3 || !sort.Float64sAreSorted(x) || !sort.Float64sAreSorted(p) {
		return nil
	}
	first, last := int(math.Ceil(100*p[0])), int(math.Floor(100*p[len(p)-1]))
	first, last = max(first, 1), min(last, 99)
	if math.IsNaN(x[0]+p[0]) || first > 50 || last < 50 {
		return nil
	}
	v := &liveCurve{X: x, P: p, First: first, Begin: min(80, last), Label: w.Say("handout.percentile")}
	for k := first; k <= last; k++ {
		v.Texts = append(v.Texts, fourDigits(between(p, x, float64(k)/100))+unit(chart.X))
	}
	for _, s := range chart.Series[1:] {
		if at := c.values(home, s.X); len(at) == 3 && !math.IsNaN(at[1]) {
			v.Marks = append(v.Marks, liveMark{Name: s.Name, X: at[1], Color: "#" + s.Color})
		}
	}
	return v
}

// between is the x at probability at, on the straight line between two points.
func between(p, x []float64, at float64) float64 {
	i := sort.SearchFloat64s(p, at)
	switch {
	case i == 0:
		return x[0]
	case i == len(p):
		return x[len(x)-1]
	case p[i] == at || p[i] == p[i-1]:
		return x[i]
	}
	return x[i-1] + float64((at-p[i-1])/(p[i]-p[i-1])*(x[i]-x[i-1]))
}

// fourDigits writes a number rounded to four significant digits.
func fourDigits(x float64) string {
	text := strconv.FormatFloat(x, 'e', 3, 64) // d.ddde+xx
	rounded, errX := strconv.ParseFloat(text, 64)
	power, errP := strconv.Atoi(text[strings.IndexByte(text, 'e')+1:])
	if errX != nil || errP != nil {
		return text
	}
	format := "#,##0"
	if x != 0 && power < 3 {
		format += "." + strings.Repeat("0", min(3-power, 9))
	}
	return sheet.Show(rounded, format)
}

// unit is what an axis counts in, "" where its numbers say it or nothing does.
func unit(a sheet.Axis) string {
	if a.Title == "" {
		return ""
	}
	return " " + a.Title
}

// liveBars reads a tornado: series that share a name are one end of the bars, of which
// at most one is not zero; nil when there are not two ends.
func (c cells) liveBars(home string, chart sheet.Chart) *liveBars {
	labels := c.texts(home, chart.Series[0].X)
	b := &liveBars{Rows: make([]liveRow, len(labels))}
	for _, s := range chart.Series {
		end := -1
		for k, name := range b.Names {
			if name == s.Name {
				end = k
			}
		}
		if end < 0 {
			if len(b.Names) == 2 || s.Invisible {
				return nil
			}
			end = len(b.Names)
			b.Names, b.Tints[end] = append(b.Names, s.Name), "#"+s.Color
		}
		at := c.values(home, s.Y)
		if len(at) != len(labels) {
			return nil
		}
		for i, x := range at {
			if !math.IsNaN(x) && x != 0 {
				b.Rows[i].Ends[end] = x
			}
		}
	}
	if len(b.Names) != 2 {
		return nil
	}
	for i := range b.Rows {
		r := &b.Rows[i]
		r.Label = labels[i]
		for k, x := range r.Ends {
			r.Texts[k] = sheet.Show(x, chart.Y.Format) + unit(chart.Y)
			b.Span[0], b.Span[1] = math.Min(b.Span[0], x), math.Max(b.Span[1], x)
		}
	}
	if b.Span[0] == b.Span[1] {
		return nil
	}
	return b
}

// policy lets the page's own script and styles run and nothing else: a page from the
// post that fetches nothing.
func policy(script []byte) string {
	sum := sha256.Sum256(script)
	return "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// liveScript is the script of a page that moves.
func liveScript() (template.JS, string, error) {
	script, err := files.ReadFile("live.js")
	return template.JS(script), policy(script), err
}
