package workbook

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

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
	s.RateSaid, s.GraceSaid = x.get("Rate") != nil, x.get("Interest in grace") != nil
	if s.Kind == "" && x.get("Kind") == nil {
		x.missing("Kind", x.r.w.Say("problem.missing-value.kind"))
	}
	committed, ok := x.money("Committed")
	if s.Committed = committed; !ok {
		x.missing("Committed", x.r.w.Say("problem.missing-value.amount"))
	}
	if rate := x.atMonthZero(); !rate.Equal(decimal.NewFromInt(1)) {
		s.Committed = s.Committed.Mul(rate)
		for _, m := range []*budget.Money{s.MinAmount, s.MaxAmount} {
			if m != nil {
				*m = m.Mul(rate)
			}
		}
		x.r.rates[s.ID] = rate
	}
	s.AvailableFrom = x.window("Available from", s.ArriveMonth)
	s.PaymentMonths = paymentMonths(x.option("Payment frequency", "monthly"))
	s.RecoveredFrom, _, _ = x.names("Recovered from", "Revenue")
	s.Closed = x.option("Status", "open") == "closed"
	x.sourceRules(&s)
	x.sourceBlanks(&s)
	return s
}

// sourceBlanks notes what a source takes for granted, and what cannot be meant.
func (x *record) sourceBlanks(s *budget.Source) {
	if h := x.r.plan.Project.Horizon; s.ArriveMonth >= h && h > 0 && x.get("Date") != nil {
		last := x.r.plan.Project.Start.Add(h - 1).String()
		x.complain("Date", budget.Warning, "past-horizon", x.r.w.Say("problem.past-horizon", s.ID, x.r.plan.Project.Start.Add(s.ArriveMonth).String(), last), x.r.w.Say("problem.past-horizon.hint"))
	}
	if !s.OnDemand && x.get("Available from") == nil && !x.r.hasTranches(s.ID) {
		x.absent("Date", x.r.plan.Project.Start.Add(s.ArriveMonth).String())
	}
	if s.Kind != "loan" && s.Kind != "revolver" {
		return
	}
	if s.RateDriver == "" {
		x.absent("Rate", "0%")
	}
	if s.TermMonths > 0 && s.GraceMonths >= s.TermMonths && s.Repayment != "bullet" && s.Repayment != "none" {
		x.complain("Grace", budget.Error, "grace-term", x.r.w.Say("problem.grace-term", s.GraceMonths, s.TermMonths), x.r.w.Say("problem.grace-term.hint"))
	}
}

// paymentMonths is how many months lie between two payments.
func paymentMonths(frequency string) int {
	switch frequency {
	case "quarterly":
		return 3
	case "half-yearly":
		return 6
	case "yearly":
		return 12
	}
	return 1
}

// hasTranches tells whether a source comes in dated instalments.
func (r *reader) hasTranches(id string) bool {
	for _, t := range r.tablesOf["Tranches"] {
		for _, row := range t.rows {
			if c := t.cellOf(row, "Source"); c != nil && strings.EqualFold(strings.TrimSpace(c.text), id) {
				return true
			}
		}
	}
	return false
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
		t := budget.Tranche{Row: x.row, Closed: x.option("Status", "open") == "closed"}
		x.fill(&t)
		t.Conditions, _, _ = x.names("Condition", "Costs", "Risks")
		if x.get("Date") == nil {
			x.missing("Date", x.r.w.Say("problem.missing-value.date"))
		}
		m, ok := x.money("Amount")
		if t.Amount = m; !ok {
			x.missing("Amount", x.r.w.Say("problem.missing-value.amount"))
		}
		if rate, ok := r.rates[t.Source]; ok { // instalments are in the currency of their source
			t.Amount = t.Amount.Mul(rate)
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
