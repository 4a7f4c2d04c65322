package depend

import (
	"math/rand/v2"
	"slices"
	"testing"

	"ballast/sim/stats"
)

func TestReorder(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	var re Reorderer
	for _, n := range []int{1, 2, 7, 1000, 6000} {
		z := normalColumns(r, 1, n)[0]
		coin := make([]float64, n)
		for i := range coin {
			coin[i] = float64(r.IntN(2)) // a discrete column: ties must keep its counts
		}
		for name, u := range map[string][]float64{"latin": latin(r, n, n), "discrete": coin, "outside": normalColumns(r, 1, n)[0]} {
			dst := make([]float64, n)
			re.Reorder(dst, u, z)
			order := make([]int32, n)
			new(stats.Sorter).Order(order, z)
			want := slices.Clone(u)
			slices.Sort(want)
			for k, i := range order {
				if dst[i] != want[k] {
					t.Fatalf("%s, n=%d: scenario %d of rank %d has %v, want %v", name, n, i, k, dst[i], want[k])
				}
			}
			again := slices.Clone(u)
			re.Reorder(again, again, z)
			if !slices.Equal(again, dst) {
				t.Errorf("%s, n=%d: in place differs", name, n)
			}
		}
	}
}

func TestReorderTies(t *testing.T) {
	dst := make([]float64, 4)
	new(Reorderer).Reorder(dst, []float64{0.9, 0.1, 0.6, 0.3}, []float64{0, 0, 0, -1})
	if want := []float64{0.3, 0.6, 0.9, 0.1}; !slices.Equal(dst, want) {
		t.Errorf("%v, want %v: equal scores keep the order of scenarios", dst, want)
	}
}

func BenchmarkReorder(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	const count = 64 // columns: one alone would teach the branch predictor its order
	z := normalColumns(r, count, 1000)
	u := make([][]float64, count)
	for k := range u {
		u[k] = latin(r, 1000, 1000)
	}
	dst := make([]float64, 1000)
	var re Reorderer
	k := 0
	for b.Loop() {
		re.Reorder(dst, u[k], z[k])
		k = (k + 1) % count
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1000, "ns/value")
}
