package stream

import (
	"math/rand/v2"
	"slices"
	"testing"
	"unsafe"
)

// TestKernels: what the processor runs has the bits of the Go code, for any
// counters, with carries, and writes nothing past the end.
func TestKernels(t *testing.T) {
	if !paired() {
		t.Skip("this processor runs the Go code")
	}
	r := rand.New(rand.NewPCG(1, 2))
	for turn := range 2000 {
		var k schedule
		k.set(Stream{r.Uint64(), r.Uint64()})
		c, x, y := r.Uint64()>>r.IntN(64), r.Uint64()>>r.IntN(64), uint64(turn%3)
		if turn%10 == 0 {
			c = -uint64(turn % 4) // past the last counter of all
		}
		pairs := turn % 17
		got, want := make([]uint64, 8*pairs+8), make([]uint64, 8*pairs+8)
		k.pairsPortable(want, pairs, c, x, y)
		k.pairs(got, pairs, c, x, y)
		if !slices.Equal(got, want) {
			t.Fatalf("%d pairs of blocks from %d, %d, %d: %x, expected %x", pairs, c, x, y, got, want)
		}
	}
}

// TestUnits: the units of any number of words are those of Unit, those of fours by the
// kernel for fours.
func TestUnits(t *testing.T) {
	if !wide() && !quads() {
		t.Skip("this processor runs the Go code")
	}
	r := rand.New(rand.NewPCG(3, 4))
	for turn := range 4000 {
		n := turn % 41
		kernel := units512
		if turn >= 2000 {
			n, kernel = n&^3, units2
		}
		if turn < 2000 && !wide() || turn >= 2000 && !quads() {
			continue
		}
		got, want := make([]float64, n+9), make([]float64, n+9)
		words := unsafe.Slice((*uint64)(unsafe.Pointer(&got[0])), n)
		for i := range words {
			words[i] = []uint64{r.Uint64(), 0, 1<<64 - 1, 1<<12 - 1, 1 << 12}[max(0, r.IntN(12)-7)]
			want[i] = unit(words[i])
		}
		kernel(&got[0], n)
		if !slices.Equal(got, want) {
			t.Fatalf("%d units: %v, expected %v", n, got, want)
		}
	}
}
