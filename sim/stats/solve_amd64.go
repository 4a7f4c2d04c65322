//go:build !purego

package stats

import "golang.org/x/sys/cpu"

// steps takes Newton's steps of a chunk four scenarios at a time where the processor
// can: the same operations in the same order as the Go code, so that the bits are the
// same.
//
// Checked: TestSolveVectors.
func (v *solver) steps(t, ahead float64, n int) {
	if !cpu.X86.HasAVX2 {
		v.stepsPortable(t, ahead, n)
		return
	}
	begin := 0
	if v.started {
		begin = 1
	}
	clear(v.marks[:])
	solveAVX2(v, (v.n+3)/4, t, ahead, n, begin)
}

// doubt is doubtPortable of all scenarios of the chunk, four at a time where the processor
// can.
//
// Checked: TestDoubtVectors.
func (v *solver) doubt(value []float64, t float64) {
	clear(v.marks[:])
	fours := len(value) / 4
	if !cpu.X86.HasAVX2 || fours == 0 {
		v.doubtPortable(value, t, 0)
		return
	}
	doubtAVX2(v, &value[0], &v.own[0], fours, t)
	v.doubtPortable(value, t, 4*fours)
}

// doubtAVX2 marks among fours times four scenarios.
//
//go:noescape
func doubtAVX2(v *solver, value, own *float64, fours int, t float64)

// solveAVX2 takes n steps in fours times four scenarios; begin: not 0 where a step
// ahead comes first. What stands behind the scenarios of the chunk is worked out too
// and read by nobody.
//
//go:noescape
func solveAVX2(v *solver, fours int, t, ahead float64, n, begin int)
