package stats

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// columnKinds are shapes that outputs have: light and heavy tails, heaps of one
// value, whole numbers, values that never come.
func columnKinds() map[string]func(*rand.Rand) float64 {
	return map[string]func(*rand.Rand) float64{
		"normal":    func(r *rand.Rand) float64 { return 1e6 + 1e5*r.NormFloat64() },
		"lognormal": func(r *rand.Rand) float64 { return math.Exp(2 * r.NormFloat64()) },
		"gap":       func(r *rand.Rand) float64 { return max(0, 1e5*(r.NormFloat64()-1)) },
		"months":    func(r *rand.Rand) float64 { return float64(r.IntN(30)) },
		"payback": func(r *rand.Rand) float64 {
			if x := 50 + 20*r.NormFloat64(); x < 60 {
				return x
			}
			return math.Inf(1)
		},
		"constant": func(*rand.Rand) float64 { return -12.5 },
		"jump": func(r *rand.Rand) float64 {
			if r.Float64() < 1e-4 {
				return 1e9 * r.Float64()
			}
			return r.Float64()
		},
	}
}

// TestBinnedQuantiles: quantiles of counts are within the bound that they state
// of those of all values, and shares at marks, extremes and moments are exact.
func TestBinnedQuantiles(t *testing.T) {
	ps := []float64{0, 0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.8, 0.9, 0.95, 0.99, 0.999, 1}
	for name, draw := range columnKinds() {
		rng := rand.New(rand.NewPCG(3, 4))
		x := make([]float64, 200000)
		for i := range x {
			x[i] = draw(rng)
		}
		b := NewBinned(x[:20000], 4096, 4, []float64{0, 1})
		for i := 0; i < len(x); i += 256 {
			b.Add(i/256%4, x[i:min(len(x), i+256)])
		}
		sorted := slices.Clone(x)
		slices.Sort(sorted)
		got, bounds := b.Quantiles(ps)
		for i, p := range ps {
			want := quantile(sorted, p)
			if got[i] != want && !(math.Abs(got[i]-want) <= bounds[i]) {
				t.Errorf("%s: P%g is %v, want %v, off by more than %v", name, 100*p, got[i], want, bounds[i])
			}
			if p >= 0.01 && p <= 0.99 && bounds[i] > (sorted[len(x)*99/100]-sorted[len(x)/100])/500 && !math.IsInf(want, 0) && name != "lognormal" {
				t.Errorf("%s: the bound of P%g is %v", name, 100*p, bounds[i])
			}
		}
		checkBinnedFigures(t, name, b, sorted)
	}
}

func checkBinnedFigures(t *testing.T, name string, b *Binned, sorted []float64) {
	t.Helper()
	share := func(test func(float64) bool) float64 {
		n := 0
		for _, v := range sorted {
			if test(v) {
				n++
			}
		}
		return float64(n) / float64(len(sorted))
	}
	for _, m := range []float64{0, 1} {
		below, e1 := b.Below(m)
		most, e2 := b.AtMost(m)
		if below != share(func(v float64) bool { return v < m }) || most != share(func(v float64) bool { return v <= m }) || e1 != 0 || e2 != 0 {
			t.Errorf("%s: shares at the mark %v are %v and %v", name, m, below, most)
		}
	}
	if got, bound := b.AtMost(0.5); math.Abs(got-share(func(v float64) bool { return v <= 0.5 })) > bound {
		t.Errorf("%s: share up to 0.5 is %v, bound %v", name, got, bound)
	}
	end := len(sorted)
	for math.IsInf(sorted[end-1], 1) {
		end--
	}
	finite := sorted[:end]
	mean, sd := MeanSD(finite)
	gotMean, gotSD := b.MeanSD()
	if size := max(math.Abs(mean), sd); math.Abs(gotMean-mean) > 1e-12*size || math.Abs(gotSD-sd) > 1e-9*size {
		t.Errorf("%s: mean %v and deviation %v, want %v and %v", name, gotMean, gotSD, mean, sd)
	}
	if lo, hi := b.Range(); lo != finite[0] || hi != finite[end-1] || b.Finite() != end || b.N() != len(sorted) {
		t.Errorf("%s: range %v to %v, %d of %d finite", name, lo, hi, b.Finite(), b.N())
	}
	edges, counts := b.Histogram(40)
	wantEdges, _ := Histogram(sorted, 40)
	sum := 0
	for _, c := range counts {
		sum += c
	}
	if sum != end || !reflect.DeepEqual(edges, wantEdges) {
		t.Errorf("%s: the bars hold %d of %d", name, sum, end)
	}
}

