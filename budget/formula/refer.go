package formula

// place is the cell of a coordinate for a formula in another cell; what runs
// over an edge of the sheet comes in at the other, as in a spreadsheet.
func (p Coord) place(at Cell) Cell {
	row, col := p.Row, p.Col
	if p.RowRel {
		row = (at.Row + row + MaxRows) % MaxRows
	}
	if p.ColRel {
		col = (at.Col + col + MaxCols) % MaxCols
	}
	return Cell{at.Sheet, row, col}
}

// Area is where a reference lies for a formula in a cell, on the sheet of that
// cell.
func (n *Range) Area(at Cell) Area {
	from, to := n.From.place(at), n.From.place(at)
	if n.Shape != OneCell {
		to = n.To.place(at)
	}
	a := Area{at.Sheet, min(from.Row, to.Row), min(from.Col, to.Col), max(from.Row, to.Row), max(from.Col, to.Col)}
	switch n.Shape {
	case WholeColumns:
		a.Top, a.Bottom = 0, MaxRows-1
	case WholeRows:
		a.Left, a.Right = 0, MaxCols-1
	}
	return a
}

// Areas are where a reference lies for a formula in a cell: one area, or one
// for each sheet of a three-dimensional reference; none where there is no such
// sheet.
func (n *Range) Areas(at Cell) Areas {
	a := n.Area(at)
	if n.Sheet.Local {
		return Areas{a}
	}
	if n.Sheet.ID < 0 || n.Sheet.LastID < 0 {
		return nil
	}
	var out Areas
	for id := n.Sheet.ID; id <= n.Sheet.LastID; id++ {
		a.Sheet = int32(id)
		out = append(out, a)
	}
	return out
}

// refer is the value of a reference by address.
func (c *Call) refer(n *Range) Value {
	areas := n.Areas(c.at)
	if areas != nil {
		return Value{Kind: Reference, box: areas}
	}
	if n.Sheet.Book > 0 {
		return c.run.fault(c.at, RefError, MissingLink, n.Sheet.String())
	}
	return Fail(RefError)
}

// joined applies an operator that makes a reference of two.
func (c *Call) joined(op Op, x, y Value) Value {
	if x.Kind == Error {
		return x
	}
	if y.Kind == Error {
		return y
	}
	if x.Kind != Reference || y.Kind != Reference {
		return Fail(ValueError)
	}
	a, b := x.Areas(), y.Areas()
	switch op {
	case Union:
		return Value{Kind: Reference, box: append(append(Areas{}, a...), b...)}
	case Intersection:
		var out Areas
		for _, p := range a {
			for _, q := range b {
				if both, ok := p.Intersect(q); ok {
					out = append(out, both)
				}
			}
		}
		return Refer(out...)
	}
	hull := a[0]
	for _, p := range append(append(Areas{}, a...), b...) {
		if p.Sheet != hull.Sheet {
			return Fail(ValueError)
		}
		hull = hull.Hull(p)
	}
	return Refer(hull)
}

// spilled is the range over which the formula in a cell spreads its result.
func (c *Call) spilled(v Value) Value {
	if v.Kind == Error {
		return v
	}
	areas := v.Areas()
	if len(areas) != 1 || !areas[0].Single() {
		return Fail(RefError)
	}
	f := c.run.book.cells[areas[0].First()]
	if f == nil || f.At != areas[0].First() || f.Form != DynamicArray && f.Form != ArrayFormula {
		return Fail(RefError)
	}
	if _, replaced := c.run.opts.Override[f.At]; replaced {
		if _, all := c.run.opts.Override[f.Area.At(f.Area.Rows()-1, f.Area.Cols()-1)]; all {
			return Refer(f.Area)
		}
		return Fail(RefError)
	}
	result := c.run.result(f)
	a := result.Array()
	if f.Form == ArrayFormula || a == nil || a.Rows == f.Area.Rows() && a.Cols == f.Area.Cols() {
		return Refer(f.Area)
	}
	return result
}

// structured is the value of a reference to a table.
func (c *Call) structured(n *Structured) Value {
	t := c.run.book.tableFor(n.Table, c.at)
	if t == nil || n.Book > 0 {
		return c.run.fault(c.at, RefError, UnknownName, n.Table)
	}
	area, ok := t.part(n, c.at)
	switch {
	case ok:
		return Refer(area)
	case n.Parts&PartThisRow != 0 && (n.First == "" || t.column(n.First) >= 0):
		return Fail(ValueError) // the formula is not beside the table
	}
	return Fail(RefError)
}

// TableArea is where a reference to a table lies for a formula in a cell; false
// where there is no such table or column, or the cell is not beside its rows.
func (b *Book) TableArea(n *Structured, at Cell) (Area, bool) {
	t := b.tableFor(n.Table, at)
	if t == nil || n.Book > 0 {
		return Area{}, false
	}
	return t.part(n, at)
}

// tableFor finds a table by its name, or the one that a cell lies in.
func (b *Book) tableFor(name string, at Cell) *Table {
	if name != "" {
		return b.tables[Fold(name)]
	}
	for _, t := range b.tables {
		if t.Area.Contains(at) {
			return t
		}
	}
	return nil
}

// part is the area of a table that a structured reference means for a formula
// in a cell.
func (t *Table) part(n *Structured, at Cell) (Area, bool) {
	a := t.Area
	first, last := 0, a.Cols()-1
	if n.First != "" {
		first = t.column(n.First)
		last = first
		if n.Last != "" {
			last = t.column(n.Last)
		}
		if first < 0 || last < 0 {
			return Area{}, false
		}
	}
	a.Left, a.Right = a.Left+int32(min(first, last)), a.Left+int32(max(first, last))
	top, bottom := t.Area.Top, t.Area.Bottom
	if t.Header {
		top++
	}
	if t.Totals {
		bottom--
	}
	switch parts := n.Parts; {
	case parts&PartThisRow != 0:
		if at.Row < top || at.Row > bottom {
			return Area{}, false
		}
		a.Top, a.Bottom = at.Row, at.Row
	case parts == 0 || parts == PartData:
		a.Top, a.Bottom = top, bottom
	case parts == PartHeaders:
		a.Bottom = top - 1
	case parts == PartTotals:
		a.Top = bottom + 1
	case parts == PartData|PartHeaders:
		a.Bottom = bottom
	case parts == PartData|PartTotals:
		a.Top = top
	}
	return a, a.Top <= a.Bottom
}

// column finds a column of a table by its name, -1 where there is none.
func (t *Table) column(name string) int {
	for i, c := range t.Columns {
		if compareTexts(c, name) == 0 {
			return i
		}
	}
	return -1
}
