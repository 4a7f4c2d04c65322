package elementary

import "math"

// Half a right angle's multiples in parts: the first is the nearest double, the others
// what it lacks.
const (
	quarter1 = 1.5707963267948965579989817342720925807952880859375 // pi/2
	quarter2 = 6.123233995736766035868820147291983023128460623387e-17
	quarter3 = -1.4973849048591833e-33
)

// reduced is an angle as a multiple of a right angle and a rest of at most half of one.
// Angles beyond 2^27 are not for it.
func reduced(x float64) (quadrant int, rest float64) {
	k := math.Floor(float64(x*(2/math.Pi)) + 0.5)
	rest = math.FMA(-k, quarter3, math.FMA(-k, quarter2, math.FMA(-k, quarter1, x)))
	return int(math.Mod(k, 4)+4) % 4, rest
}

// sinSmall and cosSmall are sine and cosine up to half a right angle, by their power
// series.
func sinSmall(x float64) float64 {
	z := float64(x * x)
	p := 1.0 / (2 * 3 * 4 * 5 * 6 * 7 * 8 * 9 * 10 * 11 * 12 * 13 * 14 * 15 * 16 * 17)
	for _, c := range [...]float64{-1.0 / (2 * 3 * 4 * 5 * 6 * 7 * 8 * 9 * 10 * 11 * 12 * 13 * 14 * 15), 1.0 / (2 * 3 * 4 * 5 * 6 * 7 * 8 * 9 * 10 * 11 * 12 * 13),
		-1.0 / (2 * 3 * 4 * 5 * 6 * 7 * 8 * 9 * 10 * 11), 1.0 / (2 * 3 * 4 * 5 * 6 * 7 * 8 * 9), -1.0 / (2 * 3 * 4 * 5 * 6 * 7), 1.0 / (2 * 3 * 4 * 5), -1.0 / (2 * 3)} {
		p = c + float64(z*p)
	}
	return x + float64(float64(x*z)*p)
}

func cosSmall(x float64) float64 {
	z := float64(x * x)
	p := -1.0 / (2 * 3 * 4 * 5 * 6 * 7 * 8 * 9 * 10 * 11 * 12 * 13 * 14 * 15 * 16 * 17 * 18)
	for _, c := range [...]float64{1.0 / (2 * 3 * 4 * 5 * 6 * 7 * 8 * 9 * 10 * 11 * 12 * 13 * 14 * 15 * 16), -1.0 / (2 * 3 * 4 * 5 * 6 * 7 * 8 * 9 * 10 * 11 * 12 * 13 * 14),
		1.0 / (2 * 3 * 4 * 5 * 6 * 7 * 8 * 9 * 10 * 11 * 12), -1.0 / (2 * 3 * 4 * 5 * 6 * 7 * 8 * 9 * 10), 1.0 / (2 * 3 * 4 * 5 * 6 * 7 * 8), -1.0 / (2 * 3 * 4 * 5 * 6), 1.0 / (2 * 3 * 4)} {
		p = c + float64(z*p)
	}
	half := float64(0.5 * z)
	w := 1 - half
	return w + (((1 - w) - half) + float64(float64(z*z)*p))
}

// Sin is the sine of an angle in radians below 2^27.
// Checked: TestAngles.
func Sin(x float64) float64 {
	if x == 0 {
		return x
	}
	switch q, r := reduced(x); q {
	case 0:
		return sinSmall(r)
	case 1:
		return cosSmall(r)
	case 2:
		return -sinSmall(r)
	default:
		return -cosSmall(r)
	}
}

// Cos is the cosine of an angle in radians below 2^27.
// Checked: TestAngles.
func Cos(x float64) float64 {
	switch q, r := reduced(x); q {
	case 0:
		return cosSmall(r)
	case 1:
		return -sinSmall(r)
	case 2:
		return -cosSmall(r)
	default:
		return sinSmall(r)
	}
}

// Tan is the tangent of an angle in radians below 2^27.
// Checked: TestAngles.
func Tan(x float64) float64 {
	if x == 0 {
		return x
	}
	q, r := reduced(x)
	if q%2 == 1 {
		return -cosSmall(r) / sinSmall(r)
	}
	return sinSmall(r) / cosSmall(r)
}

