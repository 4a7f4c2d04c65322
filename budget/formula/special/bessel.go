package special

import (
	"math"

	"ballast/budget/formula/elementary"
)

// BesselI is the modified Bessel function of the first kind of whole order n.
//
// Source: Abramowitz and Stegun 9.6.10, all terms of one sign; 9.7.1 above 40 n².
// Checked: TestBessel.
func BesselI(x float64, n int) float64 {
	a := math.Abs(x)
	sign := 1.0
	if x < 0 && n%2 == 1 {
		sign = -1
	}
	if a > 30 && a > float64(n*n)*4 {
		return sign * elementary.Exp(a) / math.Sqrt(2*math.Pi*a) * besselTail(a, n, -1)
	}
	half := a / 2
	var term float64
	if a == 0 {
		return unit(n == 0)
	}
	term = elementary.Exp(float64(float64(n)*elementary.Log(half)) - LogGamma(float64(n)+1))
	if n <= 20 {
		term = 1
		for k := 1; k <= n; k++ {
			term *= half / float64(k)
		}
	}
	sum := term
	for k := 1.0; k < 5000; k++ {
		term = float64(term * (half * half / (k * (k + float64(n)))))
		sum += term
		if term <= sum*1e-18 {
			break
		}
	}
	return sign * sum
}

// besselTail is the sum of Abramowitz and Stegun 9.7.1 (sign -1) and 9.7.2
// (sign 1), cut at its smallest term.
func besselTail(x float64, n int, sign float64) float64 {
	mu := float64(4 * float64(n) * float64(n))
	sum, term := 1.0, 1.0
	for k := 1.0; k < 200; k++ {
		odd := float64(2*k) - 1
		next := term * sign * (mu - float64(odd*odd)) / (k * 8 * x)
		if next == 0 || math.Abs(next) < 1e-18 || math.Abs(next) > math.Abs(term) && k > float64(n) {
			break
		}
		term = next
		sum += term
	}
	return sum
}

// BesselK is the modified Bessel function of the second kind of whole order n,
// x above zero.
//
// Source: the integral of exp(-x cosh t) cosh(n t) over t from 0 (Abramowitz and
// Stegun 9.6.24) by the trapezoidal rule, which converges geometrically for
// such an integrand.
// Checked: TestBessel.
func BesselK(x float64, n int) float64 {
	if !(x > 0) {
		return math.NaN()
	}
	k0, k1 := besselK(x, 0), besselK(x, 1)
	if n == 0 {
		return k0
	}
	for j := 1; j < n; j++ {
		k0, k1 = k1, k0+float64(2*float64(j)/x*k1)
	}
	return k1
}

func besselK(x float64, n float64) float64 {
	const h = 1.0 / 64
	sum := elementary.Exp(-x) / 2
	for i := 1; i < 1<<20; i++ {
		t := h * float64(i)
		c := elementary.Cosh(t)
		term := float64(elementary.Exp(-x*c) * elementary.Cosh(n*t))
		sum += term
		if term <= sum*1e-18 {
			break
		}
	}
	return h * sum
}
