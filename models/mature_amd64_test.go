//go:build !purego

package models

import (
	"math"
	"math/rand/v2"
	"testing"

	"golang.org/x/sys/cpu"
)

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
		matureNoisyPortable(want[:n], z, curve, level, sd)
		matureNoisy(got[:n], z, curve, level, sd)
		sameBits(t, "months", got, want)
		if n > 3 { // also where the processor has longer ones
			matureNoisyAVX2(&got[0], &z[0], &curve[0], n&^3, level, sd)
			sameBits(t, "months by four", got, want)
		}
	}
}
