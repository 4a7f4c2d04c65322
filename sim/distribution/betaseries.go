package distribution

// The quantiles of a table are equidistant in the normal score z, and x(z)
// solves x' = phi(z)/f(x), f the density of the beta distribution. Its power
// series about one z gives the quantiles of the next half unit of z, at a tenth
// of the cost of solving for each. The steps lead from the far tail towards the
// middle: an error there is one of probability, which the growing probability
// makes ever smaller.

const (
	seriesOrder = 10
	seriesReach = 0.5 // of z, and the radius of convergence is above 2
)

// column returns the quantiles at the scores of a table's grid, which lie
// symmetrically about 0; false where the series is not made for the shape. What it returns is checked like every table.
// Checked: TestTables, TestBetaSeries.
func (d beta) column(at *scoreGrid) (y []float64, ok bool) {
	if d.a < 1 || d.b < 1 || d.a+d.b > 1e6 {
		return nil, false
	}
	n := len(at.ends)
	y = make([]float64, n)
	x := make([]float64, n+1)
	lower, upper := x[:(n+1)/2], x[(n+1)/2:]
	first := -float64(float64(n/2) * at.step)
	if !d.betaShape.tailColumn(lower, at.ends[0], first, at.step) || !d.mirrored().tailColumn(upper, at.ends[0], first, at.step) {
		return nil, false
	}
	for i, x := range upper {
		y[len(y)-1-i] = d.max - float64(x*(d.max-d.min))
	}
	for i, x := range lower {
		y[i] = d.min + float64(x*(d.max-d.min))
	}
	return y, true
}

// tailColumn fills x with the quantiles at the scores z, z+step, ..., of which
// the first has the tails t.
func (s betaShape) tailColumn(x []float64, t tails, z, step float64) bool {
	x[0] = exp(s.lower(t.p, s.firstGuess(t.p, t.q), exactly))
	stride := max(1, int(seriesReach/step))
	for i := 0; i+1 < len(x); i += stride {
		if !(x[i] > 0 && x[i] < 1) {
			return false
		}
		c := s.series(z+float64(float64(i)*step), x[i])
		for j := 1; j <= stride && i+j < len(x); j++ {
			x[i+j] = polynomial(&c, float64(j)*step)
		}
	}
	return true
}

// series returns the coefficients of x about the score z, where it is x0. With
// p = x', w = x (1-x) and g = (a-1)(1-x) - (b-1) x the derivative of the
// equation is w p' = -p (z w + p g): a recurrence of products of series.
func (s betaShape) series(z, x0 float64) (x [seriesOrder + 1]float64) {
	var p, q, w, g, e [seriesOrder]float64 // q: coefficients of p'
	logs := float64((s.a-1)*log(x0)) + float64((s.b-1)*log1p(-x0))
	total := s.a + s.b - 2
	x[0] = x0
	p[0] = phi0 * exp(s.logNum-float64(0.5*float64(z*z))-logs)
	x[1] = p[0]
	g[0] = s.a - 1 - float64(total*x0)
	scale := -1 / float64(x0*(1-x0))
	for k := range seriesOrder - 1 {
		if k > 0 {
			g[k] = -float64(total * x[k])
		}
		square, product := 0.0, 0.0
		for i := 0; i <= k; i++ {
			square += float64(x[i] * x[k-i])
			product += float64(p[i] * g[k-i])
		}
		w[k] = x[k] - square
		e[k] = float64(z*w[k]) + product
		if k > 0 {
			e[k] += w[k-1]
		}
		right, left := float64(p[0]*e[k]), 0.0
		for i := 1; i <= k; i++ {
			right += float64(p[i] * e[k-i])
			left += float64(q[i-1] * w[k-i+1])
		}
		q[k] = float64((right + left) * scale)
		p[k+1] = q[k] / float64(k+1)
		x[k+2] = p[k+1] / float64(k+2)
	}
	return x
}

// polynomial is the value at t of the polynomial with these coefficients.
func polynomial(c *[seriesOrder + 1]float64, t float64) float64 {
	v := c[seriesOrder]
	for k := seriesOrder - 1; k >= 0; k-- {
		v = float64(v*t) + c[k]
	}
	return v
}

// near is quantile from a guess that is almost right: to 1e-8 of the distance
// from the nearer end.
func (d beta) near(p, q, guess float64) float64 {
	w := d.max - d.min
	if p <= q {
		t := d.lower(p, log(max((guess-d.min)/w, 1e-300)), nearly)
		return d.place(exp(t), -expm1(t))
	}
	t := d.mirrored().lower(q, log(max((d.max-guess)/w, 1e-300)), nearly)
	return d.place(-expm1(t), exp(t))
}
