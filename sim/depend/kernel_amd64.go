package depend

import "golang.org/x/sys/cpu"

// kernels lists the kernels that this processor can run, the fastest first.
func kernels() []kernel {
	list := []kernel{{"portable", tilePortable}}
	if cpu.X86.HasAVX2 && cpu.X86.HasFMA {
		list = append([]kernel{{"avx2", tileAVX2}}, list...)
	}
	if cpu.X86.HasAVX512F {
		list = append([]kernel{{"avx512", tileAVX512}}, list...)
	}
	return list
}

func tileAVX512(p *panel, x []float64) {
	in, factor := operands(p, x)
	multiplyAVX512(factor, in, &results(p, x)[0], p.end-p.first)
}

// tileAVX2 has registers for half a panel and half a tile.
func tileAVX2(p *panel, x []float64) {
	var y [panelRows * tileWidth]float64 // the first half's results are the second half's operands
	in, factor := operands(p, x)
	multiplyAVX2(factor, in, &y[0], p.end-p.first)
	*results(p, x) = y
}

// operands returns the addresses that the assembly reads from, with the
// lengths checked.
func operands(p *panel, x []float64) (in, factor *float64) {
	depth := p.end - p.first
	return &x[p.first*tileWidth : p.end*tileWidth][0], &p.factor[:depth*panelRows][0]
}

func results(p *panel, x []float64) *[panelRows * tileWidth]float64 {
	return (*[panelRows * tileWidth]float64)(x[p.row*tileWidth:])
}

// multiplyAVX512 computes out[r*16+i] = sum over k of factor[k*12+r]*x[k*16+i],
// 0 <= r < 12, 0 <= i < 16, 0 <= k < depth. out may overlap x.
//
//go:noescape
func multiplyAVX512(factor, x, out *float64, depth int)

// multiplyAVX2 does the same; out must not overlap x.
//
//go:noescape
func multiplyAVX2(factor, x, out *float64, depth int)
