package special

import (
	"math"

	"ballast/budget/formula/elementary"
)

// NormalDensity is the standard normal density.
func NormalDensity(z float64) float64 {
	return elementary.Exp(-z*z/2) / math.Sqrt(2*math.Pi)
}

// Erfc is one minus the error function, right in its tail and the same bits on
// every processor.
//
// Source: Abramowitz and Stegun 7.1.6, whose terms have one sign, below 1; the
// continued fraction 7.1.14 above, which needs fewer terms the larger x is.
// Checked: TestErrorFunction.
func Erfc(x float64) float64 {
	switch {
	case x != x:
		return x
	case x < 0.5:
		return 1 - Erf(x)
	case x > 27.3:
		return 0
	}
	// exp(-x²) with the square split in two, so that its rounding does not count.
	head := float64(float32(x))
	weight := elementary.Exp(-head*head) * elementary.Exp(-float64((x-head)*(x+head)))
	if x < 1 {
		return 1 - errorSeries(x, weight)
	}
	f := x
	for k := 20 + math.Floor(260/(x*x)); k >= 1; k-- {
		f = x + k/2/f
	}
	return weight / f / math.Sqrt(math.Pi)
}

// Erf is the error function.
func Erf(x float64) float64 {
	size := math.Abs(x)
	if size >= 1 {
		return math.Copysign(1-Erfc(size), x)
	}
	return math.Copysign(errorSeries(size, elementary.Exp(-size*size)), x)
}

// errorSeries is the error function of x above zero where weight is exp(-x²).
func errorSeries(x, weight float64) float64 {
	term, sum := x, x
	for n := 1.0; term > sum*1e-18; n++ {
		term = float64(term * (2 * x * x / (2*n + 1)))
		sum += term
	}
	return float64(2 / math.Sqrt(math.Pi) * weight * sum)
}

// NormalLower is the standard normal probability below z, right in the lower
// tail.
//
// Source: Abramowitz and Stegun 26.2.29.
// Checked: TestNormalTails.
func NormalLower(z float64) float64 {
	return Erfc(-z/math.Sqrt2) / 2
}

// NormalQuantile is the z below which the standard normal has probability p;
// NaN unless 0 < p < 1.
//
// Source: Abramowitz and Stegun 26.2.23 and steps of Halley's method.
// Checked: TestNormalTails.
func NormalQuantile(p float64) float64 {
	switch {
	case !(p > 0 && p < 1):
		return math.NaN()
	case p > 0.25 && p < 0.75:
		return centralQuantile(p - 0.5)
	case p > 0.5:
		return -lowerQuantile(1 - p)
	}
	return lowerQuantile(p)
}

// centralQuantile is the z between which and 0 lies the probability p, above or
// below zero; it keeps the digits of a small p.
func centralQuantile(p float64) float64 {
	z := p * math.Sqrt(2*math.Pi)
	for range 5 {
		u := (float64(Erf(z/math.Sqrt2)/2) - p) / NormalDensity(z)
		z -= u / (1 + float64(float64(z*u)/2))
	}
	return z
}

func lowerQuantile(p float64) float64 {
	t := math.Sqrt(-2 * elementary.Log(p))
	z := horner(t, 2.515517, 0.802853, 0.010328)/horner(t, 1, 1.432788, 0.189269, 0.001308) - t
	for range 3 {
		density := NormalDensity(z)
		if density == 0 {
			break
		}
		u := (float64(NormalLower(z)) - p) / density
		z -= u / (1 + float64(float64(z*u)/2))
	}
	return z
}
