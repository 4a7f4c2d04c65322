//go:build !purego

package models

import (
	"unsafe"

	"golang.org/x/sys/cpu"
)

// gather does what gatherPortable does, with vectors where the processor has
// them. The operations are the same in the same order, without fused multiply
// and add, so that the bits are the same.
//
// Checked: TestGatherVectors.
func gather(rows []float64, total *[strip]float64, amount, shift []float64, scale, planned float64, w window, want uint64, ahead [2][]float64) (rest uint64) {
	if want == 0 {
		return 0
	}
	if !cpu.X86.HasAVX512F || !cpu.X86.HasAVX512DQ {
		return gatherFours(rows, total, amount, shift, scale, planned, w, want, ahead)
	}
	n := w.last - w.first + 1
	_, _ = rows[n*strip-1], shift[len(amount)-1]
	return gatherAVX512(&rows[0], &total[0], &amount[0], &shift[0], scale, planned, float64(w.first),
		n, want, unsafe.SliceData(ahead[0]), unsafe.SliceData(ahead[1]))
}

// gatherFours takes four scenarios as one vector where the processor can, and those
// that are left one by one.
func gatherFours(rows []float64, total *[strip]float64, amount, shift []float64, scale, planned float64, w window, want uint64, ahead [2][]float64) (rest uint64) {
	fours := len(amount) / 4
	if !cpu.X86.HasAVX2 || fours == 0 {
		return gatherPortable(rows, total, amount, shift, scale, planned, w, want)
	}
	n := w.last - w.first + 1
	_, _ = rows[n*strip-1], shift[len(amount)-1]
	most := ^uint64(0) >> (strip - 4*fours)
	if want&most != 0 {
		rest = gatherAVX2(&rows[0], &total[0], &amount[0], &shift[0], scale, planned, float64(w.first), n, want&most, fours, unsafe.SliceData(ahead[0]), unsafe.SliceData(ahead[1]))
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
