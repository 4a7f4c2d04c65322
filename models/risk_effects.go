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

// riskEffects are the figures of some scenarios of a run under the plan's choice, and
// under every other that changes anything in them: those after the first that a preview
// shows, which need not wait for them.
type riskEffects struct {
	choices []choice      // beside the plan's
	plan    [][]float64   // [figure][scenario from the first on]
	tried   [][]riskTrial // [scenario] the choices that change it
	first   int           // scenario
	n       int           // scenarios
}

// riskTrial is what a scenario comes to under a choice; it counts from the first.
type riskTrial struct {
	choice, scenario int
	figures          [effectColumns]float64
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
	e.plan, e.tried = matrix(effectColumns, e.n), make([][]riskTrial, e.n)
	return e
}

// keep notes a scenario under the plan's choice.
func (e *riskEffects) keep(scenario int, figures [effectColumns]float64) {
	for k, x := range figures {
		e.plan[k][scenario-e.first] = x
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
	return e.checked(s)
}

// checked are the effects in scenarios that the run has, all of them numbers.
func (e *riskEffects) checked(s *Simulation) (*riskEffects, error) {
	n, all := min(e.n, s.res.N-e.first), e.plan
	e = &riskEffects{choices: e.choices, plan: make([][]float64, effectColumns), tried: e.tried[:n], first: e.first, n: n}
	bad := func(scenario int, x float64) error {
		return s.m.explainError(&sim.NotFiniteError{Name: "effect", Scenario: e.first + scenario, Value: x})
	}
	for k, col := range all {
		e.plan[k] = col[:n]
		if i := slices.IndexFunc(e.plan[k], math.IsNaN); i >= 0 {
			return nil, bad(i, col[i])
		}
	}
	for _, list := range e.tried {
		for _, t := range list {
			for _, x := range t.figures {
				if math.IsNaN(x) {
					return nil, bad(t.scenario, x)
				}
			}
		}
	}
	return e, nil
}

// byChoice are the trials of every choice, in the order of the scenarios.
func (e *riskEffects) byChoice() [][]riskTrial {
	count := make([]int, len(e.choices))
	for _, list := range e.tried {
		for _, t := range list {
			count[t.choice]++
		}
	}
	out := make([][]riskTrial, len(e.choices))
	for a, n := range count {
		out[a] = make([]riskTrial, 0, n)
	}
	for _, list := range e.tried {
		for _, t := range list {
			out[t.choice] = append(out[t.choice], t)
		}
	}
	return out
}

// effectsSum sets the scenarios under the plan's choice beside those under others.
type effectsSum struct {
	m      *Model
	e      *riskEffects
	trials [][]riskTrial // [choice]
	groups [][2]int      // of scenarios: all of them, then those whose means give an interval
	paid   []float64     // [group] scenarios that pay back
	limit  float64
	over   []float64 // [group] scenarios above the limit
}

func newEffectsSum(m *Model, e *riskEffects) *effectsSum {
	x := &effectsSum{m: m, e: e, trials: e.byChoice(), groups: [][2]int{{0, e.n}}, limit: math.Inf(1)}
	for g := range effectGroups {
		if a, b := g*e.n/effectGroups, (g+1)*e.n/effectGroups; b > a {
			x.groups = append(x.groups, [2]int{a, b})
		}
	}
	if m.plan.Project.BudgetLimit != nil {
		x.limit = m.jointLimit()
	}
	x.paid, x.over = make([]float64, len(x.groups)), make([]float64, len(x.groups))
	for g, r := range x.groups {
		for i := r[0]; i < r[1]; i++ {
			x.paid[g] += oneIf(paysBack(e.plan[effectPayback][i]))
			x.over[g] += oneIf(e.plan[effectTotal][i] > x.limit)
		}
	}
	return x
}

// paysBack reports whether a payback is one, of a scenario with an outlay.
func paysBack(x float64) bool { return x > 0 && !math.IsInf(x, 1) }

// oneIf counts.
func oneIf(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

// change is what a choice changes: the plan's figures less those of the choice, or, where
// reversed, the other way round. What it does to the chosen quantile of cost is given: it
// comes from the estimator of that quantile.
func (x *effectsSum) change(choice int, reversed bool, quantile outcome.EffectOn) outcome.RiskEffects {
	m, list, sign := x.m, x.trials[choice], 1.0
	if reversed {
		sign = -1
	}
	mean := func(figure int) outcome.EffectOn {
		plan := x.e.plan[figure]
		return x.of(list, nil, func(t *riskTrial) (float64, float64) { return sign * (plan[t.scenario] - t.figures[figure]), 0 })
	}
	out := outcome.RiskEffects{Scenarios: x.e.n, CostMean: mean(effectTotal), CostQ: quantile}
	worth := mean(effectNPV)
	if len(m.streams) > 0 {
		out.NPV = &worth
		plan := x.e.plan[effectPayback]
		paid := x.of(list, x.paid, func(t *riskTrial) (float64, float64) {
			with, without := plan[t.scenario], t.figures[effectPayback]
			if !paysBack(with) {
				return 0, 0
			}
			if !paysBack(without) {
				return 0, -1
			}
			return sign * (with - without), 0
		})
		if !math.IsNaN(paid.Value) {
			out.Payback = &paid
		}
	} else {
		worth.Value, worth.Interval95 = -worth.Value, outcome.Interval{-worth.Interval95[1], -worth.Interval95[0]}
		out.CostPresentValue = &worth
	}
	if m.hasCash() {
		gap := mean(effectGap)
		out.Gap = &gap
	}
	if m.plan.Project.BudgetLimit != nil {
		over := x.overLimit(list, reversed)
		out.OverLimit = &over
	}
	return out
}

// of is the mean of a change over the scenarios that are counted, nil all; a trial says
// its change, and how many more it lets be counted. A scenario without a trial has none.
func (x *effectsSum) of(list []riskTrial, counted []float64, change func(t *riskTrial) (by, more float64)) outcome.EffectOn {
	return x.between(list, func(g int, part []riskTrial) float64 {
		sum, n := 0.0, float64(x.groups[g][1]-x.groups[g][0])
		if counted != nil {
			n = counted[g]
		}
		for k := range part {
			by, more := change(&part[k])
			sum += by
			n += more
		}
		return sum / n
	})
}

// overLimit is the change of the share of scenarios above the limit.
func (x *effectsSum) overLimit(list []riskTrial, reversed bool) outcome.EffectOn {
	return x.between(list, func(g int, part []riskTrial) float64 {
		with, without := x.over[g], x.over[g]
		for k := range part {
			t := &part[k]
			without += oneIf(t.figures[effectTotal] > x.limit) - oneIf(x.e.plan[effectTotal][t.scenario] > x.limit)
		}
		if reversed {
			with, without = without, with
		}
		n := float64(x.groups[g][1] - x.groups[g][0])
		return with/n - without/n
	})
}

// between is a figure over all scenarios, with the interval that groups of them give.
func (x *effectsSum) between(list []riskTrial, figure func(g int, part []riskTrial) float64) outcome.EffectOn {
	out := outcome.EffectOn{Value: figure(0, list)}
	var per []float64
	for g := 1; g < len(x.groups); g++ {
		n := 0
		for n < len(list) && list[n].scenario < x.groups[g][1] {
			n++
		}
		if y := figure(g, list[:n]); !math.IsNaN(y) {
			per = append(per, y)
		}
		list = list[n:]
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
