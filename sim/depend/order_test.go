package depend

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"ballast/sim/stats"
)

// TestScoreOrder: the order is that of the general sorter, for scores and for
// columns that are none.
func TestScoreOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 7))
	columns := map[string]func(i int) float64{
		"scores":        func(int) float64 { return r.NormFloat64() },
		"rounded":       func(int) float64 { return math.Round(4*r.NormFloat64()) / 4 },
		"zeros":         func(i int) float64 { return math.Copysign(0, float64(i%2)-0.5) },
		"far":           func(int) float64 { return 1e3 * r.NormFloat64() },
		"heavy":         func(int) float64 { return r.NormFloat64() / r.NormFloat64() },
		"narrow":        func(int) float64 { return 1e-9 * r.NormFloat64() },
		"falling":       func(i int) float64 { return 3 - float64(i)/1000 },
		"infinities":    func(i int) float64 { return []float64{math.Inf(1), 1, math.Inf(-1)}[i%3] },
		"one at an end": func(i int) float64 { return []float64{8.2, -8.2, 0.1, 0.2}[i%4] * r.Float64() },
	}
	var own scoreOrder
	var general stats.Sorter
	for name, f := range columns {
		for _, n := range []int{0, 1, 2, 3, 63, 1000, 4096, 40_000} {
			z := make([]float64, n)
			for i := range z {
				z[i] = f(i)
			}
			got, want := make([]int32, n), make([]int32, n)
			own.order(got, z)
			general.Order(want, z)
			if !slices.Equal(got, want) {
				t.Errorf("%s, %d values: the order differs", name, n)
			}
		}
	}
}

// TestScoreOrderNaN: a column with NaN is still a permutation.
func TestScoreOrderNaN(t *testing.T) {
	z := []float64{1, math.NaN(), -1, math.NaN(), 0}
	got := make([]int32, len(z))
	new(scoreOrder).order(got, z)
	slices.Sort(got)
	if !slices.Equal(got, []int32{0, 1, 2, 3, 4}) {
		t.Errorf("indexes %v", got)
	}
}
