package distribution

import "math"

// newInvGauss returns the inverse Gaussian (Wald) distribution with this mean
// and variance mean^3/shape; the shape is in the unit of the quantity.
// Source: Chhikara and Folks, The Inverse Gaussian Distribution (1989), chapter
// 2. With a = sqrt(shape/x)(x/mean-1), b = sqrt(shape/x)(x/mean+1), phi the
// normal density and R(z) = Phi(-z)/phi(z), P(X > x) = phi(a)(R(a)-R(b)), which
// does not overflow.
// Checked: TestMoments, TestQuantileAndCDF, TestFurtherPublished.
func newInvGauss(mean, shape float64) (Distribution, error) {
	if !positive(mean, shape) {
		return nil, bad(CodeParameter, "InvGauss", "mean %s and shape %s must be above 0", mean, shape)
	}
	tails := func(x float64) (p, q float64) {
		root := math.Sqrt(shape / x)
		a, b := root*(x/mean-1), root*(x/mean+1)
		density := float64(phi0 * exp(-0.5*float64(a*a)))
		if a > 0 {
			q = float64(density * (mills(a) - mills(b)))
			return 1 - q, q
		}
		p = float64(density * (mills(-a) + mills(b)))
		return p, 1 - p
	}
	density := func(x float64) float64 {
		a := math.Sqrt(shape/x) * (x/mean - 1)
		return phi0 * exp(-0.5*float64(a*a)) * math.Sqrt(shape/x) / x
	}
	square := log1p(mean / shape)
	return formed{
		hi: math.Inf(1), below: tails,
		at: func(p, q float64) float64 {
			guess := mean * exp(float64(math.Sqrt(square)*scoreOf(p, q))-float64(0.5*square))
			return solveLog(p, q, guess, tails, density)
		},
		mean: mean, variance: mean * mean * (mean / shape),
	}.made("InvGauss", mean, shape)
}

// mills is the probability above z of a standard normal over its density, z >= 0.
// Source: as NormalCDF.
func mills(z float64) float64 {
	if z < 3 {
		return NormalCDF(-z) / float64(phi0*exp(-0.5*float64(z*z)))
	}
	fraction := 0.0
	for k := 70.0; k >= 1; k-- {
		fraction = k / (z + fraction)
	}
	return 1 / (z + fraction)
}
