package sim

import "unsafe"

// largePage is how many numbers a large page of memory holds: 2 MiB.
const largePage = 2 << 20 / 8

// numbers allocates n numbers, all 0. Where they fill half a large page of memory or more the
// system is asked for such: it hands memory over page by page, when each is first written
// to, and 512 small ones cost several times as much as one large one. They begin with a
// page, so that less than one is taken beyond them; a system that has none goes on with
// small ones.
//
// Checked: TestNumbers.
func numbers(n int) []float64 {
	if n < largePage/2 {
		return make([]float64, n)
	}
	whole := (n + largePage - 1) / largePage * largePage
	x := make([]float64, whole+largePage)
	past := int(uintptr(unsafe.Pointer(&x[0]))/8) % largePage
	x = x[(largePage-past)%largePage:][:whole]
	adviseLarge(unsafe.Slice((*byte)(unsafe.Pointer(&x[0])), 8*whole))
	return x[:n:n]
}
