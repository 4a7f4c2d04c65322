package depend

import (
	"fmt"
	"testing"
)

// BenchmarkNew measures the check, the repair and the factor of a matrix: one
// that is good as it is, and one with a few impossible entries.
func BenchmarkNew(b *testing.B) {
	for _, n := range []int{30, 300, 1000} {
		for _, matrix := range []string{"good", "repaired"} {
			if matrix == "repaired" && n == 1000 {
				continue // half a minute
			}
			b.Run(fmt.Sprintf("variables=%d/matrix=%s", n, matrix), func(b *testing.B) {
				m := grouped(n)
				if matrix == "repaired" {
					impossible(m)
				}
				for b.Loop() {
					if _, _, err := New(Config{Rank: m}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// impossible makes three variables disagree: two like the third, but unlike
// each other.
func impossible(m [][]float64) {
	last := len(m) - 5
	m[1][0], m[0][1] = 0.95, 0.95
	m[last][0], m[0][last] = 0.95, 0.95
	m[last][1], m[1][last] = -0.95, -0.95
}
