package models

import (
	"context"
	"math"

	"ballast/models/outcome"
	"ballast/sim"
	"ballast/sim/stats"
)

// effectsOn is how many scenarios tell what a risk or a response does to the figures
// for which revenue and funding have to be worked out again; effectsLeast of them where
// there are very many risks.
const (
	effectsOn    = 2048
	effectsLeast = 256
	effectsWork  = effectsOn * 64 // scenarios times risks
	effectGroups = 16             // of scenarios, whose means give an interval
)

// riskEffects are the figures of some scenarios under every choice, and how many there
// are.
type riskEffects struct {
	col [][]float64
	n   int
}

// newEffects works the choices out; nil without risks.
func (s *Simulation) newEffects(ctx context.Context) (*riskEffects, error) {
	m := s.m
	if len(m.risks) == 0 {
		return nil, nil
	}
	choices := m.effectChoices()
	n := min(s.res.N, effectsOn, max(effectsLeast, effectsWork/len(m.risks)))
	prog := m.program
	l := &columnList{o: &outputs{}, keep: sim.KeepEvery}
	l.many((1+len(choices))*effectColumns, "effect")
	prog.Scalars, prog.Series, prog.Sums, prog.Row = l.o.scalars, nil, 0, 0
	prog.Finite, prog.Keep, prog.ScalarMarks, prog.SeriesMarks, prog.Unbinned = nil, nil, nil, nil, nil
	prog.NewKernel = func(seed uint64) sim.Kernel {
		return newEffectKernel(newKernel(m, seed, costKernel), choices)
	}
	cfg := s.cfg
	cfg.Scenarios, cfg.KeepInputs, cfg.KeepSmooth, cfg.Bins, cfg.Progress, cfg.First = n, 0, 0, false, nil, 0
	cfg.Replicate = s.res.Replicate
	res, err := sim.Run(ctx, &prog, cfg)
	if err != nil {
		return nil, m.explainError(err)
	}
	return &riskEffects{col: res.Scalar, n: n}, nil
}

// of is what a choice changes: the plan's figures less those of the choice, or, where
// reversed, the other way round.
func (e *riskEffects) of(m *Model, choice int, reversed bool) outcome.RiskEffects {
	with, without := e.col[:effectColumns], e.col[(1+choice)*effectColumns:][:effectColumns]
	if reversed {
		with, without = without, with
	}
	out := outcome.RiskEffects{Scenarios: e.n, CostMean: e.mean(with[effectTotal], without[effectTotal], nil)}
	p := m.plan.Project.ReserveConfidence
	out.CostQ = e.between(func(a, b int) float64 {
		return stats.Quantiles(with[effectTotal][a:b], []float64{p})[0] - stats.Quantiles(without[effectTotal][a:b], []float64{p})[0]
	})
	worth := e.mean(with[effectNPV], without[effectNPV], nil)
	if len(m.streams) > 0 {
		out.NPV = &worth
		paid := e.mean(with[effectPayback], without[effectPayback], func(x float64) bool { return x > 0 && !math.IsInf(x, 1) })
		if !math.IsNaN(paid.Value) {
			out.Payback = &paid
		}
	} else {
		worth.Value, worth.Interval95 = -worth.Value, outcome.Interval{-worth.Interval95[1], -worth.Interval95[0]}
		out.CostPresentValue = &worth
	}
	if m.hasCash() {
		gap := e.mean(with[effectGap], without[effectGap], nil)
		out.Gap = &gap
	}
	if m.plan.Project.BudgetLimit != nil {
		limit := m.jointLimit()
		over := e.between(func(a, b int) float64 {
			above := func(x float64) bool { return x > limit }
			return share(with[effectTotal][a:b], above) - share(without[effectTotal][a:b], above)
		})
		out.OverLimit = &over
	}
	return out
}

// mean is the mean of with - without over the scenarios in which both are counted.
func (e *riskEffects) mean(with, without []float64, counts func(float64) bool) outcome.EffectOn {
	return e.between(func(a, b int) float64 {
		sum, n := 0.0, 0.0
		for i := a; i < b; i++ {
			if counts == nil || counts(with[i]) && counts(without[i]) {
				sum += with[i] - without[i]
				n++
			}
		}
		return sum / n
	})
}

// between is a figure over all scenarios, with the interval that groups of them give.
func (e *riskEffects) between(figure func(a, b int) float64) outcome.EffectOn {
	out := outcome.EffectOn{Value: figure(0, e.n)}
	var per []float64
	for g := range effectGroups {
		if a, b := g*e.n/effectGroups, (g+1)*e.n/effectGroups; b > a {
			if x := figure(a, b); !math.IsNaN(x) {
				per = append(per, x)
			}
		}
	}
	lo, hi, _ := stats.Interval(out.Value, per)
	out.Interval95 = outcome.Interval{lo, hi}
	return out
}

// judge is the verdict on a response by its mean effect: on the present value, or
// without revenue on that of cost. Where that is worse, it is an insurance if the chosen
// quantile, P(gap) or P(over the limit) falls beyond its interval.
func judgeResponse(e *outcome.RiskEffects) string {
	gain := 0.0
	switch {
	case e.NPV != nil:
		gain = e.NPV.Value
	case e.CostPresentValue != nil:
		gain = -e.CostPresentValue.Value
	}
	if gain > 0 {
		return outcome.ResponsePays
	}
	for _, x := range []*outcome.EffectOn{&e.CostQ, e.Gap, e.OverLimit} {
		if x != nil && x.Interval95[1] < 0 {
			return outcome.ResponseInsures
		}
	}
	return outcome.ResponseLoses
}
