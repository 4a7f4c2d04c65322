package distribution

import (
	"math"
	"sync"
)

// cut is any distribution on the condition that it lies between min and max.
type cut struct {
	Distribution
	min, max float64
	from, to float64 // probabilities below min, and up to max
	moments  func() (mean, variance float64)
}

// cutAny cuts a distribution that is neither continuous nor a list.
func cutAny(d Distribution, min, max float64) (Distribution, error) {
	c := cut{Distribution: d, min: min, max: max, from: d.CDF(math.Nextafter(min, math.Inf(-1))), to: d.CDF(max)}
	if !(c.to-c.from > 1e-12) {
		return nil, nothingLeft(d, min, max)
	}
	c.moments = sync.OnceValues(c.integrate)
	return c, nil
}

// integrate finds mean and variance by the midpoint rule over u.
func (d cut) integrate() (mean, variance float64) {
	const n = 20000
	var first, second float64
	centre := d.Quantile(0.5)
	for i := range n {
		e := d.Quantile((float64(i)+0.5)/n) - centre
		first += e / n
		second += float64(e*e) / n
	}
	return centre + first, second - float64(first*first)
}

// Quantile is the value at probability u; NaN outside 0..1.
func (d cut) Quantile(u float64) float64 {
	lo, hi := d.Support()
	switch {
	case u <= 0:
		return lo
	case u >= 1:
		return hi
	}
	return min(max(d.Distribution.Quantile(d.from+float64(u*(d.to-d.from))), lo), hi)
}

// CDF is the probability of at most x.
func (d cut) CDF(x float64) float64 {
	switch {
	case math.IsNaN(x):
		return x
	case x < d.min:
		return 0
	case x >= d.max:
		return 1
	}
	return min(max((d.Distribution.CDF(x)-d.from)/(d.to-d.from), 0), 1)
}

// Mean is the expected value, by quadrature.
func (d cut) Mean() float64 {
	m, _ := d.moments()
	return m
}

// Variance is the mean square of the distance from the mean, by quadrature.
func (d cut) Variance() float64 {
	_, v := d.moments()
	return v
}

// Support is the range of values, ends that are never reached included.
func (d cut) Support() (lo, hi float64) {
	lo, hi = d.Distribution.Support()
	return max(lo, d.min), min(hi, d.max)
}

// String is the text form, as a person writes it.
func (d cut) String() string { return withCut(d.Distribution.String(), d.min, d.max) }
