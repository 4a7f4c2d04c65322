package formula

import "slices"

// conditionFunctions choose between values.
func conditionFunctions() []Func {
	return []Func{
		{Name: "IF", Min: 2, Max: 3, Lazy: fnIf},
		{Name: "IFS", Min: 2, Max: Many, Lazy: fnIfs, Prefix: "_xlfn."},
		{Name: "SWITCH", Min: 3, Max: Many, Lazy: fnSwitch, Prefix: "_xlfn."},
		{Name: "CHOOSE", Min: 2, Max: Many, Lazy: fnChoose},
		{Name: "IFERROR", Min: 2, Max: 2, Lazy: func(c *Call, a []Node) Value { return caught(c, a, Value.IsError) }},
		{Name: "IFNA", Min: 2, Max: 2, Lazy: func(c *Call, a []Node) Value {
			return caught(c, a, func(v Value) bool { return v.Kind == Error && v.Err == NAError })
		}, Prefix: "_xlfn."},
		{Name: "AND", Min: 1, Max: Many, Args: "r", Call: logical(true, func(x, y bool) bool { return x && y })},
		{Name: "OR", Min: 1, Max: Many, Args: "r", Call: logical(false, func(x, y bool) bool { return x || y })},
		{Name: "XOR", Min: 1, Max: Many, Args: "r", Call: logical(false, func(x, y bool) bool { return x != y }), Prefix: "_xlfn."},
		{Name: "NOT", Min: 1, Max: 1, Args: "b", Call: func(_ *Call, a []Value) Value { return Logic(!a[0].True()) }},
		{Name: "TRUE", Call: func(_ *Call, _ []Value) Value { return Logic(true) }},
		{Name: "FALSE", Call: func(_ *Call, _ []Value) Value { return Logic(false) }},
	}
}

