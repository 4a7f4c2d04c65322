package depend

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"ballast/sim/stats"

	"gonum.org/v1/gonum/stat/distuv"
)

func normalColumns(r *rand.Rand, n, rows int) [][]float64 {
	cols := make([][]float64, n)
	for j := range cols {
		cols[j] = make([]float64, rows)
		for i := range cols[j] {
			cols[j][i] = r.NormFloat64()
		}
	}
	return cols
}

// correlate replaces independent standard normal columns by correlated ones.
func correlate(c *Copula, cols [][]float64, s *Scratch) {
	rows := 0
	if len(cols) > 0 {
		rows = len(cols[0])
	}
	c.Begin(rows, s)
	for j, col := range cols {
		c.Put(j, col, s)
	}
	c.Product(cols, s, func(int) {})
}

// mix makes a Student-t copula of correlated columns, if c is one.
func mix(c *Copula, cols [][]float64, u []float64) {
	if c.Mixer() == nil {
		return
	}
	factors := make([]float64, len(u))
	c.Mixer().Divide(factors, u)
	for _, col := range cols {
		c.Mixer().Mix(col, factors)
	}
}

// latin is a replicated Latin hypercube column by column: uniforms of which
// each block of size block has one in every stratum.
func latin(r *rand.Rand, rows, block int) []float64 {
	u := make([]float64, 0, rows)
	for len(u) < rows {
		for _, k := range r.Perm(block) {
			u = append(u, (float64(k)+r.Float64())/float64(block))
		}
	}
	return u
}

func TestNormalsMatchPlainProduct(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for _, n := range []int{1, 2, 3, 4, 5, 8, 13, 34} {
		m, _, err := nearest(randomSymmetric(r, n))
		if err != nil {
			t.Fatal(err)
		}
		c, _, err := New(Config{Rank: m})
		if err != nil {
			t.Fatal(err)
		}
		linear := square(n)
		each(linear, func(i, j int) float64 { return math.Round(SpearmanToPearson(m[i][j])*1e12) / 1e12 })
		linear, _, _ = nearest(linear)
		l, _ := cholesky(linear)
		for _, rows := range []int{1, 2, 31, 32, 33, 100} {
			cols := normalColumns(r, n, rows)
			want := make([][]float64, n)
			for j := range want {
				want[j] = make([]float64, rows)
				for i := range want[j] {
					for k := 0; k <= j; k++ {
						want[j][i] = math.FMA(l[j][k], cols[k][i], want[j][i])
					}
				}
			}
			var s Scratch
			correlate(c, cols, &s)
			for j := range cols {
				for i := range cols[j] {
					if cols[j][i] != want[j][i] {
						t.Fatalf("n=%d rows=%d: (%d,%d) = %v, want %v to the bit", n, rows, j, i, cols[j][i], want[j][i])
					}
				}
			}
		}
	}
}

// TestSecondMoment: the total of three normals with means 10, 15, 20 and
// variances 4, 9, 16, with and without correlations: variance 49.4, sd 7.028513,
// and mean -+ 1.96 sd from 31.2 to 58.8; independent variance 29, sd 5.39.
// Source: CRAN package PRA 0.3.0, vignette on the second moment method.
func TestSecondMoment(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 1))
	for _, c := range []struct {
		pearson [][]float64
		sd      float64
	}{
		{[][]float64{{1, 0.5, 0.3}, {0.5, 1, 0.4}, {0.3, 0.4, 1}}, 7.028513},
		{[][]float64{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, 5.385165},
	} {
		rank := clone(c.pearson)
		each(rank, func(i, j int) float64 { return pearsonToSpearman(c.pearson[i][j]) })
		cop, _, err := New(Config{Rank: rank})
		if err != nil {
			t.Fatal(err)
		}
		const rows = 100_000
		cols := normalColumns(r, 3, rows)
		correlate(cop, cols, new(Scratch))
		total := make([]float64, rows)
		for i := range total {
			total[i] = 45 + 2*cols[0][i] + 3*cols[1][i] + 4*cols[2][i]
		}
		mean, sd := stats.MeanSD(total)
		if math.Abs(mean-45) > 4*c.sd/math.Sqrt(rows) || math.Abs(sd/c.sd-1) > 0.01 {
			t.Errorf("mean %v sd %v, want 45 and %v (four standard errors)", mean, sd, c.sd)
		}
		// Four standard errors of each end, and half of the last printed digit.
		tolerance := 4*c.sd*math.Sqrt((1+1.96*1.96/2)/rows) + 0.05
		if lo, hi := mean-1.96*sd, mean+1.96*sd; c.sd > 7 && (math.Abs(lo-31.2) > tolerance || math.Abs(hi-58.8) > tolerance) {
			t.Errorf("interval %.2f to %.2f, want 31.2 to 58.8, tolerance %.2f", lo, hi, tolerance)
		}
	}
}

