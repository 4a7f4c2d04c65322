package depend

import "slices"

// Reorderer re-orders stratified columns; it keeps its buffers between calls.
// The zero value is ready. It is not safe for concurrent use.
//
// Sort and then Place give the scenario with the k-th smallest score the k-th
// smallest value. What comes out is a permutation, so every stratum of a Latin
// hypercube and every discrete marginal stays exactly as it was; only the
// pairing with other columns changes.
//
// Source: Iman and Conover, A distribution-free approach to inducing rank
// correlation among input variables, Communications in Statistics B11 (1982).
// Checked: TestReorder.
type Reorderer struct {
	scores scoreOrder
	order  []int32
	filled []bool
}

// Sort writes x in ascending order of u into dst, x being u or something that
// rises with it (its normal score). It is fast when u is stratified, each of
// its len(u) equal strata hit once. dst may be neither x nor u.
func (r *Reorderer) Sort(dst, u, x []float64) {
	if !r.sortStrata(dst, u, x) {
		copy(dst, x)
		slices.Sort(dst)
	}
}

// Place sets dst[i] to the k-th of the ascending values, scenario i having the
// k-th smallest of the scores z; equal scores keep the order of their
// scenarios. dst may be z.
func (r *Reorderer) Place(dst, values, z []float64) {
	if cap(r.order) < len(z) {
		r.order = make([]int32, len(z))
	}
	order := r.order[:len(z)]
	r.scores.order(order, z)
	values = values[:len(order)]
	for k, i := range order {
		dst[i] = values[k]
	}
}

// sortStrata sorts by putting each value in the place of its stratum; it
// returns false when u does not have one value in each.
func (r *Reorderer) sortStrata(dst, u, x []float64) bool {
	n := len(u)
	if cap(r.filled) < n {
		r.filled = make([]bool, n)
	}
	filled := r.filled[:n]
	clear(filled)
	dst, x = dst[:n], x[:n]
	for i, v := range u {
		k := int(v * float64(n))
		if k < 0 || k >= n || filled[k] {
			return false
		}
		dst[k], filled[k] = x[i], true
	}
	return true
}
