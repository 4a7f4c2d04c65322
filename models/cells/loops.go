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

// binaryLoop runs an instruction of two operands over a block. The result may stand
// where an operand does.
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
			q, by := x[i]/y[i], y[i]
			if isError(by) { // which infinity would hide
				q = math.NaN()
			}
			out[i] = q
		}
	case opShare:
		for i := range out {
			out[i] = x[i] / y[i]
		}
	case opPower:
		for i := range out {
			out[i] = power(x[i], y[i])
		}
	case opMin:
		leastLoop(out, x, y)
	case opMax:
		largestLoop(out, x, y)
	case opCatch:
		for i := range out {
			v := x[i]
			if isError(v) {
				v = y[i]
			}
			out[i] = v
		}
	case opGuard:
		for i := range out {
			v := y[i]
			if isError(x[i]) {
				v = x[i]
			}
			out[i] = v
		}
	case opAnd, opOr:
		logicLoop(op, out, x, y)
	}
}

// power is the operator ^.
func power(x, y float64) float64 {
	if isError(x) || isError(y) {
		return math.NaN()
	}
	return figure(formula.Raise(x, y))
}

// leastLoop is the lesser of two; of equal ones it is the first. The choice is made
// among bits, which the compiler does without a branch.
func leastLoop(out, x, y []float64) {
	x, y = x[:len(out)], y[:len(out)]
	for i := range out {
		a, b := x[i], y[i]
		bits, other := math.Float64bits(a), math.Float64bits(b)
		if b < a {
			bits = other
		}
		out[i] = math.Float64frombits(bits)
		if isError(a) || isError(b) {
			out[i] = math.NaN()
		}
	}
}

// largestLoop is the greater of two.
func largestLoop(out, x, y []float64) {
	x, y = x[:len(out)], y[:len(out)]
	for i := range out {
		a, b := x[i], y[i]
		bits, other := math.Float64bits(a), math.Float64bits(b)
		if b > a {
			bits = other
		}
		out[i] = math.Float64frombits(bits)
		if isError(a) || isError(b) {
			out[i] = math.NaN()
		}
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

// comparison is what an operator gives where the first is less, equal and greater.
func comparison(op opcode) (results [3]float64) {
	for order := range results {
		results[order] = truth(holds(formula.Equal+formula.Op(op-opEqual), order-1))
	}
	return results
}

// compareLoop compares numbers at 15 digits.
func compareLoop(out, x, y []float64, results *[3]float64) {
	x, y = x[:len(out)], y[:len(out)]
	less, greater := math.Float64bits(results[0]), math.Float64bits(results[2])
	for i := range out {
		a, b := x[i], y[i]
		bits := less
		if a > b {
			bits = greater
		}
		v := math.Float64frombits(bits)
		if !(math.Abs(a-b) > (math.Abs(a)+math.Abs(b))*1e-14) { // some of 15 digits may be alike
			v = nearlyEqual(a, b, results)
		}
		out[i] = v
	}
}

// nearlyEqual compares numbers that may be the same at 15 digits, or errors.
func nearlyEqual(a, b float64, results *[3]float64) float64 {
	switch {
	case isError(a) || isError(b):
		return math.NaN()
	case a == b:
		return results[1]
	}
	return results[1+formula.CompareNumbers(a, b)]
}

// selectLoop takes the second operand where the first holds, else the third.
func selectLoop(out, test, yes, no []float64) {
	test, yes, no = test[:len(out)], yes[:len(out)], no[:len(out)]
	for i := range out {
		t := test[i]
		bits, other := math.Float64bits(no[i]), math.Float64bits(yes[i])
		if math.Float64bits(t)<<1 != 0 {
			bits = other
		}
		v := math.Float64frombits(bits)
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
		roundLoop(out, x, digits)
	}
}

// mostScaled is the number of decimals up to which a column is rounded by its
// multiples of a power of ten, which is exact up to there.
const mostScaled = 22

// roundLoop rounds at a decimal place, half away from zero. Only what lies so near
// the middle that the digits decide is left to the language.
func roundLoop(out, x []float64, digits int) {
	if digits < 0 || digits > mostScaled {
		for i, v := range x[:len(out)] {
			out[i] = rounded(v, digits)
		}
		return
	}
	x = x[:len(out)]
	scale := math.Pow10(digits)
	for i := range out {
		scaled := float64(math.Abs(x[i]) * scale)
		whole := math.Floor(scaled + 0.5)
		if math.Abs(scaled-whole) < 0.5-float64(scaled*4e-15) {
			out[i] = math.Copysign(whole/scale, x[i])
			continue
		}
		out[i] = rounded(x[i], digits)
	}
}

// rounded is ROUND of one number, which may be an error.
func rounded(x float64, digits int) float64 {
	if isError(x) {
		return x
	}
	return figure(formula.Num(formula.Round(x, digits)))
}
