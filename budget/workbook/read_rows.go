package workbook

import (
	"github.com/shopspring/decimal"

	"ballast/budget"
	"ballast/budget/workbook/schema"
)

// eachRow calls read for every data row of a sheet; the key is the field that
// names a row, ID or Name. Totals, headings and blank rows are passed over and
// logged. It returns how many rows were read, -1 when there is no table.
func (r *reader) eachRow(g *grid, def schema.Sheet, key string, read func(x *record)) int {
	r.hiddenRows(g)
	tables := r.tablesOf[def.Key]
	if len(tables) == 0 {
		r.noHeader(g, def)
		return -1
	}
	n := 0
	for _, t := range tables {
		if _, ok := t.place[key]; !ok {
			continue // reported as a missing column
		}
		r.judge(t, key)
		r.sayUnread(t)
		parents, last, note := r.parents(t, key), 0, false
		sum, lines := decimal.Zero, 0
		for _, row := range t.rows {
			if r.isTotalRow(t, row, key) {
				r.statedTotal(t, row, sum, lines)
				r.skipRow(t, row, "total")
				last = row.number
				continue
			}
			if note = lines > 0 && t.isNote(row, last) || note && t.isNote(row, 0); note {
				r.skipRow(t, row, "note")
				continue
			}
			last = row.number
			if parents[row.number] {
				r.skipRow(t, row, "parent")
				continue
			}
			if a, ok := r.amountIn(t, row); ok {
				sum, lines = sum.Add(a), lines+1
			}
			x := r.record(t, row)
			switch {
			case x.empty():
				if !t.blank(row) {
					r.skipRow(t, row, "other")
				}
			case x.get(key) == nil && !x.broken(key) && !x.hasNumbers():
				r.skipRow(t, row, "heading")
			case x.get(key) == nil:
				x.missing(key, r.w.Say("problem.missing-value.key"))
			default:
				if n++; x.templateRow() {
					r.examples = append(r.examples, x.row.Ref(key))
				}
				read(x)
			}
		}
	}
	return n
}

// amountIn is the amount of a row, for the sum that a total is held against, and
// whether the row is a line: one with an amount, or any row of a table without amounts.
func (r *reader) amountIn(t *table, row *gridRow) (decimal.Decimal, bool) {
	at, ok := t.place["Amount"]
	if !ok {
		return decimal.Zero, true
	}
	c := row.at(t.cols[at])
	if c.blank() || c.formula && !c.cached {
		return decimal.Zero, false
	}
	a, bad := r.figure(c, &t.read[at])
	return a.Value, bad == nil
}

// noHeader reports a sheet on which no header row was found.
func (r *reader) noHeader(g *grid, def schema.Sheet) {
	for _, d := range def.Columns {
		if d.Required {
			r.missingColumn(&budget.Table{File: r.plan.File, Sheet: g.name}, d)
		}
	}
}

func (r *reader) skipRow(t *table, row *gridRow, why string) {
	a := area{row.number, row.cells[0].col, row.number, row.cells[len(row.cells)-1].col}
	if t.right != 0 {
		a.left, a.right = max(a.left, t.left), min(a.right, t.right)
	}
	ref := r.ref(t.head.Sheet, a.String())
	switch why {
	case "total":
		r.skipped(ref, r.w.Say("log.skipped.total"))
	case "heading":
		r.skipped(ref, r.w.Say("log.skipped.heading"))
	case "note":
		r.skipped(ref, r.w.Say("log.skipped.note"))
	case "parent":
		r.skipped(ref, r.w.Say("log.skipped.parent"))
	case "excluded":
		r.skipped(ref, r.w.Say("log.skipped.excluded"))
	default:
		r.skipped(ref, r.w.Say("log.skipped.other"))
	}
}

// empty tells whether no recognised column of the row holds anything.
func (x *record) empty() bool {
	for i, c := range x.cells {
		if (c != nil || x.failed[i]) && (x.t.defs[i].Field != "" || x.t.dated[i]) {
			return false
		}
	}
	return true
}

// hasNumbers tells whether a column that holds numbers, or a month, is filled.
func (x *record) hasNumbers() bool {
	for i, c := range x.cells {
		if c == nil && !x.failed[i] {
			continue
		}
		if x.t.dated[i] || x.t.defs[i].Field != "" && x.t.defs[i].IsFigure() {
			return true
		}
	}
	return false
}
