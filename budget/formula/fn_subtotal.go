package formula

import "math"

// subtotalFunctions aggregate what is shown.
func subtotalFunctions() []Func {
	return []Func{
		{Name: "SUBTOTAL", Min: 2, Max: Many, Args: "n|r", Call: fnSubtotal},
		{Name: "AGGREGATE", Min: 3, Max: Many, Args: "nn|A", Call: fnAggregate, Prefix: "_xlfn."},
	}
}

// aggregateName is the function that a number of AGGREGATE means; those up to 11
// are SUBTOTAL's too.
func aggregateName(n float64) string {
	names := [...]string{"AVERAGE", "COUNT", "COUNTA", "MAX", "MIN", "PRODUCT", "STDEV.S", "STDEV.P", "SUM",
		"VAR.S", "VAR.P", "MEDIAN", "MODE.SNGL", "LARGE", "SMALL", "PERCENTILE.INC", "QUARTILE.INC",
		"PERCENTILE.EXC", "QUARTILE.EXC"}
	if n < 1 || n > float64(len(names)) {
		return ""
	}
	return names[int(n)-1]
}

// skipping says which cells an aggregate leaves out.
type skipping struct{ filtered, hidden, nested, errors bool }

// shown collects the values of arguments that are not left out, as one column.
func (c *Call) shown(a []Value, skip skipping) Value {
	var kept []Value
	for _, v := range a {
		if v.Kind != Reference {
			c.Each(v, func(x Value, _ bool) bool {
				if !skip.errors || x.Kind != Error {
					kept = append(kept, x)
				}
				return true
			})
			continue
		}
		for _, area := range v.Areas() {
			kept = c.shownIn(kept, c.run.clip(area), skip)
		}
	}
	return Value{Kind: Matrix, box: columnOf(kept)}
}

// shownIn adds the values of an area.
func (c *Call) shownIn(kept []Value, a Area, skip skipping) []Value {
	book := c.run.book
	for row := a.Top; row <= a.Bottom; row++ {
		hidden, filtered := book.Source.Hidden(int(a.Sheet), int(row))
		if filtered && skip.filtered || hidden && skip.hidden {
			continue
		}
		for col := a.Left; col <= a.Right; col++ {
			at := Cell{a.Sheet, row, col}
			if f := book.cells[at]; f != nil && skip.nested && f.Class.subtotal {
				continue
			}
			if x := c.run.Value(at); !skip.errors || x.Kind != Error {
				kept = append(kept, x)
			}
		}
	}
	return kept
}

// aggregated calls a function of the table by name.
func (c *Call) aggregated(name string, args ...Value) Value {
	f := c.run.book.funcs[name]
	if f == nil {
		return c.run.fault(c.at, NameError, UnknownFunction, name)
	}
	return c.performValues(f, args)
}

// fnSubtotal leaves other subtotals and filtered rows out, with 101 to 111 all
// hidden rows.
// Checked: TestSubtotal.
func fnSubtotal(c *Call, a []Value) Value {
	n := math.Trunc(a[0].Num)
	skip := skipping{filtered: true, nested: true}
	if n > 100 {
		n, skip.hidden = n-100, true
	}
	name := aggregateName(n)
	if name == "" || n > 11 {
		return Fail(ValueError)
	}
	for _, v := range a[1:] {
		if v.Kind != Reference {
			return Fail(ValueError)
		}
	}
	return c.aggregated(name, c.shown(a[1:], skip))
}

// fnAggregate is SUBTOTAL with more functions, which may leave errors out.
// Checked: TestSubtotal.
func fnAggregate(c *Call, a []Value) Value {
	n, option := math.Trunc(a[0].Num), math.Trunc(a[1].Num)
	name := aggregateName(n)
	if name == "" || option < 0 || option > 7 {
		return Fail(ValueError)
	}
	bits := int(option)
	skip := skipping{filtered: true, nested: bits < 4, hidden: bits&1 != 0, errors: bits&2 != 0}
	if n < 14 {
		return c.aggregated(name, c.shown(a[2:], skip))
	}
	if len(a) != 4 {
		return Fail(ValueError)
	}
	k := c.Number(c.Single(a[3]))
	if k.IsError() {
		return k
	}
	return c.aggregated(name, c.shown(a[2:3], skip), k)
}
