//go:build !amd64 || purego

package stats

func bins(dst []uint16, x []float64, lo, inverse, top float64) { binsGo(dst, x, lo, inverse, top) }

func (s *spread) add(x []float64, shift float64) { s.addGo(x, shift) }
