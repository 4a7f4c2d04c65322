package distribution

import (
	"math"
	"math/bits"
)

// wave is a column of complex numbers, a power of two of them.
type wave struct{ re, im []float64 }

// unitRoot is exp(-2 pi i k/n), with the same bits on every processor.
func unitRoot(k, n int) (re, im float64) {
	eighth := float64(8*k) / float64(n) // of a turn
	octant := int(eighth)
	part := eighth - float64(octant)
	if octant&1 == 1 {
		part = 1 - part
	}
	s, c := sinCos(part * (math.Pi / 4))
	if octant&3 == 1 || octant&3 == 2 {
		s, c = c, s
	}
	if octant >= 2 && octant < 6 {
		c = -c
	}
	if octant < 4 {
		s = -s
	}
	return c, s
}

// transform is the discrete Fourier transform in place.
// Source: Cooley and Tukey, Math. Comput. 19 (1965) 297-301.
// Checked: TestTransform, against the sum itself.
func (w wave) transform() {
	n := len(w.re)
	shift := 64 - bits.TrailingZeros(uint(n))
	for i := range n {
		if j := int(bits.Reverse64(uint64(i)) >> shift); n > 1 && i < j {
			w.re[i], w.re[j] = w.re[j], w.re[i]
			w.im[i], w.im[j] = w.im[j], w.im[i]
		}
	}
	cos, sin := make([]float64, n/2), make([]float64, n/2)
	for k := range cos {
		cos[k], sin[k] = unitRoot(k, n)
	}
	for half := 1; half < n; half *= 2 {
		stride := n / (2 * half)
		for from := 0; from < n; from += 2 * half {
			for k := range half {
				a, b := from+k, from+k+half
				re, im := product(w.re[b], w.im[b], cos[k*stride], sin[k*stride])
				w.re[b], w.im[b] = w.re[a]-re, w.im[a]-im
				w.re[a], w.im[a] = w.re[a]+re, w.im[a]+im
			}
		}
	}
}

// product is the product of two complex numbers.
func product(a, b, c, d float64) (re, im float64) {
	return float64(a*c) - float64(b*d), float64(a*d) + float64(b*c)
}

// back is the inverse transform of a column that is the transform of real
// numbers; it returns these.
func (w wave) back() []float64 {
	n := len(w.re)
	for i := range w.im {
		w.im[i] = -w.im[i]
	}
	w.transform()
	for i := range w.re {
		w.re[i] /= float64(n)
	}
	return w.re
}

// generate replaces the transform of a distribution by that of the sum of a
// random number of it: the generating function of the number, whose weights
// are p from first on. It holds for the transforms of real numbers, whose
// second half mirrors the first.
func (w wave) generate(first int, p []float64) {
	n := len(w.re)
	for i := 0; i <= n/2; i++ {
		a, b := w.re[i], w.im[i]
		var re, im float64
		for k := len(p) - 1; k >= 0; k-- {
			re, im = product(re, im, a, b)
			re += p[k]
		}
		re, im = power(re, im, a, b, first)
		w.re[i], w.im[i] = re, im
		if j := (n - i) % n; j != i {
			w.re[j], w.im[j] = re, -im
		}
	}
}

// power is a complex number times the n-th power of another.
func power(re, im, a, b float64, n int) (float64, float64) {
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			re, im = product(re, im, a, b)
		}
		a, b = product(a, b, a, b)
	}
	return re, im
}
