//go:build !purego

package returns

import (
	"math"
	"math/rand/v2"
	"testing"

	"golang.org/x/sys/cpu"
)

// TestValuesVectors: the assembly has the bits of the plain loop, from both ends.
func TestValuesVectors(t *testing.T) {
	if !cpu.X86.HasAVX2 {
		t.Skip("this processor has no vectors that the assembly could use")
	}
	r := rand.New(rand.NewPCG(4, 4))
	for range 500 {
		flows := make([]float64, 1+r.IntN(130))
		for m := range flows {
			flows[m] = r.NormFloat64() * math.Pow(10, float64(r.IntN(9)))
		}
		var at, got, want places
		for b := range at {
			for k := range at[b] {
				at[b][k] = r.Float64()
			}
		}
		for _, backward := range []bool{false, true} {
			at.fill(&got, flows, backward)
			at.fillGo(&want, flows, backward)
			if got != want {
				t.Fatalf("%v at %v, backward %t: %v, want %v", flows, at, backward, got, want)
			}
		}
	}
}
