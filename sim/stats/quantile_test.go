package stats

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

var inf = math.Inf(1)

func TestQuantilePublished(t *testing.T) {
	ten := []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
	for _, c := range []struct {
		name   string
		sorted []float64
		p      float64
		want   float64
	}{
		// Microsoft Support, PERCENTILE.INC: =PERCENTILE.INC({1,2,3,4},0.3) is 1.9.
		{"PERCENTILE.INC example", []float64{1, 2, 3, 4}, 0.3, 1.9},
		// Microsoft Support, QUARTILE.INC: {1,2,4,7,8,9,10,12}, quart 1 is 3.5.
		{"QUARTILE.INC example", []float64{1, 2, 4, 7, 8, 9, 10, 12}, 0.25, 3.5},
		// R documentation: quantile(1:10, 0.1), type 7, is 1.9.
		{"R type 7, 10 %", ten, 0.1, 1.9},
		{"R type 7, 95 %", ten, 0.95, 9.55},
		{"smallest", ten, 0, 1},
		{"largest", ten, 1, 10},
		{"one value", []float64{7}, 0.8, 7},
		{"touches +Inf", []float64{1, 2, inf}, 0.75, inf},
		{"ends before +Inf", []float64{1, 2, inf}, 0.5, 2},
		{"all beyond", []float64{inf, inf}, 0.5, inf},
		{"whole position despite rounding", append(seq(31), inf), 0.3 + 0.1 + 0.2 + 0.3 + 30.0/31 - 0.9, 31},
		{"from -Inf", []float64{-inf, 2}, 0.5, -inf},
	} {
		if got := Quantile(c.sorted, c.p); math.Abs(got-c.want) > 1e-12 && got != c.want {
			t.Errorf("%s: Quantile(%v, %v) = %v, want %v", c.name, c.sorted, c.p, got, c.want)
		}
	}
	for _, p := range []float64{-0.1, 1.1, math.NaN()} {
		if got := Quantile(ten, p); !math.IsNaN(got) {
			t.Errorf("Quantile(p=%v) = %v, want NaN", p, got)
		}
	}
}

func seq(n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = float64(i + 1)
	}
	return x
}

func TestQuantilesMatchSorting(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	ps := []float64{0.95, 0, 0.05, 0.1, 0.5, 0.5, 0.8, 1, 0.99}
	for _, n := range []int{1, 2, 3, 23, 24, 25, 199, 1000, 10007} {
		for name, x := range columns(r, n) {
			before := slices.Clone(x)
			sorted := slices.Clone(x)
			slices.Sort(sorted)
			got := Quantiles(x, ps)
			for i, p := range ps {
				if want := Quantile(sorted, p); got[i] != want {
					t.Fatalf("%s, n=%d, p=%v: %v, sorting gives %v", name, n, p, got[i], want)
				}
			}
			if !slices.Equal(x, before) {
				t.Fatalf("%s, n=%d: Quantiles changed its input", name, n)
			}
			for _, share := range []int{7, n} {
				many := grid(share)
				got := Quantiles(x, many)
				for i, p := range many {
					if want := Quantile(sorted, p); got[i] != want {
						t.Fatalf("%s, n=%d, %d quantiles, p=%v: %v want %v", name, n, share, p, got[i], want)
					}
				}
			}
		}
	}
}

func grid(n int) []float64 {
	ps := make([]float64, n+1)
	for i := range ps {
		ps[i] = float64(i) / float64(n)
	}
	return ps
}

// columns are shapes that break careless selection.
func columns(r *rand.Rand, n int) map[string][]float64 {
	make1 := func(f func(i int) float64) []float64 {
		x := make([]float64, n)
		for i := range x {
			x[i] = f(i)
		}
		return x
	}
	return map[string][]float64{
		"normal":    make1(func(int) float64 { return r.NormFloat64() }),
		"constant":  make1(func(int) float64 { return 3 }),
		"two":       make1(func(int) float64 { return float64(r.IntN(2)) }),
		"rising":    make1(func(i int) float64 { return float64(i) }),
		"falling":   make1(func(i int) float64 { return float64(-i) }),
		"organ":     make1(func(i int) float64 { return float64(min(i, n-i)) }),
		"many Inf":  make1(func(i int) float64 { return []float64{r.Float64(), inf}[r.IntN(2)] }),
		"saw tooth": make1(func(i int) float64 { return float64(i % 8) }),
	}
}

func TestQuantilesNaN(t *testing.T) {
	for _, v := range Quantiles([]float64{1, math.NaN(), 2}, []float64{0, 0.5}) {
		if !math.IsNaN(v) {
			t.Errorf("a NaN among the values gives %v, want NaN", v)
		}
	}
}

// The median of m = 2k+1 uniforms is Beta(k+1, k+1): mean 1/2, variance
// 1/(4(2k+3)). Source: David and Nagaraja, Order Statistics, section 2.1.
func TestQuantileOrderStatistics(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	const runs, k = 20000, 7
	medians := make([]float64, runs)
	x := make([]float64, 2*k+1)
	for i := range medians {
		for j := range x {
			x[j] = r.Float64()
		}
		medians[i] = Quantiles(x, []float64{0.5})[0]
	}
	mean, sd := MeanSD(medians)
	wantSD := math.Sqrt(1.0 / (4 * (2*k + 3)))
	if math.Abs(mean-0.5) > 4*wantSD/math.Sqrt(runs) || math.Abs(sd/wantSD-1) > 0.02 {
		t.Errorf("median of %d uniforms: mean %v sd %v, want 0.5 and %v", 2*k+1, mean, sd, wantSD)
	}
}

func BenchmarkQuantiles(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	x := make([]float64, 100_000)
	for i := range x {
		x[i] = r.NormFloat64()
	}
	for _, n := range []int{3, 19} {
		ps := grid(n + 1)[1 : n+1]
		b.Run(fmt.Sprintf("quantiles=%d/values=100k", n), func(b *testing.B) {
			for b.Loop() {
				Quantiles(x, ps)
			}
		})
	}
}
