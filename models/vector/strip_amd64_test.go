//go:build !purego

package vector

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

// sameBits asks for the same bits, whatever the bits of what is no number.
func sameBits(t *testing.T, what string, got, want []float64) {
	t.Helper()
	for i, x := range want {
		if math.Float64bits(got[i]) != math.Float64bits(x) && !(math.IsNaN(got[i]) && math.IsNaN(x)) {
			t.Fatalf("%s: number %d is %v, not %v", what, i, got[i], x)
		}
	}
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
		n, w := 1+r.IntN(Strip), Window{First: r.IntN(9)}
		w.Last = w.First + r.IntN(8)
		planned, odd := float64(w.First+r.IntN(3)), []float64{0, 0.1}[r.IntN(2)]
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
		rows := make([]float64, (w.Last-w.First+2)*Strip) // the last is a guard
		for i := range rows {
			rows[i] = r.Float64()
		}
		var total [Strip]float64
		want := r.Uint64() | r.Uint64()
		want &= ^uint64(0) >> (Strip - n)
		if want == 0 {
			continue
		}
		scale := r.Float64() * 3
		rows2, total2 := slices.Clone(rows), total
		rows3, total3 := slices.Clone(rows), total
		rest2 := gatherPortable(rows2, &total2, amount, shift, scale, planned, w, want)
		rest := Gather(rows, &total, amount, shift, scale, planned, w, want, [2][]float64{amount, shift})
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
		x := make([]float64, 1+r.IntN(Strip))
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
		if got, want := AtLeast(x, limit), atLeastPortable(x, limit); got != want {
			t.Fatalf("%b, not %b, of %v from %v on", got, want, x, limit)
		}
		if n := len(x) &^ 3; n > 0 {
			if got, want := atLeastAVX2(&x[0], limit, n), atLeastPortable(x[:n], limit); got != want {
				t.Fatalf("by four: %b, not %b, of %v from %v on", got, want, x[:n], limit)
			}
		}
	}
}

// TestSpreadVectors: the assembly gives the bits of the portable loop, odd
// numbers included.
func TestSpreadVectors(t *testing.T) {
	type kernel func(months, starts, weights *float64, rows, n int)
	kernels := map[string]kernel{}
	if cpu.X86.HasAVX512F && cpu.X86.HasAVX512DQ {
		kernels["AVX-512"] = spreadAVX512
	}
	if cpu.X86.HasAVX2 {
		kernels["AVX2"] = spreadAVX2
	}
	if len(kernels) == 0 {
		t.Skip("this processor has no vectors that the assembly could use")
	}
	r, strange := rand.New(rand.NewPCG(7, 7)), oddNumbers()
	number := func(zero, odd float64) float64 {
		switch x := r.Float64(); {
		case x < zero:
			return 0
		case x < zero+odd:
			return strange[r.IntN(len(strange))]
		}
		return r.NormFloat64() * math.Pow(10, float64(r.IntN(12)))
	}
	for name, k := range kernels {
		for range 1000 {
			rows, n := 1+r.IntN(20), 1+r.IntN(20)
			odd := []float64{0, 0.05}[r.IntN(2)]
			starts, weights := make([]float64, rows*Strip), make([]float64, n)
			months := make([]float64, (rows+n)*Strip) // the last row is a guard
			for i := range starts {
				starts[i] = number(0.8, odd)
			}
			for i := range weights {
				weights[i] = number(0.1, 0)
			}
			for i := range months {
				months[i] = math.Abs(number(0.3, odd)) // no sum of money is minus zero: it starts from nothing
			}
			want, wantStarts := append([]float64{}, months...), append([]float64{}, starts...)
			spreadPortable(want, wantStarts, weights)
			k(&months[0], &starts[0], &weights[0], rows, n)
			sameBits(t, name+" months", months, want)
			sameBits(t, name+" starts", starts, wantStarts)
			if t.Failed() {
				return
			}
		}
	}
}

// TestMovesVectors: the assembly gives the bits of the portable loop, for any number of
// scenarios, one weight or as many as scenarios, and touches nothing behind them.
func TestMovesVectors(t *testing.T) {
	if !cpu.X86.HasAVX2 {
		t.Skip("this processor has no vectors that the assembly could use")
	}
	r, strange := rand.New(rand.NewPCG(9, 10)), oddNumbers()
	fill := func(x []float64, odd float64) {
		for i := range x {
			if x[i] = r.NormFloat64() * 1e5; r.Float64() < odd {
				x[i] = strange[r.IntN(len(strange))]
			}
		}
	}
	for turn := range 2000 {
		wide, odd := 4*(1+r.IntN(Strip/4)), []float64{0, 0.1}[turn%2]
		var sums, want NodeRow
		fill(sums[:], odd)
		want = sums
		at, drawn, weights := make([]float64, len(sums)/Strip*wide), make([]float64, wide), make([]float64, wide)
		fill(at, odd)
		fill(drawn, odd)
		fill(weights, odd)
		if turn%3 == 0 {
			weights = weights[:4]
			for k := range weights {
				weights[k] = weights[0]
			}
		}
		scale := []float64{1, r.Float64() * 3}[r.IntN(2)]
		addMovesPortable(&want, at, drawn, weights, scale)
		AddMoves(&sums, at, drawn, weights, scale)
		sameBits(t, "sums", sums[:], want[:])
	}
}
