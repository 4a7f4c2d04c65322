package workbook

import (
	"strings"

	"ballast/budget"
	"ballast/budget/workbook/schema"
)

// reference reads the sheet Reference: a column of overruns, with or without
// the projects' names, or the name of a built-in class. One column is enough.
func (r *reader) reference(g *grid, def schema.Sheet) {
	r.hiddenRows(g)
	tables := r.tablesOf[def.Key]
	if len(tables) == 0 {
		if !g.empty() {
			d, _ := def.Column("Overrun")
			r.missingColumn(&budget.Table{File: r.plan.File, Sheet: g.name}, d)
		}
		return
	}
	out := &budget.Reference{}
	for _, t := range tables {
		r.judge(t, "")
		for _, row := range t.rows {
			if hasTotal(t, row) || hasAverage(row) {
				r.skipRow(t, row, "total")
				continue
			}
			if x := r.record(t, row); !x.empty() {
				x.past(out, def)
			}
		}
	}
	if out.Class != "" || len(out.Past) > 0 {
		r.plan.Reference = out
	}
}

// hasAverage tells whether a row sums up the overruns above it.
func hasAverage(row *gridRow) bool {
	for i := range row.cells {
		code := strings.ToUpper(strings.TrimLeft(row.cells[i].code, "=+ "))
		for _, f := range []string{"AVERAGE", "MEDIAN", "PERCENTILE", "QUARTILE", "STDEV", "MAX", "MIN"} {
			if strings.HasPrefix(code, f) {
				return true
			}
		}
	}
	return false
}

// presentColumns leaves only the columns that a header row of the sheet has, so
// that a sheet of one column is a table.
func presentColumns(g *grid, def schema.Sheet) schema.Sheet {
	index, seen := schema.NewIndex(def), map[string]bool{}
	for i := range g.rows {
		if i >= headerDepth {
			break
		}
		for k := range g.rows[i].cells {
			if c := &g.rows[i].cells[k]; c.kind == cellText {
				if d, ok := index.Find(c.text); ok {
					seen[d.Field] = true
				}
			}
		}
	}
	all := def.Columns
	def.Columns = nil
	for _, d := range all {
		if seen[d.Field] {
			def.Columns = append(def.Columns, d)
		}
	}
	return def
}

// past takes what a row says: a class, a past project, or both. A class may
// stand in the column of the overruns, too.
func (x *record) past(out *budget.Reference, def schema.Sheet) {
	if class := x.text("Class"); class != "" && out.Class == "" {
		out.Class, out.Row = x.option("Class", ""), x.row
	}
	if c := x.get("Overrun"); c != nil && c.kind == cellText && out.Class == "" {
		class, _ := def.Column("Class")
		if o, ok := class.Option(c.text); ok {
			out.Class, out.Row = o.Canonical, x.row
			return
		}
	}
	if v, ok := x.share("Overrun"); ok {
		if out.Row.Table == nil {
			out.Row = x.row
		}
		out.Past = append(out.Past, budget.PastProject{Row: x.row, Name: x.text("Project"), Overrun: v})
	}
}
