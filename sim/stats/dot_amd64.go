//go:build !purego

package stats

import "golang.org/x/sys/cpu"

// dotAVX2 writes the sums of the lower and of the upper halves of sums of
// products: see dot_amd64.s.
//
//go:noescape
func dotAVX2(sums *[16]int32, a, b *int16, n, fit int)

// dot is dotGo sixteen values at a time where the processor can.
func dot(a, b []int16, of int) int64 {
	n := len(a) &^ 15
	if n == 0 || !cpu.X86.HasAVX2 {
		return dotGo(a, b)
	}
	var sums [16]int32
	dotAVX2(&sums, &a[0], &b[0], n, pairsFit(of))
	sum := dotGo(a[n:], b[n:])
	for i := range 8 {
		sum += int64(sums[i]) + int64(sums[8+i])<<16
	}
	return sum
}
