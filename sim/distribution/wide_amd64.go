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

// quads is how many numbers of a column of this length the AVX2 kernels are for:
// processors without AVX-512, which are most of those that people work on, draw with
// them in half of the time or less. The rest of a column is left to the Go code, whose
// bits they have.
// Checked: TestKernels.
func quads(length int) int {
	if !cpu.X86.HasAVX2 {
		return 0
	}
	return length &^ 3
}

//go:noescape
func grid2(dst, x *float64, n int, table *grid) (done int)

//go:noescape
func normals2(dst, u *float64, n int, table *cubic, skip uintptr) (done int)

//go:noescape
func scores2(dst *float64, words *uint32, sixteens int, table *cubic, skip uintptr)

//go:noescape
func exponentials2(dst, x *float64, n int, a, b float64, powers *[64]float64) (done int)

//go:noescape
func steps2(dst, u *float64, n int, x, cumulated *float64, last int)

//go:noescape
func triangle2(dst, u *float64, n int, sides *[2]triangleSide, cut float64)

//go:noescape
func line2(dst, x *float64, n int, a, b float64)

//go:noescape
func scaled2(dst, x *float64, n int, times float64, y *float64)

//go:noescape
func intervals2(dst, u *float64, n int, cuts, start, per *float64, count int)

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
