//go:build !purego

package distribution

import "golang.org/x/sys/cpu"

// wide reports whether the AVX-512 kernels are for a column of this length:
// where the processor runs them, from a few numbers on. They are the same
// arithmetic as the Go code beside which they stand, with every product and sum
// rounded on its own, so the bits do not depend on the answer.
// Checked: TestKernels.
func wide(length int) bool {
	const few = 6 // BenchmarkKernels of shorter columns: setting up costs more than it saves
	return length >= few && cpu.X86.HasAVX512F && cpu.X86.HasAVX512DQ && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VL && cpu.X86.HasBMI2
}

//go:noescape
func normals512(dst, u *float64, n int, table *cubic, cells int, skip uintptr)

//go:noescape
func grid512(dst, x *float64, n int, table *grid)

//go:noescape
func exponentials512(dst, x *float64, n int, a, b float64, powers *[64]float64) (done int)

//go:noescape
func steps512(dst, u *float64, n int, x, cumulated *float64, last int)

//go:noescape
func triangle512(dst, u *float64, n int, sides *[2]triangleSide, cut float64)

//go:noescape
func line512(dst, x *float64, n int, a, b float64)
