package formula

// lambdaFunctions call function values for the parts of arrays.
func lambdaFunctions() []Func {
	return []Func{
		{Name: "MAP", Min: 2, Max: Many, Args: "A", Call: fnMap, Prefix: "_xlfn."},
		{Name: "REDUCE", Min: 2, Max: 3, Args: "A", Call: fnReduce, Prefix: "_xlfn."},
		{Name: "SCAN", Min: 2, Max: 3, Args: "A", Call: fnScan, Prefix: "_xlfn."},
		{Name: "BYROW", Min: 2, Max: 2, Args: "A", Call: func(c *Call, a []Value) Value { return byLine(c, a, true) }, Prefix: "_xlfn."},
		{Name: "BYCOL", Min: 2, Max: 2, Args: "A", Call: func(c *Call, a []Value) Value { return byLine(c, a, false) }, Prefix: "_xlfn."},
		{Name: "MAKEARRAY", Min: 3, Max: 3, Args: "nnA", Call: fnMakeArray, Prefix: "_xlfn."},
	}
}

// singleResult is what a function value gave for an element: an array of one is
// its element, a larger one #CALC!.
func (c *Call) singleResult(v Value) Value {
	v = c.entire(v)
	if a := v.Array(); a != nil {
		if len(a.V) > 1 {
			return Fail(CalcError)
		}
		v = a.V[0]
	}
	if v.Kind == Function {
		return Fail(CalcError)
	}
	return v
}

// elements reads an argument as an array; a missing one is #VALUE!.
func (c *Call) elements(v Value) (*Array, Value) {
	if v.Kind == Error {
		return nil, v
	}
	return c.Array(v)
}

// cellOf is an element of an argument: of a reference the reference to its cell,
// so that functions which ask for one are served.
func cellOf(v Value, g *Array, r, col int) Value {
	if areas := v.Areas(); len(areas) == 1 {
		return Refer(AreaOf(areas[0].At(r, col)))
	}
	return g.Stretched(r, col)
}

// fnMap calls a function for the elements in one place of each array.
// Checked: TestLambdas.
func fnMap(c *Call, a []Value) Value {
	f := a[len(a)-1]
	arrays := make([]*Array, len(a)-1)
	rows, cols := 1, 1
	for i := range arrays {
		g, bad := c.elements(a[i])
		if bad.IsError() {
			return bad
		}
		arrays[i] = g
		rows, cols = max(rows, g.Rows), max(cols, g.Cols)
	}
	if tooLarge(rows, cols) {
		return c.run.fault(c.at, NumError, TooLarge, "MAP")
	}
	out := newArray(rows, cols)
	args := make([]Value, len(arrays))
	for r := range rows {
		for col := range cols {
			for i, g := range arrays {
				args[i] = cellOf(a[i], g, r, col)
			}
			out.Set(r, col, c.singleResult(c.Invoke(f, args...)))
		}
	}
	return Grid(out)
}

// folding gives the parts of REDUCE and SCAN: where no first value is given, it
// is the first element.
func (c *Call) folding(a []Value) (start Value, g *Array, from int, bad Value) {
	g, bad = c.elements(a[len(a)-2])
	if bad.IsError() {
		return Value{}, nil, 0, bad
	}
	if len(a) == 3 && !c.Empty(0) {
		return a[0], g, 0, Value{}
	}
	return g.V[0], g, 1, Value{}
}

// fnReduce calls a function with what it gave before and each element in turn.
// Checked: TestLambdas.
func fnReduce(c *Call, a []Value) Value {
	sum, g, from, bad := c.folding(a)
	if bad.IsError() {
		return bad
	}
	for i := from; i < len(g.V); i++ {
		sum = c.Invoke(a[len(a)-1], sum, cellOf(a[len(a)-2], g, i/g.Cols, i%g.Cols))
	}
	return sum
}

// fnScan is REDUCE with every step shown.
// Checked: TestLambdas.
func fnScan(c *Call, a []Value) Value {
	sum, g, from, bad := c.folding(a)
	if bad.IsError() {
		return bad
	}
	out := newArray(g.Rows, g.Cols)
	for i := range g.V {
		if i >= from {
			sum = c.singleResult(c.Invoke(a[len(a)-1], sum, cellOf(a[len(a)-2], g, i/g.Cols, i%g.Cols)))
		}
		out.V[i] = sum
	}
	return Grid(out)
}

// byLine calls a function for every row or column.
// Checked: TestLambdas.
func byLine(c *Call, a []Value, rows bool) Value {
	g, bad := c.elements(a[0])
	if bad.IsError() {
		return bad
	}
	lines := g
	if !rows {
		lines = g.Transposed()
	}
	out := make([]Value, lines.Rows)
	for i := range out {
		line := portion(a[0], i, 0, i, g.Cols-1)
		if !rows {
			line = portion(a[0], 0, i, g.Rows-1, i)
		}
		out[i] = c.singleResult(c.Invoke(a[1], line))
	}
	if rows {
		return Grid(columnOf(out))
	}
	return Grid(rowOf(out))
}

// fnMakeArray calls a function with the number of row and column of every
// element.
// Checked: TestLambdas.
func fnMakeArray(c *Call, a []Value) Value {
	rows, cols, bad := c.arraySize(a[:2])
	if bad.IsError() {
		return bad
	}
	out := newArray(rows, cols)
	for r := range rows {
		for col := range cols {
			out.Set(r, col, c.singleResult(c.Invoke(a[2], Int(r+1), Int(col+1))))
		}
	}
	return Grid(out)
}
