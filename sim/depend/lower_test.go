package depend

import (
	"math"
	"testing"
)

// TestLower: the factor has rows of length 1 and gives the correlation of the normals; a
// matrix that no variables can have gets none.
func TestLower(t *testing.T) {
	l, ok := Lower([][]float64{{1, 0.6}, {0.6, 1}})
	if !ok || math.Abs(l[1][0]-2*math.Sin(0.1*math.Pi)) > 1e-15 || math.Abs(math.Hypot(l[1][0], l[1][1])-1) > 1e-15 {
		t.Errorf("factor %v, %v", l, ok)
	}
	if _, ok := Lower([][]float64{{1, 0.9, -0.9}, {0.9, 1, 0.9}, {-0.9, 0.9, 1}}); ok {
		t.Error("correlations that contradict each other have a factor")
	}
	if _, ok := Lower([][]float64{{1, 2}, {2, 1}}); ok {
		t.Error("a correlation of 2 has a factor")
	}
}
