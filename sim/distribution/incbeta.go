package distribution

import "math"

// betaShape is the beta distribution on [0,1].
type betaShape struct {
	a, b   float64
	logNum float64 // log of the beta function B(a,b)
}

func newBetaShape(a, b float64) betaShape {
	return betaShape{a, b, lgamma(a) + lgamma(b) - lgamma(a+b)}
}

// tails returns the regularised incomplete beta function at x and one minus
// it, given x and y = 1-x.
// Source: the continued fraction 26.5.8 of Abramowitz and Stegun (1964) by
// Lentz's method; Press et al., Numerical Recipes, 3rd ed. (2007), 6.4.
// Checked: TestIncompleteBeta, against gonum mathext; TestPublished.
func (s betaShape) tails(x, y float64) (p, q float64) {
	switch {
	case math.IsNaN(x):
		return x, x
	case x <= 0:
		return 0, 1
	case y <= 0:
		return 1, 0
	case x*(s.a+s.b+2) < s.a+1:
		p = s.front(x, y) * betaFraction(s.a, s.b, x) / s.a
		return p, 1 - p
	}
	q = s.front(x, y) * betaFraction(s.b, s.a, y) / s.b
	return 1 - q, q
}

// front is x^a y^b / B(a,b).
func (s betaShape) front(x, y float64) float64 {
	return exp(float64(s.a*logOf(x, y)) + float64(s.b*logOf(y, x)) - s.logNum)
}

// logOf is log x, where y = 1-x is the more accurate one when x is near 1.
func logOf(x, y float64) float64 {
	if x > 0.5 {
		return log1p(-y)
	}
	return log(x)
}

func betaFraction(a, b, x float64) float64 {
	const tiny = 1e-300
	c, d := 1.0, 1/away(1-float64((a+b)*x)/(a+1), tiny)
	h := d
	for m := 1.0; m < 20000; m++ {
		t := float64(m*(b-m)) * x / (float64((a + 2*m - 1) * (a + 2*m)))
		d = 1 / away(1+float64(t*d), tiny)
		c = away(1+t/c, tiny)
		h *= float64(d * c)
		t = -float64((a+m)*(a+b+m)) * x / (float64((a + 2*m) * (a + 2*m + 1)))
		d = 1 / away(1+float64(t*d), tiny)
		c = away(1+t/c, tiny)
		step := float64(d * c)
		h *= step
		if math.Abs(step-1) < 3e-16 {
			break
		}
	}
	return h
}

func away(x, tiny float64) float64 {
	if math.Abs(x) < tiny {
		return tiny
	}
	return x
}

// lower solves I_x(a,b) = p for a tail p <= 1/2 in the scale of log x, where
// log I is concave and near a straight line far down.
func (s betaShape) lower(p, guess, tol float64) (logX float64) {
	target := log(p)
	return root(func(t float64) (float64, float64) {
		x := exp(t)
		y := -expm1(t)
		in, _ := s.tails(x, y)
		if in <= 0 {
			return math.Inf(-1), 1
		}
		return log(in) - target, s.front(x, y) / y / in
	}, guess, math.Inf(-1), -1e-17, tol)
}

// firstGuess is where to begin to look for the lower quantile p of log x.
// Source: Abramowitz and Stegun (1964) 26.5.22 when both parameters are above
// 1; otherwise the first term of the power series.
func (s betaShape) firstGuess(p, q float64) float64 {
	powerLaw := (log(p) + log(s.a) + s.logNum) / s.a
	if s.a <= 1 || s.b <= 1 {
		return min(powerLaw, -1e-3)
	}
	z := scoreOf(p, q)
	ia, ib := 1/(2*s.a-1), 1/(2*s.b-1)
	h := 2 / (ia + ib)
	l := (float64(z*z) - 3) / 6
	w := -float64(z*math.Sqrt(max(0, h+l)))/h - float64((ib-ia)*(l+5.0/6-2/(3*h)))
	x := s.a / (s.a + float64(s.b*exp(2*w)))
	if !(x > 0 && x < 1) {
		return min(powerLaw, -1e-3)
	}
	return max(min(log(x), -1e-9), powerLaw)
}

func (s betaShape) mirrored() betaShape { return betaShape{s.b, s.a, s.logNum} }

// quantile returns the quantile x of p and y = 1-x: the one that the smaller
// tail is at is accurate, however close to its end.
func (s betaShape) quantile(p, q float64) (x, y float64) {
	if p <= q {
		t := s.lower(p, s.firstGuess(p, q), exactly)
		return exp(t), -expm1(t)
	}
	y, x = s.mirrored().quantile(q, p)
	return x, y
}

// walk returns a function that gives the quantiles of increasing p at equal
// steps of the normal score, each with a guess from the four before it.
func (s betaShape) walk() func(p, q float64) (x, y float64) {
	shape := s
	var t [4]float64 // logarithms, of y once p has passed 1/2
	known, upper := 0, false
	return func(p, q float64) (float64, float64) {
		if p > q && !upper {
			shape, known, upper = s.mirrored(), 0, true
		}
		if upper {
			p, q = q, p
		}
		guess, tol := extrapolate(&t), nearly
		if known < len(t) || !(guess > -1e4) {
			guess, tol = shape.firstGuess(p, q), exactly
		}
		t[0], t[1], t[2], t[3] = t[1], t[2], t[3], shape.lower(p, min(guess, -1e-12), tol)
		known++
		x, y := exp(t[3]), -expm1(t[3])
		if upper {
			return y, x
		}
		return x, y
	}
}
