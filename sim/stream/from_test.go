package stream

import "testing"

func TestFillNthFrom(t *testing.T) {
	s := New(42, "revenue/V1/noise")
	for _, first := range []uint64{0, 1, 3, 4, 20, 1 << 33} {
		for _, n := range []int{0, 1, 3, 4, 37} {
			got := make([]float64, n)
			s.FillNthFrom(got, 77, first)
			for i, x := range got {
				if want := s.Nth(77, first+uint64(i)); x != want {
					t.Fatalf("first %d, n %d, i %d: %v, want %v", first, n, i, x, want)
				}
			}
		}
	}
}
