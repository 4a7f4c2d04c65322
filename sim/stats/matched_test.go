package stats

import (
	"math"
	"math/rand/v2"
	"testing"

	"ballast/sim/distribution"
)

// matchedSample draws n scenarios of V = 2 h + e, with e normal too, so that V has
// the standard deviation of root 5, in replicates of a tenth.
func matchedSample(r *rand.Rand, n int) (value []float64, by *Smooth) {
	value, score := make([]float64, n), make([]float64, n)
	poly := make([][]float64, SmoothNodes)
	for p := range poly {
		poly[p] = make([]float64, n)
	}
	var ends [][2]int
	for i := range value {
		e := r.NormFloat64()
		score[i] = r.NormFloat64()
		value[i] = 2*score[i] + e
		poly[0][i], poly[1][i] = e, 2*nodeStep
		if i%(n/10) == 0 {
			ends = append(ends, [2]int{i, i + n/10})
		}
	}
	return value, NewSmooth(value, score, poly, false, ends)
}

// taxed takes a quarter of what is above 0.
func taxed(v float64) float64 { return v - 0.25*max(0, v) }

// TestMatchedIsExact: a figure that rises with the smooth one has the smoothed
// distribution of that, at the matching place, but for what lies between two limits
// of the guide; and a heap of one value is a heap.
func TestMatchedIsExact(t *testing.T) {
	const n = 4000
	value, by := matchedSample(rand.New(rand.NewPCG(1, 1)), n)
	guide := NewGuide(by)
	figure := make([]float64, n)
	for i, v := range value {
		figure[i] = taxed(v)
	}
	m, g := NewMatched(figure, guide), by.Curve(nil, nil)
	c := m.Curve([]float64{0.1, 0.5, 0.9}, []float64{0})
	for _, x := range []float64{-3, -1, 0, 0.5, 2, 4} {
		if got, want := c.Share(taxed(x)), g.Share(x); math.Abs(got-want) > 5e-3 {
			t.Errorf("F(%v) is %v, want %v", taxed(x), got, want)
		}
	}
	for _, p := range []float64{0.1, 0.5, 0.9} {
		if got, want := c.Quantile(p), taxed(g.Quantile(p)); math.Abs(got-want) > 4e-2 {
			t.Errorf("P%g is %v, want %v", 100*p, got, want)
		}
	}
	same := make([]float64, n) // 7 in all scenarios
	for i := range same {
		same[i] = 7
	}
	if c := NewMatched(same, guide).Curve([]float64{0.5}, []float64{0}); math.Abs(c.Quantile(0.5)-7) > 1e-9 || c.Share(6.9) != 0 || c.Share(7) != 1 {
		t.Errorf("a heap: P50 %v, F %v and %v", c.Quantile(0.5), c.Share(6.9), c.Share(7))
	}
}

// TestMatchedSavesVariance: over many seeds the share is right on average, its
// variance is a fraction of that of a counted one, the more so the closer the two
// figures go together, and its intervals hold the truth; figures that have nothing to
// do with each other lose nothing.
func TestMatchedSavesVariance(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds, and one goroutine does all of it")
	}
	const n = 1000
	seeds := repeats(600)
	for _, c := range []struct{ noise, least, cover float64 }{{0, 3, 0.9}, {0.1, 3, 0.9}, {0.5, 1.7, 0.9}, {50, 0.85, 0.9}} {
		r := rand.New(rand.NewPCG(2, 3))
		var plain, matched []float64
		held := 0
		limit := math.Sqrt(5+c.noise*c.noise) * 0.5
		truth := distribution.NormalCDF(0.5)
		for range seeds {
			value, by := matchedSample(r, n)
			figure := make([]float64, n)
			counted := 0.0
			for i, v := range value {
				figure[i] = v + c.noise*r.NormFloat64()
				if figure[i] <= limit {
					counted++
				}
			}
			got := NewMatched(figure, NewGuide(by)).at([]float64{limit})
			plain, matched = append(plain, counted/n), append(matched, got.f[0])
			if lo, hi, _ := Interval(got.f[0], got.byReplicate[0]); lo <= truth && truth <= hi {
				held++
			}
		}
		mean, sd := MeanSD(matched)
		_, sdPlain := MeanSD(plain)
		if se := sd / math.Sqrt(float64(seeds)); math.Abs(mean-truth) > 4*se+1.5/n {
			t.Errorf("noise %v: F is %v on average, want %v within %v", c.noise, mean, truth, 4*se+1.5/n)
		}
		if ratio := sdPlain * sdPlain / (sd * sd); ratio < c.least {
			t.Errorf("noise %v: the variance is %v times smaller, want %v", c.noise, ratio, c.least)
		}
		if share := float64(held) / float64(seeds); share < c.cover {
			t.Errorf("noise %v: %v of the intervals hold the truth", c.noise, share)
		}
	}
}
