package distribution

import (
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"sort"
)

// empirical is the piecewise-linear distribution through sorted observations.
type empirical struct {
	x []float64 // ascending, at least two different ones
}

// NewEmpirical returns the distribution whose quantile joins the sorted values
// by straight lines, the smallest at 0 and the largest at 1: its percentiles
// are those of Excel's PERCENTILE.INC. Fixed when all values are equal.
// Source: Hyndman and Fan, Am. Stat. 50 (1996) 361-365, type 7.
// Checked: TestPublished.
func NewEmpirical(values []float64) (Distribution, error) {
	if len(values) == 0 {
		return nil, bad(CodeNoValues, "Empirical", "there are no values")
	}
	if !finite(values...) {
		return nil, bad(CodeNoValues, "Empirical", "not all values are numbers")
	}
	x := slices.Clone(values)
	slices.Sort(x)
	if x[0] == x[len(x)-1] {
		return fixed{x[0]}, nil
	}
	return continuous{empirical{x}}, nil
}

func (d empirical) quantile(p, q float64) float64 {
	return interpolate(d.x, p)
}

// interpolate returns the type 7 quantile p of ascending values.
func interpolate(x []float64, p float64) float64 {
	h := float64(p * float64(len(x)-1))
	i := min(int(h), len(x)-2)
	t := h - float64(i)
	return x[i] + float64(t*(x[i+1]-x[i]))
}

func (d empirical) tails(x float64) (p, q float64) {
	n := float64(len(d.x) - 1)
	i := sort.Search(len(d.x), func(i int) bool { return d.x[i] > x })
	if i == 0 {
		return 0, 1
	}
	if i == len(d.x) {
		return 1, 0
	}
	p = (float64(i-1) + (x-d.x[i-1])/(d.x[i]-d.x[i-1])) / n
	return p, 1 - p
}

// Mean is the expected value.
func (d empirical) Mean() float64 {
	sum := (d.x[0] + d.x[len(d.x)-1]) / 2
	for _, v := range d.x[1 : len(d.x)-1] {
		sum += v
	}
	return sum / float64(len(d.x)-1)
}

// Variance is the mean square of the distance from the mean.
func (d empirical) Variance() float64 {
	m, sum := d.Mean(), 0.0
	for i := range d.x[1:] {
		a, b := d.x[i]-m, d.x[i+1]-m
		sum += (float64(a*a) + float64(a*b) + float64(b*b)) / 3
	}
	return sum / float64(len(d.x)-1)
}

// Support is the range of values, ends that are never reached included.
func (d empirical) Support() (lo, hi float64) { return d.x[0], d.x[len(d.x)-1] }

// String names the values by a hash: they are too many to print.
func (d empirical) String() string {
	h := fnv.New128a()
	for _, v := range d.x {
		bits := math.Float64bits(v)
		var b [8]byte
		for i := range b {
			b[i] = byte(bits >> (8 * i))
		}
		h.Write(b[:])
	}
	return fmt.Sprintf("Empirical(%d values %x)", len(d.x), h.Sum(nil))
}
