package cells

import "ballast/budget/formula"

// elements visits the values of the arguments of an aggregate, in the order in
// which it takes them; inRange says that a value stands in a range or an array, of which
// zero says what IF leaves out (see spread). ok is false where one has no column.
func (e *emitter) elements(at formula.Cell, args []formula.Node, depth int, zero bool, see func(o operand, inRange bool)) (ok bool) {
	for _, arg := range args {
		if a, isArea := e.area(at, arg, depth); isArea {
			ok := true
			e.each(a, func(cell formula.Cell) {
				o, found := e.cell(cell)
				ok = ok && found && (o.constant() || o.kind != boxed)
				if ok {
					see(o, true)
				}
			})
			if !ok {
				return false
			}
			continue
		}
		if e.entire && !e.isOne(at, arg) {
			list, _, _, ok := e.spread(at, arg, depth, zero)
			if !ok {
				return false
			}
			for _, o := range list {
				see(o, true)
			}
			continue
		}
		o, ok := e.expr(at, arg, depth)
		if !ok || !e.entire && !isSingle(arg) {
			return false
		}
		if o.constant() && o.value().Kind == formula.Text {
			return false
		}
		if o, ok = e.numeric(o); !ok {
			return false
		}
		see(o, false)
	}
	return true
}

// isSingle reports whether an expression surely gives one value of its own, not a
// range or an array.
func isSingle(n formula.Node) bool {
	switch n := n.(type) {
	case *formula.Literal:
		return true
	case *formula.Unary:
		return isSingle(n.X) || onlyCell(n.X)
	case *formula.Binary:
		return n.Op < formula.RangeTo && (isSingle(n.X) || onlyCell(n.X)) && (isSingle(n.Y) || onlyCell(n.Y))
	case *formula.Apply:
		switch n.Name {
		case "IF", "CHOOSE", "IFS", "SWITCH", "INDEX", "OFFSET", "INDIRECT":
			return false
		}
		return true
	}
	return false
}

// onlyCell reports whether an expression is the reference of one cell.
func onlyCell(n formula.Node) bool {
	r, ok := n.(*formula.Range)
	return ok && r.Shape == formula.OneCell && r.Sheet.Last == ""
}

// counts reports whether an aggregate takes a value: in a range numbers and
// errors alone.
func counts(o operand, inRange bool) bool {
	if !inRange {
		return true
	}
	if o.constant() {
		return o.value().Kind == formula.Number || o.value().IsError()
	}
	return o.kind == number
}

// aggregate emits SUM and the like: a chain in the order of the sheet.
func (e *emitter) aggregate(at formula.Cell, n *formula.Apply, depth int) (operand, bool) {
	var list, guards []operand
	ok := e.elements(at, n.Args, depth, n.Name == "SUM", func(o operand, inRange bool) {
		if counts(o, inRange) {
			list = append(list, o)
		} else if !o.constant() {
			guards = append(guards, o)
		}
	})
	if !ok || len(list) == 0 {
		return operand{}, false
	}
	code := map[string]opcode{"SUM": opAdd, "AVERAGE": opAdd, "MIN": opMin, "MAX": opMax, "PRODUCT": opMultiply}[n.Name]
	chain := list
	if code == opAdd { // sums begin at 0, which makes a negative zero positive
		chain = append([]operand{fixed(formula.Int(0))}, list...)
	}
	sum, ok := e.chain(code, chain)
	if !ok {
		return operand{}, false
	}
	if n.Name == "AVERAGE" {
		sum = e.put(opDivide, number, sum, fixed(formula.Int(len(list))))
	}
	return e.guard(sum, guards), true
}

// guard lets the errors of what an aggregate skips, booleans in a range, reach
// its result.
func (e *emitter) guard(sum operand, skipped []operand) operand {
	for _, x := range skipped {
		sum = e.put(opGuard, number, x, sum)
	}
	return sum
}

// chain applies an instruction from left to right.
func (e *emitter) chain(code opcode, list []operand) (operand, bool) {
	sum := list[0]
	for _, x := range list[1:] {
		if sum.constant() && x.constant() {
			v, ok := foldPair(code, sum.value(), x.value())
			if !ok {
				return operand{}, false
			}
			sum = fixed(v)
			continue
		}
		sum = e.put(code, number, sum, x)
	}
	return sum, true
}

// foldPair applies an instruction to two constant numbers.
func foldPair(code opcode, x, y formula.Value) (formula.Value, bool) {
	switch {
	case x.IsError():
		return x, true
	case y.IsError():
		return y, true
	case x.Kind != formula.Number || y.Kind != formula.Number:
		return formula.Value{}, false
	}
	switch code {
	case opAdd:
		return formula.Num(x.Num + y.Num), true
	case opMultiply:
		return formula.Num(x.Num * y.Num), true
	case opMin:
		if y.Num < x.Num {
			return y, true
		}
	case opMax:
		if y.Num > x.Num {
			return y, true
		}
	}
	return x, true
}

