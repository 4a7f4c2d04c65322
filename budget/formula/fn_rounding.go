package formula

import "math"

// roundingFunctions round to decimals.
func roundingFunctions() []Func {
	return []Func{
		two("ROUND", func(x, d float64) Value { return Num(Round(x, places(d))) }),
		two("ROUNDUP", func(x, d float64) Value { return Num(roundUp(x, places(d))) }),
		two("ROUNDDOWN", func(x, d float64) Value { return Num(roundDown(x, places(d))) }),
		{Name: "TRUNC", Min: 1, Max: 2, Args: "n", Call: fnTrunc},
	}
}

// places is a number of decimals, cut to a whole one.
func places(d float64) int { return int(min(max(d, -400), 400)) }

func fnTrunc(_ *Call, a []Value) Value {
	if len(a) == 1 {
		return Num(math.Trunc(a[0].Num))
	}
	return Num(roundDown(a[0].Num, places(a[1].Num)))
}
