package distribution

import "math"

// newPearsonV returns the Pearson type V (inverse gamma) distribution: scale
// over a gamma variable with this shape.
// Source: Johnson, Kotz, Balakrishnan, Continuous Univariate Distributions 1
// (1994), chapter 17.
// Checked: TestMoments, TestQuantileAndCDF.
func newPearsonV(shape, scale float64) (Distribution, error) {
	if !positive(shape, scale) || shape > 1e8 {
		return nil, bad(CodeParameter, "PearsonV", "shape %s (at most 1e8) and scale %s must be above 0", shape, scale)
	}
	s := newGammaShape(shape)
	return formed{
		hi: math.Inf(1),
		below: func(x float64) (float64, float64) {
			p, q := s.tails(scale / x)
			return q, p
		},
		at:       func(p, q float64) float64 { return scale / s.quantile(q, p, s.firstGuess(q, p), exactly) },
		mean:     where(shape > 1, scale/(shape-1), math.Inf(1)),
		variance: where(shape > 2, scale*scale/((shape-1)*(shape-1)*(shape-2)), math.Inf(1)),
	}.made("PearsonV", shape, scale)
}

// newPearsonVI returns the Pearson type VI (beta prime) distribution: scale
// times the odds of a beta variable with these shapes.
// Source: Johnson, Kotz, Balakrishnan, Continuous Univariate Distributions 2
// (1995), chapter 25.7.
// Checked: TestMoments, TestQuantileAndCDF, TestFurtherPublished.
func newPearsonVI(shape1, shape2, scale float64) (Distribution, error) {
	if !positive(shape1, shape2, scale) || shape1+shape2 > 1e9 {
		return nil, bad(CodeParameter, "PearsonVI", "the shapes %s and %s (at most 1e9) and scale %s must be above 0", shape1, shape2, scale)
	}
	s := newBetaShape(shape1, shape2)
	over := shape2 - 1
	return formed{
		hi:    math.Inf(1),
		below: func(x float64) (float64, float64) { return s.tails(x/(x+scale), scale/(x+scale)) },
		at: func(p, q float64) float64 {
			x, y := s.quantile(p, q)
			return scale * (x / y)
		},
		mean:     where(shape2 > 1, scale*shape1/over, math.Inf(1)),
		variance: where(shape2 > 2, scale*scale*shape1*(shape1+over)/(over*over*(shape2-2)), math.Inf(1)),
	}.made("PearsonVI", shape1, shape2, scale)
}

// newF returns the F distribution: the ratio of two chi-square variables, each
// over its degrees of freedom. It is a Pearson VI.
// Source: Abramowitz and Stegun (1964) 26.6.
// Checked: TestFurtherPublished.
func newF(degrees1, degrees2 float64) (Distribution, error) {
	if !positive(degrees1, degrees2) {
		return nil, bad(CodeParameter, "F", "the degrees of freedom %s and %s must be above 0", degrees1, degrees2)
	}
	return newPearsonVI(degrees1/2, degrees2/2, degrees2/degrees1)
}

// newChiSquare returns the chi-square distribution. It is a gamma.
// Source: Abramowitz and Stegun (1964) 26.4.
// Checked: TestFurtherPublished.
func newChiSquare(degrees float64) (Distribution, error) {
	if !positive(degrees) {
		return nil, bad(CodeParameter, "ChiSquare", "the degrees of freedom %s must be above 0", degrees)
	}
	return NewGamma(degrees/2, 2)
}

// newErlang returns the distribution of the sum of count exponential waiting
// times, each with mean scale. It is a gamma.
// Checked: TestMoments.
func newErlang(count, scale float64) (Distribution, error) {
	if !positive(count) || count != math.Floor(count) {
		return nil, bad(CodeParameter, "Erlang", "the count %s must be a whole number above 0", count)
	}
	return NewGamma(count, scale)
}

// newRayleigh returns the Rayleigh distribution, P(X > x) =
// exp(-x^2/(2 scale^2)). It is a Weibull.
// Source: Johnson, Kotz, Balakrishnan, Continuous Univariate Distributions 1
// (1994), chapter 18.10.
// Checked: TestMoments.
func newRayleigh(scale float64) (Distribution, error) {
	if !positive(scale) {
		return nil, bad(CodeParameter, "Rayleigh", "scale %s must be above 0", scale)
	}
	return newWeibull(2, scale*math.Sqrt2)
}

// newErf returns the error function distribution: normal about 0 with standard
// deviation 1/(h sqrt(2)).
// Checked: TestMoments.
func newErf(h float64) (Distribution, error) {
	if !positive(h) {
		return nil, bad(CodeParameter, "Erf", "h %s must be above 0", h)
	}
	return NewNormal(0, 1/(h*math.Sqrt2))
}

// newStudent returns Student's t distribution, moved and stretched. Mean and
// variance are NaN up to one degree of freedom, the variance infinite up to two.
// Source: Abramowitz and Stegun (1964) 26.7.1: P(|T| > t) is the incomplete
// beta function with parameters degrees/2 and 1/2 at degrees/(degrees+t^2).
// Checked: TestFurtherPublished, TestMoments.
func newStudent(degrees, location, scale float64) (Distribution, error) {
	if err := placed("Student", location, degrees, scale); err != nil {
		return nil, err
	}
	if degrees > 1e8 {
		return nil, bad(CodeParameter, "Student", "the degrees of freedom %s must be at most 1e8", degrees)
	}
	s := newBetaShape(degrees/2, 0.5)
	args := []float64{degrees, location, scale}
	if location == 0 && scale == 1 {
		args = args[:1]
	}
	above := func(q, rest float64) float64 { // the t that q = (1-rest)/2 lies above
		x, y := s.quantile(2*q, rest)
		return math.Sqrt(degrees * (y / x))
	}
	return formed{
		below: func(x float64) (float64, float64) {
			t := (x - location) / scale
			square := float64(t * t)
			tail, _ := s.tails(degrees/(degrees+square), square/(degrees+square))
			if tail = float64(0.5 * tail); t < 0 {
				return tail, 1 - tail
			}
			return 1 - tail, tail
		},
		at: func(p, q float64) float64 {
			if p < q {
				return location - float64(scale*above(p, q-p))
			}
			return location + float64(scale*above(q, p-q))
		},
		mean:     where(degrees > 1, location, math.NaN()),
		variance: where(degrees > 2, scale*scale*degrees/(degrees-2), where(degrees > 1, math.Inf(1), math.NaN())),
	}.made("Student", args...)
}
