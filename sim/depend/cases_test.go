package depend

import (
	"math"
	"math/rand/v2"
	"testing"

	"ballast/sim/stats"
)

// TestHighamsMatrix: the published matrix is not positive semi-definite.
// Source: its smallest eigenvalue is 1 - sqrt(2).
func TestHighamsMatrix(t *testing.T) {
	m := [][]float64{{1, 1, 0}, {1, 1, 1}, {0, 1, 1}}
	if got := smallestEigen(m); math.Abs(got+0.41421356) > 1e-8 {
		t.Errorf("smallest eigenvalue calculated %.8f, expected -0.41421356", got)
	}
	if _, ok := cholesky(m); ok {
		t.Error("it has a Cholesky factor")
	}
}

// TestKendall: draws of a Gaussian copula have the rank correlations asked for,
// and Kendall's tau 2/pi asin(r). Source: Kruskal, JASA 53 (1958); tolerance
// 0.02 at 10,000 draws.
func TestKendall(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 5))
	for _, c := range []struct{ spearman, kendall float64 }{{0.2, 0.1340787941}, {0.5, 0.3463772466}, {0.8, 0.6048520266}, {-0.6, -0.4241411959}} {
		if got := 2 / math.Pi * math.Asin(SpearmanToPearson(c.spearman)); math.Abs(got-c.kendall) > 1e-9 {
			t.Errorf("rho %v: tau calculated %.10f, expected %.10f", c.spearman, got, c.kendall)
		}
		cop, _, err := New(Config{Rank: [][]float64{{1, c.spearman}, {c.spearman, 1}}})
		if err != nil {
			t.Fatal(err)
		}
		const rows = 10_000
		z := normalColumns(r, 2, rows)
		correlate(cop, z, new(Scratch))
		if got := stats.Spearman(z[0], z[1]); math.Abs(got-c.spearman) > 0.02 {
			t.Errorf("rho %v: realised %.4f", c.spearman, got)
		}
		concordant, pairs := 0, 0
		for i := range rows {
			for j := i + 1; j < rows; j += 37 { // 1.35 million of the 50 million pairs
				pairs++
				if (z[0][i]-z[0][j])*(z[1][i]-z[1][j]) > 0 {
					concordant++
				}
			}
		}
		if got := 2*float64(concordant)/float64(pairs) - 1; math.Abs(got-c.kendall) > 0.02 {
			t.Errorf("rho %v: tau of the draws %.4f, expected %.4f", c.spearman, got, c.kendall)
		}
	}
}
