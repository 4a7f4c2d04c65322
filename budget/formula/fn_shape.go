package formula

import "math"

// shapeFunctions cut and join arrays.
func shapeFunctions() []Func {
	return []Func{
		{Name: "TRANSPOSE", Min: 1, Max: 1, Args: "a", Call: fnTranspose},
		{Name: "TAKE", Min: 2, Max: 3, Args: "ann", Call: atEdges(edge), Prefix: "_xlfn."},
		{Name: "DROP", Min: 2, Max: 3, Args: "ann", Call: atEdges(rest), Prefix: "_xlfn."},
		{Name: "HSTACK", Min: 1, Max: Many, Args: "A", Call: func(c *Call, a []Value) Value { return stack(c, a, true) }, Prefix: "_xlfn."},
		{Name: "VSTACK", Min: 1, Max: Many, Args: "A", Call: func(c *Call, a []Value) Value { return stack(c, a, false) }, Prefix: "_xlfn."},
		{Name: "CHOOSECOLS", Min: 2, Max: Many, Args: "aa", Call: func(c *Call, a []Value) Value { return chosen(c, a, true) }, Prefix: "_xlfn."},
		{Name: "CHOOSEROWS", Min: 2, Max: Many, Args: "aa", Call: func(c *Call, a []Value) Value { return chosen(c, a, false) }, Prefix: "_xlfn."},
		{Name: "EXPAND", Min: 2, Max: 4, Args: "annV", Call: fnExpand, Prefix: "_xlfn."},
		{Name: "WRAPROWS", Min: 2, Max: 3, Args: "anV", Call: func(c *Call, a []Value) Value { return wrapped(c, a, false) }, Prefix: "_xlfn."},
		{Name: "WRAPCOLS", Min: 2, Max: 3, Args: "anV", Call: func(c *Call, a []Value) Value { return wrapped(c, a, true) }, Prefix: "_xlfn."},
		{Name: "TOROW", Min: 1, Max: 3, Args: "Anb", Call: func(c *Call, a []Value) Value { return inLine(c, a, true) }, Prefix: "_xlfn."},
		{Name: "TOCOL", Min: 1, Max: 3, Args: "Anb", Call: func(c *Call, a []Value) Value { return inLine(c, a, false) }, Prefix: "_xlfn."},
		{Name: "TRIMRANGE", Min: 1, Max: 3, Args: "ann", Call: fnTrimRange, Prefix: "_xlfn."},
		{Name: "SEQUENCE", Min: 1, Max: 4, Args: "n", Call: fnSequence, Prefix: "_xlfn."},
		{Name: "RANDARRAY", Min: 0, Max: 5, Args: "nnnnb", Call: fnRandArray, Volatile: true, Prefix: "_xlfn."},
	}
}

func fnTranspose(c *Call, a []Value) Value {
	g, bad := c.Array(a[0])
	if bad.IsError() {
		return bad
	}
	return Grid(g.Transposed())
}

// edge is the part of n places that TAKE keeps: from the start, or from the end
// where the number is negative.
func edge(n int, want float64) (first, last int) {
	k := int(min(math.Abs(math.Trunc(want)), float64(n)))
	if want < 0 {
		return n - k, n - 1
	}
	return 0, k - 1
}

// rest is what DROP keeps.
func rest(n int, want float64) (first, last int) {
	k := int(min(math.Abs(math.Trunc(want)), float64(n)))
	if want < 0 {
		return 0, n - 1 - k
	}
	return k, n - 1
}

// atEdges is TAKE and DROP: a part of the rows and of the columns.
func atEdges(part func(n int, want float64) (first, last int)) func(*Call, []Value) Value {
	return func(c *Call, a []Value) Value {
		rows, cols, bad := shape(a[0])
		if bad.IsError() {
			return bad
		}
		r0, r1, c0, c1 := 0, rows-1, 0, cols-1
		if !c.Empty(1) {
			r0, r1 = part(rows, a[1].Num)
		}
		if !c.Empty(2) {
			c0, c1 = part(cols, a[2].Num)
		}
		if r1 < r0 || c1 < c0 {
			return Fail(CalcError)
		}
		return portion(a[0], r0, c0, r1, c1)
	}
}

// stack puts arrays side by side or one below another; what is missing is #N/A.
func stack(c *Call, a []Value, across bool) Value {
	var parts []*Array
	long, wide := 0, 0
	for _, v := range a {
		g, bad := c.Array(v)
		if bad.IsError() {
			return bad
		}
		g = g.turned(!across)
		parts = append(parts, g)
		long, wide = max(long, g.Rows), wide+g.Cols
	}
	if tooLarge(long, wide) {
		return Fail(NumError)
	}
	out := newArray(long, wide)
	for i := range out.V {
		out.V[i] = Fail(NAError)
	}
	left := 0
	for _, g := range parts {
		for r := range g.Rows {
			copy(out.Row(r)[left:], g.Row(r))
		}
		left += g.Cols
	}
	return Grid(out.turned(!across))
}

// chosen takes rows or columns by number; a negative one counts from the end.
func chosen(c *Call, a []Value, cols bool) Value {
	g, bad := c.Array(a[0])
	if bad.IsError() {
		return bad
	}
	g = g.turned(cols)
	var picked []Value
	n := 0
	for _, v := range a[1:] {
		numbers, bad := c.Array(v)
		if bad.IsError() {
			return bad
		}
		for _, x := range numbers.V {
			if x = c.Number(x); x.IsError() {
				return x
			}
			k := math.Trunc(x.Num)
			if k < 0 {
				k += float64(g.Rows) + 1
			}
			if k < 1 || k > float64(g.Rows) {
				return Fail(ValueError)
			}
			picked = append(picked, g.Row(int(k)-1)...)
			n++
		}
	}
	return Grid((&Array{n, g.Cols, picked}).turned(cols))
}

