package distribution

import (
	"fmt"
	"slices"
	"unsafe"
)

// Intervals are the parts into which cuts divide (0,1). It is read-only after
// NewIntervals and safe for concurrent use.
type Intervals struct {
	cuts       []float64
	start, per []float64 // of each interval: where it begins, 1 by its length
}

// NewIntervals makes the intervals between cuts, which must rise and lie inside (0,1).
func NewIntervals(cuts []float64) (*Intervals, error) {
	v := &Intervals{cuts: slices.Clone(cuts)}
	from := 0.0
	for _, to := range append(slices.Clone(cuts), 1) {
		if !(to > from && to <= 1) {
			return nil, fmt.Errorf("the cut %v after %v", to, from)
		}
		v.start, v.per = append(v.start, from), append(v.per, 1/(to-from))
		from = to
	}
	return v, nil
}

// firstPlace is the smallest place in an interval; the largest is below1.
const firstPlace = 0x1p-53

// fewCuts is up to how many cuts are compared one after the other.
const fewCuts = 8

// Places sets dst[i] to the place of u[i] in its interval [a,b): (u[i]-a)/(b-a), strictly
// inside (0,1). dst and u may be the same slice.
// Checked: TestKernels.
func (v *Intervals) Places(dst, u []float64) {
	dst = dst[:len(u)]
	if n := quads(len(u)) &^ 15; n > 0 && len(v.cuts) <= fewCuts {
		intervals2(&dst[0], &u[0], n, unsafe.SliceData(v.cuts), &v.start[0], &v.per[0], len(v.cuts))
		dst, u = dst[n:], u[n:]
	}
	v.portable(dst, u)
}

// portable is Places in Go.
func (v *Intervals) portable(dst, u []float64) {
	cuts, start, per := v.cuts, v.start, v.per
	for i, x := range u {
		k := 0
		if len(cuts) <= fewCuts {
			for _, c := range cuts {
				if x >= c {
					k++
				}
			}
		} else {
			at, found := slices.BinarySearch(cuts, x)
			if k = at; found {
				k++
			}
		}
		place := float64((x - start[k]) * per[k])
		if place < firstPlace {
			place = firstPlace
		}
		if place > below1 {
			place = below1
		}
		dst[i] = place
	}
}
