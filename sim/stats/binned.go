package stats

import (
	"math"
	"slices"
)

// Binned is a column of numbers that is too long to keep: how many of them
// fall into each of many bins of equal width, between ends that a pilot run
// has fixed, and into the two parts outside. Counts are integers and sums are
// exact, so that parts that are counted in any order and merged give the same
// bits. The numbers are counted in groups, each of one or more independent
// replicates, from which intervals are made.
//
// A bin whose numbers are all the same keeps that number: a heap of zeros is
// not smeared over a bin. A column in which the first numbers show no heap is
// settled without one, and then counted faster. A mark is a limit whose share is
// counted exactly.
//
// Checked: TestBinnedQuantiles, against Quantile on all values, within the
// bounds that it states; TestBinnedMerge.
type Binned struct {
	lo, width, inverse float64
	bins               int
	marks              []float64
	shift              float64 // the moments are taken about it

	groups   []binnedGroup
	only     []float64 // [bin] its value while all are the same, +Inf while empty, NaN when they differ; nil: nobody looks
	min, max float64   // of the finite values
	sum      ExactSum  // of the finite values less shift
	squares  ExactSum
}

// binnedGroup is the counts of one group.
type binnedGroup struct {
	counts            []uint32 // [bin], with the bit mixed; the first is below all bins, the last above
	below, above      uint64   // -Inf, +Inf
	n                 uint64
	lessMark, atMarks []uint64 // [mark] values below it, values at it
}

// NewBinned fixes the bins from the values of a pilot run, which are not
// counted: from a range about twice as wide as that of all but a thousandth of
// them, or a little wider than all of them if that is less. No more than
// 2^31-1 values may be counted in a group.
func NewBinned(pilot []float64, bins, groups int, marks []float64) *Binned {
	b := &Binned{bins: bins, marks: slices.Clone(marks)}
	values := make([]float64, 0, len(pilot))
	for _, v := range pilot {
		if !math.IsInf(v, 0) && v == v {
			values = append(values, v)
		}
	}
	lo, hi := binRange(values)
	if len(values) > 0 {
		b.shift = Mean(values)
	}
	b.lo, b.width = lo, (hi-lo)/float64(bins)
	b.inverse = float64(bins) / (hi - lo)
	b.allocate(groups)
	return b
}

// binRange chooses the ends of the bins; it reorders the values.
func binRange(values []float64) (lo, hi float64) {
	if len(values) == 0 {
		return 0, 1
	}
	least, most := slices.Min(values), slices.Max(values)
	q := quantilesInPlace(values, []float64{0.0005, 0.9995})
	body, all := q[1]-q[0], most-least
	lo, hi = least-float64(all/8), most+float64(all/8)
	if body > 0 { // otherwise nearly all are one value
		lo, hi = max(lo, q[0]-float64(body/2)), min(hi, q[1]+float64(body/2))
	}
	if size := max(math.Abs(lo), math.Abs(hi)); !(hi-lo > 1e-9*size) || math.IsInf(hi-lo, 0) {
		half := max(size*1e-9, 1e-9)
		lo, hi = lo-half, lo+half
	}
	return lo, hi
}

func (b *Binned) allocate(groups int) {
	b.groups = make([]binnedGroup, groups)
	for g := range b.groups {
		b.groups[g] = binnedGroup{counts: make([]uint32, b.bins+2), lessMark: make([]uint64, len(b.marks)), atMarks: make([]uint64, len(b.marks))}
	}
	b.only = make([]float64, b.bins+2)
	for i := range b.only {
		b.only[i] = math.Inf(1)
	}
	b.min, b.max = math.Inf(1), math.Inf(-1)
}

// Empty returns the same bins without any counts.
func (b *Binned) Empty() *Binned {
	e := &Binned{lo: b.lo, width: b.width, inverse: b.inverse, bins: b.bins, marks: b.marks, shift: b.shift}
	e.allocate(len(b.groups))
	if b.only == nil {
		e.only = nil
	}
	return e
}

// Settle decides, from what has been counted so far, whether bins need to keep
// their only number: not where no bin holds a number twice and no other.
func (b *Binned) Settle() {
	for g := range b.groups {
		for k, c := range b.groups[g].counts {
			if c > 1 && c < mixed && b.only[k] == b.only[k] {
				return
			}
		}
	}
	b.only = nil
}

