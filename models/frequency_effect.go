package models

import (
	"context"
	"fmt"
	"math"

	"ballast/budget"
	"ballast/models/outcome"
	"ballast/sim"
	"ballast/sim/stats"
)

// learnedOn is how many futures say what learning changes, in so many parts for the
// interval.
const (
	learnedOn    = 4096
	learnedParts = 8
)

// learning says what the setting Learn frequencies changes, or would: the cost at the
// chosen confidence with the rates that the log teaches, less that with those of the
// register, on the same draws. nil where the log says nothing of a frequent risk.
//
// Checked: TestLearningSaid.
func (s *Simulation) learning(ctx context.Context) (*outcome.Learning, error) {
	m := s.m
	if m.past == nil || m.past.taught == nil {
		return nil, nil
	}
	plan := *m.plan
	plan.Project.LearnFrequencies = !m.plan.Project.LearnFrequencies
	other, _ := Compile(&plan)
	if other == nil {
		return nil, nil
	}
	order, err := m.program.Order()
	if err != nil {
		return nil, err
	}
	other.program.Frame = order
	with, err := s.costsOf(ctx, other)
	if err != nil {
		return nil, err
	}
	without, err := s.costsOf(ctx, m)
	if err != nil {
		return nil, err
	}
	if m.plan.Project.LearnFrequencies {
		with, without = without, with
	}
	p := m.plan.Project.ReserveConfidence
	change := func(from, to int) float64 {
		return m.costQuantile(with[from:to], p) - m.costQuantile(without[from:to], p)
	}
	out := &outcome.Learning{On: m.plan.Project.LearnFrequencies, Confidence: p, Change: cents(change(0, learnedOn))}
	var parts []float64
	for k := range learnedParts {
		parts = append(parts, change(k*learnedOn/learnedParts, (k+1)*learnedOn/learnedParts))
	}
	if lo, hi, _ := stats.Interval(out.Change, parts); !math.IsNaN(lo) {
		out.Interval95 = outcome.Interval{cents(lo), cents(hi)}
	}
	return out, nil
}

// costsOf is the total cost of a plan in the first futures of a run.
func (s *Simulation) costsOf(ctx context.Context, m *Model) ([]float64, error) {
	cfg := s.cfg
	cfg.Scenarios, cfg.First, cfg.Pilot = learnedOn, 0, nil
	var out []float64
	prog := m.program
	prog.Series, prog.Unbinned = nil, nil // nobody reads them
	prog.NewKernel = func(seed uint64) sim.Kernel {
		k := newKernel(m, seed, costKernel)
		k.seen = func(sc *scenario) { out = append(out, sc.layers[costLayers-1]) }
		return k
	}
	all := make([]int, learnedOn)
	for i := range all {
		all[i] = i
	}
	err := sim.Subset(ctx, &prog, cfg, nil, all, func(*sim.Block) error { return nil })
	return out, err
}

// noteLearning says what learning changes beside what it learns from.
func (m *Model) noteLearning(l *outcome.Learning) budget.Line {
	key := "control.frequency-would"
	if l.On {
		key = "control.frequency-does"
	}
	sign := ""
	if l.Change > 0 {
		sign = "+"
	}
	return budget.Line{Ref: *m.past.taught, Text: m.words.Say(key, fmt.Sprintf("%.4g", 100*l.Confidence), sign+m.amount(l.Change), m.amount(l.Interval95[0]), m.amount(l.Interval95[1]))}
}
