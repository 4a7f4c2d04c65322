//go:build !amd64 || purego

package distribution

// wide is for processors with AVX-512; here nothing calls what stands below.
func wide(length int) bool { return false }

// quads is for processors with AVX2.
func quads(length int) int { return 0 }

func grid2(dst, x *float64, n int, table *grid) (done int) { panic("distribution: no kernel") }

func normals2(dst, u *float64, n int, table *cubic, skip uintptr) (done int) {
	panic("distribution: no kernel")
}

func scores2(dst *float64, words *uint32, sixteens int, table *cubic, skip uintptr) {
	panic("distribution: no kernel")
}

func exponentials2(dst, x *float64, n int, a, b float64, powers *[64]float64) (done int) {
	panic("distribution: no kernel")
}

func steps2(dst, u *float64, n int, x, cumulated *float64, last int) {
	panic("distribution: no kernel")
}

func triangle2(dst, u *float64, n int, sides *[2]triangleSide, cut float64) {
	panic("distribution: no kernel")
}

func line2(dst, x *float64, n int, a, b float64) { panic("distribution: no kernel") }

func scaled2(dst, x *float64, n int, times float64, y *float64) {
	panic("distribution: no kernel")
}

func intervals2(dst, u *float64, n int, cuts, start, per *float64, count int) {
	panic("distribution: no kernel")
}

func normals512(dst, u *float64, n int, table *cubic, cells int, skip uintptr) {
	panic("distribution: no kernel")
}

func grid512(dst, x *float64, n int, table *grid) { panic("distribution: no kernel") }

func exponentials512(dst, x *float64, n int, a, b float64, powers *[64]float64) (done int) {
	panic("distribution: no kernel")
}

func steps512(dst, u *float64, n int, x, cumulated *float64, last int) {
	panic("distribution: no kernel")
}

func triangle512(dst, u *float64, n int, sides *[2]triangleSide, cut float64) {
	panic("distribution: no kernel")
}

func line512(dst, x *float64, n int, a, b float64) { panic("distribution: no kernel") }
