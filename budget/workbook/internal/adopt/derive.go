package adopt

import (
	"slices"

	"github.com/shopspring/decimal"
)

// derive finds out which columns are worked out from which others of the same
// row: by their formulas, or, where figures are typed, by what equals what.
func (f *finder) derive(b *Block) {
	for _, c := range b.Columns {
		if c.nums > 0 {
			f.byFormula(b, c)
		}
	}
	var figures []*Column
	for _, c := range b.Columns {
		if c.nums > 0 && c.nums >= c.texts && c.Role != "code" && c.Role != "period" {
			figures = append(figures, c)
		}
	}
	if len(figures) > 24 {
		return
	}
	for i, c := range figures {
		if len(c.from) > 0 || c.alias {
			continue
		}
		if p := typedProduct(b, c, figures[:i]); p != nil {
			c.from, c.product = p, true
		} else if p := typedSum(b, c, figures[:i]); p != nil {
			c.from = p
		}
	}
}

// byFormula takes the sources of a column from the formulas of its rows.
func (f *finder) byFormula(b *Block, c *Column) {
	votes, rows, product, links, minus := map[int]int{}, 0, 0, 0, 0
	for _, row := range b.rows {
		x := row.At(c.Col)
		if x == nil || x.Formula == "" {
			continue
		}
		s, beside := f.shapeOf(x), map[int]bool{}
		for _, t := range s.refs {
			if t.sheet == "" && t.Top == x.Row && t.Bottom == x.Row {
				for col := t.Left; col <= min(t.Right, t.Left+maxFields); col++ {
					beside[col] = col != c.Col
				}
			}
		}
		if len(beside) == 0 {
			continue
		}
		rows++
		for col := range beside {
			votes[col]++
		}
		if len(s.times) > 0 {
			product++
		}
		if s.takes {
			minus++
		}
		if s.sum && len(s.terms) == 1 && s.terms[0].single() {
			links++
		}
	}
	if rows == 0 {
		return
	}
	for _, o := range b.Columns {
		if o != c && votes[o.Col]*2 >= rows {
			c.from = append(c.from, o)
		}
	}
	c.product = product*2 > rows
	c.alias = links*2 > rows
	if c.product && minus == 0 && c.Role != "total" && shareOf(c) {
		c.Role = "funded" // the total times a rate of funding
	}
	spent := slices.ContainsFunc(c.from, func(s *Column) bool { return s.Role == "actual" })
	if minus*2 > rows && (spent || c.Role != "total" && c.Role != "amount") {
		c.Role = "variance"
	}
}

// shareOf tells whether a column is a total times a percentage, and nothing else.
func shareOf(c *Column) bool {
	totals, rates := 0, 0
	for _, s := range c.from {
		switch s.Role {
		case "total":
			totals++
		case "percent":
			rates++
		}
	}
	return totals == 1 && rates == 1 && len(c.from) == 2
}

// typedProduct finds two columns whose figures multiply to those of a third.
func typedProduct(b *Block, c *Column, before []*Column) []*Column {
	for i, x := range before {
		for _, y := range before[i+1:] {
			if holds(b, c, []*Column{x, y}, func(v []decimal.Decimal) decimal.Decimal { return v[0].Mul(v[1]) }) {
				return []*Column{x, y}
			}
		}
	}
	return nil
}

// typedSum finds columns side by side whose figures add up to those of another.
func typedSum(b *Block, c *Column, before []*Column) []*Column {
	for from := range before {
		for to := from + 2; to <= len(before); to++ {
			list := before[from:to]
			if holds(b, c, list, func(v []decimal.Decimal) decimal.Decimal { return decimal.Sum(v[0], v[1:]...) }) {
				return slices.Clone(list)
			}
		}
	}
	return nil
}

// holds tells whether in every row that has the figures they make that of a
// column, in two rows at least that are no ones and zeros.
func holds(b *Block, c *Column, from []*Column, make func([]decimal.Decimal) decimal.Decimal) bool {
	rows := 0
	for i, row := range b.rows {
		x := row.At(c.Col)
		if !x.IsNumber() || i > 300 {
			continue
		}
		v, blank := values(row, from)
		if blank == len(from) {
			continue
		}
		got := make(v)
		if got.Sub(x.Value).Abs().GreaterThan(decimal.New(1, -2)) {
			return false
		}
		telling := true
		for _, one := range v {
			telling = telling && !one.Equal(x.Value) && !one.IsZero()
		}
		if telling || len(from) > 2 && !x.Value.IsZero() {
			rows++
		}
	}
	return rows >= 2
}

// values are the figures of a row in some columns; blank ones count as zero.
func values(row *Row, cols []*Column) (v []decimal.Decimal, blank int) {
	for _, c := range cols {
		if x := row.At(c.Col); x.IsNumber() {
			v = append(v, x.Value)
		} else {
			v = append(v, decimal.Zero)
			blank++
		}
	}
	return v, blank
}

// ratio is the one factor between two columns in all rows, 0 when there is none.
func ratio(b *Block, of, to *Column) decimal.Decimal {
	out, rows := decimal.Zero, 0
	for _, row := range b.rows {
		x, y := row.At(of.Col), row.At(to.Col)
		if !x.IsNumber() || !y.IsNumber() || y.Value.IsZero() {
			continue
		}
		r := x.Value.DivRound(y.Value, 8)
		if rows > 0 && r.Sub(out).Abs().GreaterThan(decimal.New(2, -3).Mul(out.Abs())) {
			return decimal.Zero
		}
		out = r
		rows++
	}
	if rows == 0 {
		return decimal.Zero
	}
	return out
}