// Add counts values of one group. The moments are added up over the values of
// a call in order, then exactly: the same calls in any order give the same
// bits. It returns the place of the first NaN, and then counts nothing; -1 when
// there is none.
func (b *Binned) Add(group int, x []float64) int {
	g := &b.groups[group]
	nan, _ := b.moments(x)
	if nan >= 0 {
		return nan
	}
	if b.only == nil {
		b.countAll(g, x)
	} else {
		b.countLone(g, x)
	}
	g.n += uint64(len(x))
	g.mark(b.marks, x)
	return -1
}

// Pending is what one goroutine has seen of a column and not counted yet: the bins of
// its values. One that adds to many columns in turn would fetch the bins of each anew
// for every few values.
type Pending struct {
	n  int
	at [pendingLength]uint16
}

// pendingLength is how many values wait at most: so many that the bins of a series are
// fetched for a fraction of what each value costs.
const pendingLength = 2048

// AddLater is Add, for the only group, of values that are counted when so many wait
// that it is worth while, at the latest by Count. Where bins keep their only number, or
// are too many, it is Add.
func (b *Binned) AddLater(p *Pending, x []float64) int {
	if b.only != nil || len(b.groups) != 1 || b.bins+2 > math.MaxUint16 || len(x) > pendingLength {
		return b.Add(0, x)
	}
	if p.n+len(x) > pendingLength {
		b.Count(p)
	}
	nan, finite := b.moments(x)
	if nan >= 0 {
		return nan
	}
	g := &b.groups[0]
	if finite {
		bins(p.at[p.n:][:len(x)], x, b.lo, b.inverse, float64(b.bins))
		p.n += len(x)
	} else {
		b.countAll(g, x)
	}
	g.n += uint64(len(x))
	g.mark(b.marks, x)
	return -1
}

// Count counts what waits.
func (b *Binned) Count(p *Pending) {
	if p.n == 0 {
		return
	}
	counts := b.groups[0].counts
	for _, k := range p.at[:p.n] {
		counts[k]++
	}
	p.n = 0
}

// countAll counts values, none of which is NaN.
func (b *Binned) countAll(g *binnedGroup, x []float64) {
	n, lo, inverse, counts := float64(b.bins), b.lo, b.inverse, g.counts
	for _, v := range x {
		t := (v - lo) * inverse
		k := int(t) + 1
		if !(t >= 0 && t < n) {
			if k = b.outside(g, v); k < 0 {
				continue
			}
		}
		counts[k]++
	}
}

// binsGo sets dst[i] to the bin of x[i], which must be finite: 0 below lo, from 1 on by
// whole steps, top+1 beyond top of them.
func binsGo(dst []uint16, x []float64, lo, inverse, top float64) {
	for i, v := range x {
		t := (v - lo) * inverse
		switch {
		case t < 0:
			dst[i] = 0
		case t < top:
			dst[i] = uint16(t) + 1
		default:
			dst[i] = uint16(top) + 1
		}
	}
}

// countLone counts values and notes those that are alone in their bin.
func (b *Binned) countLone(g *binnedGroup, x []float64) {
	n, lo, inverse := float64(b.bins), b.lo, b.inverse
	counts, only := g.counts, b.only[:len(g.counts)]
	for _, v := range x {
		v += 0 // -0 is 0
		t := (v - lo) * inverse
		k := int(t) + 1
		if !(t >= 0 && t < n) {
			if k = b.outside(g, v); k < 0 {
				continue
			}
		}
		c := counts[k]
		counts[k] = c + 1
		if c < mixed && !lone(&only[k], v) {
			counts[k] |= mixed
		}
	}
}

// spread is what a pass over values finds: four sums and sums of squares of their
// distances from a shift, which need not wait for each other, and four extremes.
type spread struct{ sum, squares, least, most [4]float64 }

// addGo takes up values, every fourth into the same sums.
func (s *spread) addGo(x []float64, shift float64) {
	for i, v := range x {
		j := i & 3
		d := v - shift
		s.sum[j] += d
		s.squares[j] += float64(d * d)
		if v < s.least[j] {
			s.least[j] = v
		}
		if v > s.most[j] {
			s.most[j] = v
		}
	}
}