// Atan is the angle between minus and plus a right angle whose tangent is x: from the
// nearest of five whose tangents are 0, 1/4, 1/2, 3/4 and 1 by the power series of the
// difference, above 1 from the right angle down.
// Checked: TestAngles.
func Atan(x float64) float64 {
	size := math.Abs(x)
	switch {
	case x != x || x == 0:
		return x
	case size > 1:
		return math.Copysign(quarter1-(Atan(1/size)-quarter2), x)
	}
	known := [...]float64{0, 0.24497866312686415417208248121127581, 0.46364760900080611621425623146121440, 0.64350110879328438680280922871732263, math.Pi / 4}
	i := int(float64(4*size) + 0.5)
	c := float64(float64(i) / 4)
	t := (size - c) / (1 + float64(size*c))
	z := float64(t * t)
	p := 0.0
	for n := 21.0; n >= 3; n -= 2 {
		p = float64(z * (1/n - p))
	}
	return math.Copysign(known[i]+(t-float64(t*p)), x)
}

// Asin is the angle whose sine is x; NaN beyond -1 and 1.
// Checked: TestAngles.
func Asin(x float64) float64 { return Atan(x / math.Sqrt(float64((1-x)*(1+x)))) }

// Acos is the angle whose cosine is x; NaN beyond -1 and 1.
// Checked: TestAngles.
func Acos(x float64) float64 { return 2 * Atan(math.Sqrt((1-x)/(1+x))) }

// Atan2 is the angle of the point x, y seen from the origin, which is not asked for.
// Checked: TestAngles.
func Atan2(y, x float64) float64 {
	switch {
	case y == 0 && x > 0:
		return y
	case x == 0:
		return math.Copysign(quarter1, y)
	case x > 0:
		return Atan(y / x)
	case y < 0:
		return Atan(y/x) - math.Pi
	}
	return Atan(y/x) + math.Pi
}

// Sinh is the hyperbolic sine, below 1 by its power series.
// Checked: TestAngles.
func Sinh(x float64) float64 {
	size := math.Abs(x)
	switch {
	case x != x || x == 0:
		return x
	case size < 1:
		z, p := float64(x*x), 0.0
		for n := 21.0; n >= 3; n -= 2 {
			p = float64(z / float64(n*(n-1)) * (1 + p))
		}
		return x + float64(x*p)
	case size > 700: // where e to the power x is too large and half of it is not
		e := Exp(size / 2)
		return math.Copysign(float64(0.5*e)*e, x)
	}
	e := Exp(size)
	return math.Copysign(0.5*(e-1/e), x)
}

// Cosh is the hyperbolic cosine.
// Checked: TestAngles.
func Cosh(x float64) float64 {
	if math.Abs(x) > 700 {
		return math.Abs(Sinh(x))
	}
	e := Exp(math.Abs(x))
	return 0.5 * (e + 1/e)
}

// Tanh is the hyperbolic tangent.
// Checked: TestAngles.
func Tanh(x float64) float64 {
	switch size := math.Abs(x); {
	case size < 1:
		return Sinh(x) / Cosh(x)
	case size > 22:
		return math.Copysign(1, x)
	default:
		return math.Copysign(1-2/(Exp(2*size)+1), x)
	}
}

// Asinh is the inverse of Sinh.
// Checked: TestAngles.
func Asinh(x float64) float64 {
	size := math.Abs(x)
	if size > 1<<28 {
		return math.Copysign(Log(size)+math.Ln2, x)
	}
	z := float64(size * size)
	return math.Copysign(Log1p(size+z/(1+math.Sqrt(1+z))), x)
}

// Acosh is the inverse of Cosh; NaN below 1.
// Checked: TestAngles.
func Acosh(x float64) float64 {
	if x > 1<<28 {
		return Log(x) + math.Ln2
	}
	t := x - 1
	return Log1p(t + math.Sqrt(2*t+float64(t*t)))
}

// Atanh is the inverse of Tanh; NaN beyond -1 and 1.
// Checked: TestAngles.
func Atanh(x float64) float64 {
	size := math.Abs(x)
	switch {
	case size > 1:
		return math.NaN()
	case size == 1:
		return math.Copysign(math.Inf(1), x)
	}
	return math.Copysign(0.5*Log1p(2*size/(1-size)), x)
}
