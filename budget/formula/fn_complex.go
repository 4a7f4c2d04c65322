package formula

import (
	"math"
	"strconv"
	"strings"

	"ballast/budget/formula/elementary"
	"ballast/budget/formula/special"
)

// complexFunctions work on complex numbers, which are texts: "3+4i". A table, as
// long as there are functions.
func complexFunctions() []Func {
	one := func(name, prefix string, f func(z complex128) (complex128, bool)) Func {
		return Func{Name: name, Min: 1, Max: 1, Args: "v", Prefix: prefix, Call: func(_ *Call, a []Value) Value {
			z, bad := complexOf(a[0])
			if bad.Kind == Error {
				return bad
			}
			w, ok := f(z.z)
			if !ok {
				return Fail(NumError)
			}
			return z.text(w)
		}}
	}
	part := func(name string, f func(z complex128) Value) Func {
		return Func{Name: name, Min: 1, Max: 1, Args: "v", Call: func(_ *Call, a []Value) Value {
			z, bad := complexOf(a[0])
			if bad.Kind == Error {
				return bad
			}
			return f(z.z)
		}}
	}
	two := func(name string, f func(z, w complex128) (complex128, bool)) Func {
		return Func{Name: name, Min: 2, Max: 2, Args: "v", Call: func(_ *Call, a []Value) Value {
			return foldComplex([]Value{a[0], a[1]}, f)
		}}
	}
	many := func(name string, f func(z, w complex128) complex128) Func {
		return Func{Name: name, Min: 1, Max: Many, Args: "r", Call: func(c *Call, a []Value) Value {
			var all []Value
			for _, v := range a {
				c.Each(v, func(x Value, inRange bool) bool {
					if !inRange || x.Kind != Blank {
						all = append(all, x)
					}
					return true
				})
			}
			return foldComplex(all, func(z, w complex128) (complex128, bool) { return f(z, w), true })
		}}
	}
	whole := func(f func(complex128) complex128) func(complex128) (complex128, bool) {
		return func(z complex128) (complex128, bool) { return f(z), true }
	}
	inverse := func(f func(complex128) complex128) func(complex128) (complex128, bool) {
		return func(z complex128) (complex128, bool) {
			d := f(z)
			return special.Quotient(1, d), d != 0
		}
	}
	log := func(scale float64) func(complex128) (complex128, bool) {
		return func(z complex128) (complex128, bool) {
			l := special.Log(z)
			return complex(real(l)/scale, imag(l)/scale), z != 0
		}
	}
	return []Func{
		{Name: "COMPLEX", Min: 2, Max: 3, Args: "nnt", Call: makeComplex},
		part("IMREAL", func(z complex128) Value { return Num(real(z)) }),
		part("IMAGINARY", func(z complex128) Value { return Num(imag(z)) }),
		part("IMABS", func(z complex128) Value { return Num(special.Abs(z)) }),
		part("IMARGUMENT", func(z complex128) Value {
			if z == 0 {
				return Fail(DivError)
			}
			return Num(special.Phase(z))
		}),
		one("IMCONJUGATE", "", whole(func(z complex128) complex128 { return complex(real(z), -imag(z)) })), one("IMSQRT", "", whole(special.Sqrt)),
		one("IMEXP", "", whole(special.Exp)), one("IMSIN", "", whole(special.Sin)), one("IMCOS", "", whole(special.Cos)),
		one("IMTAN", "_xlfn.", whole(special.Tan)), one("IMSINH", "_xlfn.", whole(special.Sinh)), one("IMCOSH", "_xlfn.", whole(special.Cosh)),
		one("IMCOT", "_xlfn.", inverse(special.Tan)), one("IMSEC", "_xlfn.", inverse(special.Cos)), one("IMCSC", "_xlfn.", inverse(special.Sin)),
		one("IMSECH", "_xlfn.", inverse(special.Cosh)), one("IMCSCH", "_xlfn.", inverse(special.Sinh)),
		one("IMLN", "", log(1)), one("IMLOG10", "", log(math.Ln10)), one("IMLOG2", "", log(math.Ln2)),
		two("IMSUB", func(z, w complex128) (complex128, bool) { return z - w, true }),
		two("IMDIV", func(z, w complex128) (complex128, bool) { return special.Quotient(z, w), w != 0 }),
		many("IMSUM", func(z, w complex128) complex128 { return z + w }),
		many("IMPRODUCT", func(z, w complex128) complex128 {
			return complex(float64(real(z)*real(w))-float64(imag(z)*imag(w)), float64(real(z)*imag(w))+float64(imag(z)*real(w)))
		}),
		{Name: "IMPOWER", Min: 2, Max: 2, Args: "vn", Call: complexPower},
	}
}

