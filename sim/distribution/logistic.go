package distribution

import "math"

// newLogistic returns the logistic distribution, P(X <= x) =
// 1/(1+exp(-(x-location)/scale)).
// Source: Johnson, Kotz, Balakrishnan, Continuous Univariate Distributions 2
// (1995), chapter 23.
// Checked: TestMoments, TestQuantileAndCDF, TestFurtherPublished.
func newLogistic(location, scale float64) (Distribution, error) {
	if err := placed("Logistic", location, scale); err != nil {
		return nil, err
	}
	return formed{
		below:    func(x float64) (float64, float64) { return logistic((x - location) / scale) },
		at:       func(p, q float64) float64 { return location + float64(scale*(log(p)-log(q))) },
		mean:     location,
		variance: scale * scale * (math.Pi * math.Pi / 3),
	}.made("Logistic", location, scale)
}

// newLogLogistic returns the log-logistic distribution: location plus scale
// times the 1/shape power of the odds.
// Source: as newLogistic, 23.11: the moment of order r is gamma(1+r/shape)
// gamma(1-r/shape).
// Checked: TestMoments, TestQuantileAndCDF.
func newLogLogistic(location, scale, shape float64) (Distribution, error) {
	if err := placed("LogLogistic", location, scale, shape); err != nil {
		return nil, err
	}
	d := formed{
		lo: location, hi: math.Inf(1),
		below: func(x float64) (float64, float64) { return logistic(shape * log((x-location)/scale)) },
		at: func(p, q float64) float64 {
			return location + float64(scale*exp((log(p)-log(q))/shape))
		},
	}
	d.mean, d.variance = stretched(location, scale, shape, func(r float64) float64 {
		return exp(lgamma(1+r/shape) + lgamma(1-r/shape))
	})
	return d.made("LogLogistic", location, scale, shape)
}

// newLaplace returns the Laplace (double exponential) distribution with this
// mean and standard deviation; its scale is sd over the root of 2.
// Source: Johnson, Kotz, Balakrishnan, Continuous Univariate Distributions 2
// (1995), chapter 24.
// Checked: TestMoments, TestQuantileAndCDF.
func newLaplace(mean, sd float64) (Distribution, error) {
	if err := placed("Laplace", mean, sd); err != nil {
		return nil, err
	}
	scale := sd / math.Sqrt2
	return formed{
		below: func(x float64) (float64, float64) {
			half := float64(0.5 * exp(-math.Abs(x-mean)/scale))
			if x < mean {
				return half, 1 - half
			}
			return 1 - half, half
		},
		at: func(p, q float64) float64 {
			if p < q {
				return mean + float64(scale*log(2*p))
			}
			return mean - float64(scale*log(2*q))
		},
		mean: mean, variance: sd * sd, bent: true,
	}.made("Laplace", mean, sd)
}

// newHyperSecant returns the hyperbolic secant distribution with this mean and
// standard deviation, density sech(pi (x-mean)/(2 sd)) / (2 sd).
// Source: Johnson, Kotz, Balakrishnan, Continuous Univariate Distributions 2
// (1995), chapter 23.
// Checked: TestMoments, TestQuantileAndCDF.
func newHyperSecant(mean, sd float64) (Distribution, error) {
	if err := placed("HyperSecant", mean, sd); err != nil {
		return nil, err
	}
	per := sd * (2 / math.Pi)
	return formed{
		below: func(x float64) (float64, float64) {
			tail := float64(2 / math.Pi * atan(exp(-math.Abs(x-mean)/per)))
			if x < mean {
				return tail, 1 - tail
			}
			return 1 - tail, tail
		},
		at: func(p, q float64) float64 {
			if p < q {
				return mean + float64(per*log(tanPi(p/2)))
			}
			return mean - float64(per*log(tanPi(q/2)))
		},
		mean: mean, variance: sd * sd,
	}.made("HyperSecant", mean, sd)
}

// newCauchy returns the Cauchy distribution. It has neither mean nor variance:
// both are NaN.
// Source: Johnson, Kotz, Balakrishnan, Continuous Univariate Distributions 1
// (1994), chapter 16.
// Checked: TestQuantileAndCDF, TestNoMoments.
func newCauchy(location, scale float64) (Distribution, error) {
	if err := placed("Cauchy", location, scale); err != nil {
		return nil, err
	}
	return formed{
		below: func(x float64) (float64, float64) {
			tail := atan(scale/math.Abs(x-location)) / math.Pi
			if x < location {
				return tail, 1 - tail
			}
			return 1 - tail, tail
		},
		at: func(p, q float64) float64 {
			if p < q {
				return location - scale/tanPi(p)
			}
			return location + scale/tanPi(q)
		},
		mean: math.NaN(), variance: math.NaN(),
	}.made("Cauchy", location, scale)
}
