package distribution

import "math"

// newPareto returns the Pareto distribution of the first kind: above min, with
// P(X > x) = (min/x)^shape.
// Source: Johnson, Kotz, Balakrishnan, Continuous Univariate Distributions 1
// (1994), chapter 20.
// Checked: TestMoments, TestQuantileAndCDF, TestFurtherPublished.
func newPareto(shape, min float64) (Distribution, error) {
	if !positive(shape, min) {
		return nil, bad(CodeParameter, "Pareto", "shape %s and minimum %s must be above 0", shape, min)
	}
	d := formed{
		lo: min, hi: math.Inf(1),
		below: func(x float64) (float64, float64) {
			h := shape * log(x/min)
			return -expm1(-h), exp(-h)
		},
		at: func(p, q float64) float64 { return min * exp(hazard(p, q)/shape) },
	}
	d.mean, d.variance = stretched(0, min, shape, func(r float64) float64 { return shape / (shape - r) })
	if shape > 2 { // without the difference of two moments
		d.variance = min * min * shape / ((shape - 1) * (shape - 1) * (shape - 2))
	}
	return d.made("Pareto", shape, min)
}

// newPareto2 returns the Pareto distribution of the second kind (Lomax): from 0
// up, with P(X > x) = (1 + x/scale)^-shape.
// Source: as newPareto.
// Checked: TestMoments, TestQuantileAndCDF, TestFurtherPublished.
func newPareto2(scale, shape float64) (Distribution, error) {
	if !positive(shape, scale) {
		return nil, bad(CodeParameter, "Pareto2", "scale %s and shape %s must be above 0", scale, shape)
	}
	return formed{
		hi: math.Inf(1),
		below: func(x float64) (float64, float64) {
			h := shape * log1p(x/scale)
			return -expm1(-h), exp(-h)
		},
		at:       func(p, q float64) float64 { return scale * expm1(hazard(p, q)/shape) },
		mean:     where(shape > 1, scale/(shape-1), math.Inf(1)),
		variance: where(shape > 2, scale*scale*shape/((shape-1)*(shape-1)*(shape-2)), math.Inf(1)),
	}.made("Pareto2", scale, shape)
}

// newBurr12 returns the Burr distribution of type XII: with y =
// (x-location)/scale, P(X > x) = (1 + y^shape1)^-shape2.
// Source: Burr, Ann. Math. Stat. 13 (1942) 215-232; its moments are beta
// functions.
// Checked: TestMoments, TestQuantileAndCDF.
func newBurr12(location, scale, shape1, shape2 float64) (Distribution, error) {
	if err := placed("Burr12", location, scale, shape1, shape2); err != nil {
		return nil, err
	}
	d := formed{
		lo: location, hi: math.Inf(1),
		below: func(x float64) (float64, float64) {
			h := shape2 * log1p(pow((x-location)/scale, shape1))
			return -expm1(-h), exp(-h)
		},
		at: func(p, q float64) float64 {
			return location + float64(scale*pow(expm1(hazard(p, q)/shape2), 1/shape1))
		},
	}
	d.mean, d.variance = stretched(location, scale, shape1*shape2, func(r float64) float64 {
		return exp(lgamma(1+r/shape1) + lgamma(shape2-r/shape1) - lgamma(shape2))
	})
	return d.made("Burr12", location, scale, shape1, shape2)
}

// newDagum returns the Dagum distribution (Burr type III): with y =
// (x-location)/scale, P(X <= x) = (1 + y^-shape1)^-shape2.
// Source: Kleiber and Kotz, Statistical Size Distributions (2003), chapter 6.
// Checked: TestMoments, TestQuantileAndCDF.
func newDagum(location, scale, shape1, shape2 float64) (Distribution, error) {
	if err := placed("Dagum", location, scale, shape1, shape2); err != nil {
		return nil, err
	}
	d := formed{
		lo: location, hi: math.Inf(1),
		below: func(x float64) (float64, float64) {
			h := shape2 * log1p(pow((x-location)/scale, -shape1))
			return exp(-h), -expm1(-h)
		},
		at: func(p, q float64) float64 {
			return location + float64(scale*pow(expm1(hazard(q, p)/shape2), -1/shape1))
		},
	}
	d.mean, d.variance = stretched(location, scale, shape1, func(r float64) float64 {
		return exp(lgamma(shape2+r/shape1) + lgamma(1-r/shape1) - lgamma(shape2))
	})
	return d.made("Dagum", location, scale, shape1, shape2)
}
