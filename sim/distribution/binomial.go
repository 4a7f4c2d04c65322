package distribution

import "math"

// newBinomial returns the distribution of how many of n independent events of
// probability p happen. Fixed when p is 0 or 1, or n is 0.
// Source: Johnson, Kemp, Kotz, Univariate Discrete Distributions, 3rd ed.
// (2005), chapter 3.
func newBinomial(n, p float64) (Distribution, error) {
	if !finite(n) || n < 0 || n != math.Floor(n) || n > 1e9 {
		return nil, bad(CodeParameter, "Binomial", "the number of trials %s must be a whole number between 0 and 1e9", n)
	}
	if !(p >= 0 && p <= 1) {
		return nil, bad(CodeParameter, "Binomial", "probability %s must be between 0 and 1", p)
	}
	if p == 0 || p == 1 || n == 0 {
		return fixed{float64(n * p)}, nil
	}
	mode := math.Floor(float64((n + 1) * p))
	mode = min(mode, n)
	top := exp(lgamma(n+1) - lgamma(mode+1) - lgamma(n-mode+1) + float64(mode*log(p)) + float64((n-mode)*log1p(-p)))
	odds := p / (1 - p)
	x, mass := massAround(mode, top, 0, n, func(k float64) float64 { return (n - k) / (k + 1) * odds })
	d := newDiscrete(x, mass, callText("Binomial", n, p))
	d.mean, d.sd2, d.lo, d.hi = n*p, float64(n*p)*(1-p), 0, n
	return d, nil
}
