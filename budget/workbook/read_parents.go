package workbook

import (
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget"
)

// parents finds the rows of a table whose amounts only repeat what their parts
// say: 1 above 1.1 and 1.2, typed rather than summed. A parent that is no sum
// of its parts is warned of; both are counted.
func (r *reader) parents(t *table, key string) map[int]bool {
	at, ok := t.place["Amount"]
	if !ok || t.def.Key != "Costs" || key != "ID" {
		return nil
	}
	amounts, rows := map[string]decimal.Decimal{}, map[string]*gridRow{}
	var order []string
	for _, row := range t.rows {
		id, ok := t.wbs(row)
		if c := row.at(t.cols[at]); ok && !c.blank() && !r.isTotalRow(t, row, key) {
			if a, bad := r.figure(c, &t.read[at]); bad == nil {
				if _, twice := rows[id]; twice {
					return nil
				}
				amounts[id], rows[id] = a.Value, row
				order = append(order, id)
			}
		}
	}
	sums, parts := map[string]decimal.Decimal{}, map[string]int{}
	for _, id := range order {
		if i := strings.LastIndexByte(id, '.'); i > 0 {
			sums[id[:i]] = sums[id[:i]].Add(amounts[id])
			parts[id[:i]]++
		}
	}
	out := map[int]bool{}
	for _, id := range order {
		if parts[id] == 0 {
			continue
		}
		ref := r.ref(t.head.Sheet, rows[id].at(t.cols[at]).address())
		if sums[id].Sub(amounts[id]).Abs().LessThan(decimal.New(1, -2)) {
			out[rows[id].number] = true
			r.report(ref, budget.Warning, "parent-row", r.w.Say("problem.parent-row", id, amounts[id].String(), parts[id]), r.w.Say("problem.parent-row.hint"))
		} else {
			r.report(ref, budget.Warning, "parent-differs", r.w.Say("problem.parent-differs", id, amounts[id].String(), sums[id].String()),
				r.w.Say("problem.parent-differs.hint"))
		}
	}
	return out
}

// wbs is the number of a row in a breakdown: 1, 1.1, 2.3.4.
func (t *table) wbs(row *gridRow) (string, bool) {
	c := t.cellOf(row, "ID")
	if c.blank() || c.kind != cellNumber && c.kind != cellText {
		return "", false
	}
	s := strings.TrimSuffix(strings.TrimSpace(c.show(false)), ".")
	return s, s != "" && strings.Trim(s, "0123456789.") == "" && !strings.Contains(s, "..")
}

// isNote tells whether a row under a table is a footnote: one text and nothing
// else, after a blank row or after another note, or marked with a star.
func (t *table) isNote(row *gridRow, after int) bool {
	var only *cell
	for i := range row.cells {
		c := &row.cells[i]
		if !t.spans(c.col) || c.blank() {
			continue
		}
		if only != nil || c.kind != cellText {
			return false
		}
		only = c
	}
	if only == nil {
		return false
	}
	s := strings.TrimSpace(only.text)
	if file, ok := t.place["File"]; ok && only.col == t.cols[file] {
		return false // a plan of a portfolio may be named by its file alone
	}
	return row.number > after+1 || strings.HasPrefix(s, "*") || strings.HasPrefix(s, "†") ||
		strings.HasPrefix(strings.ToLower(s), "note") || strings.HasPrefix(s, "注")
}

// statedTotal compares a total that is typed with what the rows above it reach.
func (r *reader) statedTotal(t *table, row *gridRow, sum decimal.Decimal, lines int) {
	at, ok := t.place["Amount"]
	if !ok || t.def.Key != "Costs" || lines == 0 {
		return
	}
	c := row.at(t.cols[at])
	if c.blank() || c.formula {
		return
	}
	a, bad := r.figure(c, &t.read[at])
	if bad != nil || a.Value.Sub(sum).Abs().LessThan(decimal.New(1, -2)) || addsUp(t, row) {
		return
	}
	r.report(r.ref(t.head.Sheet, c.address()), budget.Warning, "stated-total",
		r.w.Say("problem.stated-total", a.Value.String(), sum.String(), a.Value.Sub(sum).String()), r.w.Say("problem.stated-total.hint"))
}
