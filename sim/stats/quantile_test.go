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
		if got := quantile(c.sorted, c.p); math.Abs(got-c.want) > 1e-12 && got != c.want {
			t.Errorf("%s: Quantile(%v, %v) = %v, want %v", c.name, c.sorted, c.p, got, c.want)
		}
	}
	for _, p := range []float64{-0.1, 1.1, math.NaN()} {
		if got := quantile(ten, p); !math.IsNaN(got) {
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
				if want := quantile(sorted, p); got[i] != want {
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
					if want := quantile(sorted, p); got[i] != want {
						t.Fatalf("%s, n=%d, %d quantiles, p=%v: %v want %v", name, n, share, p, got[i], want)
					}
				}
			}
			if inPlace := quantilesInPlace(slices.Clone(x), ps); !slices.Equal(inPlace, got) {
				t.Fatalf("%s, n=%d: in place %v, else %v", name, n, inPlace, got)
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

// TestBucketShapes compares the buckets with sorting on columns where they lie
// badly: nearly all values in one bucket, far outliers, infinite values, ends
// of the number range, a pilot that sees nothing of the rest.
func TestBucketShapes(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	seldom := func(share float64, rare, usual func() float64) func(int) float64 {
		return func(int) float64 {
			if r.Float64() < share {
				return rare()
			}
			return usual()
		}
	}
	zero := func() float64 { return 0 }
	shapes := map[string]func(i int) float64{
		"lognormal, sd 5":     func(int) float64 { return math.Exp(5 * r.NormFloat64()) },
		"Cauchy":              func(int) float64 { return r.NormFloat64() / r.NormFloat64() },
		"one in 2,000":        seldom(0.0005, r.NormFloat64, zero),
		"one in five":         seldom(0.2, r.ExpFloat64, zero),
		"far outliers":        seldom(0.01, func() float64 { return 1e300 * r.NormFloat64() }, r.NormFloat64),
		"both infinities":     seldom(0.3, func() float64 { return math.Inf(1 - 2*r.IntN(2)) }, r.NormFloat64),
		"nearly all infinite": seldom(0.001, r.Float64, func() float64 { return inf }),
		"all infinite":        func(int) float64 { return inf },
		"signed zeros":        seldom(0.5, func() float64 { return math.Copysign(0, -1) }, zero),
		"denormal":            func(int) float64 { return float64(r.IntN(100)) * 5e-324 },
		"whole range":         func(int) float64 { return math.Float64frombits(r.Uint64()&^(1<<62)) * 0x1p1000 },
		"largest":             func(int) float64 { return math.MaxFloat64 * float64(1-2*r.IntN(2)) },
		"last bits":           func(int) float64 { return 1 + float64(r.IntN(1000))*0x1p-52 },
		"first half constant": func(i int) float64 { return float64(max(0, i-5000)) },
		"months":              func(int) float64 { return float64(r.IntN(12)) },
	}
	for name, f := range shapes {
		for _, n := range []int{200, 777, 1000, 10007} {
			x := make([]float64, n)
			for i := range x {
				if x[i] = f(i); math.IsNaN(x[i]) {
					x[i] = 0
				}
			}
			sorted := slices.Sorted(slices.Values(x))
			for _, ps := range [][]float64{{0.8}, {0.05, 0.5, 0.95}, {0, 0.001, 0.999, 1}, grid(40)} {
				got := Quantiles(x, ps)
				for i, p := range ps {
					want := quantile(sorted, p) + 0
					if math.Float64bits(got[i]) != math.Float64bits(want) {
						t.Fatalf("%s, n=%d, p=%v: %v, sorting gives %v", name, n, p, got[i], want)
					}
				}
			}
		}
	}
}

// A NaN counts wherever it stands, in the pilot or not.
func TestQuantilesNaN(t *testing.T) {
	for _, v := range Quantiles([]float64{1, math.NaN(), 2}, []float64{0, 0.5}) {
		if !math.IsNaN(v) {
			t.Errorf("a NaN among the values gives %v, want NaN", v)
		}
	}
	for at := range 1000 {
		x := seq(1000)
		x[at] = math.NaN()
		if v := Quantiles(x, []float64{0.5})[0]; !math.IsNaN(v) {
			t.Fatalf("a NaN at %d gives %v, want NaN", at, v)
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
	for _, values := range []int{1000, 10_000, 100_000} {
		x := make([]float64, values)
		for i := range x {
			x[i] = r.NormFloat64()
		}
		for _, n := range []int{1, 3, 19, 101} {
			ps := grid(n + 1)[1 : n+1]
			b.Run(fmt.Sprintf("quantiles=%d/values=%d", n, values), func(b *testing.B) {
				for b.Loop() {
					Quantiles(x, ps)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(values), "ns/value")
			})
		}
	}
}

// TestQuantilesApart: where neighbours are further apart than asked, the quantile is the
// least value that a share of p does not exceed; elsewhere it is interpolated as ever.
func TestQuantilesApart(t *testing.T) {
	for _, n := range []int{4, 20, 1000, 10000} { // short columns are selected, long ones counted
		x := make([]float64, n)
		for i := range x {
			x[i] = 100
			if 4*i < n { // one in four
				x[i] = 140
			}
		}
		for p, want := range map[float64]float64{0: 100, 0.5: 100, 0.75: 100, 0.76: 140, 1: 140} {
			if got := QuantilesApart(x, []float64{p}, 39)[0]; got != want {
				t.Errorf("%d values: P%v = %v, want %v", n, 100*p, got, want)
			}
			if got, want := QuantilesApart(x, []float64{p}, 40)[0], Quantiles(x, []float64{p})[0]; got != want {
				t.Errorf("%d values less than 40 apart: P%v = %v, interpolated %v", n, 100*p, got, want)
			}
		}
		if got := Quantiles(x, []float64{0.75})[0]; got <= 100 || got >= 140 {
			t.Errorf("%d values: P75 interpolated is %v", n, got)
		}
	}
	// The least value that a share of p does not exceed, by its definition.
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		x := make([]float64, 1+r.IntN(60))
		for i := range x {
			x[i] = float64(10 * r.IntN(6))
		}
		p := float64(r.IntN(101)) / 100
		sorted := slices.Clone(x)
		slices.Sort(sorted)
		least := sorted[max(0, (len(x)*int(math.Round(100*p))+99)/100-1)]
		got := QuantilesApart(x, []float64{p}, 5)[0]
		if lo, frac, _ := position(len(x), p); got != least && !(frac == 0 && got == sorted[lo]) {
			t.Errorf("P%v of %v is %v, want %v", 100*p, sorted, got, least)
		}
	}
}
