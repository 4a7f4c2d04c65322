package distribution

import (
	"hash/fnv"
	"math"
	"testing"
)

// TestTables compares columns from u and from z with the quantile itself: the
// error bound of Compile, doubled because the check there is on a sample of
// cells, and because Uniforms adds its own on the way from z to u.
func TestTables(t *testing.T) {
	const n = 3001
	z := make([]float64, n)
	for i := range z {
		z[i] = 13*(float64(i)+0.41)/n - 6.5
	}
	u, fromU, fromZ := make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range z {
		u[i] = NormalCDF(z[i])
	}
	for _, s := range specimens() {
		d := build(t, s.text)
		sampler := Compile(d)
		sampler.FromU(fromU, u)
		sampler.FromZ(fromZ, z)
		lo, hi := d.Support()
		median, unit := d.Quantile(0.5), (d.Quantile(0.975)-d.Quantile(0.025))/4
		for i, p := range u {
			want := d.Quantile(p)
			for from, got := range map[string]float64{"u": fromU[i], "z": fromZ[i]} {
				if !(got >= lo && got <= hi) {
					t.Fatalf("%s from %s at z=%v: %v is outside [%v,%v]", s.text, from, z[i], got, lo, hi)
				}
				if e := math.Abs(got-want) / max(unit, math.Abs(want-median)); e > 2*tableTolerance && !atStep(d, p) {
					t.Fatalf("%s from %s at z=%v: calculated %v, expected %v, relative error %v", s.text, from, z[i], got, want, e)
				}
			}
		}
		checkInPlace(t, s.text, &sampler, u)
	}
}

// atStep reports whether u lies within 1e-8 of a step of a discrete
// distribution, or so near to 1 that u itself is the error.
func atStep(d Distribution, u float64) bool {
	return u > 1-1e-8 || d.Quantile(max(u-2e-8, 1e-300)) != d.Quantile(min(u+2e-8, below1)) && isDiscrete(d)
}

func isDiscrete(d Distribution) bool {
	_, ok := d.(discrete)
	return ok
}

func checkInPlace(t *testing.T, text string, s *Sampler, u []float64) {
	t.Helper()
	apart, same := make([]float64, len(u)), append([]float64(nil), u...)
	s.FromU(apart, u)
	s.FromU(same, same)
	for i := range same {
		if same[i] != apart[i] {
			t.Fatalf("%s: in place %v, apart %v", text, same[i], apart[i])
		}
	}
}

// TestSamplersAreTables: the ordinary distributions have closed forms or
// tables; calling the quantile is for those with corners, for counts without
// end, and for wild ones only.
func TestSamplersAreTables(t *testing.T) {
	for _, s := range specimens() {
		sampler := Compile(build(t, s.text))
		cells := 0
		if sampler.table != nil {
			cells = len(sampler.table.cells)
		}
		d := build(t, s.text)
		c, smooth := d.(continuous)
		huge := false
		switch d.(type) {
		case counted, compound, cut:
			huge = true
		}
		if sampler.kind == drawExact && !huge && !(smooth && kinked(c.law)) {
			t.Errorf("%s: no table is good enough", s.text)
		}
		t.Logf("%-36s kind %d, %4d cells", s.text, sampler.kind, cells)
	}
}

// TestSameBits pins the bits of every sampler over two million draws. The
// constants must hold on every processor: CI runs this on amd64 (v1, v3) and
// arm64.
func TestSameBits(t *testing.T) {
	for _, c := range []struct {
		name      string
		specimens []specimen
		want      uint64
	}{{"usual", usualSpecimens(), 0x533b54b61ce41d0c}, {"further", furtherSpecimens(), 0xb705aa35c8f405ab}} {
		if got := bitsOf(t, c.specimens); got != c.want {
			t.Errorf("%s: calculated %#x, expected %#x", c.name, got, c.want)
		}
	}
}

// bitsOf is a hash of the draws of distributions.
func bitsOf(t *testing.T, specimens []specimen) uint64 {
	const n = 2000000
	h := fnv.New64a()
	u, x := make([]float64, 1000), make([]float64, 1000)
	for _, s := range specimens {
		sampler := Compile(build(t, s.text))
		state, sum := uint64(1), uint64(0)
		for done := 0; done < n/len(specimens); done += len(u) {
			for i := range u {
				state = state*6364136223846793005 + 1442695040888963407
				u[i] = (float64(state>>12) + 0.5) / (1 << 52)
			}
			sampler.FromU(x, u)
			for _, v := range x {
				sum = sum*31 + math.Float64bits(v)
			}
			Normals(x, u)
			sampler.FromZ(x, x)
			for _, v := range x {
				sum = sum*31 + math.Float64bits(v)
			}
		}
		for i := range 8 {
			h.Write([]byte{byte(sum >> (8 * i))})
		}
	}
	return h.Sum64()
}
