package depend

import (
	"math/rand/v2"
	"slices"
	"testing"

	"ballast/sim/stats"
)

// reorder is Sort and Place in one.
func reorder(re *Reorderer, dst, u, z []float64) {
	sorted := make([]float64, len(u))
	re.Sort(sorted, u, u)
	re.Place(dst, sorted, z)
}

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
			reorder(&re, dst, u, z)
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
			reorder(&re, again, again, z)
			if !slices.Equal(again, dst) {
				t.Errorf("%s, n=%d: in place differs", name, n)
			}
		}
	}
}

func TestReorderTies(t *testing.T) {
	dst := make([]float64, 4)
	reorder(new(Reorderer), dst, []float64{0.9, 0.1, 0.6, 0.3}, []float64{0, 0, 0, -1})
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
	dst, sorted := make([]float64, 1000), make([]float64, 1000)
	var re Reorderer
	k := 0
	for b.Loop() {
		re.Sort(sorted, u[k], u[k])
		re.Place(dst, sorted, z[k])
		k = (k + 1) % count
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1000, "ns/value")
}

// TestSortOther: a column that rises with the strata is sorted with them.
func TestSortOther(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 8))
	for name, u := range map[string][]float64{"latin": latin(r, 500, 500), "random": normalColumns(r, 1, 500)[0]} {
		x, got := make([]float64, 500), make([]float64, 500)
		for i, v := range u {
			x[i] = v*v*v + 7
		}
		new(Reorderer).Sort(got, u, x)
		slices.Sort(x)
		if !slices.Equal(got, x) {
			t.Errorf("%s: not in order", name)
		}
	}
}
