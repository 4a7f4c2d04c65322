//go:build !purego

package models

import (
	"math/rand/v2"
	"testing"

	"golang.org/x/sys/cpu"
)

// TestMovesVectors: the assembly gives the bits of the portable loop, for any number of
// scenarios, one weight or as many as scenarios, and touches nothing behind them.
func TestMovesVectors(t *testing.T) {
	if !cpu.X86.HasAVX2 {
		t.Skip("this processor has no vectors that the assembly could use")
	}
	r, strange := rand.New(rand.NewPCG(9, 10)), oddNumbers()
	fill := func(x []float64, odd float64) {
		for i := range x {
			if x[i] = r.NormFloat64() * 1e5; r.Float64() < odd {
				x[i] = strange[r.IntN(len(strange))]
			}
		}
	}
	for turn := range 2000 {
		wide, odd := 4*(1+r.IntN(strip/4)), []float64{0, 0.1}[turn%2]
		var sums, want nodeRow
		fill(sums[:], odd)
		want = sums
		at, drawn, weights := make([]float64, len(sums)/strip*wide), make([]float64, wide), make([]float64, wide)
		fill(at, odd)
		fill(drawn, odd)
		fill(weights, odd)
		if turn%3 == 0 {
			weights = weights[:4]
			for k := range weights {
				weights[k] = weights[0]
			}
		}
		scale := []float64{1, r.Float64() * 3}[r.IntN(2)]
		addMovesPortable(&want, at, drawn, weights, scale)
		addMoves(&sums, at, drawn, weights, scale)
		sameBits(t, "sums", sums[:], want[:])
	}
}
