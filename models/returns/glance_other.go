//go:build !amd64 || purego

package returns

func (l *looking) look(x, y, v, w []float64, m int) (next, found int) {
	return l.lookGo(x, y, v, w, m)
}
