package stats

import (
	"fmt"
	"math"
	"math/rand/v2"
	"sort"
	"testing"
)

// TestRanker compares centred ranks with Ranks, which sorts by another way,
// and the order with a stable sort, on columns of every shape.
func TestRanker(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	var k Ranker
	for _, n := range []int{0, 1, 2, 7, 40, 1000, 20000, MostRanked} {
		shapes := columns(r, n)
		add := func(name string, f func(i int) float64) {
			x := make([]float64, n)
			for i := range x {
				x[i] = f(i)
			}
			shapes[name] = x
		}
		add("lognormal, sd 5", func(int) float64 { return math.Exp(5 * r.NormFloat64()) })
		add("risk", func(int) float64 { return max(0, r.Float64()-0.8) })
		add("one in 5,000", func(i int) float64 { return float64(i / 4999) })
		add("Cauchy", func(int) float64 { return r.NormFloat64() / r.NormFloat64() })
		add("last bits", func(int) float64 { return 1 + float64(r.IntN(1000))*0x1p-52 })
		add("two clusters", func(i int) float64 { return float64(i%2)*1e12 + float64(r.IntN(9000))*1e-4 })
		add("signs", func(int) float64 { return []float64{math.Copysign(0, -1), 0, -1e-300, 1e-300, -inf, inf}[r.IntN(6)] })
		add("months", func(int) float64 { return float64(r.IntN(9) - 3) })
		add("months, with a zero of either sign", func(int) float64 { return math.Copysign(float64(r.IntN(2)), float64(r.IntN(3)-1)) })
		add("far from each other", func(int) float64 { return float64(r.IntN(700)) })
		add("whole, but for the last", func(i int) float64 { return float64(i%5) + float64(i/max(1, n-1))/2 })
		add("whole, or infinite", func(i int) float64 { return []float64{1, 2, inf}[r.IntN(3)] })
		add("at the ends of 32 bits", func(i int) float64 { return []float64{math.MinInt32, math.MaxInt32, math.MaxInt32 + 1, 1e9}[r.IntN(4)] })
		add("a thousand million", func(i int) float64 { return 1e9 + float64(r.IntN(20)) })
		add("all infinite", func(int) float64 { return inf })
		add("largest", func(int) float64 { return math.MaxFloat64 * float64(1-2*r.IntN(2)) })
		for name, x := range shapes {
			checkRanker(t, fmt.Sprintf("%s, n=%d", name, n), &k, x)
		}
	}
}

func checkRanker(t *testing.T, name string, k *Ranker, x []float64) {
	t.Helper()
	n := len(x)
	got, order := make([]int16, n), make([]int, n)
	entries := k.Rank(got, x)
	for i, want := range Ranks(x) {
		if float64(got[i]) != 2*want-float64(n+1) {
			t.Fatalf("%s: value %d (%v) has the centred rank %d, rank %v", name, i, x[i], got[i], want)
		}
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return x[order[a]] < x[order[b]] })
	for i, at := range order {
		if Place(entries[i]) != at {
			t.Fatalf("%s: place %d of the order is value %d, a stable sort has %d", name, i, Place(entries[i]), at)
		}
	}
}

// TestDot compares the processor's own way with the plain one at every length
// of the tail, and at the ends of the range.
func TestDot(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	for n := range 200 {
		a, b := make([]int16, n), make([]int16, n)
		for i := range a {
			a[i], b[i] = int16(r.IntN(65535)-32767), int16(r.IntN(65535)-32767)
		}
		if got, want := Dot(a, b, MostRanked), dotGo(a, b); got != want {
			t.Errorf("%d values: %d, want %d", n, got, want)
		}
	}
	for _, of := range []int{2, 100, 4096, 5000, 10000, 23171, 23172, 32767, MostRanked} { // some sums fit 32 bits for a while
		a, b := make([]int16, 5000), make([]int16, 5000)
		for i := range a {
			a[i], b[i] = int16(of-1), int16(1-of)
		}
		if got, want := Dot(a, b, of), -5000*int64(of-1)*int64(of-1); got != want {
			t.Errorf("ranks of %d: %d, want %d", of, got, want)
		}
	}
	for _, s := range []int16{1, -1} {
		a, b := make([]int16, MostRanked), make([]int16, MostRanked)
		for i := range a {
			a[i], b[i] = 32767, 32767*s
		}
		if got, want := Dot(a, b, MostRanked), int64(s)*MostRanked*32767*32767; got != want {
			t.Errorf("all at the end of the range: %d, want %d", got, want)
		}
	}
}

func TestCentredSpearman(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	var k Ranker
	for _, n := range []int{2, 10, 999, 20000} {
		all := columns(r, n)
		for p, x := range all {
			for q, y := range all {
				a, b := make([]int16, n), make([]int16, n)
				k.Rank(a, x)
				k.Rank(b, y)
				got, want := CentredSpearman(Dot(a, b, n), Dot(a, a, n), Dot(b, b, n)), Spearman(x, y)
				if math.Abs(got-want) > 1e-12 {
					t.Errorf("%s and %s, n=%d: %v, Spearman %v", p, q, n, got, want)
				}
			}
		}
	}
}

func BenchmarkRanker(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	const n = 20000
	for name, f := range map[string]func() float64{
		"normal":    r.NormFloat64,
		"lognormal": func() float64 { return math.Exp(2 * r.NormFloat64()) },
		"months":    func() float64 { return float64(r.IntN(12)) },
		"risk":      func() float64 { return max(0, r.Float64()-0.8) },
	} {
		x, dst := make([]float64, n), make([]int16, n)
		for i := range x {
			x[i] = f()
		}
		var k Ranker
		b.Run(fmt.Sprintf("shape=%s/values=%d", name, n), func(b *testing.B) {
			for b.Loop() {
				k.Rank(dst, x)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/value")
		})
	}
}

func BenchmarkDot(b *testing.B) {
	const n = 20000
	x, y := make([]int16, n), make([]int16, n)
	for _, c := range []struct {
		name string
		f    func(a, b []int16) int64
	}{{"way=plain", dotGo}, {"way=best", func(a, b []int16) int64 { return Dot(a, b, n) }}} {
		b.Run(c.name+"/values=20000", func(b *testing.B) {
			for b.Loop() {
				c.f(x, y)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/value")
		})
	}
}
