package special

import (
	"math"

	"ballast/budget/formula/elementary"
)

// halfLog2Pi is ln(2 pi)/2.
const halfLog2Pi = 0.91893853320467274178

// euler is Euler's constant.
const euler = 0.57721566490153286061

// Gamma is the gamma function; NaN at zero and at the negative whole numbers, infinite
// where it is too large.
//
// Source: Abramowitz and Stegun 6.1.15, 6.1.17 and 6.1.38.
// Checked: TestGamma.
func Gamma(x float64) float64 {
	switch {
	case x <= 0 && x == math.Floor(x) || x != x:
		return math.NaN()
	case x < 0:
		return math.Pi / float64(sinPi(x)*Gamma(1-x))
	case x > 171.7:
		return math.Inf(1)
	}
	product := 1.0
	if x == math.Floor(x) {
		for k := 2.0; k < x; k++ {
			product *= k
		}
		return product
	}
	for x < 16 {
		product *= x
		x++
	}
	half := elementary.Pow(x, float64(x/2)-0.25) // the whole power may be too large
	return half * elementary.Exp(-x) * half * elementary.Exp(stirlingError(x)) * math.Sqrt(2*math.Pi) / product
}

// sinPi is sin(pi x).
func sinPi(x float64) float64 {
	n := math.Floor(x + 0.5)
	s := elementary.Sin(math.Pi * (x - n))
	if math.Mod(n, 2) != 0 {
		return -s
	}
	return s
}

// LogGamma is the logarithm of the gamma function for x above zero, else NaN.
//
// Source: Abramowitz and Stegun 6.1.15 and 6.1.41.
// Checked: TestGamma.
func LogGamma(x float64) float64 {
	switch {
	case !(x > 0):
		return math.NaN()
	case math.Abs(x-1) <= 0.3:
		return nearOne(x-1) - elementary.Log1p(x-1)
	case math.Abs(x-2) <= 0.3:
		return nearOne(x - 2)
	case x < 1e-17:
		return -elementary.Log(x)
	}
	product := 1.0
	for x < 16 {
		product *= x
		x++
	}
	return float64((x-0.5)*elementary.Log(x)) - x + halfLog2Pi + stirlingError(x) - elementary.Log(product)
}

// nearOne is ln Gamma(2 + z) for small z, where it cancels otherwise.
//
// Source: Abramowitz and Stegun 6.1.33, with zeta(n) - 1 from n = 2.
func nearOne(z float64) float64 {
	zeta := [...]float64{
		6.44934066848226406e-01, 2.02056903159594292e-01, 8.23232337111381857e-02, 3.69277551433699266e-02,
		1.73430619844491402e-02, 8.34927738192282713e-03, 4.07735619794433960e-03, 2.00839282608221426e-03,
		9.94575127818085256e-04, 4.94188604119464529e-04, 2.46086553308048320e-04, 1.22713347578489145e-04,
		6.12481350587048277e-05, 3.05882363070204933e-05, 1.52822594086518710e-05, 7.63719763789976257e-06,
		3.81729326499984022e-06, 1.90821271655393897e-06, 9.53962033872796212e-07, 4.76932986787806447e-07,
	}
	sum := 0.0
	for i := len(zeta) - 1; i >= 0; i-- {
		sum = zeta[i]/float64(i+2) - float64(sum*z)
	}
	return float64(z*(1-euler)) + float64(float64(z*z)*sum)
}

// GammaLower is the regularised lower incomplete gamma integral P(a, x).
//
// Source: Abramowitz and Stegun 6.5.1.
// Checked: TestIncompleteIntegrals.
func GammaLower(a, x float64) float64 {
	switch {
	case !(a > 0) || math.IsNaN(x):
		return math.NaN()
	case x <= 0:
		return 0
	case math.IsInf(x, 1):
		return 1
	}
	if x > a+1 {
		return 1 - gammaFraction(a, x)
	}
	return gammaSeries(a, x)
}

