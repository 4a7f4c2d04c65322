//go:build !amd64 || purego

package design

// wide is for processors with AVX-512; here nothing calls the kernel.
func wide() bool { return false }

// quads is for processors with AVX2.
func quads() bool { return false }

func sobol2(dst *float64, sixteens int, direction *[32]uint32, from, x, add, mul uint32) {
	panic("design: no kernel")
}

func sobol512(dst *float64, sixteens int, direction *[32]uint32, from, x, add, mul uint32) {
	panic("design: no kernel")
}

func sobolWords2(dst *uint32, sixteens int, direction *[32]uint32, from, x, add, mul uint32) {
	panic("design: no kernel")
}
