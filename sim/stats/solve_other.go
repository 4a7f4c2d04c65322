//go:build !amd64 || purego

package stats

// steps is the Go code where there is no assembly.
func (v *solver) steps(t, ahead float64, n int) { v.stepsPortable(t, ahead, n) }

// doubt is doubtPortable of all scenarios of the chunk.
func (v *solver) doubt(value []float64, t float64) {
	clear(v.marks[:])
	v.doubtPortable(value, t, 0)
}
