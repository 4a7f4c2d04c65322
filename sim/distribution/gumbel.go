package distribution

import "math"

// eulerGamma is the Euler-Mascheroni constant.
const eulerGamma = 0.57721566490153286060651209008240243

// newGumbel returns the Gumbel distribution of a largest value: P(X <= x) =
// exp(-exp(-(x-location)/scale)).
// Source: Johnson, Kotz, Balakrishnan, Continuous Univariate Distributions 2
// (1995), chapter 22.
// Checked: TestMoments, TestQuantileAndCDF, TestFurtherPublished.
func newGumbel(location, scale float64) (Distribution, error) {
	if err := placed("Gumbel", location, scale); err != nil {
		return nil, err
	}
	return formed{
		below: func(x float64) (float64, float64) {
			h := exp(-(x - location) / scale)
			return exp(-h), -expm1(-h)
		},
		at:       func(p, q float64) float64 { return location - float64(scale*log(hazard(q, p))) },
		mean:     location + float64(scale*eulerGamma),
		variance: scale * scale * (math.Pi * math.Pi / 6),
	}.made("Gumbel", location, scale)
}

// newGumbelMin returns the Gumbel distribution of a smallest value: P(X > x) =
// exp(-exp((x-location)/scale)).
// Source: as newGumbel, of -X.
// Checked: TestMoments, TestQuantileAndCDF.
func newGumbelMin(location, scale float64) (Distribution, error) {
	if err := placed("GumbelMin", location, scale); err != nil {
		return nil, err
	}
	return formed{
		below: func(x float64) (float64, float64) {
			h := exp((x - location) / scale)
			return -expm1(-h), exp(-h)
		},
		at:       func(p, q float64) float64 { return location + float64(scale*log(hazard(p, q))) },
		mean:     location - float64(scale*eulerGamma),
		variance: scale * scale * (math.Pi * math.Pi / 6),
	}.made("GumbelMin", location, scale)
}

// newFrechet returns the Frechet distribution of a largest value with a power
// tail: P(X <= x) = exp(-((x-location)/scale)^-shape).
// Source: as newGumbel, type 2.
// Checked: TestMoments, TestQuantileAndCDF.
func newFrechet(location, scale, shape float64) (Distribution, error) {
	if err := placed("Frechet", location, scale, shape); err != nil {
		return nil, err
	}
	d := formed{
		lo: location, hi: math.Inf(1),
		below: func(x float64) (float64, float64) {
			h := pow((x-location)/scale, -shape)
			return exp(-h), -expm1(-h)
		},
		at: func(p, q float64) float64 { return location + float64(scale*pow(hazard(q, p), -1/shape)) },
	}
	d.mean, d.variance = stretched(location, scale, shape, func(r float64) float64 { return exp(lgamma(1 - r/shape)) })
	return d.made("Frechet", location, scale, shape)
}
