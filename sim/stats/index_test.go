package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestIndex compares the processor's own way with the plain one: every length
// of the tail, values in all buckets and beyond, infinities, denormal numbers,
// the ends of the range, and a NaN at every place.
func TestIndex(t *testing.T) {
	r := rand.New(rand.NewPCG(17, 18))
	odd := []float64{inf, -inf, math.MaxFloat64, -math.MaxFloat64, 5e-324, -5e-324, 0, math.Copysign(0, -1)}
	for n := range 300 {
		x := make([]float64, n)
		for i := range x {
			if x[i] = 3 * r.NormFloat64(); r.IntN(10) == 0 {
				x[i] = odd[r.IntN(len(odd))]
			}
		}
		lo, width, count := r.NormFloat64(), 10*r.Float64(), float64(1+r.IntN(mostBuckets))
		compare := func(wantNaN bool) {
			t.Helper()
			got, want := make([]uint16, n), make([]uint16, n)
			a, b := index(got, x, lo, count/width, count-1), indexGo(want, x, lo, count/width, count-1)
			if a != b || a != wantNaN || !slices.Equal(got, want) {
				t.Fatalf("%d values: NaN %v, %v\n%v\n%v", n, a, b, got, want)
			}
		}
		compare(false)
		if n > 0 {
			x[r.IntN(n)] = math.NaN()
			compare(true)
		}
	}
}