// complexNumber is a number and the letter of its imaginary unit.
type complexNumber struct {
	z    complex128
	unit byte // 0 where none was written
}

// complexOf reads 3+4i, -i, 2j, 5 or a number.
func complexOf(v Value) (n complexNumber, bad Value) {
	switch v.Kind {
	case Error:
		return n, v
	case Number:
		return complexNumber{complex(v.Num, 0), 0}, Value{}
	case Blank:
		return n, Value{}
	case Text:
	default:
		return n, Fail(ValueError)
	}
	s := v.Text
	if s == "" {
		return n, Fail(NumError)
	}
	last := s[len(s)-1]
	if last != 'i' && last != 'j' {
		x, ok := plainNumber(s)
		if !ok {
			return n, Fail(NumError)
		}
		return complexNumber{complex(x, 0), 0}, Value{}
	}
	s = s[:len(s)-1]
	cut := 0
	for i := len(s) - 1; i > 0; i-- {
		if (s[i] == '+' || s[i] == '-') && s[i-1] != 'e' && s[i-1] != 'E' {
			cut = i
			break
		}
	}
	var x float64
	ok := true
	if cut > 0 {
		x, ok = plainNumber(s[:cut])
	}
	y, okY := 1.0, true
	switch im := s[cut:]; im {
	case "", "+":
	case "-":
		y = -1
	default:
		y, okY = plainNumber(im)
	}
	if !ok || !okY || cut > 0 && s[cut] != '+' && s[cut] != '-' {
		return n, Fail(NumError)
	}
	return complexNumber{complex(x, y), last}, Value{}
}

// plainNumber reads digits, a point and an exponent.
func plainNumber(s string) (float64, bool) {
	if strings.Trim(s, "0123456789.eE+-") != "" {
		return 0, false
	}
	x, err := strconv.ParseFloat(s, 64)
	return x, err == nil
}

// text writes a number with the letter of n.
func (n complexNumber) text(z complex128) Value {
	x, y := real(z), imag(z)
	if x-x != 0 || y-y != 0 {
		return Fail(NumError)
	}
	unit := "i"
	if n.unit == 'j' {
		unit = "j"
	}
	im := ""
	switch y {
	case 0:
		return Str(general(x))
	case 1:
		im = unit
	case -1:
		im = "-" + unit
	default:
		im = general(y) + unit
	}
	if x == 0 {
		return Str(im)
	}
	if y > 0 {
		im = "+" + im
	}
	return Str(general(x) + im)
}

func makeComplex(_ *Call, a []Value) Value {
	unit := byte('i')
	if len(a) > 2 && a[2].Text != "" {
		if a[2].Text != "i" && a[2].Text != "j" {
			return Fail(ValueError)
		}
		unit = a[2].Text[0]
	}
	return complexNumber{unit: unit}.text(complex(a[0].Num, a[1].Num))
}

// foldComplex combines numbers of one letter from left to right.
func foldComplex(values []Value, f func(z, w complex128) (complex128, bool)) Value {
	var sum complexNumber
	for i, v := range values {
		n, bad := complexOf(v)
		if bad.Kind == Error {
			return bad
		}
		if sum.unit != 0 && n.unit != 0 && sum.unit != n.unit {
			return Fail(ValueError)
		}
		if n.unit != 0 {
			sum.unit = n.unit
		}
		if i == 0 {
			sum.z = n.z
			continue
		}
		z, ok := f(sum.z, n.z)
		if !ok {
			return Fail(NumError)
		}
		sum.z = z
	}
	return sum.text(sum.z)
}

func complexPower(_ *Call, a []Value) Value {
	n, bad := complexOf(a[0])
	if bad.Kind == Error {
		return bad
	}
	p := a[1].Num
	if n.z == 0 {
		if p <= 0 {
			return Fail(NumError)
		}
		return n.text(0)
	}
	r, angle := special.Abs(n.z), special.Phase(n.z)
	size := elementary.Pow(r, p)
	return n.text(special.Polar(size, p*angle))
}
