package report

import (
	"slices"
	"strconv"
	"strings"

	"ballast/budget/sheet"
)

// boardCharts shows three charts of the other sheets side by side, bound to the
// cells there.
func (g *page) boardCharts() { g.boardRow(g.boardKeys()) }

// boardRow shows charts of other sheets, as many of them as were made.
func (g *page) boardRow(keys []string) {
	const rows = 19
	for i, key := range keys {
		c, made := g.kept[key]
		if !made {
			continue
		}
		c.Key = "board-" + key
		c.X.Every *= 2
		if c.Series[0].Kind == sheet.Scatter {
			c.Y.Title = ""
		}
		g.chart(roomier(c), 4*i+1, 4*i+4, rows)
	}
	g.row += rows + 1
}

// roomier gives the numbers at the ends of bars a step more of the axis: on a third of
// the page they would lie over the names.
func roomier(c sheet.Chart) sheet.Chart {
	if first := c.Series[0]; first.Kind != sheet.Bar || first.Labels == "" || c.Y.Min == nil || c.Y.Max == nil {
		return c
	}
	if *c.Y.Min < 0 {
		c.Y.Min = number(*c.Y.Min - c.Y.Step)
	}
	if *c.Y.Max > 0 {
		c.Y.Max = number(*c.Y.Max + c.Y.Step)
	}
	return c
}

// boardKeys picks three charts: cost, cash, drivers, with stand-ins.
func (g *page) boardKeys() []string {
	var keys []string
	want := []string{"s-curve", "cash-fan", "tornado-cost", "spend"}
	if !g.cashMatters() {
		want = []string{"s-curve", "spend", "tornado-cost", "cash-fan"}
	}
	for _, k := range want {
		if _, ok := g.kept[k]; ok && len(keys) < 3 {
			keys = append(keys, k)
		}
	}
	return keys
}

// item is one line of a box on the dashboard, with a way to its source.
type item struct {
	text string
	link *sheet.Link
	warn bool
}

// boxes writes drivers, warnings and assumptions side by side.
func (g *page) boxes() {
	heads := []string{g.w.Say("report.board.drivers"), g.w.Say("report.board.warnings"), g.w.Say("report.board.assumptions")}
	g.columns(heads, [][]item{g.boardDrivers(), g.boardWarnings(), g.boardAssumptions()})
}

// columns writes three lists side by side, each under its heading.
func (g *page) columns(heads []string, lists [][]item) {
	for i, h := range heads {
		g.merged(g.row, 4*i+1, 4*i+4, h, styleSection()).Role = sheet.RoleSection
	}
	g.s.Heights[g.row] = 20
	g.row++
	top, bottom := g.row, g.row
	for i, list := range lists {
		g.row = top
		for _, x := range list {
			g.item(x, 4*i+1)
		}
		bottom = max(bottom, g.row)
	}
	for r := top; r < bottom; r++ {
		g.s.Heights[r] = 14
	}
	g.row = bottom
}

// item writes one line of a box over four columns, on as many rows as it has
// lines, so that each box flows by itself.
func (g *page) item(x item, c int) {
	st, end := styleWrap(), c+3
	if x.warn {
		st.Color = alert
	}
	if x.link != nil {
		// A cell of its own: linked text does not wrap in some programs.
		end--
		to := styleLink()
		to.Size, to.VAlign, to.Align = 9, "top", "center"
		g.put(g.row, end+1, sheet.Cell{Value: g.target(x.link), Style: to, Link: x.link}, to)
	}
	n := g.lines(x.text, c, end, st)
	for r := g.row; r < g.row+n; r++ {
		for k := c; k <= end; k++ {
			if r > g.row || k > c {
				g.put(r, k, nil, st)
			}
		}
	}
	g.put(g.row, c, x.text, st)
	g.s.Merges = append(g.s.Merges, sheet.Range{R1: g.row, C1: c, R2: g.row + n - 1, C2: end})
	g.row += n
}

// target names where a link leads.
func (g *page) target(l *sheet.Link) string {
	if l.UserSheet != "" {
		return shorten(l.UserSheet, 9) + "!" + l.Cell
	}
	return "→ " + g.w.Say("report.tab."+l.Key)
}

func (g *page) boardDrivers() []item {
	var out []item
	for _, o := range g.outputs() {
		if o.key != "cost" {
			continue
		}
		for i, x := range swings(o, 3) {
			text := g.w.Say("report.board.driver", strconv.Itoa(i+1), g.driverName(x),
				g.m.read(x.Low), g.m.read(x.High), g.percent(x.VarianceShare))
			out = append(out, item{text: text, link: source(x.Ref, g.w.Say("report.tip"))})
		}
	}
	if len(out) == 0 {
		out = append(out, item{text: g.w.Say("report.sensitivity.none")})
	}
	if ranked := byEffect(g.o.Risks); len(ranked) > 0 && effect(ranked[0]) > 0 {
		out = append(out, item{text: g.riskFinding(ranked[0]), link: &sheet.Link{Key: "risks", Cell: "A1"}})
	}
	if len(g.o.Mixes) > 0 && g.has("mixes") {
		out = append(out, item{text: g.w.Say("report.board.mixes", g.mixFinding()), link: &sheet.Link{Key: "mixes", Cell: "A1"}})
	}
	return out
}

