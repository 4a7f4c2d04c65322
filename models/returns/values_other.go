//go:build !amd64 || purego

package returns

func (at *places) fill(f *places, flows []float64, backward bool) {
	at.fillGo(f, flows, backward)
}
