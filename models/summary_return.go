package models

import (
	"math"

	"ballast/models/outcome"
	"ballast/models/returns"
)

// worthOf summarises the return of the project, its owners and its partners.
func (s *Simulation) worthOf() *outcome.Return {
	o := &s.m.out
	n := float64(s.res.N)
	r := &outcome.Return{ReturnOf: s.returnOf(o.project), BeyondHorizonMean: s.res.Sums[o.sumLate] / n, UncollectedMean: s.res.Sums[o.sumLost] / n}
	if len(s.m.sources) > 0 {
		e := s.returnOf(o.equity)
		r.Equity = &e
	}
	for p, at := range o.partners {
		r.Partners = append(r.Partners, outcome.PartnerReturn{Name: s.m.partners[p].name, ReturnOf: s.returnOf(at)})
	}
	return r
}

func (s *Simulation) returnOf(at worthAt) outcome.ReturnOf {
	worth := s.col(at.npv)
	r := outcome.ReturnOf{Payback: s.payback(s.col(at.payback)), DiscountedPayback: s.payback(s.col(at.discounted))}
	r.NPV = outcome.NPV{Dist: worth.dist(), ProbabilityNegative: worth.below(0), Curve: worth.curve()}
	state := s.col(at.irrState)
	r.IRR = outcome.IRR{Undefined: state.equal(float64(returns.Undefined)), Several: state.equal(float64(returns.Several))}
	r.IRR.Quantiles = s.col(at.irr).finiteQuantiles()
	r.MIRR = outcome.QuantileOnly{Quantiles: s.col(at.mirr).finiteQuantiles()}
	r.ProfitabilityIndex = outcome.QuantileOnly{Quantiles: s.col(at.pi).finiteQuantiles()}
	return r
}

// payback counts the scenarios beyond the horizon as later than all others.
func (s *Simulation) payback(x column) outcome.Payback {
	p := outcome.Payback{ProbabilityWithinHorizon: x.finiteShare(), Quantiles: x.quantiles()}
	if p.ProbabilityWithinHorizon > 0 {
		p.MeanWithin = x.finiteMean()
	}
	p.Histogram = x.paybackHistogram()
	if t := s.m.plan.Project.PaybackTgt; t != nil {
		within := x.atMost(*t)
		p.Target, p.ProbabilityWithinTarget = t, &within
	}
	return p
}

// scatterPoints is how many scenarios the joint scatter shows.
const scatterPoints = 300

// joint is the confidence that two things hold at once. Without a budget limit
// the base stands for it, without a payback target the horizon.
func (s *Simulation) joint(o *outcome.Outcome) outcome.Joint {
	m, t := s.m, s.total()
	limit, target := m.jointCost, m.jointPayback
	both := func(k int, second []float64, test func(float64) bool) *float64 {
		if len(t) < s.res.N {
			p := s.res.Sums[m.out.sumJoint+k] / float64(s.res.N)
			return &p
		}
		n := 0
		for i, x := range t {
			if x <= limit && test(second[i]) {
				n++
			}
		}
		p := float64(n) / float64(len(t))
		return &p
	}
	var j outcome.Joint
	if o.Return != nil {
		pay := s.res.Scalar[m.out.project.payback]
		j.CostAndPayback = both(jointPayback, pay, func(x float64) bool { return x <= target })
		step := max(1, len(t)/scatterPoints)
		for i := 0; i < len(t); i += step {
			y := pay[i]
			if math.IsInf(y, 0) {
				y = math.NaN()
			}
			j.Scatter = append(j.Scatter, outcome.Pair{X: t[i], Y: y})
		}
	}
	if o.Cash != nil {
		j.CostAndNoGap = both(jointNoGap, s.res.Scalar[m.out.peakGap], func(x float64) bool { return x == 0 })
	}
	return j
}
