package stats

import (
	"math"
	"slices"
)

// Mean returns the arithmetic mean, NaN for an empty slice. An infinite value
// makes it infinite.
func Mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}

// MeanSD returns the mean and the sample standard deviation (divisor n-1) in
// two passes. The deviation of fewer than two values is 0.
func MeanSD(x []float64) (mean, sd float64) {
	mean = Mean(x)
	if len(x) < 2 {
		return mean, 0
	}
	squares := 0.0
	for _, v := range x {
		d := v - mean
		squares += float64(d * d)
	}
	return mean, math.Sqrt(squares / float64(len(x)-1))
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
