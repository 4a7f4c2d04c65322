package special

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// NormalDensity is the standard normal density.
func NormalDensity(z float64) float64 {
	return math.Exp(-z*z/2) / math.Sqrt(2*math.Pi)
}

// NormalLower is the standard normal probability below z, right in the lower
// tail.
//
// Source: Abramowitz and Stegun 26.2.29.
// Checked: TestNormalTails.
func NormalLower(z float64) float64 {
	return math.Erfc(-z/math.Sqrt2) / 2
}

// NormalQuantile is the z below which the standard normal has probability p;
// NaN unless 0 < p < 1.
//
// Source: the rational start of gonum's mathext with one step of Halley's method.
// Checked: TestNormalTails.
func NormalQuantile(p float64) float64 {
	if !(p > 0 && p < 1) {
		return math.NaN()
	}
	if p > 0.5 {
		return -lowerQuantile(1 - p)
	}
	return lowerQuantile(p)
}

func lowerQuantile(p float64) float64 {
	z := mathext.NormalQuantile(p)
	if p < 1e-300 {
		return z
	}
	u := (NormalLower(z) - p) / NormalDensity(z)
	return z - u/(1+float64(z*u)/2)
}

// LogNormalLower is the probability below x of exp(N(mean, sd)).
func LogNormalLower(x, mean, sd float64) float64 {
	return NormalLower((math.Log(x) - mean) / sd)
}
