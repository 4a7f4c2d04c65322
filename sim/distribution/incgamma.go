package distribution

import "math"

// gammaShape is the gamma distribution with scale 1.
type gammaShape struct {
	a      float64
	logNum float64 // log of the gamma function at a
}

func newGammaShape(a float64) gammaShape { return gammaShape{a, lgamma(a)} }

// tails returns the regularised incomplete gamma functions P(a,x) and Q(a,x).
// Source: series 6.5.29 and continued fraction 6.5.31 of Abramowitz and Stegun
// (1964); Press et al., Numerical Recipes, 3rd ed. (2007), 6.2.
// Checked: TestIncompleteGamma, against gonum mathext.
func (s gammaShape) tails(x float64) (p, q float64) {
	switch {
	case math.IsNaN(x):
		return x, x
	case x <= 0:
		return 0, 1
	case math.IsInf(x, 1):
		return 1, 0
	case x < s.a+1:
		p = float64(s.front(x) * s.series(x))
		return p, 1 - p
	}
	q = float64(s.front(x) * s.fraction(x))
	return 1 - q, q
}

// front is x^a e^-x / Gamma(a).
func (s gammaShape) front(x float64) float64 {
	return exp(float64(s.a*log(x)) - x - s.logNum)
}

func (s gammaShape) series(x float64) float64 {
	sum := 1 / s.a
	term := sum
	for n := s.a + 1; term > sum*1e-17; n++ {
		term = float64(term * (x / n))
		sum += term
	}
	return sum
}

func (s gammaShape) fraction(x float64) float64 {
	const tiny = 1e-300
	b := x + 1 - s.a
	c, d := 1/tiny, 1/away(b, tiny)
	h := d
	for i := 1.0; i < 100000; i++ {
		an := -float64(i * (i - s.a))
		b += 2
		d = 1 / away(float64(an*d)+b, tiny)
		c = away(b+an/c, tiny)
		step := float64(d * c)
		h *= step
		if math.Abs(step-1) < 3e-16 {
			break
		}
	}
	return h
}

// quantile solves for the smaller tail: log P against log x below the median;
// above, log Q against x, or against log x where the shape crowds x at 0. All
// are concave and soon straight.
func (s gammaShape) quantile(p, q, guess, tol float64) float64 {
	infinite := math.Inf(1)
	if p > q && s.a >= 1 {
		target := log(q)
		return root(func(x float64) (float64, float64) {
			_, out := s.tails(x)
			if out <= 0 {
				return infinite, 1
			}
			return target - log(out), s.front(x) / x / out
		}, guess, 0, infinite, tol)
	}
	target := log(min(p, q))
	return exp(root(func(t float64) (float64, float64) {
		x := exp(t)
		in, out := s.tails(x)
		switch {
		case p > q && out <= 0:
			return infinite, 1
		case p > q:
			return target - log(out), s.front(x) / out
		case in <= 0:
			return -infinite, 1
		}
		return log(in) - target, s.front(x) / in
	}, log(guess), -infinite, infinite, tol))
}

// firstGuess is where to begin to look for a quantile.
// Source: Wilson and Hilferty, PNAS 17 (1931) 684-688; the first term of the
// series where that is not above 0.
func (s gammaShape) firstGuess(p, q float64) float64 {
	w := 1 - 1/(9*s.a) + scoreOf(p, q)/(3*math.Sqrt(s.a))
	if w > 0.2 {
		return s.a * float64(w*float64(w*w))
	}
	return exp((log(p) + log(s.a) + s.logNum) / s.a)
}

// walk returns the quantile function for increasing p at equal steps of the
// normal score, each with a guess from the logarithms of the four before it.
func (s gammaShape) walk() func(p, q float64) float64 {
	var t [4]float64
	known := 0
	return func(p, q float64) float64 {
		guess, tol := exp(extrapolate(&t)), nearly
		if known < len(t) || !(guess > 0 && guess < math.MaxFloat64) {
			guess, tol = s.firstGuess(p, q), exactly
		}
		x := s.quantile(p, q, guess, tol)
		t[0], t[1], t[2], t[3] = t[1], t[2], t[3], log(x)
		known++
		return x
	}
}
