package models

import (
	"math"

	"ballast/models/outcome"
	"ballast/sim/stats"
)

// Stand is where a run stands in the figures that variants of a plan are compared by, and
// by independent replicate, so that the difference of two runs on the same draws has an
// interval. It keeps nothing of the run.
type Stand struct {
	figures  []standing
	smoothed int // scenarios
}

type standing struct {
	key, kind string
	value     float64
	per       []float64
}

// Stand reads it off a run.
func (s *Simulation) Stand() *Stand {
	h, o := s.Headline(), &s.m.out
	share, total := s.m.plan.Project.ReserveConfidence, s.total()
	x := &Stand{smoothed: s.res.SmoothN}
	add := func(key, kind string, value float64, column []float64, of func(part []float64) float64) {
		f := standing{key: key, kind: kind, value: value}
		for _, r := range s.res.Replicates(len(column)) {
			f.per = append(f.per, of(column[r[0]:r[1]]))
		}
		x.figures = append(x.figures, f)
	}
	quantile := func(p, off float64) func([]float64) float64 {
		return func(part []float64) float64 { return s.m.costQuantile(part, p) - off }
	}
	over := func(limit float64) func([]float64) float64 {
		return func(part []float64) float64 {
			return shareOver(part, limit)
		}
	}
	limit, _ := s.m.overrunLine()
	add("contingency", "amount", h.CostAtConfidence-s.m.base, total, quantile(share, s.m.base))
	add("cost_at_confidence", "amount", h.CostAtConfidence, total, quantile(share, 0))
	add("cost_mean", "amount", h.CostMean, total, stats.Mean)
	add("overrun", "share", h.Overrun.Probability, total, over(s.m.beyond(limit)))
	if h.ProbabilityGap != nil {
		add("probability_gap", "share", *h.ProbabilityGap, s.res.Scalar[o.peakGap], sharedGap)
		add("peak_gap_p90", "amount", *h.PeakGapP90, s.res.Scalar[o.peakGap], func(part []float64) float64 { return stats.Quantiles(part, []float64{0.9})[0] })
	}
	if len(s.m.sources) > 0 {
		cost := s.col(o.costOfFunds)
		add("cost_of_funds", "amount", cost.mean(), s.res.Scalar[o.costOfFunds], stats.Mean)
	}
	if h.NPVMean != nil {
		add("npv_mean", "amount", *h.NPVMean, s.res.Scalar[o.project.npv], stats.Mean)
		add("probability_npv_negative", "share", *h.ProbabilityNegative, s.res.Scalar[o.project.npv], func(part []float64) float64 {
			return 1 - shareOver(part, math.Nextafter(0, -1))
		})
		p50 := math.NaN()
		if h.PaybackP50 != nil {
			p50 = *h.PaybackP50
		}
		add("payback_p50", "months", p50, s.res.Scalar[o.project.payback], quantile(0.5, 0))
	}
	return x
}

// shareOver is the share of a column above a limit.
func shareOver(x []float64, limit float64) float64 {
	return share(x, func(v float64) bool { return v > limit })
}

// Differences sets a variant beside its base, figure by figure: what only one of them has
// has no change. Both must be runs of as many scenarios on the same draws.
//
// Checked: TestDifferencesArePaired.
func (base *Stand) Differences(variant *Stand) []outcome.Difference {
	var out []outcome.Difference
	for _, b := range base.figures {
		d := outcome.Difference{Key: b.key, Kind: b.kind, Base: known(b.value)}
		for _, v := range variant.figures {
			if v.key == b.key {
				d.Value = known(v.value)
				d.Change, d.Interval95, d.Visible = b.change(&v)
			}
		}
		out = append(out, d)
	}
	for _, v := range variant.figures {
		if !base.has(v.key) {
			out = append(out, outcome.Difference{Key: v.key, Kind: v.kind, Value: known(v.value)})
		}
	}
	return out
}

func (base *Stand) has(key string) bool {
	for _, f := range base.figures {
		if f.key == key {
			return true
		}
	}
	return false
}

// change is by how much a figure differs, its interval over the paired replicates, and
// whether it can be told from chance.
func (b *standing) change(v *standing) (change *float64, interval *outcome.Interval, visible bool) {
	change = known(v.value - b.value)
	if change == nil {
		return nil, nil, false
	}
	if len(b.per) != len(v.per) {
		return change, nil, false
	}
	moved := make([]float64, len(b.per))
	for i := range moved {
		moved[i] = v.per[i] - b.per[i]
	}
	lo, hi, _ := stats.Interval(*change, moved)
	if math.IsNaN(lo) || math.IsInf(hi-lo, 0) {
		return change, nil, *change != 0
	}
	half := max((hi-lo)/2, math.Abs(*change-stats.Mean(moved))) // what is smoothed and what is counted differ by as much
	return change, &outcome.Interval{*change - half, *change + half}, math.Abs(*change) > half
}
