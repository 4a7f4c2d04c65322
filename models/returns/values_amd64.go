//go:build !purego

package returns

import "golang.org/x/sys/cpu"

// fill is fillGo with vectors where the processor has them.
func (at *places) fill(f *places, flows []float64, backward bool) {
	n := len(flows)
	switch {
	case n == 0 || !cpu.X86.HasAVX2:
		at.fillGo(f, flows, backward)
	case backward:
		valuesAVX2(&f[0][0], &at[0][0], &flows[0], n, 8)
	default:
		valuesAVX2(&f[0][0], &at[0][0], &flows[n-1], n, -8)
	}
}

// valuesAVX2 is values at all places at once: see values_avx2_amd64.s.
//
// Checked: TestValuesVectors.
//
//go:noescape
func valuesAVX2(f, x, flows *float64, n, step int)
