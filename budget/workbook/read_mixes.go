package workbook

import (
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget"
	"ballast/budget/workbook/internal/opc"
	"ballast/budget/workbook/schema"
)

// mixes reads the sheet Mixes: the column Source, and a column of amounts or
// shares for each mix, named by its header.
func (r *reader) mixes(g *grid, def schema.Sheet) {
	own, _ := schema.Find("Mixes")
	known := len(own.Columns)
	if len(def.Columns) == known {
		r.report(r.ref(g.name, ""), budget.Error, "missing-column", r.w.Say("problem.mix-header", g.name), r.w.Say("problem.mix-header.hint"))
		return
	}
	all := make([]budget.Mix, len(def.Columns)-known)
	r.eachRow(g, def, "Source", func(x *record) {
		for i, d := range def.Columns[known:] {
			if all[i].Name == "" {
				all[i].Name = x.header(d.Field)
				all[i].Ref = r.ref(g.name, "")
				if at, ok := x.t.place[d.Field]; ok {
					all[i].Ref = r.ref(g.name, opc.CellAddress(x.t.head.HeaderRow, x.t.cols[at]))
				}
			}
			if p, ok := x.mixPart(d.Field); ok {
				all[i].Parts = append(all[i].Parts, p)
			}
		}
	})
	for _, m := range all {
		if m.Name == "" {
			continue // no row at all
		}
		m.Shares = sharesOnly(m.Parts)
		r.plan.Mixes = append(r.plan.Mixes, m)
	}
}

// withMixColumns adds a column for each header that is none of the sheet's
// own, in the first row that names sources.
func withMixColumns(g *grid, def schema.Sheet) schema.Sheet {
	index := schema.NewIndex(def)
	for i := range g.rows {
		if i >= headerDepth {
			break
		}
		var mixes []schema.Column
		source, seen := false, map[string]bool{}
		for k := range g.rows[i].cells {
			c := &g.rows[i].cells[k]
			if c.blank() || c.kind != cellText {
				continue
			}
			d, ok := index.Find(c.text)
			if ok {
				source = source || d.Field == "Source"
				continue
			}
			if key := schema.Key(c.text); key != "" && !seen[key] {
				seen[key] = true
				name := strings.TrimSpace(c.text)
				mixes = append(mixes, schema.Column{Field: "mix " + name, English: []string{name}, Dimension: schema.Part})
			}
		}
		if source && len(mixes) > 0 {
			def.Columns = append(append([]schema.Column{}, def.Columns...), mixes...)
			return def
		}
	}
	return def
}

// mixPart reads one cell of a mix; an empty one means that the source is off.
func (x *record) mixPart(field string) (budget.MixPart, bool) {
	a, ok := x.number(field)
	if !ok {
		return budget.MixPart{}, false
	}
	return budget.MixPart{Row: x.row, Ref: x.row.Ref(field), Source: x.text("Source"), Amount: a.Value, Share: a.Percent}, true
}

// sharesOnly tells whether the numbers of a mix are shares of the need: one is
// written as a percentage, or all are at most 1.
func sharesOnly(parts []budget.MixPart) bool {
	small, any := true, false
	for _, p := range parts {
		if p.Share {
			return true
		}
		small = small && p.Amount.LessThanOrEqual(decimal.New(1, 0))
		any = any || p.Amount.IsPositive()
	}
	return small && any
}

// stress reads the sheet Stress.
func (r *reader) stress(g *grid, def schema.Sheet) {
	r.eachRow(g, def, "Shock", func(x *record) {
		s := budget.Stress{Row: x.row, Ref: x.row.Ref("Shock"), Text: x.text("Shock")}
		x.fill(&s)
		shocks, bad := budget.ParseStress(s.Text)
		if bad != "" {
			x.complain("Shock", budget.Error, "bad-stress", r.w.Say("problem.bad-stress", bad), r.w.Say("problem.bad-stress.hint"))
			return
		}
		s.Shocks = shocks
		r.plan.Stress = append(r.plan.Stress, s)
	})
}
