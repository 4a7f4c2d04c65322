package formula

import (
	"math"

	"ballast/budget/formula/special"
)

// pairFunctions compare two samples.
func pairFunctions() []Func {
	pair := func(name string, least int, f func(s pairSums) Value) Func {
		return Func{Name: name, Min: 2, Max: 2, Args: "rr", Prefix: newName(name), Call: func(c *Call, a []Value) Value {
			xs, ys, bad := c.pairs(a[0], a[1])
			if bad.Kind == Error {
				return bad
			}
			if len(xs) < least {
				return Fail(DivError)
			}
			return f(sumPairs(xs, ys))
		}}
	}
	correlation := func(s pairSums) Value { return ratio(s.xy, math.Sqrt(float64(s.xx*s.yy))) }
	squared := func(name string, f func(x, y float64) float64) Func {
		return Func{Name: name, Min: 2, Max: 2, Args: "rr", Call: func(c *Call, a []Value) Value { return c.sumOver(a, f) }}
	}
	return []Func{
		pair("CORREL", 1, correlation), pair("PEARSON", 1, correlation),
		pair("RSQ", 1, func(s pairSums) Value { return ratio(s.xy*s.xy, s.xx*s.yy) }),
		pair("COVARIANCE.P", 1, func(s pairSums) Value { return Num(s.xy / s.n) }),
		pair("COVAR", 1, func(s pairSums) Value { return Num(s.xy / s.n) }),
		pair("COVARIANCE.S", 2, func(s pairSums) Value { return Num(s.xy / (s.n - 1)) }),
		// Of the regressions the first argument is y.
		pair("SLOPE", 1, func(s pairSums) Value { return ratio(s.xy, s.yy) }),
		pair("INTERCEPT", 1, func(s pairSums) Value {
			b := ratio(s.xy, s.yy)
			if b.Kind == Error {
				return b
			}
			return Num(s.mx - float64(b.Num*s.my))
		}),
		pair("STEYX", 3, func(s pairSums) Value {
			if s.yy == 0 {
				return Fail(DivError)
			}
			return Num(math.Sqrt((s.xx - float64(s.xy*s.xy)/s.yy) / (s.n - 2)))
		}),
		{Name: "FORECAST", Min: 3, Max: 3, Args: "nrr", Call: forecast},
		{Name: "FORECAST.LINEAR", Min: 3, Max: 3, Args: "nrr", Call: forecast, Prefix: "_xlfn."},
		squared("SUMX2MY2", func(x, y float64) float64 { return float64(x*x) - float64(y*y) }),
		squared("SUMX2PY2", func(x, y float64) float64 { return float64(x*x) + float64(y*y) }),
		squared("SUMXMY2", func(x, y float64) float64 { return (x - y) * (x - y) }),
		{Name: "T.TEST", Min: 4, Max: 4, Args: "rrnn", Call: studentTest, Prefix: "_xlfn."},
		{Name: "TTEST", Min: 4, Max: 4, Args: "rrnn", Call: studentTest},
		{Name: "F.TEST", Min: 2, Max: 2, Args: "rr", Call: varianceTest, Prefix: "_xlfn."},
		{Name: "FTEST", Min: 2, Max: 2, Args: "rr", Call: varianceTest},
		{Name: "Z.TEST", Min: 2, Max: 3, Args: "rnn", Call: normalTest, Prefix: "_xlfn."},
		{Name: "ZTEST", Min: 2, Max: 3, Args: "rnn", Call: normalTest},
		{Name: "CHISQ.TEST", Min: 2, Max: 2, Args: "rr", Call: independenceTest, Prefix: "_xlfn."},
		{Name: "CHITEST", Min: 2, Max: 2, Args: "rr", Call: independenceTest},
	}
}

// pairs are the numbers that stand at the same place of two arrays of equal
// size; where either is no number, neither counts. Arrays of other sizes are #N/A.
func (c *Call) pairs(a, b Value) (xs, ys []float64, bad Value) {
	m, bad := c.Array(a)
	if bad.Kind == Error {
		return nil, nil, bad
	}
	n, bad := c.Array(b)
	if bad.Kind == Error {
		return nil, nil, bad
	}
	if len(m.V) != len(n.V) {
		return nil, nil, Fail(NAError)
	}
	for i, x := range m.V {
		y := n.V[i]
		switch {
		case x.Kind == Error:
			return nil, nil, x
		case y.Kind == Error:
			return nil, nil, y
		case x.Kind == Number && y.Kind == Number:
			xs, ys = append(xs, x.Num), append(ys, y.Num)
		}
	}
	return xs, ys, Value{}
}

// pairSums are means and centred sums of squares and products.
type pairSums struct{ n, mx, my, xx, yy, xy float64 }

func sumPairs(xs, ys []float64) pairSums {
	s := pairSums{n: float64(len(xs)), mx: meanOf(xs), my: meanOf(ys)}
	for i := range xs {
		dx, dy := xs[i]-s.mx, ys[i]-s.my
		s.xx += float64(dx * dx)
		s.yy += float64(dy * dy)
		s.xy += float64(dx * dy)
	}
	return s
}

// ratio is a quotient; by nothing it is #DIV/0!.
func ratio(a, b float64) Value {
	if b == 0 {
		return Fail(DivError)
	}
	return Num(a / b)
}

