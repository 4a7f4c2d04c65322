// Package vector is the arithmetic of many numbers that stand side by side: rows of money
// by month, and strips of scenarios. It knows no plan. Where the processor has vectors they
// do what the loops in Go do, the same operations in the same order for every number and
// without fused multiply and add, so that the bits are the same everywhere.
//
// Rows: rows.go; strips: strip.go; what takes the vectors: rows_amd64.go and
// strip_amd64.go, or else portable.go.
package vector

import (
	"math"

	"ballast/sim/distribution"
)

// addPortable adds x to dst, month by month.
func addPortable(dst, x []float64) {
	x = x[:len(dst)]
	for m, v := range x {
		dst[m] += v
	}
}

// AddScaled adds a times x to dst, month by month.
func AddScaled(dst []float64, a float64, x []float64) { distribution.AddScaled(dst, dst, a, x) }

// multiplyPortable multiplies dst by x, month by month.
func multiplyPortable(dst, x []float64) {
	x = x[:len(dst)]
	for m, v := range x {
		dst[m] *= v
	}
}

// netPortable fills ncf with what is collected less what is paid, and profit with that
// and the tax on bills.
func netPortable(ncf, profit, collected, paid, vat []float64) {
	n := len(ncf)
	profit, collected, paid, vat = profit[:n], collected[:n], paid[:n], vat[:n]
	for m := range ncf {
		x := collected[m] - paid[m]
		profit[m], ncf[m] = x+vat[m], x
	}
}

// absSumPortable adds up x and y without their signs, in four running sums as sumOf has it.
func absSumPortable(x, y []float64) float64 {
	var a, b, c, d float64
	y = y[:len(x)]
	for len(x) >= 4 && len(y) >= 4 {
		a, b = a+(math.Abs(x[0])+math.Abs(y[0])), b+(math.Abs(x[1])+math.Abs(y[1]))
		c, d = c+(math.Abs(x[2])+math.Abs(y[2])), d+(math.Abs(x[3])+math.Abs(y[3]))
		x, y = x[4:], y[4:]
	}
	for m, v := range x {
		a += math.Abs(v) + math.Abs(y[m])
	}
	return (a + b) + (c + d)
}

// clearBelowPortable sets to zero what is nearer to it than tiny.
func clearBelowPortable(x []float64, tiny float64) {
	for m, v := range x {
		if math.Abs(v) < tiny {
			x[m] = 0
		}
	}
}

// leastPortable is the least of x, +Inf where it is empty; a zero has no sign.
func leastPortable(x []float64) float64 {
	least := math.Inf(1)
	for _, v := range x {
		if v < least {
			least = v
		}
	}
	return least + 0
}

// turnPortable makes rows of scenarios, horizon months each, of a strip's rows of months,
// from the first month on.
func turnPortable(dst, months []float64, horizon, first int) {
	for m := first; m < horizon; m++ {
		for j, x := range months[m*Strip:][:Strip] {
			dst[j*horizon+m] = x
		}
	}
}

// Noisy is the factor of a month's noise z.
func Noisy(sd, z float64) float64 {
	by := 1 + float64(sd*z)
	if by < 0 {
		by = 0
	}
	return by
}

// maturePortable fills dst with the months of a stream that begins with a month: its level
// by the curve of its growth, times the noise z of standard deviation sd.
func maturePortable(dst, z, curve []float64, level, sd float64) {
	z, curve = z[:len(dst)], curve[:len(dst)]
	for m, x := range curve {
		dst[m] = float64(level*x) * Noisy(sd, z[m])
	}
}
