package report

import (
	"math"
	"strconv"

	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// reserve is the sheet of the recommendation: how much to set aside, for what,
// and how long it must be held.
func (d *desk) reserve() *page {
	g := d.page("reserve", 15, 15, 15, 15, 15, 15, 15, 15, 15, 15)
	finding := d.headline()
	if text := d.reserveFinding(); text != finding {
		finding += " " + text
	}
	g.heading(finding, d.w.Say("report.reserve.hint"))
	grid := g.percentileGrid()
	g.live(grid)
	charts := g.row
	g.row += 18
	if len(d.o.Reserve.Release) > 0 {
		g.row += 15
	}
	g.newPage()
	g.confidences()
	g.keyReserves()
	g.stressTable()
	layers := g.layerTable()
	var phases, release *block
	if a := g.o.Reserve.Allocation; max(len(a.Lines), len(a.Risks)) > len(g.o.Reserve.Release) {
		release = g.releaseTable() // the longest table comes last: its heads are repeated in print
		phases = g.allocation()
	} else {
		phases = g.allocation()
		release = g.releaseTable()
	}
	end := g.row
	g.row = charts
	g.reserveCharts(layers, phases, release)
	g.row = end
	return g
}

func (d *desk) reserveFinding() string {
	r := d.o.Reserve
	if r.Contingency <= 0 {
		return d.w.Say("report.reserve.none", level(r.Confidence), d.m.read(d.chosen()), d.m.read(d.o.Cost.Base))
	}
	return d.w.Say("report.reserve.finding", d.m.said().AtLeast(r.Contingency), d.m.read(r.Interval95[0]), d.m.read(r.Interval95[1]),
		d.m.read(d.o.Cost.Base), level(r.Confidence))
}

func (g *page) reserveCharts(layers, phases, release *block) {
	if layers != nil {
		g.chart(g.waterfall(*layers), 1, 5, 17)
	}
	if phases != nil {
		g.chart(g.phaseBars(*phases), 6, 10, 17)
	}
	g.row += 18
	if release != nil {
		g.chart(g.releaseCurve(*release), 1, 10, 14)
	}
}

// grid is where the percentile table stands: confidence, cost, largest gap.
type grid struct{ p, cost, gap sheet.Range }

// percentileGrid writes the full percentile table right of the printed page.
func (g *page) percentileGrid() grid {
	q := g.percentiles()
	gaps := hundredths(g.balance().PeakGap.Quantiles)
	r := g.beside([]string{g.w.Say("report.confidence"), g.w.Say("report.cost.total"), g.w.Say("report.cash.peak")},
		floats(len(q), func(i int) float64 { return q[i].P / 100 }),
		floats(len(q), func(i int) float64 { return cents(q[i].X) }),
		floats(len(gaps), func(i int) float64 { return cents(orElse(gaps[i].X, 0)) }))
	return grid{r[0], r[1], r[2]}
}

// LiveBounds are the least and the greatest confidence that a reader may type on
// the sheet Reserve, as shares.
func LiveBounds() (lo, hi float64) { return 0.01, 0.99 }

// live writes the cell where the reader types a confidence, and the figures
// that follow from it by linear interpolation in the percentile table.
func (g *page) live(t grid) {
	g.section(g.w.Say("report.live"), 1, 10)
	lo, hi := LiveBounds()
	own := math.Min(hi, math.Max(lo, math.Round(g.o.Reserve.Confidence*1000)/1000))
	chosen := own
	if c := g.opts.Confidence; c >= lo && c <= hi {
		chosen = c
	}
	heads := []string{"report.live.type", "report.live.cost", "report.live.contingency", "report.live.share", "report.live.gap"}
	for i, key := range heads {
		st := styleHead()
		st.Align = "center"
		cell := g.merged(g.row, 2*i+1, 2*i+2, g.w.Say(key), st)
		if g.w.Has(key + ".note") {
			cell.Note = g.w.Say(key + ".note")
		}
	}
	g.s.Heights[g.row] = 32
	g.row++
	r := g.row
	big := func(format string) sheet.Style {
		return sheet.Style{Size: 14, Bold: true, Color: ink, Align: "center", VAlign: "center", Format: format, Bottom: line}
	}
	in := big("0.0%")
	in.Fill, in.Color, in.Input, in.Min, in.Max, in.Default = "FFF7E0", accent, true, &lo, &hi, own
	g.merged(r, 1, 2, chosen, in)
	// The row of the table below the confidence, so that k and k+1 enclose it.
	at := address(r, 1)
	k := address(4, g.aside)
	index := int(math.Min(98, math.Floor(float64(chosen*100)+1e-9)))
	g.put(3, g.aside, g.w.Say("report.live.row"), styleAside())
	g.put(4, g.aside, sheet.Cell{Value: float64(index), Formula: "MIN(98,MATCH(" + at + "," + absolute(t.p) + ",1))"}, styleAside())
	base := address(6, g.aside)
	g.put(5, g.aside, g.w.Say("report.cost.base"), styleAside())
	g.put(6, g.aside, cents(g.o.Cost.Base), styleAside())
	g.aside++
	cost := g.interpolated(t.p, t.cost, index, chosen)
	money := big(g.exact(g.chosen()))
	g.merged(r, 3, 4, sheet.Cell{Value: cost, Formula: interpolate(at, k, t.p, t.cost)}, money)
	reserve := math.Max(0, cents(cost-g.o.Cost.Base))
	g.merged(r, 5, 6, sheet.Cell{Value: reserve, Formula: "MAX(0," + address(r, 3) + "-" + base + ")"}, money)
	share := 0.0
	formula := "0"
	if g.o.Cost.Base != 0 {
		share, formula = reserve/cents(g.o.Cost.Base), address(r, 5)+"/"+base
	}
	g.merged(r, 7, 8, sheet.Cell{Value: share, Formula: formula}, big("0.0%"))
	if t.gap.R2-t.gap.R1 == 98 {
		g.merged(r, 9, 10, sheet.Cell{Value: g.interpolated(t.p, t.gap, index, chosen), Formula: interpolate(at, k, t.p, t.gap)}, money)
	} else {
		g.merged(r, 9, 10, "–", money)
	}
	g.s.Heights[r] = 28
	g.name("Live.Confidence", r, 1)
	g.name("Live.Cost", r, 3)
	g.name("Live.Contingency", r, 5)
	g.name("Live.Liquidity", r, 9)
	g.row += 2
}

// interpolate writes the formula of a straight line between entries k and k+1.
func interpolate(at, k string, p, v sheet.Range) string {
	i := func(r sheet.Range, plus string) string { return "INDEX(" + absolute(r) + "," + k + plus + ")" }
	return i(v, "") + "+(" + at + "-" + i(p, "") + ")/(" + i(p, "+1") + "-" + i(p, "") + ")*(" + i(v, "+1") + "-" + i(v, "") + ")"
}

// interpolated is the same in Go, for the cached value; k counts from 1. The columns are
// among what was written last.
func (g *page) interpolated(p, v sheet.Range, k int, x float64) float64 {
	read := func(r sheet.Range, i int) float64 {
		for at := len(g.s.Cells) - 1; at >= 0; at-- {
			if c := &g.s.Cells[at]; c.Row == r.R1+i-1 && c.Col == r.C1 {
				f, _ := c.Value.(float64)
				return f
			}
		}
		return 0
	}
	p0, p1, v0, v1 := read(p, k), read(p, k+1), read(v, k), read(v, k+1)
	if p1 == p0 {
		return v0
	}
	return v0 + float64((x-p0)/(p1-p0)*(v1-v0))
}

func absolute(r sheet.Range) string {
	c := "$" + column(r.C1) + "$"
	return c + strconv.Itoa(r.R1) + ":$" + column(r.C2) + "$" + strconv.Itoa(r.R2)
}

// confidences is the table of reserves by confidence level.
func (g *page) confidences() {
	g.section(g.w.Say("report.reserve.table"), 1, 10)
	exact := styleNumber(g.exact(g.chosen()))
	fields := []field{
		{head: g.w.Say("report.confidence"), note: g.w.Say("report.confidence.note"), style: sheet.Style{Color: ink, Align: "left"}},
		{head: g.w.Say("report.cost.total"), style: exact, span: 2},
		{head: g.w.Say("report.contingency"), note: g.w.Say("report.contingency.note"), style: exact, span: 2},
		{head: g.w.Say("report.share.base"), style: styleNumber("0.0%")},
		{head: g.w.Say("report.interval.low"), note: g.w.Say("report.interval.note"), style: exact, span: 2},
		{head: g.w.Say("report.interval.high"), note: g.w.Say("report.interval.note"), style: exact, span: 2},
	}
	b := g.table(1, fields, nil)
	for _, r := range g.o.Reserve.Table {
		look := func(s sheet.Style) sheet.Style { return s }
		if math.Abs(r.Confidence-g.o.Reserve.Confidence) < 1e-9 {
			look = func(s sheet.Style) sheet.Style { s.Bold, s.Fill = true, "E3F0F9"; return s }
		}
		share := math.NaN()
		if g.o.Cost.Base != 0 {
			share = r.Contingency / g.o.Cost.Base
		}
		g.tableRow(b, fields, []any{"P" + level(r.Confidence), cents(r.Cost), cents(r.Contingency), share,
			cents(r.Interval95[0]), cents(r.Interval95[1])}, look)
	}
	g.row++
}

// keyReserves lists what carries a name: contingency with its interval,
// management reserve and liquidity reserve, each by itself.
func (g *page) keyReserves() {
	r := g.o.Reserve
	g.section(g.w.Say("report.reserve.kinds"), 1, 10)
	line := func(label, note string, v any, name, why string) {
		word, number := styleText(), styleNumber(g.exact(g.o.Reserve.Contingency))
		word.VAlign, number.VAlign = "center", "center"
		g.merged(g.row, 1, 2, label, word).Note = note
		g.merged(g.row, 3, 4, v, number)
		if name != "" {
			g.name(name, g.row, 3)
		}
		st := styleHint()
		st.Indent, st.Align, st.VAlign = 1, "left", "center"
		g.merged(g.row, 5, 10, why, st)
		g.s.Heights[g.row] = math.Max(16, g.height(why, 5, 10, st))
		g.row++
	}
	line(g.w.Say("report.contingency"), g.w.Say("report.contingency.note"), cents(r.Contingency), "Contingency", g.accuracy())
	line(g.w.Say("report.interval.low"), g.w.Say("report.interval.note"), cents(r.Interval95[0]), "ContingencyLow", "")
	line(g.w.Say("report.interval.high"), g.w.Say("report.interval.note"), cents(r.Interval95[1]), "ContingencyHigh", "")
	if r.Escalation != 0 {
		line(g.w.Say("report.escalation.planned"), g.w.Say("report.escalation.planned.note"), cents(r.Escalation), "PlannedEscalation", "")
		line(g.w.Say("report.contingency.proper"), g.w.Say("report.contingency.proper.note"), cents(r.Proper), "ContingencyProper", g.w.Say("report.contingency.proper.why"))
	}
	why := r.ManagementWhy
	if why == "" {
		why = g.w.Say("report.management.why")
	}
	line(g.w.Say("report.management"), g.w.Say("report.management.note"), cents(r.Management), "ManagementReserve", why)
	if r.Liquidity != nil {
		line(g.w.Say("report.liquidity"), g.w.Say("report.liquidity.note"), cents(*r.Liquidity), "LiquidityReserve",
			g.liquidityWhy(&r))
	} else {
		why := r.LiquidityWhy
		if why == "" {
			why = "–"
		}
		line(g.w.Say("report.liquidity"), g.w.Say("report.liquidity.note"), "–", "", why)
	}
	if c := r.AtCorrelation; c != nil {
		line(g.w.Say("report.reserve.correlated"), "", cents(c.Contingency), "",
			g.w.Say("report.correlated.why", strconv.FormatFloat(c.Rho, 'g', -1, 64), level(c.Confidence)))
	}
	if x := r.Outside; x != nil {
		line(g.w.Say("report.outside"), g.w.Say("report.outside.note"), cents(x.Contingency), "OutsideView", g.outsideSentence())
		if x.Thinner {
			g.flag(g.row-1, 3)
			g.flag(g.row-1, 5)
		}
	}
	g.row++
}

// accuracy says whether the run was long enough for the accuracy asked, and whether
// the quantile lies where the cost leaps.
func (d *desk) accuracy() string {
	r := d.o.Reserve
	width, key := d.m.read(r.Interval95[1]-r.Interval95[0]), "report.accuracy.no"
	if r.AccuracyReached {
		key = "report.accuracy.yes"
	}
	said := d.w.Say(key, width, d.m.read(r.Accuracy))
	if j := d.jump(); j != "" {
		said += " " + j
	}
	return said
}

// jump says that the chosen quantile lies where the cost leaps, "" where it does not.
func (d *desk) jump() string {
	j := d.o.Reserve.Jump
	if j == nil {
		return ""
	}
	return d.w.Say("report.reserve.jump", level(d.o.Reserve.Confidence), d.m.read(j.Below), d.m.read(j.Above))
}

// liquidityWhy says what the liquidity reserve reaches, on futures that had no part in it
// where chance could decide.
func (g *page) liquidityWhy(r *outcome.Reserve) string {
	if r.LiquidityFresh == nil {
		return g.w.Say(g.onBank("report.liquidity.why"), level(r.LiquidityConfidence), g.percent(r.LiquidityReached))
	}
	return g.w.Say(g.onBank("report.liquidity.fresh"), level(r.LiquidityConfidence), g.percent(*r.LiquidityFresh))
}
