//go:build !purego

package design

import "golang.org/x/sys/cpu"

// wide reports whether the processor runs the AVX-512 kernel. It has the bits
// of the Go code.
// Checked: TestSobolKernel.
func wide() bool {
	return cpu.X86.HasAVX512F && cpu.X86.HasAVX512DQ && cpu.X86.HasAVX512BW && cpu.X86.HasBMI1
}

// quads reports whether it runs the AVX2 kernel.
// Checked: TestSobolKernel.
func quads() bool { return cpu.X86.HasAVX2 && cpu.X86.HasBMI1 }

//go:noescape
func sobol2(dst *float64, sixteens int, direction *[32]uint32, from, x, add, mul uint32)

//go:noescape
func sobol512(dst *float64, sixteens int, direction *[32]uint32, from, x, add, mul uint32)

//go:noescape
func sobolWords2(dst *uint32, sixteens int, direction *[32]uint32, from, x, add, mul uint32)
