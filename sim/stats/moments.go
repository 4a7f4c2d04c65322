package stats

import "math"

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
