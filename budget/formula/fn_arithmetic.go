package formula

import (
	"math"

	"ballast/budget/formula/elementary"
)

// arithmeticFunctions work on single numbers.
func arithmeticFunctions() []Func {
	return []Func{
		one("ABS", func(x float64) Value { return Num(math.Abs(x)) }),
		one("SIGN", func(x float64) Value { return Num(sign(x)) }),
		one("INT", func(x float64) Value { return Num(math.Floor(x)) }),
		one("SQRT", func(x float64) Value { return Num(math.Sqrt(x)) }),
		one("EXP", exponential),
		one("LN", func(x float64) Value { return logarithm(x, math.E) }),
		one("LOG10", func(x float64) Value { return logarithm(x, 10) }),
		{Name: "PI", Call: func(_ *Call, _ []Value) Value { return Num(math.Pi) }},
		{Name: "LOG", Min: 1, Max: 2, Args: "n", Call: fnLog},
		two("POWER", Raise),
		two("MOD", modulo),
		{Name: "QUOTIENT", Min: 2, Max: 2, Args: "n", Call: fnQuotient},
		moment("RAND"), moment("NOW"), moment("TODAY"),
		{Name: "RANDBETWEEN", Min: 2, Max: 2, Args: "n", Call: fnRandBetween, Volatile: true},
	}
}

// one is the row of a function of one number.
func one(name string, f func(x float64) Value) Func {
	return Func{Name: name, Min: 1, Max: 1, Args: "n", Call: func(_ *Call, a []Value) Value { return f(a[0].Num) }}
}

// moment is the row of a function that the host answers.
func moment(name string) Func {
	return Func{Name: name, Call: func(c *Call, _ []Value) Value { return c.Volatile(name) }, Volatile: true}
}

// two is the row of a function of two numbers.
func two(name string, f func(x, y float64) Value) Func {
	return Func{Name: name, Min: 2, Max: 2, Args: "n", Call: func(_ *Call, a []Value) Value { return f(a[0].Num, a[1].Num) }}
}

// exponential is e to the power x; what is too small for a normal number is 0.
func exponential(x float64) Value {
	y := elementary.Exp(x)
	if y < 0x1p-1022 {
		y = 0
	}
	return Num(y)
}

func fnQuotient(_ *Call, a []Value) Value {
	if a[1].Num == 0 {
		return Fail(DivError)
	}
	return Num(math.Trunc(a[0].Num / a[1].Num))
}

// sign is -1, 0 or 1.
func sign(x float64) float64 {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}

// modulo is the rest of a division with the sign of the divisor, as MOD gives.
// Checked: TestModulo.
func modulo(x, y float64) Value {
	if y == 0 {
		return Fail(DivError)
	}
	r := math.Mod(x, y)
	if r != 0 && (r < 0) != (y < 0) {
		r += y
	}
	return Num(r)
}

// logarithm takes quotients of logarithms with twice the digits, so that those
// of whole powers are whole.
func logarithm(x, base float64) Value {
	switch {
	case x <= 0 || base <= 0:
		return Fail(NumError)
	case base == 1:
		return Fail(DivError)
	}
	hi, lo := elementary.LogPair(x)
	if base == math.E {
		return Num(hi)
	}
	bh, bl := elementary.LogPair(base)
	q := hi / bh
	rest := math.FMA(-q, bh, hi) + (lo - float64(q*bl))
	return Num(q + rest/bh)
}

func fnLog(_ *Call, a []Value) Value {
	if len(a) == 1 {
		return logarithm(a[0].Num, 10)
	}
	return logarithm(a[0].Num, a[1].Num)
}

// fnRandBetween draws a whole number, both ends included.
func fnRandBetween(c *Call, a []Value) Value {
	lo, hi := math.Ceil(a[0].Num), math.Ceil(a[1].Num)
	if lo > hi {
		return Fail(NumError)
	}
	u := c.Volatile("RAND")
	if u.Kind != Number {
		return u
	}
	return Num(lo + math.Floor(u.Num*(hi-lo+1)))
}
