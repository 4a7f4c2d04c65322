package models

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestGlanceAgrees: where glance is sure it gives the bits of measure on the
// flow without rounding, and it is sure of most flows. Discount factors above
// one come from a negative rate.
func TestGlanceAgrees(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	sure, unsure := 0, 0
	for range 20000 {
		months := 2 + r.IntN(70)
		s := &scenario{m: new(Model), ncf: make([]float64, months), flow: make([]float64, months)}
		discount := discountFactors([]float64{0, 0.08, -0.05}[r.IntN(3)], "", months)
		y := newYardstick(discount, 0.05, 0.05)
		odd := r.IntN(2) == 0
		for m := range s.ncf {
			s.ncf[m] = 1e6*r.NormFloat64() + 1e5*float64(m-months/2)
			if odd {
				s.ncf[m] = []float64{0, 1, -1, 0.1, -0.1, 1e7, -1e7, 1e-7, -1e-7, math.Copysign(0, -1), s.ncf[m]}[r.IntN(11)]
			}
		}
		if r.IntN(50) == 0 {
			s.ncf[r.IntN(months)] = []float64{math.Inf(1), math.Inf(-1), math.NaN(), math.MaxFloat64}[r.IntN(4)]
		}
		npv, back, discounted, ok := y.glance(s.ncf)
		if !ok {
			unsure++
			continue
		}
		sure++
		s.projectFlow()
		f := y.measure(s.flow)
		sameBits(t, "NPV and paybacks", []float64{npv, back, discounted}, []float64{f.npv, f.payback, f.discounted})
		if t.Failed() {
			t.Fatal(s.ncf)
		}
	}
	if sure < 10000 || unsure < 100 {
		t.Errorf("sure of %d flows, unsure of %d", sure, unsure)
	}
}
