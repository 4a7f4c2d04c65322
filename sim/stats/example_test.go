package stats_test

import (
	"fmt"

	"ballast/sim/stats"
)

// Quantiles are of Excel's PERCENTILE.INC: between two values on the straight
// line.
func ExampleQuantiles() {
	costs := []float64{120, 95, 100, 140, 110}
	q := stats.Quantiles(costs, []float64{0.5, 0.8})
	fmt.Printf("P50 %.1f, P80 %.1f\n", q[0], q[1])
	// Output: P50 110.0, P80 124.0
}

// How far an estimate may be off is told by the same figure of each independent
// replicate of the run.
func ExampleInterval() {
	lo, hi, _ := stats.Interval(110, []float64{108, 111, 112, 109})
	fmt.Printf("110 (%.1f to %.1f)\n", lo, hi)
	// Output: 110 (107.1 to 112.9)
}
