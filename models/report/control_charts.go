package report

import (
	"math"
	"slices"

	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// varianceBars draws the cost variance of the lines that are furthest from their plan;
// nil when none is.
func (g *page) varianceBars() *sheet.Chart {
	lines := slices.DeleteFunc(slices.Clone(g.o.Control.Lines), func(p outcome.Performance) bool { return math.Abs(p.CV) < 0.005 })
	slices.SortStableFunc(lines, func(a, b outcome.Performance) int {
		switch {
		case math.Abs(a.CV) > math.Abs(b.CV):
			return -1
		case math.Abs(a.CV) < math.Abs(b.CV):
			return 1
		}
		return 0
	})
	if len(lines) == 0 {
		return nil
	}
	lines = lines[:min(len(lines), 10)]
	part := func(below bool) []any {
		return floats(len(lines), func(i int) float64 {
			if below != (lines[i].CV < 0) {
				return 0
			}
			return cents(lines[i].CV)
		})
	}
	over, under := g.w.Say("report.control.over"), g.w.Say("report.control.under")
	r := g.beside([]string{g.w.Say("report.control.cv"), over, under},
		texts(len(lines), func(i int) string { return label(titled(lines[i].ID, lines[i].Name)) }), part(true), part(false))
	worst := lines[0]
	key := "report.chart.variance.over"
	if worst.CV > 0 {
		key = "report.chart.variance.under"
	}
	c := g.moneyUp(sheet.Chart{
		Key: "control-variance", Stack: true, Legend: "bottom", Gap: 35,
		Series: []sheet.Series{{Kind: sheet.Bar, Name: over, X: r[0], Y: r[1], Color: alert}, {Kind: sheet.Bar, Name: under, X: r[0], Y: r[2], Color: accent}},
		X:      sheet.Axis{Reverse: true, LabelLow: true, Every: 1}, Y: sheet.Axis{Grid: true},
	}, func(read reader) string {
		return g.w.Say(key, label(titled(worst.ID, worst.Name)), read(math.Abs(worst.CV)), read(g.o.Control.CV))
	})
	c.Y.Format = differenceCode(c.Y.Format)
	return &c
}

// burnDown draws what is left of the approved reserve by the ledger up to the as-of
// month, and from there what is still needed; nil without an approved reserve.
func (g *page) burnDown() *sheet.Chart {
	c := g.o.Control
	release := g.o.Reserve.Release
	if c.ReserveApproved == nil || c.ReserveLeft == nil || len(release) == 0 {
		return nil
	}
	n := len(release)
	months, left, need := make([]any, n), make([]any, n), make([]any, n)
	for i, m := range release {
		months[i] = g.date(m.Month)
		if !m.Past {
			need[i] = cents(m.Need)
		}
	}
	balance := *c.ReserveApproved
	for i := range release[:min(c.Month, n)] {
		for _, l := range c.Ledger {
			if l.Date == g.monthName(float64(release[i].Month)) {
				balance -= l.Amount
			}
		}
		left[i] = cents(balance)
	}
	if k := min(c.Month, n) - 1; k >= 0 {
		left[k] = cents(*c.ReserveLeft) // what was spent without a draw is gone too
	}
	names := []string{g.w.Say("report.month"), g.w.Say("report.control.left"), g.w.Say("report.control.need")}
	r := g.beside(names, months, left, need)
	chart := g.moneyUp(sheet.Chart{
		Key: "control-reserve", Legend: "bottom",
		Series: []sheet.Series{
			{Kind: sheet.Line, Name: names[1], X: r[0], Y: r[1], Color: ink, Width: 3},
			{Kind: sheet.Line, Name: names[2], X: r[0], Y: r[2], Color: alert, Width: 2.25}},
		X: sheet.Axis{Date: true, LabelLow: true, Every: 2 * every(n)}, Y: sheet.Axis{Grid: true},
	}, func(read reader) string {
		return g.w.Say("report.chart.burndown", read(*c.ReserveLeft), read(*c.ReserveApproved), read(c.ReserveNeed))
	})
	return &chart
}