func forecast(c *Call, a []Value) Value {
	ys, xs, bad := c.pairs(a[1], a[2])
	if bad.Kind == Error {
		return bad
	}
	if len(xs) == 0 {
		return Fail(DivError)
	}
	s := sumPairs(ys, xs)
	b := ratio(s.xy, s.yy)
	if b.Kind == Error {
		return b
	}
	return Num(s.mx + float64(b.Num*(a[0].Num-s.my)))
}

// sumOver adds a function of pairs of numbers.
func (c *Call) sumOver(a []Value, f func(x, y float64) float64) Value {
	xs, ys, bad := c.pairs(a[0], a[1])
	if bad.Kind == Error {
		return bad
	}
	sum := 0.0
	for i := range xs {
		sum += f(xs[i], ys[i])
	}
	return Num(sum)
}

// studentTest is the chance of two means so far apart: samples, tails, kind (1
// paired, 2 equal variances, 3 unequal).
//
// Source: Welch 1947 for unequal variances.
// Checked: TestExcelValues.
func studentTest(c *Call, a []Value) Value {
	tails, kind := math.Trunc(a[2].Num), math.Trunc(a[3].Num)
	if tails != 1 && tails != 2 || kind < 1 || kind > 3 {
		return Fail(NumError)
	}
	var t, df float64
	if kind == 1 {
		xs, ys, bad := c.pairs(a[0], a[1])
		if bad.Kind == Error {
			return bad
		}
		if len(xs) < 2 {
			return Fail(DivError)
		}
		d := make([]float64, len(xs))
		for i := range xs {
			d[i] = xs[i] - ys[i]
		}
		n := float64(len(d))
		t, df = meanOf(d)/math.Sqrt(squares(d)/(n-1)/n), n-1
	} else {
		xs, ys, bad := c.samples(a[0], a[1])
		if bad.Kind == Error {
			return bad
		}
		if len(xs) < 2 || len(ys) < 2 {
			return Fail(DivError)
		}
		t, df = apart(xs, ys, kind == 2)
	}
	if t-t != 0 {
		return Fail(DivError)
	}
	return Num(tails * special.StudentUpper(math.Abs(t), df))
}

// samples are the numbers of two arguments, which need not be as many.
func (c *Call) samples(a, b Value) (xs, ys []float64, bad Value) {
	if xs, bad = c.Numbers(a); bad.Kind == Error {
		return nil, nil, bad
	}
	ys, bad = c.Numbers(b)
	return xs, ys, bad
}

// apart is the statistic of two means and its degrees of freedom.
func apart(xs, ys []float64, pooled bool) (t, df float64) {
	m, n := float64(len(xs)), float64(len(ys))
	if pooled {
		df = m + n - 2
		v := (squares(xs) + squares(ys)) / df
		return (meanOf(xs) - meanOf(ys)) / math.Sqrt(v*(1/m+1/n)), df
	}
	vx, vy := squares(xs)/(m-1)/m, squares(ys)/(n-1)/n
	v := vx + vy
	df = v * v / (float64(vx*vx)/(m-1) + float64(vy*vy)/(n-1))
	return (meanOf(xs) - meanOf(ys)) / math.Sqrt(v), df
}

// varianceTest is the chance of two variances so far apart, both tails.
func varianceTest(c *Call, a []Value) Value {
	xs, ys, bad := c.samples(a[0], a[1])
	if bad.Kind == Error {
		return bad
	}
	m, n := float64(len(xs)-1), float64(len(ys)-1)
	if m < 1 || n < 1 || squares(xs) == 0 || squares(ys) == 0 {
		return Fail(DivError)
	}
	f := squares(xs) / m / (squares(ys) / n)
	return Num(2 * math.Min(special.FLower(f, m, n), special.FUpper(f, m, n)))
}

// normalTest is the chance of a mean above the sample's: sample, mean, standard
// deviation of the population (the sample's where it is not given).
func normalTest(c *Call, a []Value) Value {
	xs, bad := c.Numbers(a[0])
	if bad.Kind == Error {
		return bad
	}
	if len(xs) == 0 {
		return Fail(NAError)
	}
	n := float64(len(xs))
	s := given(a, 2, math.Sqrt(squares(xs)/(n-1)))
	if len(a) > 2 && s <= 0 {
		return Fail(NumError)
	}
	if s == 0 || s != s {
		return Fail(DivError)
	}
	return Num(special.NormalLower((a[1].Num - meanOf(xs)) / (s / math.Sqrt(n))))
}

// independenceTest compares counted with expected numbers.
func independenceTest(c *Call, a []Value) Value {
	m, bad := c.Array(a[0])
	if bad.Kind == Error {
		return bad
	}
	e, bad := c.Array(a[1])
	if bad.Kind == Error {
		return bad
	}
	if m.Rows != e.Rows || m.Cols != e.Cols || len(m.V) < 2 {
		return Fail(NAError)
	}
	sum := 0.0
	for i, x := range m.V {
		y := e.V[i]
		switch {
		case x.Kind == Error:
			return x
		case y.Kind == Error:
			return y
		case x.Kind != Number || y.Kind != Number:
			continue
		case y.Num == 0:
			return Fail(DivError)
		case y.Num < 0:
			return Fail(NumError)
		}
		d := x.Num - y.Num
		sum += float64(d*d) / y.Num
	}
	df := float64((m.Rows - 1) * (m.Cols - 1))
	if m.Rows == 1 || m.Cols == 1 {
		df = float64(len(m.V) - 1)
	}
	return Num(special.GammaUpper(df/2, sum/2))
}
