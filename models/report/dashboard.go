package report

import (
	"math"
	"strconv"
	"strings"

	"ballast/budget/sheet"
)

// dashboard is the first sheet: six figures, three charts, the three biggest
// drivers, warnings and the assumptions that matter.
func (d *desk) dashboard() *page {
	widths := make([]float64, 12)
	for i := range widths {
		widths[i] = 14
	}
	g := d.page("dashboard", widths...)
	g.s.Tab, g.s.PagesHigh = accent, 1
	g.masthead()
	g.tiles()
	g.boardCharts()
	g.boxes()
	return g
}

// masthead writes plan, run, finding and the way to the other sheets.
func (g *page) masthead() {
	name := g.p.Project.Name
	if name == "" {
		name = g.s.Title
	}
	g.merged(1, 1, 12, name, sheet.Style{Size: 22, Bold: true, Color: ink, VAlign: "center"}).Role = sheet.RoleTitle
	g.s.Heights[1] = 34
	g.merged(2, 1, 12, g.runLine(), sheet.Style{Size: 10, Color: grey}).Role = sheet.RoleHint
	g.row = 3
	list := g.grounds()
	g.lightCell(g.row, lightOf(list))
	st := styleFinding()
	st.Size, st.VAlign, st.Align, st.Indent, st.Color = 14, "center", "left", 1, ink
	text := g.headline()
	g.merged(g.row, 2, 12, text, st).Role = sheet.RoleFinding
	g.s.Heights[g.row] = math.Max(28, g.height(text, 2, 12, st))
	g.row++
	st = styleWrap()
	g.sentence(g.boardFinding(), st)
	g.ways()
	g.row++
}

// ways lead to the other sheets, six in a row: the name of a sheet has two columns.
func (g *page) ways() {
	way := styleLink()
	way.VAlign = "center"
	const across = 6
	for i, t := range g.tabs {
		row, c := g.row+i/across, 1+2*(i%across)
		cell := g.merged(row, c, c+1, sheet.Cell{Value: t.title, Link: &sheet.Link{Key: t.key, Cell: "A1"}}, way)
		cell.Role = sheet.RoleWay
		g.s.Heights[row] = 17
	}
	g.row += (len(g.tabs) + across - 1) / across
}

// runLine says when and how the figures were made.
func (d *desk) runLine() string {
	parts := []string{}
	if !d.opts.Now.IsZero() {
		parts = append(parts, d.opts.Now.Format("2006-01-02"))
	}
	if d.o.Input.File != "" {
		parts = append(parts, d.o.Input.File)
	}
	if d.o.Control != nil {
		parts = append(parts, d.w.Say("report.control.asof")+" "+d.o.Control.AsOf)
	}
	parts = append(parts, d.w.Say("report.board.run", count(d.o.Run.Scenarios)),
		d.w.Say("report.board.confidence", level(d.o.Reserve.Confidence)),
		d.w.Say("report.board.horizon", d.start.String(), strconv.Itoa(d.o.Horizon)))
	return strings.Join(parts, " · ")
}

// boardFinding says the figures behind the headline.
func (d *desk) boardFinding() string {
	r := d.o.Reserve
	text := d.w.Say("report.board.finding", level(r.Confidence), d.m.read(d.chosen()), d.m.read(r.Contingency), d.m.read(d.o.Cost.Base))
	if r.Contingency <= 0 {
		text = d.reserveFinding()
	}
	if d.cashMatters() && d.balance().ProbabilityGap > 0 {
		text += d.w.Say("report.board.gap", d.percent(d.balance().ProbabilityGap))
	}
	return text
}

// cashMatters reports whether the plan says where cash comes from; without
// that the outcome has no cash.
func (d *desk) cashMatters() bool { return len(d.balance().Months) > 0 }

// tile is one figure of the dashboard.
type tile struct {
	label, note string
	value       any
	format      string
	sub         string
	warn        bool
	key         string // sheet that explains it
}

func (g *page) tiles() { g.tileRow(g.figures()) }

// tileRow writes figures side by side, two columns each.
func (g *page) tileRow(tiles []tile) {
	top := g.row
	for i, t := range tiles {
		c := 2*i + 1
		color := accent
		if t.warn {
			color = alert
		}
		label := sheet.Style{Size: 9, Color: grey, Fill: mist, Top: color, Align: "left", Indent: 1, VAlign: "center", Wrap: true}
		value := sheet.Style{Size: 20, Bold: true, Color: color, Fill: mist, Indent: 1, Align: "left", VAlign: "center", Format: t.format}
		sub := sheet.Style{Size: 9, Color: ink, Fill: mist, Align: "left", Indent: 1, VAlign: "top", Wrap: true}
		cell := g.merged(top, c, c+1, t.label, label)
		cell.Note, cell.Role = t.note, sheet.RoleTile
		text, words := t.value.(string)
		if words {
			value.Format = ""
			if textWidth(text) > 14 {
				value.Size = 14
			}
		}
		big := g.merged(top+1, c, c+1, t.value, value)
		big.Role = sheet.RoleTileValue
		if !words && g.has(t.key) { // a linked text loses its look in some programs
			big.Link = &sheet.Link{Key: t.key, Cell: "A1"}
		}
		g.merged(top+2, c, c+1, t.sub, sub).Role = sheet.RoleTileNote
		g.s.Heights[top+2] = math.Max(g.s.Heights[top+2], g.height(t.sub, c, c+1, sub)+6)
	}
	g.s.Heights[top], g.s.Heights[top+1] = 22, 34
	g.row = top + 4
}

// has reports whether a sheet was made.
func (d *desk) has(key string) bool {
	for _, t := range d.tabs {
		if t.key == key {
			return true
		}
	}
	return false
}

