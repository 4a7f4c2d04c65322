package design

import (
	"math"
	"slices"
	"testing"
)

// TestShuffledIsAPermutation: every replicate of a shuffled design has the points of the
// one that is not, together and in another order; any range gives the same numbers, and
// a longer run begins with those of a shorter one.
func TestShuffledIsAPermutation(t *testing.T) {
	const n = 64
	plain := newDesign(t, Config{Kind: Sobol, Scenarios: 4 * n, Replicate: n, Names: names(3), Seed: 5})
	mixed := newDesign(t, Config{Kind: Sobol, Scenarios: 4 * n, Replicate: n, Names: names(3), Seed: 5, Shuffled: true})
	short := newDesign(t, Config{Kind: Sobol, Scenarios: 3*n + 10, Replicate: n, Names: names(3), Seed: 5, Shuffled: true})
	for rep := range 4 {
		var points, other []int
		for v := range 3 {
			a, b := column(plain, v, rep*n, n), column(mixed, v, rep*n, n)
			if slices.Equal(a, b) {
				t.Errorf("replicate %d, variable %d: not shuffled", rep, v)
			}
			for i := range b { // the place of each point, the same for all variables
				at := slices.Index(a, b[i])
				if v == 0 {
					points = append(points, at)
				} else {
					other = append(other, at)
				}
			}
			if v > 0 && !slices.Equal(points, other) {
				t.Fatalf("replicate %d: variable %d is in another order", rep, v)
			}
			other = nil
		}
		slices.Sort(points)
		for i, at := range points {
			if i != at {
				t.Fatalf("replicate %d: point %d is missing or there twice", rep, i)
			}
		}
	}
	whole := column(mixed, 1, 0, 4*n)
	if !slices.Equal(whole[:3*n+10], column(short, 1, 0, 3*n+10)) {
		t.Error("a shorter run has other draws")
	}
	for _, size := range []int{1, 7, 100} {
		for first := 0; first+size <= 4*n; first += size {
			if !slices.Equal(whole[first:first+size], column(mixed, 1, first, size)) {
				t.Fatalf("a range of %d from %d differs", size, first)
			}
		}
	}
}

// TestShuffledDesignsAreIndependent: the sums of many variables of two shuffled designs
// correlate as independent draws do, at most 4/sqrt(n); of two that are only scrambled,
// some pairs of variables are tied far beyond it, which is what shuffling is for.
func TestShuffledDesignsAreIndependent(t *testing.T) {
	const n, vars = 1024, 20
	worst := map[bool]float64{}
	for _, shuffled := range []bool{false, true} {
		for seed := range uint64(10) {
			a := newDesign(t, Config{Kind: Sobol, Scenarios: n, Replicate: n, Names: names(vars), Seed: 2 * seed, Shuffled: shuffled})
			b := newDesign(t, Config{Kind: Sobol, Scenarios: n, Replicate: n, Names: names(vars), Seed: 2*seed + 1, Shuffled: shuffled})
			for v := range vars {
				worst[shuffled] = math.Max(worst[shuffled], math.Abs(correlation(column(a, v, 0, n), column(b, v, 0, n))))
			}
		}
	}
	if worst[true] > 4/math.Sqrt(n) || worst[false] < 6/math.Sqrt(n) {
		t.Errorf("largest correlation %.3f shuffled and %.3f as they stand; 1/sqrt(n) is %.3f", worst[true], worst[false], 1/math.Sqrt(n))
	}
}
