package cells

import (
	"math"

	"ballast/budget/formula"
)

// An error in a column is what is not finite: NaN, or what overflowed. Sums,
// differences and products carry it on by themselves; whatever could make a number
// of it looks: a division by what overflowed, comparisons, choices, extremes.

// isError reports whether a value of a column is an error.
func isError(x float64) bool { return x-x != 0 }

// binaryLoop runs an instruction of two operands over a block.
func binaryLoop(op opcode, out, x, y []float64) {
	x, y = x[:len(out)], y[:len(out)]
	switch op {
	case opAdd:
		for i := range out {
			out[i] = x[i] + y[i]
		}
	case opSubtract:
		for i := range out {
			out[i] = x[i] - y[i]
		}
	case opMultiply, opFactor:
		for i := range out {
			out[i] = x[i] * y[i]
		}
	case opDivide:
		for i := range out {
			out[i] = x[i] / y[i]
		}
		divided(out, y)
	case opShare:
		for i := range out {
			out[i] = x[i] / y[i]
		}
	case opPower:
		for i := range out {
			out[i] = power(x[i], y[i])
		}
	case opMin, opMax:
		extremeLoop(op, out, x, y)
	case opCatch:
		for i := range out {
			out[i] = x[i]
			if isError(x[i]) {
				out[i] = y[i]
			}
		}
	case opGuard:
		for i := range out {
			out[i] = y[i]
			if isError(x[i]) {
				out[i] = x[i]
			}
		}
	case opAnd, opOr:
		logicLoop(op, out, x, y)
	default:
		compareLoop(op, out, x, y)
	}
}

// divided makes errors of what was divided by an error, which infinity would
// hide. Nearly always there is none, which a sum tells: it is finite unless a
// value is not, or all are huge.
func divided(out, y []float64) {
	if allFinite(y) {
		return
	}
	for i, v := range y {
		if isError(v) {
			out[i] = math.NaN()
		}
	}
}

// allFinite reports whether there surely is no error in a column.
func allFinite(x []float64) bool {
	var s0, s1, s2, s3 float64
	for ; len(x) >= 4; x = x[4:] {
		s0 += x[0]
		s1 += x[1]
		s2 += x[2]
		s3 += x[3]
	}
	for _, v := range x {
		s0 += v
	}
	return !isError(s0 + s1 + s2 + s3)
}

// power is the operator ^.
func power(x, y float64) float64 {
	if isError(x) || isError(y) {
		return math.NaN()
	}
	return figure(formula.Raise(x, y))
}

// extremeLoop is the least or largest of two; of equal ones it is the first.
func extremeLoop(op opcode, out, x, y []float64) {
	x, y = x[:len(out)], y[:len(out)]
	for i := range out {
		a, b := x[i], y[i]
		switch {
		case isError(a):
		case isError(b):
			a = b
		case op == opMin && b < a, op == opMax && b > a:
			a = b
		}
		out[i] = a
	}
}

// truth is TRUE or FALSE in a column.
func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// logicLoop is AND or OR of two.
func logicLoop(op opcode, out, x, y []float64) {
	for i := range out {
		a, b := x[i], y[i]
		switch {
		case isError(a) || isError(b):
			out[i] = math.NaN()
		case op == opAnd:
			out[i] = truth(a != 0 && b != 0)
		default:
			out[i] = truth(a != 0 || b != 0)
		}
	}
}

// compareLoop compares numbers at 15 digits.
func compareLoop(op opcode, out, x, y []float64) {
	x, y = x[:len(out)], y[:len(out)]
	var results [3]float64 // where the first is less, equal, greater
	for order := range results {
		results[order] = truth(holds(formula.Equal+formula.Op(op-opEqual), order-1))
	}
	for i := range out {
		a, b := x[i], y[i]
		switch {
		case isError(a) || isError(b):
			out[i] = math.NaN()
		case math.Abs(a-b) > (math.Abs(a)+math.Abs(b))*1e-14: // no digit of 15 is alike enough
			out[i] = results[0]
			if a > b {
				out[i] = results[2]
			}
		case a == b:
			out[i] = results[1]
		default:
			out[i] = results[1+formula.CompareNumbers(a, b)]
		}
	}
}

// selectLoop takes the second operand where the first holds, else the third.
func selectLoop(out, test, yes, no []float64) {
	test, yes, no = test[:len(out)], yes[:len(out)], no[:len(out)]
	for i := range out {
		t := test[i]
		v := no[i]
		if t != 0 {
			v = yes[i]
		}
		if isError(t) {
			v = t
		}
		out[i] = v
	}
}

// unaryLoop runs an instruction of one operand over a block. Errors stay errors.
func unaryLoop(op opcode, out, x []float64, digits int) {
	x = x[:len(out)]
	switch op {
	case opNegate:
		for i := range out {
			out[i] = -x[i]
		}
	case opAbs:
		for i := range out {
			out[i] = math.Abs(x[i])
		}
	case opFloor:
		for i := range out {
			out[i] = math.Floor(x[i])
		}
	case opSettle:
		for i, v := range x {
			out[i] = v
			if isError(v) {
				out[i] = math.NaN()
			}
		}
	case opRoot: // NaN below 0, which is its error
		for i := range out {
			out[i] = math.Sqrt(x[i])
		}
	case opIsError:
		for i := range out {
			out[i] = truth(isError(x[i]))
		}
	case opNot:
		for i, v := range x {
			out[i] = v
			if !isError(v) {
				out[i] = truth(v == 0)
			}
		}
	case opRound:
		for i, v := range x {
			out[i] = v
			if !isError(v) {
				out[i] = figure(formula.Num(formula.Round(v, digits)))
			}
		}
	}
}
