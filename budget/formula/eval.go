package formula

// scope is the names that LET and LAMBDA have bound, innermost first.
type scope struct {
	name   string
	value  Value
	absent bool // an optional parameter that was not given
	outer  *scope
	depth  int // nested calls of LAMBDA and names
}

// find looks a name up.
func (s *scope) find(name string) *scope {
	for ; s != nil; s = s.outer {
		if s.name == name {
			return s
		}
	}
	return nil
}

// nesting is how many LAMBDAs and names are being evaluated inside one another.
func (c *Call) nesting() int {
	if c.scope == nil {
		return 0
	}
	return c.scope.depth
}

// with is the call with one more name bound.
func (c *Call) with(name string, v Value) *Call {
	inner := *c
	inner.scope = &scope{name: name, value: v, outer: c.scope, depth: c.nesting()}
	return &inner
}

// Eval evaluates an argument of a lazy function: a reference stays one.
func (c *Call) Eval(n Node) Value { return c.eval(n) }

// Operand evaluates an argument of a lazy function to a single value or, in an
// array formula, to an array.
func (c *Call) Operand(n Node) Value { return c.operand(n) }

// eval gives the value of a tree; it may be a reference or an array.
func (c *Call) eval(n Node) Value {
	switch n := n.(type) {
	case *Literal:
		if f := n.Value.Fault(); f != nil {
			return c.run.fault(c.at, n.Value.Err, f.Reason, f.Name)
		}
		return n.Value
	case *Range:
		return c.refer(n)
	case *Binary:
		return c.binary(n)
	case *Apply:
		return c.apply(n)
	case *Unary:
		return c.unary(n)
	case *Constants:
		return Grid(n.Array)
	case *Name:
		return c.named(n)
	case *Structured:
		return c.structured(n)
	case *Local:
		if s := c.scope.find(n.Name); s != nil {
			return s.value
		}
		return c.run.fault(c.at, NameError, UnknownName, n.Name)
	case *Let:
		return c.let(n)
	case *Lambda:
		return Value{Kind: Function, box: &closure{Lambda: n, scope: c.scope}}
	case *Invoke:
		return c.invoke(n)
	}
	return Value{} // Empty
}

// operand is a value as an operator takes it: a single one, or an array where
// the formula is an array formula or the value is an array anyway.
func (c *Call) operand(n Node) Value {
	if ref, ok := n.(*Range); ok && ref.Shape == OneCell && ref.Sheet.Local {
		return c.run.Value(ref.From.place(c.at))
	}
	return c.flat(c.eval(n))
}

// flat reads a reference: whole in an array formula, else one cell of it.
func (c *Call) flat(v Value) Value {
	if v.Kind != Reference {
		return v
	}
	if c.arrays {
		return c.whole(v)
	}
	return c.run.single(c.at, v)
}

// whole reads a reference; one cell is its value.
func (c *Call) whole(v Value) Value {
	areas := v.Areas()
	if len(areas) == 1 && areas[0].Single() {
		return c.run.Value(areas[0].First())
	}
	a, bad := c.run.array(v)
	if bad.IsError() {
		return bad
	}
	return Grid(a)
}

// unary evaluates an operator with one operand.
func (c *Call) unary(n *Unary) Value {
	switch n.Op {
	case Spilled:
		return c.spilled(c.eval(n.X))
	case Intersected:
		return c.run.single(c.at, c.eval(n.X))
	case Plus:
		v := c.operand(n.X)
		return v
	}
	return each(c.operand(n.X), func(v Value) Value {
		x := c.run.number(c.at, v)
		if x.Kind == Error {
			return x
		}
		if n.Op == Percent {
			return Num(x.Num / 100)
		}
		return Num(-x.Num)
	})
}

// each applies a function to a value or to every element of an array.
func each(v Value, f func(Value) Value) Value {
	a := v.Array()
	if a == nil {
		return f(v)
	}
	out := newArray(a.Rows, a.Cols)
	for i, x := range a.V {
		out.V[i] = f(x)
	}
	return Grid(out)
}

// binary evaluates an operator with two operands.
func (c *Call) binary(n *Binary) Value {
	if n.Op >= RangeTo {
		return c.joined(n.Op, c.eval(n.X), c.eval(n.Y))
	}
	x := c.operand(n.X)
	y := c.operand(n.Y)
	if x.Kind != Matrix && y.Kind != Matrix {
		return c.operate(n.Op, x, y)
	}
	return c.placed(paired(x, y, func(a, b Value) Value {
		c.run.step()
		return c.operate(n.Op, a, b)
	}), n.Op.String())
}

// paired applies a function to two values, arrays element by element.
func paired(x, y Value, f func(a, b Value) Value) Value {
	a, b := boxed(x), boxed(y)
	if tooLarge(max(a.Rows, b.Rows), max(a.Cols, b.Cols)) {
		return Failed(NumError, &Fault{Reason: TooLarge})
	}
	out := newArray(max(a.Rows, b.Rows), max(a.Cols, b.Cols))
	for r := range out.Rows {
		for col := range out.Cols {
			out.Set(r, col, f(a.Stretched(r, col), b.Stretched(r, col)))
		}
	}
	return Grid(out)
}

// boxed is a value as an array.
func boxed(v Value) *Array {
	if a := v.Array(); a != nil {
		return a
	}
	return &Array{1, 1, []Value{v}}
}

// operate applies an arithmetic operator, & or a comparison to single values.
func (c *Call) operate(op Op, x, y Value) Value {
	switch {
	case x.Kind == Error:
		return x
	case op < Concat:
		a := c.run.number(c.at, x)
		if a.Kind == Error {
			return a
		}
		b := c.run.number(c.at, y)
		if b.Kind == Error {
			return b
		}
		return arithmetic(op, a.Num, b.Num)
	case y.Kind == Error:
		return y
	case op == Concat:
		a, b := asText(x), asText(y)
		if a.Kind == Error || b.Kind == Error {
			return Fail(ValueError)
		}
		return limited(a.Text + b.Text)
	case x.Kind > Bool || y.Kind > Bool:
		return Fail(ValueError)
	}
	return Logic(compares(op, Compare(x, y)))
}

// compares says whether an ordering is what a comparison asks for.
func compares(op Op, order int) bool {
	switch op {
	case Equal:
		return order == 0
	case NotEqual:
		return order != 0
	case Less:
		return order < 0
	case LessEqual:
		return order <= 0
	case Greater:
		return order > 0
	}
	return order >= 0
}

// arithmetic applies an operator to two numbers.
func arithmetic(op Op, a, b float64) Value {
	switch op {
	case Add:
		return Num(a + b)
	case Subtract:
		return Num(a - b)
	case Multiply:
		return Num(a * b)
	case Divide:
		if b == 0 {
			return Fail(DivError)
		}
		return Num(a / b)
	}
	return Raise(a, b)
}

// maxText is the longest text a cell holds.
const maxText = 32767

// limited is a text, unless it is too long for a cell.
func limited(s string) Value {
	if len(s) > maxText && textLength(s) > maxText {
		return Fail(ValueError)
	}
	return Str(s)
}

// textLength counts characters as a spreadsheet does: those beyond the basic
// plane are two.
func textLength(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xffff {
			n++
		}
	}
	return n
}