// TestBinnedMerge: the same calls in any order, in parts that are merged in any
// order, give the same bits.
func TestBinnedMerge(t *testing.T) {
	for name, draw := range columnKinds() {
		rng := rand.New(rand.NewPCG(5, 6))
		x := make([]float64, 64*300)
		for i := range x {
			x[i] = draw(rng)
		}
		whole := NewBinned(x[:2000], 512, 3, []float64{0})
		parts := []*Binned{whole.Empty(), whole.Empty(), whole.Empty()}
		for k := range 300 {
			whole.Add(k%3, x[64*k:64*k+64])
		}
		for _, k := range rng.Perm(300) {
			parts[rng.IntN(3)].Add(k%3, x[64*k:64*k+64])
		}
		got := parts[2]
		got.Merge(parts[0])
		got.Merge(parts[1])
		for _, b := range []*Binned{whole, got} { // carries may be pending at different places
			b.sum.settle()
			b.squares.settle()
			for g := range b.groups { // as may be known which bins are mixed
				for k := range b.groups[g].counts {
					b.groups[g].counts[k] &^= mixed
				}
			}
		}
		if a, b := fmt.Sprint(*whole), fmt.Sprint(*got); a != b {
			t.Errorf("%s: parts merged differ from the whole", name)
		}
	}
}

// TestBinnedNaN: a NaN is found, not counted.
func TestBinnedNaN(t *testing.T) {
	b := NewBinned([]float64{1, 2}, 16, 1, nil)
	if at := b.Add(0, []float64{1, math.Inf(1), math.NaN(), 2}); at != 2 {
		t.Errorf("the NaN is at %d, want 2", at)
	}
	if at := b.Add(0, []float64{1, 2}); at != -1 {
		t.Errorf("a NaN at %d where there is none", at)
	}
}

// TestBinnedFast compares the processor's own ways with the plain ones, to the bit: every
// length of the tail, values on the edges of bins and beyond both ends, both zeros,
// infinities.
func TestBinnedFast(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	odd := []float64{0, math.Copysign(0, -1), 5e-324, -5e-324, 1e300, -1e300, -2, 2}
	for n := range 200 {
		x := make([]float64, n)
		for i := range x {
			switch x[i] = rng.NormFloat64(); rng.IntN(8) {
			case 0:
				x[i] = odd[rng.IntN(len(odd))]
			case 1:
				x[i] = -2 + float64(rng.IntN(70))/16 // an edge
			}
		}
		got, want := make([]uint16, n), make([]uint16, n)
		bins(got, x, -2, 16, 64)
		binsGo(want, x, -2, 16, 64)
		if !slices.Equal(got, want) {
			t.Fatalf("bins of %v\n%v\n%v", x, got, want)
		}
		if n > 0 && rng.IntN(4) == 0 {
			x[rng.IntN(n)] = math.Inf(1 - 2*rng.IntN(2))
		}
		fast := spread{least: [4]float64{1, 1, 1, 1}, most: [4]float64{0.5, 0.5, 0.5, 0.5}}
		plain := fast
		fast.add(x, 0.25)
		plain.addGo(x, 0.25)
		if a, b := fmt.Sprint(fast), fmt.Sprint(plain); a != b {
			t.Fatalf("%v\n%s\n%s", x, a, b)
		}
	}
}

// TestBinnedLater: what is counted later is what Add counts, to the bit, in two
// goroutines' parts, with values that are infinite or not numbers among them.
func TestBinnedLater(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for _, bins := range []int{64, 4096, 1 << 17} {
		pilot := make([]float64, 2000)
		for i := range pilot {
			pilot[i] = rng.NormFloat64()
		}
		now := NewBinned(pilot, bins, 1, []float64{0.5})
		now.Add(0, pilot)
		now.Settle()
		later := NewBinned(pilot, bins, 1, []float64{0.5})
		later.Add(0, pilot)
		later.Settle()
		var mine [2]Pending
		for k := range 60 {
			x := make([]float64, rng.IntN(300))
			for i := range x {
				x[i] = 1.5 * rng.NormFloat64()
			}
			if len(x) > 0 && k%5 == 0 {
				x[rng.IntN(len(x))] = []float64{math.Inf(1), math.Inf(-1), math.NaN()}[k/5%3]
			}
			if a, b := now.Add(0, x), later.AddLater(&mine[k%2], x); a != b {
				t.Fatalf("a NaN at %d, %d", a, b)
			}
		}
		later.Count(&mine[0])
		later.Count(&mine[1])
		if a, b := fmt.Sprint(*now), fmt.Sprint(*later); a != b {
			t.Errorf("%d bins: other counts later", bins)
		}
	}
}

// BenchmarkBinnedAdd counts blocks of 360 columns in turn, as a run does.
func BenchmarkBinnedAdd(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	x := make([]float64, 1000*256)
	for i := range x {
		x[i] = rng.NormFloat64()
	}
	columns := make([]*Binned, 360)
	for k := range columns {
		columns[k] = NewBinned(x[:4096], 4096, 1, []float64{0})
		columns[k].Add(0, x[:65536]) // the pilot of a run, by which it has no heaps
		columns[k].Settle()
	}
	pending := make([]Pending, len(columns))
	for at := 0; b.Loop(); at = (at + 1) % 1000 {
		for k, c := range columns {
			c.AddLater(&pending[k], x[256*at:256*at+256])
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/256/360, "ns/value")
}
