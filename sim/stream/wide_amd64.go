//go:build !purego

package stream

import "golang.org/x/sys/cpu"

// paired, quads and wide report which kernels the processor runs. They have the bits
// of the Go code.
// Checked: TestKernels, TestUnits.
func paired() bool { return cpu.X86.HasBMI2 }
func quads() bool  { return cpu.X86.HasAVX2 }
func wide() bool {
	return cpu.X86.HasBMI2 && cpu.X86.HasAVX512F && cpu.X86.HasAVX512DQ
}

//go:noescape
func pairs2(dst *uint64, pairs int, k *schedule, c, x, y uint64)

//go:noescape
func units512(dst *float64, n int)

//go:noescape
func units2(dst *float64, n int)
