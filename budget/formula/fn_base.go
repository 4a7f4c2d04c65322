package formula

import (
	"math"
	"strconv"
	"strings"

	"ballast/budget/formula/special"
)

// baseFunctions write whole numbers in other bases and work on their bits.
func baseFunctions() []Func {
	type base struct {
		name string
		base int
		bits uint // of the ten digits that a text may have
	}
	var all []Func
	bases := []base{{"BIN", 2, 10}, {"OCT", 8, 30}, {"HEX", 16, 40}}
	for _, from := range bases {
		all = append(all, Func{Name: from.name + "2DEC", Min: 1, Max: 1, Args: "v", Call: func(c *Call, a []Value) Value {
			return c.fromBase(a[0], from.base, from.bits)
		}})
		all = append(all, Func{Name: "DEC2" + from.name, Min: 1, Max: 2, Args: "vn", Call: func(c *Call, a []Value) Value {
			if a[0].Kind == Bool {
				return Fail(ValueError)
			}
			n := c.Number(a[0])
			if n.Kind == Error {
				return n
			}
			return toBase(math.Trunc(n.Num), from.base, from.bits, c, a)
		}})
		for _, to := range bases {
			if from == to {
				continue
			}
			all = append(all, Func{Name: from.name + "2" + to.name, Min: 1, Max: 2, Args: "vn", Call: func(c *Call, a []Value) Value {
				n := c.fromBase(a[0], from.base, from.bits)
				if n.Kind == Error {
					return n
				}
				return toBase(n.Num, to.base, to.bits, c, a)
			}})
		}
	}
	return append(all,
		Func{Name: "BASE", Min: 2, Max: 3, Args: "n", Call: inBase, Prefix: "_xlfn."},
		Func{Name: "DECIMAL", Min: 2, Max: 2, Args: "tn", Call: outOfBase, Prefix: "_xlfn."},
		bitFunction("BITAND", func(x, y uint64) uint64 { return x & y }),
		bitFunction("BITOR", func(x, y uint64) uint64 { return x | y }),
		bitFunction("BITXOR", func(x, y uint64) uint64 { return x ^ y }),
		Func{Name: "BITLSHIFT", Min: 2, Max: 2, Args: "n", Call: shift(1), Prefix: "_xlfn."},
		Func{Name: "BITRSHIFT", Min: 2, Max: 2, Args: "n", Call: shift(-1), Prefix: "_xlfn."},
		Func{Name: "DELTA", Min: 1, Max: 2, Args: "n", Call: func(_ *Call, a []Value) Value { return Int(oneIf(a[0].Num == given(a, 1, 0))) }},
		Func{Name: "GESTEP", Min: 1, Max: 2, Args: "n", Call: func(_ *Call, a []Value) Value { return Int(oneIf(a[0].Num >= given(a, 1, 0))) }},
		Func{Name: "ERF", Min: 1, Max: 2, Args: "n", Call: func(_ *Call, a []Value) Value {
			if len(a) > 1 {
				return Num(special.Erf(a[1].Num) - special.Erf(a[0].Num))
			}
			return Num(special.Erf(a[0].Num))
		}},
		Func{Name: "ERF.PRECISE", Min: 1, Max: 1, Args: "n", Prefix: "_xlfn.", Call: law(func(x []float64) float64 { return special.Erf(x[0]) })},
		Func{Name: "ERFC", Min: 1, Max: 1, Args: "n", Call: law(func(x []float64) float64 { return special.Erfc(x[0]) })},
		Func{Name: "ERFC.PRECISE", Min: 1, Max: 1, Args: "n", Prefix: "_xlfn.", Call: law(func(x []float64) float64 { return special.Erfc(x[0]) })},
		bessel("BESSELI", special.BesselI, false), bessel("BESSELJ", special.BesselJ, false),
		bessel("BESSELK", special.BesselK, true), bessel("BESSELY", special.BesselY, true),
	)
}

func oneIf(b bool) int {
	if b {
		return 1
	}
	return 0
}

