package formula

// conditionFunctions choose between values.
func conditionFunctions() []Func {
	return []Func{
		{Name: "IF", Min: 2, Max: 3, Lazy: fnIf},
	}
}

// fnIf evaluates the branch chosen only; a condition that is an array chooses
// element by element, of both.
func fnIf(c *Call, args []Node) Value {
	test := c.Operand(args[0])
	if test.Kind == Matrix {
		yes, no := c.flat(c.branch(args, 1)), c.flat(c.branch(args, 2))
		return chooseEach(test.Array(), func(v Value) Value {
			v = AsLogic(v)
			switch {
			case v.IsError():
				return v
			case v.True():
				return yes
			}
			return no
		}, yes, no)
	}
	test = AsLogic(test)
	switch {
	case test.IsError():
		return test
	case test.True():
		return c.branch(args, 1)
	}
	return c.branch(args, 2)
}

// branch evaluates a branch of IF: one not given is TRUE or FALSE, an empty one
// 0.
func (c *Call) branch(args []Node, i int) Value {
	if i >= len(args) {
		return Logic(i == 1)
	}
	if c.Empty(i) {
		return Int(0)
	}
	return c.Eval(args[i])
}

// chooseEach takes for each element of keys the element of the value that pick
// names; the values' own shapes may stretch the result.
func chooseEach(keys *Array, pick func(Value) Value, values ...Value) Value {
	rows, cols := keys.Rows, keys.Cols
	for _, v := range values {
		if a := v.Array(); a != nil {
			rows, cols = max(rows, a.Rows), max(cols, a.Cols)
		}
	}
	out := NewArray(rows, cols)
	for r := range rows {
		for col := range cols {
			key := keys.Stretched(r, col)
			out.Set(r, col, boxed(pick(key)).Stretched(r, col))
		}
	}
	return Grid(out)
}
