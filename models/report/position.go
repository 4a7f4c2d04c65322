package report

import "ballast/budget/sheet"

// position is the table of what there is, owed and due beside what the books have.
func (g *page) position() {
	list := g.o.Position
	if len(list) == 0 {
		return
	}
	g.section(g.w.Say("report.position"), 1, controlWidth)
	st := styleNumber(g.m.table(g.o.Control.BAC))
	var rows [][]any
	for _, b := range list {
		id := b.ID
		if b.Item == "bank" {
			id = ""
		}
		rows = append(rows, []any{sheet.Cell{Value: id, Link: source(b.Ref, g.w.Say("report.tip"))}, g.w.Say("report.position." + b.Item), cents(b.Counted), cents(b.Books), cents(b.Difference)})
	}
	g.table(1, []field{{head: g.w.Say("report.id"), style: styleText()}, {head: g.w.Say("report.position.item"), style: styleWrap()},
		{head: g.w.Say("report.position.counted"), style: st}, {head: g.w.Say("report.position.books"), note: g.noted("report.position.books"), style: st},
		{head: g.w.Say("report.position.difference"), note: g.noted("report.position.difference"), style: st}}, rows)
	g.row++
}
