package stats

import "math"

// Dot returns the sum of the products of two columns, or the same parts of two
// columns, of centred ranks of n values, at most MostRanked. It is exact, so no
// order of adding changes it.
//
// Checked: TestDot.
func Dot(a, b []int16, n int) int64 { return dot(a, b[:len(a)], pairsFit(n)) }

// pairsFitLess is up to how many values 64 fit, for most columns.
const pairsFitLess = 1 << 12

// pairsFit is how many sums of two products of centred ranks of n values, one at least,
// can be added in 32 bits.
func pairsFit(n int) int {
	if n <= pairsFitLess {
		return 64
	}
	most := 2 * int64(n-1) * int64(n-1)
	return int(math.MaxInt32 / most)
}

// dotGo is Dot in plain Go.
func dotGo(a, b []int16) int64 {
	sum := int64(0)
	for i, x := range a {
		sum += int64(int32(x) * int32(b[i]))
	}
	return sum
}

// CentredSpearman is Spearman's rank correlation of two columns given by their
// centred ranks: ab the sum of the products of both, aa and bb of each with
// itself. It is 0 when a column is constant.
//
// Source: Spearman, The proof and measurement of association between two
// things, American Journal of Psychology 15 (1904).
// Checked: TestCentredSpearman, against Spearman.
func CentredSpearman(ab, aa, bb int64) float64 {
	if aa == 0 || bb == 0 {
		return 0
	}
	return max(-1, min(1, float64(ab)/(math.Sqrt(float64(aa))*math.Sqrt(float64(bb)))))
}
