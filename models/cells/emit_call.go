package cells

import "ballast/budget/formula"

// apply emits a call.
func (e *emitter) apply(at formula.Cell, n *formula.Apply, depth int) (operand, bool) {
	if n.Func == nil || !n.Func.Host && (len(n.Args) < n.Func.Min || len(n.Args) > n.Func.Max) {
		return operand{}, false
	}
	if n.Func.Host {
		return e.hosted(at, n, depth)
	}
	switch n.Name {
	case "IF":
		return e.choose(at, n, depth)
	case "IFS":
		return e.conditions(at, n.Args, depth)
	case "SWITCH":
		if key, ok := e.expr(at, n.Args[0], depth); ok && !key.constant() && key.kind == number {
			return e.switched(at, key, n.Args[1:], depth)
		}
		return operand{}, false
	case "CHOOSE":
		return e.picked(at, n, depth)
	case "IFERROR":
		return e.caught(at, n, depth)
	case "ISERROR":
		return e.isError(at, n, depth)
	case "AND", "OR":
		return e.logical(at, n, depth)
	case "SUM", "MIN", "MAX", "AVERAGE", "PRODUCT":
		if !e.hasWindow(at, n.Args) {
			return e.aggregate(at, n, depth)
		}
	case "NPV":
		return e.netPresentValue(at, n, depth)
	case "SUMPRODUCT":
		return e.entirely(func() (operand, bool) { return e.sumProduct(at, n) })
	case "OFFSET", "INDIRECT":
		if o, ok := e.reference(at, n); ok || n.Name == "INDIRECT" {
			return o, ok
		}
		return e.pointed(at, n)
	case "INDEX":
		if o, ok := e.reference(at, n); ok {
			return o, true
		}
	case "SUMIF", "SUMIFS", "COUNTIF", "COUNTIFS", "AVERAGEIF", "AVERAGEIFS", "MAXIFS", "MINIFS":
		if o, ok := e.criteria(at, n); ok {
			return o, true
		}
	}
	return e.perform(at, n, depth)
}

// hosted emits a call of an add-in's function.
func (e *emitter) hosted(at formula.Cell, n *formula.Apply, depth int) (operand, bool) {
	switch addins()[n.Name][0].role {
	case roleOutput, roleZero:
		return fixed(formula.Int(0)), true
	case rolePass, rolePassOut:
		if len(n.Args) > 0 {
			return e.expr(at, n.Args[0], depth)
		}
	case roleDraw:
		v := e.calls[site{at, n}]
		if v == nil {
			return operand{}, false
		}
		draw := operand{kind: number, id: int32(v.index)}
		if v.moving == nil {
			return draw, true
		}
		return e.quantile(at, v.moving, draw, depth)
	}
	return operand{}, false
}

// quantile emits a call with uncertain parameters.
func (e *emitter) quantile(at formula.Cell, m *moving, draw operand, depth int) (operand, bool) {
	args := []operand{draw}
	for _, a := range m.args {
		if a.kind == "=" || a.spare && a.place > len(m.plain) {
			args = append(args, fixed(formula.Num(a.preset)))
			continue
		}
		x, ok := e.expr(at, m.plain[a.place-1], depth)
		if !ok {
			return operand{}, false
		}
		if x, ok = e.numeric(x); !ok {
			return operand{}, false
		}
		args = append(args, x)
	}
	return e.add(instruction{op: opQuantile, args: args, moving: m}, number), true
}

// choose emits IF: both branches and a choice, or the one branch that a certain
// condition takes.
func (e *emitter) choose(at formula.Cell, n *formula.Apply, depth int) (operand, bool) {
	test, ok := e.expr(at, n.Args[0], depth)
	if !ok {
		return operand{}, false
	}
	if test.constant() {
		v := formula.AsLogic(test.value())
		switch {
		case v.IsError():
			return fixed(v), true
		case v.True():
			return e.branch(at, n.Args, 1, depth)
		}
		return e.branch(at, n.Args, 2, depth)
	}
	yes, okYes := e.branch(at, n.Args, 1, depth)
	no, okNo := e.branch(at, n.Args, 2, depth)
	return e.either(test, yes, no, okYes && okNo)
}

// picked emits CHOOSE by a number that is certain.
func (e *emitter) picked(at formula.Cell, n *formula.Apply, depth int) (operand, bool) {
	if e.moves(at, n.Args[:1]) {
		return operand{}, false
	}
	key := formula.AsNumber(e.now(at, n.Args[0]), formula.Locale{}, e.Source.Date1904())
	if i := int(key.Num); key.Kind == formula.Number && i >= 1 && i < len(n.Args) {
		return e.branch(at, n.Args, i, depth)
	}
	return operand{}, false
}

