package formula

import (
	"math"

	"ballast/budget/formula/elementary"
)

// regressionFunctions fit lines and exponential curves by least squares.
func regressionFunctions() []Func {
	return []Func{
		{Name: "LINEST", Min: 1, Max: 4, Args: "rrbb", Call: func(c *Call, a []Value) Value { return linest(c, a, false) }},
		{Name: "LOGEST", Min: 1, Max: 4, Args: "rrbb", Call: func(c *Call, a []Value) Value { return linest(c, a, true) }},
		{Name: "TREND", Min: 1, Max: 4, Args: "rrrb", Call: func(c *Call, a []Value) Value { return trend(c, a, false) }},
		{Name: "GROWTH", Min: 1, Max: 4, Args: "rrrb", Call: func(c *Call, a []Value) Value { return trend(c, a, true) }},
	}
}

// sample is y against one or more x, one row an observation.
type sample struct {
	y      []float64
	x      matrix
	across bool // observations run along a row
	one    bool // y is a whole column or row against any shape of one x
	shape  [2]int
}

// sampleOf reads the known y and x; x counts 1, 2, 3 where it is not given.
func (c *Call) sampleOf(a []Value, log bool) (s sample, bad Value) {
	ys, bad := c.matrixOf(a[0])
	if bad.Kind == Error {
		return s, bad
	}
	s.y, s.shape = ys.x, [2]int{ys.rows, ys.cols}
	s.across = ys.rows == 1
	if log {
		s.y = append([]float64{}, s.y...)
		for i, y := range s.y {
			if y <= 0 {
				return s, Fail(NumError)
			}
			s.y[i] = elementary.Log(y)
		}
	}
	n := len(s.y)
	if len(a) < 2 || c.Empty(1) {
		s.x, s.one = newMatrix(n, 1), true
		for i := range n {
			s.x.x[i] = float64(i + 1)
		}
		return s, Value{}
	}
	xs, bad := c.matrixOf(a[1])
	if bad.Kind == Error {
		return s, bad
	}
	if xs.rows == ys.rows && xs.cols == ys.cols {
		s.x, s.one = matrix{n, 1, xs.x}, true
		return s, Value{}
	}
	x, ok := s.observations(xs)
	if !ok || x.rows != n || ys.rows != 1 && ys.cols != 1 {
		return s, Fail(RefError)
	}
	s.x = x
	return s, Value{}
}

// observations turns x so that each row is an observation.
func (s sample) observations(xs matrix) (matrix, bool) {
	if !s.across {
		return xs, xs.rows > 0
	}
	t := newMatrix(xs.cols, xs.rows)
	for r := range xs.rows {
		for c := range xs.cols {
			t.set(c, r, xs.at(r, c))
		}
	}
	return t, true
}

// fit is a least-squares solution.
type fit struct {
	b         []float64 // slopes in the order of x
	intercept float64
	seB       []float64
	seA       float64 // NaN without an intercept
	r2, seY   float64
	f, df     float64
	ssReg     float64
	ssRes     float64
}

// fitLine solves least squares by orthogonal reflections of the centred columns
// with the largest first; a column that depends on others gets slope 0.
//
// Source: Golub and Van Loan, Matrix Computations, 5.4 (QR with column pivoting).
// Checked: TestExcelValues, TestRegression.
func fitLine(s sample, intercept bool) fit {
	n, k := s.x.rows, s.x.cols
	x, y := newMatrix(n, k), append([]float64{}, s.y...)
	copy(x.x, s.x.x)
	means, my := make([]float64, k), 0.0
	if intercept {
		my = meanOf(y)
		for c := range k {
			for r := range n {
				means[c] += x.at(r, c)
			}
			means[c] /= float64(n)
			for r := range n {
				x.set(r, c, x.at(r, c)-means[c])
			}
		}
		for r := range n {
			y[r] -= my
		}
	}
	total := dot(y, y)
	order, rank := x.reflect(y)
	out := fit{b: make([]float64, k), seB: make([]float64, k), seA: nan()}
	for i := rank - 1; i >= 0; i-- {
		v := y[i]
		for j := i + 1; j < rank; j++ {
			v -= float64(x.at(i, j) * out.b[order[j]])
		}
		out.b[order[i]] = v / x.at(i, i)
	}
	out.ssRes = dot(y[rank:], y[rank:])
	out.ssReg = dot(y[:rank], y[:rank])
	out.df = float64(n - rank)
	if intercept {
		out.df--
		out.intercept = my
		for c := range k {
			out.intercept -= float64(out.b[c] * means[c])
		}
	}
	out.errors(x, order, rank, means, intercept, n)
	out.r2 = 1
	if total > 0 {
		out.r2 = out.ssReg / (out.ssReg + out.ssRes)
	}
	out.f = out.ssReg / float64(max(rank, 1)) / (out.ssRes / out.df)
	return out
}

// errors fills in the standard errors from the triangular factor.
func (f *fit) errors(r matrix, order []int, rank int, means []float64, intercept bool, n int) {
	v := 0.0
	if f.df > 0 {
		v = f.ssRes / f.df
	}
	f.seY = math.Sqrt(v)
	// Columns of the inverse of R: the covariance is v R^-1 R^-T.
	inverse := newMatrix(rank, rank)
	for c := range rank {
		inverse.set(c, c, 1/r.at(c, c))
		for i := c - 1; i >= 0; i-- {
			sum := 0.0
			for j := i + 1; j <= c; j++ {
				sum += float64(r.at(i, j) * inverse.at(j, c))
			}
			inverse.set(i, c, -sum/r.at(i, i))
		}
	}
	spread := 0.0
	for c := range rank {
		along := 0.0
		for i := range rank {
			along += float64(means[order[i]] * inverse.at(i, c))
		}
		spread += float64(along * along)
	}
	for i := range rank {
		sum := 0.0
		for c := i; c < rank; c++ {
			sum += float64(inverse.at(i, c) * inverse.at(i, c))
		}
		f.seB[order[i]] = math.Sqrt(float64(v * sum))
	}
	if intercept {
		f.seA = math.Sqrt(float64(v * (1/float64(n) + spread)))
	}
}

