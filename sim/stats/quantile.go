// Package stats turns columns of scenario results into figures: type 7
// quantiles by selection, intervals from independent replicates, ranks and
// rank correlation, histograms. Every product that is summed is rounded on its
// own, so that processors with and without fused multiply-add agree.
package stats

import (
	"math"
	"slices"
)

// quantile returns the p-quantile (p in 0..1) of values in ascending order by
// linear interpolation between order statistics: x[h] with h = (n-1)p, the
// definition of Excel's PERCENTILE.INC and of R's default. A quantile that
// touches +Inf is +Inf: a payback beyond the horizon is never averaged away.
// It is NaN for an empty slice and for p outside 0..1.
//
// Source: Hyndman and Fan, Sample quantiles in statistical packages, The
// American Statistician 50 (1996), definition 7.
// Checked: TestQuantilePublished.
func quantile(sorted []float64, p float64) float64 {
	lo, frac, ok := position(len(sorted), p)
	if !ok {
		return math.NaN()
	}
	if frac == 0 {
		return sorted[lo]
	}
	return between(sorted[lo], sorted[lo+1], frac)
}

// Quantiles returns the quantile at each p of ps, in the order of ps. x is not
// modified. The result is that of quantile on the sorted values to the bit,
// except that a zero is never negative. A NaN in x makes every quantile NaN.
func Quantiles(x []float64, ps []float64) []float64 { return QuantilesApart(x, ps, math.Inf(1)) }

// QuantilesApart is Quantiles of a figure that leaps: between two order statistics that
// differ by more than apart nothing is interpolated, since no scenario lies there. The
// quantile is then the least value that a share of p does not exceed.
//
// Source: Hyndman and Fan, as of quantile, definition 1.
// Checked: TestQuantilesApart.
func QuantilesApart(x []float64, ps []float64, apart float64) []float64 {
	if len(x) < bucketLeast {
		return quantilesBy(selected, x, ps, apart)
	}
	return quantilesBy(orderStatistics, x, ps, apart)
}

// quantilesBy interpolates between the order statistics that find finds, or takes one where
// they are too far apart.
func quantilesBy(find func(x []float64, ranks []int) ([]float64, bool), x, ps []float64, apart float64) []float64 {
	out := make([]float64, len(ps))
	ranks := wantedRanks(len(x), ps)
	values, ok := find(x, ranks)
	for i, p := range ps {
		lo, frac, inside := position(len(x), p)
		if !ok || !inside {
			out[i] = math.NaN()
			continue
		}
		at := ranksBelow(ranks, lo)
		q := values[at]
		switch {
		case frac > 0 && !(values[at+1]-q > apart):
			q = between(q, values[at+1], frac)
		case frac > 0 && float64(float64(len(x))*p) > float64(lo+1)*(1+4*0x1p-52):
			q = values[at+1]
		}
		out[i] = q + 0 // turns -0 into 0, which sorting may put on either side
	}
	return out
}

// quantilesInPlace is Quantiles for a column whose order is not needed any
// more: it spares a copy where a short column is best selected in place.
func quantilesInPlace(x []float64, ps []float64) []float64 {
	if len(x) >= bucketLeast {
		return Quantiles(x, ps)
	}
	return quantilesBy(selectedInPlace, x, ps, math.Inf(1))
}

// position finds the order statistics of quantile p among n values. A product
// within four units of rounding of a whole number counts as that number, so
// that 0.3 of 101 values is the 31st and never touches the 32nd.
func position(n int, p float64) (lo int, frac float64, ok bool) {
	if n == 0 || !(p >= 0 && p <= 1) {
		return 0, 0, false
	}
	h := float64(float64(n-1) * p)
	whole := math.Round(h)
	if math.Abs(h-whole) <= float64(4*0x1p-52*math.Max(1, h)) {
		return int(whole), 0, true
	}
	floor := math.Floor(h)
	return int(floor), h - floor, true
}

func between(a, b, frac float64) float64 {
	switch {
	case a == b || math.IsInf(b, 1):
		return b
	case math.IsInf(a, -1):
		return a
	}
	return a + float64(frac*(b-a))
}

// wantedRanks lists the order statistics that ps need, ascending, once each.
func wantedRanks(n int, ps []float64) []int {
	ranks := make([]int, 0, 2*len(ps))
	for _, p := range ps {
		lo, frac, ok := position(n, p)
		if !ok {
			continue
		}
		ranks = append(ranks, lo)
		if frac > 0 {
			ranks = append(ranks, lo+1)
		}
	}
	slices.Sort(ranks)
	return slices.Compact(ranks)
}

func hasNaN(x []float64) bool {
	for _, v := range x {
		if v != v {
			return true
		}
	}
	return false
}
