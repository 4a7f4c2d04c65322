//go:build !purego

package vector

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

// Add adds x to dst, month by month.
func Add(dst, x []float64) {
	x = x[:len(dst)]
	n := fours(len(dst))
	if n > 0 {
		addAVX2(&dst[0], &x[0], n)
	}
	addPortable(dst[n:], x[n:])
}

// Multiply multiplies dst by x, month by month.
func Multiply(dst, x []float64) {
	x = x[:len(dst)]
	n := fours(len(dst))
	if n > 0 {
		multiplyAVX2(&dst[0], &x[0], n)
	}
	multiplyPortable(dst[n:], x[n:])
}

// Net fills ncf with what is collected less what is paid, and profit with that and the
// tax on bills, all by month.
func Net(ncf, profit, collected, paid, vat []float64) {
	k := len(ncf)
	profit, collected, paid, vat = profit[:k], collected[:k], paid[:k], vat[:k]
	n := fours(k)
	if n > 0 {
		netAVX2(&ncf[0], &profit[0], &collected[0], &paid[0], &vat[0], n)
	}
	netPortable(ncf[n:], profit[n:], collected[n:], paid[n:], vat[n:])
}

// AbsSum adds up x and y without their signs.
func AbsSum(x, y []float64) float64 {
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

// ClearBelow sets to zero what is nearer to it than tiny.
func ClearBelow(x []float64, tiny float64) {
	n := fours(len(x))
	if n > 0 {
		clearBelowAVX2(&x[0], n, tiny)
	}
	clearBelowPortable(x[n:], tiny)
}

// Least is the least of x, +Inf where it is empty; a zero has no sign.
func Least(x []float64) float64 {
	n := fours(len(x))
	if n == 0 {
		return leastPortable(x)
	}
	low := [4]float64{0: leastPortable(x[n:]), 1: math.Inf(1), 2: math.Inf(1), 3: math.Inf(1)}
	leastAVX2(&x[0], n, &low)
	return leastPortable(low[:])
}

// Turn makes rows of scenarios, horizon months each, of a strip's rows of months, one of
// Strip numbers for each month.
func Turn(dst, months []float64, horizon int) {
	n := fours(horizon)
	if n > 0 {
		_, _ = dst[Strip*horizon-1], months[horizon*Strip-1]
		turnAVX2(&dst[0], &months[0], horizon, n)
	}
	turnPortable(dst, months, horizon, n)
}

//go:noescape
func turnAVX2(dst, months *float64, horizon, n int)

//go:noescape
func addAVX2(dst, x *float64, n int)

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

// Mature does what maturePortable does, with vectors where the
// processor has them. The operations are the same in the same order, without
// fused multiply and add, so that the bits are the same.
//
// Checked: TestMatureVectors.
func Mature(dst, z, curve []float64, level, sd float64) {
	z, curve = z[:len(dst)], curve[:len(dst)]
	if len(dst) > 0 && cpu.X86.HasAVX512F && cpu.X86.HasAVX512DQ {
		matureAVX512(&dst[0], &z[0], &curve[0], len(dst), level, sd)
		return
	}
	n := fours(len(dst))
	if n > 0 {
		matureAVX2(&dst[0], &z[0], &curve[0], n, level, sd)
	}
	maturePortable(dst[n:], z[n:], curve[n:], level, sd)
}

// matureAVX2 takes four months as one vector, of a multiple of four.
//
//go:noescape
func matureAVX2(dst, z, curve *float64, n int, level, sd float64)

// matureAVX512 takes eight months as one vector.
//
//go:noescape
func matureAVX512(dst, z, curve *float64, n int, level, sd float64)
