package models

import "slices"

// lanes is how many scenarios are spread together: as many numbers as a vector
// register of 512 bits holds.
const lanes = 8

// abreast is how many tiles are worked out side by side: so long a piece of a
// column of draws is read at once that memory keeps up.
const abreast = 8

// drawn is how many lines' draws are taken before they are used: while one
// waits for memory the next are on their way.
const drawn = 16

// tiles spread the plain lines of a run of scenarios before these are worked
// out one by one.
type tiles struct {
	tile    [abreast]tile
	amount  [drawn][lanes]float64
	shift   [drawn][lanes]float64
	first   int // scenario in the block with which they begin
	n       int
	skip    [][abreast]uint8 // [line][tile] bit of every lane in which an event touches it
	skipped bool             // there are such lines
	events  [][]event        // [scenario] under the plan's choice, where they were worked out
	counts  [][]int          // [scenario][risk]
}

// tile spreads the plain lines of eight scenarios at once. In a row of eight
// numbers every scenario has its own place, its lane, and what one lane gets
// does not depend on the others: results are the same wherever a scenario
// stands in its block. Every group of lines first adds up what starts in each
// month, and spreads the sums, so that lines alike are spread only once.
//
// Checked: TestTileAgrees, against the general path on random plans;
// TestTilePlaceDoesNotMatter.
type tile struct {
	n      int       // scenarios at hand
	starts []float64 // [month][lane] money of the group that starts then
	months []float64 // [month][lane] money of all plain lines
	lo, hi int       // months of the group's starts
	total  [lanes]float64
	beyond [lanes]float64
}

// newTiles returns tiles, or nil where there is no plain line.
func newTiles(m *Model) *tiles {
	if len(m.plain.groups) == 0 {
		return nil
	}
	ts := &tiles{skip: make([][abreast]uint8, len(m.lines)), events: make([][]event, lanes*abreast), counts: make([][]int, lanes*abreast)}
	for j := range ts.counts {
		ts.counts[j] = make([]int, len(m.risks))
	}
	for k := range ts.tile {
		t := &ts.tile[k]
		// A start is at most at the horizon, and a fraction of it a month later.
		t.starts = make([]float64, (m.horizon+2)*lanes)
		t.months = make([]float64, (m.horizon+2+m.plain.longest)*lanes)
	}
	return ts
}

// of returns the tile and the lane of scenario i of the block.
func (ts *tiles) of(i int) (t *tile, lane int) {
	return &ts.tile[(i-ts.first)/lanes], (i - ts.first) % lanes
}

// place spreads the plain lines of scenario i of a block and of those after it,
// as far as the tiles reach. It leaves out the lines that an event touches in a
// scenario.
func (ts *tiles) place(s *scenario, in [][]float64, ids []int, i int) {
	ts.first, ts.n = i, min(lanes*abreast, len(ids)-i)
	for k := range ts.tile {
		t := &ts.tile[k]
		t.n, t.total, t.beyond = min(lanes, max(0, ts.n-k*lanes)), [lanes]float64{}, [lanes]float64{}
		clear(t.months)
	}
	ts.findTouched(s, in, ids)
	for g := range s.m.plain.groups {
		ts.group(&s.m.plain.groups[g], in, s.m.horizon)
	}
	for k := range ts.tile {
		t := &ts.tile[k]
		for at, y := range t.months[s.m.horizon*lanes:] {
			t.beyond[at%lanes] += y
		}
	}
}

// recall lists the events of a scenario again, if they are known.
func (ts *tiles) recall(s *scenario) bool {
	if !s.m.plain.touchable {
		return false
	}
	j := s.i - ts.first
	s.events = append(s.events[:0], ts.events[j]...)
	copy(s.counts, ts.counts[j])
	return true
}

