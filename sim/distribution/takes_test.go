package distribution

import (
	"slices"
	"testing"
)

// TestTakesScores: where a sampler says that it takes scores, uniforms and
// their scores give the same bits, and somewhere it says so and somewhere not.
func TestTakesScores(t *testing.T) {
	const n = 4001
	u, z := make([]float64, n), make([]float64, n)
	for i := range u {
		u[i] = (float64(i) + 0.5) / n
	}
	Normals(z, u)
	said := map[bool]int{}
	for _, s := range specimens() {
		sampler := Compile(build(t, s.text))
		said[sampler.TakesScores()]++
		if !sampler.TakesScores() {
			continue
		}
		fromU, fromZ := make([]float64, n), make([]float64, n)
		sampler.FromU(fromU, u)
		sampler.FromZ(fromZ, z)
		if !slices.Equal(fromU, fromZ) {
			t.Errorf("%s: draws from u and from its scores differ", s.text)
		}
	}
	if said[true] == 0 || said[false] == 0 {
		t.Errorf("answers %v: one of them never comes", said)
	}
}
