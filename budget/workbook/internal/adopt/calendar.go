package adopt

// calendar tells a table whose rows are months or years, "January | Rent | Wages",
// from one whose rows are things: its lines are called by their time and are due
// in it. A year that a month does not write is that of the title, and runs on.
func (f *finder) calendar(b *Block) {
	for _, c := range []*Column{b.Name, b.Start, b.Columns[0]} {
		if c == nil {
			continue
		}
		for _, months := range []int{1, 12} {
			if rows := f.periodRows(b, c, months); rows != nil {
				for _, r := range rows {
					r.cell.Year, r.cell.Month = r.year, r.month
				}
				b.Name, b.Start, b.End, b.Each = c, c, nil, months
				if b.Code == c {
					b.Code = nil
				}
				return
			}
		}
	}
}

// periodRow is a row that is a month or a year.
type periodRow struct {
	cell        *Cell
	year, month int
}

// periodRows are the rows of a column that are periods of one length, nil when
// fewer than three are, when others are as many, or when one comes twice, as in a
// list of what was paid.
func (f *finder) periodRows(b *Block, c *Column, months int) []periodRow {
	year, last, others := f.yearOver(b), 0, 0
	var out []periodRow
	seen := map[[2]int]bool{}
	for _, row := range b.rows {
		x := row.At(c.Col)
		if x.Blank() {
			continue
		}
		p, ok := f.span(x)
		if !ok || p.Months != months || p.First == 0 || p.Ordinal > 0 {
			others++
			continue
		}
		if p.Year == 0 {
			if p.First <= last {
				year++ // December, January
			}
			p.Year, last = year, p.First
		}
		if seen[[2]int{p.Year, p.First}] {
			return nil
		}
		seen[[2]int{p.Year, p.First}] = true
		out = append(out, periodRow{x, p.Year, p.First})
	}
	if len(out) < 3 || len(out) <= others {
		return nil
	}
	return out
}

// yearOver is the year that the sheet's name or a title names, 0 for none.
func (f *finder) yearOver(b *Block) int {
	titles := f.titles(b)
	for i := len(titles) - 1; i >= 0; i-- {
		if y, ok := yearIn(titles[i].Text); ok {
			return y
		}
	}
	y, _ := yearIn(b.Sheet.Name)
	return y
}

// earning is a column of income that is part of the amounts of a table of months,
// or the amounts themselves, nil without one.
func (f *finder) earning(b *Block) *Column {
	if b.Each == 0 {
		return nil
	}
	for _, c := range b.Figure.Columns() {
		for _, s := range append([]*Column{c}, c.from...) {
			if f.has(s, "income") && !f.has(s, "spending") {
				return s
			}
		}
	}
	return nil
}
