package report

// settlement is what is still owed and still to be received at the horizon, in one line.
func (g *page) settlement() {
	x := g.o.Settlement
	if x == nil || !x.Open() {
		return
	}
	read := g.m.read
	bills := g.w.Say("report.settlement.bills", read(x.Payables))
	if x.Payables < 0 {
		bills = g.w.Say("report.settlement.advances", read(-x.Payables))
	}
	g.sentence(g.w.Say("report.settlement", read(x.Debt), read(x.Prepayments), bills, read(x.Receivables), read(x.Tax), read(x.ProfitTax), g.signed(x.Net)), styleHint())
}
