//go:build !amd64 || purego

package models

// spread is the portable loop where there is no assembly.
func spread(months, starts, weights []float64) { spreadPortable(months, starts, weights) }
