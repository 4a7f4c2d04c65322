package formula

// hosted asks the host for what one of its functions gives.
func (c *Call) hosted(n *Apply) Value {
	if c.run.opts.Host == nil {
		return c.run.fault(c.at, NAError, Refused, n.Name)
	}
	return c.run.opts.Host(c, n)
}

// Evaluate is the value of an expression out of the tree of one of the book's
// formulas, as an array formula in a cell has it: a range gives all its cells.
// Checked: TestHost.
func (r *Run) Evaluate(at Cell, n Node) Value {
	c := &Call{run: r, at: at, arrays: true}
	return c.flat(c.eval(n))
}

// Resolve is Evaluate as far as the reference: what OFFSET, INDEX or a name
// refers to in a cell stays one.
// Checked: TestHost.
func (r *Run) Resolve(at Cell, n Node) Value {
	c := &Call{run: r, at: at}
	return c.eval(n)
}

// Operand is the value of such an expression as an operator takes it: a range
// gives the cell in the formula's own row or column.
// Checked: TestHost.
func (r *Run) Operand(at Cell, n Node) Value {
	c := &Call{run: r, at: at}
	return c.operand(n)
}

// Perform calls a function that is not lazy with arguments that are single
// values, as a formula in a cell would: they are converted first, and the
// leftmost error is the result.
// Checked: TestHost.
func (r *Run) Perform(f *Func, at Cell, args []Value) Value {
	c := &Call{run: r, at: at, args: len(args)}
	return c.perform(f, args)
}
