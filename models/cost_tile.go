package models

import (
	"math/bits"

	"ballast/models/vector"
)

// strip is how many scenarios are spread together.
const strip = vector.Strip

// tiles spread the plain lines, and the flows (tileFlow), of a strip of scenarios before these are worked
// out one by one. In a row of numbers every scenario has its own place, and
// what one gets does not depend on the others: results are the same wherever a
// scenario stands in its block. Every group of lines first adds up what starts
// in each month, and spreads the sums, so that lines alike are spread only
// once.
//
// Checked: TestTileAgrees, against the general path on random plans;
// TestTilePlaceDoesNotMatter.
type tiles struct {
	horizon int
	first   int // scenario in the block with which they begin
	n       int
	skip    []uint64        // [line] the scenarios in which an event touches it
	skipped bool            // there are such lines
	windows []vector.Window // [line]

	starts        []float64 // [month][scenario] money of the group that starts then; zero between groups
	started       []bool    // [month] of the group there may be some
	months        []float64 // [month][scenario] money of all plain lines
	turned        []float64 // [scenario][month] the same inside the horizon
	total, beyond [strip]float64
	whole         [strip]float64 // the part of the total that is plain lines
	amount, shift [strip]float64 // of a line whose draws are not used as they are

	flows *flowTiles // of the lines that are not plain; nil: there is none
}

// widest is how many months a window may have.
const widest = 8

// newTiles returns tiles, or nil where there is no line for them.
func newTiles(m *Model) *tiles {
	if len(m.plain.groups) == 0 && len(m.plain.flows) == 0 {
		return nil
	}
	// A start is at most at the horizon, and a fraction of it a month later.
	rows := m.horizon + 2
	ts := &tiles{horizon: m.horizon, skip: make([]uint64, len(m.lines)), windows: make([]vector.Window, len(m.lines)),
		starts: make([]float64, rows*strip), started: make([]bool, rows+1), months: make([]float64, (rows+m.plain.longest)*strip), turned: make([]float64, m.horizon*strip), flows: newFlowTiles(m, rows)}
	for i := range m.lines {
		k := int(min(max(m.lines[i].start, 0), float64(m.horizon)))
		ts.windows[i] = vector.Window{First: k, Last: k}
	}
	return ts
}

// begin takes up n scenarios of a block from i on. No line is touched in them
// yet.
func (ts *tiles) begin(i, n int) {
	ts.first, ts.n = i, n
	if ts.skipped {
		clear(ts.skip)
		ts.skipped = false
	}
}

// touch notes lines that an event acts on in a scenario of the strip.
func (ts *tiles) touch(lines []int, j int) {
	for _, i := range lines {
		ts.skip[i] |= 1 << j
	}
	ts.skipped = true
}

// place spreads the plain lines of the scenarios taken up. It leaves out the
// lines that an event touches in a scenario.
func (ts *tiles) place(groups []plainGroup, in [][]float64) {
	ts.total, ts.beyond = [strip]float64{}, [strip]float64{}
	clear(ts.months)
	for g := range groups {
		lines := groups[g].lines
		for j := range lines {
			ts.line(&lines[j], in, lines[min(j+2, len(lines)-1)].draws(in, ts.first))
		}
		ts.spread(groups[g].weights)
	}
	vector.Turn(ts.turned, ts.months, ts.horizon)
	for rest := ts.months[ts.horizon*strip:]; len(rest) > 0; rest = rest[strip:] {
		for j, y := range rest[:strip] {
			ts.beyond[j] += y
		}
	}
	ts.whole = ts.total
}

// spread spreads what starts, month after month where any may, and leaves
// nothing that starts.
func (ts *tiles) spread(weights []float64) {
	for k := 0; k < len(ts.started); {
		first, last := ts.run(k)
		if k = last + 1; first < last {
			starts := ts.starts[first*strip : last*strip]
			vector.Spread(ts.months[first*strip:], starts, weights)
			clear(starts)
		}
	}
}

// run is the next run of months in which something may start, from month k on: they are
// taken up. It is empty at the end.
func (ts *tiles) run(k int) (first, last int) {
	for k < len(ts.started) && !ts.started[k] {
		k++
	}
	for first = k; k < len(ts.started) && ts.started[k]; k++ {
		ts.started[k] = false
	}
	return first, k
}

// line adds the money of a line to the months in which it starts.
func (ts *tiles) line(l *plainLine, in [][]float64, ahead [2][]float64) {
	amount, shift, scale := ts.amount[:ts.n], ts.shift[:ts.n], l.scale
	if l.vendor == nil && l.times == 1 {
		amount, shift = l.amount.values(in, ts.first, amount), l.slip.values(in, ts.first, shift)
	} else {
		l.draw(in, ts.first, amount, shift)
		scale = 1
	}
	_, rest := ts.gather(l, amount, shift, scale, ahead)
	for w := &ts.windows[l.line]; rest != 0; rest &= rest - 1 {
		j := bits.TrailingZeros64(rest)
		ts.start(w, j, float64(amount[j]*scale), l.start+shift[j])
	}
}

// gather adds what starts of a line in a month of its window; want are the scenarios in
// which no event touches it, rest those of them in which it starts at another time.
func (ts *tiles) gather(l *plainLine, amount, shift []float64, scale float64, ahead [2][]float64) (want, rest uint64) {
	w := ts.windows[l.line]
	want = ^uint64(0) >> (strip - ts.n) &^ ts.skip[l.line]
	for k := w.First; k <= w.Last; k++ {
		ts.started[k] = true
	}
	return want, vector.Gather(ts.starts[w.First*strip:], &ts.total, amount, shift, scale, l.start, w, want, ahead)
}

// start adds an amount to the month in which it starts in scenario j of the
// strip, split between two where it starts within one, the part x of the first after its
// beginning.
func (ts *tiles) start(w *vector.Window, j int, a, start float64) (k int, x float64) {
	ts.total[j] += a
	start = min(max(start, 0), float64(ts.horizon)) // at the horizon all of it is beyond
	k = int(start)
	x = start - float64(k)
	ts.started[k] = true
	at := k*strip + j
	if x == 0 {
		ts.starts[at] += a
		if lo, hi := min(w.First, k), max(w.Last, k); hi-lo < widest {
			*w = vector.Window{First: lo, Last: hi}
		}
		return k, 0
	}
	ts.started[k+1] = true
	ts.starts[at] += float64(a * (1 - x))
	ts.starts[at+strip] += float64(a * x)
	return k, x
}
