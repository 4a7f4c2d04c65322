//go:build !purego

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

func tileAVX512(p *panel, x []float64, out *targets, at int) {
	factor, in := operands(p, x, out, at)
	multiplyAVX512(&factor[0], &in[0], p.end-p.first, out, at)
}

// deepest is how many columns of a panel multiplyAVX2 takes at a time: their factors and
// the scores of a tile stay in the first level of cache while its four rounds pass.
const deepest = 128

func tileAVX2(p *panel, x []float64, out *targets, at int) {
	factor, in := operands(p, x, out, at)
	depth := p.end - p.first
	parts := (depth + deepest - 1) / deepest
	size := (depth/parts + 2) &^ 1 // even: steps go by twos
	for k := 0; k < depth; k += size {
		multiplyAVX2(&factor[k*panelRows], &in[k*tileWidth], min(size, depth-k), out, at, k > 0)
	}
}

// operands returns what the assembly reads, with all lengths checked.
func operands(p *panel, x []float64, out *targets, at int) (factor, in []float64) {
	depth := p.end - p.first
	for r := range out {
		_ = (*[tileWidth]float64)(out[r][at:])
	}
	return p.factor[:depth*panelRows], x[p.first*tileWidth : p.end*tileWidth]
}

// addFullTiles adds weight times tiles of src to tiles of dst, each a stride apart.
func addFullTiles(dst, src []float64, dstStride, srcStride, tiles int, weight float64) {
	if !cpu.X86.HasAVX2 {
		addFullPortable(dst, src, dstStride, srcStride, tiles, weight)
		return
	}
	_, _ = dst[(tiles-1)*dstStride+tileWidth-1], src[(tiles-1)*srcStride+tileWidth-1]
	addTilesAVX2(&dst[0], &src[0], 8*uintptr(dstStride), 8*uintptr(srcStride), tiles, weight)
}

// addTilesAVX2 is addFullTiles with strides in bytes.
//
//go:noescape
func addTilesAVX2(dst, src *float64, dstStride, srcStride uintptr, tiles int, weight float64)

// multiplyAVX512 computes out[r][at+i] = sum over k of
// factor[k*12+r]*x[k*16+i], 0 <= r < 12, 0 <= i < 16, 0 <= k < depth.
//
//go:noescape
func multiplyAVX512(factor, x *float64, depth int, out *targets, at int)

// multiplyAVX2 does the same, or with more adds to what out holds.
//
//go:noescape
func multiplyAVX2(factor, x *float64, depth int, out *targets, at int, more bool)
