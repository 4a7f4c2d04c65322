package distribution

import "math"

// exponential is the distribution of a waiting time.
type exponential struct{ mean float64 }

// newExponential returns the exponential distribution with the given mean.
func newExponential(mean float64) (Distribution, error) {
	if !finite(mean) || mean <= 0 {
		return nil, bad(CodeParameter, "Exponential", "mean %s must be above 0", mean)
	}
	return continuous{exponential{mean}}, nil
}

func (d exponential) tails(x float64) (p, q float64) {
	h := max(x, 0) / d.mean
	return -expm1(-h), exp(-h)
}

func (d exponential) quantile(p, q float64) float64 { return d.mean * hazard(p, q) }

// Mean is the expected value.
func (d exponential) Mean() float64 { return d.mean }

// Variance is the mean square of the distance from the mean.
func (d exponential) Variance() float64 { return d.mean * d.mean }

// Support is the range of values, ends that are never reached included.
func (d exponential) Support() (lo, hi float64) { return 0, math.Inf(1) }

// String is the text form, as a person writes it.
func (d exponential) String() string { return callText("Exponential", d.mean) }
