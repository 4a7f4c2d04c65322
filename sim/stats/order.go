package stats

import (
	"cmp"
	"math"
	"slices"
)

// Sorter finds the order of columns by radix sort; it keeps its buffers
// between calls. The zero value is ready. It is not safe for concurrent use.
type Sorter struct {
	a, b   []uint64
	counts [4][256]uint32
}

// Order writes into dst the indexes of x in ascending order of value, equal
// values in ascending order of index. dst and x have the same length, below
// 2^32. NaN sorts to an end.
//
// It sorts (key of 32 bits, index) digit by digit, the key rising with the
// value, and then settles by comparison the few neighbours whose keys are
// equal.
// Source: Knuth, The Art of Computer Programming 3, section 5.2.5.
// Checked: TestOrder, against sort.SliceStable.
func (s *Sorter) Order(dst []int32, x []float64) {
	n := len(x)
	if cap(s.a) < n {
		s.a, s.b = make([]uint64, n), make([]uint64, n)
	}
	a, b := s.a[:n], s.b[:n]
	if s.linearKeys(a, x) {
		a, b = s.pass(a, b, 1), a
		a, b = s.pass(a, b, 2), a
		a = s.pass(a, b, 3)
	} else {
		s.bitKeys(a, x)
		for d := range s.counts {
			a, b = s.pass(a, b, d), a
		}
	}
	settle(a, x)
	for i, k := range a {
		dst[i] = int32(uint32(k))
	}
}

// linearKeys cuts the range of x into 2^24 equal parts, which leaves three
// digits. It declines when the range is not finite or most values would share
// a 256th of it, as under a far outlier.
func (s *Sorter) linearKeys(a []uint64, x []float64) bool {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, v := range x {
		lo, hi = min(lo, v), max(hi, v)
	}
	scale := (1<<24 - 1) / (hi - lo)
	if !(scale > 0 && scale < 1e300) {
		return false
	}
	clear(s.counts[:])
	for i, v := range x {
		k := uint32((v - lo) * scale)
		a[i] = uint64(k)<<40 | uint64(uint32(i))
		s.counts[1][k&255]++
		s.counts[2][k>>8&255]++
		s.counts[3][k>>16&255]++
	}
	most := uint32(0)
	for _, c := range s.counts[3] {
		most = max(most, c)
	}
	return int(most) <= len(x)/2
}

// bitKeys takes the upper half of the bits of the values as keys.
func (s *Sorter) bitKeys(a []uint64, x []float64) {
	clear(s.counts[:])
	for i, v := range x {
		k := upperKey(v)
		a[i] = uint64(k)<<32 | uint64(uint32(i))
		s.counts[0][k&255]++
		s.counts[1][k>>8&255]++
		s.counts[2][k>>16&255]++
		s.counts[3][k>>24]++
	}
}

// pass is one pass of the radix sort, by digit d of the key.
func (s *Sorter) pass(src, dst []uint64, d int) []uint64 {
	scatter(dst, src, &s.counts[d], 32+8*uint(d))
	return dst
}

// upperKey maps the upper 32 bits of a float64 to an unsigned number of the
// same order. Adding 0 turns -0 into 0.
func upperKey(v float64) uint32 {
	k := uint32(math.Float64bits(v+0) >> 32)
	return k ^ (uint32(int32(k)>>31) | 1<<31)
}

// scatter is one pass of the radix sort: it moves src to dst in the order of
// the eight bits at shift, given how often each value of them occurs.
func scatter(dst, src []uint64, counts *[256]uint32, shift uint) {
	next := uint32(0)
	for i, c := range counts {
		counts[i] = next
		next += c
	}
	for _, k := range src {
		digit := k >> (shift & 63) & 255
		dst[counts[digit]] = k
		counts[digit]++
	}
}

// settle sorts every run of equal upper halves by the values themselves.
func settle(a []uint64, x []float64) {
	for i := 1; i < len(a); i++ {
		if a[i]>>32 != a[i-1]>>32 {
			continue
		}
		end := i + 1
		for end < len(a) && a[end]>>32 == a[i]>>32 {
			end++
		}
		settleRun(a[i-1:end], x)
		i = end
	}
}

func settleRun(run []uint64, x []float64) {
	value := func(k uint64) float64 { return x[uint32(k)] }
	if len(run) > 32 {
		slices.SortFunc(run, func(p, q uint64) int {
			if c := cmp.Compare(value(p), value(q)); c != 0 {
				return c
			}
			return cmp.Compare(p, q)
		})
		return
	}
	for i := 1; i < len(run); i++ {
		k, v, j := run[i], value(run[i]), i
		for ; j > 0 && value(run[j-1]) > v; j-- {
			run[j] = run[j-1]
		}
		run[j] = k
	}
}
