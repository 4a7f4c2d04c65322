package distribution

import "math"

// sinCos returns sine and cosine of x in 0..pi/4.
// Source: FDLIBM k_sin.c and k_cos.c (Sun Microsystems, 1993).
// Checked: TestTrigonometry, against package math.
func sinCos(x float64) (sin, cos float64) {
	const (
		s1 = -1.66666666666666324348e-01
		s2 = 8.33333333332248946124e-03
		s3 = -1.98412698298579493134e-04
		s4 = 2.75573137070700676789e-06
		s5 = -2.50507602534068634195e-08
		s6 = 1.58969099521155010221e-10
		c1 = 4.16666666666666019037e-02
		c2 = -1.38888888888741095749e-03
		c3 = 2.48015872894767294178e-05
		c4 = -2.75573143513906633035e-07
		c5 = 2.08757232129817482790e-09
		c6 = -1.13596475577881948265e-11
	)
	z := float64(x * x)
	s := s5 + float64(z*s6)
	s = s4 + float64(z*s)
	s = s3 + float64(z*s)
	s = s2 + float64(z*s)
	s = s1 + float64(z*s)
	c := c5 + float64(z*c6)
	c = c4 + float64(z*c)
	c = c3 + float64(z*c)
	c = c2 + float64(z*c)
	c = c1 + float64(z*c)
	return x + float64(float64(x*z)*s), 1 - (float64(0.5*z) - float64(float64(z*z)*c))
}

// tanPi returns tan(pi p) for p in 0..1/2.
func tanPi(p float64) float64 {
	if p <= 0.25 {
		s, c := sinCos(math.Pi * p)
		return s / c
	}
	s, c := sinCos(math.Pi * (0.5 - p))
	return c / s
}

// atan returns the angle whose tangent is x, for x >= 0.
// Source: Moshier, Cephes mathematical library, atan.c, as in package math.
// Checked: TestTrigonometry.
func atan(x float64) float64 {
	const (
		tan3pi8  = 2.41421356237309504880
		moreBits = 6.123233995736765886130e-17
	)
	switch {
	case x <= 0.66:
		return atanNear(x)
	case x > tan3pi8:
		return math.Pi/2 - atanNear(1/x) + moreBits
	}
	return math.Pi/4 + atanNear((x-1)/(x+1)) + 0.5*moreBits
}

func atanNear(x float64) float64 {
	z := float64(x * x)
	num := float64(z*-8.750608600031904122785e-01) - 1.615753718733365076637e+01
	num = float64(num*z) - 7.500855792314704667340e+01
	num = float64(num*z) - 1.228866684490136173410e+02
	num = float64(num*z) - 6.485021904942025371773e+01
	den := z + 2.485846490142306297962e+01
	den = float64(den*z) + 1.650270098316988542046e+02
	den = float64(den*z) + 4.328810604912902668951e+02
	den = float64(den*z) + 4.853903996359136964868e+02
	den = float64(den*z) + 1.945506571482613964425e+02
	return x + float64(x*(float64(z*num)/den))
}

// sinh is half of e^x - e^-x.
func sinh(x float64) float64 {
	if math.Abs(x) < 1 {
		e := expm1(x)
		return 0.5 * (e + e/(1+e))
	}
	return 0.5 * (exp(x) - exp(-x))
}

func cosh(x float64) float64 { return 0.5 * (exp(x) + exp(-x)) }

// arcsinh is the inverse of sinh.
func arcsinh(x float64) float64 {
	a := math.Abs(x)
	if a > 1e150 {
		return math.Copysign(log(a)+math.Ln2, x)
	}
	square := float64(a * a)
	return math.Copysign(log1p(a+square/(1+math.Sqrt(1+square))), x)
}
