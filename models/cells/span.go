package cells

import "math"

// span is how far the values of a column go. One that is not finite says nothing:
// the column may hold errors. Both ends are values that the operations of a column give
// at the ends of their operands; rounding keeps order, so none lies beyond them.
type span struct{ lo, hi float64 }

// anything is the span of a column of which nothing is known.
var anything = span{math.Inf(-1), math.Inf(1)}

// finite reports whether a column cannot hold an error.
func (s span) finite() bool { return s.lo >= -math.MaxFloat64 && s.hi <= math.MaxFloat64 }

// between is a span if it is one of numbers.
func between(lo, hi float64) span {
	if s := (span{lo, hi}); s.finite() && lo <= hi {
		return s
	}
	return anything
}

// hull is the span of what lies in one of two.
func (s span) hull(t span) span { return between(min(s.lo, t.lo), max(s.hi, t.hi)) }

// spare is by what share of its width the span of a variable is wider than what it is
// expected to draw.
const spare = 0.125

// span is how far a variable is expected to go. A scenario in which it goes beyond is
// interpreted (see kernel.draw), so nothing rests on it but speed.
func (v *variable) span() span {
	if v.varied {
		return anything
	}
	lo, hi := v.law.Support()
	if math.IsInf(lo, 0) {
		lo = v.law.Quantile(1e-12)
	}
	if math.IsInf(hi, 0) {
		hi = v.law.Quantile(1 - 1e-12)
	}
	lo, hi = min(lo, v.static), max(hi, v.static)
	more := float64(spare * (hi - lo))
	wide := between(lo-more, hi+more)
	if lo > 0 && wide.lo <= 0 { // a divisor that is never 0 stays one
		wide.lo = lo / 2
	}
	if hi < 0 && wide.hi >= 0 {
		wide.hi = hi / 2
	}
	return wide
}

// spanOf is the span of an operand.
func (e *emitter) spanOf(o operand) span {
	switch {
	case o.kind == boxed:
		return anything
	case o.constant():
		return between(o.float(), o.float())
	}
	return e.ranges[o.id]
}

// without makes an instruction that looks for errors one that does not where there
// can be none; ok says that none is left of it, and the operand is its result.
func (e *emitter) without(in *instruction, k kind, args []operand) (same operand, ok bool) {
	sure := func(i int) bool { return e.spanOf(args[i]).finite() }
	as := func(o operand) (operand, bool) { return o, !o.constant() && o.kind == k }
	switch in.op {
	case opDivide:
		if sure(1) {
			in.op = opShare
		}
	case opMin:
		if sure(0) && sure(1) {
			in.op = opLeast
		}
	case opMax:
		if sure(0) && sure(1) {
			in.op = opLargest
		}
	case opSelect:
		if sure(0) {
			in.op = opChoose
		}
	case opCatch, opSettle:
		if sure(0) {
			return as(args[0])
		}
	case opGuard:
		if sure(0) {
			return as(args[1])
		}
	}
	return operand{}, false
}

// reach is the span of what an instruction gives.
func (e *emitter) reach(in *instruction, args []operand) span {
	var s [3]span
	if len(args) > len(s) || in.op >= opPair {
		return anything
	}
	known := true
	for i, a := range args {
		s[i] = e.spanOf(a)
		known = known && s[i].finite()
	}
	x, y := s[0], s[1]
	switch {
	case in.op == opIsError:
		return between(0, 1)
	case in.op == opCatch && y.finite(): // any number, where the first is one
		return span{-math.MaxFloat64, math.MaxFloat64}
	case !known:
		return anything
	}
	switch in.op {
	case opSelect, opChoose:
		return y.hull(s[2])
	case opGuard:
		return y
	case opEqual, opNotEqual, opLess, opLessEqual, opGreater, opGreaterEqual, opAnd, opOr, opNot:
		return between(0, 1)
	case opNegate:
		return between(-x.hi, -x.lo)
	case opAbs:
		return between(0, max(-x.lo, x.hi))
	case opFloor:
		return between(math.Floor(x.lo), math.Floor(x.hi))
	case opRound:
		more := math.Pow10(-in.digits)
		return between(x.lo-more, x.hi+more)
	}
	return spread(in.op, x, y)
}

// spread is the span of what an operator on two numbers gives: an end of it stands at
// ends of both.
func spread(op opcode, x, y span) span {
	switch op {
	case opAdd:
		return between(x.lo+y.lo, x.hi+y.hi)
	case opSubtract:
		return between(x.lo-y.hi, x.hi-y.lo)
	case opMin, opLeast:
		return between(min(x.lo, y.lo), min(x.hi, y.hi))
	case opMax, opLargest:
		return between(max(x.lo, y.lo), max(x.hi, y.hi))
	case opMultiply, opFactor:
		a, b, c, d := x.lo*y.lo, x.lo*y.hi, x.hi*y.lo, x.hi*y.hi
		return between(min(a, b, c, d), max(a, b, c, d))
	case opDivide, opShare:
		if y.lo > 0 || y.hi < 0 {
			a, b, c, d := x.lo/y.lo, x.lo/y.hi, x.hi/y.lo, x.hi/y.hi
			return between(min(a, b, c, d), max(a, b, c, d))
		}
	}
	return anything
}
