//go:build !purego

package stats

import "golang.org/x/sys/cpu"

// dotAVX2 is the sum of n products: see dot_amd64.s.
//
//go:noescape
func dotAVX2(a, b *int16, n, fit int) int64

// dot is dotGo sixteen values at a time where the processor can.
func dot(a, b []int16, fit int) int64 {
	n := len(a) &^ 15
	if n == 0 || !cpu.X86.HasAVX2 {
		return dotGo(a, b)
	}
	sum := dotAVX2(&a[0], &b[0], n, fit)
	if n < len(a) {
		sum += dotGo(a[n:], b[n:])
	}
	return sum
}
