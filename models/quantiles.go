package models

import "slices"

// share is the part of a column that a test holds for.
func share(x []float64, test func(float64) bool) float64 {
	n := 0
	for _, v := range x {
		if test(v) {
			n++
		}
	}
	return float64(n) / float64(max(1, len(x)))
}

// finite returns the finite values of a column, which is the column itself
// where all are: it must not be changed.
func finite(x []float64) []float64 {
	at := slices.IndexFunc(x, notFinite)
	if at < 0 {
		return x
	}
	out := append(make([]float64, 0, len(x)), x[:at]...)
	for _, v := range x[at:] {
		if !notFinite(v) {
			out = append(out, v)
		}
	}
	return out
}

// finiteCount is how many values are finite.
func finiteCount(x []float64) int {
	n := 0
	for _, v := range x {
		if !notFinite(v) {
			n++
		}
	}
	return n
}

// notFinite reports an infinity or NaN: only theirs is a difference that is
// not 0.
func notFinite(v float64) bool { return v-v != 0 }
