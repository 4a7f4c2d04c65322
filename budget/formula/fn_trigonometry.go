package formula

import (
	"math"

	"ballast/budget/formula/elementary"
)

// trigonometryFunctions are angles in radians and their hyperbolic kin.
func trigonometryFunctions() []Func {
	row := func(name string, f func(x float64) float64) Func {
		return Func{Name: name, Min: 1, Max: 1, Args: "n", Call: law(func(x []float64) float64 { return f(x[0]) })}
	}
	newer := func(name string, f func(x float64) float64) Func {
		r := row(name, f)
		r.Prefix = "_xlfn."
		return r
	}
	// A reciprocal has no value at the angle 0.
	reciprocal := func(name string, f func(x float64) float64) Func {
		return Func{Name: name, Min: 1, Max: 1, Args: "n", Prefix: "_xlfn.", Call: func(_ *Call, a []Value) Value {
			x := a[0].Num
			if math.Abs(x) > largestAngle && name[len(name)-1] != 'H' {
				return Fail(NumError)
			}
			d := f(x)
			if d == 0 {
				return Fail(DivError)
			}
			return Num(1 / d)
		}}
	}
	return []Func{
		row("SIN", angle(elementary.Sin)), row("COS", angle(elementary.Cos)), row("TAN", angle(elementary.Tan)),
		row("ASIN", elementary.Asin), row("ACOS", elementary.Acos), row("ATAN", elementary.Atan),
		row("SINH", elementary.Sinh), row("COSH", elementary.Cosh), row("TANH", elementary.Tanh),
		row("ASINH", elementary.Asinh), row("ACOSH", elementary.Acosh), row("ATANH", elementary.Atanh),
		reciprocal("COT", elementary.Tan), reciprocal("SEC", elementary.Cos), reciprocal("CSC", elementary.Sin),
		reciprocal("COTH", elementary.Tanh), reciprocal("SECH", elementary.Cosh), reciprocal("CSCH", elementary.Sinh),
		newer("ACOT", func(x float64) float64 {
			switch {
			case x > 1:
				return elementary.Atan(1 / x)
			case x < -1:
				return math.Pi + elementary.Atan(1/x)
			}
			return math.Pi/2 - elementary.Atan(x)
		}),
		newer("ACOTH", func(x float64) float64 {
			if math.Abs(x) <= 1 {
				return nan()
			}
			return elementary.Atanh(1 / x)
		}),
		{Name: "ATAN2", Min: 2, Max: 2, Args: "n", Call: func(_ *Call, a []Value) Value {
			if a[0].Num == 0 && a[1].Num == 0 {
				return Fail(DivError)
			}
			return Num(elementary.Atan2(a[1].Num, a[0].Num))
		}},
		row("DEGREES", func(x float64) float64 { return x / math.Pi * 180 }),
		row("RADIANS", func(x float64) float64 { return x / 180 * math.Pi }),
	}
}

// largestAngle is the angle from which the functions give #NUM!.
const largestAngle = 1 << 27

func angle(f func(float64) float64) func(float64) float64 {
	return func(x float64) float64 {
		if math.Abs(x) >= largestAngle {
			return nan()
		}
		return f(x)
	}
}
