//go:build !amd64 || purego

package models

// atLeast is the portable loop where there is no assembly.
func atLeast(x []float64, limit float64) uint64 { return atLeastPortable(x, limit) }
