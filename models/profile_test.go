package models

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The curve 1-exp(-a t^2), a = -ln 0.03, divided by 0.97. Source: Norden and
// Putnam; Lee, Hogue and Gallagher (1997), as in NASA's phasing material.
func TestRayleighPublished(t *testing.T) {
	p := builtinProfile("rayleigh")
	for _, c := range []struct{ x, want float64 }{
		{0, 0}, {0.1, 0.03552361}, {0.25, 0.2028935}, {0.3776, 0.40562048}, {0.5, 0.60187717}, {0.75, 0.88750808}, {1, 1},
	} {
		near(t, "rayleigh", p.cumulative(c.x), c.want, 1e-7)
	}
	// The peak of spending is at 1/sqrt(2a) = 0.37761088.
	peak, best := 0.0, 0.0
	for x := 0.3; x < 0.5; x += 1e-4 {
		if slope := p.cumulative(x+1e-5) - p.cumulative(x-1e-5); slope > best {
			peak, best = x, slope
		}
	}
	near(t, "peak", peak, 0.37761088, 5e-4)
}

func TestProfileShapes(t *testing.T) {
	for _, c := range []struct {
		name   string
		months float64
		want   []float64
	}{
		{"even", 4, []float64{0.25, 0.25, 0.25, 0.25}},
		{"", 2.5, []float64{0.4, 0.4, 0.2}},
		{"front", 2, []float64{0.75, 0.25}},
		{"back", 2, []float64{0.25, 0.75}},
		{"s-curve", 4, []float64{0.15625, 0.34375, 0.34375, 0.15625}}, // 3x^2-2x^3 at quarters
		{"start", 3, []float64{1, 0, 0}},
		{"end", 3, []float64{0, 0, 1}},
		{"end", 2.25, []float64{0, 0, 1}},
		{"back", 0.4, []float64{1}},
		{"even", 3.0000000000001, []float64{1.0 / 3, 1.0 / 3, 1.0 / 3}}, // rounding makes no fourth month
	} {
		p := builtinProfile(c.name)
		compareWeights(t, c.name, p.weights(nil, c.months), c.want)
	}
}

func compareWeights(t *testing.T, name string, got, want []float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %v, want %v", name, got, want)
		return
	}
	for k := range want {
		near(t, name, got[k], want[k], 1e-12)
	}
}

func TestCustomProfile(t *testing.T) {
	p := customProfile([]float64{0.5, 0.3, 0.2})
	compareWeights(t, "as written", p.weights(nil, 3), []float64{0.5, 0.3, 0.2})
	compareWeights(t, "twice as long", p.weights(nil, 6), []float64{0.25, 0.25, 0.15, 0.15, 0.1, 0.1})
	compareWeights(t, "stretched by half", p.weights(nil, 4.5), []float64{1.0 / 3, 1.0/6 + 0.1, 0.2, 2.0 / 15, 1.0 / 15})
	compareWeights(t, "percentages", weightsOf(customProfile([]float64{20, 80}), 2), []float64{0.2, 0.8})
	compareWeights(t, "nothing", weightsOf(customProfile([]float64{0, 0}), 2), []float64{0.5, 0.5})
	compareWeights(t, "appended", p.weights([]float64{9}, 1), []float64{9, 1})
}

func weightsOf(p spendProfile, months float64) []float64 { return p.weights(nil, months) }

func TestWeightsSumToOne(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	custom := make([]float64, 17)
	for i := range custom {
		custom[i] = r.Float64()
	}
	profiles := []spendProfile{customProfile(custom)}
	for _, name := range []string{"even", "front", "back", "s-curve", "rayleigh", "start", "end"} {
		profiles = append(profiles, builtinProfile(name))
	}
	for _, p := range profiles {
		for range 500 {
			d := 0.01 + 200*r.Float64()*r.Float64()
			w, sum := p.weights(nil, d), 0.0
			for _, x := range w {
				if sum += x; x < -1e-15 {
					t.Fatalf("kind %d, %v months: negative share %v", p.kind, d, x)
				}
			}
			if math.Abs(sum-1) > 1e-15 || len(w) != int(math.Ceil(d)) {
				t.Fatalf("kind %d, %v months: %d shares sum to 1%+g", p.kind, d, len(w), sum-1)
			}
		}
	}
}
