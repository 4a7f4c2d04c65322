package distribution

import "math"

// Density of the standard normal at 0, 1/sqrt(2 pi).
const phi0 = 0.39894228040143267794

// NormalCDF returns the probability that a standard normal is at most z,
// with a relative error below 1e-12 also far down the lower tail.
// Source: the Taylor series about 0 of Marsaglia, J. Stat. Softw. 11 (2004)
// no. 4; beyond 3, Laplace's continued fraction, Abramowitz and Stegun (1964) 26.2.14.
// Checked: TestNormalScore, against math.Erfc.
func NormalCDF(z float64) float64 {
	p, _ := normalTails(z)
	return p
}

// normalTails returns the probabilities below and above z.
func normalTails(z float64) (p, q float64) {
	switch {
	case math.IsNaN(z):
		return z, z
	case z < -3:
		p = upperTail(-z)
		return p, 1 - p
	case z > 3:
		q = upperTail(z)
		return 1 - q, q
	}
	square := float64(z * z)
	sum, term := z, z
	for k := 3.0; ; k += 2 {
		term = float64(term*square) / k
		next := sum + term
		if next == sum {
			break
		}
		sum = next
	}
	middle := float64(sum * float64(phi0*exp(-0.5*square)))
	return 0.5 + middle, 0.5 - middle
}

// upperTail is the probability above z, for z >= 3.
func upperTail(z float64) float64 {
	if z > 39 {
		return 0
	}
	fraction := 0.0
	for k := 70.0; k >= 1; k-- {
		fraction = k / (z + fraction)
	}
	// exp(-z^2/2) with the square split, so that its rounding is not magnified.
	head := float64(math.Floor(z*16) / 16)
	e := exp(-0.5*float64(head*head)) * exp(-0.5*float64((z-head)*(z+head)))
	return float64(phi0*e) / (z + fraction)
}

// NormalQuantile returns the z below which a standard normal lies with
// probability u; infinite for 0 and 1, NaN outside.
// Source: Wichura, Algorithm AS 241 (PPND16), Appl. Stat. 37 (1988) 477-484,
// relative error about 1e-16.
// Checked: TestNormalScore, its published values and NormalCDF.
func NormalQuantile(u float64) float64 { return scoreOf(u, 1-u) }

// scoreOf is NormalQuantile with both tails given, p+q = 1.
func scoreOf(p, q float64) float64 {
	d := p - 0.5
	if math.Abs(d) <= 0.425 {
		r := 0.180625 - float64(d*d)
		return float64(d*horner(r, 2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4,
			4.5921953931549871457e4, 1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2,
			3.3871328727963666080)) /
			horner(r, 5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4,
				2.1213794301586595867e4, 5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1)
	}
	z := tailScore(min(p, q))
	if d < 0 {
		return -z
	}
	return z
}

// tailScore is the positive z with probability tail above it, tail < 0.075.
func tailScore(tail float64) float64 {
	if !(tail > 0) {
		if tail == 0 {
			return math.Inf(1)
		}
		return math.NaN()
	}
	r := math.Sqrt(-log(tail))
	if r <= 5 {
		r -= 1.6
		return horner(r, 7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1,
			1.27045825245236838258, 3.64784832476320460504, 5.76949722146069140550, 4.63033784615654529590,
			1.42343711074968357734) /
			horner(r, 1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2,
				1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940, 2.05319162663775882187, 1)
	}
	r -= 5
	return horner(r, 2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3,
		2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580, 5.46378491116411436990,
		6.65790464350110377720) /
		horner(r, 2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5,
			7.86869131145613259100e-4, 1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1)
}

// horner is the polynomial with these coefficients, highest power first.
func horner(x float64, c0, c1, c2, c3, c4, c5, c6, c7 float64) float64 {
	y := float64(c0*x) + c1
	y = float64(y*x) + c2
	y = float64(y*x) + c3
	y = float64(y*x) + c4
	y = float64(y*x) + c5
	y = float64(y*x) + c6
	return float64(y*x) + c7
}
