package report

import (
	"strings"

	"ballast/budget"
	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// warnings is the sheet of early warnings: what has passed a threshold, who
// answers for it, what has risen since the last run, and the log of events.
func (d *desk) warnings() *page {
	if d.o.Control == nil && len(d.o.Warnings) == 0 && d.o.Resources == nil {
		return nil
	}
	g := d.page("warnings", 14, 26, 22, 12, 12, 20, 44, 12, 20)
	g.heading(d.warningFinding(), d.w.Say("report.alert.hint"))
	g.warningTable()
	g.row++
	g.warnedActions()
	g.eventTable()
	g.resources()
	g.ruleTable()
	return g
}

// tally counts the warnings of a tier.
func tally(ws []outcome.Warning, tier string) int {
	n := 0
	for _, w := range ws {
		if w.Tier == tier {
			n++
		}
	}
	return n
}

func (d *desk) warningFinding() string {
	ws := d.o.Warnings
	if len(ws) == 0 {
		return d.w.Say("report.alert.none")
	}
	var parts []string
	for _, tier := range []string{"major", "higher", "general"} {
		if n := tally(ws, tier); n > 0 {
			parts = append(parts, d.w.Say("report.alert.count", count(n), d.w.Say("report.alert.tier."+tier)))
		}
	}
	text := d.plural("report.alert.finding", len(ws)) + d.w.Say("report.alert.of", d.list(parts))
	risen, known := 0, false
	for _, w := range ws {
		known = known || w.Was != ""
		if w.Risen {
			risen++
		}
	}
	if known {
		text += d.plural("report.alert.risen", risen)
	}
	return text
}

// tierFill is the look of a tier.
func tierFill(tier string) (fill, text string) { return levelFill(outcome.TierRank(tier)) }

func (g *page) warningTable() {
	if len(g.o.Warnings) == 0 {
		return
	}
	fields := []field{
		{head: g.w.Say("report.alert.tier"), style: sheet.Style{Color: ink, Align: "center"}},
		{head: g.w.Say("report.alert.metric"), style: indented()}, {head: g.w.Say("report.alert.where"), style: styleWrap()},
		{head: g.w.Say("report.alert.value"), style: styleNumber("0.00")}, {head: g.w.Say("report.alert.threshold"), style: styleNumber("0.00")},
		{head: g.w.Say("report.owner"), style: indented()}, {head: g.w.Say("report.response"), style: styleWrap()},
		{head: g.w.Say("report.alert.was"), note: g.w.Say("report.alert.was.note"), style: sheet.Style{Color: ink, Align: "center"}},
		{head: g.w.Say("report.alert.change"), style: sheet.Style{Color: alert, Align: "center", VAlign: "center", Wrap: true}},
	}
	var rows [][]any
	for _, w := range g.o.Warnings {
		fill, text := tierFill(w.Tier)
		metric, _ := budget.MetricOf(w.Metric)
		st := styleNumber(metric.Format)
		change, was := "", ""
		if w.Risen {
			change = g.w.Say("report.alert.up")
		}
		if w.Lasting {
			change = strings.TrimSpace(change + " " + g.w.Say("report.alert.lasting", w.InARow))
		}
		if w.Was != "" {
			was = g.w.Say("report.tier." + w.Was)
		}
		rows = append(rows, []any{sheet.Cell{Value: g.w.Say("report.tier." + w.Tier), Style: sheet.Style{Fill: fill, Color: text, Align: "center"}},
			metric.Name(g.w.Language), g.placeOf(w), sheet.Cell{Value: w.Value, Style: st}, sheet.Cell{Value: w.Threshold, Style: st},
			w.Owner, w.Response, was, change})
	}
	g.table(1, fields, rows)
}

// eventTable is the log of what went wrong, with its four grades.
func (g *page) eventTable() {
	c := g.o.Control
	if c == nil || len(c.Events) == 0 {
		return
	}
	g.section(g.w.Say("report.alert.events"), 1, 9)
	fields := []field{
		{head: g.w.Say("report.month"), style: styleText()}, {head: g.w.Say("report.risk"), style: styleWrap(), span: 2},
		{head: g.w.Say("report.alert.grade"), note: g.w.Say("report.alert.grade.note"), style: sheet.Style{Color: ink, Align: "center"}},
		{head: g.w.Say("report.control.loss"), style: styleNumber(g.m.table(c.BAC))}, {head: g.w.Say("report.alert.note"), style: indented(), span: 2},
	}
	var rows [][]any
	for _, e := range c.Events {
		fill, text := levelFill(map[string]int{"ordinary": 0, "larger": 1, "major": 2, "extreme": 3}[e.Grade])
		rows = append(rows, []any{e.Date, e.Risk + " " + e.Name,
			sheet.Cell{Value: g.w.Say("report.grade." + e.Grade), Style: sheet.Style{Fill: fill, Color: text, Align: "center"}}, cents(e.Loss), e.Note})
	}
	g.table(1, fields, rows)
	g.row++
}

// ruleTable lists the thresholds in force.
func (g *page) ruleTable() {
	g.section(g.w.Say("report.alert.rules"), 1, 9)
	fields := []field{
		{head: g.w.Say("report.alert.metric"), style: styleWrap(), span: 2},
		{head: g.w.Say("report.alert.origin"), style: styleText()},
		{head: g.w.Say("report.tier.general"), style: styleNumber("0.00")}, {head: g.w.Say("report.tier.higher"), style: styleNumber("0.00")},
		{head: g.w.Say("report.tier.major"), style: styleNumber("0.00")}, {head: g.w.Say("report.alert.reads"), style: indented()},
	}
	var rows [][]any
	for _, m := range budget.Metrics() {
		rule, origin := budget.Rule{}, "report.alert.builtin"
		for _, r := range g.p.Rules {
			if r.Metric == m.Key && r.Grade == "" {
				rule, origin = r, "report.alert.written"
			}
		}
		at, st := m.Thresholds(rule), styleNumber(m.Format)
		reads := "report.alert.rising"
		if m.Falling {
			reads = "report.alert.falling"
		}
		cell := func(x float64) sheet.Cell { return sheet.Cell{Value: x, Style: st} }
		rows = append(rows, []any{m.Name(g.w.Language), g.w.Say(origin), cell(at[0]), cell(at[1]), cell(at[2]), g.w.Say(reads)})
	}
	g.table(1, fields, rows)
}
