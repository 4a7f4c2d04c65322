package workbook

import (
	"strconv"

	"ballast/budget"
	"ballast/budget/workbook/schema"
)

// funding reads the sheet Funding.
func (r *reader) funding(g *grid, def schema.Sheet) {
	r.eachRow(g, def, "ID", func(x *record) {
		r.plan.Funding = append(r.plan.Funding, x.source(len(r.plan.Funding)+1))
	})
}

// source reads one row; order is its place in the sheet, the default priority.
func (x *record) source(order int) budget.Source {
	s := budget.Source{Row: x.row, Probability: 1, Priority: order, CapitaliseGrace: x.option("Interest in grace", "paid") == "capitalised"}
	x.fill(&s)
	if s.Kind == "" && x.get("Kind") == nil {
		x.missing("Kind", x.r.w.Say("problem.missing-value.kind"))
	}
	committed, ok := x.money("Committed")
	if s.Committed = committed; !ok {
		x.missing("Committed", x.r.w.Say("problem.missing-value.amount"))
	}
	s.AvailableFrom = x.window("Available from", s.ArriveMonth)
	x.sourceRules(&s)
	return s
}

// sourceRules settles how the source is drawn and repaid. A revolver is drawn
// on demand and swept; a loan is repaid in equal instalments over its term,
// or at the horizon when it has none; other money stays.
func (x *record) sourceRules(s *budget.Source) {
	draw, repay := "scheduled", "none"
	switch s.Kind {
	case "revolver":
		draw, repay = "on demand", "sweep"
	case "loan":
		repay = "bullet"
		if s.TermMonths > 0 {
			repay = "equal"
		}
	}
	s.OnDemand = x.option("Draw", draw) == "on demand"
	s.Repayment = x.option("Repayment", repay)
	for _, d := range []struct{ field, taken string }{{"Draw", draw}, {"Repayment", repay}} {
		if x.get(d.field) != nil || s.Kind != "loan" && s.Kind != "revolver" {
			continue
		}
		def, _ := x.t.def.Column(d.field)
		o, _ := def.Option(d.taken)
		x.r.defaulted(x.row.Ref("ID"), x.r.w.Say("log.default.source", s.ID, def.Header(x.r.plan.Language), o.Word(x.r.plan.Language)))
	}
	if _, ok := x.t.place["Priority"]; ok && x.get("Priority") == nil && s.OnDemand {
		x.r.defaulted(x.row.Ref("Priority"), x.r.w.Say("log.default.source", s.ID, x.header("Priority"), strconv.Itoa(s.Priority)))
	}
}

// tranches reads the sheet Tranches.
func (r *reader) tranches(g *grid, def schema.Sheet) {
	r.eachRow(g, def, "Source", func(x *record) {
		t := budget.Tranche{Row: x.row}
		x.fill(&t)
		if x.get("Date") == nil {
			x.missing("Date", x.r.w.Say("problem.missing-value.date"))
		}
		m, ok := x.money("Amount")
		if t.Amount = m; !ok {
			x.missing("Amount", x.r.w.Say("problem.missing-value.amount"))
		}
		r.plan.Tranches = append(r.plan.Tranches, t)
	})
}

// vendors reads the sheet Vendors.
func (r *reader) vendors(g *grid, def schema.Sheet) {
	r.eachRow(g, def, "Name", func(x *record) {
		v := budget.Vendor{Row: x.row}
		x.fill(&v)
		r.plan.Vendors = append(r.plan.Vendors, v)
	})
}

// partners reads the sheet Partners.
func (r *reader) partners(g *grid, def schema.Sheet) {
	r.eachRow(g, def, "Name", func(x *record) {
		p := budget.Partner{Row: x.row}
		x.fill(&p)
		r.plan.Partners = append(r.plan.Partners, p)
	})
}
