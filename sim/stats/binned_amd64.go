//go:build !purego

package stats

import "golang.org/x/sys/cpu"

// binsAVX2 is binsGo for a multiple of 8 values: see binned_amd64.s.
//
//go:noescape
func binsAVX2(dst *uint16, x *float64, n int, lo, inverse, top float64)

// spreadAVX2 is addGo for a multiple of 4 values: see binned_amd64.s.
//
//go:noescape
func spreadAVX2(s *spread, x *float64, n int, shift float64)

// bins is binsGo eight values at a time where the processor can.
func bins(dst []uint16, x []float64, lo, inverse, top float64) {
	n := len(x) &^ 7
	if n == 0 || !cpu.X86.HasAVX2 {
		binsGo(dst, x, lo, inverse, top)
		return
	}
	binsAVX2(&dst[:n][0], &x[0], n, lo, inverse, top)
	binsGo(dst[n:], x[n:], lo, inverse, top)
}

// add is addGo four values at a time where the processor can.
func (s *spread) add(x []float64, shift float64) {
	n := len(x) &^ 3
	if n == 0 || !cpu.X86.HasAVX2 {
		s.addGo(x, shift)
		return
	}
	spreadAVX2(s, &x[0], n, shift)
	s.addGo(x[n:], shift)
}
