package returns

import (
	"math"
	"math/rand/v2"
	"testing"
)

// measuredIRR is the rate of flows that are measured at an annual discount rate.
func measuredIRR(flows []float64, rate float64) (float64, State) {
	y := NewYardstick(DiscountFactors(rate, "end", len(flows)), rate, rate)
	f := y.Measure(flows)
	return y.IRR(flows, &f)
}

// yearsApart puts a flow of each year into its last month.
func yearsApart(flows ...float64) []float64 {
	out := make([]float64, 12*(len(flows)-1)+1)
	for k, x := range flows {
		out[12*k] = x
	}
	return out
}

// TestIRRAgrees: of several rates the one with which the present value agrees, worked
// by hand. Lorie and Savage's pump has 25 % and 400 %: at 10 % its value is negative,
// so neither is its rate; at 30 % it is positive and below 400 %.
func TestIRRAgrees(t *testing.T) {
	pump := yearsApart(-1600, 10000, -10000)
	for _, c := range []struct {
		name  string
		flows []float64
		rate  float64
		want  float64
		state State
	}{
		{"pump at 10 %", pump, 0.1, math.NaN(), NoneAgrees},
		{"pump at 30 %", pump, 0.3, 4, Several},
		{"pump at 400 %", pump, 4, 4, Several},
		{"a loss and a dismantling: -90 % and 10 %", yearsApart(-100, 120, -11), 0.05, 0.1, Several},
		{"pays and gets nothing back", []float64{-10, 0, -5}, 0.1, -1, OK},
		{"nothing is spent", []float64{0, 5}, 0.1, math.NaN(), NoOutlay},
		{"nothing at all", []float64{0, 0}, 0.1, math.NaN(), NoOutlay},
		{"never worth anything", yearsApart(-1, 2, -2), 0.1, math.NaN(), NoRate},
		{"adds up to nothing: 0 % and 30 %", yearsApart(-100, 230, -130), 0, 0.3, Several},
		{"a touch of rounding", yearsApart(-100, 230, -130.00000000000003), 0, 0.3, Several},
		{"one crossing, above the range", yearsApart(-1, 101), 0.1, 100, OK},
		{"one crossing, below the range", yearsApart(-1000, 1), 0.1, -0.999, OK},
		{"one crossing", yearsApart(-70000, 12000, 15000, 18000, 21000, 26000), 0.1, 0.0866309480, OK},
	} {
		got, state := measuredIRR(c.flows, c.rate)
		if state != c.state || math.IsNaN(got) != math.IsNaN(c.want) {
			t.Errorf("%s: %v, state %d, want %v, state %d", c.name, got, state, c.want, c.state)
		} else if !math.IsNaN(c.want) {
			near(t, c.name, got, c.want, 1e-9*math.Max(1, math.Abs(c.want)))
		}
	}
}

// TestIRRMoneyFirst: a small inflow before the investment leaves one rate that means
// something; a loan, which is money first and paid back, has none: at every rate
// above it the borrower gains.
func TestIRRMoneyFirst(t *testing.T) {
	for _, c := range []struct {
		name  string
		flows []float64
		want  float64
		state State
	}{
		// 1/(1+x) = v: 1 - 100 v + 95 v^2 = 0 has v = 1.0425347 and v = 0.010097.
		{"an application fee", yearsApart(1, -100, 95), -0.0407993, OK},
		{"a loan", yearsApart(100, -110), math.NaN(), MoneyFirst},
		{"two rates in the range", yearsApart(100, -230, 132), math.NaN(), FirstOfMany}, // 10 % and 20 %
	} {
		got, state := measuredIRR(c.flows, 0.1)
		if state != c.state || math.IsNaN(got) != math.IsNaN(c.want) {
			t.Errorf("%s: %v, state %d, want %v, state %d", c.name, got, state, c.want, c.state)
		} else if !math.IsNaN(c.want) {
			near(t, c.name, got, c.want, 1e-6)
		}
	}
}

// Random flows: wherever a rate is given the present value is zero there and its sign
// at the discount rate says on which side of it the rate lies.
func TestIRRSignsAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 3))
	given, several := 0, 0
	for range 20000 {
		flows := make([]float64, 3+r.IntN(60))
		for k := range flows {
			flows[k] = r.NormFloat64() + 0.6*r.Float64()
			if k <= len(flows)/4 && r.IntN(3) > 0 {
				flows[k] -= 1.5
			}
		}
		rate := 0.3 * r.Float64()
		got, state := measuredIRR(flows, rate)
		if !state.Defined() {
			continue
		}
		given++
		if state == Several {
			several++
		}
		if npv := worthAt(flows, rate); got > rate && npv < 0 || got < rate && npv > 0 {
			t.Fatalf("%v: rate %v, but worth %v at %v", flows, got, npv, rate)
		}
		if got < -0.9999 { // 1 + the rate has few digits left
			continue
		}
		if size, miss := residual(flows, math.Pow(1+got, 1.0/12)-1); miss > 1e-9*size {
			t.Fatalf("rate %v leaves %v of %v", got, miss, size)
		}
	}
	if given < 5000 || several < 200 {
		t.Errorf("only %d rates, %d of several", given, several)
	}
}
