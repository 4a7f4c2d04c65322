//go:build unix

package main

import (
	"bytes"
	"os"
	"runtime"
	"strconv"
	"syscall"
)

// cpuSeconds is the processor time of this process, of user and system.
func cpuSeconds() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return seconds(u.Utime) + seconds(u.Stime)
}

func seconds(t syscall.Timeval) float64 { return float64(t.Sec) + float64(t.Usec)/1e6 }

// peakMiB is the most memory that this process has had. Linux counts into the
// peak of a process what its parent had when it started it, unless one reads
// the peak of its own pages.
func peakMiB() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if _, rest, ok := bytes.Cut(status, []byte("VmHWM:")); err == nil && ok {
		if f := bytes.Fields(rest); len(f) > 0 {
			if kib, err := strconv.ParseFloat(string(f[0]), 64); err == nil {
				return kib / 1024
			}
		}
	}
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return residentMiB(&u)
}

// childPeakMiB is the peak of a process that has ended.
func childPeakMiB(s *os.ProcessState) float64 {
	if u, ok := s.SysUsage().(*syscall.Rusage); ok {
		return residentMiB(u)
	}
	return 0
}

// residentMiB reads the peak of a usage: bytes on Apple's systems, KiB elsewhere.
func residentMiB(u *syscall.Rusage) float64 {
	if runtime.GOOS == "darwin" || runtime.GOOS == "ios" {
		return float64(u.Maxrss) / (1 << 20)
	}
	return float64(u.Maxrss) / 1024
}
