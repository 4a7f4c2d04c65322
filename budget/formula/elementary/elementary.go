// Package elementary holds exponentials, logarithms and powers that give the
// same bits on every processor, which those of package math do not: some of
// those are assembly, and in Go code a compiler may fuse x*y+z into one rounding.
// Products that meet a sum are therefore written float64(x*y), or math.FMA where
// one rounding is wanted.
package elementary

import "math"

const (
	ln2Hi = 6.93147180369123816490e-01 // 32 bits, so that its multiples are exact
	ln2Lo = 1.90821492927058770002e-10
)

// Exp is e to the power x; infinite where it is too large.
// Source: FDLIBM e_exp.c (Sun Microsystems, 1993): x = k ln 2 + r and a
// rational approximation in r, error below 1 ulp.
// Checked: TestElementary.
func Exp(x float64) float64 { return expPair(x, 0) }

// expPair is e to the power of a sum, of which the second holds what the first
// cannot.
func expPair(x, rest float64) float64 {
	switch {
	case x != x:
		return x
	case x > 709.79:
		return math.Inf(1)
	case x < -745.2:
		return 0
	}
	k := math.Floor(float64(x*math.Log2E) + 0.5)
	hi, lo := x-float64(k*ln2Hi), float64(k*ln2Lo)-rest
	r := hi - lo
	t := float64(r * r)
	p := float64(t * 4.13813679705723846039e-08)
	for _, c := range [...]float64{-1.65339022054652515390e-06, 6.61375632143793436117e-05, -2.77777777770155933842e-03, 1.66666666666666019037e-01} {
		p = float64(t * (c + p))
	}
	c := r - p
	y := 1 - ((lo - float64(r*c)/(2-c)) - hi)
	return math.Ldexp(y, int(k))
}

// LogPair is the natural logarithm of a positive number as a sum of two, of
// which the second holds what the first cannot: log(m 2^k) = k ln 2 + log m, and
// log m = 2 atanh((m-1)/(m+1)) by its series.
// Checked: TestElementary.
func LogPair(x float64) (hi, lo float64) {
	m, k := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m, k = m*2, k-1
	}
	f := m - 1
	d := m + 1
	one := d - m
	dLo := (m - (d - one)) + (1 - one) // what d has lost
	s := f / d
	sLo := (math.FMA(-s, d, f) - float64(s*dLo)) / d
	z := float64(s * s)
	p := 0.0
	for n := 23.0; n >= 3; n -= 2 { // z < 0.0295: the rest is below 1e-17
		p = float64(z * (2/n + p))
	}
	small := float64(2*sLo) + float64(s*p)
	big := 2 * s
	if k == 0 {
		hi = big + small
		return hi, small - (hi - big)
	}
	first := float64(float64(k) * ln2Hi)
	hi = first + big
	lo = (big - (hi - first)) + small + float64(float64(k)*ln2Lo)
	sum := hi + lo
	return sum, lo - (sum - hi)
}

// Log is the natural logarithm: NaN below 0, minus infinity at 0.
// Checked: TestElementary.
func Log(x float64) float64 {
	switch {
	case x != x || x > math.MaxFloat64:
		return x
	case x < 0:
		return math.NaN()
	case x == 0:
		return math.Inf(-1)
	}
	hi, _ := LogPair(x)
	return hi
}

// Log1p is log(1+x) without losing a small x.
// Source: Kahan's correction, in D. Goldberg, What every computer scientist
// should know about floating-point arithmetic (1991), theorem 4.
// Checked: TestElementary.
func Log1p(x float64) float64 {
	w := 1 + x
	switch {
	case w == 1:
		return x
	case w > math.MaxFloat64 || w <= 0:
		return Log(w)
	}
	return Log(w) * (x / (w - 1))
}

// Expm1 is exp(x)-1 without losing a small x, there by its power series.
// Checked: TestElementary.
func Expm1(x float64) float64 {
	if x < -0.5 || x > 0.5 {
		return Exp(x) - 1
	}
	sum := 0.0
	for k := 17.0; k >= 1; k-- {
		sum = float64(x/k) * (1 + sum)
	}
	return sum
}

// Pow is x to the power y; NaN for x < 0 and y not whole, infinite where it is
// too large. The logarithm is taken with twice the digits, so that large powers
// keep theirs.
// Checked: TestElementary.
func Pow(x, y float64) float64 {
	switch {
	case y == 0 || x == 1:
		return 1
	case y == 1:
		return x
	case y == 2:
		return x * x
	case y == 0.5:
		return math.Sqrt(x)
	case y == -1:
		return 1 / x
	case x < 0 && y != math.Trunc(y):
		return math.NaN()
	case x == 0 && y > 0:
		return 0
	case x == 0:
		return math.Inf(1)
	}
	size := math.Abs(x)
	hi, lo := LogPair(size)
	p := y * hi
	rest := math.FMA(y, hi, -p) + float64(y*lo)
	result := expPair(p, rest)
	if x < 0 && math.Mod(y, 2) != 0 {
		return -result
	}
	return result
}
