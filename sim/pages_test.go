package sim

import (
	"testing"
	"unsafe"
)

// Numbers are as many as asked for, all 0 and each in a place of its own; where they fill
// half a large page or more they begin with one, and grow no further than they were asked for.
func TestNumbers(t *testing.T) {
	for _, n := range []int{0, 1, largePage/2 - 1, largePage / 2, largePage, largePage + 1, 3*largePage - 1} {
		x := numbers(n)
		if len(x) != n || n >= largePage/2 && cap(x) != n {
			t.Fatalf("%d numbers and room for %d, not %d", len(x), cap(x), n)
		}
		for i, v := range x {
			if v != 0 {
				t.Fatalf("number %d of %d is %v", i, n, v)
			}
			x[i] = float64(i)
		}
		if n >= largePage/2 && uintptr(unsafe.Pointer(&x[0]))%(8*largePage) != 0 {
			t.Errorf("%d numbers do not begin with a large page", n)
		}
		for i, v := range x {
			if v != float64(i) {
				t.Fatalf("number %d of %d was overwritten by %v", i, n, v)
			}
		}
	}
}