// figures picks the six tiles; what the plan does not have gives way to the
// next best figure.
func (d *desk) figures() []tile {
	tiles := []tile{d.reserveTile(), d.costTile(), d.overrunTile()}
	if d.cashMatters() {
		tiles = append(tiles, d.gapTile(), d.liquidityTile())
	} else {
		tiles = append(tiles, d.managementTile(), d.peakTile())
	}
	if d.o.Return != nil {
		return append(tiles, d.paybackTile())
	}
	return append(tiles, d.meanTile())
}

func (d *desk) reserveTile() tile {
	r := d.o.Reserve
	return tile{
		label: d.w.Say("report.tile.reserve"), note: d.w.Say("report.contingency.note"),
		value: cents(r.Contingency), format: d.m.tile(r.Contingency), key: "reserve",
		sub: d.w.Say("report.tile.reserve.sub", d.m.read(r.Interval95[0]), d.m.read(r.Interval95[1]), level(r.Confidence)),
	}
}

func (d *desk) costTile() tile {
	x := d.chosen()
	return tile{
		label: d.w.Say("report.tile.cost", level(d.o.Reserve.Confidence)), note: d.w.Say("report.percentile.note"),
		value: cents(x), format: d.m.tile(x), key: "cost",
		sub: d.w.Say("report.tile.cost.sub", d.m.read(d.o.Cost.Base), d.m.read(d.costAt(0.5)), d.m.read(d.costAt(0.9))),
	}
}

func (d *desk) overrunTile() tile {
	c := d.o.Cost
	t := tile{
		label: d.w.Say("report.tile.overrun"), note: d.w.Say("report.cost.overrun.note"),
		value: c.Overrun.Probability, format: chance(c.Overrun.Probability), key: "cost", warn: c.Overrun.Probability > 0.5,
		sub: d.overrunOver(),
	}
	return t
}

// overrunOver says what an overrun is over, and the chance of spending more than the
// base where that is another.
func (d *desk) overrunOver() string {
	c := d.o.Cost
	text := d.overLine()
	if math.Abs(c.Overrun.Over-c.Base) > 0.005 {
		text += d.w.Say("report.overrun.base", d.m.read(c.Base), d.percent(c.ProbabilityOverrun))
	}
	return text
}

// overLine says what an overrun is over.
func (d *desk) overLine() string {
	what := d.o.Cost.Overrun.What
	if what == "" {
		what = "plan"
	}
	return d.w.Say("report.overrun.over."+what, d.m.read(d.o.Cost.Overrun.Over))
}

func (d *desk) gapTile() tile {
	c := d.balance()
	t := tile{
		label: d.w.Say("report.tile.gap"), note: d.w.Say("report.cash.pgap.note"),
		value: c.ProbabilityGap, format: chance(c.ProbabilityGap), key: "cash",
		warn: c.ProbabilityGap > 1-d.o.Reserve.LiquidityConfidence+1e-9,
		sub:  d.w.Say("report.tile.gap.sub", d.firstGap(), d.m.read(at(c.PeakGap.Quantiles, 90))),
	}
	if c.ProbabilityGap <= 0 {
		t.sub = d.w.Say("report.tile.gap.none", d.m.read(c.MinimumCash))
	}
	return t
}

// chance is the format of a probability: with a decimal near the ends, where
// it matters.
func chance(p float64) string {
	if p > 0 && p < 0.095 || p > 0.9 && p < 1 {
		return "0.0%"
	}
	return "0%"
}

func (d *desk) liquidityTile() tile {
	r := d.o.Reserve
	t := tile{label: d.w.Say("report.tile.liquidity"), note: d.w.Say("report.liquidity.note"), key: "reserve"}
	if r.Liquidity == nil {
		t.value, t.sub = "–", reason(r.LiquidityWhy)
		return t
	}
	t.value, t.format = cents(*r.Liquidity), d.m.tile(*r.Liquidity)
	t.sub = d.w.Say(d.onBank("report.tile.liquidity.sub"), level(r.LiquidityConfidence))
	return t
}

func (d *desk) managementTile() tile {
	x := d.o.Reserve.Management
	return tile{
		label: d.w.Say("report.management"), note: d.w.Say("report.management.note"), key: "reserve",
		value: cents(x), format: d.m.tile(x), sub: d.w.Say("report.management.why"),
	}
}

// peakTile is the busiest month, for plans without funding.
func (d *desk) peakTile() tile {
	top, month := 0.0, 0
	for _, m := range d.o.Cost.Months {
		if m.Mean > top {
			top, month = m.Mean, m.Month
		}
	}
	return tile{
		label: d.w.Say("report.tile.month"), key: "cost", value: cents(top), format: d.m.tile(top),
		sub: d.w.Say("report.tile.month.sub", d.monthName(float64(month))),
	}
}

func (d *desk) paybackTile() tile {
	r := d.o.Return
	pb := r.Payback
	return tile{
		label: d.w.Say("report.tile.payback"), note: d.w.Say("report.payback.note"), key: "payback",
		value: d.paidBack(pb, 50), warn: len(pb.Quantiles) > 0 && !finite(at(pb.Quantiles, 50)),
		sub: d.w.Say("report.tile.payback.sub", d.paidBack(pb, 80), d.m.read(r.NPV.Mean)),
	}
}

func (d *desk) meanTile() tile {
	c := d.o.Cost
	return tile{
		label: d.w.Say("report.cost.mean"), key: "cost", value: cents(c.Mean), format: d.m.tile(c.Mean),
		sub: d.w.Say("report.tile.mean.sub", d.m.read(at(c.Quantiles, 10)), d.m.read(at(c.Quantiles, 90))),
	}
}
