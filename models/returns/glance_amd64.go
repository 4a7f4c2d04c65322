//go:build !purego

package returns

import "golang.org/x/sys/cpu"

// look is lookGo with vectors where the processor has them.
func (l *looking) look(x, y, v, w []float64, m int) (next, found int) {
	n := len(x)
	if n == 0 || !cpu.X86.HasAVX2 {
		return l.lookGo(x, y, v, w, m)
	}
	return lookAVX2(l, &x[0], &y[:n][0], &v[:n][0], &w[:n][0], m, n)
}

// lookAVX2 takes the four sums as one vector: see glance_avx2_amd64.s.
//
// Checked: TestLookVectors.
//
//go:noescape
func lookAVX2(l *looking, x, y, v, w *float64, m, n int) (next, found int)
