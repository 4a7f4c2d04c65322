//go:build !purego

package vector

import (
	"unsafe"

	"ballast/sim/stats"

	"golang.org/x/sys/cpu"
)

// Gather does what gatherPortable does, with vectors where the processor has
// them. The operations are the same in the same order, without fused multiply
// and add, so that the bits are the same.
//
// Checked: TestGatherVectors.
func Gather(rows []float64, total *[Strip]float64, amount, shift []float64, scale, planned float64, w Window, want uint64, ahead [2][]float64) (rest uint64) {
	if want == 0 {
		return 0
	}
	if !cpu.X86.HasAVX512F || !cpu.X86.HasAVX512DQ {
		return gatherFours(rows, total, amount, shift, scale, planned, w, want, ahead)
	}
	n := w.Last - w.First + 1
	_, _ = rows[n*Strip-1], shift[len(amount)-1]
	return gatherAVX512(&rows[0], &total[0], &amount[0], &shift[0], scale, planned, float64(w.First),
		n, want, unsafe.SliceData(ahead[0]), unsafe.SliceData(ahead[1]))
}

// gatherFours takes four scenarios as one vector where the processor can, and those
// that are left one by one.
func gatherFours(rows []float64, total *[Strip]float64, amount, shift []float64, scale, planned float64, w Window, want uint64, ahead [2][]float64) (rest uint64) {
	fours := len(amount) / 4
	if !cpu.X86.HasAVX2 || fours == 0 {
		return gatherPortable(rows, total, amount, shift, scale, planned, w, want)
	}
	n := w.Last - w.First + 1
	_, _ = rows[n*Strip-1], shift[len(amount)-1]
	most := ^uint64(0) >> (Strip - 4*fours)
	if want&most != 0 {
		rest = gatherAVX2(&rows[0], &total[0], &amount[0], &shift[0], scale, planned, float64(w.First), n, want&most, fours, unsafe.SliceData(ahead[0]), unsafe.SliceData(ahead[1]))
	}
	if want &^= most; want != 0 {
		rest |= gatherPortable(rows, total, amount, shift, scale, planned, w, want)
	}
	return rest
}

//go:noescape
func gatherAVX2(rows, total, amount, shift *float64, scale, planned, first float64, n int, want uint64, fours int, amountAhead, shiftAhead *float64) (rest uint64)

// gatherAVX512 takes eight scenarios as one vector, and reads no
// draw of a scenario that is not wanted.
//
//go:noescape
func gatherAVX512(rows, total, amount, shift *float64, scale, planned, first float64, n int, want uint64, amountAhead, shiftAhead *float64) (rest uint64)

// Spread does what spreadPortable does, with vectors where the processor has
// them. The operations are the same in the same order, without fused multiply
// and add, so that the bits are the same.
//
// Checked: TestSpreadVectors.
func Spread(months, starts, weights []float64) {
	rows := len(starts) / Strip
	if rows == 0 || len(weights) == 0 {
		return
	}
	_ = months[(rows+len(weights)-1)*Strip-1]
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

// AtLeast does what atLeastPortable does, with vectors where the processor has
// them.
//
// Checked: TestAtLeastVectors.
func AtLeast(x []float64, limit float64) uint64 {
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

// AddMoves is addMovesPortable, of four scenarios as one vector where the processor can:
// the same operations in the same order, so that the bits are the same.
//
// Checked: TestMovesVectors.
func AddMoves(sums *NodeRow, at, drawn, weights []float64, scale float64) {
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
