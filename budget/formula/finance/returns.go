package finance

import (
	"math"

	"ballast/budget/formula/elementary"
)

// NetPresentValue is the value one period before the first flow.
//
// Source: the function NPV's description at the vendor.
// Checked: TestReturns, TestExcelValues.
func NetPresentValue(rate float64, flows []float64) float64 {
	sum, factor := 0.0, 1.0
	for _, v := range flows {
		factor *= 1 + rate
		sum += v / factor
	}
	return sum
}

// InternalRate is the rate at which the flows are worth nothing, sought by
// Newton's method from a guess; NaN where it does not settle.
//
// Source: the function IRR's description at the vendor.
// Checked: TestReturns, TestExcelValues.
func InternalRate(flows []float64, guess float64) float64 {
	if !bothSigns(flows) {
		return math.NaN()
	}
	value := func(r float64) (f, slope float64) {
		x := 1 / (1 + r)
		for i := len(flows) - 1; i >= 0; i-- {
			slope = float64(slope*x) + f
			f = float64(f*x) + flows[i]
		}
		return f, -slope * x * x
	}
	return settle(value, guess)
}

// InternalRateDated is the yearly rate at which dated flows are worth nothing;
// days count from the first flow, years have 365.
//
// Source: the function XIRR's description at the vendor.
// Checked: TestReturns, TestExcelValues.
func InternalRateDated(flows, days []float64, guess float64) float64 {
	if !bothSigns(flows) {
		return math.NaN()
	}
	value := func(r float64) (f, slope float64) {
		for i, v := range flows {
			t := (days[i] - days[0]) / 365
			d := float64(v * elementary.Pow(1+r, -t))
			f += d
			slope -= float64(t*d) / (1 + r)
		}
		return f, slope
	}
	return settle(value, guess)
}

// PresentValueDated is the value of dated flows on the day of the first.
//
// Source: the function XNPV's description at the vendor.
// Checked: TestReturns, TestExcelValues.
func PresentValueDated(rate float64, flows, days []float64) float64 {
	sum := 0.0
	for i, v := range flows {
		sum += v / elementary.Pow(1+rate, (days[i]-days[0])/365)
	}
	return sum
}

// ModifiedRate is the rate that carries the outflows, financed at one rate, to
// the inflows, reinvested at another.
//
// Source: the function MIRR's description at the vendor.
// Checked: TestReturns.
func ModifiedRate(flows []float64, financeRate, reinvestRate float64) float64 {
	var in, out float64
	n := len(flows)
	for i, v := range flows {
		if v > 0 {
			in += float64(v * elementary.Pow(1+reinvestRate, float64(n-1-i)))
		} else {
			out += v / elementary.Pow(1+financeRate, float64(i))
		}
	}
	return elementary.Pow(-in/out, 1/float64(n-1)) - 1
}

// bothSigns reports whether some flow comes in and some goes out.
func bothSigns(flows []float64) bool {
	var in, out bool
	for _, v := range flows {
		in = in || v > 0
		out = out || v < 0
	}
	return in && out
}

// nearTotalLoss is where a search for a rate gives up: there is no rate of -1.
const nearTotalLoss = -1 + 1e-9

// stepped is the rate after one step of Newton's method: a step that leaves the
// domain above -1 goes half of the way to its edge. It is NaN without a slope and
// where there is no rate to be had.
func stepped(x, f, slope float64) float64 {
	step := f / slope
	if step-step != 0 {
		return math.NaN()
	}
	next := x - step
	if next <= -1 {
		next = (x - 1) / 2
	}
	if next < nearTotalLoss {
		return math.NaN()
	}
	return next
}

// settle is Newton's method with a known slope, for rates above -1.
func settle(value func(float64) (f, slope float64), guess float64) float64 {
	if guess <= -1 {
		return math.NaN()
	}
	x, last := guess, math.Inf(1)
	for range 100 {
		f, slope := value(x)
		if f == 0 {
			return x
		}
		next := stepped(x, f, slope)
		if next-next != 0 {
			return math.NaN()
		}
		d := math.Abs(next - x)
		if next == x || d >= last && d < 1e-9*(1+math.Abs(x)) {
			return x
		}
		last, x = d, next
	}
	if last < 1e-7*(1+math.Abs(x)) {
		return x
	}
	return math.NaN()
}
