package distribution

import (
	"math"
	"testing"
)

// TestBetaSeries compares the columns of the series with the quantiles
// themselves, for the shapes that PERT makes and for narrower ones. 1e-8 of the
// range is a hundredth of what a table may be wrong.
func TestBetaSeries(t *testing.T) {
	worst := 0.0
	for _, ab := range [][2]float64{{1, 5}, {1.02, 4.98}, {1.4, 4.6}, {2.6, 3.4}, {3, 3}, {4.999, 1.001}, {5, 1}, {1, 1}, {1, 9}, {8, 2}, {30, 12}, {121, 281}, {3000, 5000}} {
		d := beta{newBetaShape(ab[0], ab[1]), 0, 1, written{}}
		at := usualGrid()
		y, ok := d.column(at)
		if !ok {
			t.Errorf("beta%v: no series", ab)
			continue
		}
		spread := d.quantile(0.975, 0.025) - d.quantile(0.025, 0.975)
		for i, p := range at.ends {
			e := math.Abs(y[i]-d.quantile(p.p, p.q)) / spread
			worst = max(worst, e)
			if !(e <= 1e-8) {
				t.Errorf("beta%v, score %v: calculated %v, expected %v", ab, float64(i-beyond)/16-8, y[i], d.quantile(p.p, p.q))
				break
			}
		}
	}
	t.Logf("largest error %.2g of the spread", worst)
}
