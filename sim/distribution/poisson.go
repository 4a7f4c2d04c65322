package distribution

import "math"

// newPoisson returns the distribution of the number of events that happen rate
// times on average. Fixed at 0 when the rate is 0.
// Source: Johnson, Kemp, Kotz, Univariate Discrete Distributions, 3rd ed.
// (2005), chapter 4.
func newPoisson(rate float64) (Distribution, error) {
	if !finite(rate) || rate < 0 || rate > 1e7 {
		return nil, bad(CodeParameter, "Poisson", "rate %s must be between 0 and 1e7", rate)
	}
	if rate == 0 {
		return fixed{0}, nil
	}
	mode := math.Floor(rate)
	top := exp(float64(mode*log(rate)) - rate - lgamma(mode+1))
	x, p := massAround(mode, top, 0, math.Inf(1), func(k float64) float64 { return rate / (k + 1) })
	d := newDiscrete(x, p, callText("Poisson", rate))
	d.mean, d.sd2, d.lo, d.hi = rate, rate, 0, math.Inf(1)
	return d, nil
}

// massAround lists the probabilities of the counts around the mode, whose own
// is top, until they fall below 1e-22; ratio(k) is P(k+1)/P(k), least and last
// the ends of the possible counts.
func massAround(mode, top, least, last float64, ratio func(k float64) float64) (x, p []float64) {
	const negligible = 1e-22
	first, mass := mode, top
	for first > least && mass > negligible {
		first--
		mass /= ratio(first)
	}
	for k := first; k <= last; k++ {
		x, p = append(x, k), append(p, mass)
		if k >= mode && mass < negligible {
			break
		}
		mass *= ratio(k)
	}
	return x, p
}
