package workbook

import (
	"ballast/budget"
)

// listColumns lists how every column was taken, for check and explain.
func (r *reader) listColumns() {
	for _, def := range r.defs {
		for _, t := range r.tablesOf[def.Key] {
			for i := range t.cols {
				r.plan.Log.Columns = append(r.plan.Log.Columns, r.columnUse(t, i))
			}
		}
	}
}

// columnUse is how one column was taken, with the first cell that shows it.
func (r *reader) columnUse(t *table, i int) budget.ColumnUse {
	rd := &t.read[i]
	u := budget.ColumnUse{Ref: t.headRef(r, i), Header: t.head.Columns[i].Header, Field: t.defs[i].Field, How: rd.how, Example: rd.example}
	switch {
	case t.dated[i]:
		how := "how.month"
		if t.actual[i] {
			how = "how.actual"
		}
		u.Field = r.w.Say(how, showAt(r.plan.Project.Start.Year*12+r.plan.Project.Start.Month-1+t.months[i]))
		if n := t.periods[i].Months; n > 1 {
			u.How = r.w.Say("how.months", n)
		}
	case u.Field == "":
		u.How = r.w.Say("how.unread")
	}
	if u.How == "" || u.Example != "" || rd.measure == measureNone {
		return u
	}
	for _, row := range t.rows {
		c := row.at(t.cols[i])
		if c.blank() || c.formula && !c.cached {
			continue
		}
		if a, bad := r.figure(c, rd); bad == nil {
			u.Example = c.show(r.book.date1904) + " -> " + showNumber(a.Value, a.Percent)
			break
		}
	}
	return u
}
