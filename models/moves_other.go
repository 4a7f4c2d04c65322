//go:build !amd64 || purego

package models

// addMoves is the portable loop where there is no assembly.
func addMoves(sums *nodeRow, at, drawn, weights []float64, scale float64) {
	addMovesPortable(sums, at, drawn, weights, scale)
}
