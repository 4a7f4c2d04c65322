package models

import (
	"math"
	"testing"
)

// TestExactShare: none and all of n have closed forms, (a/2)^(1/n) from the end, and
// one of ten is in every table: 0.0025 to 0.4450.
func TestExactShare(t *testing.T) {
	for _, c := range []struct {
		k, n     int
		low, top float64
		within   float64
	}{
		{0, 0, 0, 1, 0},
		{0, 10, 0, 1 - math.Pow(0.025, 0.1), 1e-9},
		{4, 4, math.Pow(0.025, 0.25), 1, 1e-9},
		{1, 10, 0.0025, 0.4450, 5e-5},
	} {
		if i := exactShare(c.k, c.n); math.Abs(i[0]-c.low) > c.within || math.Abs(i[1]-c.top) > c.within {
			t.Errorf("%d of %d: %v, want %g to %g", c.k, c.n, i, c.low, c.top)
		}
	}
}