// fnIf evaluates the branch chosen only; a condition that is an array chooses
// element by element, of both.
// Checked: TestConditions.
func fnIf(c *Call, args []Node) Value {
	test := c.Operand(args[0])
	if test.Kind == Matrix {
		return divided(test.Array(), c.entire(c.branch(args, 1)), c.entire(c.branch(args, 2)))
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

// entire reads a reference whole, whatever the kind of the formula.
func (c *Call) entire(v Value) Value {
	if v.Kind == Reference {
		return c.whole(v)
	}
	return v
}

// branch evaluates a branch of IF: one not given is TRUE or FALSE, an empty one
// 0.
func (c *Call) branch(args []Node, i int) Value {
	if i >= len(args) {
		return Logic(i == 1)
	}
	if _, empty := args[i].(*Empty); empty {
		return Int(0)
	}
	return c.Eval(args[i])
}

// divided chooses between two values for each element of a test.
func divided(test *Array, yes, no Value) Value {
	return chooseEach(test, func(v Value) Value {
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

// chooseEach takes for each element of keys the element of the value that pick
// names; the values' own shapes may stretch the result.
func chooseEach(keys *Array, pick func(Value) Value, values ...Value) Value {
	rows, cols := keys.Rows, keys.Cols
	for _, v := range values {
		if a := v.Array(); a != nil {
			rows, cols = max(rows, a.Rows), max(cols, a.Cols)
		}
	}
	if tooLarge(rows, cols) {
		return Failed(NumError, &Fault{Reason: TooLarge})
	}
	out := newArray(rows, cols)
	for r := range rows {
		for col := range cols {
			key := keys.Stretched(r, col)
			out.Set(r, col, boxed(pick(key)).Stretched(r, col))
		}
	}
	return Grid(out)
}

// fnIfs takes the value behind the first condition that holds; conditions
// behind it are not evaluated.
func fnIfs(c *Call, args []Node) Value {
	if len(args)%2 != 0 {
		return c.run.fault(c.at, NAError, Malformed, "IFS")
	}
	test := c.Operand(args[0])
	if a := test.Array(); a != nil {
		rest := Fail(NAError)
		if len(args) > 2 {
			rest = fnIfs(c, args[2:])
		}
		return divided(a, c.entire(c.branch(args, 1)), c.entire(rest))
	}
	test = AsLogic(test)
	switch {
	case test.IsError():
		return test
	case test.True():
		return c.branch(args, 1)
	case len(args) == 2:
		return Fail(NAError)
	}
	return fnIfs(c, args[2:])
}

// fnSwitch takes the value behind the first that equals the first argument; a
// last one without a partner is what else to take.
func fnSwitch(c *Call, args []Node) Value {
	key := c.Operand(args[0])
	if a := key.Array(); a != nil {
		out := newArray(a.Rows, a.Cols)
		for i, x := range a.V {
			out.V[i] = c.element(c.switched(x, args))
		}
		return Grid(out)
	}
	return c.switched(key, args)
}

func (c *Call) switched(key Value, args []Node) Value {
	if key.IsError() {
		return key
	}
	for i := 1; i+1 < len(args); i += 2 {
		v := c.element(c.Operand(args[i]))
		if v.IsError() {
			return v
		}
		if key.Kind == Blank && v.Kind == Blank || key.Kind != Blank && Same(key, v) || key.Kind == Blank && Same(emptyLike(v), v) {
			return c.branch(args, i+1)
		}
	}
	if len(args)%2 == 0 {
		return c.branch(args, len(args)-1)
	}
	return Fail(NAError)
}

// fnChoose evaluates the argument of a number only.
func fnChoose(c *Call, args []Node) Value {
	key := c.Operand(args[0])
	if a := key.Array(); a != nil {
		values := make([]Value, len(args))
		for i := 1; i < len(args); i++ {
			values[i] = c.entire(c.branch(args, i))
		}
		return chooseEach(a, func(v Value) Value {
			n := c.choice(v, len(args))
			if n.IsError() {
				return n
			}
			return values[int(n.Num)]
		}, values[1:]...)
	}
	n := c.choice(key, len(args))
	if n.IsError() {
		return n
	}
	return c.branch(args, int(n.Num))
}

// choice is a number from 1 to below limit.
func (c *Call) choice(v Value, limit int) Value {
	n := c.Number(v)
	if n.IsError() {
		return n
	}
	if n.Num < 1 || n.Num >= float64(limit) {
		return Fail(ValueError)
	}
	return Int(int(n.Num))
}

// caught takes a second value in the place of errors.
func caught(c *Call, args []Node, bad func(Value) bool) Value {
	v := c.Operand(args[0])
	a := v.Array()
	switch {
	case a != nil:
		return c.caughtEach(a, args, bad)
	case bad(v):
		return c.branch(args, 1)
	case v.Kind == Blank:
		return Int(0)
	}
	return v
}

// caughtEach takes the place of the errors in an array.
func (c *Call) caughtEach(a *Array, args []Node, bad func(Value) bool) Value {
	if !slices.ContainsFunc(a.V, bad) {
		return Grid(a)
	}
	other := c.entire(c.branch(args, 1))
	return chooseEach(a, func(v Value) Value {
		if bad(v) {
			return other
		}
		return v
	}, other)
}

// logical combines all booleans and numbers; in ranges texts and blanks are
// skipped, and of nothing at all it is #VALUE!.
func logical(start bool, combine func(x, y bool) bool) func(*Call, []Value) Value {
	return func(c *Call, a []Value) Value {
		result, n, bad := start, 0, Value{}
		for _, v := range a {
			c.Each(v, func(x Value, inRange bool) bool {
				if inRange && (x.Kind == Text || x.Kind == Blank) {
					return true
				}
				b := AsLogic(x)
				if b.IsError() {
					bad = b
					return false
				}
				result = combine(result, b.True())
				n++
				return true
			})
			if bad.IsError() {
				return bad
			}
		}
		if n == 0 {
			return Fail(ValueError)
		}
		return Logic(result)
	}
}
