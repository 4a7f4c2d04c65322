package returns

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestGlance: a glance gives what a measure gives, to the bit, on flows that pay
// back or not, once or more often, and on zeros.
func TestGlance(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	y := NewYardstick(DiscountFactors(0.08, "end", 60), 0.08, 0.08)
	paid, never := 0, 0
	z := NewYardstick(DiscountFactors(0.2, "mid", 60), 0.08, 0.08)
	before := make([]float64, 60)
	for range 2000 {
		flows := make([]float64, 60)
		trend := rnd.NormFloat64() / 20
		for m := range flows {
			if rnd.Float64() < 0.7 {
				flows[m] = rnd.NormFloat64() - 0.5 + trend*float64(m)
			}
		}
		want := y.Measure(flows)
		got := y.Glance(flows)
		if got.NPV != want.NPV || got.Payback != want.Payback || got.Discounted != want.Discounted || got.First != want.First {
			t.Fatalf("%+v, want %+v", got, want)
		}
		one, other := GlanceTwo(&z, &y, before, flows)
		if alone := z.Glance(before); one != alone || other != got {
			t.Fatalf("side by side %+v and %+v, want %+v and %+v", one, other, alone, got)
		}
		before = flows
		if math.IsInf(got.Payback, 1) {
			never++
		} else if got.Payback > 0 {
			paid++
		}
	}
	if paid < 200 || never < 200 {
		t.Errorf("%d flows pay back, %d do not", paid, never)
	}
}

// TestGlimpse: from any month on, a glimpse of a flow that begins like another gives what
// a glance gives, to the bit.
func TestGlimpse(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	y := NewYardstick(DiscountFactors(0.08, "end", 60), 0.08, 0.08)
	marks, paid, never := make([]Mark, 60), 0, 0
	for range 500 {
		flows := make([]float64, 60)
		for m := range flows {
			flows[m] = rnd.NormFloat64() - 0.5 + float64(m)/50
		}
		y.Glimpse(flows, 0, marks, true)
		for from := range flows {
			other := slices.Clone(flows)
			for m := from; m < 60; m++ {
				other[m] += rnd.NormFloat64()
			}
			npv, payback := y.Glimpse(other, from, marks, false)
			if want := y.Glance(other); npv != want.NPV || payback != want.Payback {
				t.Fatalf("from month %d: %v and %v, want %+v", from, npv, payback, want)
			}
			if math.IsInf(payback, 1) {
				never++
			} else if payback > 0 {
				paid++
			}
		}
	}
	if paid < 1000 || never < 1000 {
		t.Errorf("%d flows pay back, %d do not", paid, never)
	}
}

// TestNothingIsNoLoss: what adds up to nothing but for rounding is worth zero; what is
// truly lost, however little, is not.
func TestNothingIsNoLoss(t *testing.T) {
	y := NewYardstick(DiscountFactors(0, "end", 3), 0, 0)
	for _, c := range []struct {
		flows []float64
		want  float64
	}{{[]float64{-0.1, -0.2, 0.3}, 0}, {[]float64{-1e6, 0, 1e6 - 0.01}, -0.01}, {[]float64{0, 0, -1e-9}, -1e-9}} {
		for _, got := range []float64{y.Measure(c.flows).NPV, y.Glance(c.flows).NPV} {
			if math.Abs(got-c.want) > math.Abs(c.want)/1e6 {
				t.Errorf("%v: %g, want %g", c.flows, got, c.want)
			}
		}
	}
}
