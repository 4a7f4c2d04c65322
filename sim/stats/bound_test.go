package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestBounds: the limits hold the rank correlation for columns of every kind,
// and are narrow for those that are usual.
func TestBounds(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	const n = 3000
	y := make([]float64, n)
	for i := range y {
		y[i] = r.NormFloat64()
	}
	b := NewBounder(ranked(y)).Clone()
	for name, c := range map[string]struct {
		x     func(i int) float64
		width float64
	}{
		"normal":        {func(i int) float64 { return r.NormFloat64() }, 0.002},
		"with y":        {func(i int) float64 { return y[i] + 0.3*r.NormFloat64() }, 0.002},
		"against y":     {func(i int) float64 { return -y[i] + 0.01*r.NormFloat64() }, 0.002},
		"lognormal":     {func(i int) float64 { return math.Exp(2 * (y[i] + r.NormFloat64())) }, 1},
		"risk":          {func(i int) float64 { return max(0, y[i]-1) * r.Float64() }, 0.01},
		"mostly most":   {func(i int) float64 { return min(0, y[i]+1) }, 1},
		"two values":    {func(i int) float64 { return math.Round(r.Float64()) }, 1},
		"ten values":    {func(i int) float64 { return math.Floor(10 * r.Float64()) }, 1},
		"one far away":  {func(i int) float64 { return math.Pow(1e6*r.Float64(), 8) }, 1},
		"huge":          {func(i int) float64 { return r.NormFloat64() * 1e308 }, 1},
		"denormal":      {func(i int) float64 { return 5e-324 * math.Floor(3*r.Float64()) }, 1},
		"constant":      {func(i int) float64 { return 7 }, 1},
		"never":         {func(i int) float64 { return 1 / math.Max(0, y[i]) }, 1},
		"the same as y": {func(i int) float64 { return y[i] }, 0.002},
	} {
		x := make([]float64, n)
		for i := range x {
			x[i] = c.x(i)
		}
		lo, hi := b.Bounds(x)
		rho := math.Abs(Spearman(x, y))
		if !(lo <= rho && rho <= hi) {
			t.Errorf("%s: %v is not in %v..%v", name, rho, lo, hi)
		}
		if hi-lo > c.width {
			t.Errorf("%s: limits %v..%v are wider than %v", name, lo, hi, c.width)
		}
	}
	for k := range 20 { // wherever it stands: eight values at a time are looked at
		x := append([]float64(nil), y[:20]...)
		x[k] = math.NaN()
		if lo, hi := b.Bounds(x); lo != 0 || hi != 1 {
			t.Errorf("a column with NaN is bounded by %v and %v", lo, hi)
		}
	}
	if lo, hi := NewBounder(make([]int16, n)).Bounds(y); lo != 0 || hi > 0.002 {
		t.Errorf("with a constant column: %v..%v, want 0", lo, hi)
	}
}

func ranked(x []float64) []int16 {
	var r Ranker
	rank := make([]int16, len(x))
	r.Rank(rank, x)
	return rank
}

// TestBoundsLongest: the sums of a group hold the longest column there may be,
// nearly all of its values in the same group.
func TestBoundsLongest(t *testing.T) {
	y := make([]float64, MostRanked)
	x := make([]float64, len(y))
	for i := range y {
		y[i] = float64(i)
		x[i] = 1 + float64(i%2)*1e-6
	}
	x[0], x[len(x)-1] = 0, 2
	lo, hi := NewBounder(ranked(y)).Bounds(x)
	if rho := math.Abs(Spearman(x, y)); !(lo <= rho && rho <= hi) {
		t.Errorf("%v is not in %v..%v", rho, lo, hi)
	}
}

// BenchmarkStrength compares ranking a column with bounding its rank correlation.
func BenchmarkStrength(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	x, y := make([]float64, 20000), make([]float64, 20000)
	for i := range x {
		x[i], y[i] = r.NormFloat64(), r.NormFloat64()
	}
	ry, ranks := ranked(y), make([]int16, len(x))
	bounder := NewBounder(ry)
	var ranker Ranker
	b.Run("how=rank/n=20k", func(b *testing.B) {
		for b.Loop() {
			ranker.Rank(ranks, x)
			Dot(ranks, ry)
		}
	})
	b.Run("how=bound/n=20k", func(b *testing.B) {
		for b.Loop() {
			bounder.Bounds(x)
		}
	})
}
