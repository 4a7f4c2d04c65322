package special

import (
	"math"

	"ballast/budget/formula/elementary"
)

// stirlingError is ln n! - ln(sqrt(2 pi n) (n/e)^n) for n above zero, whole or
// not.
//
// Source: Loader 2000, section 3; the series is Abramowitz and Stegun 6.1.41,
// smaller arguments are stepped up by ln(n+1)! - ln n! = ln(n+1).
func stirlingError(n float64) float64 {
	shift := 0.0
	for n < 16 {
		// delta(n) - delta(n+1) = (n + 1/2) ln(1 + 1/n) - 1
		shift += stirlingStep(n)
		n++
	}
	series := horner(1/(n*n), 1.0/12, -1.0/360, 1.0/1260, -1.0/1680, 1.0/1188, -691.0/360360, 1.0/156)
	return shift + series/n
}

// horner is c[0] + c[1] x + c[2] x² + ..., never fused, so that every processor
// gives the same bits.
func horner(x float64, c ...float64) float64 {
	sum := 0.0
	for i := len(c) - 1; i >= 0; i-- {
		sum = float64(sum*x) + c[i]
	}
	return sum
}

// stirlingStep is (n + 1/2) ln(1 + 1/n) - 1 without cancellation.
func stirlingStep(n float64) float64 {
	if n < 2 {
		return float64((n+0.5)*elementary.Log1p(1/n)) - 1
	}
	// With z = 1/(2n+1): ln(1+1/n) = 2 atanh z, so the value is z²/3 + z⁴/5 + ...
	z := 1 / (2*n + 1)
	z2 := z * z
	sum, power := 0.0, 1.0
	for k := 3.0; k < 60; k += 2 {
		power *= z2
		term := power / k
		sum += term
		if term < sum*1e-17 {
			break
		}
	}
	return sum
}

// deviance is x ln(x/m) + m - x, right where x is near m.
//
// Source: Loader 2000, section 4.
func deviance(x, m float64) float64 {
	if x == 0 {
		return m
	}
	if math.Abs(x-m) < 0.1*(x+m) {
		v := (x - m) / (x + m)
		s := (x - m) * v
		e := 2 * x * v
		v *= v
		for j := 1.0; j < 1000; j++ {
			e *= v
			next := s + e/(2*j+1)
			if next == s {
				return s
			}
			s = next
		}
	}
	return float64(x*elementary.Log(x/m)) + m - x
}

// binomialMass is the probability of x successes in n trials, x and n real.
//
// Source: Loader 2000, equation 5. p + q = 1.
func binomialMass(x, n, p, q float64) float64 {
	switch {
	case p == 0:
		return unit(x == 0)
	case q == 0:
		return unit(x == n)
	case x < 0 || x > n:
		return 0
	case x == 0:
		return elementary.Exp(n * elementary.Log1p(-p))
	case x == n:
		return elementary.Exp(n * elementary.Log(p))
	}
	e := stirlingError(n) - stirlingError(x) - stirlingError(n-x) - deviance(x, n*p) - deviance(n-x, n*q)
	return elementary.Exp(e) * math.Sqrt(n/(2*math.Pi*x*(n-x)))
}

// poissonMass is the probability of x events where m are expected, x real.
//
// Source: Loader 2000, equation 6.
func poissonMass(x, m float64) float64 {
	if m == 0 {
		return unit(x == 0)
	}
	if x == 0 {
		return elementary.Exp(-m)
	}
	return elementary.Exp(-stirlingError(x)-deviance(x, m)) / math.Sqrt(2*math.Pi*x)
}

func unit(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
