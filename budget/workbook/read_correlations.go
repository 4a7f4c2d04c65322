package workbook

import (
	"strings"

	"ballast/budget"
	"ballast/budget/workbook/schema"
)

// correlations reads the sheet Correlations: three columns A, B, Rho, or a
// square matrix with names along the top and the left.
func (r *reader) correlations(g *grid, def schema.Sheet) {
	index := schema.NewIndex(def)
	for i := range g.rows {
		if i >= headerDepth {
			break
		}
		if recognised(g, &g.rows[i], index, nil) == len(def.Columns) {
			r.correlationRows(g, def)
			return
		}
	}
	r.hiddenRows(g)
	if !r.correlationMatrix(g) {
		headers, between := []string{}, ", "
		if r.plan.Language == "zh" {
			between = "、"
		}
		for _, d := range def.Columns {
			headers = append(headers, d.Header(r.plan.Language))
		}
		r.report(r.ref(g.name, ""), budget.Error, "missing-column",
			r.w.Say("problem.correlation-form", strings.Join(headers, between)), r.w.Say("problem.correlation-form.hint"))
	}
}

func (r *reader) correlationRows(g *grid, def schema.Sheet) {
	r.eachRow(g, def, "A", func(x *record) {
		rho, ok := x.float("Rho")
		if !ok {
			x.missing("Rho", x.r.w.Say("problem.missing-value.rho"))
			return
		}
		b := x.text("B")
		if b == "" {
			x.missing("B", x.r.w.Say("problem.missing-value.key"))
			return
		}
		r.plan.Correlations = append(r.plan.Correlations, budget.Correlation{Ref: x.row.Ref("Rho"), A: x.text("A"), B: b, Rho: rho})
	})
}

// correlationMatrix finds the row of names and reads the square under it.
func (r *reader) correlationMatrix(g *grid) bool {
	for i := range g.rows {
		top := g.names(&g.rows[i])
		if len(top) < 2 || i+1 >= len(g.rows) {
			continue
		}
		left := 0
		for k := range g.rows[i+1].cells {
			c := &g.rows[i+1].cells[k]
			if name := r.cellName(c); name != "" && contains(top, name) {
				left = c.col
				break
			}
		}
		if left > 0 {
			r.matrixRows(g, g.rows[i+1:], top, left)
			return true
		}
	}
	return false
}

// names returns the texts of a row by column.
func (g *grid) names(row *gridRow) map[int]string {
	out := map[int]string{}
	for i := range row.cells {
		if c := &row.cells[i]; !c.blank() && c.kind == cellText {
			out[c.col] = strings.TrimSpace(c.text)
		}
	}
	return out
}

func contains(names map[int]string, name string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}

func (r *reader) cellName(c *cell) string {
	if c.blank() || c.kind != cellText {
		return ""
	}
	return strings.TrimSpace(c.text)
}

// matrixRows reads the square. Either triangle may be left empty; a pair that
// is given twice alike counts once, and one given twice differently stays
// twice, which the plan's checks report.
func (r *reader) matrixRows(g *grid, rows []gridRow, top map[int]string, left int) {
	type pair struct{ a, b string }
	known := map[pair]float64{}
	before := len(r.plan.Correlations)
	for i := range rows {
		name := r.cellName(rows[i].at(left))
		if name == "" {
			continue
		}
		for k := range rows[i].cells {
			c := &rows[i].cells[k]
			other := top[c.col]
			if c.col == left || other == "" || c.blank() || !r.resolve(g.name, c) {
				continue
			}
			a, ok := cellAmount(c)
			ref := r.ref(g.name, c.address())
			if !ok {
				r.report(ref, budget.Error, "not-a-number", r.w.Say("problem.not-a-number", c.show(r.book.date1904)), r.w.Say("problem.not-a-number.hint"))
				continue
			}
			rho := a.Value.InexactFloat64()
			if old, again := known[pair{other, name}]; again && old == rho || name == other && rho == 1 {
				continue
			}
			known[pair{name, other}] = rho
			r.plan.Correlations = append(r.plan.Correlations, budget.Correlation{Ref: ref, A: name, B: other, Rho: rho})
		}
	}
	kept := r.plan.Correlations[:before]
	for _, k := range r.plan.Correlations[before:] {
		if k.Rho != 0 || known[pair{k.B, k.A}] != 0 { // a zero says nothing, unless the other triangle differs
			kept = append(kept, k)
		}
	}
	r.plan.Correlations = kept
}
