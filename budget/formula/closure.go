package formula

import "strings"

// closure is a LAMBDA with the names it saw where it was written.
type closure struct {
	Lambda *Lambda
	scope  *scope
	row    *Func // of a function of the table used as a value: BYROW(A1:B2,SUM)
}

// builtin is the mark of the name of such a function in a file.
const builtin = "_xleta."

// maxNesting is how deep LAMBDAs and names may call one another.
const maxNesting = 400

// let evaluates LET: each name sees those before it.
func (c *Call) let(n *Let) Value {
	inner := c
	for i, name := range n.Names {
		inner = inner.with(name, inner.eval(n.Values[i]))
	}
	return inner.eval(n.Body)
}

// invoke calls a function value written in the formula.
func (c *Call) invoke(n *Invoke) Value {
	return c.callWith(c.eval(n.Callee), n.Args)
}

// callWith evaluates arguments and calls a function value.
func (c *Call) callWith(callee Value, args []Node) Value {
	if callee.Kind == Error {
		return callee
	}
	values := make([]Value, len(args))
	absent := make([]bool, len(args))
	for i, a := range args {
		if _, absent[i] = a.(*Empty); !absent[i] {
			values[i] = c.eval(a)
		}
	}
	return c.enter(callee, values, absent)
}

// Invoke calls a function value (a LAMBDA) with arguments; what is none is
// #VALUE!, as is a call with the wrong number of arguments.
func (c *Call) Invoke(f Value, args ...Value) Value {
	return c.enter(f, args, make([]bool, len(args)))
}

// enter binds the parameters and evaluates the body.
func (c *Call) enter(callee Value, args []Value, absent []bool) Value {
	f := callee.closure()
	if f == nil {
		return Fail(ValueError)
	}
	if f.row != nil {
		return c.performValues(f.row, args)
	}
	params := f.Lambda.Params
	if len(args) > len(params) {
		return Fail(ValueError)
	}
	c.run.step()
	depth := c.nesting() + 1
	if depth > maxNesting {
		return c.run.fault(c.at, NumError, TooDeep, "LAMBDA")
	}
	inner := *c
	inner.scope = f.scope
	for i, name := range params {
		given := i < len(args) && !absent[i]
		if i >= len(args) && !f.Lambda.Optional[i] {
			return Fail(ValueError)
		}
		s := &scope{name: name, outer: inner.scope, absent: !given}
		if given {
			s.value = args[i]
		}
		inner.scope = s
	}
	inner.scope = &scope{outer: inner.scope, depth: depth}
	return inner.eval(f.Lambda.Body)
}

// named evaluates a defined name: its relative references are those of the
// cell that uses it, and its operators work on whole ranges.
func (c *Call) named(n *Name) Value {
	if len(n.Text) > len(builtin) && Fold(n.Text[:len(builtin)]) == builtin {
		if row := c.run.book.funcs[strings.ToUpper(n.Text[len(builtin):])]; row != nil && row.Call != nil {
			return Value{Kind: Function, box: &closure{row: row}}
		}
	}
	sheet := c.at.Sheet
	if !n.Sheet.Local {
		sheet = n.Sheet.ID
	}
	def := c.run.book.lookup(int(sheet), n.Text)
	if def == nil && n.Sheet.Local && c.run.book.tables[Fold(n.Text)] != nil {
		return c.structured(&Structured{Table: n.Text})
	}
	if def == nil || n.Sheet.Book > 0 {
		return c.run.fault(c.at, NameError, UnknownName, n.Text)
	}
	if c.nesting() >= maxNesting {
		return c.run.fault(c.at, NumError, TooDeep, n.Text)
	}
	inner := *c
	inner.arrays = true
	inner.scope = &scope{depth: c.nesting() + 1}
	return inner.eval(def.root)
}

// performValues calls a function of the table with values.
func (c *Call) performValues(f *Func, args []Value) Value {
	if len(args) < f.Min || len(args) > f.Max {
		return Fail(ValueError)
	}
	inner := *c
	inner.args, inner.empty = len(args), 0
	flat := make([]Value, len(args))
	for i, v := range args {
		flat[i] = v
		if singleMode(f.Mode(i)) {
			flat[i] = c.flat(v)
		}
	}
	return inner.perform(f, flat)
}
