package formula

// clip cuts an area to what its sheet uses; it may be empty.
func (r *Run) clip(a Area) Area {
	if a.Single() {
		return a
	}
	rows, cols := r.book.Source.Extent(int(a.Sheet))
	a.Bottom = min(a.Bottom, int32(rows)-1)
	a.Right = min(a.Right, int32(cols)-1)
	return a
}

// visit gives the values of an area row by row; it reports whether it came to
// the end.
func (r *Run) visit(a Area, see func(at Cell, v Value) bool) bool {
	for row := a.Top; row <= a.Bottom; row++ {
		for col := a.Left; col <= a.Right; col++ {
			at := Cell{a.Sheet, row, col}
			if !see(at, r.Value(at)) {
				return false
			}
		}
	}
	return true
}

// array reads an argument as an array.
func (r *Run) array(v Value) (*Array, Value) {
	switch v.Kind {
	case Matrix:
		return v.Array(), Value{}
	case Reference:
		areas := v.Areas()
		if len(areas) > 1 {
			return nil, Fail(ValueError)
		}
		if a := r.reach(areas[0]); tooLarge(a.Rows(), a.Cols()) {
			return nil, r.fault(a.First(), NumError, TooLarge, "")
		}
		return r.read(areas[0]), Value{}
	}
	return &Array{1, 1, []Value{v}}, Value{}
}

// read gives the values of an area. Whole rows and columns are cut to what the
// largest sheet uses, so that those of two sheets keep the same height.
func (r *Run) read(a Area) *Array {
	a = r.reach(a)
	out := newArray(a.Rows(), a.Cols())
	i := 0
	r.visit(a, func(_ Cell, v Value) bool {
		out.V[i] = v
		i++
		return true
	})
	return out
}

// reach cuts whole rows and columns to what the largest sheet uses.
func (r *Run) reach(a Area) Area {
	if a.Rows() == MaxRows {
		a.Bottom = max(a.Top, r.book.maxRows-1)
	}
	if a.Cols() == MaxCols {
		a.Right = max(a.Left, r.book.maxCols-1)
	}
	return a
}

// single makes one value of what an expression gave: implicit intersection of a
// range with the row or column of the cell, the first element of an array.
// Checked: TestImplicitIntersection.
func (r *Run) single(at Cell, v Value) Value {
	switch v.Kind {
	case Matrix:
		return v.Array().V[0]
	case Reference:
		areas := v.Areas()
		if len(areas) > 1 {
			return Fail(ValueError)
		}
		cell, ok := areas[0].Crossing(at)
		if !ok {
			return Fail(ValueError)
		}
		return r.Value(cell)
	}
	return v
}

// Crossing is the cell of an area that lies in the row or the column of another
// cell, on whatever sheet.
func (a Area) Crossing(at Cell) (Cell, bool) {
	inRow := at.Row >= a.Top && at.Row <= a.Bottom
	inCol := at.Col >= a.Left && at.Col <= a.Right
	switch {
	case a.Single():
		return a.First(), true
	case a.Left == a.Right && inRow:
		return Cell{a.Sheet, at.Row, a.Left}, true
	case a.Top == a.Bottom && inCol:
		return Cell{a.Sheet, a.Top, at.Col}, true
	case a.Left != a.Right && a.Top != a.Bottom && inRow && inCol:
		return Cell{a.Sheet, at.Row, at.Col}, true
	}
	return Cell{}, false
}

// number converts a single value and keeps the cause where a text is doubtful.
func (r *Run) number(at Cell, v Value) Value {
	n := AsNumber(v, r.opts.Locale, r.book.date1904)
	if f := n.Fault(); f != nil && v.Kind == Text {
		return r.fault(at, n.Err, f.Reason, f.Name)
	}
	return n
}
