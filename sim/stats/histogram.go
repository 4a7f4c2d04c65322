package stats

import "math"

// defaultBins is used when no hint is given.
const defaultBins = 40

// Histogram counts the finite values of x in bins of equal width. Edges are
// multiples of a step that people read easily (1, 2, 2.5 or 5 times a power of
// ten), so the number of bins is near the hint (0: 40), not equal to it.
// Bin i holds edges[i] <= v < edges[i+1]; the last one also holds its upper
// edge. Infinite values are in no bin: len(x) minus the sum of counts tells
// how many. Without a finite value both results are nil.
//
// Source: Heckbert, Nice numbers for graph labels, Graphics Gems (1990).
// Checked: TestHistogram.
func Histogram(x []float64, hint int) (edges []float64, counts []int) {
	lo, hi, ok := finiteRange(x)
	if !ok {
		return nil, nil
	}
	if hint <= 0 {
		hint = defaultBins
	}
	step := niceStep(lo, hi, hint)
	first := math.Floor(lo/step + 1e-9)
	bins := max(1, int(math.Ceil(hi/step-1e-9)-first))
	edges = make([]float64, bins+1)
	for i := range edges {
		edges[i] = (first + float64(i)) * step
	}
	edges[0], edges[bins] = min(edges[0], lo), max(edges[bins], hi)
	counts = make([]int, bins)
	for _, v := range x {
		if !math.IsInf(v, 0) && v == v {
			counts[binOf(edges, v, first, step)]++
		}
	}
	return edges, counts
}

// binOf guesses by division and corrects by the edges as they are printed.
func binOf(edges []float64, v, first, step float64) int {
	last := len(edges) - 2
	i := max(0, min(last, int(v/step-first)))
	for i < last && v >= edges[i+1] {
		i++
	}
	for i > 0 && v < edges[i] {
		i--
	}
	return i
}

// niceStep is the step whose number of bins is nearest to the hint. A range
// too narrow to be cut becomes one bin.
func niceStep(lo, hi float64, hint int) float64 {
	width := (hi - lo) / float64(hint)
	if !(width > 1e-12*math.Max(math.Abs(lo), math.Abs(hi))) {
		if lo == 0 && hi == 0 {
			return 1
		}
		return niceStep(0, math.Max(math.Abs(lo), math.Abs(hi)), 10)
	}
	power := math.Pow(10, math.Floor(math.Log10(width)))
	best, miss := power, math.Inf(1)
	for _, m := range [...]float64{1, 2, 2.5, 5, 10} {
		if d := math.Abs(math.Log(m * power / width)); d < miss {
			best, miss = m*power, d
		}
	}
	return best
}

func finiteRange(x []float64) (lo, hi float64, ok bool) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, v := range x {
		if math.IsInf(v, 0) || v != v {
			continue
		}
		lo, hi, ok = min(lo, v), max(hi, v), true
	}
	return lo, hi, ok
}
