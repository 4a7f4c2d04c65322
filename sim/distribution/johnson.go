package distribution

import "math"

// newJohnsonSU returns Johnson's unbounded distribution: location + scale
// sinh((z-shape1)/shape2) of a standard normal z.
// Source: Johnson, Biometrika 36 (1949) 149-176.
// Checked: TestMoments, TestQuantileAndCDF.
func newJohnsonSU(shape1, shape2, location, scale float64) (Distribution, error) {
	if err := placed("JohnsonSU", location, shape2, scale); err != nil || !finite(shape1) {
		return nil, bad(CodeParameter, "JohnsonSU", "shape %s and location %s must be numbers, shape %s and scale %s above 0", shape1, location, shape2, scale)
	}
	w, middle := exp(1/(shape2*shape2)), shape1/shape2
	return formed{
		below: func(x float64) (float64, float64) {
			return normalTails(shape1 + float64(shape2*arcsinh((x-location)/scale)))
		},
		at: func(p, q float64) float64 {
			return location + float64(scale*sinh((scoreOf(p, q)-shape1)/shape2))
		},
		mean:     location - float64(scale*(math.Sqrt(w)*sinh(middle))),
		variance: scale * scale * 0.5 * (w - 1) * (float64(w*cosh(2*middle)) + 1),
	}.made("JohnsonSU", shape1, shape2, location, scale)
}

// newJohnsonSB returns Johnson's bounded distribution: between min and max, the
// logit of its place being (z-shape1)/shape2 of a standard normal z. Its
// moments are found by quadrature.
// Source: Johnson, Biometrika 36 (1949) 149-176.
// Checked: TestMoments, TestQuantileAndCDF.
func newJohnsonSB(shape1, shape2, min, max float64) (Distribution, error) {
	if err := ordered("JohnsonSB", min, max); err != nil {
		return nil, err
	}
	if !finite(shape1) || !positive(shape2) || min == max {
		return nil, bad(CodeParameter, "JohnsonSB", "shape %s must be a number, shape %s above 0, and %s below %s", shape1, shape2, min, max)
	}
	d := formed{
		lo: min, hi: max,
		below: func(x float64) (float64, float64) {
			return normalTails(shape1 + float64(shape2*(log(x-min)-log(max-x))))
		},
		at: func(p, q float64) float64 {
			x, y := logistic((scoreOf(p, q) - shape1) / shape2)
			if x < y {
				return min + float64(x*(max-min))
			}
			return max - float64(y*(max-min))
		},
	}
	d.mean, d.variance = momentsByScore(d)
	return d.made("JohnsonSB", shape1, shape2, min, max)
}
