//go:build !purego

package models

import "golang.org/x/sys/cpu"

// matureNoisy does what matureNoisyPortable does, eight months at a time where
// the processor can. The operations are the same in the same order, without
// fused multiply and add, so that the bits are the same.
//
// Checked: TestMatureVectors.
func matureNoisy(dst, z, curve []float64, level, sd float64) {
	if len(dst) == 0 || !cpu.X86.HasAVX512F || !cpu.X86.HasAVX512DQ {
		matureNoisyPortable(dst, z, curve, level, sd)
		return
	}
	_, _ = z[len(dst)-1], curve[len(dst)-1]
	matureNoisyAVX512(&dst[0], &z[0], &curve[0], len(dst), level, sd)
}

// matureNoisyAVX512 takes eight months as one vector.
//
//go:noescape
func matureNoisyAVX512(dst, z, curve *float64, n int, level, sd float64)
