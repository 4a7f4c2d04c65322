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

// aside keeps a column of n amounts for every plan.
type aside struct {
	at  Scratch
	n   int
	buf []byte
}

func newAside(at Scratch, n int) *aside {
	if at == nil {
		at = &memory{}
	}
	return &aside{at: at, n: n}
}

// write puts the amounts of scenarios first, first+1, ... of a plan.
func (a *aside) write(plan, first int, x []Amount) error {
	a.fit(len(x))
	put(a.buf, x)
	if _, err := a.at.WriteAt(a.buf, a.offset(plan, first)); err != nil {
		return fmt.Errorf("keep the columns of plan %d: %w", plan+1, err)
	}
	return nil
}

// read gets the column of a plan.
func (a *aside) read(plan int, x []Amount) error {
	a.fit(len(x))
	if _, err := a.at.ReadAt(a.buf, a.offset(plan, 0)); err != nil {
		return fmt.Errorf("read the columns of plan %d: %w", plan+1, err)
	}
	get(x, a.buf)
	return nil
}

func (a *aside) offset(plan, first int) int64 { return width * (int64(plan)*int64(a.n) + int64(first)) }

func (a *aside) fit(n int) {
	if cap(a.buf) < width*n {
		a.buf = make([]byte, width*n)
	}
	a.buf = a.buf[:width*n]
}
