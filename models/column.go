package models

import (
	"math"

	"ballast/models/outcome"
	"ballast/sim/stats"
)

// column is one figure over all scenarios of a run: its values, or, where a run
// is too large to keep them, how many of them fall into each of many bins. The
// figures that it gives from its values are those that they always were; from
// bins they are as precise as the run log says, and shares at limits that the
// model has marked, extremes and means are exact.
type column struct {
	s       *Simulation
	x       []float64
	binned  *stats.Binned
	smooth  *stats.Curve // of the cost, its layers and NPV, where they are smoothed
	monthly bool         // one month of a series
	apart   float64      // between values that differ by more nothing is interpolated
}

// col is a scalar output.
func (s *Simulation) col(k int) column {
	c := column{s: s, x: s.res.Scalar[k], apart: math.Inf(1)}
	if s.res.ScalarBins != nil {
		c.binned = s.res.ScalarBins[k]
	}
	if layer := s.m.layerOf(k); layer >= 0 && s.smoothed() {
		c.smooth = s.curveOf(layer)
	} else if layer >= 0 {
		c.apart = s.m.accuracy()
	} else if curve := s.worthCurve(k); curve != nil {
		c.smooth = curve
	}
	return c
}

// month is one month of a series.
func (s *Simulation) month(series, month int) column {
	c := column{s: s, x: s.res.Series[series][month], monthly: true, apart: math.Inf(1)}
	if s.res.SeriesBins != nil {
		c.binned = s.res.SeriesBins[series][month]
	}
	return c
}

// at returns the quantiles at shares 0..1.
func (c column) at(shares ...float64) []float64 {
	if c.smooth != nil {
		out := make([]float64, len(shares))
		for i, p := range shares {
			out[i] = c.smooth.Quantile(p)
		}
		return out
	}
	if c.binned == nil {
		return stats.QuantilesApart(c.x, shares, c.apart)
	}
	q, bounds := c.binned.Quantiles(shares)
	c.s.precision.note(c, q, bounds)
	return q
}

func (c column) quantile(share float64) float64 { return c.at(share)[0] }

// quantiles is the table of all scenarios; +Inf values ("never") make the
// quantiles that fall among them NaN.
func (c column) quantiles() outcome.Quantiles {
	if c.smooth != nil {
		ps := outcome.Percents()
		out := make(outcome.Quantiles, len(ps))
		for i, p := range ps {
			out[i] = outcome.Quantile{P: p, X: c.smooth.Quantile(p / 100)}
		}
		return out
	}
	if c.binned == nil {
		return outcome.QuantilesApart(c.x, outcome.Percents(), c.apart)
	}
	return c.table(c.binned.Quantiles)
}

// finiteQuantiles is the table over the scenarios where a figure is defined,
// nil when it is in none.
func (c column) finiteQuantiles() outcome.Quantiles {
	if c.binned != nil {
		if c.binned.Finite() == 0 {
			return nil
		}
		return c.table(c.binned.FiniteQuantiles)
	}
	if f := finite(c.x); len(f) > 0 {
		return outcome.QuantilesOf(f, outcome.Percents())
	}
	return nil
}

func (c column) table(quantiles func([]float64) (values, bounds []float64)) outcome.Quantiles {
	ps := outcome.Percents()
	shares := make([]float64, len(ps))
	for i, p := range ps {
		shares[i] = p / 100
	}
	q, bounds := quantiles(shares)
	c.s.precision.note(c, q, bounds)
	out := make(outcome.Quantiles, len(ps))
	for i, x := range q {
		if math.IsInf(x, 0) {
			x = math.NaN()
		}
		out[i] = outcome.Quantile{P: ps[i], X: x}
	}
	return out
}

