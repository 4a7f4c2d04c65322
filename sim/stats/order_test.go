package stats

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sort"
	"testing"
)

func TestOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var s Sorter
	for _, n := range []int{0, 1, 2, 40, 1000, 4999, 5000, 20000} {
		cols := columns(r, n)
		near, signs := make([]float64, n), make([]float64, n)
		for i := range near {
			near[i] = 1 + float64(r.IntN(1000))*0x1p-52 // equal upper halves
			signs[i] = []float64{math.Copysign(0, -1), 0, -1e-300, 1e-300, -inf, inf}[r.IntN(6)]
		}
		cols["near"], cols["signs"] = near, signs
		for name, x := range cols {
			want := make([]int32, n)
			for i := range want {
				want[i] = int32(i)
			}
			sort.SliceStable(want, func(i, j int) bool { return x[want[i]] < x[want[j]] })
			got := make([]int32, n)
			s.Order(got, x)
			if !slices.Equal(got, want) {
				t.Errorf("%s, n=%d: order differs from a stable sort", name, n)
			}
		}
	}
}

func TestRanks(t *testing.T) {
	for _, c := range []struct{ x, want []float64 }{
		{nil, []float64{}},
		{[]float64{5}, []float64{1}},
		{[]float64{30, 10, 20}, []float64{3, 1, 2}},
		// Microsoft Support, RANK.AVG: ties share the mean of their places.
		{[]float64{94, 88, 94, 101}, []float64{2.5, 1, 2.5, 4}},
		{[]float64{inf, 1, inf, inf}, []float64{3, 1, 3, 3}},
	} {
		if got := Ranks(c.x); !slices.Equal(got, c.want) {
			t.Errorf("Ranks(%v) = %v, want %v", c.x, got, c.want)
		}
	}
}

func TestSpearman(t *testing.T) {
	for _, c := range []struct {
		name string
		x, y []float64
		want float64
		tol  float64
	}{
		{"IQ and hours of television, -29/165 (textbook example, Wikipedia: Spearman's rank correlation)",
			[]float64{106, 100, 86, 101, 99, 103, 97, 113, 112, 110},
			[]float64{7, 27, 2, 50, 28, 29, 20, 12, 6, 17}, -29.0 / 165, 1e-12},
		{"monotone", []float64{1, 2, 3, 4}, []float64{1, 8, 27, 64}, 1, 1e-15},
		{"reversed", []float64{1, 2, 3, 4}, []float64{4, 3, 2, -inf}, -1, 1e-15},
		{"constant", []float64{1, 1, 1}, []float64{1, 2, 3}, 0, 0},
		// cor(c(1,2,2,3), c(1,3,2,4), method = "spearman") by hand: ranks
		// 1 2.5 2.5 4 and 1 3 2 4, covariance 4.5, squares 4.5 and 5.
		{"ties", []float64{1, 2, 2, 3}, []float64{1, 3, 2, 4}, 4.5 / math.Sqrt(4.5*5), 1e-15},
	} {
		if got := Spearman(c.x, c.y); math.Abs(got-c.want) > c.tol {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func BenchmarkOrder(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, n := range []int{1000, 100_000} {
		x, dst := make([]float64, n), make([]int32, n)
		for i := range x {
			x[i] = r.NormFloat64()
		}
		var s Sorter
		b.Run(fmt.Sprintf("values=%d", n), func(b *testing.B) {
			for b.Loop() {
				s.Order(dst, x)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/value")
		})
	}
}
