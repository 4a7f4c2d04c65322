package distribution

import "math"

// weibull is the distribution of a time to failure.
type weibull struct{ shape, scale float64 }

// newWeibull returns the Weibull distribution, CDF 1 - exp(-(x/scale)^shape).
// Source: Johnson, Kotz, Balakrishnan, Continuous Univariate Distributions 1
// (1994), chapter 21.
func newWeibull(shape, scale float64) (Distribution, error) {
	if !finite(shape, scale) || shape <= 0 || scale <= 0 {
		return nil, bad(CodeParameter, "Weibull", "shape %s and scale %s must be above 0", shape, scale)
	}
	return continuous{weibull{shape, scale}}, nil
}

func (d weibull) tails(x float64) (p, q float64) {
	h := pow(max(x, 0)/d.scale, d.shape)
	return -expm1(-h), exp(-h)
}

// hazard is -ln q, from whichever tail is the accurate one.
func hazard(p, q float64) float64 {
	if p < q {
		return -log1p(-p)
	}
	return -log(q)
}

func (d weibull) quantile(p, q float64) float64 {
	return d.scale * pow(hazard(p, q), 1/d.shape)
}

// Mean is the expected value.
func (d weibull) Mean() float64 { return d.scale * exp(lgamma(1+1/d.shape)) }

// Variance is the mean square of the distance from the mean.
func (d weibull) Variance() float64 {
	first, second := lgamma(1+1/d.shape), lgamma(1+2/d.shape)
	return d.scale * d.scale * exp(second) * -expm1(2*first-second)
}

// Support is the range of values, ends that are never reached included.
func (d weibull) Support() (lo, hi float64) { return 0, math.Inf(1) }

// String is the text form, as a person writes it.
func (d weibull) String() string { return callText("Weibull", d.shape, d.scale) }