// interval is the 95 % interval of a quantile: the quantiles at the ends of the
// interval of the share that lies below it, by the independent replicates.
func (c column) interval(p float64) outcome.Interval {
	if c.smooth != nil {
		lo, hi := c.smooth.QuantileInterval(p)
		return outcome.Interval{lo, hi}
	}
	q := c.quantile(p)
	half := stats.ShareHalf(c.sharesByReplicate(q))
	if !math.IsInf(c.apart, 1) && c.binned == nil { // of a value that many scenarios have, also those below it
		half = max(half, stats.ShareHalf(c.sharesByReplicate(math.Nextafter(q, math.Inf(-1)))))
	}
	if math.IsNaN(half) { // one replicate says nothing of its error
		half = 1
	}
	ends := c.at(max(0, p-half), min(1, p+half))
	return outcome.Interval{ends[0], ends[1]}
}

// jump reports whether a quantile lies where the figure leaps by more than an
// amount, and from where to where.
func (c column) jump(p, apart float64) (below, above float64, ok bool) {
	if c.smooth != nil {
		return c.smooth.Jump(p, apart)
	}
	return stats.Jump(c.quantile, p, apart)
}

// sharesByReplicate is the share up to a limit in every independent part of the
// run.
func (c column) sharesByReplicate(limit float64) []float64 {
	if c.binned != nil {
		return c.binned.GroupShares(limit)
	}
	var out []float64
	for _, b := range c.s.res.Replicates(len(c.x)) {
		out = append(out, share(c.x[b[0]:b[1]], func(x float64) bool { return x <= limit }))
	}
	return out
}

// aboveInterval is the 95 % interval of the share above a limit that the model
// has marked.
func (c column) aboveInterval(limit float64) outcome.Interval {
	if c.smooth != nil {
		lo, hi := c.smooth.ShareInterval(limit)
		return outcome.Interval{1 - hi, 1 - lo}
	}
	return shareInterval(c.above(limit), c.aboveByReplicate(limit), c.s.res.N)
}

// belowInterval is the 95 % interval of the share under a limit that the model has
// marked.
func (c column) belowInterval(limit float64) outcome.Interval {
	if c.smooth != nil {
		lo, hi := c.smooth.ShareInterval(limit)
		at := share(c.x, func(x float64) bool { return x == limit })
		if at > 0 && c.below(limit) == 0 {
			return shareInterval(0, nil, c.s.res.N)
		}
		return outcome.Interval{max(0, lo-at), max(0, hi-at)}
	}
	var per []float64
	if c.binned != nil {
		per = c.binned.GroupBelow(limit)
	} else {
		for _, b := range c.s.res.Replicates(len(c.x)) {
			per = append(per, share(c.x[b[0]:b[1]], func(x float64) bool { return x < limit }))
		}
	}
	return shareInterval(c.below(limit), per, c.s.res.N)
}

// shareInterval is the 95 % interval of a share of n scenarios, given those of the
// replicates. Where none of them has it, or all, the replicates know of no error: the
// share is then under 3/n, or above 1 - 3/n.
//
// Source: Hanley and Lippman-Hand, If nothing goes wrong, is everything all right?,
// JAMA 249 (1983) 1743-1745. Checked: TestShareNeverSeen.
func shareInterval(share float64, byReplicate []float64, n int) outcome.Interval {
	switch three := min(1, 3/float64(max(1, n))); share {
	case 0:
		return outcome.Interval{0, three}
	case 1:
		return outcome.Interval{1 - three, 1}
	}
	half := stats.ShareHalf(byReplicate)
	if math.IsNaN(half) {
		half = 1
	}
	return outcome.Interval{max(0, share-half), min(1, share+half)}
}

// meanSD is that of all scenarios; a figure that is never reached in some has
// an infinite mean.
func (c column) meanSD() (mean, sd float64) {
	if c.binned == nil {
		return stats.MeanSD(c.x)
	}
	if c.binned.Finite() < c.binned.N() {
		return math.Inf(1), math.Inf(1)
	}
	return c.binned.MeanSD()
}

