package models

import (
	"math"

	"ballast/sim/stats"
)

// worthOf summarises the return of the project, its owners and its partners.
func (s *Simulation) worthOf() *Return {
	o := &s.m.out
	n := float64(s.res.N)
	r := &Return{ReturnOf: s.returnOf(o.project), BeyondHorizonMean: s.res.Sums[o.sumLate] / n, UncollectedMean: s.res.Sums[o.sumLost] / n}
	if len(s.m.sources) > 0 {
		e := s.returnOf(o.equity)
		r.Equity = &e
	}
	for p, at := range o.partners {
		r.Partners = append(r.Partners, PartnerReturn{Name: s.m.partners[p].name, ReturnOf: s.returnOf(at)})
	}
	return r
}

func (s *Simulation) returnOf(at worthAt) ReturnOf {
	col := func(k int) []float64 { return s.res.Scalar[k] }
	worth := col(at.npv)
	mean, sd := stats.MeanSD(worth)
	r := ReturnOf{Payback: s.payback(col(at.payback)), DiscountedPayback: s.payback(col(at.discounted))}
	r.NPV = NPV{Dist: Dist{Mean: mean, SD: sd, Quantiles: quantilesOf(worth, percents())},
		ProbabilityNegative: share(worth, func(x float64) bool { return x < 0 }), Curve: curve(worth)}
	state := col(at.irrState)
	r.IRR = IRR{Undefined: share(state, func(x float64) bool { return x == float64(irrUndefined) }),
		Several: share(state, func(x float64) bool { return x == float64(irrSeveral) })}
	r.IRR.Quantiles = finiteQuantiles(col(at.irr))
	r.MIRR = QuantileOnly{finiteQuantiles(col(at.mirr))}
	r.ProfitabilityIndex = QuantileOnly{finiteQuantiles(col(at.pi))}
	return r
}

// finiteQuantiles is the table over the scenarios where a figure is defined.
func finiteQuantiles(x []float64) Quantiles {
	if f := finite(x); len(f) > 0 {
		return quantilesOf(f, percents())
	}
	return nil
}

// payback counts the scenarios beyond the horizon as later than all others.
func (s *Simulation) payback(x []float64) Payback {
	inside := finite(x)
	p := Payback{ProbabilityWithinHorizon: float64(len(inside)) / float64(len(x)), Quantiles: quantilesOf(x, percents())}
	if len(inside) > 0 {
		p.MeanWithin = stats.Mean(inside)
	}
	p.Histogram = paybackHistogram(x, s.m.horizon)
	if t := s.m.plan.Project.PaybackTgt; t != nil {
		within := share(x, func(v float64) bool { return v <= *t })
		p.Target, p.ProbabilityWithinTarget = t, &within
	}
	return p
}

// paybackHistogram has bars of a whole number of months, at most about 30, and
// the share of scenarios that do not pay back.
func paybackHistogram(x []float64, horizon int) Histogram {
	inside := finite(x)
	if len(inside) == 0 {
		return Histogram{Beyond: 1}
	}
	lo, hi := math.Inf(1), 0.0
	for _, v := range inside {
		lo, hi = math.Min(lo, v), math.Max(hi, v)
	}
	first := int(lo)
	width := max(1, (int(math.Ceil(hi))-first+29)/30)
	bars := max(1, (int(math.Ceil(hi))-first+width-1)/width)
	h := Histogram{Shares: make([]float64, bars), Edges: make([]float64, bars+1)}
	for i := range h.Edges {
		h.Edges[i] = float64(first + i*width)
	}
	for _, v := range inside {
		h.Shares[min(bars-1, (int(v)-first)/width)] += 1 / float64(len(x))
	}
	h.Beyond = 1 - float64(len(inside))/float64(len(x))
	return h
}

// scatterPoints is how many scenarios the joint scatter shows.
const scatterPoints = 300

// joint is the confidence that two things hold at once. Without a budget limit
// the base stands for it, without a payback target the horizon.
func (s *Simulation) joint(o *Outcome) Joint {
	m, t := s.m, s.total()
	limit := m.base
	if o.Cost.BudgetLimit != nil {
		limit = *o.Cost.BudgetLimit
	}
	limit += tolerance(limit)
	both := func(second []float64, test func(float64) bool) *float64 {
		n := 0
		for i, x := range t {
			if x <= limit && test(second[i]) {
				n++
			}
		}
		p := float64(n) / float64(len(t))
		return &p
	}
	var j Joint
	if o.Return != nil {
		target := float64(m.horizon)
		if tgt := m.plan.Project.PaybackTgt; tgt != nil {
			target = *tgt
		}
		pay := s.res.Scalar[m.out.project.payback]
		j.CostAndPayback = both(pay, func(x float64) bool { return x <= target })
		step := max(1, len(t)/scatterPoints)
		for i := 0; i < len(t); i += step {
			y := pay[i]
			if math.IsInf(y, 0) {
				y = math.NaN()
			}
			j.Scatter = append(j.Scatter, Pair{X: t[i], Y: y})
		}
	}
	if o.Cash != nil {
		j.CostAndNoGap = both(s.res.Scalar[m.out.peakGap], func(x float64) bool { return x == 0 })
	}
	return j
}
