package waterfall

import (
	"iter"
	"math/bits"
)

// MonthSet is a set of months, a bit each: the months in which something was
// booked, so that nobody has to look at the others.
type MonthSet []uint64

// newMonthSet makes room for months 0 to horizon-1.
func newMonthSet(horizon int) MonthSet { return make(MonthSet, (horizon+63)/64) }

// AllMonths is the set of the months 0 to horizon-1.
func AllMonths(horizon int) MonthSet {
	s := newMonthSet(horizon)
	for m := range horizon {
		s.add(m)
	}
	return s
}

// add puts month m, inside the horizon, into the set.
func (s MonthSet) add(m int) { s[m>>6] |= 1 << (m & 63) }

// All are its months in their order; it must not grow while they pass.
func (s MonthSet) All() iter.Seq[int] {
	return func(yield func(int) bool) {
		for k, w := range s {
			for ; w != 0; w &= w - 1 {
				if !yield(k<<6 + bits.TrailingZeros64(w)) {
					return
				}
			}
		}
	}
}

// Next returns the first month of the set that is not before m, or a month
// beyond the horizon.
func (s MonthSet) Next(m int) int {
	k := m >> 6
	if k >= len(s) {
		return 64 * len(s)
	}
	if rest := s[k] >> (m & 63); rest != 0 {
		return m + bits.TrailingZeros64(rest)
	}
	return s.after(k)
}

// after is the first month of the words behind word k.
func (s MonthSet) after(k int) int {
	for k++; k < len(s); k++ {
		if s[k] != 0 {
			return 64*k + bits.TrailingZeros64(s[k])
		}
	}
	return 64 * len(s)
}
