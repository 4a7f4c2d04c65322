package models

import (
	"testing"

	"ballast/sim"
)

// TestSeriesRows: every value of a block of any length gets to its column, and
// a series that nobody wrote is left alone.
func TestSeriesRows(t *testing.T) {
	for _, months := range []int{1, 7, 60} {
		for n := 1; n < 3*rowsAbreast; n++ {
			b := &sim.Block{N: n, Series: [][][]float64{matrix(months, n), matrix(months, n)}}
			b.Series[0][0][0] = 5
			k := new(kernel)
			for i := range n {
				row := k.row(b, 1, i)
				for m := range row {
					row[m] = float64(1000*i + m + 1)
				}
				k.flush(b, i)
			}
			for m, column := range b.Series[1] {
				for i, x := range column {
					if x != float64(1000*i+m+1) {
						t.Fatalf("%d scenarios, %d months: scenario %d, month %d is %v", n, months, i, m, x)
					}
				}
			}
			if b.Series[0][0][0] != 5 {
				t.Fatal("a series that nobody wrote was changed")
			}
		}
	}
}
