package models

import (
	"math"

	"ballast/models/outcome"
	"ballast/sim/stats"
)

// paybackHistogram has bars of a whole number of months, at most about 30, and
// the share of scenarios that do not pay back.
func (c column) paybackHistogram() outcome.Histogram {
	if c.finiteShare() == 0 {
		return outcome.Histogram{Beyond: 1}
	}
	lo, hi := c.finiteRange()
	hi = math.Max(0, hi)
	first := int(lo)
	width := max(1, (int(math.Ceil(hi))-first+29)/30)
	bars := max(1, (int(math.Ceil(hi))-first+width-1)/width)
	h := outcome.Histogram{Shares: make([]float64, bars), Edges: make([]float64, bars+1), Beyond: 1 - c.finiteShare()}
	for i := range h.Edges {
		h.Edges[i] = float64(first + i*width)
	}
	bar := func(v float64) *float64 { return &h.Shares[min(bars-1, (int(v)-first)/width)] }
	if c.binned != nil {
		c.binned.Each(func(v float64, n int) { *bar(v) += float64(n) / float64(c.binned.N()) })
		return h
	}
	for _, v := range finite(c.x) {
		*bar(v) += 1 / float64(len(c.x))
	}
	return h
}

func (c column) finiteRange() (lo, hi float64) {
	if c.binned != nil {
		return c.binned.Range()
	}
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, v := range finite(c.x) {
		lo, hi = math.Min(lo, v), math.Max(hi, v)
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
