package formula

// indexFunctions take parts of ranges by number.
func indexFunctions() []Func {
	return []Func{
		{Name: "INDEX", Min: 2, Max: 4, Args: "annn", Call: fnIndex},
	}
}

// fnIndex gives one element, or with row or column 0 a whole column or row; of a
// reference it is a reference.
// Checked: TestIndex.
func fnIndex(c *Call, a []Value) Value {
	if areas := a[0].Areas(); areas != nil {
		k := 1
		if len(a) > 3 && !c.Empty(3) {
			k = int(a[3].Num)
		}
		if k < 1 || k > len(areas) {
			return Fail(RefError)
		}
		area := areas[k-1]
		r0, c0, r1, c1, bad := indexed(c, area.Rows(), area.Cols(), a)
		if bad.IsError() {
			return bad
		}
		return Refer(Area{area.Sheet, area.Top + r0, area.Left + c0, area.Top + r1, area.Left + c1})
	}
	g := boxed(a[0])
	r0, c0, r1, c1, bad := indexed(c, g.Rows, g.Cols, a)
	if bad.IsError() {
		return bad
	}
	if r0 == r1 && c0 == c1 {
		return g.At(int(r0), int(c0))
	}
	return Grid(g.cut(int(r0), int(c0), int(r1), int(c1)))
}

// indexed is the part of a shape that row and column name, counted from 0.
func indexed(c *Call, rows, cols int, a []Value) (r0, c0, r1, c1 int32, bad Value) {
	row, col := a[1].Num, 0.0
	if len(a) > 2 {
		col = a[2].Num
	} else if rows == 1 && cols > 1 {
		row, col = 1, row // the number counts along the only row
	} else if cols == 1 {
		col = 1
	}
	if row < 0 || col < 0 {
		return 0, 0, 0, 0, Fail(ValueError)
	}
	if row >= float64(rows)+1 || col >= float64(cols)+1 {
		return 0, 0, 0, 0, Fail(RefError)
	}
	r0, r1 = int32(row)-1, int32(row)-1
	if int(row) == 0 {
		r0, r1 = 0, int32(rows)-1
	}
	c0, c1 = int32(col)-1, int32(col)-1
	if int(col) == 0 {
		c0, c1 = 0, int32(cols)-1
	}
	return r0, c0, r1, c1, Value{}
}

// cut is a part of an array, ends included.
func (a *Array) cut(r0, c0, r1, c1 int) *Array {
	out := newArray(r1-r0+1, c1-c0+1)
	for r := range out.Rows {
		copy(out.Row(r), a.Row(r0 + r)[c0:c1+1])
	}
	return out
}
