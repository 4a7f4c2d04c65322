//go:build !amd64 || purego

package models

// gather is the portable loop where there is no assembly.
func gather(rows []float64, total *[strip]float64, amount, shift []float64, scale, planned float64, w window, want uint64, ahead [2][]float64) (rest uint64) {
	return gatherPortable(rows, total, amount, shift, scale, planned, w, want)
}
