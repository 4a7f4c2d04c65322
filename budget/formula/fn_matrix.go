package formula

import "math"

// matrixFunctions are the algebra of arrays of numbers.
func matrixFunctions() []Func {
	return []Func{
		{Name: "MMULT", Min: 2, Max: 2, Args: "aa", Call: multiplied},
		{Name: "MINVERSE", Min: 1, Max: 1, Args: "a", Call: inverted},
		{Name: "MDETERM", Min: 1, Max: 1, Args: "a", Call: determinant},
		{Name: "MUNIT", Min: 1, Max: 1, Args: "n", Call: unitMatrix, Prefix: "_xlfn."},
	}
}

// matrix is rows of numbers.
type matrix struct {
	rows, cols int
	x          []float64
}

func newMatrix(rows, cols int) matrix { return matrix{rows, cols, make([]float64, rows*cols)} }

func (m matrix) at(r, c int) float64     { return m.x[r*m.cols+c] }
func (m matrix) set(r, c int, v float64) { m.x[r*m.cols+c] = v }

// value is the matrix as an array.
func (m matrix) value() Value {
	a := newArray(m.rows, m.cols)
	for i, x := range m.x {
		a.V[i] = Num(x)
	}
	return Grid(a)
}

// matrixOf reads an argument whose every element is a number.
func (c *Call) matrixOf(v Value) (m matrix, bad Value) {
	a, bad := c.Array(v)
	if bad.Kind == Error {
		return m, bad
	}
	m = newMatrix(a.Rows, a.Cols)
	for i, x := range a.V {
		switch x.Kind {
		case Number:
			m.x[i] = x.Num
		case Error:
			return m, x
		default:
			return m, Fail(ValueError)
		}
	}
	return m, Value{}
}

func multiplied(c *Call, a []Value) Value {
	m, bad := c.matrixOf(a[0])
	if bad.Kind == Error {
		return bad
	}
	n, bad := c.matrixOf(a[1])
	if bad.Kind == Error {
		return bad
	}
	if m.cols != n.rows {
		return Fail(ValueError)
	}
	if tooLarge(m.rows, n.cols) {
		return c.run.fault(c.at, NumError, TooLarge, "MMULT")
	}
	return times(m, n).value()
}

func times(m, n matrix) matrix {
	p := newMatrix(m.rows, n.cols)
	for r := range m.rows {
		for c := range n.cols {
			sum := 0.0
			for k := range m.cols {
				sum += float64(m.at(r, k) * n.at(k, c))
			}
			p.set(r, c, sum)
		}
	}
	return p
}

func inverted(c *Call, a []Value) Value {
	m, bad := c.matrixOf(a[0])
	if bad.Kind == Error {
		return bad
	}
	if m.rows != m.cols {
		return Fail(ValueError)
	}
	inverse := newMatrix(m.rows, m.rows)
	for i := range m.rows {
		inverse.set(i, i, 1)
	}
	if m.eliminate(inverse) == 0 {
		return Fail(NumError)
	}
	return inverse.value()
}

func determinant(c *Call, a []Value) Value {
	m, bad := c.matrixOf(a[0])
	if bad.Kind == Error {
		return bad
	}
	if m.rows != m.cols {
		return Fail(ValueError)
	}
	return Num(m.eliminate(newMatrix(m.rows, 0)))
}

// eliminate makes the unit matrix of m by Gauss and Jordan with the largest
// pivot of a column, does the same to right, and gives the determinant; 0 where
// m has no inverse.
//
// Source: Golub and Van Loan, Matrix Computations, 3.4.
// Checked: TestExcelValues.
func (m matrix) eliminate(right matrix) float64 {
	det := 1.0
	n := m.rows
	for k := range n {
		p := k
		for r := k + 1; r < n; r++ {
			if math.Abs(m.at(r, k)) > math.Abs(m.at(p, k)) {
				p = r
			}
		}
		pivot := m.at(p, k)
		if pivot == 0 {
			return 0
		}
		if p != k {
			det = -det
			m.swap(p, k)
			right.swap(p, k)
		}
		det *= pivot
		for r := range n {
			f := m.at(r, k) / pivot
			if r == k || f == 0 || right.cols == 0 && r < k {
				continue
			}
			for c := k; c < n; c++ {
				m.set(r, c, m.at(r, c)-float64(f*m.at(k, c)))
			}
			for c := range right.cols {
				right.set(r, c, right.at(r, c)-float64(f*right.at(k, c)))
			}
		}
		if right.cols == 0 {
			continue
		}
		for c := k; c < n; c++ {
			m.set(k, c, m.at(k, c)/pivot)
		}
		for c := range right.cols {
			right.set(k, c, right.at(k, c)/pivot)
		}
	}
	return det
}

func (m matrix) swap(r, s int) {
	for c := range m.cols {
		a, b := m.at(r, c), m.at(s, c)
		m.set(r, c, b)
		m.set(s, c, a)
	}
}

func unitMatrix(_ *Call, a []Value) Value {
	n := math.Trunc(a[0].Num)
	if n < 1 || n > 2000 {
		return Fail(ValueError)
	}
	m := newMatrix(int(n), int(n))
	for i := range m.rows {
		m.set(i, i, 1)
	}
	return m.value()
}
