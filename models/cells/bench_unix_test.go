//go:build unix

package cells

import "syscall"

// processorTime is the processor time of this process in nanoseconds: on a machine
// that others use too, the clock on the wall says little.
func processorTime() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return float64(u.Utime.Nano() + u.Stime.Nano())
}
