package workbook

import (
	"strings"

	"ballast/budget"
	"ballast/budget/workbook/schema"
)

// commitments reads what contracts bind.
func (r *reader) commitments(g *grid, def schema.Sheet) {
	r.eachRow(g, def, "Line", func(x *record) {
		c := budget.Commitment{Row: x.row}
		var ok bool
		if c.Month, c.Amount, ok = x.datedAmount(); !ok {
			return
		}
		x.fill(&c)
		if v, ok := x.money("Invoiced"); ok {
			c.Invoiced = v.Mul(x.atMonthZero())
		}
		if v, ok := x.money("Paid"); ok {
			c.Paid = v.Mul(x.atMonthZero())
		}
		if c.Vendor == "" {
			for _, l := range r.plan.Costs {
				if l.ID == c.Line {
					c.Vendor = l.Vendor
				}
			}
		}
		r.plan.Commitments = append(r.plan.Commitments, c)
	})
}

// changes reads what moved budgets.
func (r *reader) changes(g *grid, def schema.Sheet) {
	r.eachRow(g, def, "Change", func(x *record) {
		c := budget.Change{Row: x.row}
		var ok bool
		if c.Month, c.Amount, ok = x.datedAmount(); !ok {
			return
		}
		if x.fill(&c); c.Line == "" {
			x.missing("Line", "")
			return
		}
		r.plan.Changes = append(r.plan.Changes, c)
	})
}

// needMonth reads the month that a row cannot be without, and says where it is missing.
func (x *record) needMonth(field string) (int, bool) {
	month, ok := x.month(field)
	if !ok {
		x.missing(field, x.r.w.Say("problem.missing-value.date"))
	}
	return month, ok
}

// gates reads what was decided at the gates of phases.
func (r *reader) gates(g *grid, def schema.Sheet) {
	r.eachRow(g, def, "Phase", func(x *record) {
		month, ok := x.needMonth("Date")
		if !ok {
			return
		}
		gate := budget.Gate{Row: x.row, Month: month}
		x.fill(&gate)
		gate.Released, _ = x.money("Released") // a decision may move reserve alone
		gate.Reserve, _ = x.money("Reserve")
		gate.Returned, _ = x.money("Reserve returned")
		r.plan.Gates = append(r.plan.Gates, gate)
	})
}

// actions reads what is done about warnings and events.
func (r *reader) actions(g *grid, def schema.Sheet) {
	r.eachRow(g, def, "Action", func(x *record) {
		month, ok := x.needMonth("Date")
		if !ok {
			return
		}
		a := budget.Action{Row: x.row, Month: month}
		if x.fill(&a); a.Status == "" {
			x.missing("Status", "")
			return
		}
		r.plan.Actions = append(r.plan.Actions, a)
	})
}

// deliveries reads what vendors delivered.
func (r *reader) deliveries(g *grid, def schema.Sheet) {
	r.eachRow(g, def, "Vendor", func(x *record) {
		month, ok := x.needMonth("Ordered")
		if !ok {
			return
		}
		d := budget.Delivery{Row: x.row, Ordered: month}
		x.fill(&d)
		if x.get("Quantity") == nil {
			x.missing("Quantity", "")
			return
		}
		r.plan.Deliveries = append(r.plan.Deliveries, d)
	})
}

// position reads what there is, owed and due.
func (r *reader) position(g *grid, def schema.Sheet) {
	r.eachRow(g, def, "Item", func(x *record) {
		b := budget.Balance{Row: x.row}
		var ok bool
		if b.Month, b.Amount, ok = x.datedAmount(); !ok {
			return
		}
		if x.fill(&b); b.Item == "debt" && b.ID == "" {
			x.missing("ID", "")
			return
		}
		if b.Item != "" {
			r.plan.Position = append(r.plan.Position, b)
		}
	})
}

// resources reads the ledger of emergency resources.
func (r *reader) resources(g *grid, def schema.Sheet) {
	r.eachRow(g, def, "Resource", func(x *record) {
		month, ok := x.needMonth("Date")
		if !ok {
			return
		}
		e := budget.Resource{Row: x.row, Month: month}
		x.fill(&e)
		e.Entry = x.option("Entry", "stock")
		if x.get("Quantity") == nil {
			x.missing("Quantity", "")
			return
		}
		r.plan.Resources = append(r.plan.Resources, e)
	})
}

// cardRules reads how owners, teams and vendors are appraised.
func (r *reader) cardRules(g *grid, def schema.Sheet) {
	r.eachRow(g, def, "Measure", func(x *record) {
		rule := budget.CardRule{Row: x.row}
		x.fill(&rule)
		if x.get("Weight") == nil {
			x.missing("Weight", "")
			return
		}
		if rule.Measure != "" {
			r.plan.CardRules = append(r.plan.CardRules, rule)
		}
	})
}

// datedAmount reads the month, which may lie before the plan, and the amount of a
// row; both must be there.
func (x *record) datedAmount() (month int, amount budget.Money, ok bool) {
	month, dated := x.month("Date")
	if !dated {
		x.missing("Date", x.r.w.Say("problem.missing-value.date"))
	}
	amount, given := x.money("Amount")
	if !given {
		x.missing("Amount", "")
	}
	if !dated || !given {
		return 0, budget.Money{}, false
	}
	return month, amount.Mul(x.atMonthZero()), true
}

// isWhole tells whether a worksheet has a header row with every required column of
// a sheet.
func (r *reader) isWhole(t tabPart, def schema.Sheet) bool {
	g, err := r.book.grid(r.ctx, t)
	if err != nil {
		return true // what is damaged is said where it is read
	}
	if t.clip != (area{}) {
		g = g.clip(t.clip)
	}
	index := schema.NewIndex(def)
	for i := range g.rows {
		if i >= headerDepth {
			break
		}
		if hasRequired(&g.rows[i], index) {
			return true
		}
	}
	return false
}

// hasRequired tells whether a row heads every required column of a sheet.
func hasRequired(row *gridRow, index schema.Index) bool {
	seen := map[string]bool{}
	for i := range row.cells {
		if c := &row.cells[i]; c.kind == cellText && len(c.text) <= 80 {
			if d, ok := index.Find(c.text); ok {
				seen[d.Field] = true
			}
		}
	}
	for _, d := range index.Sheet.Columns {
		if d.Required && !seen[d.Field] {
			return false
		}
	}
	return true
}

// sayOwn notes the worksheets that have the name of a sheet but not its columns.
func (r *reader) sayOwn() {
	for _, t := range r.book.tabs {
		def, ok := r.own[t.part]
		if !ok {
			continue
		}
		var need []string
		for _, d := range def.Columns {
			if d.Required {
				need = append(need, d.Header(r.plan.Language))
			}
		}
		r.report(r.ref(t.name, ""), budget.Note, "own-sheet", r.w.Say("problem.own-sheet", t.name, def.Name(r.plan.Language)),
			r.w.Say("problem.own-sheet.hint", strings.Join(need, ", ")))
	}
}

// isOwn tells whether a worksheet is the user's own in spite of its name.
func (r *reader) isOwn(t tabPart) bool {
	_, own := r.own[t.part]
	return own
}
