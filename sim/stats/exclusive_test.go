package stats

import (
	"math"
	"testing"
)

// TestInclusiveNotExclusive: our quantile is Excel's PERCENTILE.INC (type 7)
// and not PERCENTILE.EXC (type 6), which is position (n+1)p, from 1.
// Source: Microsoft Support, PERCENTILE.EXC({1,2,3,6,6,6,7,8,9},0.25) = 2.5.
func TestInclusiveNotExclusive(t *testing.T) {
	x := []float64{1, 2, 3, 6, 6, 6, 7, 8, 9}
	at := float64(len(x)+1)*0.25 - 1
	k := int(at)
	if exclusive := x[k] + (at-float64(k))*(x[k+1]-x[k]); exclusive != 2.5 {
		t.Errorf("type 6: calculated %v, expected 2.5", exclusive)
	}
	if got := quantile(x, 0.25); math.Abs(got-3) > 1e-15 {
		t.Errorf("type 7: calculated %v, expected 3", got)
	}
}