// logical emits AND and OR. In ranges texts and blanks are skipped.
func (e *emitter) logical(at formula.Cell, n *formula.Apply, depth int) (operand, bool) {
	code := opAnd
	if n.Name == "OR" {
		code = opOr
	}
	var list []operand
	ok := e.elements(at, n.Args, depth, false, func(o operand, inRange bool) {
		if !inRange || !o.constant() || o.value().Kind != formula.Text && o.value().Kind != formula.Blank {
			list = append(list, o)
		}
	})
	if !ok || len(list) == 0 {
		return operand{}, false
	}
	all := e.put(code, logic, list[0], list[0])
	for _, x := range list[1:] {
		all = e.put(code, logic, all, x)
	}
	return all, true
}

// netPresentValue emits NPV: one period for each number.
func (e *emitter) netPresentValue(at formula.Cell, n *formula.Apply, depth int) (operand, bool) {
	rate, ok := e.expr(at, n.Args[0], depth)
	if !ok {
		return operand{}, false
	}
	if rate, ok = e.numeric(rate); !ok || rate.constant() && rate.value().IsError() {
		return operand{}, false
	}
	var flows, guards []operand
	ok = e.elements(at, n.Args[1:], depth, false, func(o operand, inRange bool) {
		if counts(o, inRange) {
			flows = append(flows, o)
		} else if !o.constant() {
			guards = append(guards, o)
		}
	})
	if !ok || len(flows) == 0 {
		return operand{}, false
	}
	one := fixed(formula.Int(1))
	growth, _ := e.chain(opAdd, []operand{one, rate})
	if !growth.constant() {
		growth = e.put(opSettle, number, growth)
	}
	factor, sum := one, fixed(formula.Int(0))
	for _, flow := range flows {
		factor = e.discount(factor, growth)
		sum = e.put(opAdd, number, sum, e.put(opShare, number, flow, factor))
	}
	return e.guard(sum, guards), true
}

// discount is the discount factor of the next period; one that is certain is
// worked out here, unless it is too large for a number.
func (e *emitter) discount(factor, growth operand) operand {
	if factor.constant() && growth.constant() {
		if v := formula.Num(factor.value().Num * growth.value().Num); v.Kind == formula.Number {
			return fixed(v)
		}
	}
	return e.put(opFactor, number, factor, growth)
}

// factors are the elements of an argument of SUMPRODUCT with its size: the cells of a
// range, or an array that is worked out element by element.
func (e *emitter) factors(at formula.Cell, arg formula.Node) (list []operand, rows, cols int, ok bool) {
	a, isArea := e.area(at, arg, 0)
	if !isArea {
		return e.spread(at, arg, 0, false)
	}
	if a.Rows() == formula.MaxRows || a.Cols() == formula.MaxCols {
		return nil, 0, 0, false
	}
	for r := range a.Rows() {
		for c := range a.Cols() {
			o, ok := e.cell(a.At(r, c))
			if !ok || !o.constant() && o.kind == boxed {
				return nil, 0, 0, false
			}
			list = append(list, o)
		}
	}
	return list, a.Rows(), a.Cols(), true
}

// sumProduct emits SUMPRODUCT of ranges and arrays of one shape; what is no number
// counts as 0.
func (e *emitter) sumProduct(at formula.Cell, n *formula.Apply) (operand, bool) {
	columns := make([][]operand, len(n.Args))
	var guards []operand
	rows, cols := 0, 0
	for i, arg := range n.Args {
		list, r, c, ok := e.factors(at, arg)
		if i == 0 {
			rows, cols = r, c
		}
		if !ok || r != rows || c != cols {
			return operand{}, false
		}
		for _, o := range list {
			if !counts(o, true) {
				if !o.constant() {
					guards = append(guards, o)
				}
				o = fixed(formula.Int(0))
			}
			columns[i] = append(columns[i], o)
		}
	}
	sum := fixed(formula.Int(0))
	for k := range columns[0] {
		product := columns[0][k]
		for _, c := range columns[1:] {
			var ok bool
			if product, ok = e.chain(opMultiply, []operand{product, c[k]}); !ok {
				return operand{}, false
			}
		}
		var ok bool
		if sum, ok = e.chain(opAdd, []operand{sum, product}); !ok {
			return operand{}, false
		}
	}
	return e.guard(sum, guards), true
}
