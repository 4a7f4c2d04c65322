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

// last is where the last four of a column begin: an index masked with it needs no check.
const last = width - 4

// loopOf is the loop in Go of an instruction. The result may stand where an operand does.
func loopOf(in *instruction) loop {
	switch in.op {
	case opAdd:
		return addLoop
	case opSubtract:
		return subtractLoop
	case opMultiply, opFactor:
		return multiplyLoop
	case opDivide:
		return divideLoop
	case opShare:
		return shareLoop
	case opMin:
		return leastLoop
	case opMax:
		return largestLoop
	case opLeast:
		return sureLeastLoop
	case opLargest:
		return sureLargestLoop
	case opEqual, opNotEqual, opLess, opLessEqual, opGreater, opGreaterEqual:
		return compareLoop
	case opSelect:
		return selectLoop
	case opChoose:
		return chooseLoop
	case opRound:
		return roundLoop
	case opCatch:
		return catchLoop
	case opNegate:
		return negateLoop
	case opWhen:
		return whenLoop
	case opPair:
		return pairLoop(in.digits)
	}
	return byOne
}

// addLoop adds two columns.
func addLoop(s *step, n int) {
	out, x, y := s.out, s.x, s.y
	for i := 0; i < n; i += 4 {
		i := i & last
		out[i], out[i+1], out[i+2], out[i+3] = x[i]+y[i], x[i+1]+y[i+1], x[i+2]+y[i+2], x[i+3]+y[i+3]
	}
}

// subtractLoop subtracts.
func subtractLoop(s *step, n int) {
	out, x, y := s.out, s.x, s.y
	for i := 0; i < n; i += 4 {
		i := i & last
		out[i], out[i+1], out[i+2], out[i+3] = x[i]-y[i], x[i+1]-y[i+1], x[i+2]-y[i+2], x[i+3]-y[i+3]
	}
}

// multiplyLoop multiplies.
func multiplyLoop(s *step, n int) {
	out, x, y := s.out, s.x, s.y
	for i := 0; i < n; i += 4 {
		i := i & last
		out[i], out[i+1], out[i+2], out[i+3] = x[i]*y[i], x[i+1]*y[i+1], x[i+2]*y[i+2], x[i+3]*y[i+3]
	}
}

// shareLoop divides by what is no error.
func shareLoop(s *step, n int) {
	out, x, y := s.out, s.x, s.y
	for i := 0; i < n; i += 4 {
		i := i & last
		out[i], out[i+1], out[i+2], out[i+3] = x[i]/y[i], x[i+1]/y[i+1], x[i+2]/y[i+2], x[i+3]/y[i+3]
	}
}

// negateLoop changes the sign.
func negateLoop(s *step, n int) {
	out, x := s.out, s.x
	for i := 0; i < n; i += 4 {
		i := i & last
		out[i], out[i+1], out[i+2], out[i+3] = -x[i], -x[i+1], -x[i+2], -x[i+3]
	}
}

// divideLoop divides by what may be an error, which infinity would hide.
func divideLoop(s *step, n int) {
	out, x, y := s.out, s.x, s.y
	for i := range min(n, width) {
		q, by := x[i]/y[i], y[i]
		if isError(by) {
			q = math.NaN()
		}
		out[i] = q
	}
}

// leastLoop is the lesser of two; of equal ones it is the first. The choice is made
// among bits, which the compiler does without a branch.
func leastLoop(s *step, n int) {
	out, x, y := s.out, s.x, s.y
	for i := range min(n, width) {
		a, b := x[i], y[i]
		bits, other := math.Float64bits(a), math.Float64bits(b)
		if b < a {
			bits = other
		}
		if isError(a) || isError(b) {
			bits = wrong
		}
		out[i] = math.Float64frombits(bits)
	}
}

