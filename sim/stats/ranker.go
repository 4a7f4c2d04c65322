package stats

import (
	"cmp"
	"math"
	"slices"
)

// placeBits is how many bits say where a value stands in its column, and
// MostRanked the longest column that a Ranker takes.
const (
	placeBits  = 15
	MostRanked = 1 << placeBits
)

// A key has 32-placeBits bits, so that it fits a word together with a place.
// It is sorted by lowBits of them first, then by the other highBits.
const (
	lowBits, highBits = 9, 8
	keyCount          = 1 << (lowBits + highBits)
)

// rankCells is how many parts the range of a column is cut into at first; each
// gets keys in proportion to the values that one in rankSample values has in it.
const (
	rankCells  = 256
	rankSample = 8
)

// Ranker ranks columns of up to MostRanked values; it keeps its buffers
// between calls. The zero value is ready. It is not safe for concurrent use.
type Ranker struct {
	a, b      []uint32 // key and place
	low, high [1 << lowBits]uint32
	cells     [rankCells]cell
	lo, scale float64
}

// cell is where the keys of a cell begin and how many there are.
type cell struct{ base, width float64 }

// Rank writes the centred ranks of x into dst: twice the rank less the mean of
// all ranks, a whole number from -(n-1) to n-1. Equal values share the mean of
// their ranks. It returns the places of the values in ascending order, equal
// ones by place, with the keys above the lowest 15 bits; they are good until
// the next call. dst and x have the same length; x has no NaN.
//
// The key of a value rises with it, and there are about as many keys to a
// value where values are dense as where they are not. Two passes of a radix
// sort order the keys; the few values that share one are then compared. Whole
// numbers that are close together are their own keys, and one pass is enough.
// Source: Isaac and Singleton, Sorting by address calculation, Journal of the
// ACM 3 (1956); Knuth, The Art of Computer Programming 3, section 5.2.5.
// Checked: TestRanker, against Ranks and a stable sort.
func (r *Ranker) Rank(dst []int16, x []float64) []uint32 {
	n := len(x)
	if cap(r.a) < n {
		r.a, r.b = make([]uint32, n), make([]uint32, n)
	}
	r.a, r.b = r.a[:n], r.b[:n]
	if r.whole(dst, x) {
		return r.b
	}
	if r.cut(x) {
		r.keys(x)
		pass(r.b, r.a, &r.low, placeBits)
		pass(r.a, r.b, &r.high, placeBits+lowBits)
	} else {
		for i := range r.a {
			r.a[i] = uint32(i)
		}
	}
	order := r.a
	for i := 0; i < n; {
		end := i + 1
		for end < n && order[end]>>placeBits == order[i]>>placeBits {
			end++
		}
		if end == i+1 {
			dst[order[i]%MostRanked] = int16(2*i + 1 - n)
			i = end
			continue
		}
		settleKey(order[i:end], x)
		rankTies(dst, order, x, i, end)
		i = end
	}
	return order
}

// wholeMost is how many whole numbers in a row are ranked by counting, and wholeLargest
// how far from 0 they may begin.
const (
	wholeMost    = 1 << lowBits
	wholeLargest = 1e9
)

// whole ranks whole numbers that are less than half of wholeMost from the first of them,
// with their order in r.b; it is false where there are others.
func (r *Ranker) whole(dst []int16, x []float64) bool {
	if len(x) == 0 || !(math.Abs(x[0]) <= wholeLargest) || x[0] != float64(int32(x[0])) {
		return false
	}
	clear(r.low[:])
	base, a := int32(x[0])-wholeMost/2, r.a[:len(x)]
	for i, v := range x {
		key := uint32(int32(v) - base)
		if float64(int32(v)) != v || key >= wholeMost {
			return false
		}
		a[i] = key<<placeBits | uint32(i)
		r.low[key%wholeMost]++
	}
	pass(r.b, r.a, &r.low, placeBits)
	var rank [wholeMost]int16
	from := uint32(0)
	for key, to := range r.low { // where the next of each would stand
		rank[key] = int16(int(from+to) - len(x))
		from = to
	}
	dst = dst[:len(a)]
	for i, e := range a {
		dst[i] = rank[e>>placeBits%wholeMost]
	}
	return true
}

