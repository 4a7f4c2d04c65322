//go:build !purego

package models

import (
	"math"

	"golang.org/x/sys/cpu"
)

// fours is how many of n months go in vectors of four; none where the processor has none.
func fours(n int) int {
	if !cpu.X86.HasAVX2 {
		return 0
	}
	return n &^ 3
}

func addMonths(dst, x []float64) {
	x = x[:len(dst)]
	n := fours(len(dst))
	if n > 0 {
		addMonthsAVX2(&dst[0], &x[0], n)
	}
	addMonthsPortable(dst[n:], x[n:])
}

func addScaled(dst []float64, a float64, x []float64) {
	x = x[:len(dst)]
	n := fours(len(dst))
	if n > 0 {
		addScaledAVX2(&dst[0], &x[0], n, a)
	}
	addScaledPortable(dst[n:], a, x[n:])
}

func multiply(dst, x []float64) {
	x = x[:len(dst)]
	n := fours(len(dst))
	if n > 0 {
		multiplyAVX2(&dst[0], &x[0], n)
	}
	multiplyPortable(dst[n:], x[n:])
}

func net(ncf, profit, collected, paid, vat []float64) {
	k := len(ncf)
	profit, collected, paid, vat = profit[:k], collected[:k], paid[:k], vat[:k]
	n := fours(k)
	if n > 0 {
		netAVX2(&ncf[0], &profit[0], &collected[0], &paid[0], &vat[0], n)
	}
	netPortable(ncf[n:], profit[n:], collected[n:], paid[n:], vat[n:])
}

func absSum(x, y []float64) float64 {
	y = y[:len(x)]
	n := fours(len(x))
	if n == 0 {
		return absSumPortable(x, y)
	}
	var sum [4]float64
	absSumAVX2(&x[0], &y[0], n, &sum)
	for m, v := range x[n:] {
		sum[0] += math.Abs(v) + math.Abs(y[n+m])
	}
	return (sum[0] + sum[1]) + (sum[2] + sum[3])
}

func clearBelow(x []float64, tiny float64) {
	n := fours(len(x))
	if n > 0 {
		clearBelowAVX2(&x[0], n, tiny)
	}
	clearBelowPortable(x[n:], tiny)
}

func least(x []float64) float64 {
	n := fours(len(x))
	if n == 0 {
		return leastPortable(x)
	}
	low := [4]float64{0: leastPortable(x[n:]), 1: math.Inf(1), 2: math.Inf(1), 3: math.Inf(1)}
	leastAVX2(&x[0], n, &low)
	return leastPortable(low[:])
}

func turn(dst, months []float64, horizon int) {
	n := fours(horizon)
	if n > 0 {
		_, _ = dst[strip*horizon-1], months[horizon*strip-1]
		turnAVX2(&dst[0], &months[0], horizon, n)
	}
	turnPortable(dst, months, horizon, n)
}

//go:noescape
func turnAVX2(dst, months *float64, horizon, n int)

//go:noescape
func addMonthsAVX2(dst, x *float64, n int)

//go:noescape
func addScaledAVX2(dst, x *float64, n int, a float64)

//go:noescape
func multiplyAVX2(dst, x *float64, n int)

//go:noescape
func netAVX2(ncf, profit, collected, paid, vat *float64, n int)

//go:noescape
func absSumAVX2(x, y *float64, n int, sum *[4]float64)

//go:noescape
func clearBelowAVX2(x *float64, n int, tiny float64)

//go:noescape
func leastAVX2(x *float64, n int, low *[4]float64)
