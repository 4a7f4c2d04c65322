package depend

import "math"

// Lower is the lower triangular factor of the correlations of normals that have the rank
// correlations asked for; ok is false where these contradict each other.
//
// Source: Pearson, Mathematical contributions to the theory of evolution XVI (1907): the
// correlation of two normals is 2 sin(pi rho/6) of their rank correlation rho.
// Checked: TestLower.
func Lower(rank [][]float64) (l [][]float64, ok bool) {
	if len(check(rank)) > 0 {
		return nil, false
	}
	m := square(len(rank))
	each(m, func(i, j int) float64 {
		if i == j {
			return 1
		}
		return 2 * math.Sin(math.Pi/6*rank[i][j])
	})
	return cholesky(m)
}
