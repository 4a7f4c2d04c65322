package formula

import "math"

// databaseFunctions aggregate the rows of a table that meet criteria written
// under the names of columns: conditions of one row all hold, rows are
// alternatives.
func databaseFunctions() []Func {
	row := func(name string, f func(c *Call, cells []Value) Value) Func {
		return Func{Name: name, Min: 3, Max: 3, Args: "rvr", Call: func(c *Call, a []Value) Value {
			cells, bad := c.selected(a)
			if bad.Kind == Error {
				return bad
			}
			return f(c, cells)
		}}
	}
	over := func(name string, f func(xs []float64) Value) Func {
		return row(name, func(_ *Call, cells []Value) Value {
			var xs []float64
			for _, v := range cells {
				switch v.Kind {
				case Error:
					return v
				case Number:
					xs = append(xs, v.Num)
				}
			}
			return f(xs)
		})
	}
	return []Func{
		over("DSUM", func(xs []float64) Value { return Num(folded(xs, 0, func(a, x float64) float64 { return a + x })) }),
		over("DPRODUCT", func(xs []float64) Value {
			if len(xs) == 0 {
				return Num(0)
			}
			return Num(folded(xs, 1, func(a, x float64) float64 { return a * x }))
		}),
		over("DAVERAGE", func(xs []float64) Value {
			if len(xs) == 0 {
				return Fail(DivError)
			}
			return Num(meanOf(xs))
		}),
		over("DMAX", func(xs []float64) Value { return extreme(xs, math.Max) }),
		over("DMIN", func(xs []float64) Value { return extreme(xs, math.Min) }),
		over("DVAR", variance(1)), over("DVARP", variance(0)),
		over("DSTDEV", deviation(1)), over("DSTDEVP", deviation(0)),
		row("DCOUNT", func(_ *Call, cells []Value) Value { return countKind(cells, Number) }),
		row("DCOUNTA", func(_ *Call, cells []Value) Value { return countKind(cells, Blank) }),
		row("DGET", func(_ *Call, cells []Value) Value {
			switch len(cells) {
			case 0:
				return Fail(ValueError)
			case 1:
				return cells[0]
			}
			return Fail(NumError)
		}),
	}
}

func folded(xs []float64, start float64, f func(a, x float64) float64) float64 {
	for _, x := range xs {
		start = f(start, x)
	}
	return start
}

func extreme(xs []float64, f func(a, b float64) float64) Value {
	if len(xs) == 0 {
		return Num(0)
	}
	return Num(folded(xs[1:], xs[0], f))
}

// countKind counts the values of a kind; with Blank those that are not blank.
func countKind(cells []Value, kind Kind) Value {
	n := 0
	for _, v := range cells {
		if (v.Kind == kind) == (kind != Blank) {
			n++
		}
	}
	return Int(n)
}

// selected are the cells of the field in the rows that meet the criteria. A
// field left empty gives a number for every row.
func (c *Call) selected(a []Value) (cells []Value, bad Value) {
	table, bad := c.Array(a[0])
	if bad.Kind == Error {
		return nil, bad
	}
	criteria, bad := c.Array(a[2])
	if bad.Kind == Error {
		return nil, bad
	}
	field, bad := c.field(table, a[1], c.Empty(1))
	if bad.Kind == Error {
		return nil, bad
	}
	if criteria.Rows < 2 || table.Rows < 2 {
		return nil, Fail(ValueError)
	}
	columns := make([]int, criteria.Cols)
	for i := range columns {
		columns[i] = columnNamed(table, criteria.At(0, i))
	}
	for r := 1; r < table.Rows; r++ {
		if !meets(c, table, r, criteria, columns) {
			continue
		}
		if field < 0 {
			cells = append(cells, Num(1))
		} else {
			cells = append(cells, table.At(r, field))
		}
	}
	return cells, Value{}
}

// field is the column that a number or a name means, -1 for all.
func (c *Call) field(table *Array, v Value, empty bool) (int, Value) {
	switch {
	case empty || v.Kind == Blank:
		return -1, Value{}
	case v.Kind == Text:
		if i := columnNamed(table, v); i >= 0 {
			return i, Value{}
		}
		return 0, Fail(ValueError)
	}
	n := c.Number(v)
	if n.Kind == Error {
		return 0, n
	}
	if n.Num < 1 || n.Num >= float64(table.Cols)+1 {
		return 0, Fail(ValueError)
	}
	return int(n.Num) - 1, Value{}
}

// columnNamed is the column with a name in its first row, -1 for none.
func columnNamed(table *Array, name Value) int {
	if name.Kind == Blank || name.Kind == Error {
		return -1
	}
	want := asText(name).Text
	for i := range table.Cols {
		head := table.At(0, i)
		if head.Kind != Error && head.Kind != Blank && compareTexts(asText(head).Text, want) == 0 {
			return i
		}
	}
	return -1
}

// meets reports whether a row meets all conditions of some row of criteria. A
// condition under no column's name holds where it is a TRUE.
func meets(c *Call, table *Array, r int, criteria *Array, columns []int) bool {
	for k := 1; k < criteria.Rows; k++ {
		all := true
		for i, column := range columns {
			want := criteria.At(k, i)
			switch {
			case want.Kind == Blank:
			case column >= 0:
				all = all && c.matches(table.At(r, column), want)
			default:
				all = all && want.Kind == Bool && want.Num != 0
			}
		}
		if all {
			return true
		}
	}
	return false
}

// matches tests a cell against a condition of a database: like a criterion of
// COUNTIF, but a text alone stands for all texts that begin with it, and a text
// that looks like a number is none.
func (c *Call) matches(v, want Value) bool {
	if want.Kind == Text {
		op, rest := criterionOp(want.Text)
		plain := op == Equal && rest == want.Text
		_, found := c.Locale().Read(rest, c.Date1904())
		switch {
		case found == Certain && (op == Equal || op == NotEqual) && v.Kind == Text:
			return op == NotEqual
		case plain && found != Certain:
			return v.Kind == Text && newPattern(rest+"*").matches(v.Text)
		}
	}
	k := newCriterion(want, c.Locale(), c.Date1904())
	return k.holds(v, c.Locale(), c.Date1904())
}
