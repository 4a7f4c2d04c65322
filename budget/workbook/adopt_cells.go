package workbook

import (
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget"
	"ballast/budget/unit"
	"ballast/budget/workbook/internal/adopt"
	"ballast/budget/workbook/internal/opc"
)

// settledCells bounds the formulas without a stored value that are worked out
// while a cost table is looked for; those of the table itself always are.
const settledCells = 200_000

// userSheets are the sheets of the user's as the search for a cost table sees
// them.
func (a *adopter) userSheets() ([]*adopt.Sheet, error) {
	var all []*adopt.Sheet
	for _, t := range a.r.book.tabs {
		if t.ours {
			continue
		}
		g, err := a.r.book.grid(a.r.ctx, t)
		if a.r.ctx.Err() != nil {
			return nil, a.r.ctx.Err()
		}
		if err != nil {
			a.r.report(a.r.ref(t.name, ""), budget.Error, "zip-damaged", a.r.w.Say("problem.zip-damaged.sheet", t.name, err.Error()), a.r.w.Say("problem.zip-damaged.hint"))
			return nil, nil
		}
		s, err := a.userSheet(t, g)
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, nil
}

// userSheet turns one sheet into cells.
func (a *adopter) userSheet(t tabPart, g *grid) (*adopt.Sheet, error) {
	s := &adopt.Sheet{Name: t.name, Hidden: t.hidden, Rows: make([]adopt.Row, 0, len(g.rows))}
	for _, m := range g.merged {
		s.Merged = append(s.Merged, adopt.Area{Top: m.top, Left: m.left, Bottom: m.bottom, Right: m.right})
	}
	for i := range g.rows {
		if i%256 == 0 && a.r.ctx.Err() != nil {
			return nil, a.r.ctx.Err()
		}
		row := &g.rows[i]
		cells := make([]adopt.Cell, 0, len(row.cells))
		for k := range row.cells {
			if c := a.userCell(t.name, &row.cells[k]); c.Kind != adopt.Blank || c.Bad {
				cells = append(cells, c)
			}
		}
		s.Rows = append(s.Rows, adopt.Row{Number: row.number, Level: row.level, Cells: cells})
	}
	for i := range s.Rows {
		for k := range s.Rows[i].Cells {
			s.Rows[i].Cells[k].Sheet = s
		}
	}
	return s, nil
}

// userCell turns one cell into what a person sees.
func (a *adopter) userCell(sheet string, c *cell) adopt.Cell {
	out := adopt.Cell{Row: c.row, Col: c.col, Formula: c.code, Bold: c.bold, Indent: int(c.indent)}
	if c.open() && a.settled < settledCells {
		a.settled++
		out.Bad = a.r.calc.settle(a.r.ctx, sheet, c) != nil
	}
	out.Text = c.show(a.r.book.date1904)
	switch c.kind {
	case cellNumber:
		a.userNumber(&out, c)
	case cellText:
		if strings.TrimSpace(c.text) == "" {
			return out
		}
		out.Kind, out.Text = adopt.Text, c.text
		if n, ok := unit.ParseNumber(c.text, unit.Unsaid); ok && n.Unit.Dimension <= unit.Share && n.In().Abs().LessThan(decimal.New(1, 18)) {
			out.Value, out.Figure, out.Percent, out.Sign = n.In(), true, n.Unit.Dimension == unit.Share, n.Unit.Currency
		} else if len(c.text) <= 24 && strings.ContainsAny(c.text, "0123456789") {
			if m, ok := a.r.cellMonth(c, unit.DayMonth); ok {
				out.Year, out.Month = m.Year, m.Month
			}
		}
	case cellBool:
		out.Kind = adopt.Other
	case cellError:
		out.Kind, out.Bad = adopt.Other, true
	}
	return out
}

// userNumber is a number: a date, a percentage, an amount in a currency.
func (a *adopter) userNumber(out *adopt.Cell, c *cell) {
	v, ok := storedNumber(c.text)
	if !ok || !v.Abs().LessThan(decimal.New(1, 18)) {
		out.Kind, out.Bad = adopt.Other, true
		return
	}
	out.Kind, out.Value = adopt.Number, v
	if c.format == formatDate {
		out.Kind = adopt.Date
		if m, ok := a.r.cellMonth(c, unit.DayMonth); ok {
			out.Year, out.Month = m.Year, m.Month
		}
		return
	}
	out.Figure, out.Percent = true, c.format == formatPercent
	if c.money {
		out.Sign = anyMoney
	}
	if u := int(c.unit); u > 0 && u <= len(a.r.book.formats.units) {
		switch f := a.r.book.formats.units[u-1]; {
		case f.Dimension == unit.Money:
			out.Sign, out.Shift = f.Currency, f.Shift
			if out.Sign == "" {
				out.Sign = anyMoney
			}
		case f.Dimension == unit.Share:
			out.Percent = true
		}
	}
}

// anyMoney is the sign of money whose currency is not said.
// Source: Unicode, U+00A4 CURRENCY SIGN.
const anyMoney = "¤"

// original is the cell of the workbook that a cell of the search stands for.
func (a *adopter) original(c *adopt.Cell) *cell {
	t, ok := a.r.book.tab(c.Sheet.Name)
	if !ok {
		return nil
	}
	g := a.r.book.grids[t.part]
	if g == nil {
		return nil
	}
	return g.cell(c.Row, c.Col)
}

// address is a cell of the user's for a formula.
func address(c *adopt.Cell) string { return opc.QuoteTab(c.Sheet.Name) + "!" + c.Address() }
