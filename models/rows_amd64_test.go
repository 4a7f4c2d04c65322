//go:build !purego

package models

import (
	"math"
	"math/rand/v2"
	"testing"

	"golang.org/x/sys/cpu"
)

// TestRowVectors: the assembly gives the bits of the portable loops at every length, odd
// numbers included, and writes nothing beyond.
func TestRowVectors(t *testing.T) {
	if !cpu.X86.HasAVX2 {
		t.Skip("this processor has no vectors that the assembly could use")
	}
	r, odd := rand.New(rand.NewPCG(12, 12)), []float64{math.Inf(1), math.NaN(), 5e-324, -1e-310, -math.MaxFloat64, math.Copysign(0, -1), 0}
	row := func(n int, strange bool) []float64 {
		x := make([]float64, n)
		for m := range x {
			if x[m] = r.NormFloat64(); strange && r.IntN(10) == 0 {
				x[m] = odd[r.IntN(len(odd))]
			}
		}
		return x
	}
	both := func(name string, n int, run, portable func(dst []float64)) {
		got := row(n+3, true)
		want := append([]float64(nil), got...)
		run(got[:n])
		portable(want[:n])
		sameBits(t, name, got, want)
	}
	for i := range 8000 {
		n, a := i%75, r.NormFloat64()
		x, y, z := row(n, true), row(n, true), row(n, true)
		both("sum", n, func(dst []float64) { addMonths(dst, x) }, func(dst []float64) { addMonthsPortable(dst, x) })
		both("scaled", n, func(dst []float64) { addScaled(dst, a, x) }, func(dst []float64) { addScaledPortable(dst, a, x) })
		both("product", n, func(dst []float64) { multiply(dst, x) }, func(dst []float64) { multiplyPortable(dst, x) })
		both("cleared", n, func(dst []float64) { clearBelow(dst, 0.4) }, func(dst []float64) { clearBelowPortable(dst, 0.4) })
		profit, other := make([]float64, n), make([]float64, n)
		both("net", n, func(dst []float64) { net(dst, profit, x, y, z) }, func(dst []float64) { netPortable(dst, other, x, y, z) })
		sameBits(t, "profit", profit, other)
		sameBits(t, "sum without signs and least", []float64{absSum(x, y), least(x)}, []float64{absSumPortable(x, y), leastPortable(x)})
	}
}

// TestTurnVectors: every month of every scenario of a strip gets to its place.
func TestTurnVectors(t *testing.T) {
	for horizon := 1; horizon < 70; horizon++ {
		months, got := make([]float64, (horizon+2)*strip), make([]float64, horizon*strip+1)
		for i := range months {
			months[i] = float64(i)
		}
		turn(got, months, horizon)
		for j := range strip {
			for m := range horizon {
				if got[j*horizon+m] != float64(m*strip+j) {
					t.Fatalf("%d months: month %d of scenario %d is %v", horizon, m, j, got[j*horizon+m])
				}
			}
		}
		if got[horizon*strip] != 0 {
			t.Fatal("something was written beyond")
		}
	}
}

// TestClearBelow: only what is nearer to zero than the limit goes, and least has no sign
// of zero.
func TestClearBelow(t *testing.T) {
	x := []float64{1, -1e-9, 1e-9, -1e-8, 1e-8, math.Copysign(0, -1), 2}
	clearBelow(x, 1e-8)
	sameBits(t, "row", x, []float64{1, 0, 0, -1e-8, 1e-8, 0, 2})
	near(t, "least of none", least(nil), math.Inf(1), 0)
	sameBits(t, "least", []float64{least([]float64{3, math.Copysign(0, -1), 2, 5, 0})}, []float64{0})
	near(t, "sum without signs", absSum([]float64{1, -2, 3, -4, 5}, []float64{-1, 1, -1, 1, -1}), 20, 0)
}
