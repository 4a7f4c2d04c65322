package portfolio

import (
	"fmt"
	"io"
)

// Scratch is where columns are kept aside: a file that the caller makes and takes away.
type Scratch interface {
	io.ReaderAt
	io.WriterAt
}

// memory is a scratch in memory, for who gives none.
type memory struct{ data []byte }

// WriteAt implements io.WriterAt.
func (m *memory) WriteAt(p []byte, off int64) (int, error) {
	if end := int(off) + len(p); end > len(m.data) {
		m.data = append(m.data, make([]byte, end-len(m.data))...)
	}
	return copy(m.data[off:], p), nil
}

// ReadAt implements io.ReaderAt.
func (m *memory) ReadAt(p []byte, off int64) (int, error) { return copy(p, m.data[off:]), nil }

// aside keeps columns of n amounts.
type aside struct {
	at  Scratch
	n   int
	buf []byte
}

// write puts the amounts of scenarios first, first+1, ... of a column.
func (a *aside) write(column, first int, x []Amount) error {
	a.fit(len(x))
	put(a.buf, x)
	if _, err := a.at.WriteAt(a.buf, a.offset(column, first)); err != nil {
		return fmt.Errorf("keep column %d: %w", column+1, err)
	}
	return nil
}

// read gets a column.
func (a *aside) read(column int, x []Amount) error {
	a.fit(len(x))
	if _, err := a.at.ReadAt(a.buf, a.offset(column, 0)); err != nil {
		return fmt.Errorf("read column %d: %w", column+1, err)
	}
	get(x, a.buf)
	return nil
}

func (a *aside) offset(column, first int) int64 {
	return width * (int64(column)*int64(a.n) + int64(first))
}

func (a *aside) fit(n int) {
	if cap(a.buf) < width*n {
		a.buf = make([]byte, width*n)
	}
	a.buf = a.buf[:width*n]
}
