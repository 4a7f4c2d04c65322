//go:build !purego

package returns

import (
	"math/rand/v2"
	"testing"

	"golang.org/x/sys/cpu"
)

// TestLookVectors: the assembly stops in the months in which the plain loop does, and
// stands there to the bit.
func TestLookVectors(t *testing.T) {
	if !cpu.X86.HasAVX2 {
		t.Skip("this processor has no vectors that the assembly could use")
	}
	r, stops := rand.New(rand.NewPCG(8, 8)), 0
	for range 3000 {
		n := 1 + r.IntN(70)
		rows := make([][]float64, 4)
		for k := range rows {
			rows[k] = make([]float64, n)
			for m := range rows[k] {
				if r.IntN(4) > 0 {
					rows[k][m] = r.NormFloat64()
				}
			}
			if k < 2 && n > 2 { // comes out even but for rounding
				rows[k][n-1] = -sum(rows[k][:n-1])
			}
		}
		var got, want looking
		for m := 0; m < n; {
			next, found := lookAVX2(&got, &rows[0][0], &rows[1][0], &rows[2][0], &rows[3][0], m, n)
			after, had := want.lookGo(rows[0], rows[1], rows[2], rows[3], m)
			stops += had
			if next != after || found != had || got != want {
				t.Fatalf("from month %d of %d: %d, %d, %+v, want %d, %d, %+v", m, n, next, found, got, after, had, want)
			}
			m = next
		}
	}
	if stops < 10000 {
		t.Errorf("only %d stops", stops)
	}
}