// fnExpand makes an array larger.
func fnExpand(c *Call, a []Value) Value {
	g, bad := c.Array(a[0])
	if bad.IsError() {
		return bad
	}
	rows, cols, pad := g.Rows, g.Cols, Fail(NAError)
	if !c.Empty(1) {
		rows = int(min(a[1].Num, MaxRows))
	}
	if !c.Empty(2) {
		cols = int(min(a[2].Num, MaxCols))
	}
	if !c.Empty(3) {
		pad = a[3]
	}
	if rows < g.Rows || cols < g.Cols {
		return Fail(ValueError)
	}
	if tooLarge(rows, cols) {
		return Fail(NumError)
	}
	out := newArray(rows, cols)
	for i := range out.V {
		out.V[i] = pad
	}
	for r := range g.Rows {
		copy(out.Row(r), g.Row(r))
	}
	return Grid(out)
}

// wrapped breaks a row or column into rows (columns) of a length.
func wrapped(c *Call, a []Value, down bool) Value {
	g, bad := c.Array(a[0])
	if bad.IsError() {
		return bad
	}
	n := math.Trunc(a[1].Num)
	switch {
	case g.Rows > 1 && g.Cols > 1:
		return Fail(ValueError)
	case n < 1:
		return Fail(NumError)
	}
	width := int(min(n, float64(len(g.V))))
	rows := (len(g.V) + width - 1) / width
	out := newArray(rows, width)
	copy(out.V, g.V)
	for i := len(g.V); i < len(out.V); i++ {
		out.V[i] = Fail(NAError)
		if !c.Empty(2) {
			out.V[i] = a[2]
		}
	}
	return Grid(out.turned(down))
}

// inLine writes an array as one row or column; the second argument leaves
// blanks (1), errors (2) or both (3) out.
func inLine(c *Call, a []Value, across bool) Value {
	g, bad := c.Array(a[0])
	if bad.IsError() {
		return bad
	}
	skip := 0
	if !c.Empty(1) {
		if skip = int(a[1].Num); skip < 0 || skip > 3 {
			return Fail(ValueError)
		}
	}
	g = g.turned(len(a) > 2 && a[2].True())
	var out []Value
	for _, v := range g.V {
		if skip&1 != 0 && v.Kind == Blank || skip&2 != 0 && v.Kind == Error {
			continue
		}
		out = append(out, v)
	}
	if across {
		return Grid(rowOf(out))
	}
	return Grid(columnOf(out))
}

// fnTrimRange leaves empty rows and columns at the edges out: none (0), leading
// (1), trailing (2), both (3).
func fnTrimRange(c *Call, a []Value) Value {
	g, bad := c.Array(a[0])
	if bad.IsError() {
		return bad
	}
	how := [2]int{3, 3}
	for i := range how {
		if !c.Empty(i + 1) {
			how[i] = int(a[i+1].Num)
		}
	}
	r0, r1 := trimmed(g, how[0])
	c0, c1 := trimmed(g.Transposed(), how[1])
	if r1 < r0 || c1 < c0 {
		return Fail(RefError)
	}
	return portion(a[0], r0, c0, r1, c1)
}

// trimmed is what is left of the rows.
func trimmed(g *Array, how int) (first, last int) {
	empty := func(r int) bool {
		for _, v := range g.Row(r) {
			if v.Kind != Blank {
				return false
			}
		}
		return true
	}
	first, last = 0, g.Rows-1
	for how&1 != 0 && first <= last && empty(first) {
		first++
	}
	for how&2 != 0 && last >= first && empty(last) {
		last--
	}
	return first, last
}

// arraySize reads rows and columns of an array to be made.
func (c *Call) arraySize(a []Value) (rows, cols int, bad Value) {
	size := [2]int{1, 1}
	for i := range size {
		if c.Empty(i) {
			continue
		}
		n := math.Trunc(a[i].Num)
		if n < 1 || n > MaxRows {
			return 0, 0, Fail(ValueError)
		}
		size[i] = int(n)
	}
	if tooLarge(size[0], size[1]) {
		return 0, 0, Fail(ValueError)
	}
	return size[0], size[1], Value{}
}

// fnSequence counts on from a start by a step, row by row.
func fnSequence(c *Call, a []Value) Value {
	rows, cols, bad := c.arraySize(a)
	if bad.IsError() {
		return bad
	}
	start, step := 1.0, 1.0
	if !c.Empty(2) {
		start = a[2].Num
	}
	if !c.Empty(3) {
		step = a[3].Num
	}
	out := newArray(rows, cols)
	for i := range out.V {
		out.V[i] = Num(start + float64(float64(i)*step))
	}
	return Grid(out)
}

// fnRandArray asks for one random number for every element.
func fnRandArray(c *Call, a []Value) Value {
	rows, cols, bad := c.arraySize(a)
	if bad.IsError() {
		return bad
	}
	lo, hi := 0.0, 1.0
	if !c.Empty(2) {
		lo = a[2].Num
	}
	if !c.Empty(3) {
		hi = a[3].Num
	}
	whole := len(a) > 4 && a[4].True()
	if lo > hi || whole && (lo != math.Trunc(lo) || hi != math.Trunc(hi)) {
		return Fail(ValueError)
	}
	out := newArray(rows, cols)
	for i := range out.V {
		u := c.Volatile("RAND")
		switch {
		case u.Kind != Number:
			out.V[i] = u
		case whole:
			out.V[i] = Num(lo + math.Floor(u.Num*(hi-lo+1)))
		default:
			out.V[i] = Num(lo + float64(u.Num*(hi-lo)))
		}
	}
	return Grid(out)
}
