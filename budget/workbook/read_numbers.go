package workbook

import (
	"context"
	"fmt"
	"strings"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/budget/workbook/internal/opc"
)

// Numbers are the observations of a range of cells.
type Numbers struct {
	Where   string // "History!B2:B60"
	Values  []float64
	Blank   int    // cells of the range, down to the last row that is used, without a value
	Heading string // what stands above the numbers of whole columns: `B1 "Overrun"`
}

// ReadNumbers reads the numbers of a range, such as "History!B2:B60", of whole
// columns or of a defined name, in a workbook of any shape; name stands in
// messages. Whole columns may begin with a heading. Any other cell that holds anything
// else is a problem of its own; blank cells are counted. err is as of Read.
func ReadNumbers(ctx context.Context, name string, data []byte, ref string, opts ReadOptions) (*Numbers, []budget.Problem, error) {
	r := &reader{ctx: ctx, opts: opts, plan: &budget.Plan{File: name, Language: languageOr(opts.Language, "en")}}
	r.w = words.For(r.plan.Language)
	if refused, err := r.openOrRefuse(data); err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", name, err)
	} else if refused {
		return nil, r.problems, nil
	}
	where := strings.TrimSpace(ref)
	if named, found := r.book.names[strings.ToLower(where)]; found {
		where = named
	}
	tab, a, ok := r.book.place(where)
	if !ok {
		r.report(r.ref("", ""), budget.Error, "unknown-reference", r.w.Say("problem.unknown-reference.range", ref), r.w.Say("problem.unknown-reference.range-hint"))
		return nil, r.problems, nil
	}
	g, err := r.book.grid(ctx, tab)
	if ctx.Err() != nil {
		return nil, nil, ctx.Err()
	}
	if err != nil {
		r.report(r.ref(tab.name, ""), budget.Error, "zip-damaged", r.w.Say("problem.zip-damaged.sheet", tab.name, err.Error()), r.w.Say("problem.zip-damaged.hint"))
		return nil, r.problems, nil
	}
	n := &Numbers{Where: strings.TrimSpace(ref)}
	if a.top == 1 && a.bottom == opc.MaxRow {
		n.Heading, a.top = r.heading(g, a)
	}
	n.Values, _, _ = r.numbersIn(g, a)
	if ctx.Err() != nil {
		return nil, nil, ctx.Err()
	}
	used := 0
	for i := range g.rows {
		if row := g.rows[i].number; row >= a.top && row <= a.bottom {
			used = row
		}
	}
	if used > 0 {
		n.Blank = (used-a.top+1)*(a.right-a.left+1) - len(n.Values) - len(r.problems)
	}
	return n, r.problems, nil
}

// heading is the first row of whole columns when it holds texts and no number, and the
// row where the numbers may begin.
func (r *reader) heading(g *grid, a area) (text string, top int) {
	for i := range g.rows {
		var titles []string
		for j := range g.rows[i].cells {
			c := &g.rows[i].cells[j]
			if c.col < a.left || c.col > a.right || c.blank() {
				continue
			}
			if _, number := cellAmount(c); number || c.kind != cellText {
				return "", a.top
			}
			titles = append(titles, fmt.Sprintf("%s %q", c.address(), c.show(r.book.date1904)))
		}
		if len(titles) > 0 {
			return strings.Join(titles, ", "), g.rows[i].number + 1
		}
	}
	return "", a.top
}
