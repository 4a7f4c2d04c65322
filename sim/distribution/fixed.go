package distribution

import "math"

// fixed is a number that is certain.
type fixed struct{ v float64 }

// NewFixed returns the distribution of a number that is certain.
func NewFixed(v float64) (Distribution, error) {
	if !finite(v) {
		return nil, bad(CodeParameter, "Fixed", "%s is not a number", v)
	}
	return fixed{v}, nil
}

// Quantile is the value at probability u; NaN outside 0..1.
func (f fixed) Quantile(u float64) float64 {
	if math.IsNaN(u) {
		return u
	}
	return f.v
}

// CDF is the probability of at most x.
func (f fixed) CDF(x float64) float64 {
	switch {
	case math.IsNaN(x):
		return x
	case x < f.v:
		return 0
	}
	return 1
}

// Mean is the expected value.
func (f fixed) Mean() float64 { return f.v }

// Variance is the mean square of the distance from the mean.
func (f fixed) Variance() float64 { return 0 }

// Support is the range of values, ends that are never reached included.
func (f fixed) Support() (lo, hi float64) { return f.v, f.v }

// String is the text form, as a person writes it.
func (f fixed) String() string { return number(f.v) }
