package adopt

import (
	"slices"

	"github.com/shopspring/decimal"
)

// times finds the count elsewhere on the sheet that the budget's own total
// multiplies the sum of the amounts by: guests, rooms, months. Each amount is
// then one for a guest.
func (f *finder) times(b *Block) *Cell {
	c := b.Figure.Amount
	if c == nil {
		return nil
	}
	for _, row := range b.rows {
		x := row.At(c.Col)
		s := f.shapeOf(x)
		if !x.IsNumber() || !s.factor || len(s.refs) != 2 || len(s.terms) > 0 {
			continue
		}
		for i, t := range s.refs {
			sum, count := b.Sheet.at(t.Top, t.Left), b.Sheet.at(s.refs[1-i].Top, s.refs[1-i].Left)
			if t.sheet != "" || s.refs[1-i].sheet != "" || t.Left != c.Col || t.Top == x.Row || t.Top <= b.Header || !f.shapeOf(sum).sum {
				continue
			}
			if f.counts(b, count) && near(sum.Value.Mul(count.Value), x.Value) {
				return count
			}
		}
	}
	return nil
}

// counts tells whether a cell is a number of things or months beside its words.
func (f *finder) counts(b *Block, x *Cell) bool {
	if !x.IsNumber() || x.Percent || !x.Value.IsInteger() || x.Value.LessThan(decimal.New(2, 0)) {
		return false
	}
	row := b.Sheet.row(x.Row)
	for i := range row.Cells {
		if y := &row.Cells[i]; y.Col < x.Col && y.IsText() && f.words.Has(y.Text, "quantity", "time", "perhead") {
			return true
		}
	}
	return false
}

// reads tells whether the formula of a cell reads another cell.
func (f *finder) reads(x, other *Cell) bool {
	return slices.ContainsFunc(f.shapeOf(x).refs, func(t term) bool { return t.sheet == "" && t.single() && t.has(other.Row, other.Col) })
}

// multiplied doubts a total once more that is a multiple of the lines and in no
// other currency: the lines may be per person, piece or month.
func (f *finder) multiplied(r *Reading) {
	for _, e := range r.Entries {
		if e.Kind != Restated || headCurrency(e.words) != "" {
			continue
		}
		t := f.shapeOf(e.Cells[0]).base
		base := e.Block.Sheet.at(t.Top, t.Left)
		if base.IsNumber() && base.Value.IsPositive() && e.Cells[0].Value.GreaterThanOrEqual(base.Value.Mul(decimal.New(2, 0))) {
			r.doubt(Doubt{Code: "adopt-scaled", Sheet: e.Block.Sheet.Name, Cell: e.Cells[0].Address(), Text: "=" + e.Cells[0].Formula})
		}
	}
}
