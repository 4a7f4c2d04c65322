package cells

import "ballast/budget/formula"

// expr emits an expression of a cell; ok is false where there is no instruction
// for it, and the formula is then interpreted.
func (e *emitter) expr(at formula.Cell, n formula.Node, depth int) (o operand, ok bool) {
	switch n := n.(type) {
	case *formula.Literal:
		return fixed(n.Value), true
	case *formula.Range, *formula.Structured:
		return e.reference(at, n)
	case *formula.Name:
		if inner, ok := e.named(at, n); ok && depth < nestedNames {
			return e.expr(at, inner, depth+1)
		}
	case *formula.Unary:
		return e.unary(at, n, depth)
	case *formula.Binary:
		return e.binary(at, n, depth)
	case *formula.Apply:
		return e.apply(at, n, depth)
	}
	return operand{}, false
}

// named is the tree of a defined name.
func (e *emitter) named(at formula.Cell, n *formula.Name) (formula.Node, bool) {
	sheet := int(at.Sheet)
	if !n.Sheet.Local {
		sheet = int(n.Sheet.ID)
	}
	return e.book.Named(sheet, n.Text)
}

// area is where a reference lies, if it is one area.
func (e *emitter) area(at formula.Cell, n formula.Node, depth int) (formula.Area, bool) {
	switch n := n.(type) {
	case *formula.Range:
		if areas := n.Areas(at); len(areas) == 1 {
			return areas[0], true
		}
	case *formula.Structured:
		return e.book.TableArea(n, at)
	case *formula.Name:
		if inner, ok := e.named(at, n); ok && depth < nestedNames {
			return e.area(at, inner, depth+1)
		}
	case *formula.Apply:
		return e.chosen(at, n)
	}
	return formula.Area{}, false
}

// chosen is the area that a function refers to when what chooses it does not
// move.
func (e *emitter) chosen(at formula.Cell, n *formula.Apply) (formula.Area, bool) {
	switch n.Name {
	case "INDEX", "OFFSET":
		if len(n.Args) < 2 || e.moves(at, n.Args[1:]) {
			return formula.Area{}, false
		}
		if _, ok := e.area(at, n.Args[0], 0); !ok { // what it looks in may be chosen itself
			return formula.Area{}, false
		}
	case "INDIRECT":
		if e.moves(at, n.Args) {
			return formula.Area{}, false
		}
	default:
		return formula.Area{}, false
	}
	if areas := e.base.Resolve(at, n).Areas(); len(areas) == 1 {
		return areas[0], true
	}
	return formula.Area{}, false
}

// reference is the operand of a reference where one value is wanted.
func (e *emitter) reference(at formula.Cell, n formula.Node) (operand, bool) {
	a, ok := e.area(at, n, 0)
	if !ok {
		return operand{}, false
	}
	cell, ok := a.Crossing(at)
	if !ok {
		return fixed(formula.Fail(formula.ValueError)), true
	}
	return e.cell(cell)
}

// unary emits an operator with one operand.
func (e *emitter) unary(at formula.Cell, n *formula.Unary, depth int) (operand, bool) {
	if n.Op == formula.Spilled || n.Op == formula.Intersected {
		return operand{}, false
	}
	x, ok := e.expr(at, n.X, depth)
	switch {
	case !ok:
		return operand{}, false
	case n.Op == formula.Plus:
		return x, true
	case x.constant():
		return e.fold(at, n)
	case x.kind == boxed:
		return operand{}, false
	case n.Op == formula.Percent:
		return e.put(opDivide, number, x, fixed(formula.Int(100))), true
	}
	return e.put(opNegate, number, x), true
}

// binary emits an operator with two operands.
func (e *emitter) binary(at formula.Cell, n *formula.Binary, depth int) (operand, bool) {
	if n.Op == formula.Concat || n.Op >= formula.RangeTo {
		return operand{}, false
	}
	x, okX := e.expr(at, n.X, depth)
	y, okY := e.expr(at, n.Y, depth)
	switch {
	case !okX || !okY:
		return operand{}, false
	case x.constant() && y.constant():
		return e.fold(at, n)
	case n.Op >= formula.Equal:
		return e.compare(n.Op, x, y)
	}
	x, okX = e.numeric(x)
	y, okY = e.numeric(y)
	if !okX || !okY {
		return operand{}, false
	}
	return e.put(arithmeticCode(n.Op), number, x, y), true
}

// arithmeticCode is the instruction of an operator.
func arithmeticCode(op formula.Op) opcode {
	switch op {
	case formula.Add:
		return opAdd
	case formula.Subtract:
		return opSubtract
	case formula.Multiply:
		return opMultiply
	case formula.Divide:
		return opDivide
	}
	return opPower
}

// numeric is an operand as arithmetic takes it.
func (e *emitter) numeric(o operand) (operand, bool) {
	switch {
	case !o.constant():
		return o, o.kind != boxed
	case o.value().Kind == formula.Text || o.value().Kind == formula.Blank || o.value().Kind == formula.Bool:
		return fixed(formula.AsNumber(o.value(), formula.Locale{}, e.Source.Date1904())), true
	}
	return o, o.kind == number
}

// compare emits a comparison. A number is never equal to a text, nor to a
// boolean; a blank is what the other wants.
func (e *emitter) compare(op formula.Op, x, y operand) (operand, bool) {
	switch {
	case x.constant() && x.value().Kind == formula.Blank:
		x = fixed(like(y.kind))
	case y.constant() && y.value().Kind == formula.Blank:
		y = fixed(like(x.kind))
	}
	isError := func(o operand) bool { return o.constant() && o.value().IsError() }
	switch {
	case isError(x) || isError(y):
		return operand{}, false
	case x.kind == y.kind && x.kind != boxed:
		return e.put(opEqual+opcode(op-formula.Equal), logic, x, y), true
	case x.constant() && y.kind != boxed:
		return e.put(opGuard, logic, y, fixed(formula.Logic(holds(op, formula.Compare(x.value(), like(y.kind)))))), true
	case y.constant() && x.kind != boxed:
		return e.put(opGuard, logic, x, fixed(formula.Logic(holds(op, formula.Compare(like(x.kind), y.value()))))), true
	}
	return operand{}, false
}

// like is a value of a kind: 0 or FALSE.
func like(k kind) formula.Value {
	if k == logic {
		return formula.Logic(false)
	}
	return formula.Int(0)
}

// holds says whether an ordering is what a comparison asks for.
func holds(op formula.Op, order int) bool {
	switch op {
	case formula.Equal:
		return order == 0
	case formula.NotEqual:
		return order != 0
	case formula.Less:
		return order < 0
	case formula.LessEqual:
		return order <= 0
	case formula.Greater:
		return order > 0
	}
	return order >= 0
}
