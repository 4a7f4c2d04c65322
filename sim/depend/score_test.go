package depend

import (
	"math"
	"testing"
)

// TestAsinh compares with package math; below 1e-4 the series is used, above
// 1e8 the logarithm of 2x.
func TestAsinh(t *testing.T) {
	for e := -20.0; e < 300; e += 0.0137 {
		x := math.Pow(10, e)
		// The logarithm of 1+x+... loses what x has beyond the last bit of 1.
		if got, want := asinh(x), math.Asinh(x); math.Abs(got-want) > 1e-15*max(1e-1, want)+2e-16 {
			t.Errorf("asinh(%v) = %v, want %v", x, got, want)
		}
	}
	if asinh(0) != 0 || !math.IsInf(asinh(math.Inf(1)), 1) || !math.IsNaN(asinh(math.NaN())) {
		t.Error("asinh is wrong at 0, +Inf or NaN")
	}
}
