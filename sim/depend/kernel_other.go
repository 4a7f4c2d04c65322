//go:build !amd64 || purego

package depend

// kernels lists the kernels that this processor can run, the fastest first.
func kernels() []kernel { return []kernel{{"portable", tilePortable}} }

// addFullTiles adds weight times tiles of src to tiles of dst, each a stride apart.
func addFullTiles(dst, src []float64, dstStride, srcStride, tiles int, weight float64) {
	addFullPortable(dst, src, dstStride, srcStride, tiles, weight)
}
