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

// The columns of one evaluation of a scenario under a choice.
const (
	effectTotal = iota
	effectNPV   // of the project's flow; without revenue the present value of cost, negative
	effectPayback
	effectGap
	effectColumns
)

// effectKernel works out scenarios under the plan's choice, then without each risk, and
// then with each response switched, on the same draws. A risk that is taken out still
// costs its response: the effect is that of the risk alone.
//
// Checked: TestResponseSwitchedOn, TestEffectsOnRandomPlans.
type effectKernel struct {
	k       *kernel
	choices []choice // after the plan's
}

// effectChoices lists the choices: first every risk taken out, then every response
// switched.
func (m *Model) effectChoices() []choice {
	var out []choice
	for k := range m.risks {
		out = append(out, choice{without: k, toggle: -1})
	}
	for k := range m.risks {
		out = append(out, choice{without: -1, toggle: k})
	}
	return out
}

// Run implements sim.Kernel.
func (e *effectKernel) Run(b *sim.Block) error {
	k := e.k
	s := k.s
	for i := range b.N {
		k.begin(b, i)
		k.future()
		copy(s.happened, s.counts)
		e.store(b, i, 0)
		for a, c := range e.choices {
			at := (1 + a) * effectColumns
			if !s.differsUnder(c) {
				for col := range effectColumns {
					b.Scalar[at+col][i] = b.Scalar[col][i]
				}
				continue
			}
			s.tiles, s.now = nil, c // lines that another choice touches are in no tile
			s.occur(c)
			s.effects()
			s.costs()
			e.store(b, i, at)
		}
		s.now = planChoice
	}
	return nil
}

// differsUnder reports whether a choice can change anything in the scenario at hand.
func (s *scenario) differsUnder(c choice) bool {
	if c.without >= 0 {
		return s.happened[c.without] > 0
	}
	r := &s.m.risks[c.toggle]
	if r.off || !r.hasResponse {
		return false
	}
	if r.cost != 0 || s.happened[c.toggle] > 0 {
		return true
	}
	copy(s.counts, s.happened)
	return s.eventCount(c.toggle, c) > 0
}

// store works out what follows from the costs of a scenario, and records it.
func (e *effectKernel) store(b *sim.Block, i, at int) {
	s, m := e.k.s, e.k.m
	s.revenue()
	s.netFlow()
	peak := 0.0
	if m.hasCash() {
		s.supply()
		m.funds.Run(s.ncf, m.opening, m.minimum, s.supplies, &s.book)
		for k := m.cut; k < m.horizon; k++ {
			peak = max(peak, s.book.Gap[k])
		}
	}
	s.projectFlow()
	f := m.project.Measure(s.flow)
	b.Scalar[at+effectTotal][i], b.Scalar[at+effectNPV][i] = s.layers[costLayers-1], f.NPV
	b.Scalar[at+effectPayback][i], b.Scalar[at+effectGap][i] = f.Payback, 0
	if peak > gapTolerance {
		b.Scalar[at+effectGap][i] = 1
	}
}

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
		return &effectKernel{k: newKernel(m, seed, costKernel), choices: choices}
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
