package formula

import "math"

// arithmeticFunctions work on single numbers.
func arithmeticFunctions() []Func {
	return []Func{
		{Name: "ABS", Min: 1, Max: 1, Args: "n", Call: func(_ *Call, a []Value) Value { return Num(math.Abs(a[0].Num)) }},
	}
}
