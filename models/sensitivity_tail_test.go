package models

import (
	"math"
	"math/rand/v2"
	"testing"

	"ballast/sim/stats"
)

// TestTailMeans: the means of the lowest and the highest tenth are those of the finite
// values of their scenarios, by hand; the values at an edge count by the part of them that
// is wanted, whether one value spans both edges, one or none.
func TestTailMeans(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for kind, draw := range map[string]func() float64{
		"different": r.Float64,
		"months":    func() float64 { return float64(r.IntN(4)) },
		"rare":      func() float64 { return math.Floor(r.Float64() * 1.03) },
		"risk":      func() float64 { return max(0, r.Float64()-0.95) },
	} {
		const n = 997
		x := make([]float64, n)
		targets := make([]target, 3)
		for k := range targets {
			targets[k].y = make([]float64, n)
		}
		for i := range x {
			x[i] = draw()
			targets[0].y[i], targets[1].y[i], targets[2].y[i] = x[i]+r.Float64(), r.NormFloat64(), r.Float64()
			if r.IntN(5) == 0 {
				targets[2].y[i] = math.Inf(1)
			}
		}
		rank := make([]int16, n)
		var ranker stats.Ranker
		low, high := tails(ranker.Rank(rank, x), rank)
		inLow, inHigh := newTailValues(targets, n).means(low, high)
		for k, target := range targets {
			near(t, kind+", low", inLow[k], tenth(x, target.y, 1), 1e-12)
			near(t, kind+", high", inHigh[k], tenth(x, target.y, -1), 1e-12)
		}
	}
}

// tenth is the mean of the finite values of y in the lowest tenth of x, or the highest by
// the sign -1: all scenarios with values below that of the edge, and of those at the edge
// as large a part as makes a tenth.
func tenth(x, y []float64, sign float64) float64 {
	var below, sum, n float64
	want := math.Ceil(float64(len(x)) / 10)
	for edge := math.Inf(-1); below < want; {
		next := math.Inf(1)
		for _, v := range x {
			if v = sign * v; v > edge {
				next = min(next, v)
			}
		}
		edge = next
		var count, add, finite float64
		for i, v := range x {
			if sign*v == edge {
				count++
				if !math.IsInf(y[i], 0) {
					add, finite = add+y[i], finite+1
				}
			}
		}
		part := min(1, (want-below)/count)
		sum, n, below = sum+part*add, n+part*finite, below+count
	}
	return sum / n
}
