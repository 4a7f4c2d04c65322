package formula

import "math"

// lookupFunctions search ranges.
func lookupFunctions() []Func {
	return []Func{
		{Name: "MATCH", Min: 2, Max: 3, Args: "vrn", Call: fnMatch},
		{Name: "XMATCH", Min: 2, Max: 4, Args: "vann", Call: fnXMatch, Prefix: "_xlfn."},
		{Name: "XLOOKUP", Min: 3, Max: 6, Args: "vaaRnn", Call: fnXLookup, Prefix: "_xlfn."},
		{Name: "VLOOKUP", Min: 3, Max: 4, Args: "vrnb", Call: func(c *Call, a []Value) Value { return tableLookup(c, a, false) }},
		{Name: "HLOOKUP", Min: 3, Max: 4, Args: "vrnb", Call: func(c *Call, a []Value) Value { return tableLookup(c, a, true) }},
		{Name: "LOOKUP", Min: 2, Max: 3, Args: "vaa", Call: fnLookup},
	}
}

// fnMatch is the place of a value: type 1 in ascending values, 0 exactly, -1 in
// descending ones.
// Checked: TestLookups.
func fnMatch(c *Call, a []Value) Value {
	in, bad := c.vectorOf(a[1], NAError)
	if bad.IsError() {
		return bad
	}
	how := sortedUp
	if len(a) > 2 {
		switch {
		case a[2].Num == 0:
			how = wildly
		case a[2].Num < 0:
			how = sortedDown
		}
	}
	if a[0].Kind == Blank {
		return Fail(NAError)
	}
	return found(c.search(in, a[0], how))
}

// found is a place counted from 1, or #N/A.
func found(i int) Value {
	if i < 0 {
		return Fail(NAError)
	}
	return Int(i + 1)
}

// modes reads match and search mode of XMATCH and XLOOKUP.
func (c *Call) modes(a []Value, i int, in *vector) (seek, Value) {
	match, order := 0.0, 1.0
	if i < len(a) && !c.Empty(i) {
		match = math.Trunc(a[i].Num)
	}
	if i+1 < len(a) && !c.Empty(i+1) {
		order = math.Trunc(a[i+1].Num)
	}
	how, ok := map[float64]seek{0: exactly, -1: orSmaller, 1: orLarger, 2: wildly, 3: byExpression}[match]
	if !ok || order != 1 && order != -1 && order != 2 && order != -2 || match >= 2 && math.Abs(order) == 2 {
		return 0, Fail(ValueError)
	}
	in.last = order == -1
	if math.Abs(order) == 2 {
		in.sorted = int(order)
	}
	return how, Value{}
}

func fnXMatch(c *Call, a []Value) Value {
	in, bad := c.vectorOf(a[1], ValueError)
	if bad.IsError() {
		return bad
	}
	how, bad := c.modes(a, 2, &in)
	if bad.IsError() {
		return bad
	}
	return found(c.search(in, a[0], how))
}

// fnXLookup gives the element, row or column of a second range in the place
// where a value is in the first.
// Checked: TestLookups.
func fnXLookup(c *Call, a []Value) Value {
	in, bad := c.vectorOf(a[1], ValueError)
	if bad.IsError() {
		return bad
	}
	how, bad := c.modes(a, 4, &in)
	if bad.IsError() {
		return bad
	}
	rows, cols, bad := shape(a[1])
	if bad.IsError() {
		return bad
	}
	outRows, outCols, bad := shape(a[2])
	if bad.IsError() {
		return bad
	}
	down := cols == 1 && (rows > 1 || outRows == 1)
	if down && outRows != rows || !down && outCols != cols {
		return Fail(ValueError)
	}
	i := c.search(in, a[0], how)
	if i < 0 {
		if c.Empty(3) {
			return Fail(NAError)
		}
		return a[3]
	}
	if down {
		return portion(a[2], i, 0, i, outCols-1)
	}
	return portion(a[2], 0, i, outRows-1, i)
}

