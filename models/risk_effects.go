package models

import (
	"context"
	"math"
	"slices"

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

// riskEffects are the figures of some scenarios of a run under the plan's choice and under
// every other: those after the first that a preview shows, which need not wait for them.
type riskEffects struct {
	choices []choice    // beside the plan's
	col     [][]float64 // [figure of the plan's choice, then of each other][scenario from the first on]
	first   int         // scenario
	n       int         // scenarios
}

// newRiskEffects makes room for a run of up to most scenarios; nil without risks.
func (m *Model) newRiskEffects(most int) *riskEffects {
	if len(m.risks) == 0 {
		return nil
	}
	e := &riskEffects{choices: m.effectChoices(), n: min(most, effectsOn, max(effectsLeast, effectsWork/len(m.risks)))}
	if most >= previewLength+e.n {
		e.first = previewLength
	}
	e.col = matrix((1+len(e.choices))*effectColumns, e.n)
	return e
}

// of are the columns of the a-th choice, 0 the plan's.
func (e *riskEffects) of(a int) [][]float64 { return e.col[a*effectColumns:][:effectColumns] }

// repeat notes that a choice changes nothing in a scenario.
func (e *riskEffects) repeat(a, scenario int) {
	plan, own, i := e.of(0), e.of(a), scenario-e.first
	for k := range own {
		own[k][i] = plan[k][i]
	}
}

// program is that of the plan, with the scenarios of some effects tried under every choice
// as they come.
func (s *Simulation) program(to *riskEffects) *sim.Program {
	if to == nil {
		return &s.m.program
	}
	prog := s.m.program
	prog.NewKernel = func(seed uint64) sim.Kernel {
		own := s.m.program.NewKernel(seed)
		if k, ok := own.(*kernel); ok {
			k.trials = newRiskTrials(k.s, to)
		}
		return own
	}
	return &prog
}

// effectsOfRisks are the effects that came with the run; of one that was asked for less
// they are worked out now. nil without risks.
func (s *Simulation) effectsOfRisks(ctx context.Context) (*riskEffects, error) {
	e := s.tried
	if e == nil {
		if e = s.m.newRiskEffects(s.res.N); e == nil {
			return nil, nil
		}
		cfg := s.cfg
		cfg.Scenarios, cfg.First, cfg.Replicate, cfg.Progress, cfg.Pilot = e.n, e.first, s.res.Replicate, nil, nil
		cfg.KeepInputs, cfg.KeepSmooth, cfg.KeepSample, cfg.KeepSeries, cfg.KeepRows, cfg.Bins = 0, 1, 1, 1, 1, false
		if _, err := sim.Run(ctx, s.program(e), cfg); err != nil {
			return nil, s.m.explainError(err)
		}
	}
	e = &riskEffects{choices: e.choices, col: e.col, first: e.first, n: min(e.n, s.res.N-e.first)}
	for _, col := range e.col {
		if i := slices.IndexFunc(col[:e.n], math.IsNaN); i >= 0 {
			return nil, s.m.explainError(&sim.NotFiniteError{Name: "effect", Scenario: e.first + i, Value: col[i]})
		}
	}
	return e, nil
}

// change is what a choice changes: the plan's figures less those of the choice, or, where
// reversed, the other way round. What it does to the chosen quantile of cost is given: it
// comes from the estimator of that quantile.
func (e *riskEffects) change(m *Model, choice int, reversed bool, quantile outcome.EffectOn) outcome.RiskEffects {
	with, without := e.of(0), e.of(1+choice)
	if reversed {
		with, without = without, with
	}
	out := outcome.RiskEffects{Scenarios: e.n, CostMean: e.mean(with[effectTotal], without[effectTotal], nil), CostQ: quantile}
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
