package special

import "math"

// BinomialMass is the probability of k successes in n trials.
//
// Source: Loader, Fast and accurate computation of binomial probabilities, 2000.
// Checked: TestCounts.
func BinomialMass(k, n, p float64) float64 { return binomialMass(k, n, p, 1-p) }

// BinomialLower is the probability of at most k successes in n trials.
//
// Source: Abramowitz and Stegun 26.5.24.
// Checked: TestCounts.
func BinomialLower(k, n, p float64) float64 {
	switch {
	case k < 0:
		return 0
	case k >= n || p == 0:
		return 1
	case p == 1:
		return 0
	}
	return betaIntegral(n-k, k+1, 1-p, p)
}

// BinomialQuantile is the smallest k whose lower probability is at least p.
//
// Checked: TestCounts.
func BinomialQuantile(n, chance, p float64) float64 {
	lo, hi := -1.0, n
	for hi-lo > 1 {
		mid := math.Floor((lo + hi) / 2)
		if BinomialLower(mid, n, chance) >= p {
			hi = mid
		} else {
			lo = mid
		}
	}
	return hi
}

// PoissonMass is the probability of k events where m are expected.
//
// Source: Loader 2000.
// Checked: TestCounts.
func PoissonMass(k, m float64) float64 { return poissonMass(k, m) }

// PoissonLower is the probability of at most k events where m are expected.
//
// Source: Abramowitz and Stegun 26.4.21.
// Checked: TestCounts.
func PoissonLower(k, m float64) float64 {
	if m == 0 {
		return 1
	}
	return GammaUpper(k+1, m)
}

// NegativeBinomialMass is the probability of f failures before success s.
//
// Source: Loader 2000: s/(s+f) times a binomial probability.
// Checked: TestCounts.
func NegativeBinomialMass(f, s, p float64) float64 {
	return s / (s + f) * binomialMass(s, s+f, p, 1-p)
}

// NegativeBinomialLower is the probability of at most f failures before success s.
//
// Source: Abramowitz and Stegun 26.5.26.
// Checked: TestCounts.
func NegativeBinomialLower(f, s, p float64) float64 {
	return betaIntegral(s, f+1, p, 1-p)
}

// HypergeometricMass is the probability of k marked among n drawn from a
// population of size with marked ones in it.
//
// Source: Loader 2000, equation 7.
// Checked: TestCounts.
func HypergeometricMass(k, n, marked, size float64) float64 {
	if k < 0 || k > n || k > marked || n-k > size-marked {
		return 0
	}
	if n == 0 {
		return unit(k == 0)
	}
	p, q := n/size, (size-n)/size
	return binomialMass(k, marked, p, q) * binomialMass(n-k, size-marked, p, q) / binomialMass(n, size, p, q)
}

// HypergeometricLower is the probability of at most k marked ones.
func HypergeometricLower(k, n, marked, size float64) float64 {
	sum := 0.0
	for i := math.Max(0, n-(size-marked)); i <= k && i <= n; i++ {
		sum += HypergeometricMass(i, n, marked, size)
	}
	return math.Min(sum, 1)
}

// GammaDensity is the density of the gamma law of the given shape and scale.
//
// Source: Loader 2000: a Poisson probability.
// Checked: TestContinuousDensities.
func GammaDensity(x, shape, scale float64) float64 {
	switch {
	case x < 0:
		return 0
	case x == 0 && shape < 1:
		return math.Inf(1)
	case x == 0:
		return unit(shape == 1) / scale
	case shape < 1:
		return poissonMass(shape, x/scale) * shape / x
	}
	return poissonMass(shape-1, x/scale) / scale
}

// BetaDensity is the density of the beta law on 0 to 1.
//
// Source: Abramowitz and Stegun 26.1.33.
// Checked: TestContinuousDensities.
func BetaDensity(x, a, b float64) float64 {
	switch {
	case x < 0 || x > 1:
		return 0
	case x == 0:
		return edge(a, b)
	case x == 1:
		return edge(b, a)
	}
	return betaWeight(a, b, x, 1-x) / (x * (1 - x))
}

// edge is the beta density at the end whose exponent is a - 1.
func edge(a, b float64) float64 {
	switch {
	case a < 1:
		return math.Inf(1)
	case a == 1:
		return b
	}
	return 0
}
