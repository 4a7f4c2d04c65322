//go:build !purego

package models

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"golang.org/x/sys/cpu"
)

// oddNumbers are those on which vectors and portable loops may differ.
func oddNumbers() []float64 {
	return []float64{math.Inf(1), math.Inf(-1), math.NaN(), 5e-324, -5e-324, 1e-310, math.MaxFloat64, -math.MaxFloat64, math.Copysign(0, -1), 0}
}

// TestGatherVectors: the assembly gives the bits of the portable loop, for any
// number of scenarios, and touches nothing but the rows of the window.
func TestGatherVectors(t *testing.T) {
	if !cpu.X86.HasAVX2 {
		t.Skip("this processor has no vectors that the assembly could use")
	}
	r, strange := rand.New(rand.NewPCG(7, 8)), oddNumbers()
	placed, left := 0, 0
	for range 4000 {
		n, w := 1+r.IntN(strip), window{first: r.IntN(9)}
		w.last = w.first + r.IntN(widest)
		planned, odd := float64(w.first+r.IntN(3)), []float64{0, 0.1}[r.IntN(2)]
		amount, shift := make([]float64, n), make([]float64, n)
		for j := range n {
			amount[j], shift[j] = r.NormFloat64()*1e5, float64(r.IntN(6)-1)
			if r.Float64() < odd {
				amount[j] = strange[r.IntN(len(strange))]
			}
			if r.Float64() < odd {
				shift[j] = append(strange, r.Float64(), 1e19, -1e19)[r.IntN(len(strange)+3)]
			}
		}
		rows := make([]float64, (w.last-w.first+2)*strip) // the last is a guard
		for i := range rows {
			rows[i] = r.Float64()
		}
		var total [strip]float64
		want := r.Uint64() | r.Uint64()
		want &= ^uint64(0) >> (strip - n)
		if want == 0 {
			continue
		}
		scale := r.Float64() * 3
		rows2, total2 := slices.Clone(rows), total
		rows3, total3 := slices.Clone(rows), total
		rest2 := gatherPortable(rows2, &total2, amount, shift, scale, planned, w, want)
		rest := gather(rows, &total, amount, shift, scale, planned, w, want, [2][]float64{amount, shift})
		rest3 := gatherFours(rows3, &total3, amount, shift, scale, planned, w, want, [2][]float64{amount, shift})
		if rest != rest2 || rest3 != rest2 {
			t.Fatalf("left over %b and %b, not %b", rest, rest3, rest2)
		}
		sameBits(t, "rows", rows, rows2)
		sameBits(t, "total", total[:], total2[:])
		sameBits(t, "rows by four", rows3, rows2)
		sameBits(t, "total by four", total3[:], total2[:])
		if rest != want {
			placed++
		}
		if rest != 0 {
			left++
		}
	}
	if placed < 1000 || left < 1000 {
		t.Errorf("placed something %d times, left something %d times", placed, left)
	}
}

// TestAtLeastVectors: the assembly says what the portable loop says.
func TestAtLeastVectors(t *testing.T) {
	if !cpu.X86.HasAVX2 {
		t.Skip("this processor has no vectors that the assembly could use")
	}
	r, strange := rand.New(rand.NewPCG(7, 9)), oddNumbers()
	for range 4000 {
		x := make([]float64, 1+r.IntN(strip))
		limit := r.Float64()
		for j := range x {
			switch r.IntN(4) {
			case 0:
				x[j] = limit
			case 1:
				x[j] = strange[r.IntN(len(strange))]
			default:
				x[j] = r.Float64()
			}
		}
		if r.IntN(9) == 0 {
			limit = strange[r.IntN(len(strange))]
		}
		if got, want := atLeast(x, limit), atLeastPortable(x, limit); got != want {
			t.Fatalf("%b, not %b, of %v from %v on", got, want, x, limit)
		}
		if n := len(x) &^ 3; n > 0 {
			if got, want := atLeastAVX2(&x[0], limit, n), atLeastPortable(x[:n], limit); got != want {
				t.Fatalf("by four: %b, not %b, of %v from %v on", got, want, x[:n], limit)
			}
		}
	}
}
