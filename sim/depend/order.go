package depend

import "ballast/sim/stats"

// scoreOrder finds the order of columns of standard normal scores; it keeps
// its buffers between calls. The zero value is ready.
type scoreOrder struct {
	start  []uint32 // of each bucket
	bucket []uint32 // of each score
	sorted []float64
	sorter stats.Sorter // for columns that are no scores
}

const (
	scoreReach  = 3.2 // scores beyond, one in 700, share the buckets at the ends
	spread      = 3   // buckets for each score
	mostBuckets = 1 << 16
	mostMoves   = 8 // for each score, before the general sorter takes over; scores take 0.3
)

// order writes into dst the indexes of z in ascending order of value, equal
// values in ascending order of index, as stats.Sorter does. Knowing how scores
// are distributed it needs one pass: equal buckets hold less than one score
// each, and what is left is neighbours in the wrong order.
// Source: Knuth, The Art of Computer Programming 3, algorithm 5.2D
// (distribution counting), then 5.2.1S (straight insertion).
// Checked: TestScoreOrder, against stats.Sorter.
func (o *scoreOrder) order(dst []int32, z []float64) {
	if !o.distribute(dst, z) || !o.settle(dst) {
		o.sorter.Order(dst, z)
	}
}

// settle sorts what is nearly sorted; false when it is not.
func (o *scoreOrder) settle(dst []int32) bool {
	sorted := o.sorted[:len(dst)]
	dst = dst[:len(sorted)]
	left := mostMoves * len(dst)
	for k := 1; k < len(sorted); k++ {
		v := sorted[k]
		if !(v < sorted[k-1]) {
			continue
		}
		i, j := dst[k], k
		for ; j > 0 && v < sorted[j-1]; j-- {
			sorted[j], dst[j] = sorted[j-1], dst[j-1]
		}
		sorted[j], dst[j] = v, i
		if left -= k - j; left < 0 {
			return false
		}
	}
	return true
}

// distribute puts the scores into their buckets; false when one is not a number.
func (o *scoreOrder) distribute(dst []int32, z []float64) bool {
	n := len(z)
	size := min(max(spread*n, 1), mostBuckets)
	if cap(o.start) < size {
		o.start = make([]uint32, size)
	}
	if cap(o.bucket) < n {
		o.bucket, o.sorted = make([]uint32, n), make([]float64, n)
	}
	start, bucket, sorted := o.start[:size], o.bucket[:n], o.sorted[:n]
	clear(start)
	scale, last := float64(size)/(2*scoreReach), float64(size-1)
	for i, v := range z {
		at := float64((v + scoreReach) * scale)
		if at < 0 {
			at = 0
		}
		if !(at <= last) {
			if v != v {
				return false
			}
			at = last
		}
		b := uint32(at)
		bucket[i] = b
		start[b]++
	}
	next := uint32(0)
	for b, c := range start {
		start[b] = next
		next += c
	}
	dst = dst[:n]
	for i, b := range bucket {
		k := start[b]
		start[b] = k + 1
		sorted[k], dst[k] = z[i], int32(i)
	}
	return true
}