// fromBase reads up to ten digits; the highest bit of all ten is the sign.
func (c *Call) fromBase(v Value, base int, bits uint) Value {
	if v.Kind == Bool {
		return Fail(ValueError)
	}
	if v = asText(v); v.Kind == Error {
		return v
	}
	s := v.Text
	if s == "" {
		return Num(0)
	}
	if len(s) > 10 || strings.ContainsAny(s, "+-_") {
		return Fail(NumError)
	}
	n, err := strconv.ParseUint(s, base, 64)
	if err != nil {
		return Fail(NumError)
	}
	x := float64(n)
	if n >= 1<<(bits-1) {
		x -= float64(uint64(1) << bits)
	}
	return Num(x)
}

// toBase writes a number with places of argument 1; a negative one takes all
// ten digits.
func toBase(x float64, base int, bits uint, c *Call, a []Value) Value {
	limit := float64(uint64(1) << (bits - 1))
	if x < -limit || x >= limit {
		return Fail(NumError)
	}
	places := 0.0
	if len(a) > 1 && !c.Empty(1) {
		if places = math.Trunc(a[1].Num); places < 1 || places > 10 {
			return Fail(NumError)
		}
	}
	if x < 0 {
		x += 2 * limit
		return Str(strings.ToUpper(strconv.FormatUint(uint64(x), base)))
	}
	s := strings.ToUpper(strconv.FormatUint(uint64(x), base))
	if places > 0 {
		if places < float64(len(s)) {
			return Fail(NumError)
		}
		s = strings.Repeat("0", int(places)-len(s)) + s
	}
	return Str(s)
}

// inBase is BASE: number, base from 2 to 36, least length.
func inBase(_ *Call, a []Value) Value {
	x, base, least := math.Trunc(a[0].Num), math.Trunc(a[1].Num), math.Trunc(given(a, 2, 0))
	if x < 0 || x >= 1<<53 || base < 2 || base > 36 || least < 0 || least > 255 {
		return Fail(NumError)
	}
	s := strings.ToUpper(strconv.FormatUint(uint64(x), int(base)))
	return Str(strings.Repeat("0", max(0, int(least)-len(s))) + s)
}

// outOfBase is DECIMAL: text, base from 2 to 36.
func outOfBase(_ *Call, a []Value) Value {
	base := math.Trunc(a[1].Num)
	s := strings.ToLower(strings.TrimLeft(a[0].Text, " "))
	if base < 2 || base > 36 || len(s) > 255 {
		return Fail(NumError)
	}
	switch base {
	case 16:
		s = strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(s, "0x"), "x"), "h")
	case 2:
		s = strings.TrimSuffix(s, "b")
	}
	x := 0.0
	for i := range len(s) {
		d := strings.IndexByte("0123456789abcdefghijklmnopqrstuvwxyz", s[i])
		if d < 0 || float64(d) >= base {
			return Fail(NumError)
		}
		x = float64(x*base) + float64(d)
	}
	return Num(x)
}

// bitsOf takes a whole number from 0 to 2^48 - 1.
func bitsOf(x float64) (uint64, bool) {
	return uint64(x), x >= 0 && x < 1<<48 && x == math.Trunc(x)
}

func bitFunction(name string, f func(x, y uint64) uint64) Func {
	return Func{Name: name, Min: 2, Max: 2, Args: "n", Prefix: "_xlfn.", Call: func(_ *Call, a []Value) Value {
		x, ok := bitsOf(a[0].Num)
		y, ok2 := bitsOf(a[1].Num)
		if !ok || !ok2 {
			return Fail(NumError)
		}
		return Num(float64(f(x, y)))
	}}
}

// shift moves bits left (1) or right (-1).
func shift(direction float64) func(*Call, []Value) Value {
	return func(_ *Call, a []Value) Value {
		x, ok := bitsOf(a[0].Num)
		by := math.Trunc(a[1].Num) * direction
		if !ok || math.Abs(by) > 53 {
			return Fail(NumError)
		}
		if by < 0 {
			return Num(float64(x >> uint(-by)))
		}
		y := math.Ldexp(float64(x), int(by))
		if y >= 1<<48 {
			return Fail(NumError)
		}
		return Num(y)
	}
}

// bessel is a Bessel function of x and a whole order.
func bessel(name string, f func(x float64, n int) float64, positive bool) Func {
	return Func{Name: name, Min: 2, Max: 2, Args: "n", Call: func(_ *Call, a []Value) Value {
		x, n := a[0].Num, math.Trunc(a[1].Num)
		if n < 0 || n > 1e6 || positive && x <= 0 {
			return Fail(NumError)
		}
		return Num(f(x, int(n)))
	}}
}
