//go:build !purego

package models

import "golang.org/x/sys/cpu"

// matureNoisy does what matureNoisyPortable does, with vectors where the
// processor has them. The operations are the same in the same order, without
// fused multiply and add, so that the bits are the same.
//
// Checked: TestMatureVectors.
func matureNoisy(dst, z, curve []float64, level, sd float64) {
	z, curve = z[:len(dst)], curve[:len(dst)]
	if len(dst) > 0 && cpu.X86.HasAVX512F && cpu.X86.HasAVX512DQ {
		matureNoisyAVX512(&dst[0], &z[0], &curve[0], len(dst), level, sd)
		return
	}
	n := fours(len(dst))
	if n > 0 {
		matureNoisyAVX2(&dst[0], &z[0], &curve[0], n, level, sd)
	}
	matureNoisyPortable(dst[n:], z[n:], curve[n:], level, sd)
}

// matureNoisyAVX2 takes four months as one vector, of a multiple of four.
//
//go:noescape
func matureNoisyAVX2(dst, z, curve *float64, n int, level, sd float64)

// matureNoisyAVX512 takes eight months as one vector.
//
//go:noescape
func matureNoisyAVX512(dst, z, curve *float64, n int, level, sd float64)
