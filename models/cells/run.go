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
	Scenarios int
	Seed      *uint64
	Sampling  string // LHS, MC, Sobol
	Workers   int
	Progress  func(done, total int)
}

// ranked is how many scenarios keep their draws, over which drivers are ranked.
const ranked = 1 << 16

// Simulation is a finished run.
type Simulation struct {
	m   *Model
	cfg sim.Config
	res *sim.Result
}

// config is the run of the engine.
func (c RunConfig) config() sim.Config {
	seed := uint64(1)
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

// Simulate runs the scenarios of a model without errors.
func (m *Model) Simulate(ctx context.Context, c RunConfig) (*Simulation, error) {
	cfg := c.config()
	res, err := sim.Run(ctx, &m.engine, cfg)
	if err != nil {
		return nil, fmt.Errorf("the model: %w", err)
	}
	return &Simulation{m: m, cfg: cfg, res: res}, nil
}

// Output is the column of an output, NaN where the scenario is in error.
func (s *Simulation) Output(i int) []float64 { return s.res.Scalar[i] }

// Summarise makes the figures of the run.
func (s *Simulation) Summarise(ctx context.Context) (*outcome.Model, error) {
	m := s.m
	o := &outcome.Model{
		Input: outcome.Input{File: m.File},
		Run:   outcome.RunInfo{Scenarios: s.res.N, Seed: s.cfg.Seed, Sampling: string(s.res.Sampling), Block: s.res.Replicate, Converged: true},
		Base: outcome.ModelBase{Formulas: len(m.book.Formulas()), Reached: m.Base.Reached, Compared: m.Base.Compared,
			Unstored: m.Base.Unstored, Unsure: m.Base.Unsure, Differing: m.Base.Differing, Largest: m.Base.Largest},
		Outputs: make([]outcome.ModelOutput, len(m.outs)),
		Ranked:  s.res.InputsN,
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
	o.Pairs = s.pairs()
	for i, v := range m.variables {
		o.Inputs = append(o.Inputs, s.input(i, v))
	}
	return o, nil
}