// reflect makes m upper triangular by reflections, does the same to y, and
// gives the order of the columns and how many are independent.
func (m matrix) reflect(y []float64) (order []int, rank int) {
	order = make([]int, m.cols)
	size := make([]float64, m.cols)
	for c := range m.cols {
		order[c] = c
		size[c] = m.below(0, c)
	}
	largest := 0.0
	for k := 0; k < min(m.rows, m.cols); k++ {
		p := k
		for c := k; c < m.cols; c++ {
			if m.below(k, c) > m.below(k, p)*(1+1e-12) {
				p = c
			}
		}
		norm := math.Sqrt(m.below(k, p))
		if k == 0 {
			largest = norm
		}
		if norm <= largest*1e-13 || norm <= math.Sqrt(size[order[p]])*1e-8 {
			return order, k
		}
		order[k], order[p] = order[p], order[k]
		for r := range m.rows {
			a, b := m.at(r, k), m.at(r, p)
			m.set(r, k, b)
			m.set(r, p, a)
		}
		m.householder(k, norm, y)
		rank = k + 1
	}
	return order, rank
}

// below is the sum of squares of a column from row k.
func (m matrix) below(k, c int) float64 {
	sum := 0.0
	for r := k; r < m.rows; r++ {
		sum += float64(m.at(r, c) * m.at(r, c))
	}
	return sum
}

// householder clears column k below row k.
func (m matrix) householder(k int, norm float64, y []float64) {
	if m.at(k, k) > 0 {
		norm = -norm
	}
	v := make([]float64, m.rows-k)
	for r := k; r < m.rows; r++ {
		v[r-k] = m.at(r, k)
	}
	v[0] -= norm
	vv := dot(v, v)
	if vv == 0 {
		return
	}
	for c := k; c < m.cols; c++ {
		sum := 0.0
		for r := k; r < m.rows; r++ {
			sum += float64(v[r-k] * m.at(r, c))
		}
		for r := k; r < m.rows; r++ {
			m.set(r, c, m.at(r, c)-float64(v[r-k]*(2*sum/vv)))
		}
	}
	sum := dot(v, y[k:])
	for r := k; r < m.rows; r++ {
		y[r] -= float64(v[r-k] * (2 * sum / vv))
	}
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += float64(a[i] * b[i])
	}
	return sum
}

// linest is LINEST and LOGEST: known y, known x, intercept, statistics. Slopes
// stand from the last x to the first, then the intercept.
func linest(c *Call, a []Value, log bool) Value {
	s, bad := c.sampleOf(a, log)
	if bad.Kind == Error {
		return bad
	}
	intercept := len(a) < 3 || c.Empty(2) || a[2].Num != 0
	f := fitLine(s, intercept)
	k := len(f.b)
	rows := 1
	if given(a, 3, 0) != 0 {
		rows = 5
	}
	m := newArray(rows, k+1)
	for i := range m.V {
		m.V[i] = Fail(NAError)
	}
	shown := func(x float64) Value {
		if log {
			return Num(elementary.Exp(x))
		}
		return Num(x)
	}
	for i, b := range f.b {
		m.Set(0, k-1-i, shown(b))
	}
	m.Set(0, k, shown(f.intercept))
	if rows == 1 {
		return Grid(m)
	}
	for i, e := range f.seB {
		m.Set(1, k-1-i, Num(e))
	}
	if intercept {
		m.Set(1, k, Num(f.seA))
	}
	m.Set(2, 0, Num(f.r2))
	m.Set(2, 1, Num(f.seY))
	m.Set(3, 0, Num(f.f))
	m.Set(3, 1, Num(f.df))
	m.Set(4, 0, Num(f.ssReg))
	m.Set(4, 1, Num(f.ssRes))
	return Grid(m)
}

// trend is TREND and GROWTH: known y, known x, new x, intercept.
func trend(c *Call, a []Value, log bool) Value {
	s, bad := c.sampleOf(a, log)
	if bad.Kind == Error {
		return bad
	}
	f := fitLine(s, len(a) < 4 || c.Empty(3) || a[3].Num != 0)
	at, rows, cols := s.x, s.shape[0], s.shape[1]
	if len(a) > 2 && !c.Empty(2) {
		xs, bad := c.matrixOf(a[2])
		if bad.Kind == Error {
			return bad
		}
		if s.one {
			at, rows, cols = matrix{len(xs.x), 1, xs.x}, xs.rows, xs.cols
		} else {
			at, _ = s.observations(xs)
			if at.cols != s.x.cols {
				return Fail(RefError)
			}
			rows, cols = at.rows, 1
			if s.across {
				rows, cols = 1, at.rows
			}
		}
	}
	m := newArray(rows, cols)
	for r := range at.rows {
		y := f.intercept
		for i, b := range f.b {
			y += float64(b * at.at(r, i))
		}
		if log {
			y = elementary.Exp(y)
		}
		m.V[r] = Num(y)
	}
	return Grid(m)
}
