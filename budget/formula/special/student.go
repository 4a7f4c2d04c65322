package special

import (
	"math"

	"ballast/budget/formula/elementary"
)

// StudentDensity is the density of Student's law with n degrees of freedom.
//
// Source: Abramowitz and Stegun 26.7.1, the ratio of gammas by Stirling's errors.
// Checked: TestStudent.
func StudentDensity(t, n float64) float64 {
	a := float64(n / 2)
	e := float64(a*elementary.Log1p(0.5/a)) - 0.5 + stirlingError(a+0.5) - stirlingError(a)
	return elementary.Exp(e-float64((n+1)/2*elementary.Log1p(t*t/n))) / math.Sqrt(2*math.Pi)
}

// StudentUpper is the probability above t with n degrees of freedom.
//
// Source: Abramowitz and Stegun 26.7.1.
// Checked: TestStudent.
func StudentUpper(t, n float64) float64 {
	if t < 0 {
		return 1 - StudentUpper(-t, n)
	}
	d := n + float64(t*t)
	return betaIntegral(n/2, 0.5, n/d, t*t/d) / 2
}

// StudentLower is the probability below t with n degrees of freedom.
func StudentLower(t, n float64) float64 { return StudentUpper(-t, n) }

// StudentUpperQuantile is the t above which the probability is q, 0 < q < 1.
//
// Checked: TestQuantilesInvert.
func StudentUpperQuantile(q, n float64) float64 {
	switch {
	case !(q > 0 && q < 1) || !(n > 0):
		return math.NaN()
	case q == 0.5:
		return 0
	case q > 0.5:
		return -StudentUpperQuantile(1-q, n)
	}
	hi := 1.0
	for StudentUpper(hi, n) > q && hi < 1e300 {
		hi *= 4
	}
	return crossing(func(t float64) float64 { return q - StudentUpper(t, n) }, 0, hi)
}

// FDensity is the density of the F law with m and n degrees of freedom.
//
// Source: Abramowitz and Stegun 26.6.1.
// Checked: TestVarianceRatio.
func FDensity(x, m, n float64) float64 {
	switch {
	case x < 0:
		return 0
	case x == 0 && m < 2:
		return math.Inf(1)
	case x == 0 && m == 2:
		return 1
	case x == 0:
		return 0
	}
	d := n + float64(m*x)
	return betaWeight(m/2, n/2, m*x/d, n/d) / x
}

// FLower is the probability below x of the F law.
func FLower(x, m, n float64) float64 {
	if x <= 0 {
		return 0
	}
	d := n + float64(m*x)
	return betaIntegral(m/2, n/2, m*x/d, n/d)
}

// FUpper is the probability above x of the F law.
//
// Source: Abramowitz and Stegun 26.6.2.
// Checked: TestVarianceRatio.
func FUpper(x, m, n float64) float64 {
	if x <= 0 {
		return 1
	}
	d := n + float64(m*x)
	return betaIntegral(n/2, m/2, n/d, m*x/d)
}

// FUpperQuantile is the x above which the F law has probability q.
//
// Checked: TestQuantilesInvert.
func FUpperQuantile(q, m, n float64) float64 {
	if !(q > 0 && q <= 1) {
		return math.NaN()
	}
	hi := 1.0
	for FUpper(hi, m, n) > q && hi < 1e300 {
		hi *= 4
	}
	return crossing(func(x float64) float64 { return q - FUpper(x, m, n) }, 0, hi)
}

// FQuantile is the x below which the F law has probability p.
//
// Checked: TestQuantilesInvert.
func FQuantile(p, m, n float64) float64 {
	if !(p >= 0 && p < 1) {
		return math.NaN()
	}
	hi := 1.0
	for FLower(hi, m, n) < p && hi < 1e300 {
		hi *= 4
	}
	return crossing(func(x float64) float64 { return FLower(x, m, n) - p }, 0, hi)
}