func TestRealisedRankCorrelation(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 2))
	want := [][]float64{{1, 0.2, 0.5, 0}, {0.2, 1, 0.8, -0.6}, {0.5, 0.8, 1, -0.3}, {0, -0.6, -0.3, 1}}
	for _, df := range []float64{0, 4} {
		c, repairs, err := New(Config{Rank: want, DF: df})
		if err != nil || len(repairs) > 0 {
			t.Fatal(err, repairs)
		}
		const block, rows = 1000, 20_000
		u := make([][]float64, 4)
		z := make([][]float64, 4)
		for j := range u {
			u[j] = latin(r, rows, block)
			z[j] = make([]float64, rows)
			for i, p := range u[j] {
				z[j][i] = distuv.UnitNormal.Quantile(p)
			}
		}
		var s Scratch
		correlate(c, z, &s)
		mix(c, z, latin(r, rows, block))
		var re Reorderer
		for j := range u {
			for lo := 0; lo < rows; lo += block {
				reorder(&re, u[j][lo:lo+block], u[j][lo:lo+block], z[j][lo:lo+block])
			}
		}
		for i := range want {
			for j := range i {
				// The identity is that of the Gaussian copula; the t copula of
				// 4 degrees of freedom realises slightly less.
				got, tol := stats.Spearman(u[i], u[j]), 0.02
				if df > 0 {
					tol = 0.04
				}
				if math.Abs(got-want[i][j]) > tol {
					t.Errorf("df %v: realised (%d,%d) %.4f, asked %.4f, tolerance %v", df, i, j, got, want[i][j], tol)
				}
			}
		}
	}
}

// Coefficient of tail dependence of a t copula with 4 degrees of freedom and
// correlation 0.5: 2 t5(-sqrt(5*(1-r)/(1+r))) = 0.2532 (Demarta and McNeil
// 2005, table 1: 0.25); at a finite level of 0.99 it is a little higher, and
// far above the Gaussian copula's 0.13. Marginals must stay standard normal.
func TestStudentCopula(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 3))
	rank := pearsonToSpearman(0.5)
	c, _, err := New(Config{Rank: [][]float64{{1, rank}, {rank, 1}}, DF: 4})
	if err != nil {
		t.Fatal(err)
	}
	const rows = 80_000
	z := normalColumns(r, 2, rows)
	u := make([]float64, rows)
	for i := range u {
		u[i] = r.Float64()
	}
	var s Scratch
	correlate(c, z, &s)
	mix(c, z, u)
	both, level := 0, distuv.UnitNormal.Quantile(0.99)
	for i := range u {
		if z[0][i] > level && z[1][i] > level {
			both++
		}
	}
	if tail := float64(both) / (0.01 * rows); tail < 0.25 || tail > 0.36 {
		t.Errorf("P(both above P99 | one above) = %v, want 0.25 to 0.36", tail)
	}
	q := stats.Quantiles(z[0], []float64{0.01, 0.1, 0.5, 0.9, 0.99})
	for k, p := range []float64{0.01, 0.1, 0.5, 0.9, 0.99} {
		want := distuv.UnitNormal.Quantile(p)
		se := math.Sqrt(p*(1-p)/rows) / distuv.UnitNormal.Prob(want)
		if math.Abs(q[k]-want) > 4*se {
			t.Errorf("marginal quantile %v: %v, want %v (4 se = %v)", p, q[k], want, 4*se)
		}
	}
}

func TestScoreTable(t *testing.T) {
	for _, df := range []float64{1, 2.5, 4, 30, 200} {
		table, dist := newScoreTable(df), distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}
		for _, p := range []float64{1e-12, 1e-6, 1e-3, 0.05, 0.2, 0.45, 0.4999} {
			x, want := dist.Quantile(p), distuv.UnitNormal.Quantile(p)
			if math.IsNaN(x) || math.Abs(dist.CDF(x)/p-1) > 1e-9 {
				continue // the quantile routine itself fails there
			}
			if got := table.normal(x); math.Abs(got-want) > 1e-6 || table.normal(-x) != -got {
				t.Errorf("df %v, p %v: score %v, want %v", df, p, got, want)
			}
		}
		if got := table.normal(math.Inf(1)); got < 8 || got > 12 {
			t.Errorf("df %v: score of +Inf %v", df, got)
		}
	}
}

// BenchmarkNormals measures every kernel that this processor can run.
func BenchmarkNormals(b *testing.B) {
	for _, n := range []int{30, 300, 1000} {
		b.Run(fmt.Sprintf("variables=%d", n), func(b *testing.B) {
			c, _, err := New(Config{Rank: grouped(n)})
			if err != nil {
				b.Fatal(err)
			}
			cols := normalColumns(rand.New(rand.NewPCG(1, 1)), n, 1000)
			var s Scratch
			for _, k := range kernels() {
				b.Run("kernel="+k.name, func(b *testing.B) {
					own := *c
					own.kernel = k
					for b.Loop() {
						correlate(&own, cols, &s)
					}
					b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1000, "ns/scenario")
				})
			}
		})
	}
}