// GammaUpper is 1 - P(a, x), right where it is tiny.
//
// Source: Abramowitz and Stegun 6.5.3.
// Checked: TestIncompleteIntegrals.
func GammaUpper(a, x float64) float64 {
	switch {
	case !(a > 0) || math.IsNaN(x):
		return math.NaN()
	case x <= 0:
		return 1
	case math.IsInf(x, 1):
		return 0
	}
	if x > a+1 {
		return gammaFraction(a, x)
	}
	return 1 - gammaSeries(a, x)
}

// gammaSeries is P(a, x) for x up to about a.
//
// Source: Abramowitz and Stegun 6.5.29; its weight x^a e^-x / Gamma(a+1) is a
// Poisson probability.
func gammaSeries(a, x float64) float64 {
	term, sum := 1.0, 1.0
	for n := 1.0; term > sum*1e-18; n++ {
		if n > 1e6 { // a beyond 1e10: no number rather than a wrong one
			return math.NaN()
		}
		term = float64(term * (x / (a + n)))
		sum += term
	}
	return poissonMass(a, x) * sum
}

// gammaFraction is 1 - P(a, x) for x above a.
//
// Source: Abramowitz and Stegun 6.5.31 in its even form, with the modified Lentz
// method.
func gammaFraction(a, x float64) float64 {
	const tiny = 1e-300
	b := x + 1 - a
	c, d := 1/tiny, 1/b
	h := d
	for n := 1.0; n < 100_000; n++ {
		k := -n * (n - a)
		b += 2
		d = float64(k*d) + b
		if math.Abs(d) < tiny {
			d = tiny
		}
		c = b + k/c
		if math.Abs(c) < tiny {
			c = tiny
		}
		d = 1 / d
		h *= d * c
		if math.Abs(float64(d*c)-1) < 1e-16 {
			break
		}
	}
	return poissonMass(a, x) * a * h
}

// GammaQuantile is the x at which P(a, x) = p. Quantiles here and below start
// from a bracket and end when it cannot shrink any more.
//
// Checked: TestQuantilesInvert.
func GammaQuantile(a, p float64) float64 {
	if !(a > 0) || !(p >= 0 && p < 1) {
		return math.NaN()
	}
	if p == 0 {
		return 0
	}
	hi := a + 1
	for GammaLower(a, hi) < p {
		hi *= 2
	}
	if p <= 0.5 {
		return crossing(func(x float64) float64 { return GammaLower(a, x) - p }, 0, hi)
	}
	q := 1 - p
	return crossing(func(x float64) float64 { return q - GammaUpper(a, x) }, 0, hi)
}

// GammaUpperQuantile is the x at which 1 - P(a, x) = q.
//
// Checked: TestQuantilesInvert.
func GammaUpperQuantile(a, q float64) float64 {
	if !(a > 0) || !(q > 0 && q <= 1) {
		return math.NaN()
	}
	hi := a + 1
	for GammaUpper(a, hi) > q {
		hi *= 2
	}
	return crossing(func(x float64) float64 { return q - GammaUpper(a, x) }, 0, hi)
}

// BetaLower is the regularised incomplete beta integral I_x(a, b).
//
// Source: Abramowitz and Stegun 26.5.1.
// Checked: TestIncompleteIntegrals.
func BetaLower(a, b, x float64) float64 {
	switch {
	case !(a > 0) || !(b > 0) || math.IsNaN(x):
		return math.NaN()
	case x <= 0:
		return 0
	case x >= 1:
		return 1
	}
	return betaIntegral(a, b, x, 1-x)
}

// betaIntegral is I_x(a, b) with y = 1 - x given by the caller, who may know it
// better than a subtraction does.
//
// Source: the continued fraction of DiDonato and Morris 1992, equation 9, with
// the modified Lentz method; the symmetry I_x(a, b) = 1 - I_y(b, a).
func betaIntegral(a, b, x, y float64) float64 {
	if x <= 0 {
		return 0
	}
	if y <= 0 {
		return 1
	}
	if x > a/(a+b) {
		return 1 - betaTail(b, a, y, x)
	}
	return betaTail(a, b, x, y)
}

