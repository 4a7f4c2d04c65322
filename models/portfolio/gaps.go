package portfolio

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"

	"ballast/models"
)

// gaps keeps what plans lack of their minimum cash, of the scenarios in which they lack
// any: for each its number, the first month, how many months, and the amounts.
type gaps struct {
	at   Scratch
	from int64 // where the first begins
	size int64
	buf  []byte
	last int64 // size when the plan at hand began
	err  error
}

// gapBuffer is how much is collected before it is written.
const gapBuffer = 1 << 20

// write puts the gaps of a scenario away, from a month on.
func (g *gaps) write(scenario, first int, months []Amount) {
	g.buf = binary.LittleEndian.AppendUint32(g.buf, uint32(scenario))
	g.buf = binary.LittleEndian.AppendUint16(g.buf, uint16(first))
	g.buf = binary.LittleEndian.AppendUint16(g.buf, uint16(len(months)))
	at := len(g.buf)
	g.buf = append(g.buf, make([]byte, width*len(months))...)
	put(g.buf[at:], months)
	if len(g.buf) >= gapBuffer {
		g.flush()
	}
}

func (g *gaps) flush() {
	if _, err := g.at.WriteAt(g.buf, g.from+g.size); err != nil && g.err == nil {
		g.err = fmt.Errorf("keep the gaps of plans: %w", err)
	}
	g.size += int64(len(g.buf))
	g.buf = g.buf[:0]
}

// end ends a plan; it returns how many bytes it took.
func (g *gaps) end() int64 {
	g.flush()
	n := g.size - g.last
	g.last = g.size
	return n
}

// gapRow is the gaps of one scenario.
type gapRow struct {
	scenario, first int
	months          []Amount
}

// readGaps visits the gaps of a plan, n bytes from a place on.
func readGaps(at io.ReaderAt, from, n int64, visit func(gapRow)) error {
	r := bufio.NewReaderSize(io.NewSectionReader(at, from, n), 1<<16)
	var head [8]byte
	var buf []byte
	for {
		if _, err := io.ReadFull(r, head[:]); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("read the gaps of plans: %w", err)
		}
		row := gapRow{scenario: int(binary.LittleEndian.Uint32(head[:])), first: int(binary.LittleEndian.Uint16(head[4:])),
			months: make([]Amount, binary.LittleEndian.Uint16(head[6:]))}
		if need := width * len(row.months); len(buf) < need {
			buf = make([]byte, need)
		}
		if _, err := io.ReadFull(r, buf[:width*len(row.months)]); err != nil {
			return fmt.Errorf("read the gaps of plans: %w", err)
		}
		get(row.months, buf)
		visit(row)
	}
}

// shortest is the money below which a gap is rounding.
const shortest = 1e-4

// addGaps adds what the plan lacks, by month of the portfolio. A gap is a level: after
// the last month of the plan it stays. Where all cash is one, what a plan has above its
// minimum counts against what others lack.
func (x *addition) addGaps(part *models.Part, c *shiftCase, first int) error {
	if !x.cash {
		return nil
	}
	horizon := x.r.s.Settings.Horizon
	row := make([]Amount, horizon)
	for k := range part.Total {
		if !x.takes(c, first+k) {
			continue
		}
		from, to := horizon, 0
		for m := max(0, x.from); m < horizon; m++ {
			short := part.Short[min(m-x.from, len(part.Short)-1)][k] * x.e.Share
			if !x.r.s.Settings.Pooled && short <= shortest {
				short = 0
			}
			a, err := amountOf(short)
			if err != nil {
				return err
			}
			row[m] = a
			x.r.need[m][first+k] = x.r.need[m][first+k].Add(a)
			if short > shortest {
				from, to = min(from, m), m+1
				if short > x.peaks[first+k].Float() {
					x.peaks[first+k] = a
				}
			}
		}
		if from < to && !x.r.s.Settings.Pooled {
			x.r.gaps.write(first+k, from, row[from:to])
		}
	}
	return nil
}

// lacking is what the plans lack in a scenario, by month.
func (r *runner) lacking(scenario int, level []float64) {
	for m := range level {
		level[m] = math.Max(0, r.need[m][scenario].Float())
	}
}
