package vector

import (
	"math/bits"
	"testing"
)

// TestAtLeast: bit j says whether number j is not below the limit.
func TestAtLeast(t *testing.T) {
	x := []float64{0.2, 0.5, 0.7}
	if got := AtLeast(x, 0.5); got != 0b110 || bits.Len64(got) != 3 {
		t.Errorf("%b, want 110", got)
	}
	if got := AtLeast(nil, 0.5); got != 0 {
		t.Errorf("%b of no number", got)
	}
}
