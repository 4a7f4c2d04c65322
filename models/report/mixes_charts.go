package report

import (
	"math"
	"sort"

	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// mixScatter draws cost against P(gap): a marker for each mix, and the line
// that no mix beats in both.
func (g *page) mixScatter(b block) sheet.Chart {
	top := 0.0
	c := sheet.Chart{Key: "mixes", Legend: "bottom", Title: g.w.Say("report.chart.mixes", g.percent(g.allowed()))}
	line := g.frontierLine()
	xs, ys := make([]any, len(line)), make([]any, len(line))
	for i, p := range line {
		xs[i], ys[i] = cents(p.X), p.P
		top = math.Max(top, p.X)
	}
	if len(line) > 1 {
		r := g.beside([]string{g.w.Say("report.mixes.frontier"), "P"}, xs, ys)
		c.Series = append(c.Series, sheet.Series{Kind: sheet.Scatter, Name: g.w.Say("report.mixes.frontier"),
			X: r[0], Y: r[1], Color: silver, Width: 1.5, Dash: true})
	}
	for i := range g.o.Mixes {
		row := b.row(i)
		at := func(col int) sheet.Range { return sheet.Range{R1: row, R2: row, C1: b.cols[col], C2: b.cols[col]} }
		c.Series = append(c.Series, sheet.Series{Kind: sheet.Scatter, Name: g.o.Mixes[i].Name, X: at(9), Y: at(2), Color: hue(i), Marker: true, NoLine: true})
		top = math.Max(top, g.o.Mixes[i].CostMean)
	}
	r := g.beside([]string{g.w.Say("report.mixes.allowed"), "P"}, []any{0.0, cents(top * 1.05)}, []any{g.allowed(), g.allowed()})
	c.Series = append(c.Series, sheet.Series{Kind: sheet.Scatter, Name: g.w.Say("report.mixes.allowed"), X: r[0], Y: r[1], Color: alert, Width: 1, Dash: true})
	c.X = sheet.Axis{Title: g.w.Say("report.mixes.cost")}
	c = g.sharesUp(c)
	c.Y.Title = g.w.Say("report.mixes.pgap")
	return g.moneyAcross(c, g.moneyAxis(0, top*1.05))
}

// mixStack draws what every mix takes from each source, with its probability of a gap.
func (g *page) mixStack() sheet.Chart {
	mixes := g.o.Mixes
	heads := []string{g.w.Say("report.mixes.mix")}
	columns := [][]any{texts(len(mixes), func(i int) string { return mixes[i].Name })}
	for k, s := range mixes[0].Sources {
		heads = append(heads, nameOf(s.ID, s.Name))
		columns = append(columns, floats(len(mixes), func(i int) float64 { return cents(mixes[i].Sources[k].Amount) }))
	}
	heads = append(heads, g.w.Say("report.mixes.pgap"))
	columns = append(columns, floats(len(mixes), func(i int) float64 { return mixes[i].ProbabilityGap }))
	r := g.beside(heads, columns...)
	c := sheet.Chart{Key: "mix-sources", Stack: true, Legend: "bottom", Gap: 50}
	worst := 0.0
	for k := range mixes[0].Sources {
		c.Series = append(c.Series, sheet.Series{Kind: sheet.Column, Name: heads[1+k], X: r[0], Y: r[1+k], Color: hue(k)})
	}
	for i := range mixes {
		worst = math.Max(worst, mixes[i].ProbabilityGap)
	}
	best := &mixes[g.mixOrder()[0]]
	c = g.moneyUp(c, func(read reader) string {
		return g.w.Say("report.chart.mixstack", best.Name, read(best.Total), g.percent(best.ProbabilityGap))
	})
	c.Y.Grid = true
	y2 := shareAxis(worst)
	y2.Grid, y2.Title = false, g.w.Say("report.mixes.pgap")
	c.Y2 = &y2
	c.Series = append(c.Series, sheet.Series{Kind: sheet.Line, Name: g.w.Say("report.mixes.pgap"), X: r[0], Y: r[len(r)-1], Color: ink,
		Secondary: true, NoLine: true, Marker: true, Labels: chance(worst)})
	return c
}

// frontierLine is the frontier of the search, or of the mixes themselves.
func (g *page) frontierLine() []outcome.Point {
	var all []outcome.Point
	if o := g.o.MixStudy.Optimised; o != nil && len(o.Frontier) > 1 {
		for _, p := range o.Frontier {
			all = append(all, outcome.Point{X: p.CostMean, P: p.ProbabilityGap})
		}
	} else {
		for i := range g.o.Mixes {
			all = append(all, outcome.Point{X: g.o.Mixes[i].CostMean, P: g.o.Mixes[i].ProbabilityGap})
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].X < all[j].X || all[i].X == all[j].X && all[i].P < all[j].P })
	var out []outcome.Point
	for _, p := range all {
		if len(out) == 0 || p.P < out[len(out)-1].P {
			out = append(out, p)
		}
	}
	return out
}

// mixGaps draws P(gap) by month of the three best mixes.
func (g *page) mixGaps() sheet.Chart {
	order := g.mixOrder()
	order = order[:min(3, len(order))]
	n := len(g.o.Mixes[0].GapMonths)
	heads := []string{g.w.Say("report.month")}
	dates := make([]any, n)
	for m := range dates {
		dates[m] = g.date(m + 1)
	}
	columns := [][]any{dates}
	worst, when := 0.0, 0
	for k, i := range order {
		r := &g.o.Mixes[i]
		heads = append(heads, r.Name)
		columns = append(columns, floats(n, func(m int) float64 { return r.GapMonths[m] }))
		for m, x := range r.GapMonths {
			if k == 0 && x > worst {
				worst, when = x, m
			}
		}
	}
	at := g.beside(heads, columns...)
	c := sheet.Chart{Key: "mix-gaps", Legend: "bottom", X: sheet.Axis{Date: true, LabelLow: true, Every: every(n)}}
	for k, i := range order {
		c.Series = append(c.Series, sheet.Series{Kind: sheet.Line, Name: g.o.Mixes[i].Name, X: at[0], Y: at[1+k], Color: hue(i), Width: 2.25})
	}
	best := g.o.Mixes[order[0]].Name
	c.Title = g.w.Say("report.chart.mixgaps.none", best)
	if worst > 0 {
		c.Title = g.w.Say("report.chart.mixgaps", best, g.monthName(float64(when+1)), g.percent(worst))
	}
	return g.sharesUp(c)
}
