package stats

import (
	"math"
	"slices"
)

// Mean returns the arithmetic mean, NaN for an empty slice. An infinite value
// makes it infinite.
func Mean(x []float64) float64 { return sum(x) / float64(len(x)) }

// sum adds every fourth value, and then the four sums: in one chain each
// addition would wait for the one before.
func sum(x []float64) float64 {
	var a, b, c, d float64
	for ; len(x) >= 4; x = x[4:] {
		a += x[0]
		b += x[1]
		c += x[2]
		d += x[3]
	}
	for _, v := range x {
		a += v
	}
	return (a + b) + (c + d)
}

// MeanSD returns the mean and the sample standard deviation (divisor n-1) in
// two passes. The deviation of fewer than two values is 0.
func MeanSD(x []float64) (mean, sd float64) {
	mean = Mean(x)
	n := len(x)
	if n < 2 {
		return mean, 0
	}
	square := func(v float64) float64 { return float64((v - mean) * (v - mean)) }
	var a, b, c, d float64
	for ; len(x) >= 4; x = x[4:] {
		a += square(x[0])
		b += square(x[1])
		c += square(x[2])
		d += square(x[3])
	}
	for _, v := range x {
		a += square(v)
	}
	return mean, math.Sqrt(((a + b) + (c + d)) / float64(n-1))
}

// TailMean returns the mean of the largest share 1-p of the values, the one at
// the border counted with the fraction that falls into the tail: the expected
// shortfall at p. x is not modified. At p = 1 it is the largest value.
//
// Source: Acerbi and Tasche, On the coherence of expected shortfall, Journal
// of Banking and Finance 26 (2002), estimator (4.3).
// Checked: TestTailMean.
func TailMean(x []float64, p float64) float64 {
	n := len(x)
	if n == 0 || !(p >= 0 && p <= 1) || hasNaN(x) {
		return math.NaN()
	}
	tail := float64(n) * (1 - p)
	if tail < 1 {
		return slices.Max(x)
	}
	whole := int(tail + 1e-9)
	y := slices.Clone(x)
	border := n - whole - 1
	selectRanks(y, []int{max(border, 0)})
	sum := 0.0
	for _, v := range y[n-whole:] {
		sum += v
	}
	if rest := tail - float64(whole); border >= 0 && rest > 1e-9 {
		sum += float64(rest * y[border])
	} else {
		tail = float64(whole)
	}
	return sum / tail
}
