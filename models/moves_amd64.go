//go:build !purego

package models

import (
	"golang.org/x/sys/cpu"

	"ballast/sim/stats"
)

// addMoves is addMovesPortable, of four scenarios as one vector where the processor can:
// the same operations in the same order, so that the bits are the same.
//
// Checked: TestMovesVectors.
func addMoves(sums *nodeRow, at, drawn, weights []float64, scale float64) {
	wide := len(drawn)
	if !cpu.X86.HasAVX2 || wide == 0 {
		addMovesPortable(sums, at, drawn, weights, scale)
		return
	}
	next := 0 // bytes from the weights of four scenarios to those of the next
	if len(weights) >= wide {
		next = 32
	}
	_, _ = at[stats.SmoothNodes*wide-1], weights[3]
	addMovesAVX2(&sums[0], &at[0], &drawn[0], &weights[0], wide/4, next, scale)
}

// addMovesAVX2 takes all nodes of fours times four scenarios.
//
//go:noescape
func addMovesAVX2(sums, at, drawn, weights *float64, fours, next int, scale float64)
