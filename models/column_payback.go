package models

import (
	"math"

	"ballast/models/outcome"
	"ballast/sim/stats"
)

// quantilesAbove0 is the table over the scenarios above zero, given the share that
// is at zero: there is nothing below. The k-th of those above is the k-th of all
// after those at zero.
func (c column) quantilesAbove0(zero float64) outcome.Quantiles {
	if zero == 0 {
		return c.quantiles()
	}
	if c.binned == nil {
		above := make([]float64, 0, len(c.x))
		for _, x := range c.x {
			if x > 0 {
				above = append(above, x)
			}
		}
		return outcome.QuantilesOf(above, outcome.Percents())
	}
	n := float64(c.binned.N())
	first := math.Round(zero * n)
	return c.table(func(shares []float64) (values, bounds []float64) {
		for i, p := range shares {
			shares[i] = (first + float64(p*(n-first-1))) / (n - 1)
		}
		return c.binned.Quantiles(shares)
	})
}

// paybackHistogram has bars of a whole number of months, at most about 30, over the
// scenarios that pay back, and the share of those that do not. Those with nothing
// to pay back are in neither.
func (c column) paybackHistogram() outcome.Histogram {
	beyond := 1 - c.finiteShare()
	if beyond+c.equal(0) >= 1 {
		return outcome.Histogram{Beyond: beyond}
	}
	lo, hi := c.paidRange()
	first := int(lo)
	width := max(1, (int(math.Ceil(hi))-first+29)/30)
	bars := max(1, (int(math.Ceil(hi))-first+width-1)/width)
	h := outcome.Histogram{Shares: make([]float64, bars), Edges: make([]float64, bars+1), Beyond: beyond}
	for i := range h.Edges {
		h.Edges[i] = float64(first + i*width)
	}
	bar := func(v float64) *float64 { return &h.Shares[min(bars-1, (int(v)-first)/width)] }
	if c.binned != nil {
		c.binned.Each(func(v float64, n int) {
			if v > 0 {
				*bar(v) += float64(n) / float64(c.binned.N())
			}
		})
		return h
	}
	for _, v := range c.x {
		if v > 0 && !notFinite(v) {
			*bar(v) += 1 / float64(len(c.x))
		}
	}
	return h
}

// paidRange is the least and the most of the finite values above zero.
func (c column) paidRange() (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	take := func(v float64) {
		if v > 0 && !notFinite(v) {
			lo, hi = math.Min(lo, v), math.Max(hi, v)
		}
	}
	if c.binned != nil {
		c.binned.Each(func(v float64, _ int) { take(v) })
		return lo, hi
	}
	for _, v := range c.x {
		take(v)
	}
	return lo, hi
}

// sampleMean is the mean of a figure that is kept for a sample only, from its
// sum over all scenarios where the run is larger.
func (s *Simulation) sampleMean(scalar, sum int) float64 {
	if s.res.SampleN == s.res.N {
		return stats.Mean(s.res.Scalar[scalar])
	}
	return s.res.Sums[sum] / float64(s.res.N)
}
