package models

import (
	"math"
	"slices"

	"ballast/models/outcome"
	"ballast/models/returns"
	"ballast/sim/stats"
)

// worthOf summarises the return of the project, its owners and its partners.
func (s *Simulation) worthOf() *outcome.Return {
	o := &s.m.out
	n := float64(s.res.N)
	r := &outcome.Return{ReturnOf: s.returnOf(o.project), BeyondHorizonMean: s.res.Sums[o.sumLate] / n, UncollectedMean: s.res.Sums[o.sumLost] / n}
	r.Flow = s.cumulativeFlow()
	if len(s.m.sources) > 0 {
		e := s.returnOf(o.equity)
		r.Equity = &e
	}
	r.Stakes = s.stakesOf()
	for p, at := range o.partners {
		r.Partners = append(r.Partners, outcome.PartnerReturn{Name: s.m.partners[p].name, ReturnOf: s.returnOf(at)})
	}
	return r
}

// flowOn is how many scenarios give the band of the cumulative flow, a picture.
const flowOn = 4096

// cumulativeFlow is the band of the project's cumulative flow before funding, nil where
// no scenario keeps its months.
func (s *Simulation) cumulativeFlow() []outcome.FlowMonth {
	series := s.res.Series[s.m.out.seriesNCF]
	if len(series) == 0 || len(series[0]) == 0 {
		return nil
	}
	run := make([]float64, min(len(series[0]), flowOn))
	out := make([]outcome.FlowMonth, len(series))
	for k := range series {
		for i := range run {
			run[i] += series[k][i]
			if k == len(series)-1 {
				run[i] += s.res.Scalar[s.m.out.settled][i]
			}
		}
		q := stats.Quantiles(slices.Clone(run), []float64{0.1, 0.5, 0.9})
		out[k] = outcome.FlowMonth{Month: k + 1, P10: q[0], P50: q[1], P90: q[2]}
	}
	return out
}

func (s *Simulation) returnOf(at worthAt) outcome.ReturnOf {
	worth := s.col(at.npv)
	r := outcome.ReturnOf{Payback: s.payback(s.col(at.payback)), FirstReturn: s.payback(s.col(at.first)), DiscountedPayback: s.payback(s.col(at.discounted))}
	r.NPV = outcome.NPV{Dist: worth.dist(), ProbabilityNegative: worth.below(0), NegativeInterval95: worth.belowInterval(0), Curve: worth.curve()}
	for _, p := range worthShares() {
		r.NPV.Intervals95 = append(r.NPV.Intervals95, outcome.QuantileInterval{P: 100 * p, Interval: worth.interval(p)})
	}
	r.IRR = s.rateOf(at, worth)
	r.MIRR, r.ProfitabilityIndex = s.withOutlay(at.mirr), s.withOutlay(at.pi)
	return r
}

// rateOf summarises the internal rate of return; where it is undefined the share of
// each reason is told.
func (s *Simulation) rateOf(at worthAt, worth column) outcome.IRR {
	state := s.col(at.irrState)
	is := func(x returns.State) float64 { return state.equal(float64(x)) }
	why := outcome.NoIRR{NoOutlay: is(returns.NoOutlay), MoneyFirst: is(returns.MoneyFirst) + is(returns.FirstOfMany), NoRate: is(returns.NoRate), NoneAgrees: is(returns.NoneAgrees)}
	return outcome.IRR{Quantiles: s.col(at.irr).finiteQuantiles(), Why: why, ProbabilityAbove: worth.above(0),
		Undefined: why.NoOutlay + why.MoneyFirst + why.NoRate + why.NoneAgrees, Several: is(returns.Several) + why.NoneAgrees + is(returns.FirstOfMany)}
}

// withOutlay is the table of a figure that only a flow with an outlay has.
func (s *Simulation) withOutlay(col int) outcome.OutlayFigure {
	c := s.col(col)
	f := outcome.OutlayFigure{Quantiles: c.finiteQuantiles(), Undefined: 1 - c.finiteShare()}
	if f.Undefined > 0 {
		f.Why = s.m.words.Say("model.no-outlay")
	}
	return f
}

// payback counts the scenarios that end below zero as later than all others, and
// leaves those that never spend beyond what came in out of the quantiles and of the
// mean: they have nothing to pay back.
func (s *Simulation) payback(x column) outcome.Payback {
	p := outcome.Payback{ProbabilityWithinHorizon: x.finiteShare(), WithoutOutlay: x.equal(0)}
	if p.WithoutOutlay > 0.5 {
		p.QuantilesWhy = s.m.words.Say("model.payback-nothing", percentText(s.m.plan.Language, p.WithoutOutlay))
	} else {
		p.Quantiles = x.quantilesAbove0(p.WithoutOutlay)
	}
	if paid := p.ProbabilityWithinHorizon - p.WithoutOutlay; paid > 0 {
		p.MeanWithin = x.finiteMean() * p.ProbabilityWithinHorizon / paid
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
	both := func(k int, second float64) *float64 {
		p := min(s.jointShare(k), second)
		return &p
	}
	var j outcome.Joint
	if o.Return != nil {
		pay := s.res.Scalar[m.out.project.payback]
		j.CostAndPayback = both(jointPayback, s.col(m.out.project.payback).atMost(m.jointPayback))
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
		j.CostAndNoGap = both(jointNoGap, s.col(m.out.peakGap).atMost(0))
	}
	return j
}

// jointShare is the share of scenarios within the budget in which a second thing
// holds as well: their counted share of those within the budget, times the share
// that is within it, so that it never exceeds that. Nor does it exceed the counted share
// of the second thing, which joint sees to.
func (s *Simulation) jointShare(k int) float64 {
	both := s.res.Sums[s.m.out.sumJoint+k] / float64(s.res.N)
	cost := s.col(s.m.out.total)
	within := cost.atMost(s.m.jointCost)
	cost.smooth = nil
	counted := cost.atMost(s.m.jointCost)
	if counted == 0 {
		return 0
	}
	return min(1, both/counted) * within
}
