package adopt

// calendar tells a table whose rows are months, "January | Rent | Wages", from one
// whose rows are things: its lines are called by their month and are due in it.
// A year that a month does not write is that of the title, and runs on.
func (f *finder) calendar(b *Block) {
	c := b.Name
	if c == nil {
		c = b.Start
	}
	if c == nil {
		return
	}
	year := f.yearOver(b)
	var months []*Cell
	others, last := 0, 0
	for _, row := range b.rows {
		x := row.At(c.Col)
		if x.Blank() {
			continue
		}
		p, ok := f.span(x)
		if !ok || p.Months != 1 || p.First == 0 || p.Ordinal > 0 {
			others++
			continue
		}
		if p.Year == 0 {
			if p.First <= last%12 || last%12 == 0 && last > 0 {
				year++ // December, January
			}
			p.Year, last = year, p.First
		}
		x.Year, x.Month = p.Year, p.First
		months = append(months, x)
	}
	if len(months) < 3 || len(months) <= others || twice(months) {
		return
	}
	b.Name, b.Start, b.End, b.Months = c, c, nil, true
}

// twice tells whether a month stands in two rows, as in a list of what was paid.
func twice(months []*Cell) bool {
	seen := map[[2]int]bool{}
	for _, x := range months {
		at := [2]int{x.Year, x.Month}
		if seen[at] {
			return true
		}
		seen[at] = true
	}
	return false
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
