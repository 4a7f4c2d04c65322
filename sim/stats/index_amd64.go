//go:build !purego

package stats

import "golang.org/x/sys/cpu"

// indexAVX2 is indexGo for a multiple of 8 values: see index_amd64.s.
//
//go:noescape
func indexAVX2(dst *uint16, x *float64, n int, lo, scale, top float64) (nan int)

// index is indexGo eight values at a time where the processor can.
func index(dst []uint16, x []float64, lo, scale, top float64) (nan bool) {
	n := len(x) &^ 7
	if n == 0 || !cpu.X86.HasAVX2 {
		return indexGo(dst, x, lo, scale, top)
	}
	found := indexAVX2(&dst[:n][0], &x[0], n, lo, scale, top)
	return indexGo(dst[n:], x[n:], lo, scale, top) || found != 0
}
