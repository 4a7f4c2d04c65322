//go:build !purego

package models

import "golang.org/x/sys/cpu"

// spread does what spreadPortable does, with vectors where the processor has
// them. The operations are the same in the same order, without fused multiply
// and add, so that the bits are the same.
//
// Checked: TestSpreadVectors.
func spread(months, starts, weights []float64) {
	rows := len(starts) / strip
	if rows == 0 || len(weights) == 0 {
		return
	}
	_ = months[(rows+len(weights)-1)*strip-1]
	switch {
	case cpu.X86.HasAVX512F && cpu.X86.HasAVX512DQ:
		spreadAVX512(&months[0], &starts[0], &weights[0], rows, len(weights))
	case cpu.X86.HasAVX2:
		spreadAVX2(&months[0], &starts[0], &weights[0], rows, len(weights))
	default:
		spreadPortable(months, starts, weights)
	}
}

// spreadAVX512 takes eight scenarios as one vector.
//
//go:noescape
func spreadAVX512(months, starts, weights *float64, rows, n int)

// spreadAVX2 takes eight scenarios as two vectors.
//
//go:noescape
func spreadAVX2(months, starts, weights *float64, rows, n int)
