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

// NPV is the present value of monthly flows under the discount factors v: the
// sum of flow times factor, which is its definition. Yardstick.Measure adds up
// the same terms in the same order within its one pass over a flow, since that
// pass is most of what returns cost: the two agree to the bit.
//
// Source: Ross, Westerfield and Jordan, Fundamentals of Corporate Finance, ch. 9.
// Checked: TestNPVPublished, and Measure against it by TestMeasureIsEachFigure.
func NPV(flows, v []float64) float64 {
	sum := 0.0
	for m, x := range flows {
		sum += float64(x * v[m])
	}
	return sum
}
