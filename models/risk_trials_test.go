package models

import (
	"math"
	"reflect"
	"slices"
	"testing"
)

// TestRiskTrialsAgree: what is worked out of a scenario under another choice by
// changing what the choice changes is what a whole evaluation under that choice gives,
// on random plans, without tiles and from the draws on.
func TestRiskTrialsAgree(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds, and one goroutine does all of it")
	}
	const n = 45
	var lines, money, takings, sources int
	for seed := range uint64(120) {
		p := randomPlan(seed)
		if seed%2 == 0 {
			makePlainer(p)
		}
		m := compileChanged(t, p)
		b := tileBlock(t, m, n)
		to := m.newRiskEffects(n)
		if to == nil {
			continue
		}
		k := newKernel(m, 1, costKernel)
		trials := newRiskTrials(k.s, to)
		for i := range n {
			k.begin(b, i)
			k.future()
			tryFunded(trials)
		}
		s := newScenario(m, 1)
		for i := range n {
			var plan [4][]float64
			for a, c := range append([]choice{planChoice}, to.choices...) {
				s.begin(b.In, i, b.Scenario[i])
				want := wholeEffects(s, c)
				scale := 1e-9 * (1 + math.Abs(m.base) + math.Abs(want[effectTotal]) + math.Abs(want[effectNPV]))
				for col, tolerance := range [effectColumns]float64{scale, scale, 1e-6, 0} {
					near(t, [effectColumns]string{"cost", "NPV", "payback", "gap"}[col], to.figure(a, col, b.Scenario[i]), want[col], tolerance)
				}
				if t.Failed() {
					t.Fatalf("plan %d, choice %+v, scenario %d", seed, c, i)
				}
				now := [4][]float64{slices.Concat(s.factor, s.delay), {s.layers[costLayers-1]}, slices.Concat(s.collected), slices.Concat(s.sourceDelay)}
				if a == 0 {
					plan = now
					continue
				}
				for k, count := range [4]*int{&lines, &money, &takings, &sources} {
					if !slices.Equal(plan[k], now[k]) {
						*count++
					}
				}
			}
		}
	}
	if lines < 1000 || money < 1000 || takings < 500 || sources < 100 {
		t.Errorf("too little changes: lines %d times, cost %d, revenue %d, sources %d", lines, money, takings, sources)
	}
}

// figure is one of a scenario under the a-th choice, 0 the plan's.
func (e *riskEffects) figure(a, col, scenario int) float64 {
	for _, t := range e.tried[scenario-e.first] {
		if t.choice == a-1 {
			return t.figures[col]
		}
	}
	return e.plan[col][scenario-e.first]
}

// tryFunded funds the scenario at hand, as the kernel does, and tries all choices.
func tryFunded(e *riskTrials) {
	fundPlan(e.s)
	e.try()
}

// fundPlan funds the scenario at hand.
func fundPlan(s *scenario) {
	s.revenue()
	s.owe()
	s.netFlow()
	s.supply()
	s.m.funds.Run(s.ncf, s.m.opening, s.m.minimum, s.supplies, &s.book)
	s.keepPlan()
}

// wholeEffects works a scenario out under a choice from its draws on.
func wholeEffects(s *scenario, c choice) (out [effectColumns]float64) {
	m := s.m
	s.now = c
	s.drivers()
	s.amounts()
	s.occur(c)
	s.effects()
	s.costs()
	s.revenue()
	s.owe()
	s.netFlow()
	if m.hasCash() {
		s.supply()
		m.funds.Run(s.ncf, m.opening, m.minimum, s.supplies, &s.book)
		for k := m.cut; k < m.horizon; k++ {
			if s.book.Gap[k] > gapTolerance {
				out[effectGap] = 1
			}
		}
	}
	s.projectFlow()
	f := m.project.Measure(s.flow)
	out[effectTotal], out[effectNPV], out[effectPayback] = s.layers[costLayers-1], f.NPV, f.Payback
	return out
}

// TestPreviewWaitsForNoTrial: when the first scenarios are shown none has been tried under
// other choices, and the trials of a run are those of one that makes them later.
func TestPreviewWaitsForNoTrial(t *testing.T) {
	t.Parallel()
	m, problems := Compile(riskyPlan())
	if m == nil {
		t.Fatal(problems)
	}
	shown := 0
	run := func(c RunConfig) *riskEffects {
		c.Scenarios = 2 * previewLength
		s, err := Simulate(t.Context(), m, c)
		if err != nil {
			t.Fatal(err)
		}
		e, err := s.effectsOfRisks(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	whole := run(RunConfig{Workers: 2, Preview: func(first *Simulation) error {
		shown = first.res.N
		for _, list := range first.tried.tried {
			if len(list) > 0 {
				t.Error("a scenario was tried before the preview")
			}
		}
		return nil
	}})
	later := run(RunConfig{Workers: 1, Glance: true})
	if shown != previewLength || whole.first != shown || whole.n != effectsOn || later.first != shown {
		t.Fatalf("%d shown, tried from %d (%d) on, later from %d on", shown, whole.first, whole.n, later.first)
	}
	if !reflect.DeepEqual(whole.plan, later.plan) || !reflect.DeepEqual(whole.tried, later.tried) {
		t.Error("what is tried within the run is not what is tried later")
	}
	if len(slices.Concat(whole.tried...)) < effectsOn/4 {
		t.Error("hardly anything was tried")
	}
}
