package formula

// apply calls a function by name.
func (c *Call) apply(n *Apply) Value {
	f := n.Func
	if f == nil {
		return c.applyName(n)
	}
	if len(n.Args) < f.Min || len(n.Args) > f.Max {
		return c.run.fault(c.at, ValueError, Malformed, n.Name)
	}
	inner := *c
	inner.args, inner.empty = len(n.Args), 0
	if f.Host {
		return c.hosted(n)
	}
	if f.Lazy != nil {
		for i, a := range n.Args {
			inner.noteEmpty(i, a)
		}
		v := inner.placed(f.Lazy(&inner, n.Args), n.Name)
		c.run.take(v)
		return v
	}
	args := make([]Value, len(n.Args))
	lifted := false
	for i, node := range n.Args {
		inner.noteEmpty(i, node)
		mode := f.Mode(i)
		v := c.argument(mode, node)
		lifted = lifted || v.Kind == Matrix && singleMode(mode)
		args[i] = v
	}
	if lifted {
		return inner.lift(f, args)
	}
	c.run.take(args...)
	v := inner.perform(f, args)
	c.run.take(v)
	return v
}

// placed keeps the fault of a result that was too large, with its cell.
func (c *Call) placed(v Value, name string) Value {
	if f := v.Fault(); f != nil && f.Reason == TooLarge && f.Name == "" {
		return c.run.fault(c.at, v.Err, TooLarge, name)
	}
	return v
}

// noteEmpty remembers an argument left empty.
func (c *Call) noteEmpty(i int, n Node) {
	if _, ok := n.(*Empty); ok && i < 64 {
		c.empty |= 1 << i
	}
}

// singleMode reports whether an argument of a mode is one value.
func singleMode(mode byte) bool { return mode != 'r' && mode != 'R' && mode != 'a' && mode != 'A' }

// argument evaluates an argument before the function's own conversion.
func (c *Call) argument(mode byte, n Node) Value {
	switch {
	case singleMode(mode):
		return c.operand(n)
	case mode == 'a' || mode == 'A':
		if !c.arrays {
			inner := *c
			inner.arrays = true
			return inner.eval(n)
		}
	}
	return c.eval(n)
}

// perform converts the arguments and calls the function; the first error among
// them is the result.
func (c *Call) perform(f *Func, args []Value) Value {
	for i := range args {
		args[i] = c.convert(f.Mode(i), args[i])
		if args[i].Kind == Error && f.Mode(i) >= 'a' {
			return args[i]
		}
	}
	return f.Call(c, args)
}

// convert makes of a value what the mode wants.
func (c *Call) convert(mode byte, v Value) Value {
	switch mode {
	case 'n':
		return c.run.number(c.at, v)
	case 't':
		return asText(v)
	case 'b':
		return AsLogic(v)
	}
	return v
}

// lift calls a function for every element of the arrays that stand where single
// values are wanted.
func (c *Call) lift(f *Func, args []Value) Value {
	rows, cols := 1, 1
	for i, v := range args {
		if a := v.Array(); a != nil && singleMode(f.Mode(i)) {
			rows, cols = max(rows, a.Rows), max(cols, a.Cols)
		}
	}
	if tooLarge(rows, cols) {
		return c.run.fault(c.at, NumError, TooLarge, f.Name)
	}
	out := newArray(rows, cols)
	one := make([]Value, len(args))
	for r := range rows {
		for col := range cols {
			for i, v := range args {
				one[i] = v
				if a := v.Array(); a != nil && singleMode(f.Mode(i)) {
					one[i] = a.Stretched(r, col)
				}
			}
			c.run.step()
			out.Set(r, col, c.element(c.perform(f, one)))
		}
	}
	return Grid(out)
}

// element is a result as an element of an array: a single value.
func (c *Call) element(v Value) Value {
	if v.Kind == Reference {
		v = c.whole(v)
	}
	if v.Kind == Matrix {
		return v.Array().V[0]
	}
	return v
}

// applyName calls what is no function of the table: a parameter or a defined
// name that holds a LAMBDA.
func (c *Call) applyName(n *Apply) Value {
	var callee Value
	if s := c.scope.find(Fold(n.Name)); s != nil {
		callee = s.value
	} else if c.run.book.lookup(int(c.at.Sheet), n.Name) != nil {
		callee = c.named(&Name{Sheet: SheetRef{Local: true}, Text: n.Name})
	}
	if callee.Fault() != nil {
		return callee
	}
	if callee.Kind != Function {
		return c.run.fault(c.at, NameError, UnknownFunction, n.Addin+n.Name)
	}
	return c.callWith(callee, n.Args)
}
