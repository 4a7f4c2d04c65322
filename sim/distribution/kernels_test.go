package distribution

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// kernel is one column function twice: as the processor runs it, and in Go.
type kernel struct {
	name             string
	fast, portable   func(dst, x []float64)
	ends             []float64 // where its branches meet
	centre, halfSpan float64   // of most of the arguments
}

func kernels(t testing.TB) []kernel {
	pert := Compile(build(t, "PERT(10,14,20)"))
	triangular, skewed := Compile(build(t, "Triangular(10,14,20)")), Compile(build(t, "Triangular(0,0,1)"))
	out := []kernel{
		{"normals", Normals, func(dst, u []float64) { normals(dst, u, scoreTable()) }, []float64{0.5, 1.0 / (1 << 53), 1 - 1.0/(1<<53), 0x1p-54}, 0.5, 0.5},
		{"uniforms", Uniforms, probabilityGrid().portable, []float64{-8.25, 8.25, -8.250000001}, 0, 9},
		{"table", pert.table.columns, pert.table.portable, []float64{-8, 8, 7.999999999999999}, 0, 9},
		{"triangle", triangular.triangle, triangular.trianglePortable, []float64{0.4, triangular.cut}, 0.5, 0.5},
		{"triangle at its mode", skewed.triangle, skewed.trianglePortable, nil, 0.5, 0.5},
		{"line", func(dst, x []float64) { line(dst, x, 3, 0.7) }, func(dst, x []float64) { linePortable(dst, x, 3, 0.7) }, nil, 0, 1e3},
		{"scaled sum", func(dst, x []float64) { AddScaled(dst, x, 0.7, x) }, func(dst, x []float64) { scaledPortable(dst, x, 0.7, x) }, nil, 0, 1e3},
		{"exponentials", func(dst, x []float64) { exponentials(dst, x, 0.3, 1.7) },
			func(dst, x []float64) { exponentialsPortable(dst, x, 0.3, 1.7, powerTable()) }, []float64{411.5, -412, 416, -430, 1e6}, 0, 400},
	}
	for _, cuts := range [][]float64{nil, {0.3}, {0.1, 0.25, 0.25000001, 0.9}, {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9}} {
		v, err := NewIntervals(cuts)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, kernel{fmt.Sprintf("intervals between %d cuts", len(cuts)), v.Places, v.portable, cuts, 0.5, 0.5})
	}
	for _, text := range []string{"Bernoulli(0.3)", "Discrete(0:0.45,1:0.3,2:0.15,3:0.1)", "Discrete(-1:0.1,0:0.1,1:0.1,2:0.1,3:0.1,4:0.1,5:0.1,6:0.1,7:0.1,8:0.1)", "Poisson(0.3)", "Poisson(3)"} {
		l := Compile(build(t, text)).lookup
		out = append(out, kernel{text, l.draw, l.search, l.cumulated, 0.5, 0.5})
		if len(l.x) == 2 {
			out = append(out, kernel{"two values", l.draw, l.either, l.cumulated, 0.5, 0.5})
		}
	}
	return out
}

// arguments fills x with numbers of a kernel's range; every fifth is special.
func (k *kernel) arguments(r *rand.Rand, x []float64) {
	special := append([]float64{0, math.Copysign(0, -1), 1, -1, math.NaN(), math.Inf(1), math.Inf(-1), 5e-324, -5e-324, 1e-310,
		math.MaxFloat64, -math.MaxFloat64, below1, 1e-300}, k.ends...)
	for i := range x {
		x[i] = k.centre + k.halfSpan*(2*r.Float64()-1)
		switch v := special[r.IntN(len(special))]; r.IntN(10) {
		case 0:
			x[i] = v
		case 1:
			x[i] = math.Nextafter(v, 2*r.Float64()-1)
		case 2:
			x[i] = math.Ldexp(x[i], -r.IntN(80))
		}
	}
}

// TestKernels: what the processor runs has the bits of the Go code, for any
// length, in place, at the ends of the range and beyond, and writes nothing
// past the end.
func TestKernels(t *testing.T) {
	if !wide(1000) && quads(1000) == 0 {
		t.Skip("this processor runs the Go code")
	}
	const guard = -77.25
	r := rand.New(rand.NewPCG(1, 2))
	for _, k := range kernels(t) {
		for turn := range 3000 {
			n := turn % 75
			if turn%100 == 99 {
				n = 1000 + turn%7
			}
			x := make([]float64, n)
			k.arguments(r, x)
			want, got := make([]float64, n), make([]float64, n+9)
			for i := range got {
				got[i] = guard
			}
			k.portable(want, x)
			k.fast(got[:n], x)
			k.fast(x, x)
			for i := range got {
				switch {
				case i >= n && got[i] != guard:
					t.Fatalf("%s: length %d, wrote place %d", k.name, n, i)
				case i < n && (math.Float64bits(got[i]) != math.Float64bits(want[i]) || math.Float64bits(x[i]) != math.Float64bits(want[i])):
					t.Fatalf("%s: length %d, place %d: %v, in place %v, expected %v", k.name, n, i, got[i], x[i], want[i])
				}
			}
		}
	}
}

// BenchmarkKernels compares both on single numbers, on short columns, and on
// columns of the length of a piece of work.
func BenchmarkKernels(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, k := range kernels(b) {
		for _, n := range []int{1, 6, 256} {
			x := make([]float64, n)
			for i := range x {
				x[i] = k.centre + k.halfSpan*0.8*(2*r.Float64()-1)
			}
			benchmarkColumn(b, fmt.Sprintf("%s/n=%d/code=cpu", k.name, n), k.fast, x)
			benchmarkColumn(b, fmt.Sprintf("%s/n=%d/code=go", k.name, n), k.portable, x)
		}
	}
}
