package stream

import (
	"math"
	"testing"
)

// draws is how many numbers the tests of randomness look at.
func draws() int {
	if testing.Short() {
		return 1e6
	}
	return 1e7
}

// TestUniformity counts draws in 1,000 equal cells, and in the same cells of
// the low bits, and compares with chi-square of 999 degrees of freedom by the
// Wilson-Hilferty normal approximation. 4.5 standard errors happen by chance
// once in 150,000 runs; the seeds are fixed.
func TestUniformity(t *testing.T) {
	const cells = 1000
	n := draws()
	for _, name := range []string{"C1", "C2", "R3.occurs"} {
		high, low := make([]float64, cells), make([]float64, cells)
		eachChunk(New(7, name), n, func(u []float64) {
			for _, x := range u {
				high[int(x*cells)]++
				low[uint64(x*(1<<52))%cells]++
			}
		})
		for what, count := range map[string][]float64{"high bits": high, "low bits": low} {
			if z := chiSquareScore(count, float64(n)/cells); math.Abs(z) > 4.5 {
				t.Errorf("%s, %s: chi-square is %.2f standard errors from uniform", name, what, z)
			}
		}
	}
}

// chiSquareScore is the normal score of a chi-square statistic.
// Source: Wilson and Hilferty, PNAS 17 (1931) 684-688.
func chiSquareScore(count []float64, expected float64) float64 {
	sum := 0.0
	for _, c := range count {
		sum += (c - expected) * (c - expected) / expected
	}
	v := 2 / (9 * float64(len(count)-1))
	return (math.Cbrt(sum/float64(len(count)-1)) - (1 - v)) / math.Sqrt(v)
}

// TestCorrelation compares the correlation of draws with later draws of the
// same variable, with other variables (names and seeds one bit apart), with
// extra draws and with sub-streams: each is N(0, 1/n) if they are independent.
func TestCorrelation(t *testing.T) {
	n := draws()
	base := New(7, "C1")
	for _, lag := range []uint64{1, 2, 3, 4, 5, 8, 64, 1000} {
		checkCorrelation(t, "lag", n, base.Fill, func(dst []float64, first uint64) { base.Fill(dst, first+lag) })
	}
	others := map[string]Stream{"next name": New(7, "C2"), "next seed": New(6, "C1"), "sub 0": base.Sub(0), "sub 1": base.Sub(1)}
	for what, s := range others {
		checkCorrelation(t, what, n, base.Fill, s.Fill)
	}
	checkCorrelation(t, "neighbouring subs", n, base.Sub(5).Fill, base.Sub(6).Fill)
	extra := func(dst []float64, first uint64) { base.FillNthFrom(dst, first, 0) }
	checkCorrelation(t, "extra draws", n, base.Fill, extra)
	checkCorrelation(t, "extra draws of neighbours", n, extra, func(dst []float64, first uint64) { extra(dst, first+1) })
}

func checkCorrelation(t *testing.T, what string, n int, a, b func([]float64, uint64)) {
	t.Helper()
	const size = 1000
	x, y := make([]float64, size), make([]float64, size)
	sum := 0.0
	for first := 0; first < n; first += size {
		a(x, uint64(first))
		b(y, uint64(first))
		for i := range x {
			sum += (x[i] - 0.5) * (y[i] - 0.5)
		}
	}
	// The product of two independent uniforms about 1/2 has variance 1/144.
	if z := 12 * sum / math.Sqrt(float64(n)); math.Abs(z) > 4.5 {
		t.Errorf("%s: correlation is %.2f standard errors from 0", what, z)
	}
}

// TestPairsFillTheSquare counts (draw, next draw) in a 50 x 50 grid.
func TestPairsFillTheSquare(t *testing.T) {
	const side = 50
	n := draws()
	count := make([]float64, side*side)
	eachChunk(New(7, "C1"), n, func(u []float64) {
		for i := 0; i+1 < len(u); i += 2 {
			count[int(u[i]*side)*side+int(u[i+1]*side)]++
		}
	})
	if z := chiSquareScore(count, float64(n/2)/(side*side)); math.Abs(z) > 4.5 {
		t.Errorf("chi-square is %.2f standard errors from uniform", z)
	}
}

func eachChunk(s Stream, n int, use func(u []float64)) {
	u := make([]float64, 1000)
	for first := 0; first < n; first += len(u) {
		s.Fill(u, uint64(first))
		use(u)
	}
}
