package report

// outsideSentence says in words how the reserve compares with what projects of
// the class have needed.
func (d *desk) outsideSentence() string {
	x := d.o.Reserve.Outside
	if x.Thinner {
		return d.w.Say("report.outside.thinner", x.Class, d.percent(x.Uplift), d.m.read(x.Contingency-x.Inside), d.m.read(x.Inside), x.Source)
	}
	return d.w.Say("report.outside.covered", x.Class, d.percent(x.Uplift), d.m.read(x.Inside), x.Source)
}

// flag colours a cell that is written already as one that needs attention.
func (g *page) flag(row, col int) {
	for i := range g.s.Cells {
		if c := &g.s.Cells[i]; c.Row == row && c.Col == col {
			c.Style.Color, c.Style.Italic = alert, false
		}
	}
}