func (c column) mean() float64 {
	if c.binned == nil {
		return stats.Mean(c.x)
	}
	mean, _ := c.meanSD()
	return mean
}

// finiteMean is the mean over the scenarios where the figure is defined.
func (c column) finiteMean() float64 {
	if c.binned == nil {
		return stats.Mean(finite(c.x))
	}
	mean, _ := c.binned.MeanSD()
	return mean
}

// finiteShare is the share of scenarios where the figure is defined.
func (c column) finiteShare() float64 {
	if c.binned == nil {
		return float64(finiteCount(c.x)) / float64(len(c.x))
	}
	return float64(c.binned.Finite()) / float64(c.binned.N())
}

// above is the share of scenarios above a limit that the model has marked.
func (c column) above(limit float64) float64 {
	if c.smooth != nil {
		return 1 - c.smooth.Share(limit)
	}
	if c.binned == nil {
		return share(c.x, func(x float64) bool { return x > limit })
	}
	return 1 - c.atMost(limit)
}

// aboveByReplicate is the same for every independent part of the run.
func (c column) aboveByReplicate(limit float64) []float64 {
	var out []float64
	if c.binned == nil {
		for _, b := range c.s.res.Replicates(len(c.x)) {
			out = append(out, share(c.x[b[0]:b[1]], func(x float64) bool { return x > limit }))
		}
		return out
	}
	for _, x := range c.binned.GroupAtMost(limit) {
		out = append(out, 1-x)
	}
	return out
}

// atMost is the share up to a marked limit.
func (c column) atMost(limit float64) float64 {
	if c.smooth != nil {
		return c.smooth.Share(limit)
	}
	if c.binned == nil {
		return share(c.x, func(x float64) bool { return x <= limit })
	}
	p, _ := c.binned.AtMost(limit)
	return p
}

// below is the share under a marked limit.
func (c column) below(limit float64) float64 {
	if c.smooth != nil {
		return max(0, c.smooth.Share(limit)-share(c.x, func(x float64) bool { return x == limit }))
	}
	if c.binned == nil {
		return share(c.x, func(x float64) bool { return x < limit })
	}
	p, _ := c.binned.Below(limit)
	return p
}

// equal is the share of a marked value.
func (c column) equal(value float64) float64 {
	if c.binned == nil {
		return share(c.x, func(x float64) bool { return x == value })
	}
	return c.atMost(value) - c.below(value)
}

func (c column) dist() outcome.Dist {
	mean, sd := c.meanSD()
	return outcome.Dist{Mean: mean, SD: sd, Quantiles: c.quantiles()}
}

// curve is an S-curve of 101 points, the ends at 0.1 % and 99.9 %.
func (c column) curve() []outcome.Point {
	if c.binned == nil && c.smooth == nil {
		return outcome.CurveApart(c.x, c.apart)
	}
	ps := []float64{0.001}
	for k := 1; k < 100; k++ {
		ps = append(ps, float64(k)/100)
	}
	ps = append(ps, 0.999)
	out := make([]outcome.Point, len(ps))
	for i, q := range c.at(ps...) {
		out[i] = outcome.Point{X: q, P: ps[i]}
	}
	return out
}

func (c column) histogram(bins int) outcome.Histogram {
	h := c.counted(bins)
	if c.smooth != nil && len(h.Edges) > 1 {
		h.Shares, h.Beyond = c.smooth.Shares(h.Edges), 0
	}
	return h
}

// counted is a histogram of the scenarios themselves.
func (c column) counted(bins int) outcome.Histogram {
	if c.binned == nil {
		return outcome.HistogramOf(c.x, bins)
	}
	edges, counts := c.binned.Histogram(bins)
	h := outcome.Histogram{Edges: edges, Shares: make([]float64, len(counts)), Beyond: 1 - c.finiteShare()}
	for i, n := range counts {
		h.Shares[i] = float64(n) / float64(c.binned.N())
	}
	return h
}
