package cells

import (
	"math"

	"ballast/budget/formula"
)

// binaryLoop runs an instruction of two operands over a block. What overflows
// or divides by 0 becomes an error where it arises.
func binaryLoop(op opcode, out, x, y []float64) {
	x, y = x[:len(out)], y[:len(out)]
	switch op {
	case opAdd:
		for i := range out {
			out[i] = x[i] + y[i]
		}
		finite(out)
	case opSubtract:
		for i := range out {
			out[i] = x[i] - y[i]
		}
		finite(out)
	case opMultiply:
		for i := range out {
			out[i] = x[i] * y[i]
		}
		finite(out)
	case opDivide:
		for i := range out {
			out[i] = x[i] / y[i]
		}
		finite(out)
	case opFactor:
		for i := range out {
			out[i] = x[i] * y[i]
		}
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
			if x[i] != x[i] {
				out[i] = y[i]
			}
		}
	case opGuard:
		for i := range out {
			out[i] = y[i]
			if x[i] != x[i] {
				out[i] = x[i]
			}
		}
	case opAnd, opOr:
		logicLoop(op, out, x, y)
	default:
		compareLoop(op, out, x, y)
	}
}

// finite makes errors of what is infinite, also by a division by 0. Nearly always nothing is, which a
// sum tells: it is finite unless a value is not, or all are huge.
func finite(out []float64) {
	var s0, s1, s2, s3 float64
	rest := out
	for ; len(rest) >= 4; rest = rest[4:] {
		s0 += rest[0]
		s1 += rest[1]
		s2 += rest[2]
		s3 += rest[3]
	}
	for _, v := range rest {
		s0 += v
	}
	if sum := s0 + s1 + s2 + s3; sum-sum == 0 {
		return
	}
	for i, v := range out {
		if v-v != 0 {
			out[i] = math.NaN()
		}
	}
}

// power is the operator ^.
func power(x, y float64) float64 {
	if x != x || y != y {
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
		case b != b:
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
		case a != a || b != b:
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
		case math.Abs(a-b) > (math.Abs(a)+math.Abs(b))*1e-14: // no digit of 15 is alike enough
			out[i] = results[0]
			if a > b {
				out[i] = results[2]
			}
		case a == b:
			out[i] = results[1]
		case a != a || b != b:
			out[i] = math.NaN()
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
		if t != t {
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
	case opRoot: // NaN below 0, which is its error
		for i := range out {
			out[i] = math.Sqrt(x[i])
		}
	case opIsError:
		for i := range out {
			out[i] = truth(x[i] != x[i])
		}
	case opNot:
		for i, v := range x {
			out[i] = v
			if v == v {
				out[i] = truth(v == 0)
			}
		}
	case opRound:
		for i, v := range x {
			out[i] = v
			if v == v {
				out[i] = figure(formula.Num(formula.Round(v, digits)))
			}
		}
	}
}
