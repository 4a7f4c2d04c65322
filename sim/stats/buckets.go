package stats

import (
	"math"
	"slices"
)

// bucketLeast is the length from which a column goes into buckets; shorter
// ones are selected at once. A column of the length of a replicate of 1,000 is
// four times as fast in buckets.
const bucketLeast = 200

// One in pilotShare values, evenly spread over the column, say where its buckets
// lie, but no fewer than pilotLeast and about as many as pilotMost.
const (
	pilotShare = 16
	pilotLeast = 64
	pilotMost  = 256
)

// mostBuckets is the largest number of buckets: the first and the last also take
// what lies beyond the pilot. indexPiece is how many values find their buckets
// at a time.
const (
	mostBuckets = 4096
	indexPiece  = 1024
)

// buckets cuts a column into parts of equal width, so that only those parts
// that hold a wanted order statistic have to be looked at closely. Which
// bucket a value is in never falls as the value rises, so the parts are in
// order whatever the column looks like: an odd shape costs time, not accuracy.
type buckets struct {
	lo, scale, top float64            // value v is in bucket (v-lo)*scale, cut off to a whole number from 0 to top
	n              [mostBuckets]int32 // how many; after place: where the next goes, -1 in a part that nobody asked for
}

// orderStatistics returns the values at the given places (ascending, without
// repetition, within x) of the sorted column: two passes over the column, and
// selection among the few values of the buckets wanted. ok is false when the
// column has a NaN.
//
// Source: Chambers, Partial sorting, CACM 14 (1971), Algorithm 410, with
// buckets for pivots.
// Checked: TestQuantilesMatchSorting, TestBucketShapes.
func orderStatistics(x []float64, ranks []int) (values []float64, ok bool) {
	var b buckets
	switch found := b.span(x); {
	case found == spanNone:
		return selected(x, ranks)
	case found == spanConstant:
		values = make([]float64, len(ranks))
		for i := range values {
			values[i] = x[0]
		}
		return values, true
	}
	if !b.count(x) {
		return nil, false
	}
	parts, total := b.place(ranks)
	chosen := make([]float64, total)
	b.collect(chosen, x)
	values = make([]float64, 0, len(ranks))
	for _, p := range parts {
		part := chosen[p.at : p.at+p.n]
		own := ranks[p.first:p.end]
		if constant(part) {
			for range own {
				values = append(values, part[0])
			}
			continue
		}
		local := make([]int, len(own))
		for i, k := range own {
			local[i] = k - p.below
		}
		selectRanks(part, local)
		for _, k := range local {
			values = append(values, part[k])
		}
	}
	return values, true
}

// selected is orderStatistics by selection in a copy.
func selected(x []float64, ranks []int) ([]float64, bool) {
	return selectedInPlace(slices.Clone(x), ranks)
}

// selectedInPlace is orderStatistics by selection, which reorders x.
func selectedInPlace(x []float64, ranks []int) ([]float64, bool) {
	if hasNaN(x) {
		return nil, false
	}
	selectRanks(x, ranks)
	values := make([]float64, len(ranks))
	for i, k := range ranks {
		values[i] = x[k]
	}
	return values, true
}

func constant(x []float64) bool {
	for _, v := range x {
		if v != x[0] {
			return false
		}
	}
	return true
}

// spanned says whether a column has a range that can be cut.
type spanned int

const (
	spanFound    spanned = iota
	spanConstant         // all values are the same
	spanNone             // no finite range: infinite values, a range too narrow or too wide
)

// span lays the buckets between the ends of a pilot sample. Where the sample
// is constant, as when one scenario in a thousand has a gap, the column's own
// ends serve.
func (b *buckets) span(x []float64) spanned {
	step := max(1, len(x)/min(max(pilotLeast, len(x)/pilotShare), pilotMost))
	lo, hi := math.Inf(1), math.Inf(-1)
	for i := step / 2; i < len(x); i += step {
		lo, hi = widen(lo, hi, x[i])
	}
	if !(lo < hi) {
		if constant(x) {
			return spanConstant
		}
		for _, v := range x {
			lo, hi = widen(lo, hi, v)
		}
	}
	count := 64
	for count < mostBuckets && count*4 < len(x) {
		count *= 2
	}
	b.lo, b.top = lo, float64(count-1)
	b.scale = b.top / (hi - lo)
	if !(b.scale > 1e-300 && b.scale < 1e300) {
		return spanNone
	}
	return spanFound
}

// widen makes the range from lo to hi hold v, unless v is not finite.
func widen(lo, hi, v float64) (float64, float64) {
	if v < lo && v >= -math.MaxFloat64 {
		lo = v
	}
	if v > hi && v <= math.MaxFloat64 {
		hi = v
	}
	return lo, hi
}

// indexGo writes the bucket of every value of x: (v-lo)*scale, cut off to a
// whole number from 0 to top. It tells whether there was a NaN.
func indexGo(dst []uint16, x []float64, lo, scale, top float64) (nan bool) {
	for i, v := range x {
		t := (v - lo) * scale
		switch {
		case t >= top:
			t = top
		case !(t >= 0):
			nan = nan || v != v
			t = 0
		}
		dst[i] = uint16(int(t))
	}
	return nan
}

// count counts the values of every bucket; it is false when there is a NaN.
func (b *buckets) count(x []float64) bool {
	var at [indexPiece]uint16
	for len(x) > 0 {
		piece := x[:min(indexPiece, len(x))]
		if index(at[:], piece, b.lo, b.scale, b.top) {
			return false
		}
		for _, k := range at[:len(piece)] {
			b.n[k%mostBuckets]++
		}
		x = x[len(piece):]
	}
	return true
}

// part is a bucket that holds wanted places: first to end of them, below
// values standing before it, its n values collected from at on.
type part struct{ first, end, below, at, n int }

// place finds the buckets of the wanted places and turns the counts into the
// places where their values go.
func (b *buckets) place(ranks []int) (parts []part, total int) {
	parts = make([]part, 0, len(ranks))
	below, next := 0, 0
	for k := range b.n[:int(b.top)+1] {
		n := int(b.n[k])
		b.n[k] = -1
		if next < len(ranks) && ranks[next] < below+n {
			p := part{first: next, below: below, at: total, n: n}
			for next < len(ranks) && ranks[next] < below+n {
				next++
			}
			p.end = next
			parts = append(parts, p)
			b.n[k] = int32(total)
			total += n
		}
		below += n
	}
	return parts, total
}

// collect moves the values of the wanted buckets to their places.
func (b *buckets) collect(chosen, x []float64) {
	var at [indexPiece]uint16
	for len(x) > 0 {
		piece := x[:min(indexPiece, len(x))]
		index(at[:], piece, b.lo, b.scale, b.top)
		for i, k := range at[:len(piece)] {
			if to := b.n[k%mostBuckets]; to >= 0 {
				chosen[to] = piece[i]
				b.n[k%mostBuckets]++
			}
		}
		x = x[len(piece):]
	}
}
