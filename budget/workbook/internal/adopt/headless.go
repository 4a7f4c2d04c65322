package adopt

// headless finds tables without headers between two rows of a sheet: a column
// of texts with figures beside them, and a total, or a range that was named.
func (f *finder) headless(s, whole *Sheet, from, to int) []*Block {
	var out []*Block
	for i := from; i < to; {
		if s.Rows[i].blank() {
			i++
			continue
		}
		end := i
		for k := i + 1; k < to && (s.Rows[k].blank() || s.Rows[k].Number-s.Rows[end].Number <= 2); k++ {
			if !s.Rows[k].blank() {
				end = k
			}
		}
		if b := f.headlessBlock(s, whole, i, end); b != nil {
			out = append(out, b)
		}
		i = end + 1
	}
	return out
}

// headlessBlock makes a table of rows without a header, nil when they are none.
func (f *finder) headlessBlock(s, whole *Sheet, from, to int) *Block {
	for from < to && !named(&s.Rows[from]) {
		from++ // titles
	}
	rows, adds := 0, false
	left, right := 1<<14, 0
	for i := from; i <= to; i++ {
		if named(&s.Rows[i]) {
			rows++
		}
		for k := range s.Rows[i].Cells {
			c := &s.Rows[i].Cells[k]
			if c.Blank() {
				continue
			}
			left, right = min(left, c.Col), max(right, c.Col)
			adds = adds || f.shapeOf(c).sum || c.IsText() && f.words.Has(c.Text, "totalrow")
		}
	}
	if rows < 3 && !(f.opts.bounded() && rows > 0) || !adds && !f.opts.bounded() {
		return nil
	}
	return f.build(s, whole, Area{s.Rows[from].Number, left, s.Rows[to].Number, right}, nil, from, to)
}

// named tells whether a row has a text and a figure to its right.
func named(r *Row) bool {
	text := false
	for i := range r.Cells {
		c := &r.Cells[i]
		if text && c.IsNumber() && !c.Percent {
			return true
		}
		text = text || c.IsText()
	}
	return false
}

// block makes a table of its header rows and what stands under them.
func (f *finder) block(s, whole *Sheet, top, header, end int, span [2]int) *Block {
	if end-header > maxLines || end == header {
		return nil
	}
	var heads []*Row
	for i := header; i >= top; i-- {
		heads = append(heads, &s.Rows[i])
	}
	return f.build(s, whole, Area{s.Rows[top].Number, span[0], s.Rows[end].Number, span[1]}, heads, header+1, end)
}

// build reads the columns of a table.
func (f *finder) build(s, whole *Sheet, at Area, heads []*Row, from, to int) *Block {
	b := &Block{Sheet: whole, sheet: s, Top: at.Top, Header: at.Top - 1, Left: at.Left, Right: at.Right, Last: at.Bottom, headed: len(heads) > 0}
	if b.headed {
		b.Header = heads[0].Number
	}
	byCol := map[int]*Column{}
	tall := s.tall(b.Header)
	for col := b.Left; col <= b.Right; col++ {
		c := &Column{Col: col, distinct: map[string]bool{}}
		f.label(b, c, heads, tall[col])
		byCol[col] = c
		b.Columns = append(b.Columns, c)
	}
	for i := from; i <= to; i++ {
		row := &s.Rows[i]
		b.rows = append(b.rows, row)
		for k := range row.Cells {
			x := &row.Cells[k]
			if c := byCol[x.Col]; c != nil && !x.Blank() {
				c.take(x)
			}
		}
	}
	f.roles(b)
	f.derive(b)
	f.calendar(b)
	if b.Name == nil {
		f.refuseBlock(b)
		return nil
	}
	return b
}

// label collects the headers of a column: its own, and those above that stand
// over it, such as a quarter merged over Budget and Actual.
func (f *finder) label(b *Block, c *Column, heads []*Row, tall *Cell) {
	add := func(x *Cell) {
		for _, l := range c.Labels {
			if l == x {
				return
			}
		}
		if !x.Blank() {
			c.Labels = append(c.Labels, x)
		}
	}
	for i, h := range heads {
		x := h.At(c.Col)
		if x.Blank() && i == 0 {
			x = tall
		}
		if x.Blank() && i > 0 && f.heads(b.sheet, h.Number, c.Col) {
			x = b.sheet.over(h.Number, c.Col)
		}
		add(x)
	}
	if len(heads) == 0 {
		return
	}
	for n := b.Top - 1; n >= max(1, b.Top-2); n-- {
		if !f.heads(b.sheet, n, c.Col) {
			break // a title over the whole table
		}
		add(b.sheet.over(n, c.Col))
		b.Top = min(b.Top, n)
	}
}

// heads tells whether a row above the headers is one of them for a column: a
// cell is merged over the column but not over the whole table, or the row has
// several periods or kinds of figures.
func (f *finder) heads(s *Sheet, row, col int) bool {
	for _, m := range s.Merged {
		if m.has(row, col) && (m.Right > m.Left || m.Bottom > m.Top) {
			return m.Left > 1 || m.Right == m.Left
		}
	}
	above, labels := s.row(row), 0
	if above == nil {
		return false
	}
	for i := range above.Cells {
		c := &above.Cells[i]
		if c.IsNumber() && c.Kind == Number && len(c.Text) != 4 {
			return false
		}
		if _, ok := f.span(c); ok || c.IsText() && len([]rune(c.Text)) <= 30 && f.figureRole([]string{c.Text}) != "" {
			labels++
		}
	}
	return labels >= 2
}
