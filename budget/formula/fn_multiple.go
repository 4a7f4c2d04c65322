package formula

import "math"

// multipleFunctions round to multiples.
func multipleFunctions() []Func {
	row := func(name, prefix string, least, most int, f func(x []float64) Value) Func {
		return Func{Name: name, Min: least, Max: most, Args: "n", Prefix: prefix, Call: func(_ *Call, a []Value) Value {
			x := make([]float64, len(a))
			for i := range a {
				x[i] = a[i].Num
			}
			return f(x)
		}}
	}
	return []Func{
		row("FLOOR", "", 2, 2, func(x []float64) Value { return oldMultiple(x[0], x[1], math.Floor, DivError) }),
		row("CEILING", "", 2, 2, func(x []float64) Value { return oldMultiple(x[0], x[1], math.Ceil, 0) }),
		row("FLOOR.MATH", "_xlfn.", 1, 3, mathMultiple(math.Floor, math.Ceil)),
		row("CEILING.MATH", "_xlfn.", 1, 3, mathMultiple(math.Ceil, math.Floor)),
		row("FLOOR.PRECISE", "_xlfn.", 1, 2, preciseMultiple(math.Floor)),
		row("CEILING.PRECISE", "_xlfn.", 1, 2, preciseMultiple(math.Ceil)),
		row("ISO.CEILING", "", 1, 2, preciseMultiple(math.Ceil)),
		row("MROUND", "", 2, 2, nearestMultiple),
		row("EVEN", "", 1, 1, func(x []float64) Value { return Num(parity(x[0], 0)) }),
		row("ODD", "", 1, 1, func(x []float64) Value { return Num(parity(x[0], 1)) }),
	}
}

// multipleOf is the multiple of a step below or above, where a quotient within
// a few units of its last digit of a whole number is that number.
func multipleOf(x, step float64, to func(float64) float64) float64 {
	q := x / step
	if n := math.Round(q); n != q && math.Abs(q-n) <= math.Abs(q)*4e-16 {
		q = n
	}
	return float64(to(q)*step) + 0 // never -0
}

// oldMultiple is FLOOR and CEILING: a positive number has no negative step.
func oldMultiple(x, step float64, to func(float64) float64, atZero Code) Value {
	switch {
	case x == 0:
		return Num(0)
	case step == 0 && atZero != 0:
		return Fail(atZero)
	case step == 0:
		return Num(0)
	case x > 0 && step < 0:
		return Fail(NumError)
	}
	return Num(multipleOf(x, step, to))
}

// mathMultiple takes the sign of no step; with a mode negative numbers round
// the other way.
func mathMultiple(to, mirrored func(float64) float64) func([]float64) Value {
	return func(x []float64) Value {
		step := 1.0
		if len(x) > 1 {
			step = math.Abs(x[1])
		}
		if step == 0 || x[0] == 0 {
			return Num(0)
		}
		if x[0] < 0 && len(x) > 2 && x[2] != 0 {
			return Num(multipleOf(x[0], step, mirrored))
		}
		return Num(multipleOf(x[0], step, to))
	}
}

func preciseMultiple(to func(float64) float64) func([]float64) Value {
	return func(x []float64) Value {
		step := 1.0
		if len(x) > 1 {
			step = math.Abs(x[1])
		}
		if step == 0 || x[0] == 0 {
			return Num(0)
		}
		return Num(multipleOf(x[0], step, to))
	}
}

// nearestMultiple is MROUND: both arguments have one sign.
func nearestMultiple(x []float64) Value {
	v, step := x[0], x[1]
	switch {
	case v == 0 || step == 0:
		return Num(0)
	case (v < 0) != (step < 0):
		return Fail(NumError)
	}
	return Num(Round(v/step, 0) * step)
}

// parity is the next whole number away from zero that is even (0) or odd (1).
func parity(x, odd float64) float64 {
	n := math.Ceil(math.Abs(x))
	if math.Mod(n, 2) != odd {
		n++
	}
	return math.Copysign(n, x)
}
