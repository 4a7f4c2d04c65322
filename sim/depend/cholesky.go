package depend

import "math"

// singular is the pivot below which a variable counts as a combination of
// those before it (two variables correlated 1, for instance).
const singular = 1e-10

// cholesky returns the lower triangular factor l with l*l' = m for a symmetric
// positive semi-definite matrix; row i has i+1 entries. Only the lower half of
// m is read. ok is false when m has a negative direction beyond rounding.
//
// Source: Higham, Analysis of the Cholesky decomposition of a semi-definite
// matrix (1990); row by row so that both operands are contiguous.
// Checked: TestCholesky.
func cholesky(m [][]float64) (l [][]float64, ok bool) {
	l = make([][]float64, len(m))
	for i := range m {
		row := make([]float64, i+1)
		l[i] = row
		for j := range i {
			rest := m[i][j] - dot(row[:j], l[j][:j])
			switch d := l[j][j]; {
			case d > 0:
				row[j] = rest / d
			case math.Abs(rest) > math.Sqrt(singular):
				return nil, false
			}
		}
		pivot := m[i][i] - dot(row[:i], row[:i])
		if pivot < -singular {
			return nil, false
		}
		if pivot > singular {
			row[i] = math.Sqrt(pivot)
		}
	}
	return l, true
}

// dot adds in four strands, in a fixed order.
func dot(a, b []float64) float64 {
	var s0, s1, s2, s3 float64
	b = b[:len(a)]
	for len(a) >= 4 && len(b) >= 4 {
		s0 += float64(a[0] * b[0])
		s1 += float64(a[1] * b[1])
		s2 += float64(a[2] * b[2])
		s3 += float64(a[3] * b[3])
		a, b = a[4:], b[4:]
	}
	b = b[:len(a)]
	for i, x := range a {
		s0 += float64(x * b[i])
	}
	return (s0 + s1) + (s2 + s3)
}