// largestLoop is the greater of two.
func largestLoop(s *step, n int) {
	out, x, y := s.out, s.x, s.y
	for i := range min(n, width) {
		a, b := x[i], y[i]
		bits, other := math.Float64bits(a), math.Float64bits(b)
		if b > a {
			bits = other
		}
		if isError(a) || isError(b) {
			bits = wrong
		}
		out[i] = math.Float64frombits(bits)
	}
}

// wrong is the bits of an error.
const wrong = 0x7ff8000000000001

// sureLeastLoop is the lesser of two that are no errors.
func sureLeastLoop(s *step, n int) {
	out, x, y := s.out, s.x, s.y
	for i := range min(n, width) {
		bits, other := math.Float64bits(x[i]), math.Float64bits(y[i])
		if y[i] < x[i] {
			bits = other
		}
		out[i] = math.Float64frombits(bits)
	}
}

// sureLargestLoop is the greater of two that are no errors.
func sureLargestLoop(s *step, n int) {
	out, x, y := s.out, s.x, s.y
	for i := range min(n, width) {
		bits, other := math.Float64bits(x[i]), math.Float64bits(y[i])
		if y[i] > x[i] {
			bits = other
		}
		out[i] = math.Float64frombits(bits)
	}
}

// catchLoop takes the second operand where the first is an error.
func catchLoop(s *step, n int) {
	out, x, y := s.out, s.x, s.y
	for i := range min(n, width) {
		out[i] = caught(x[i], y[i])
	}
}

// caught is the first, where that is an error the second: the exponent of an error is
// the largest.
func caught(x, y float64) float64 {
	bits, other := math.Float64bits(x), math.Float64bits(y)
	if bits<<1 >= 0x7ff<<53 {
		bits = other
	}
	return math.Float64frombits(bits)
}

// byOne runs the instructions that are rare.
func byOne(s *step, n int) {
	out, x, y := s.out, s.x, s.y
	for i := range min(n, width) {
		out[i] = single(s.op, x[i], y[i])
	}
}

// single is a rare instruction on one scenario. Errors stay errors.
func single(op opcode, x, y float64) float64 {
	switch op {
	case opPower:
		return power(x, y)
	case opGuard:
		if isError(x) {
			return x
		}
		return y
	case opAnd:
		if isError(x) || isError(y) {
			return math.NaN()
		}
		return truth(x != 0 && y != 0)
	case opOr:
		if isError(x) || isError(y) {
			return math.NaN()
		}
		return truth(x != 0 || y != 0)
	case opAbs:
		return math.Abs(x)
	case opFloor:
		return math.Floor(x)
	case opRoot: // NaN below 0, which is its error
		return math.Sqrt(x)
	case opIsError:
		return truth(isError(x))
	case opNot:
		if isError(x) {
			return x
		}
		return truth(x == 0)
	}
	if isError(x) { // opSettle: what overflowed becomes NaN
		return math.NaN()
	}
	return x
}

// power is the operator ^.
func power(x, y float64) float64 {
	if isError(x) || isError(y) {
		return math.NaN()
	}
	return figure(formula.Raise(x, y))
}

// truth is TRUE or FALSE in a column.
func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// comparison is what an operator gives where the first is less, equal and greater.
func comparison(op opcode) (results [3]float64) {
	for order := range results {
		results[order] = truth(holds(formula.Equal+formula.Op(op-opEqual), order-1))
	}
	return results
}

// sameDigits is the square of the share of a number within which another may have the same
// 15 digits. What is farther than that, and no error, is less or greater.
const sameDigits = 2.1e-14 * 2.1e-14

// compareLoop compares numbers at 15 digits.
func compareLoop(s *step, n int) { compareFrom(s, 0, n) }

