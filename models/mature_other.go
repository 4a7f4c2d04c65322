//go:build !amd64 || purego

package models

// matureNoisy is the portable loop where there is no assembly.
func matureNoisy(dst, z, curve []float64, level, sd float64) {
	matureNoisyPortable(dst, z, curve, level, sd)
}
