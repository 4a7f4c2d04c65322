package stream

import (
	"fmt"
	"math"
	"testing"
)

func TestFillIsUniform(t *testing.T) {
	s := New(42, "cost/C1")
	for _, first := range []uint64{0, 1, 2, 3, 7, 1000, 1 << 40} {
		for _, n := range []int{0, 1, 2, 5, 8, 9, 31, 257} {
			u, k, b := make([]float64, n), make([]float64, n), make([]uint64, n)
			s.Fill(u, first)
			s.FillNthFrom(k, first, 0)
			s.FillBits(b, first)
			for i := range n {
				c := first + uint64(i)
				if u[i] != s.Uniform(c) || k[i] != s.Nth(first, uint64(i)) || b[i] != s.Bits(c) {
					t.Fatalf("first %d, n %d, i %d: filled values differ from single ones", first, n, i)
				}
			}
		}
	}
}

func TestUnitIsInside(t *testing.T) {
	for _, b := range []uint64{0, 1, 1 << 11, math.MaxUint64, math.MaxUint64 - 1} {
		u := unit(b)
		if !(u > 0 && u < 1) {
			t.Errorf("Unit(%x) = %v, want strictly inside (0,1)", b, u)
		}
		if v := unit(^b); u+v != 1 {
			t.Errorf("Unit(%x)+Unit(%x) = %v, want 1: the grid is symmetric", b, ^b, u+v)
		}
	}
}

func TestStreamsDiffer(t *testing.T) {
	seen := map[uint64]string{}
	see := func(what string, bits uint64) {
		if old := seen[bits]; old != "" {
			t.Errorf("%s and %s share bits %x", old, what, bits)
		}
		seen[bits] = what
	}
	for _, seed := range []uint64{0, 1, 1 << 63} {
		for _, name := range []string{"", "a", "b", "C1", "C1.slip"} {
			s := New(seed, name)
			for i := range uint64(8) {
				see(fmt.Sprint(seed, name, "bits", i), s.Bits(i))
				see(fmt.Sprint(seed, name, "sub", i), s.Sub(i).Bits(0))
				see(fmt.Sprint(seed, name, "nth", i), math.Float64bits(s.Nth(0, i)))
				see(fmt.Sprint(seed, name, "sub sub", i), s.Sub(0).Sub(i).Bits(0))
			}
		}
	}
}

// TestStable pins the bits: a change here changes every result ever saved.
func TestStable(t *testing.T) {
	s := New(1, "C1")
	got := fmt.Sprintf("%016x %016x %016x %016x", s.Bits(0), s.Bits(1<<40), s.Sub(3).Bits(0), math.Float64bits(s.Nth(5, 6)))
	if want := stable; got != want {
		t.Errorf("calculated %s, expected %s", got, want)
	}
}

const stable = "504c595ec5805ba4 2e714008d6f9f537 d396ad28d39e1ea3 3fe4803774aecedd"

func BenchmarkPhilox(b *testing.B) {
	for _, r := range []int{7, 10} {
		b.Run(fmt.Sprintf("rounds=%d", r), func(b *testing.B) {
			var sum uint64
			for i := 0; b.Loop(); i++ {
				w := philox([4]uint64{uint64(i)}, 1, 2, r)
				sum += w[0] ^ w[3]
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/4, "ns/draw")
			_ = sum
		})
	}
}

func BenchmarkFill(b *testing.B) {
	for _, n := range []int{60, 256, 1000} {
		s, u := New(1, "C1"), make([]float64, n)
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			for first := uint64(0); b.Loop(); first += uint64(n) {
				s.Fill(u, first)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/draw")
		})
	}
}

// BenchmarkFillNthFrom is the monthly noise of one scenario.
func BenchmarkFillNthFrom(b *testing.B) {
	s, u := New(1, "S1"), make([]float64, 60)
	b.Run("n=60", func(b *testing.B) {
		for scenario := uint64(0); b.Loop(); scenario++ {
			s.FillNthFrom(u, scenario, 0)
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/60, "ns/draw")
	})
}
