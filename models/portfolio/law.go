package portfolio

import (
	"math"
	"slices"

	"ballast/models/outcome"
	"ballast/sim/stats"
)

// law is the distribution of a sum of the portfolio: smoothed over the common direction of
// the plans where there is one, else counted.
//
// Source: models/doc_smooth.go, section 17, of the score of one plan.
// Checked: TestSmoothedPortfolio.
type law struct {
	r     *runner
	x     []float64
	curve *stats.Curve // nil: counted
	guide *stats.Guide
}

// lawOf is that of a sum, closest at the shares ps and at limits.
func (r *runner) lawOf(x, ps, limits []float64) *law {
	l := &law{r: r, x: x}
	if r.way == nil {
		return l
	}
	s := r.smooth(x)
	l.curve, l.guide = s.Curve(ps, limits), stats.NewGuide(s)
	return l
}

// smoothedN is how many scenarios are smoothed.
func (r *runner) smoothedN() int {
	if r.way == nil {
		return 0
	}
	return r.n
}

// quantile is that of a share.
func (l *law) quantile(p float64) float64 {
	if l.curve == nil {
		return quantile(l.x, p)
	}
	return l.curve.Quantile(p)
}

// interval is the 95 % interval of a quantile: the quantiles at the ends of the interval
// of the share that lies below it, by the independent replicates.
func (l *law) interval(p float64) (lo, hi float64) {
	if l.curve != nil {
		if lo, hi = l.curve.QuantileInterval(p); !math.IsNaN(lo) {
			return lo, hi
		}
		return l.quantile(0), l.quantile(1) // one replicate says nothing of its error
	}
	q, shares := quantile(l.x, p), []float64(nil)
	for _, b := range l.r.replicates(len(l.x)) {
		shares = append(shares, 1-above(l.x[b[0]:b[1]], q))
	}
	half := stats.ShareHalf(shares)
	if math.IsNaN(half) {
		half = 1
	}
	return quantile(l.x, math.Max(0, p-half)), quantile(l.x, math.Min(1, p+half))
}

// beyond is the limit from which a sum passes it.
func beyond(limit float64) float64 { return limit + 1/perUnit }

// above is the share of the scenarios that pass a limit, which lawOf was told.
func (l *law) above(limit float64) float64 {
	if l.curve == nil {
		return above(l.x, limit)
	}
	return 1 - l.curve.Share(beyond(limit))
}

// of is the quantile of another sum on the same scenarios, such as that of the first plans:
// by the estimator of this one, as far as it goes along with it; the same sum has the same.
func (l *law) of(x []float64, p float64) float64 {
	switch {
	case slices.Equal(x, l.x):
		return l.quantile(p)
	case l.guide == nil:
		return quantile(x, p)
	}
	return stats.NewMatched(x, l.guide).Curve([]float64{p}, nil).Quantile(p)
}

// quantiles is the table.
func (l *law) quantiles() outcome.Quantiles {
	out := outcome.Quantiles{}
	for _, p := range outcome.Percents() {
		out = append(out, outcome.Quantile{P: p, X: l.quantile(p / 100)})
	}
	return out
}

// spots are those of the S-curve.
func (l *law) spots() []outcome.Spot {
	var out []outcome.Spot
	for _, p := range outcome.CurveOf(l.x) {
		if l.curve != nil {
			p.X = l.curve.Quantile(p.P)
		}
		out = append(out, outcome.Spot(p))
	}
	return out
}
