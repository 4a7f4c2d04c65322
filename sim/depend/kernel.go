package depend

import "math"

// kernel is one way to multiply a tile of scenarios by a panel. All kernels
// give the same bits: the scenarios are the lanes of a vector, so every sum
// is the same chain of fused multiply-adds in each of them.
type kernel struct {
	name string
	// tile writes the panel's rows times rows p.first to p.end-1 of x to out,
	// row r to out[r][at:][:tileWidth]. Row k of x is x[k*tileWidth:][:tileWidth].
	tile func(p *panel, x []float64, out *targets, at int)
}

// targets is where the rows of a panel's product go.
type targets [panelRows][]float64

// tilePortable is the kernel for every processor, and what the others are
// compared with.
func tilePortable(p *panel, x []float64, out *targets, at int) {
	var y [panelRows][tileWidth]float64
	in := x[p.first*tileWidth : p.end*tileWidth]
	for r := 0; r < panelRows; r += 2 {
		for i := 0; i < tileWidth; i += 4 {
			product(p.factor, in, r, i, (*[4]float64)(y[r][i:]), (*[4]float64)(y[r+1][i:]))
		}
	}
	for r := range y {
		*(*[tileWidth]float64)(out[r][at:]) = y[r]
	}
}

// product computes rows r and r+1 for scenarios i to i+3: eight sums that stay
// in registers.
func product(factor, x []float64, r, i int, y0, y1 *[4]float64) {
	var a0, a1, a2, a3, b0, b1, b2, b3 float64
	for len(factor) >= panelRows && len(x) >= tileWidth {
		f, v := (*[panelRows]float64)(factor), (*[tileWidth]float64)(x)
		f0, f1 := f[r%panelRows], f[(r+1)%panelRows]
		x0, x1, x2, x3 := v[i&15], v[(i+1)&15], v[(i+2)&15], v[(i+3)&15]
		a0, a1, a2, a3 = math.FMA(f0, x0, a0), math.FMA(f0, x1, a1), math.FMA(f0, x2, a2), math.FMA(f0, x3, a3)
		b0, b1, b2, b3 = math.FMA(f1, x0, b0), math.FMA(f1, x1, b1), math.FMA(f1, x2, b2), math.FMA(f1, x3, b3)
		factor, x = factor[panelRows:], x[tileWidth:]
	}
	*y0, *y1 = [4]float64{a0, a1, a2, a3}, [4]float64{b0, b1, b2, b3}
}
