package stats

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// TestExactSum: the sum of numbers of all sizes and signs is the one that
// big.Float rounds once, in any order and any grouping.
func TestExactSum(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for round := range 300 {
		x := make([]float64, 1+rng.IntN(5000))
		for i := range x {
			switch round % 3 {
			case 0: // any bits
				for {
					x[i] = math.Float64frombits(rng.Uint64())
					if e := math.Float64bits(x[i]) >> 52 & 0x7ff; e < 0x7f0 {
						break
					}
				}
			case 1: // money
				x[i] = rng.NormFloat64() * 1e6
			case 2: // denormals and what cancels
				x[i] = math.Float64frombits(rng.Uint64() & (1<<54 - 1) &^ (1 << 53))
				if i%2 == 1 {
					x[i] = -x[i-1] * (1 + float64(i%3)*0x1p-50)
				}
			}
		}
		want := new(big.Float).SetPrec(2300)
		for _, v := range x {
			want.Add(want, new(big.Float).SetFloat64(v))
		}
		w, _ := want.Float64()
		var forward, first, second ExactSum
		for _, v := range x {
			forward.Add(v)
		}
		for i := range x {
			if v := x[len(x)-1-i]; i%3 == 0 {
				first.Add(v)
			} else {
				second.Add(v)
			}
		}
		second.Merge(&first)
		if got := forward.Value(); math.Float64bits(got) != math.Float64bits(w) && (got != 0 || w != 0) {
			t.Fatalf("round %d: %v, want %v", round, got, w)
		}
		if got := second.Value(); math.Float64bits(got) != math.Float64bits(forward.Value()) {
			t.Fatalf("round %d: in another order %v, not %v", round, got, w)
		}
	}
}

// TestExactSumSpecial: infinities and NaN do what they do in a plain sum, and
// many carries of one sign do not overflow.
func TestExactSumSpecial(t *testing.T) {
	var s ExactSum
	if s.Value() != 0 {
		t.Error("empty sum", s.Value())
	}
	for range 100000 {
		s.Add(-math.MaxFloat64 / 1e6)
	}
	if want := -math.MaxFloat64 / 1e6 * 100000; math.Abs(s.Value()/want-1) > 1e-15 {
		t.Error("many large ones", s.Value(), want)
	}
	s.Add(math.Inf(1))
	if !math.IsInf(s.Value(), 1) {
		t.Error("infinity", s.Value())
	}
	s.Add(math.Inf(-1))
	if !math.IsNaN(s.Value()) {
		t.Error("both infinities", s.Value())
	}
}

func BenchmarkExactSum(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	x := make([]float64, 1024)
	for i := range x {
		x[i] = rng.NormFloat64() * 1e6
	}
	var s ExactSum
	for b.Loop() {
		for _, v := range x {
			s.Add(v)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1024, "ns/value")
}
