package depend

import (
	"errors"
	"slices"
)

// groups lists the variables that hang together, directly or through others,
// each list ascending. A matrix is the direct sum of its groups, and so are
// its nearest correlation matrix and its triangular factor.
func groups(m [][]float64) [][]int {
	seen := make([]bool, len(m))
	var out [][]int
	for i := range m {
		if seen[i] {
			continue
		}
		seen[i] = true
		list := []int{i}
		for k := 0; k < len(list); k++ {
			for j, x := range m[list[k]] {
				if x != 0 && !seen[j] {
					seen[j] = true
					list = append(list, j)
				}
			}
		}
		slices.Sort(list)
		out = append(out, list)
	}
	return out
}

// factorGroups repairs and factors a matrix group by group.
func factorGroups(m [][]float64, parts [][]int) (fixed, factor [][]float64, changed bool, err error) {
	fixed, factor = square(len(m)), square(len(m))
	for _, g := range parts {
		part := square(len(g))
		each(part, func(i, j int) float64 { return m[g[i]][g[j]] })
		near := part
		l, ok := cholesky(part)
		if !ok {
			if near, _, err = nearest(part); err != nil {
				return nil, nil, false, err
			}
			if l, ok = cholesky(near); !ok {
				return nil, nil, false, errors.New("correlation matrix has no triangular factor")
			}
			changed = true
		}
		for i, a := range g {
			for j, b := range g {
				fixed[a][b] = near[i][j]
				if j <= i {
					factor[a][b] = l[i][j]
				}
			}
		}
	}
	return fixed, factor, changed, nil
}