// Place is where in its column the value stands that an entry of Rank's result
// is of.
func Place(entry uint32) int { return int(entry % MostRanked) }

// cut lays the cells over the range of a sample, or of the whole column where
// the sample is constant, and gives them their keys. It is false for a column
// without a finite range.
func (r *Ranker) cut(x []float64) bool {
	lo, hi := math.Inf(1), math.Inf(-1)
	for i := 0; i < len(x); i += rankSample {
		lo, hi = widen(lo, hi, x[i])
	}
	if !(lo < hi) {
		for _, v := range x {
			lo, hi = widen(lo, hi, v)
		}
	}
	r.lo, r.scale = lo, rankCells/(hi-lo)
	if !(r.scale > 1e-300 && r.scale < 1e300) {
		return false
	}
	var seen [rankCells]int
	total := rankCells
	for i := 0; i < len(x); i += rankSample {
		t := (x[i] - lo) * r.scale
		if t >= 0 && t < rankCells {
			seen[int(t)]++
			total++
		}
	}
	each, base := float64(keyCount-2)/float64(total), 1.0 // the first and the last key are for what lies outside
	for k := range r.cells {
		width := float64(each * float64(1+seen[k]))
		r.cells[k] = cell{base, width}
		base += width
	}
	return true
}

// keys gives every value its key and counts the digits.
func (r *Ranker) keys(x []float64) {
	clear(r.low[:])
	clear(r.high[:])
	lo, scale, a := r.lo, r.scale, r.a[:len(x)]
	for i, v := range x {
		t := float64((v - lo) * scale)
		key := uint32(0)
		if t >= 0 {
			key = keyCount - 1
			if t < rankCells {
				k := int32(t)
				c := &r.cells[k&(rankCells-1)]
				key = uint32(int32(c.base + float64((t-float64(k))*c.width)))
			}
		}
		a[i] = key<<placeBits | uint32(i)
		r.low[key&(1<<lowBits-1)]++
		r.high[key>>lowBits&(1<<lowBits-1)]++
	}
}

// pass is one pass of the radix sort: it moves src to dst in the order of the
// digit at shift, given how often each digit occurs.
func pass(dst, src []uint32, counts *[1 << lowBits]uint32, shift uint) {
	next := uint32(0)
	for k, c := range counts {
		counts[k] = next
		next += c
	}
	for _, e := range src {
		digit := e >> (shift & 31) & (1<<lowBits - 1)
		dst[counts[digit]] = e
		counts[digit]++
	}
}

// settleKey orders entries of one key by value, equal values by place.
func settleKey(run []uint32, x []float64) {
	if len(run) <= 32 {
		for i := 1; i < len(run); i++ {
			e, j := run[i], i
			v := x[e%MostRanked]
			for ; j > 0 && x[run[j-1]%MostRanked] > v; j-- {
				run[j] = run[j-1]
			}
			run[j] = e
		}
		return
	}
	first := x[run[0]%MostRanked]
	for _, e := range run {
		if x[e%MostRanked] != first {
			slices.SortFunc(run, func(p, q uint32) int {
				return cmp.Or(cmp.Compare(x[p%MostRanked], x[q%MostRanked]), cmp.Compare(p, q))
			})
			return
		}
	}
}

// rankTies ranks the entries from i to end, of one key, equal values alike.
func rankTies(dst []int16, order []uint32, x []float64, i, end int) {
	n := len(order)
	for i < end {
		v, from := x[order[i]%MostRanked], i
		for i < end && x[order[i]%MostRanked] == v {
			i++
		}
		for _, e := range order[from:i] {
			dst[e%MostRanked] = int16(from + i - n)
		}
	}
}
