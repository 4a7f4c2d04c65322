package depend

import "slices"

// Reorderer re-orders stratified columns; it keeps its buffers between calls.
// The zero value is ready. It is not safe for concurrent use.
type Reorderer struct {
	scores scoreOrder
	order  []int32
	sorted []float64
	filled []bool
}

// Reorder writes into dst the values of the column u in the order of the
// scores z: the scenario with the k-th smallest score gets the k-th smallest
// value. What dst holds is a permutation of u, so every stratum of a Latin
// hypercube and every discrete marginal stays exactly as it was; only the
// pairing with other columns changes. Equal scores keep the order of their
// scenarios. All three have one length; dst may be u or z.
//
// Source: Iman and Conover, A distribution-free approach to inducing rank
// correlation among input variables, Communications in Statistics B11 (1982).
// Checked: TestReorder.
func (r *Reorderer) Reorder(dst, u, z []float64) {
	n := len(u)
	if cap(r.order) < n {
		r.order, r.sorted, r.filled = make([]int32, n), make([]float64, n), make([]bool, n)
	}
	order, sorted := r.order[:n], r.sorted[:n]
	r.scores.order(order, z)
	if !r.sortStrata(sorted, u) {
		copy(sorted, u)
		slices.Sort(sorted)
	}
	for k, i := range order {
		dst[i] = sorted[k]
	}
}

// sortStrata sorts uniforms of which every stratum [k/n, (k+1)/n) holds one by
// putting each in its place; it returns false when that is not what u is.
func (r *Reorderer) sortStrata(sorted, u []float64) bool {
	n := len(u)
	filled := r.filled[:n]
	clear(filled)
	for _, v := range u {
		k := int(v * float64(n))
		if k < 0 || k >= n || filled[k] {
			return false
		}
		sorted[k], filled[k] = v, true
	}
	return true
}
