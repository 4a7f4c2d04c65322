package stats

import "math"

// Ranks returns the rank of every value, 1 for the smallest; equal values
// share the average of their ranks.
func Ranks(x []float64) []float64 {
	var s Sorter
	ranks := make([]float64, len(x))
	s.ranks(ranks, x)
	return ranks
}

// ranks is the function Ranks with the sorter's buffers; dst and x have the
// same length and may be the same slice.
func (s *Sorter) ranks(dst, x []float64) {
	order := make([]int32, len(x))
	s.Order(order, x)
	ties := make([]bool, len(x)) // whether position i equals position i-1
	for i := 1; i < len(order); i++ {
		ties[i] = x[order[i]] == x[order[i-1]]
	}
	for i := 0; i < len(order); {
		end := i + 1
		for end < len(order) && ties[end] {
			end++
		}
		rank := float64(i+end+1) / 2
		for ; i < end; i++ {
			dst[order[i]] = rank
		}
	}
}

// Spearman returns the rank correlation of two columns of the same length:
// Pearson's correlation of their average ranks. It is 0 when a column is
// constant, since then nothing can be said to move with it.
//
// Source: Spearman, The proof and measurement of association between two
// things, American Journal of Psychology 15 (1904).
// Checked: TestSpearman.
func Spearman(x, y []float64) float64 {
	return SpearmanRanks(Ranks(x), Ranks(y))
}

// SpearmanRanks is Spearman when the ranks are already known.
func SpearmanRanks(rx, ry []float64) float64 {
	return Pearson(rx, ry)
}

// Pearson returns the linear correlation of two columns of the same length, 0
// when one of them is constant or there are fewer than two values.
func Pearson(x, y []float64) float64 {
	if len(x) < 2 {
		return 0
	}
	mx, my := Mean(x), Mean(y)
	var xx, xy, yy float64
	for i, v := range x {
		dx, dy := v-mx, y[i]-my
		xx += float64(dx * dx)
		xy += float64(dx * dy)
		yy += float64(dy * dy)
	}
	if xx == 0 || yy == 0 {
		return 0
	}
	return max(-1, min(1, xy/(math.Sqrt(xx)*math.Sqrt(yy))))
}