// compareFrom compares the scenarios from one to another.
func compareFrom(s *step, from, to int) {
	out, x, y := s.out[from:to], s.x[from:to], s.y[from:to]
	x, y = x[:len(out)], y[:len(out)]
	results := comparison(s.op)
	less, greater := math.Float64bits(results[0]), math.Float64bits(results[2])
	for i := range out {
		a, b := x[i], y[i]
		bits := less
		if a > b {
			bits = greater
		}
		v := math.Float64frombits(bits)
		if d := a - b; !(d*d > b*b*sameDigits && d*d <= math.MaxFloat64) {
			v = nearlyEqual(a, b, &results)
		}
		out[i] = v
	}
}

// whenLoop chooses by a comparison.
func whenLoop(s *step, n int) { whenFrom(s, 0, n) }

// whenFrom chooses for the scenarios from one to another.
func whenFrom(s *step, from, to int) {
	c := s.choice
	out, x, y, less, greater := s.out[from:to], s.x[from:to], s.y[from:to], c.from[0][from:to], c.from[2][from:to]
	x, y, less, greater = x[:len(out)], y[:len(out)], less[:len(out)], greater[:len(out)]
	for i := range out {
		a, b := x[i], y[i]
		bits, other := math.Float64bits(less[i]), math.Float64bits(greater[i])
		if a > b {
			bits = other
		}
		v := math.Float64frombits(bits)
		if d := a - b; !(d*d > b*b*sameDigits && d*d <= math.MaxFloat64) {
			v = c.near(a, b, from+i)
		}
		out[i] = v
	}
}

// near is the choice of one scenario whose numbers are near one another, or errors.
func (c *choice) near(a, b float64, lane int) float64 {
	holds := nearlyEqual(a, b, &c.results)
	for order, x := range c.results {
		if x == holds {
			return c.from[order][lane]
		}
	}
	return holds // an error
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
func selectLoop(s *step, n int) {
	out, test, yes, no := s.out, s.x, s.y, s.z
	for i := range min(n, width) {
		t := test[i]
		bits, other := math.Float64bits(no[i]), math.Float64bits(yes[i])
		if math.Float64bits(t)<<1 != 0 {
			bits = other
		}
		if isError(t) {
			bits = wrong
		}
		out[i] = math.Float64frombits(bits)
	}
}

// chooseLoop does the same where the first is no error.
func chooseLoop(s *step, n int) {
	out, test, yes, no := s.out, s.x, s.y, s.z
	for i := range min(n, width) {
		bits, other := math.Float64bits(no[i]), math.Float64bits(yes[i])
		if math.Float64bits(test[i])<<1 != 0 {
			bits = other
		}
		out[i] = math.Float64frombits(bits)
	}
}

// mostScaled is the number of decimals up to which a column is rounded by its
// multiples of a power of ten, which is exact up to there.
const mostScaled = 22

// roundLoop rounds at a decimal place, half away from zero. Only what lies so near
// the middle that the digits decide is left to the language.
func roundLoop(s *step, n int) { roundFrom(s, 0, n) }

// wholes is a number so large that what is added to it is rounded to a whole number.
const wholes = 1 << 52

// roundFrom rounds the scenarios from one to another.
func roundFrom(s *step, from, to int) {
	out, x := s.out[from:to], s.x[from:to]
	x = x[:len(out)]
	if s.digits < 0 || s.digits > mostScaled {
		for i, v := range x {
			out[i] = rounded(v, s.digits)
		}
		return
	}
	scale := math.Pow10(s.digits)
	for i := range out {
		scaled := float64(math.Abs(x[i]) * scale)
		whole := float64(scaled+wholes) - wholes // the nearest; what is so large that it is not is not safe
		if math.Abs(scaled-whole) < 0.5-float64(scaled*4e-15) {
			out[i] = math.Copysign(whole/scale, x[i])
			continue
		}
		out[i] = rounded(x[i], s.digits)
	}
}

// rounded is ROUND of one number, which may be an error.
func rounded(x float64, digits int) float64 {
	if isError(x) {
		return x
	}
	return figure(formula.Num(formula.Round(x, digits)))
}