// moments adds the finite values up: four sums, and then these in order; and takes up
// the extremes. It returns the place of the first NaN, and adds nothing then; -1 without
// one; and whether all values are finite.
func (b *Binned) moments(x []float64) (nan int, finite bool) {
	p := spread{least: [4]float64{b.min, b.min, b.min, b.min}, most: [4]float64{b.max, b.max, b.max, b.max}}
	p.add(x, b.shift)
	s, q := (p.sum[0]+p.sum[1])+(p.sum[2]+p.sum[3]), (p.squares[0]+p.squares[1])+(p.squares[2]+p.squares[3])
	if s-s != 0 { // something is infinite or NaN
		s, q = 0, 0
		for i, v := range x {
			switch d := v - b.shift; {
			case v != v:
				return i, false
			case v-v == 0:
				s += d
				q += float64(d * d)
			}
		}
		b.extremes(x)
	} else {
		b.min = min(p.least[0], p.least[1], p.least[2], p.least[3]) + 0 // -0 is 0
		b.max = max(p.most[0], p.most[1], p.most[2], p.most[3]) + 0
		finite = true
	}
	b.sum.Add(s)
	b.squares.Add(q)
	return -1, finite
}

// mixed marks the count of a bin that is known to hold different values, so
// that only need not be looked at.
const mixed = 1 << 31

// lone takes up a value of a bin and reports whether all are still the same.
func lone(only *float64, v float64) bool {
	switch o := *only; {
	case o == v:
	case math.IsInf(o, 1):
		*only = v
	default:
		*only = math.NaN()
		return false
	}
	return true
}

// outside returns the place of a value that is in no bin; -1 after it counted
// an infinite one.
func (b *Binned) outside(g *binnedGroup, v float64) int {
	switch {
	case math.IsInf(v, 1):
		g.above++
		return -1
	case math.IsInf(v, -1):
		g.below++
		return -1
	case v < b.lo:
		return 0
	}
	return b.bins + 1
}

// extremes keeps the least and the largest finite value.
func (b *Binned) extremes(x []float64) {
	least, most := b.min, b.max
	for _, v := range x {
		if v < least && v >= -math.MaxFloat64 {
			least = v + 0
		}
		if v > most && v <= math.MaxFloat64 {
			most = v + 0
		}
	}
	b.min, b.max = least, most
}

// mark counts the values below and at each mark.
func (g *binnedGroup) mark(marks, x []float64) {
	for k, m := range marks {
		less, most := uint64(0), uint64(0)
		for _, v := range x {
			less += one(v < m)
			most += one(v <= m)
		}
		g.lessMark[k] += less
		g.atMarks[k] += most - less
	}
}

// one is 1 for true, without a branch that would be guessed wrong half of the
// time.
func one(b bool) uint64 {
	n := uint64(0)
	if b {
		n = 1
	}
	return n
}

// Same reports whether two columns have the same bins, groups and marks.
func (b *Binned) Same(o *Binned) bool {
	return b.lo == o.lo && (b.only == nil) == (o.only == nil) && b.width == o.width && b.bins == o.bins && b.shift == o.shift &&
		len(b.groups) == len(o.groups) && slices.Equal(b.marks, o.marks)
}

// Merge adds the counts of another part of the same column, which has the same
// bins (see Same).
func (b *Binned) Merge(o *Binned) {
	for i := range b.groups {
		g, h := &b.groups[i], &o.groups[i]
		for k, c := range h.counts {
			g.counts[k] = (g.counts[k]+c&^mixed)&^mixed | (g.counts[k]|c)&mixed
		}
		g.below, g.above, g.n = g.below+h.below, g.above+h.above, g.n+h.n
		for k := range b.marks {
			g.lessMark[k] += h.lessMark[k]
			g.atMarks[k] += h.atMarks[k]
		}
	}
	for k, v := range o.only[:min(len(o.only), len(b.only))] {
		switch own := b.only[k]; {
		case math.IsInf(v, 1) || own == v:
		case math.IsInf(own, 1):
			b.only[k] = v
		default:
			b.only[k] = math.NaN()
		}
	}
	b.min, b.max = min(b.min, o.min), max(b.max, o.max)
	b.sum.Merge(&o.sum)
	b.squares.Merge(&o.squares)
}