// findTouched marks the lines that events touch, scenario by scenario.
func (ts *tiles) findTouched(s *scenario, in [][]float64, ids []int) {
	if ts.skipped {
		clear(ts.skip)
		ts.skipped = false
	}
	if !s.m.plain.touchable {
		return
	}
	for j := range ts.n {
		s.begin(in, ts.first+j, ids[ts.first+j])
		s.occur(planChoice)
		s.effects()
		ts.events[j] = append(ts.events[j][:0], s.events...)
		copy(ts.counts[j], s.counts)
		for _, line := range s.touched {
			ts.skip[line][j/lanes] |= 1 << (j % lanes)
			ts.skipped = true
		}
	}
}

// group spreads the lines of a group.
func (ts *tiles) group(g *plainGroup, in [][]float64, horizon int) {
	for k := range ts.tile {
		ts.tile[k].lo, ts.tile[k].hi = horizon, -1
	}
	for part := range slices.Chunk(g.lines, drawn) {
		for k := range ts.tile {
			t := &ts.tile[k]
			if t.n == 0 {
				break
			}
			for j := range part {
				part[j].draw(in, ts.first+k*lanes, t.n, &ts.amount[j], &ts.shift[j])
			}
			for j := range part {
				t.gather(&ts.amount[j], &ts.shift[j], part[j].start, ts.skip[part[j].line][k], horizon)
			}
		}
	}
	for k := range ts.tile {
		if t := &ts.tile[k]; t.hi >= t.lo {
			spread(t.months[t.lo*lanes:], t.starts[t.lo*lanes:(t.hi+1)*lanes], g.weights)
		}
	}
}

// gather adds the money of a line to the months in which it starts, in the
// lanes that skip does not name.
func (t *tile) gather(amount, shift *[lanes]float64, planned float64, skip uint8, horizon int) {
	lo, hi, end, starts := t.lo, t.hi, float64(horizon), t.starts
	for lane, a := range amount[:t.n] {
		if skip != 0 && skip>>lane&1 != 0 {
			continue
		}
		start := planned + shift[lane]
		t.total[lane] += a
		if start < 0 {
			start = 0
		} else if start > end { // all of it beyond
			start = end
		}
		k := int(start)
		x := start - float64(k)
		lo, hi = min(lo, k), max(hi, k)
		at := k*lanes + lane
		if x == 0 {
			starts[at] += a
			continue
		}
		starts[at] += float64(a * (1 - x))
		starts[at+lanes] += float64(a * x)
		hi = max(hi, k+1)
	}
	t.lo, t.hi = lo, hi
}

// draw takes the amount of a line and what it is late, scenario by scenario.
func (l *plainLine) draw(in [][]float64, i, n int, amount, shift *[lanes]float64) {
	l.amount.row(amount, in, i, n)
	l.slip.row(shift, in, i, n)
	for lane := range amount {
		amount[lane] *= l.scale
	}
	if v := l.vendor; v != nil {
		var price, late, delay [lanes]float64
		v.price.row(&price, in, i, n)
		l.late.row(&late, in, i, n)
		l.delay.row(&delay, in, i, n)
		for lane := range amount {
			amount[lane] *= price[lane]
			if late[lane] >= v.onTime {
				shift[lane] += delay[lane]
			}
		}
	}
	if l.times != 1 {
		for lane := range amount {
			amount[lane] *= l.times
		}
	}
}

// row takes the number in n scenarios from i on.
func (n number) row(dst *[lanes]float64, in [][]float64, i, count int) {
	switch {
	case n.v < 0:
		for lane := range dst {
			dst[lane] = n.c
		}
	case count == lanes:
		*dst = [lanes]float64(in[n.v][i : i+lanes])
	default:
		copy(dst[:], in[n.v][i:i+count])
	}
}

// spreadPortable adds to the months, from the row of the first start on, the
// money of every start spread by the weights, and empties the starts. The
// assembly does the same operations on whole rows; to add nothing where
// nothing starts changes no sum.
func spreadPortable(months, starts, weights []float64) {
	for at, a := range starts {
		starts[at] = 0
		if a == 0 {
			continue
		}
		for j, w := range weights {
			months[at+j*lanes] += float64(a * w)
		}
	}
}
