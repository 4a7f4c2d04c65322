package report

import (
	"ballast/budget"
	"ballast/budget/sheet"
)

// followups is the sheet of actions: what was decided on warnings and events, how far
// it is, what it changed, and which warnings nobody has answered.
func (d *desk) followups() *page {
	if len(d.o.Followups) == 0 {
		return nil
	}
	g := d.page("followup", 10, 10, 24, 14, 34, 16, 10, 12, 12, 12, 12, 24)
	g.heading(d.followFinding(), d.w.Say("report.follow.hint"))
	g.followTable()
	g.unanswered()
	return g
}

// followFinding counts what is open, overdue and unanswered.
func (d *desk) followFinding() string {
	open, late, better, alone := 0, 0, 0, 0
	for _, f := range d.o.Followups {
		if f.Status != "closed" {
			open++
		}
		if f.Overdue {
			late++
		}
		if f.Effect == "better" {
			better++
		}
	}
	for _, w := range d.o.Warnings {
		if w.Action == "" {
			alone++
		}
	}
	return d.w.Say("report.follow.finding", len(d.o.Followups), open, late, better, alone)
}

// metricName is the name of a metric, the words for none, and its format.
func (g *page) metricName(key string) (name, format string) {
	m, ok := budget.MetricOf(key)
	if !ok {
		return "–", "0.00"
	}
	return m.Name(g.w.Language), m.Format
}

// where is a place in words.
func (g *page) where(id string) string {
	if id == "" {
		return g.w.Say("report.alert.plan")
	}
	return id
}

// warnedActions lists on the sheet Warnings what is done about them: it is looked up
// there first.
func (g *page) warnedActions() {
	if len(g.o.Followups) == 0 {
		return
	}
	g.section(g.w.Say("report.follow.actions"), 1, 9)
	var rows [][]any
	for _, f := range g.o.Followups {
		name, _ := g.metricName(f.Metric)
		status := g.w.Say("report.follow." + f.Status)
		if f.Overdue {
			status = g.w.Say("report.follow.overdue")
		}
		rows = append(rows, []any{f.ID, name, g.where(f.Where), f.Date, f.Due, f.Owner, f.What, status})
	}
	g.table(1, []field{{head: g.w.Say("report.follow.id"), style: styleText()}, {head: g.w.Say("report.alert.metric"), style: styleWrap()},
		{head: g.w.Say("report.alert.where"), style: styleWrap()}, {head: g.w.Say("report.month"), style: styleText()},
		{head: g.w.Say("report.follow.due"), style: styleText()}, {head: g.w.Say("report.owner"), style: indented()},
		{head: g.w.Say("report.follow.what"), style: styleWrap()}, {head: g.w.Say("report.follow.status"), style: sheet.Style{Color: ink, Align: "center"}}}, rows)
	g.row++
}

func (g *page) followTable() {
	g.section(g.w.Say("report.follow.actions"), 1, 12)
	center := sheet.Style{Color: ink, Align: "center"}
	fields := []field{{head: g.w.Say("report.follow.id"), style: styleText()}, {head: g.w.Say("report.month"), style: styleText()},
		{head: g.w.Say("report.alert.metric"), style: styleWrap()}, {head: g.w.Say("report.alert.where"), style: styleWrap()},
		{head: g.w.Say("report.follow.what"), style: styleWrap()}, {head: g.w.Say("report.owner"), style: styleWrap()},
		{head: g.w.Say("report.follow.due"), style: styleText()}, {head: g.w.Say("report.follow.status"), style: center},
		{head: g.w.Say("report.follow.then"), note: g.noted("report.follow.then"), style: styleNumber("0.00")},
		{head: g.w.Say("report.follow.now"), style: styleNumber("0.00")},
		{head: g.w.Say("report.follow.effect"), note: g.noted("report.follow.effect"), style: center},
		{head: g.w.Say("report.follow.outcome"), style: styleWrap()}}
	var rows [][]any
	for _, f := range g.o.Followups {
		name, format := g.metricName(f.Metric)
		value := func(x *float64) any {
			if x == nil {
				return "–"
			}
			return sheet.Cell{Value: *x, Style: styleNumber(format)}
		}
		status := sheet.Cell{Value: g.w.Say("report.follow." + f.Status), Style: center}
		if f.Overdue {
			fill, text := levelFill(3)
			status = sheet.Cell{Value: g.w.Say("report.follow.overdue"), Style: sheet.Style{Fill: fill, Color: text, Align: "center"}}
		}
		effect := "–"
		if f.Effect != "" {
			effect = g.w.Say("report.follow.effect." + f.Effect)
		}
		rows = append(rows, []any{f.ID, f.Date, name, g.where(f.Where), f.What, f.Owner, f.Due, status, value(f.Then), value(f.Now), effect, f.Outcome})
	}
	g.table(1, fields, rows)
	g.row++
}

// unanswered lists the warnings that no action is about.
func (g *page) unanswered() {
	var rows [][]any
	for _, w := range g.o.Warnings {
		if w.Action != "" {
			continue
		}
		fill, text := tierFill(w.Tier)
		name, format := g.metricName(w.Metric)
		var months any = "–"
		if w.InARow > 0 {
			months = float64(w.InARow)
		}
		rows = append(rows, []any{sheet.Cell{Value: g.w.Say("report.tier." + w.Tier), Style: sheet.Style{Fill: fill, Color: text, Align: "center"}},
			name, g.where(w.Where), w.Response, w.Owner, sheet.Cell{Value: w.Value, Style: styleNumber(format)}, months})
	}
	if len(rows) == 0 {
		return
	}
	g.section(g.w.Say("report.follow.unanswered"), 1, 12)
	g.table(1, []field{{head: g.w.Say("report.alert.tier"), style: styleText()}, {head: g.w.Say("report.alert.metric"), style: indented(), span: 2},
		{head: g.w.Say("report.alert.where"), style: styleWrap()}, {head: g.w.Say("report.response"), style: styleWrap()},
		{head: g.w.Say("report.owner"), style: styleWrap()}, {head: g.w.Say("report.alert.value"), style: styleNumber("0.00")},
		{head: g.w.Say("report.follow.months"), note: g.noted("report.follow.months"), style: styleNumber("0")}}, rows)
	g.row++
}