// betaTail is I_x(a, b) for x at most the mean, where the fraction converges.
func betaTail(a, b, x, y float64) float64 {
	const tiny = 1e-300
	f := betaWeight(a, b, x, y)
	lambda := a - float64((a+b)*x)
	term := func(m float64) (alpha, beta float64) {
		c := a + 2*m - 1
		alpha = (a + m - 1) * (a + b + m - 1) * m * (b - m) * x * x / (c * c)
		beta = m + float64(m*(b-m)*x)/(a+2*m-1) + float64((a+m)*(lambda+1+float64(m*(1+y))))/(a+2*m+1)
		return alpha, beta
	}
	h := a * (lambda + 1) / (a + 1)
	if h == 0 {
		h = tiny
	}
	cn, dn := h, 0.0
	for m := 1.0; m < 20000; m++ {
		alpha, beta := term(m)
		dn = beta + float64(alpha*dn)
		if dn == 0 {
			dn = tiny
		}
		cn = beta + alpha/cn
		if cn == 0 {
			cn = tiny
		}
		dn = 1 / dn
		delta := float64(cn * dn)
		h *= delta
		if math.Abs(delta-1) < 1e-16 {
			break
		}
	}
	return f / h
}

// betaWeight is x^a y^b / B(a, b) by saddle points, without the cancellation of
// logarithms of gammas.
//
// Source: Loader, Fast and accurate computation of binomial probabilities, 2000.
func betaWeight(a, b, x, y float64) float64 {
	n := a + b
	if a < 1e-8 || b < 1e-8 || n > 1e15 {
		return elementary.Exp(float64(a*elementary.Log(x)) + float64(b*elementary.Log(y)) + LogGamma(n) - LogGamma(a) - LogGamma(b))
	}
	e := stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n*x) - deviance(b, n*y)
	return elementary.Exp(e) * math.Sqrt(a*b/(2*math.Pi*n))
}

// BetaQuantile is the x at which I_x(a, b) = p.
//
// Checked: TestQuantilesInvert.
func BetaQuantile(a, b, p float64) float64 {
	if !(a > 0) || !(b > 0) || !(p >= 0 && p <= 1) {
		return math.NaN()
	}
	return crossing(func(x float64) float64 { return betaIntegral(a, b, x, 1-x) - p }, 0, 1)
}

// crossing is where a rising function changes sign in [lo, hi]: bisection that
// takes the secant's point whenever that falls inside and shrinks the bracket
// fast enough, until neighbouring numbers are left.
//
// Source: Ridders' method, IEEE Transactions on Circuits and Systems 1979, with
// a bisection whenever a step keeps more than half of the bracket.
func crossing(f func(float64) float64, lo, hi float64) float64 {
	flo, fhi := f(lo), f(hi)
	if flo >= 0 {
		return lo
	}
	if fhi <= 0 {
		return hi
	}
	for i := 0; i < 2200; i++ {
		mid := lo + float64((hi-lo)/2)
		if lo > 0 && hi/lo > 4 {
			mid = math.Sqrt(lo) * math.Sqrt(hi)
		} else if lo == 0 && hi > 1e-300 && i > 1 {
			mid = hi * 1e-3
		}
		if mid <= lo || mid >= hi {
			break
		}
		fm := f(mid)
		switch {
		case fm == 0:
			return mid
		case fm < 0:
			lo, flo = mid, fm
		default:
			hi, fhi = mid, fm
		}
		if x := lo + float64((hi-lo)*(flo/(flo-fhi))); x > lo && x < hi {
			fx := f(x)
			switch {
			case fx == 0:
				return x
			case fx < 0:
				lo, flo = x, fx
			default:
				hi, fhi = x, fx
			}
		}
	}
	if -flo < fhi {
		return lo
	}
	return hi
}
