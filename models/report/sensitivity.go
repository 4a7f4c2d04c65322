package report

import (
	"math"
	"sort"
	"strings"

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
	drawn := 0
	for _, o := range outputs {
		top := swings(o, 10)
		if len(top) == 0 {
			continue
		}
		if drawn++; drawn%2 == 1 && drawn > 1 {
			g.newPage()
		}
		c := g.tornado(o, top)
		if o.key == "cost" {
			g.keep(c)
		}
		rows := 7 + max(4, len(top))
		g.chart(c, 1, 8, rows)
		g.row += rows + 1
	}
	g.newPage()
	for _, o := range outputs {
		g.driverTable(o)
	}
	return g
}

// swings is the drivers with the widest swing, widest first.
func swings(o output, n int) []outcome.Driver {
	var out []outcome.Driver
	for _, x := range o.drivers {
		if finite(x.Low) && finite(x.High) && x.Low != x.High {
			out = append(out, x)
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		return math.Abs(out[i].High-out[i].Low) > math.Abs(out[j].High-out[j].Low)
	})
	return out[:min(n, len(out))]
}

// driverName is how a reader knows an input: ID and name, and what of it varies
// ("F2 Bank loan (delay)"). With n > 0 the name is cut so that all of it is
// about n wide.
func (d *desk) driverName(x outcome.Driver, n float64) string {
	id, rest, _ := strings.Cut(x.Input, ".")
	name := id
	if x.Name != "" && x.Name != id && x.Name != x.Input {
		name += " " + x.Name
	}
	what := ""
	if rest != "" {
		parts := strings.Split(rest, ".")
		for i, p := range parts {
			parts[i] = d.named("input", p)
		}
		what = d.w.Say("report.input.what", strings.Join(parts, " "))
	}
	if n > 0 {
		name = shorten(name, n-textWidth(what))
	}
	return name + what
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

func (d *desk) driverFinding(o output) string {
	top := swings(o, 1)
	if len(top) == 0 {
		return d.w.Say("report.sensitivity.none")
	}
	x := top[0]
	return d.w.Say("report.sensitivity.finding", d.driverName(x, 0), d.amount(o, math.Min(x.Low, x.High)), d.amount(o, math.Max(x.Low, x.High)))
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
	widest := 0.0
	for _, x := range top {
		widest = math.Max(widest, peak(x.Low-o.mean, x.High-o.mean))
	}
	format := g.m.change(widest)
	axis, unit := g.m.changeAxis(widest)
	if o.months {
		format, axis, unit = "+0.0;-0.0;0", "+0.0;-0.0;0", g.w.Say("report.unit.months")
	}
	r := g.beside([]string{g.w.Say("report.out." + o.key), g.w.Say("report.series.low"), g.w.Say("report.series.high")},
		texts(len(top), func(i int) string { return g.driverName(top[i], 36) }),
		floats(len(top), func(i int) float64 { return cents(top[i].Low - o.mean) }),
		floats(len(top), func(i int) float64 { return cents(top[i].High - o.mean) }))
	x := top[0]
	return sheet.Chart{
		Key: "tornado-" + o.key, Legend: "bottom", Gap: 35, Overlap: 100,
		Title: g.w.Say("report.chart.tornado."+o.key, g.driverName(x, 44),
			g.amount(o, math.Min(x.Low, x.High)), g.amount(o, math.Max(x.Low, x.High))),
		Series: []sheet.Series{
			{Kind: sheet.Bar, Name: g.w.Say("report.series.low"), X: r[0], Y: r[1], Color: silver, Labels: format},
			{Kind: sheet.Bar, Name: g.w.Say("report.series.high"), X: r[0], Y: r[2], Color: accent, Labels: format},
		},
		X: sheet.Axis{Reverse: true, LabelLow: true},
		Y: sheet.Axis{Format: axis, Title: unit, Grid: true},
	}
}

// most is how many drivers a table lists: what follows hardly moves anything.
const most = 40

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
		{head: g.w.Say("report.input"), style: styleText()},
		{head: g.w.Say("report.name"), style: styleWrap()},
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
		rows = append(rows, []any{x.Input, x.Name, x.RankCorrelation, x.VarianceShare,
			orText(cents(x.Low), g.w.Say("report.undefined")), orText(cents(x.High), g.w.Say("report.undefined")),
			orText(cents(x.High-x.Low), "–"), sheet.Cell{Value: place(x.Ref), Link: link}})
	}
	g.table(1, fields, rows)
	if left := len(o.drivers) - most; left > 0 {
		g.sentence(g.w.Say("report.sensitivity.more", count(left)), styleHint())
	}
	g.row++
}
