//go:build !purego

package models

import "golang.org/x/sys/cpu"

// atLeast does what atLeastPortable does, with vectors where the processor has
// them.
//
// Checked: TestAtLeastVectors.
func atLeast(x []float64, limit float64) uint64 {
	if len(x) > 0 && cpu.X86.HasAVX512F && cpu.X86.HasAVX512DQ {
		return atLeastAVX512(&x[0], limit, len(x))
	}
	n := fours(len(x))
	if n == 0 {
		return atLeastPortable(x, limit)
	}
	return atLeastAVX2(&x[0], limit, n) | atLeastPortable(x[n:], limit)<<n
}

// atLeastAVX2 compares four numbers at a time, of a multiple of four.
//
//go:noescape
func atLeastAVX2(x *float64, limit float64, n int) uint64

// atLeastAVX512 compares eight numbers at a time, and reads none behind the n.
//
//go:noescape
func atLeastAVX512(x *float64, limit float64, n int) uint64
