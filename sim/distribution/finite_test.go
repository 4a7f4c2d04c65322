package distribution

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestFinite: where a sampler says that its draws are finite they are, at the
// ends of the uniforms and of the scores as between. It says so of all usual
// distributions, and not of those that do become infinite.
func TestFinite(t *testing.T) {
	const reach = 20 * LargestScore
	u := []float64{5e-324, 0x1p-1022, 0x1p-53, 0x1p-33, 0.5, 1 - 0x1p-33, below1}
	z := []float64{-reach, -LargestScore, -8, 0, math.Copysign(0, -1), 8, LargestScore, reach}
	r := rand.New(rand.NewPCG(3, 14))
	for range 3000 {
		u, z = append(u, r.Float64()), append(z, (2*r.Float64()-1)*reach)
	}
	said := map[bool]int{}
	look := func(d Distribution) (says, is bool) {
		s := Compile(d)
		says, is = s.Finite(reach), true
		fromU, fromZ := make([]float64, len(u)), make([]float64, len(z))
		s.FromU(fromU, u)
		s.FromZ(fromZ, z)
		for _, x := range append(fromU, fromZ...) {
			is = is && x-x == 0
		}
		if said[says]++; says && !is {
			t.Errorf("%s: draws that are not finite", d)
		}
		return says, is
	}
	for _, s := range specimens() {
		d := build(t, s.text)
		if says, is := look(d); is && !says && !mayDoubt(d) {
			t.Errorf("%s: doubted", s.text)
		}
	}
	for _, d := range []Distribution{
		continuous{lognormal{mu: 600, sigma: 5}}, continuous{lognormal{mu: 0, sigma: 100}},
		continuous{normal{0, 1e307}}, continuous{normal{math.Inf(1), 1}}, continuous{normal{math.NaN(), 1}},
		fixed{math.Inf(1)}, fixed{math.NaN()}, continuous{uniform{-math.MaxFloat64, math.MaxFloat64}},
		continuous{triangular{-math.MaxFloat64, 0, math.MaxFloat64}},
	} {
		if says, is := look(d); says || is {
			t.Errorf("%v: finite %v, said %v", d, is, says)
		}
	}
	if said[true] < 20 {
		t.Errorf("answers %v", said)
	}
}

// mayDoubt is for what Finite leaves to be looked at although it is harmless.
func mayDoubt(d Distribution) bool {
	s := Compile(d)
	return s.kind == drawExact || s.kind == drawTriangular && s.kept != 1 || s.kind == drawExponent
}

// TestLargestScore: no uniform has a larger score.
func TestLargestScore(t *testing.T) {
	u := []float64{0, 5e-324, 0x1p-53, 0x1p-52, below1, 1}
	z := make([]float64, len(u))
	Normals(z, u)
	for i, x := range z {
		if !(math.Abs(x) < LargestScore) {
			t.Errorf("score of %v: %v", u[i], x)
		}
	}
}