// branch emits a branch of IF: one not given is TRUE or FALSE, an empty one 0.
func (e *emitter) branch(at formula.Cell, args []formula.Node, i, depth int) (operand, bool) {
	if i >= len(args) {
		return fixed(formula.Logic(i == 1)), true
	}
	if _, empty := args[i].(*formula.Empty); empty {
		return fixed(formula.Int(0)), true
	}
	return e.expr(at, args[i], depth)
}

// alike is the kind that two operands share; an error is of any kind, a blank of
// none.
func alike(x, y operand) (kind, bool) {
	free := func(o operand) bool { return o.constant() && o.value().IsError() }
	blank := func(o operand) bool { return o.constant() && o.value().Kind == formula.Blank }
	switch {
	case x.kind == boxed || y.kind == boxed || blank(x) || blank(y):
		return 0, false
	case free(x):
		return y.kind, true
	}
	return x.kind, free(y) || x.kind == y.kind
}

// caught emits IFERROR.
func (e *emitter) caught(at formula.Cell, n *formula.Apply, depth int) (operand, bool) {
	x, ok := e.expr(at, n.Args[0], depth)
	if !ok || x.kind == boxed {
		return operand{}, false
	}
	if x.constant() {
		switch {
		case x.value().IsError():
			return e.branch(at, n.Args, 1, depth)
		case x.value().Kind == formula.Blank:
			return fixed(formula.Int(0)), true
		}
		return x, true
	}
	y, ok := e.branch(at, n.Args, 1, depth)
	if !ok {
		return operand{}, false
	}
	k, ok := alike(x, y)
	if !ok {
		return operand{}, false
	}
	return e.put(opCatch, k, x, y), true
}

// isError emits ISERROR.
func (e *emitter) isError(at formula.Cell, n *formula.Apply, depth int) (operand, bool) {
	x, ok := e.expr(at, n.Args[0], depth)
	switch {
	case !ok || x.kind == boxed:
		return operand{}, false
	case x.constant():
		return fixed(formula.Logic(x.value().IsError())), true
	}
	return e.put(opIsError, logic, x), true
}

// direct emits the functions that have an instruction of their own.
func (e *emitter) direct(name string, args []operand) (operand, bool) {
	for i := range args {
		var ok bool
		if args[i], ok = e.numeric(args[i]); !ok {
			return operand{}, false
		}
	}
	switch name {
	case "ABS":
		return e.put(opAbs, number, args[0]), true
	case "INT":
		return e.put(opFloor, number, args[0]), true
	case "SQRT":
		return e.put(opRoot, number, args[0]), true
	case "NOT":
		return e.put(opNot, logic, args[0]), true
	case "ROUND":
		if args[1].constant() && args[1].value().Kind == formula.Number {
			digits := int(min(max(args[1].value().Num, -400), 400))
			return e.add(instruction{op: opRound, args: args[:1], digits: digits}, number), true
		}
	}
	return operand{}, false
}

// conditions emits IFS from the third argument of each choice on: what follows stands
// where the condition does not hold, behind the last one #N/A.
func (e *emitter) conditions(at formula.Cell, args []formula.Node, depth int) (operand, bool) {
	switch {
	case len(args) == 0:
		return fixed(formula.Fail(formula.NAError)), true
	case len(args) == 1:
		return operand{}, false
	}
	test, ok := e.expr(at, args[0], depth)
	if !ok {
		return operand{}, false
	}
	if test.constant() {
		v := formula.AsLogic(test.value())
		switch {
		case v.IsError():
			return fixed(v), true
		case v.True():
			return e.branch(at, args, 1, depth)
		}
		return e.conditions(at, args[2:], depth)
	}
	yes, okYes := e.branch(at, args, 1, depth)
	no, okNo := e.conditions(at, args[2:], depth)
	return e.either(test, yes, no, okYes && okNo)
}

// switched emits SWITCH of a number by numbers that are certain.
func (e *emitter) switched(at formula.Cell, key operand, args []formula.Node, depth int) (operand, bool) {
	switch len(args) {
	case 0:
		return fixed(formula.Fail(formula.NAError)), true
	case 1:
		return e.branch(at, args, 0, depth)
	}
	x, ok := e.expr(at, args[0], depth)
	if !ok || !x.constant() || x.value().Kind != formula.Number {
		return operand{}, false
	}
	yes, okYes := e.branch(at, args, 1, depth)
	no, okNo := e.switched(at, key, args[2:], depth)
	return e.either(e.put(opEqual, logic, key, x), yes, no, okYes && okNo)
}

// either emits a choice between two operands.
func (e *emitter) either(test, yes, no operand, ok bool) (operand, bool) {
	if !ok || test.kind == boxed {
		return operand{}, false
	}
	k, ok := alike(yes, no)
	if !ok {
		return operand{}, false
	}
	return e.put(opSelect, k, test, yes, no), true
}
