//go:build unix

package main

import (
	"runtime"
	"syscall"
)

// limitMutants bounds the memory that a child can ask the system for; what it
// uses is a part of that.
func limitMutants() {
	limit := syscall.Rlimit{Cur: 6 << 30, Max: 6 << 30}
	_ = syscall.Setrlimit(syscall.RLIMIT_AS, &limit) // some systems have no such limit
}

// limitMutant has the system end this process when it has used so many seconds
// of processor time.
func limitMutant(seconds float64) {
	var limit syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_CPU, &limit) == nil {
		limit.Cur = min(uint64(seconds)+1, limit.Max)
		_ = syscall.Setrlimit(syscall.RLIMIT_CPU, &limit)
	}
}

// usedByMutants is the processor time of this process in seconds, and the most
// memory it has had at any time, in MiB.
func usedByMutants() (seconds float64, peak int) {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0, 0
	}
	unit := int64(1 << 10) // kilobytes a MiB
	if runtime.GOOS == "darwin" {
		unit = 1 << 20
	}
	in := func(t syscall.Timeval) float64 { return float64(t.Sec) + float64(t.Usec)/1e6 }
	return in(u.Utime) + in(u.Stime), int(int64(u.Maxrss) / unit)
}
