package returns

import "math"

// DiscountFactors returns v(m) for every month: (1+rate)^-((m+1)/12) for "end"
// (the default), with exponent m+0.5 for "mid" and m for "start". The rate is
// effective annual (models/doc.go section 1).
//
// Checked: TestDiscountFactors, against Excel's NPV at the monthly rate.
func DiscountFactors(rate float64, how string, months int) []float64 {
	shift := 1.0
	switch how {
	case "mid":
		shift = 0.5
	case "start":
		shift = 0
	}
	v := make([]float64, months)
	for m := range v {
		v[m] = math.Pow(1+rate, -(float64(m)+shift)/12)
	}
	return v
}

// NPV is the present value of monthly flows under the discount factors v.
func NPV(flows, v []float64) float64 {
	sum := 0.0
	for m, x := range flows {
		sum += float64(x * v[m])
	}
	return sum
}
