package study

import (
	"strings"

	"ballast/budget"
	"ballast/models/outcome"
)

// entries are the rows of the sheets that grow month by month.
func entries(p *budget.Plan) [][]budget.Row {
	return [][]budget.Row{
		rowsOf(p.Actuals, func(x *budget.Actual) budget.Row { return x.Row }), rowsOf(p.Progress, func(x *budget.Progress) budget.Row { return x.Row }),
		rowsOf(p.Events, func(x *budget.Event) budget.Row { return x.Row }), rowsOf(p.Ledger, func(x *budget.LedgerEntry) budget.Row { return x.Row }),
		rowsOf(p.Rules, func(x *budget.Rule) budget.Row { return x.Row }), rowsOf(p.Commitments, func(x *budget.Commitment) budget.Row { return x.Row }),
		rowsOf(p.Changes, func(x *budget.Change) budget.Row { return x.Row }), rowsOf(p.Gates, func(x *budget.Gate) budget.Row { return x.Row }),
		rowsOf(p.Actions, func(x *budget.Action) budget.Row { return x.Row }), rowsOf(p.Deliveries, func(x *budget.Delivery) budget.Row { return x.Row }),
		rowsOf(p.Position, func(x *budget.Balance) budget.Row { return x.Row }), rowsOf(p.Resources, func(x *budget.Resource) budget.Row { return x.Row }),
		rowsOf(p.CardRules, func(x *budget.CardRule) budget.Row { return x.Row }),
	}
}

// rowsOf are the rows of a sheet, each once: a row may stand for several months.
func rowsOf[T any](list []T, row func(x *T) budget.Row) []budget.Row {
	var out []budget.Row
	for i := range list {
		if r := row(&list[i]); len(out) == 0 || out[len(out)-1].Number != r.Number {
			out = append(out, r)
		}
	}
	return out
}

// cycle compares the sheets that grow month by month: rows that only one plan has, and
// cell by cell those that begin alike in the same row.
//
// Checked: TestFiveMonths of cmd/ballast.
func (d *differ) cycle(a, b *budget.Plan) {
	first, second := entries(a), entries(b)
	for s := range second {
		d.entries(first[s], second[s])
	}
}

func (d *differ) entries(a, b []budget.Row) {
	text := func(r budget.Row) string { return strings.Join(r.Text, "|") }
	left := map[string]int{} // rows of a that b has not
	for _, r := range a {
		left[text(r)]++
	}
	var fresh []budget.Row
	for _, r := range b {
		if left[text(r)] > 0 {
			left[text(r)]--
			continue
		}
		fresh = append(fresh, r)
	}
	gone := map[int]budget.Row{}
	var order []int
	for _, r := range a {
		if left[text(r)] > 0 {
			left[text(r)]--
			gone[r.Number], order = r, append(order, r.Number)
		}
	}
	for _, r := range fresh {
		if was, ok := gone[r.Number]; ok && len(was.Text) == len(r.Text) && len(r.Text) > 0 && was.Text[0] == r.Text[0] {
			d.cells(was, r)
			delete(gone, r.Number)
			continue
		}
		d.entry(r, "added")
	}
	for _, n := range order {
		if r, ok := gone[n]; ok {
			d.entry(r, "removed")
		}
	}
}

// entry is a row that only one plan has.
func (d *differ) entry(r budget.Row, what string) {
	var parts []string
	for _, t := range r.Text {
		if t != "" {
			parts = append(parts, t)
		}
	}
	c := outcome.Change{Kind: "entry", What: what, At: r.Ref("").At(), Name: strings.Join(parts, " ")}
	d.changes = append(d.changes, c)
}

// cells are the cells of a row that differ.
func (d *differ) cells(a, b budget.Row) {
	for i, t := range b.Text {
		if a.Text[i] != t && b.Table != nil && i < len(b.Table.Columns) {
			col := b.Table.Columns[i]
			d.field(outcome.Change{Kind: "entry", ID: b.Text[0], Name: col.Header, At: b.Ref(col.Field).At()}, "cell", a.Text[i], t)
		}
	}
}