// shape is the height and width of a range, an array or a single value.
func shape(v Value) (rows, cols int, bad Value) {
	if areas := v.Areas(); areas != nil {
		if len(areas) > 1 {
			return 0, 0, Fail(ValueError)
		}
		return areas[0].Rows(), areas[0].Cols(), Value{}
	}
	if v.Kind == Error {
		return 0, 0, v
	}
	a := boxed(v)
	return a.Rows, a.Cols, Value{}
}

// portion is a part of a range or an array; of a range it is a reference.
func portion(v Value, r0, c0, r1, c1 int) Value {
	if areas := v.Areas(); areas != nil {
		a := areas[0]
		return Refer(Area{a.Sheet, a.Top + int32(r0), a.Left + int32(c0), a.Top + int32(r1), a.Left + int32(c1)})
	}
	if r0 == r1 && c0 == c1 {
		return boxed(v).At(r0, c0)
	}
	return Grid(boxed(v).cut(r0, c0, r1, c1))
}

// tableLookup searches the first column (row) of a table and gives the element
// of another one beside it.
// Checked: TestLookups.
func tableLookup(c *Call, a []Value, across bool) Value {
	rows, cols, bad := shape(a[1])
	if bad.IsError() {
		return bad
	}
	if a[1].Kind != Reference && a[1].Kind != Matrix {
		if a[1].Kind == Text {
			return Fail(ValueError)
		}
		return Fail(NAError)
	}
	n, limit, keys := math.Trunc(a[2].Num), cols, portion(a[1], 0, 0, rows-1, 0)
	if across {
		limit, keys = rows, portion(a[1], 0, 0, 0, cols-1)
	}
	switch {
	case n < 1:
		return Fail(ValueError)
	case n > float64(limit):
		return Fail(RefError)
	}
	in, bad := c.vectorOf(keys, NAError)
	if bad.IsError() {
		return bad
	}
	how := sortedUp
	if len(a) > 3 && !a[3].True() {
		how = wildly
	}
	key := a[0]
	if key.Kind == Blank {
		key = Int(0)
	}
	i := c.search(in, key, how)
	if i < 0 {
		return Fail(NAError)
	}
	if across {
		return portion(a[1], int(n)-1, i, int(n)-1, i)
	}
	return portion(a[1], i, int(n)-1, i, int(n)-1)
}

// fnLookup searches ascending values and gives the element in the same place of
// a second row or column, or of the last one of the table.
func fnLookup(c *Call, a []Value) Value {
	rows, cols, bad := shape(a[1])
	if bad.IsError() {
		return bad
	}
	keys, results := a[1], a[1]
	if rows > 1 && cols > 1 {
		if cols > rows {
			keys, results = portion(a[1], 0, 0, 0, cols-1), portion(a[1], rows-1, 0, rows-1, cols-1)
		} else {
			keys, results = portion(a[1], 0, 0, rows-1, 0), portion(a[1], 0, cols-1, rows-1, cols-1)
		}
	}
	if len(a) > 2 {
		results = a[2]
	}
	in, bad := c.vectorOf(keys, NAError)
	if bad.IsError() {
		return bad
	}
	if a[0].Kind == Blank {
		return Fail(NAError)
	}
	i := c.search(in, a[0], sortedUp)
	if i < 0 {
		return Fail(NAError)
	}
	return along(results, i, rows == 1)
}

// along is an element of a single row or column; a single cell stands for the
// row or column that begins there.
func along(results Value, i int, across bool) Value {
	rows, cols, bad := shape(results)
	switch {
	case bad.IsError():
		return bad
	case rows > 1 && cols > 1:
		return Fail(NAError)
	case results.Kind == Reference:
		area := results.Areas()[0]
		if rows == 1 && (cols > 1 || across) {
			return Refer(AreaOf(area.At(0, i)))
		}
		return Refer(AreaOf(area.At(i, 0)))
	case i >= rows*cols:
		return Fail(NAError)
	}
	return boxed(results).V[i]
}
