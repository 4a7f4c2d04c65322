package report

import (
	"math"
	"sort"
	"strings"
	"time"

	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// output is one figure whose drivers are ranked.
type output struct {
	key     string // word and chart key
	mean    float64
	months  bool // measured in months, not in money
	drivers []outcome.Driver
}

// outputs lists what the sensitivity tables are about, those with drivers.
func (d *desk) outputs() []output {
	s := d.o.Sensitivity
	all := []output{{"cost", d.o.Cost.Mean, false, s.Cost}, {"gap", d.balance().PeakGap.Mean, false, s.PeakGap}}
	if r := d.o.Return; r != nil {
		all = append(all, output{"npv", r.NPV.Mean, false, s.NPV}, output{"payback", r.Payback.MeanWithin, true, s.Payback})
	}
	var out []output
	for _, o := range all {
		var kept []outcome.Driver
		for _, x := range o.drivers {
			if finite(x.RankCorrelation) {
				kept = append(kept, x)
			}
		}
		if o.drivers = kept; len(kept) > 0 && finite(o.mean) {
			out = append(out, o)
		}
	}
	return out
}

// sensitivity is the sheet of what moves the figures, nil without drivers.
func (d *desk) sensitivity() *page {
	outputs := d.outputs()
	if len(outputs) == 0 {
		return nil
	}
	g := d.page("sensitivity", 16, 40, 16, 16, 16, 16, 16, 16)
	g.heading(d.driverFinding(outputs[0]), d.w.Say("report.sensitivity.hint"))
	var charts []sheet.Chart
	tallest := 4
	for _, o := range outputs {
		top := swings(o, 10)
		if len(top) == 0 {
			continue
		}
		c := g.tornado(o, top)
		if o.key == "cost" {
			g.keep(c)
		}
		charts, tallest = append(charts, c), max(tallest, len(top))
	}
	for i, c := range charts {
		c1, c2 := 1, 3
		if i%2 == 1 {
			c1, c2 = 4, 8
		}
		if i == len(charts)-1 && i%2 == 0 {
			c2 = 8
		}
		g.chart(c, c1, c2, 10+tallest)
		if i%2 == 1 || i == len(charts)-1 {
			g.row += 11 + tallest
		}
	}
	for _, o := range outputs {
		g.driverTable(o)
	}
	g.failures()
	return g
}

// swings is the drivers with the widest swing, widest first, without those whose effect may
// be chance: delays of money do not move the cost.
func swings(o output, n int) []outcome.Driver {
	var out []outcome.Driver
	for _, x := range o.drivers {
		if finite(x.Low) && finite(x.High) && x.Low != x.High && !x.Chance {
			out = append(out, x)
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		return math.Abs(out[i].High-out[i].Low) > math.Abs(out[j].High-out[j].Low)
	})
	return out[:min(n, len(out))]
}

// driverName is how a reader knows an input: ID and name, and what of it varies
// ("F2 Bank loan (delay)").
func (d *desk) driverName(x outcome.Driver) string {
	id, part := d.inputParts(x.Input)
	name := id
	if x.Name != "" && x.Name != id && x.Name != x.Input {
		name += " " + x.Name
	}
	if part != "" {
		name += d.w.Say("report.input.what", part)
	}
	return name
}

// inputParts cuts an input into the ID, which may hold dots itself ("1.2.1"), and what of
// it varies in words, "" for its amount; of a tranche that begins with its month.
func (d *desk) inputParts(input string) (id, part string) {
	at := strings.LastIndexByte(input, '.')
	if at < 0 || !d.w.Has("report.input."+strings.ToLower(input[at+1:])) {
		return input, ""
	}
	id, part = input[:at], d.named("input", input[at+1:])
	if month := strings.LastIndexByte(id, '.'); month > 0 {
		if _, err := time.Parse("2006-01", id[month+1:]); err == nil {
			return id[:month], id[month+1:] + " " + part
		}
	}
	return id, part
}

// shorten cuts a text to about n characters' width.
func shorten(s string, n float64) string {
	if textWidth(s) <= n {
		return s
	}
	out, w := []rune{}, 1.0
	for _, r := range s {
		w += textWidth(string(r))
		if w > n {
			break
		}
		out = append(out, r)
	}
	return string(out) + "…"
}

// longestLabel is the width of a label that bars still leave room for: programs break it
// into lines. What is longer is cut.
const longestLabel = 80

// label is a name beside a bar or in the title of a chart.
func label(name string) string { return shorten(name, longestLabel) }

func (d *desk) driverFinding(o output) string {
	top := swings(o, 1)
	if len(top) == 0 {
		return d.w.Say("report.sensitivity.none")
	}
	x := top[0]
	return d.w.Say("report.sensitivity.finding", d.driverName(x), d.amount(o, math.Min(x.Low, x.High)), d.amount(o, math.Max(x.Low, x.High)))
}

// amount writes a value of an output: money or months.
func (d *desk) amount(o output, x float64) string {
	if o.months {
		return d.duration(x)
	}
	return d.m.read(x)
}

// tornado draws how far each driver moves the mean of an output, as
// differences from it.
func (g *page) tornado(o output, top []outcome.Driver) sheet.Chart {
	low := func(i int) float64 { return cents(top[i].Low - o.mean) }
	high := func(i int) float64 { return cents(top[i].High - o.mean) }
	heads := []string{g.w.Say("report.out." + o.key), g.w.Say("report.series.low"), g.w.Say("report.series.high")}
	columns := [][]any{texts(len(top), func(i int) string { return label(g.driverName(top[i])) }),
		outer(len(top), low, high), outer(len(top), high, low), inner(len(top), low, high), inner(len(top), high, low)}
	r := g.beside(append(heads, heads[1:]...), columns...)
	x := top[0]
	c := sheet.Chart{
		Key: "tornado-" + o.key, Legend: "bottom", Gap: 35, Overlap: 100,
		X: sheet.Axis{Reverse: true, LabelLow: true},
		Y: sheet.Axis{Grid: true},
	}
	for k, color := range []string{silver, accent, silver, accent} {
		s := sheet.Series{Kind: sheet.Bar, Name: heads[1+k%2], X: r[0], Y: r[1+k], Color: color, Labels: "0"}
		if k > 1 { // the shorter of two bars on one side, drawn upon the longer one
			s.Labels, s.NoLegend = "", true
		}
		if k < 2 || any0(columns[1+k]) {
			c.Series = append(c.Series, s)
		}
	}
	title := func(read reader) string {
		if o.months {
			read = g.duration
		}
		return g.w.Say("report.chart.tornado."+o.key, label(g.driverName(x)), read(math.Min(x.Low, x.High)), read(math.Max(x.Low, x.High)))
	}
	digits := "0.0"
	if o.months {
		lo, hi := g.labelRoom(c)
		step := round125((hi - lo) / fewMarks)
		c.Title = title(nil)
		c.Y.Title, c.Y.Format, c.Y.Step = g.w.Say("report.unit.months"), markCode(step), step
		c.Y.Min, c.Y.Max = number(down(lo, step)), number(up(hi, step))
	} else {
		c = g.moneyMarked(c, title, fewMarks)
		digits, _, _ = strings.Cut(c.Series[0].Labels, ";")
	}
	c.Y.Format = differenceCode(c.Y.Format)
	for i := range c.Series {
		if c.Series[i].Labels != "" {
			c.Series[i].Labels = "+" + digits + ";-" + digits + ";"
		}
	}
	return c
}

// outer are the ends that carry a number: those alone on their side of the mean, and the
// further of two on one side.
func outer(n int, end, other func(i int) float64) []any {
	return chosenOnly(n, func(i int) bool { return end(i)*other(i) < 0 || math.Abs(end(i)) >= math.Abs(other(i)) }, end)
}

// inner are the others: a number at their end would stand upon the longer bar.
func inner(n int, end, other func(i int) float64) []any {
	return chosenOnly(n, func(i int) bool { return end(i)*other(i) >= 0 && math.Abs(end(i)) < math.Abs(other(i)) }, end)
}

// chosenOnly makes a column of the numbers that hold, zero elsewhere: no bar, no label.
func chosenOnly(n int, holds func(i int) bool, f func(i int) float64) []any {
	out := make([]any, n)
	for i := range out {
		if out[i] = 0.0; holds(i) {
			out[i] = f(i)
		}
	}
	return out
}

// differenceCode writes the marks of differences, zero bare. The bars carry the plus; on
// the axis there is no room for it.
func differenceCode(code string) string {
	code, _, _ = strings.Cut(code, ";")
	return code + ";-" + code + ";0"
}

// most is how many drivers a table lists: what follows hardly moves anything.
const most = 15

// driverTable lists the drivers of one output, each leading to its cell.
func (g *page) driverTable(o output) {
	g.section(g.w.Say("report.sensitivity.table", g.w.Say("report.out."+o.key)), 1, 8)
	top, swing := peak(o.mean), 0.0
	for _, x := range o.drivers {
		top, swing = math.Max(top, peak(x.Low, x.High)), math.Max(swing, peak(x.High-x.Low))
	}
	value, change := styleNumber(g.m.tile(top)), styleNumber(g.m.change(swing))
	if o.months {
		value, change = styleNumber("0.0"), styleNumber("+0.0;-0.0;0")
	}
	fields := []field{
		{head: g.w.Say("report.input"), style: styleWrap(), span: 2},
		{head: g.w.Say("report.rank"), note: g.w.Say("report.rank.note"), style: styleNumber("0.00")},
		{head: g.w.Say("report.variance"), note: g.w.Say("report.variance.note"), style: styleNumber("0.0%")},
		{head: g.w.Say("report.low"), note: g.w.Say("report.low.note"), style: value},
		{head: g.w.Say("report.high"), note: g.w.Say("report.high.note"), style: value},
		{head: g.w.Say("report.swing"), note: g.w.Say("report.swing.note"), style: change},
		{head: g.w.Say("report.place"), style: sheet.Style{Color: accent, Align: "left", Indent: 1}},
	}
	var rows [][]any
	for _, x := range o.drivers[:min(most, len(o.drivers))] {
		link := source(x.Ref, g.w.Say("report.tip"))
		rows = append(rows, []any{g.driverName(x), x.RankCorrelation, x.VarianceShare,
			orText(cents(x.Low), "–"), orText(cents(x.High), "–"),
			orText(cents(x.High-x.Low), "–"), sheet.Cell{Value: place(x.Ref), Link: link}})
	}
	g.table(1, fields, rows)
	if left := len(o.drivers) - most; left > 0 {
		g.sentence(g.w.Say("report.sensitivity.more", count(left)), styleHint())
	}
	g.row++
}
