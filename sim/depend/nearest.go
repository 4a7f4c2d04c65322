package depend

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/mat"
)

const (
	floorEigen    = 1e-8 // smallest eigenvalue of a repaired matrix
	nearestMoves  = 1e-9 // alternating projections stop when no entry moves more (times n/10)
	nearestRounds = 1000
	repairDigits  = 1e10 // repaired entries are rounded to 1e-10
)

// nearest returns the correlation matrix nearest to the symmetric matrix m in
// the Frobenius norm, and whether it differs from m. A matrix that has a
// Cholesky factor is returned as it is. A repaired one has eigenvalues of at
// least about 1e-8, so that its factor exists, and entries rounded to 1e-10,
// so that the rounding of the eigenvalue routine does not reach the scenarios.
// The error is that of an eigenvalue routine that does not converge.
//
// Source: Higham, Computing the nearest correlation matrix, IMA J. Numer.
// Anal. 22 (2002) 329-343, algorithm 3.3: alternating projections with
// Dykstra's correction.
// Checked: TestNearestPublished (Higham's example), TestNearestIsCorrelation.
func nearest(m [][]float64) (fixed [][]float64, changed bool, err error) {
	if _, ok := cholesky(m); ok {
		return m, false, nil
	}
	n := len(m)
	y, correction := clone(m), square(n)
	for round := 0; round < nearestRounds; round++ {
		r := square(n)
		each(r, func(i, j int) float64 { return y[i][j] - correction[i][j] })
		x, err := project(r, 0)
		if err != nil {
			return nil, false, err
		}
		each(correction, func(i, j int) float64 { return x[i][j] - r[i][j] })
		moved := 0.0
		each(x, func(i, j int) float64 {
			if i == j {
				return 1
			}
			moved = math.Max(moved, math.Abs(x[i][j]-y[i][j]))
			return x[i][j]
		})
		y = x
		if moved < nearestMoves*max(1, float64(n)/10) {
			break
		}
	}
	return lift(y)
}

// lift raises the smallest eigenvalues to the floor, restores the diagonal and
// rounds. A second pass is needed when rescaling has lowered one again.
func lift(y [][]float64) (fixed [][]float64, changed bool, err error) {
	floor := floorEigen
	for range 6 {
		x, err := project(y, floor)
		if err != nil {
			return nil, false, err
		}
		fixed = square(len(y))
		each(fixed, func(i, j int) float64 {
			if i == j {
				return 1
			}
			r := x[i][j] / math.Sqrt(x[i][i]*x[j][j])
			return max(-1, min(1, math.Round(r*repairDigits)/repairDigits))
		})
		if _, ok := cholesky(fixed); ok {
			return fixed, true, nil
		}
		floor *= 10
	}
	return nil, false, errors.New("nearest correlation matrix: no factor after repair")
}

// project returns the nearest symmetric matrix whose eigenvalues are at least
// floor. It adds what the eigenvalues below the floor lack, which are few.
func project(m [][]float64, floor float64) ([][]float64, error) {
	n := len(m)
	sym := mat.NewSymDense(n, nil)
	for i := range m {
		for j := 0; j <= i; j++ {
			sym.SetSym(i, j, m[i][j])
		}
	}
	var eigen mat.EigenSym
	if !eigen.Factorize(sym, true) {
		return nil, errors.New("nearest correlation matrix: eigenvalues did not converge")
	}
	var vectors mat.Dense
	eigen.VectorsTo(&vectors)
	out := clone(m)
	v := make([]float64, n)
	for k, value := range eigen.Values(nil) { // ascending
		if value >= floor {
			break
		}
		addOuter(out, mat.Col(v, k, &vectors), floor-value)
	}
	each(out, func(i, j int) float64 { return out[i][j] })
	return out, nil
}

// addOuter adds weight*v*v' to the lower half of m.
func addOuter(m [][]float64, v []float64, weight float64) {
	for i, a := range v {
		a *= weight
		row := m[i][:i+1]
		for j, b := range v[:i+1] {
			row[j] += float64(a * b)
		}
	}
}

// each sets a symmetric matrix from a function of its lower half.
func each(m [][]float64, f func(i, j int) float64) {
	for i := range m {
		for j := 0; j <= i; j++ {
			v := f(i, j)
			m[i][j], m[j][i] = v, v
		}
	}
}

func square(n int) [][]float64 {
	flat, m := make([]float64, n*n), make([][]float64, n)
	for i := range m {
		m[i] = flat[i*n : (i+1)*n]
	}
	return m
}

func clone(m [][]float64) [][]float64 {
	out := square(len(m))
	for i := range m {
		copy(out[i], m[i])
	}
	return out
}
