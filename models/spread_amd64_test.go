//go:build !purego

package models

import (
	"math"
	"math/rand/v2"
	"testing"

	"golang.org/x/sys/cpu"
)

// TestSpreadVectors: the assembly gives the bits of the portable loop, odd
// numbers included.
func TestSpreadVectors(t *testing.T) {
	type kernel func(months, starts, weights *float64, rows, n int)
	kernels := map[string]kernel{}
	if cpu.X86.HasAVX512F && cpu.X86.HasAVX512DQ {
		kernels["AVX-512"] = spreadAVX512
	}
	if cpu.X86.HasAVX2 {
		kernels["AVX2"] = spreadAVX2
	}
	if len(kernels) == 0 {
		t.Skip("this processor has no vectors that the assembly could use")
	}
	r, strange := rand.New(rand.NewPCG(7, 7)), oddNumbers()
	number := func(zero, odd float64) float64 {
		switch x := r.Float64(); {
		case x < zero:
			return 0
		case x < zero+odd:
			return strange[r.IntN(len(strange))]
		}
		return r.NormFloat64() * math.Pow(10, float64(r.IntN(12)))
	}
	for name, k := range kernels {
		for range 1000 {
			rows, n := 1+r.IntN(20), 1+r.IntN(20)
			odd := []float64{0, 0.05}[r.IntN(2)]
			starts, weights := make([]float64, rows*strip), make([]float64, n)
			months := make([]float64, (rows+n)*strip) // the last row is a guard
			for i := range starts {
				starts[i] = number(0.8, odd)
			}
			for i := range weights {
				weights[i] = number(0.1, 0)
			}
			for i := range months {
				months[i] = math.Abs(number(0.3, odd)) // no sum of money is minus zero: it starts from nothing
			}
			want, wantStarts := append([]float64{}, months...), append([]float64{}, starts...)
			spreadPortable(want, wantStarts, weights)
			k(&months[0], &starts[0], &weights[0], rows, n)
			sameBits(t, name+" months", months, want)
			sameBits(t, name+" starts", starts, wantStarts)
			if t.Failed() {
				return
			}
		}
	}
}
