package stats

import "slices"

// smallRange is the length below which a range is sorted by insertion.
const smallRange = 24

// selectRanks reorders x so that for every k of ranks (ascending, within x)
// x[k] is the k-th smallest value, what stands before it is no larger and what
// stands behind no smaller. It is deterministic: pivots depend on positions
// only. A range that keeps splitting badly is sorted.
//
// Source: Hoare, Algorithm 65: Find, CACM 4 (1961); pivot by Tukey's ninther.
// Checked: TestQuantilesMatchSorting.
func selectRanks(x []float64, ranks []int) {
	budget := 4
	for n := len(x); n > 0; n >>= 1 {
		budget += 2
	}
	selectRange(x, 0, ranks, budget)
}

// selectRange works on the part of the column that starts at offset.
func selectRange(x []float64, offset int, ranks []int, budget int) {
	for len(ranks) > 0 && len(x) > 1 {
		if len(x) <= smallRange {
			insertionSort(x)
			return
		}
		if budget == 0 {
			slices.Sort(x)
			return
		}
		budget--
		below, above := partition(x, pivot(x))
		left := ranksBelow(ranks, offset+below)
		selectRange(x[:below], offset, ranks[:left], budget)
		ranks = ranks[ranksBelow(ranks, offset+above):]
		x, offset = x[above:], offset+above
	}
}

// partition reorders x around the value v: x[:below] <= v, x[above:] >= v and
// what is between equals v. Equal values go to both sides, which keeps columns
// with many ties (counts, zeros, +Inf) balanced.
func partition(x []float64, v float64) (below, above int) {
	i, j := 0, len(x)-1
	for i <= j {
		for x[i] < v {
			i++
		}
		for x[j] > v {
			j--
		}
		if i <= j {
			x[i], x[j] = x[j], x[i]
			i++
			j--
		}
	}
	return j + 1, i
}

func pivot(x []float64) float64 {
	n := len(x)
	if n < 200 {
		return median(x[0], x[n/2], x[n-1])
	}
	s := n / 8
	return median(
		median(x[0], x[s], x[2*s]),
		median(x[n/2-s], x[n/2], x[n/2+s]),
		median(x[n-1-2*s], x[n-1-s], x[n-1]))
}

func median(a, b, c float64) float64 {
	return max(min(a, b), min(max(a, b), c))
}

// ranksBelow counts the ranks smaller than k.
func ranksBelow(ranks []int, k int) int {
	n, _ := slices.BinarySearch(ranks, k)
	return n
}

func insertionSort(x []float64) {
	for i := 1; i < len(x); i++ {
		v, j := x[i], i
		for ; j > 0 && x[j-1] > v; j-- {
			x[j] = x[j-1]
		}
		x[j] = v
	}
}
