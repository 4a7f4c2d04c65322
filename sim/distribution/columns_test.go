package distribution

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// scores returns n scores over +-8.
func scores(n int) []float64 {
	z := make([]float64, n)
	for i := range z {
		z[i] = 16*(float64(i)+0.37)/float64(n) - 8
	}
	return z
}

func TestNormalsTable(t *testing.T) {
	worst := 0.0
	for _, z := range scores(200001) {
		p := NormalCDF(z)
		if p <= 0 || p >= 1 {
			continue
		}
		got := []float64{0}
		Normals(got, []float64{p})
		if e := math.Abs(got[0] - NormalQuantile(p)); e > worst {
			worst = e
		}
	}
	if worst > 1e-9 {
		t.Errorf("largest error %v, want below 1e-9", worst)
	}
	got := make([]float64, 7)
	Normals(got, []float64{0.5, 0, 1, 1e-300, math.NaN(), 1 - 1.0/(1<<53), 1.0 / (1 << 53)})
	if got[0] != 0 || !(got[1] == got[3] && got[1] == -got[2] && got[5] == -got[6] && got[1] == got[6]) || !math.IsNaN(got[4]) {
		t.Errorf("at 0.5, 0, 1, 1e-300, NaN, 1-2^-53, 2^-53: %v", got)
	}
}

func TestUniformsTable(t *testing.T) {
	worst, worstTail := 0.0, 0.0
	got, z := make([]float64, 200001), scores(200001)
	Uniforms(got, z)
	for i, p := range got {
		want := NormalCDF(z[i])
		worst = max(worst, math.Abs(p-want))
		worstTail = max(worstTail, math.Abs(p-want)/want)
		if !(p > 0 && p < 1) || i > 0 && p < got[i-1] {
			t.Fatalf("Uniforms(%v) = %v: not inside (0,1) or falling", z[i], p)
		}
	}
	if worst > 1e-8 || worstTail > 1e-5 {
		t.Errorf("largest error %v, relative %v; want below 1e-8 and 1e-5", worst, worstTail)
	}
	ends := make([]float64, 3)
	Uniforms(ends, []float64{-40, 40, math.NaN()})
	if !(ends[0] > 0 && ends[1] < 1) || !math.IsNaN(ends[2]) {
		t.Errorf("at -40, 40, NaN: %v", ends)
	}
}

func TestExponentials(t *testing.T) {
	got, x := make([]float64, 1), make([]float64, 1)
	for v := -800.0; v < 800; v += 0.0437 {
		x[0] = v
		exponentials(got, x, 0.5, 1)
		if want := math.Exp(0.5 + v); math.Abs(got[0]-want) > 1e-15*want && math.Abs(v) < 700 || got[0] != exp(0.5+v) && math.Abs(v) > 701 {
			t.Fatalf("exp(0.5+%v): calculated %v, expected %v", v, got[0], want)
		}
	}
}

// benchmarkColumn reports the time of one number of a column.
func benchmarkColumn(b *testing.B, name string, column func(dst, x []float64), x []float64) {
	out := make([]float64, len(x))
	b.Run(name, func(b *testing.B) {
		for b.Loop() {
			column(out, x)
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(x)), "ns/draw")
	})
}

// someUniforms returns n numbers in (0,1) in no order.
func someUniforms(n int) []float64 {
	u, state := make([]float64, n), uint64(1)
	for i := range u {
		state = state*6364136223846793005 + 1442695040888963407
		u[i] = (float64(state>>12) + 0.5) / (1 << 52)
	}
	return u
}

func BenchmarkNormals(b *testing.B) {
	for _, n := range []int{60, 256, 1000} {
		benchmarkColumn(b, fmt.Sprintf("n=%d", n), Normals, someUniforms(n))
	}
}

func BenchmarkUniforms(b *testing.B) {
	z := someUniforms(256)
	Normals(z, z)
	benchmarkColumn(b, "n=256", Uniforms, z)
}

// benchmarked are the distributions of the benchmarks.
func benchmarked() []string {
	return []string{"Uniform(1,2)", "Triangular(1,2,4)", "PERT(1,2,4)", "Normal(1,2)", "Lognormal(1,2)", "Gamma(2,3)",
		"Bernoulli(0.3)", "Discrete(0:0.45,1:0.3,2:0.15,3:0.1)", "Poisson(3)"}
}

func BenchmarkFromU(b *testing.B) {
	u := someUniforms(256)
	for _, text := range benchmarked() {
		s := Compile(build(b, text))
		benchmarkColumn(b, "dist="+text, s.FromU, u)
	}
}

func BenchmarkFromZ(b *testing.B) {
	z := someUniforms(256)
	Normals(z, z)
	for _, text := range benchmarked() {
		s := Compile(build(b, text))
		benchmarkColumn(b, "dist="+text, s.FromZ, z)
	}
}

// TestNormalsApart: the scores of Normals, in their places, and nothing between
// them, with the kernel and without.
func TestNormalsApart(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 31))
	for range 2000 {
		n, stride := r.IntN(70), sixteen+r.IntN(40)
		u, want := make([]float64, n), make([]float64, n)
		for i := range u {
			u[i] = r.Float64()
		}
		Normals(want, u)
		got := make([]float64, n/sixteen*stride+sixteen)
		NormalsApart(got, u, stride)
		for at, x := range got {
			i, inside := at/stride*sixteen+at%stride, at%stride < sixteen
			switch {
			case inside && i < n && x != want[i]:
				t.Fatalf("%d scores, %d apart: number %d is %v, Normals %v", n, stride, i, x, want[i])
			case !(inside && i < n) && x != 0:
				t.Fatalf("%d scores, %d apart: %v between them, at %d", n, stride, x, at)
			}
		}
	}
}

// TestWordNormals: the scores of words are those of their numbers, in their places, with
// the kernel and without.
func TestWordNormals(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 32))
	odd := []uint32{0, 1, 1<<31 - 1, 1 << 31, 1<<31 + 1, 1<<32 - 2, 1<<32 - 1}
	for range 2000 {
		n, stride := 16*r.IntN(5), 16+4*r.IntN(5)
		words, u := make([]uint32, n), make([]float64, n)
		for i := range words {
			if words[i] = r.Uint32() >> r.IntN(32); r.IntN(4) == 0 {
				words[i] = odd[r.IntN(len(odd))]
			}
			u[i] = (float64(words[i]) + 0.5) / (1 << 32)
		}
		got, want := make([]float64, n/16*stride+16), make([]float64, n/16*stride+16)
		NormalsApart(want, u, stride)
		WordNormals(got, words, stride)
		if !slices.Equal(got, want) {
			t.Fatalf("%d words %x, %d apart: %v, expected %v", n, words, stride, got, want)
		}
	}
}
