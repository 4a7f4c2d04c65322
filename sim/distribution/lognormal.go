package distribution

import "math"

// lognormal is the exponential of a normal variable.
type lognormal struct {
	mu, sigma float64 // mean and standard deviation of the logarithm
	text      written
}

// NewLognormal returns the lognormal distribution whose own mean and standard
// deviation are given: sigma^2 = ln(1 + (sd/mean)^2), mu = ln mean - sigma^2/2.
// Fixed when sd = 0.
// Source: Johnson, Kotz, Balakrishnan, Continuous Univariate Distributions 1
// (1994), chapter 14.
// Checked: TestPublished.
func NewLognormal(mean, sd float64) (Distribution, error) {
	if !finite(mean, sd) || mean <= 0 || sd < 0 {
		return nil, bad(CodeParameter, "Lognormal", "mean %s must be above 0 and standard deviation %s not below 0", mean, sd)
	}
	if sd == 0 {
		return fixed{mean}, nil
	}
	cv := sd / mean
	square := log1p(cv * cv)
	return continuous{lognormal{log(mean) - float64(square/2), math.Sqrt(square), write("Lognormal", mean, sd)}}, nil
}

// newLognormalP returns the lognormal distribution with the given P10 and P90;
// Fixed when they are equal.
func newLognormalP(p10, p90 float64) (Distribution, error) {
	if err := ordered("LognormalP", p10, p90); err != nil {
		return nil, err
	}
	if p10 <= 0 {
		return nil, bad(CodeParameter, "LognormalP", "P10 %s must be above 0", p10)
	}
	if p10 == p90 {
		return fixed{p10}, nil
	}
	d := lognormalBetween(p10, p90, 0.1)
	d.text = write("LognormalP", p10, p90)
	return continuous{d}, nil
}

// lognormalBetween has low and high as its quantiles p and 1-p.
func lognormalBetween(low, high, p float64) lognormal {
	a, b := log(low), log(high)
	return lognormal{mu: float64(a/2) + float64(b/2), sigma: (b - a) / (2 * scoreOf(1-p, p))}
}

func (d lognormal) tails(x float64) (p, q float64) {
	z := (log(x) - d.mu) / d.sigma
	return NormalCDF(z), NormalCDF(-z)
}

func (d lognormal) quantile(p, q float64) float64 {
	return exp(d.mu + float64(d.sigma*scoreOf(p, q)))
}

// Mean is the expected value.
func (d lognormal) Mean() float64 { return exp(d.mu + float64(float64(d.sigma*d.sigma)/2)) }

// Variance is the mean square of the distance from the mean.
func (d lognormal) Variance() float64 {
	m := d.Mean()
	return m * m * expm1(d.sigma*d.sigma)
}

// Support is the range of values, ends that are never reached included.
func (d lognormal) Support() (lo, hi float64) { return 0, math.Inf(1) }

// String is the text form, as a person writes it.
func (d lognormal) String() string { return d.text.String() }
