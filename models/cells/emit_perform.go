package cells

import (
	"strings"

	"ballast/budget/formula"
)

// largestArray is how many cells with columns of their own a function may be given.
const largestArray = 1 << 16

// takesArrays names the functions that treat an array as they treat a range: they
// look at values, not at where they stand.
func takesArrays(name string) bool {
	switch name {
	case "IRR", "MIRR", "XIRR", "XNPV", "FVSCHEDULE",
		"MATCH", "XMATCH", "XLOOKUP", "VLOOKUP", "HLOOKUP", "LOOKUP", "INDEX",
		"SUMSQ", "AVERAGEA", "COUNT", "COUNTA", "MINA", "MAXA",
		"MEDIAN", "LARGE", "SMALL", "PERCENTILE", "PERCENTILE.INC", "PERCENTILE.EXC", "QUARTILE", "QUARTILE.INC", "QUARTILE.EXC",
		"RANK", "RANK.EQ", "RANK.AVG", "STDEV", "STDEV.S", "STDEV.P", "STDEVP", "VAR", "VAR.S", "VAR.P", "VARP",
		"AVEDEV", "DEVSQ", "GEOMEAN", "HARMEAN", "CORREL", "SLOPE", "INTERCEPT", "RSQ":
		return true
	}
	return false
}

// perform emits a function that is called in every scenario; what it gives is of the
// kind that it has in the base case. Ranges that stay are given as references, in
// which lookups find their way once; of others the function sees the values.
func (e *emitter) perform(at formula.Cell, n *formula.Apply, depth int) (operand, bool) {
	f := n.Func
	if f.Call == nil || f.Volatile {
		return operand{}, false
	}
	single := strings.Trim(f.Args, "ntbv") == ""
	c := &calling{fn: f, at: at, fixed: make([]formula.Value, len(n.Args))}
	var operands []operand
	for i, arg := range n.Args {
		if _, empty := arg.(*formula.Empty); empty {
			return operand{}, false
		}
		mode := f.Mode(i)
		if strings.IndexByte("rRaA", mode) >= 0 {
			if a, ok := e.area(at, arg, depth); ok {
				if operands, ok = e.ranged(c, operands, i, a, n.Name); !ok {
					return operand{}, false
				}
				continue
			}
			if more, ok := e.window(c, operands, i, at, arg, n.Name); ok {
				operands = more
				continue
			}
			if !e.isOne(at, arg) {
				more, ok := e.spreadInto(c, operands, i, at, arg, n.Name)
				if !ok {
					return operand{}, false
				}
				operands = more
				continue
			}
		}
		o, ok := e.expr(at, arg, depth)
		if !ok || !o.constant() && o.kind == boxed {
			return operand{}, false
		}
		if o.constant() {
			c.fixed[i] = o.value()
			continue
		}
		c.moves = append(c.moves, argumentAt{i, len(operands), mode < 'a'})
		operands = append(operands, o)
	}
	if len(operands) == 0 {
		return e.fold(at, n)
	}
	if single && len(operands) == len(c.moves) {
		if o, ok := e.direct(n.Name, e.single(c, operands)); ok {
			return o, true
		}
	}
	k := kindOf(e.now(at, n))
	if k == boxed {
		return operand{}, false
	}
	return e.add(instruction{op: opPerform, args: operands, call: c}, k), true
}

// spreadInto adds an array that is worked out element by element to the arguments.
func (e *emitter) spreadInto(c *calling, operands []operand, i int, at formula.Cell, arg formula.Node, name string) ([]operand, bool) {
	if !e.entire || !takesArrays(name) {
		return operands, false
	}
	list, rows, cols, ok := e.spread(at, arg, 0, false)
	if !ok {
		return operands, false
	}
	array := arrayAt{argument: i, rows: rows, cols: cols, first: len(operands)}
	for _, o := range list {
		operands = array.take(o, operands)
	}
	c.area = append(c.area, array)
	return operands, true
}

// take adds an element: what stays, or a place for what moves.
func (a *arrayAt) take(o operand, operands []operand) []operand {
	if o.constant() {
		a.fixed = append(a.fixed, o.value())
		return operands
	}
	a.places = append(a.places, len(a.fixed))
	a.fixed = append(a.fixed, formula.Value{})
	return append(operands, o)
}

// single is the arguments of a call that takes single values, as operands.
func (e *emitter) single(c *calling, moving []operand) []operand {
	list := make([]operand, len(c.fixed))
	for i, v := range c.fixed {
		list[i] = fixed(v)
	}
	for _, m := range c.moves {
		list[m.argument] = moving[m.operand]
	}
	return list
}

// ranged adds an area to the arguments of a call: as it stands where nothing in it
// moves, else its values.
func (e *emitter) ranged(c *calling, operands []operand, i int, a formula.Area, name string) ([]operand, bool) {
	if !e.areaMoves(a) {
		c.fixed[i] = formula.Refer(a)
		return operands, true
	}
	clipped, ok := e.clip(a)
	if !ok || clipped != a || !takesWindows(name) || a.Rows()*a.Cols() > largestArray {
		return operands, false
	}
	array := arrayAt{argument: i, rows: a.Rows(), cols: a.Cols(), first: len(operands)}
	e.each(a, func(at formula.Cell) {
		o, found := e.cell(at)
		ok = ok && found && (o.constant() || o.kind != boxed)
		operands = array.take(o, operands)
	})
	c.area = append(c.area, array)
	return operands, ok
}
