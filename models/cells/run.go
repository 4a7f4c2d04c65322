package cells

import (
	"context"
	"fmt"
	"strings"

	"ballast/models/outcome"
	"ballast/sim"
	"ballast/sim/design"
)

// RunConfig says how to simulate. Its zero value runs 10,000 scenarios on
// scrambled Sobol points with seed 1 on all cores.
type RunConfig struct {
	Scenarios int // below 0: as many as the figures need
	Seed      *uint64
	Sampling  string // LHS, MC, Sobol
	Workers   int
	Progress  func(done, total int)
}

// DefaultSeed is the seed of a run that names none.
const DefaultSeed = 1

// ranked is how many scenarios keep their draws, over which drivers are ranked.
const ranked = 1 << 16

// Simulation is a finished run.
type Simulation struct {
	m         *Model
	cfg       sim.Config
	res       *sim.Result
	converged bool // an automatic run has reached its accuracy
}

// config is the run of the engine.
func (c RunConfig) config() sim.Config {
	seed := uint64(DefaultSeed)
	if c.Seed != nil {
		seed = *c.Seed
	}
	cfg := sim.Config{Scenarios: c.Scenarios, Seed: seed, Workers: c.Workers, Progress: c.Progress, Sampling: design.Sobol}
	if cfg.Scenarios <= 0 {
		cfg.Scenarios = 10_000
	}
	for _, k := range []design.Kind{design.LHS, design.MC, design.Sobol} {
		if strings.EqualFold(c.Sampling, string(k)) {
			cfg.Sampling = k
		}
	}
	cfg.KeepInputs = min(cfg.Scenarios, ranked)
	return cfg
}

// How an automatic run goes: it begins with so many scenarios and doubles them until P5,
// P50 and P95 of every output are known to the accuracy, a share of the distance from P5
// to P95, or the most are reached.
const (
	autoFirst    = 4096
	autoMost     = 1 << 20
	autoAccuracy = 0.01
)

// Simulate runs the scenarios of a model without errors.
//
// Checked: TestAutoModel.
func (m *Model) Simulate(ctx context.Context, c RunConfig) (*Simulation, error) {
	cfg := c.config()
	auto := c.Scenarios < 0
	if auto {
		cfg.Scenarios, cfg.KeepInputs = autoFirst, ranked
		cfg.Replicate = design.ReplicateLength(cfg.Sampling, cfg.Scenarios)
		cfg.Scenarios = (autoFirst + cfg.Replicate - 1) / cfg.Replicate * cfg.Replicate
	}
	res, err := sim.Run(ctx, &m.engine, cfg)
	if err != nil {
		return nil, fmt.Errorf("the model: %w", err)
	}
	s := &Simulation{m: m, cfg: cfg, res: res, converged: true}
	for auto && !s.accurate() {
		if s.converged = s.res.N < autoMost; !s.converged {
			break
		}
		part := cfg
		part.First, part.Scenarios, part.Pilot = s.res.N, s.res.N, s.res
		more, err := sim.Run(ctx, &m.engine, part)
		if err != nil {
			return nil, fmt.Errorf("the model: %w", err)
		}
		if err := s.res.Merge(more); err != nil {
			return nil, err
		}
	}
	s.cfg.Scenarios, s.cfg.Replicate = s.res.N, s.res.Replicate
	return s, nil
}

// Of simulates another model as this run was: as many scenarios, from the same seed, in
// the same replicates.
func (s *Simulation) Of(ctx context.Context, m *Model) (*Simulation, error) {
	cfg := s.cfg
	cfg.Progress = nil
	res, err := sim.Run(ctx, &m.engine, cfg)
	if err != nil {
		return nil, fmt.Errorf("the model: %w", err)
	}
	return &Simulation{m: m, cfg: cfg, res: res, converged: s.converged}, nil
}

// accurate reports whether an automatic run may end: every output that varies is known
// well enough.
func (s *Simulation) accurate() bool {
	for i := range s.m.outs {
		low, _ := s.Quantile(i, 0.05)
		high, _ := s.Quantile(i, 0.95)
		for _, p := range []float64{0.05, 0.5, 0.95} {
			if _, within := s.Quantile(i, p); within != nil && within[1]-within[0] > 2*autoAccuracy*(high-low) {
				return false
			}
		}
	}
	return true
}

// Columns are the outputs, and the inputs of as many scenarios as keep their draws, by
// name.
func (s *Simulation) Columns() (names []string, values [][]float64) {
	for i, o := range s.m.outs {
		names, values = append(names, o.name), append(values, s.res.Scalar[i])
	}
	for i, v := range s.m.variables {
		names, values = append(names, "input "+v.key), append(values, s.res.Inputs[i])
	}
	return names, values
}

// Output is the column of an output, NaN where the scenario is in error.
func (s *Simulation) Output(i int) []float64 { return s.res.Scalar[i] }

// Summarise makes the figures of the run.
func (s *Simulation) Summarise(ctx context.Context) (*outcome.Model, error) {
	m := s.m
	o := &outcome.Model{
		Input: outcome.Input{File: m.File},
		Run:   outcome.RunInfo{Scenarios: s.res.N, Seed: s.cfg.Seed, Sampling: string(s.res.Sampling), Block: s.res.Replicate, Converged: s.converged},
		Base: outcome.ModelBase{Formulas: len(m.book.Formulas()) - m.factors.count(), Reached: m.Base.Reached, Compared: m.Base.Compared,
			Unstored: m.Base.Unstored, Unsure: m.Base.Unsure, Differing: m.Base.Differing, Largest: m.Base.Largest},
		Outputs: make([]outcome.ModelOutput, len(m.outs)),
		Ranked:  s.res.InputsN,
	}
	for _, x := range m.outs { // by one alone: a base case writes down what it has computed
		m.base.Value(x.at)
	}
	err := sim.Each(ctx, len(m.outs), s.cfg.Workers, func() func(int) error {
		return func(i int) error {
			o.Outputs[i] = s.output(i)
			return ctx.Err()
		}
	})
	if err != nil {
		return nil, err
	}
	if err := s.failures(ctx, o); err != nil {
		return nil, err
	}
	o.Pairs, o.Repaired = s.pairs(), s.repaired()
	for i, v := range m.variables {
		o.Inputs = append(o.Inputs, s.input(i, v))
	}
	return o, nil
}
