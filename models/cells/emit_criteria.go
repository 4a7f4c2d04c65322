package cells

import "ballast/budget/formula"

// mostTests is how many comparisons in every scenario a function with criteria may
// become; one with more is interpreted.
const mostTests = 4096

// candidate is a place at which a function with criteria looks: what is added, and in
// which scenarios, by a column of booleans; all where there is none.
type candidate struct {
	add  formula.Cell
	when []operand
}

// criteria emits SUMIF, COUNTIFS and their like: the cells that count are chosen here, or
// by a comparison where the cells that are looked at move, or what they are compared with.
func (e *emitter) criteria(at formula.Cell, n *formula.Apply) (operand, bool) {
	choice, ok := e.base.Choice(at, n)
	if !ok {
		return operand{}, false
	}
	bounds := make([]*bound, len(choice.Tests))
	for i, node := range formula.Criteria(n) {
		if !e.moves(at, []formula.Node{node}) {
			continue
		}
		if bounds[i], ok = e.bound(at, node, &choice.Tests[i]); !ok || bounds[i].op == formula.NotEqual && choice.Beyond > 0 {
			return operand{}, false
		}
	}
	places, ok := e.places(&choice, bounds)
	if !ok {
		return operand{}, false
	}
	switch n.Name {
	case "COUNTIF", "COUNTIFS":
		return e.counted(places, &choice)
	case "SUMIF", "SUMIFS":
		sum, _, ok := e.added(places)
		return sum, ok
	case "AVERAGEIF", "AVERAGEIFS":
		sum, count, ok := e.added(places)
		if !ok || sum.constant() {
			return operand{}, false
		}
		return e.put(opDivide, number, sum, count), true
	}
	return e.extremeOf(n.Name, places)
}

// places are those at which the tests hold, or may hold.
func (e *emitter) places(choice *formula.Choice, bounds []*bound) (list []candidate, ok bool) {
	tests := 0
	for row := range choice.Rows {
		for col := range choice.Cols {
			p := candidate{add: choice.Add.At(row, col)}
			holds := true
			for i := range choice.Tests {
				when, always, ok := e.test(&choice.Tests[i], bounds[i], row, col)
				if !ok {
					return nil, false
				}
				if holds = holds && always; always && when.kind == logic {
					p.when = append(p.when, when)
				}
			}
			if tests += len(p.when); tests > mostTests {
				return nil, false
			}
			if holds {
				list = append(list, p)
			}
		}
	}
	return list, true
}

// test is the column that says where a cell meets a criterion; where that is the
// same in all scenarios, maybe says it and when is no column of booleans.
func (e *emitter) test(t *formula.Test, b *bound, row, col int) (when operand, maybe, ok bool) {
	o, ok := e.cell(t.In.At(row, col))
	switch {
	case !ok || !o.constant() && o.kind == boxed:
		return operand{}, false, false
	case b != nil:
		return e.testBound(t, b, o)
	case o.constant():
		return operand{}, t.Holds(o.value()), true
	case t.Error():
		return operand{}, false, false
	}
	op, x, numeric := t.Number()
	if !numeric || o.kind == logic {
		return operand{}, t.Holds(like(o.kind)), true
	}
	compared, ok := e.compare(op, o, fixed(x))
	if !ok {
		return operand{}, false, false
	}
	otherwise := fixed(formula.Logic(op == formula.NotEqual)) // an error is not equal to a number
	return e.put(opCatch, logic, compared, otherwise), true, true
}

// bound is a criterion that moves: a number, or a comparison with one.
type bound struct {
	op formula.Op
	x  operand
}

// bound reads such a criterion: x, or ">="&x.
func (e *emitter) bound(at formula.Cell, n formula.Node, t *formula.Test) (*bound, bool) {
	op, _, isNumber := t.Number()
	written := formula.Equal
	if join, ok := n.(*formula.Binary); ok && join.Op == formula.Concat {
		sign, ok := join.X.(*formula.Literal)
		if !ok || sign.Value.Kind != formula.Text || sign.Value.Text != op.String() {
			return nil, false
		}
		n, written = join.Y, op
	}
	x, ok := e.expr(at, n, 0)
	return &bound{op, x}, ok && isNumber && op == written && !x.constant() && x.kind == number
}

// testBound is test for a criterion that moves, where the cell does not: what is no number
// is judged as in the base case, but for a text that may be one. A criterion that is an
// error is equal to no number and not different from any.
func (e *emitter) testBound(t *formula.Test, b *bound, o operand) (when operand, maybe, ok bool) {
	if !o.constant() {
		return operand{}, false, false
	}
	switch v := o.value(); v.Kind {
	case formula.Number:
		compared, ok := e.compare(b.op, o, b.x)
		return e.put(opCatch, logic, compared, fixed(formula.Logic(false))), true, ok
	case formula.Error:
		return operand{}, false, false
	case formula.Text:
		if formula.AsNumber(v, formula.Locale{}, e.Source.Date1904()).Kind == formula.Number {
			return operand{}, false, false
		}
	}
	if b.op == formula.NotEqual {
		return e.put(opNot, logic, e.put(opIsError, logic, b.x)), true, true
	}
	return operand{}, t.Holds(o.value()), true
}

// all is the column that says where all tests of a place hold.
func (e *emitter) all(when []operand) operand {
	both := when[0]
	for _, w := range when[1:] {
		both = e.put(opAnd, logic, both, w)
	}
	return both
}

// counted is the number of places.
func (e *emitter) counted(places []candidate, choice *formula.Choice) (operand, bool) {
	certain := 0
	var moving []operand
	for _, p := range places {
		if len(p.when) == 0 {
			certain++
		} else {
			moving = append(moving, e.all(p.when))
		}
	}
	beyond := choice.Beyond
	for i := range choice.Tests {
		if !choice.Tests[i].Holds(formula.Value{}) {
			beyond = 0
		}
	}
	return e.chain(opAdd, append([]operand{fixed(formula.Int(certain + beyond))}, moving...))
}

// added is the sum of the numbers at places and how many there are.
func (e *emitter) added(places []candidate) (sum, count operand, ok bool) {
	zero := fixed(formula.Int(0))
	sums, counts := []operand{zero}, []operand{zero}
	for _, p := range places {
		o, ok := e.cell(p.add)
		if !ok || !o.constant() && o.kind != number {
			return operand{}, operand{}, false
		}
		if o.constant() && o.value().Kind != formula.Number && !o.value().IsError() {
			continue
		}
		n := fixed(formula.Int(1))
		if len(p.when) > 0 {
			when := e.all(p.when)
			o, n = e.put(opSelect, number, when, o, zero), when
		}
		sums, counts = append(sums, o), append(counts, n)
	}
	if sum, ok = e.chain(opAdd, sums); !ok {
		return operand{}, operand{}, false
	}
	for i := range counts {
		if counts[i].constant() {
			continue
		}
		counts[i].kind = number // a boolean counts as 1
	}
	count, ok = e.chain(opAdd, counts)
	return sum, count, ok
}

// extremeOf is MAXIFS or MINIFS of places that are certain.
func (e *emitter) extremeOf(name string, places []candidate) (operand, bool) {
	code := opMin
	if name == "MAXIFS" {
		code = opMax
	}
	var list []operand
	for _, p := range places {
		o, ok := e.cell(p.add)
		if !ok || len(p.when) > 0 || !o.constant() && o.kind != number {
			return operand{}, false
		}
		if counts(o, true) {
			list = append(list, o)
		}
	}
	if len(list) == 0 {
		return operand{}, false
	}
	return e.chain(code, list)
}
