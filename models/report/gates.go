package report

import "ballast/budget/sheet"

// gateFinding names the phases that spent more than was released, and what is to be
// given back of the reserves of those that have ended.
func (d *desk) gateFinding() string {
	text := ""
	back := 0.0
	for _, x := range d.o.Gates {
		name := d.named("phase", x.Phase)
		if x.Open < 0 {
			text += d.w.Say("report.gates.over", name, d.m.read(-x.Open))
		}
		back += x.GiveBack
	}
	if back > 0 {
		text += d.w.Say("report.gates.back", d.m.read(back))
	}
	if text == "" && d.o.Commitments == nil {
		text = d.w.Say("report.gates.fine")
	}
	return text
}

// gates is the table of phases: released, spent, reserve allocated and given back.
func (g *page) gates() {
	if len(g.o.Gates) == 0 {
		return
	}
	g.section(g.w.Say("report.gates"), 1, spendingWidth)
	most := 0.0
	for _, x := range g.o.Gates {
		most = peak(most, x.Budget, x.Released, x.Spent)
	}
	st, share := styleNumber(g.m.table(most)), styleNumber("0%")
	head := func(key string, st sheet.Style) field {
		return field{head: g.w.Say("report.gates." + key), note: g.noted("report.gates." + key), style: st}
	}
	fields := []field{{head: g.w.Say("report.gates.phase"), style: styleWrap(), span: 2}, head("budget", st), head("released", st), head("spent", st),
		head("open", st), head("complete", share), head("reserve", st), head("used", st), head("returned", st), head("giveback", st),
		{head: g.w.Say("report.control.approvedby"), style: indented(), span: 3}}
	var rows [][]any
	for _, x := range g.o.Gates {
		name := g.named("phase", x.Phase)
		if x.Ended {
			name += g.w.Say("report.gates.ended")
		}
		rows = append(rows, []any{name, cents(x.Budget), cents(x.Released), cents(x.Spent), cents(x.Open), maybe(x.Complete, ""), cents(x.Reserve),
			cents(x.Used), cents(x.Returned), cents(x.GiveBack), x.Approved})
	}
	g.table(1, fields, rows)
	g.row++
}
