package report

import (
	"math"
	"slices"
	"strings"

	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// scorecard is the sheet that grades owners and vendors, with the rule shown.
func (d *desk) scorecard() *page {
	c := d.o.Control
	if c == nil || len(c.Cards.Owners)+len(c.Cards.Vendors)+len(c.Cards.Teams) == 0 {
		return nil
	}
	g := d.page("scorecard", 26, 11, 13, 14, 17, 13, 13, 13, 14, 10, 34)
	g.heading(d.cardFinding(), d.w.Say("report.card.hint"))
	if chart := g.cardChart(c.Cards.Owners); chart != nil {
		g.chart(*chart, 1, 11, 15)
		g.row += 16
	}
	g.sentence(d.w.Say("report.card.rule"), styleWrap())
	g.row++
	if len(d.p.CardRules) > 0 {
		g.cardRules()
	}
	g.cards("owners", c.Cards.Owners, false)
	g.cards("teams", c.Cards.Teams, false)
	g.cards("vendors", c.Cards.Vendors, true)
	g.cardHistory()
	g.sentence(d.w.Say("report.card.vendor"), styleHint())
	return g
}

// cardFinding names who needs a talk.
func (d *desk) cardFinding() string {
	c := d.o.Control.Cards
	var low []string
	for _, list := range [][]outcome.Card{c.Owners, c.Teams, c.Vendors} {
		for _, k := range list {
			if k.Grade == "C" || k.Grade == "D" {
				low = append(low, d.w.Say("report.card.of", k.Name, k.Grade))
			}
		}
	}
	if len(low) == 0 {
		return d.w.Say("report.card.good")
	}
	return d.w.Say("report.card.finding", d.list(low))
}

// list joins words in the language of the report.
func (d *desk) list(names []string) string {
	text := ""
	for i, n := range names {
		if i > 0 {
			text += d.w.Say("report.card.and")
		}
		text += n
	}
	return text
}

func (g *page) cards(what string, list []outcome.Card, vendors bool) {
	if len(list) == 0 {
		return
	}
	g.section(g.w.Say("report.card."+what), 1, 11)
	st, share := styleNumber(g.m.table(g.o.Control.BAC)), styleNumber("0.0%")
	head := func(key string, st sheet.Style) field {
		return field{head: g.w.Say("report.card." + key), note: g.noted("report.card." + key), style: st}
	}
	center := sheet.Style{Color: ink, Align: "center"}
	fields := []field{
		{head: g.w.Say("report.name"), style: styleWrap()}, head("cpi", styleNumber("0.00")), head("overrun", share),
		head("used", st), head("allocated", st), head("share", share), head("error", share), head("late", share), head("marks", center), head("grade", center),
		head("proposal", indented()),
	}
	var rows [][]any
	for _, c := range list {
		note := c.Proposal
		if vendors && note == "" && c.OldGrade != "" {
			note = g.w.Say("report.card.keep", c.OldGrade)
		}
		if n := c.Deliveries; n != nil {
			key := "report.card.deliveries"
			if *n < outcome.LeastDeliveries {
				key = "report.card.deliveries.few"
			}
			note = strings.TrimSpace(note + g.w.Say(key, *n, outcome.LeastDeliveries))
		}
		fill, text := levelFill(map[string]int{"A": 0, "B": 1, "C": 2, "D": 3}[c.Grade])
		rows = append(rows, []any{c.Name, maybe(c.CPI, ""), maybe(c.ProbabilityBeyond, ""), cents(c.ReserveUsed), cents(c.ReserveAllocated), maybe(c.DrawnShare, ""),
			maybe(c.ForecastError, ""), maybe(c.LateRate, ""), c.Marks,
			sheet.Cell{Value: c.Grade, Style: sheet.Style{Fill: fill, Color: text, Align: "center", Bold: true}}, note})
	}
	g.table(1, fields, rows)
	g.row++
}

// cardChart draws the CPI of the owners who have one; those below 0.95 stand
// out. It is nil when nobody has.
func (g *page) cardChart(list []outcome.Card) *sheet.Chart {
	var names, values []any
	var points []string
	high, worst := 1.2, -1
	for i, c := range list {
		if c.CPI == nil {
			continue
		}
		names, values = append(names, c.Name), append(values, *c.CPI)
		color := ""
		if *c.CPI < 0.95 {
			color = alert
		}
		points = append(points, color)
		high = math.Max(high, *c.CPI)
		if worst < 0 || *c.CPI < *list[worst].CPI {
			worst = i
		}
	}
	if worst < 0 {
		return nil
	}
	r := g.beside([]string{g.w.Say("report.owner"), "CPI"}, names, values)
	s := sheet.Series{Kind: sheet.Column, Name: "CPI", X: r[0], Y: r[1], Color: accent, NoLegend: true, Labels: "0.00", Points: points}
	return &sheet.Chart{
		Key: "card-cpi", Title: g.w.Say("report.chart.card", list[worst].Name, decimal(list[worst].CPI)), Series: []sheet.Series{s}, Gap: 60,
		Y: indexAxis(0, high),
	}
}

// cardRules are the rules of the sheet Scorecard rules that are in force.
func (g *page) cardRules() {
	g.section(g.w.Say("report.card.rules"), 1, 11)
	plain := styleNumber("0.00")
	limit := func(x *float64) any { return maybe(x, g.w.Say("report.card.rules.builtin")) }
	var rows [][]any
	for i := range g.p.CardRules {
		r := &g.p.CardRules[i]
		team := r.Team
		if team == "" {
			team = g.w.Say("report.card.rules.all")
		}
		rows = append(rows, []any{g.w.Say("report.card.measure." + r.Measure), r.Weight, limit(r.A), limit(r.B), limit(r.C), team, strings.Join(r.Names(), ", ")})
	}
	g.table(1, []field{{head: g.w.Say("report.card.measure"), style: styleWrap()}, {head: g.w.Say("report.card.weight"), style: plain},
		{head: "A", style: plain}, {head: "B", style: plain}, {head: "C", style: plain},
		{head: g.w.Say("report.card.team"), style: indented()}, {head: g.w.Say("report.card.members"), style: indented(), span: 5}}, rows)
	g.row++
}

// shownMonths is how many earlier months a table of grades shows.
const shownMonths = 6

// cardHistory is the grade of everybody in the months before and in this one.
func (g *page) cardHistory() {
	c := &g.o.Control.Cards
	if len(c.History) == 0 {
		return
	}
	var months []string
	for _, p := range c.History {
		if !slices.Contains(months, p.AsOf) {
			months = append(months, p.AsOf)
		}
	}
	months = months[max(0, len(months)-shownMonths):]
	g.section(g.w.Say("report.card.history"), 1, 11)
	center := sheet.Style{Color: ink, Align: "center"}
	fields := []field{{head: g.w.Say("report.name"), style: styleWrap()}}
	for _, m := range append(append([]string{}, months...), g.o.Control.AsOf) {
		fields = append(fields, field{head: m, style: center})
	}
	var rows [][]any
	for _, now := range c.Points() {
		row := []any{now.Name}
		for _, m := range months {
			grade := "–"
			for _, p := range c.History {
				if p.AsOf == m && p.Kind == now.Kind && p.Name == now.Name {
					grade = p.Grade
				}
			}
			row = append(row, grade)
		}
		rows = append(rows, append(row, now.Grade))
	}
	g.table(1, fields, rows)
	g.row++
}
