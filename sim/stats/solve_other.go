//go:build !amd64 || purego

package stats

// steps is the Go code where there is no assembly.
func (v *solver) steps(t, ahead float64, n int) { v.stepsPortable(t, ahead, n) }
