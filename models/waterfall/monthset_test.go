package waterfall

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// The months of a set are those that were added, in order and once each.
func TestMonthSet(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	for _, horizon := range []int{1, 12, 63, 64, 65, 128, 129, 600} {
		for range 50 {
			s, want := newMonthSet(horizon), map[int]bool{}
			for range r.IntN(horizon + 3) {
				m := r.IntN(horizon)
				s.add(m)
				want[m] = true
			}
			var got []int
			for m := s.Next(0); m < horizon; m = s.Next(m + 1) {
				got = append(got, m)
			}
			if len(got) != len(want) || !slices.IsSorted(got) {
				t.Fatalf("horizon %d: months %v of %v", horizon, got, want)
			}
			for _, m := range got {
				if !want[m] {
					t.Fatalf("horizon %d: month %d was not added", horizon, m)
				}
			}
			if end := s.Next(horizon); end < horizon {
				t.Fatalf("horizon %d: month %d comes after the end", horizon, end)
			}
		}
	}
}
