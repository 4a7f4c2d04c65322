//go:build !amd64 || purego

package stats

func index(dst []uint16, x []float64, lo, scale, top float64) (nan bool) {
	return indexGo(dst, x, lo, scale, top)
}