// boardWarnings lists what a reader must know before using the figures: what the light
// stands for, the worst warnings, then those of the workbook.
func (g *page) boardWarnings() []item {
	var out []item
	for _, r := range g.grounds() {
		out = append(out, item{text: r.text, warn: true, link: g.wayTo(r.link)})
		if r.link.Key == "warnings" {
			for _, text := range g.worstWarnings(3) {
				out = append(out, item{text: text, warn: true})
			}
		}
	}
	if !g.o.Reserve.AccuracyReached {
		out = append(out, item{text: g.accuracy(), warn: true})
	}
	list := g.workbookWarnings()
	const most = 4 // the run log has them all
	for i, x := range list {
		if i == most && len(list) > most+1 {
			out = append(out, item{text: g.plural("report.warn.more", len(list)-most), link: &sheet.Link{Key: "runlog", Cell: "A1"}})
			break
		}
		out = append(out, x)
	}
	if len(out) == 0 {
		out = append(out, item{text: g.w.Say("report.warn.none")})
	}
	return out
}

// wayTo is a link to a result sheet that was made, else none.
func (g *page) wayTo(l *sheet.Link) *sheet.Link {
	if l == nil || !g.has(l.Key) {
		return nil
	}
	return l
}

func (g *page) workbookWarnings() []item {
	var out []item
	for _, p := range g.o.Problems {
		if p.Severity != "warning" {
			continue
		}
		text := p.Message
		var link *sheet.Link
		if p.Sheet != "" {
			cell, _, _ := strings.Cut(p.Cell, ":")
			if cell == "" {
				cell = "A1"
			}
			link = &sheet.Link{UserSheet: p.Sheet, Cell: cell, Tip: g.w.Say("report.tip")}
		}
		out = append(out, item{text: text, link: link})
	}
	return out
}

// boardAssumptions lists the settings that the figures hang on.
func (g *page) boardAssumptions() []item {
	p, say := g.p.Project, g.w.Say
	lines := []string{say("report.assume.base", g.m.read(g.o.Cost.Base))}
	if g.o.Return != nil {
		lines = append(lines, say("report.assume.rate", g.percent(p.Rate), g.percent(p.TaxRate)))
	}
	if g.cashMatters() {
		lines = append(lines, say("report.assume.cash", g.m.read(g.balance().OpeningCash), g.m.read(g.balance().MinimumCash)))
	}
	if c := g.o.Correlation; c != nil && len(c.Requested) > 0 {
		lines = append(lines, g.plural("report.assume.correlated", len(c.Requested)))
	} else if a := g.o.Reserve.AtCorrelation; a != nil {
		lines = append(lines, say("report.assume.independent.at", strconv.FormatFloat(a.Rho, 'g', -1, 64), g.m.read(a.Contingency)))
	} else {
		lines = append(lines, say("report.assume.independent"))
	}
	if g.nothingVaries() {
		lines = append(lines, say("report.assume.nothing"))
	} else if certain := g.certainLines(); certain > 0 {
		lines = append(lines, g.certain(certain, len(g.p.Costs)))
	}
	if text := g.assumedLine(); text != "" {
		lines = append(lines, text)
	}
	lines = append(lines, say("report.assume.management", g.m.read(g.o.Reserve.Management)))
	if text := g.questionLine(); text != "" {
		lines = append(lines, text)
	}
	out := make([]item, len(lines))
	for i, l := range lines {
		out[i] = item{text: l}
		if l == g.assumedLine() {
			out[i].link = &sheet.Link{Key: "runlog", Cell: "A1"}
		}
	}
	return out
}

// nothingVaries reports whether every future costs the same.
func (d *desk) nothingVaries() bool {
	q := d.o.Cost.Quantiles
	return finite(at(q, 1)) && at(q, 1) == at(q, 99) && d.o.Cost.SD <= 0.005
}

// said counts the problems of the workbook with these codes.
func (d *desk) said(codes ...string) int {
	n := 0
	for _, p := range d.o.Problems {
		if slices.Contains(codes, p.Code) {
			n++
		}
	}
	return n
}

// certain says how many cost lines have no range of their amount; duration, start and index may
// be uncertain all the same.
func (d *desk) certain(n, all int) string {
	if n == 1 {
		return d.w.Say("report.assume.certain.one", count(all))
	}
	return d.w.Say("report.assume.certain", count(n), count(all))
}

// certainLines counts the cost lines that nobody gave a range of the amount.
func (g *page) certainLines() int {
	n := 0
	for _, c := range g.p.Costs {
		if !c.Uncertainty.Written() {
			n++
		}
	}
	return n
}
