package report

import (
	"fmt"

	"ballast/budget/sheet"
)

// resources are the tables of emergency resources on the sheet Warnings: what is at hand,
// and what each grade of event needs of it.
func (g *page) resources() {
	r := g.o.Resources
	if r == nil {
		return
	}
	plain := styleNumber("#,##0.##")
	if len(r.Items) > 0 {
		g.section(g.w.Say("report.resources"), 1, 9)
		var rows [][]any
		for _, x := range r.Items {
			uses := ""
			for _, u := range x.Uses {
				key := "report.resources.used"
				if u.Quantity < 0 {
					key = "report.resources.returned"
				}
				uses += g.w.Say(key, fmt.Sprintf("%.4g", max(u.Quantity, -u.Quantity)), u.Date, orNone(u.Who), orNone(g.titleOf(u.Event)))
			}
			rows = append(rows, []any{x.Tier, x.Name, x.Kind, x.Stock, x.Out, x.Holder, uses, x.AtHand})
		}
		g.table(1, []field{{head: g.w.Say("report.resources.tier"), style: styleText()}, {head: g.w.Say("report.resources.name"), style: styleWrap()},
			{head: g.w.Say("report.resources.kind"), style: styleWrap()}, {head: g.w.Say("report.resources.stock"), style: plain},
			{head: g.w.Say("report.resources.out"), style: plain}, {head: g.w.Say("report.resources.holder"), style: indented()},
			{head: g.w.Say("report.resources.uses"), style: styleWrap()}, {head: g.w.Say("report.resources.athand"), style: plain}}, rows)
		g.row++
	}
	if len(r.Needs) == 0 {
		return
	}
	g.section(g.w.Say("report.resources.needs"), 1, 9)
	var rows [][]any
	for _, x := range r.Needs {
		fill, text := levelFill(map[string]int{"ordinary": 0, "larger": 1, "major": 2, "extreme": 3}[x.Grade])
		short := sheet.Cell{Value: x.Short, Style: plain}
		if x.Short > 0 {
			short.Style.Color = alert
		}
		rows = append(rows, []any{sheet.Cell{Value: g.w.Say("report.grade." + x.Grade), Style: sheet.Style{Fill: fill, Color: text, Align: "center"}}, x.What, "", x.Needed, x.AtHand, short})
	}
	g.table(1, []field{{head: g.w.Say("report.alert.grade"), style: styleText()}, {head: g.w.Say("report.resources.what"), style: indented()}, {head: "", style: styleText()},
		{head: g.w.Say("report.resources.needed"), style: plain}, {head: g.w.Say("report.resources.athand"), style: plain},
		{head: g.w.Say("report.resources.short"), style: plain}}, rows)
	g.row++
}

// orNone writes a dash for nothing.
func orNone(s string) string {
	if s == "" {
		return "–"
	}
	return s
}
