//go:build !purego

package vector

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
		both("sum", n, func(dst []float64) { Add(dst, x) }, func(dst []float64) { addPortable(dst, x) })
		both("scaled", n, func(dst []float64) { AddScaled(dst, a, x) }, func(dst []float64) {
			for m := range dst {
				dst[m] += float64(a * x[m])
			}
		})
		both("product", n, func(dst []float64) { Multiply(dst, x) }, func(dst []float64) { multiplyPortable(dst, x) })
		both("cleared", n, func(dst []float64) { ClearBelow(dst, 0.4) }, func(dst []float64) { clearBelowPortable(dst, 0.4) })
		profit, other := make([]float64, n), make([]float64, n)
		both("net", n, func(dst []float64) { Net(dst, profit, x, y, z) }, func(dst []float64) { netPortable(dst, other, x, y, z) })
		sameBits(t, "profit", profit, other)
		sameBits(t, "sum without signs and least", []float64{AbsSum(x, y), Least(x)}, []float64{absSumPortable(x, y), leastPortable(x)})
	}
}

// TestTurnVectors: every month of every scenario of a strip gets to its place.
func TestTurnVectors(t *testing.T) {
	for horizon := 1; horizon < 70; horizon++ {
		months, got := make([]float64, (horizon+2)*Strip), make([]float64, horizon*Strip+1)
		for i := range months {
			months[i] = float64(i)
		}
		Turn(got, months, horizon)
		for j := range Strip {
			for m := range horizon {
				if got[j*horizon+m] != float64(m*Strip+j) {
					t.Fatalf("%d months: month %d of scenario %d is %v", horizon, m, j, got[j*horizon+m])
				}
			}
		}
		if got[horizon*Strip] != 0 {
			t.Fatal("something was written beyond")
		}
	}
}

// TestClearBelow: only what is nearer to zero than the limit goes, and least has no sign
// of zero.
func TestClearBelow(t *testing.T) {
	x := []float64{1, -1e-9, 1e-9, -1e-8, 1e-8, math.Copysign(0, -1), 2}
	ClearBelow(x, 1e-8)
	sameBits(t, "row", x, []float64{1, 0, 0, -1e-8, 1e-8, 0, 2})
	sameBits(t, "least of none", []float64{Least(nil)}, []float64{math.Inf(1)})
	sameBits(t, "least", []float64{Least([]float64{3, math.Copysign(0, -1), 2, 5, 0})}, []float64{0})
	sameBits(t, "sum without signs", []float64{AbsSum([]float64{1, -2, 3, -4, 5}, []float64{-1, 1, -1, 1, -1})}, []float64{20})
}

// TestMatureVectors: the assembly gives the bits of the portable loop at every
// length, odd numbers included, and writes nothing beyond.
func TestMatureVectors(t *testing.T) {
	if !cpu.X86.HasAVX2 {
		t.Skip("this processor has no vectors that the assembly could use")
	}
	r := rand.New(rand.NewPCG(11, 11))
	odd := []float64{math.Inf(1), math.Inf(-1), math.NaN(), 5e-324, -1e-310, math.MaxFloat64, -math.MaxFloat64, math.Copysign(0, -1), 0, -8, 8}
	number := func() float64 {
		if r.IntN(10) == 0 {
			return odd[r.IntN(len(odd))]
		}
		return r.NormFloat64()
	}
	for i := range 20000 {
		n := i % 75
		got, want, z, curve := make([]float64, n+9), make([]float64, n+9), make([]float64, n+1), make([]float64, n+1)
		for m := range got {
			got[m] = number()
		}
		copy(want, got)
		for m := range z {
			z[m], curve[m] = number(), number()
		}
		level, sd := 1e6*number(), []float64{0.06, 0.5, 2}[r.IntN(3)]
		maturePortable(want[:n], z, curve, level, sd)
		Mature(got[:n], z, curve, level, sd)
		sameBits(t, "months", got, want)
		if n > 3 { // also where the processor has longer ones
			matureAVX2(&got[0], &z[0], &curve[0], n&^3, level, sd)
			sameBits(t, "months by four", got, want)
		}
	}
}
