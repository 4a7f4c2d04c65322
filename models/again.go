package models

import (
	"context"

	"ballast/sim"
)

// Again simulates a variant of the run's plan on as many futures: with the seed of the
// run on the same draws, with another seed on fresh ones. What both plans have in common
// is drawn alike, also where the variant weighs it otherwise. The variant has the figures
// of a Headline alone; bare leaves the cost unsmoothed, for who asks for gaps and
// payback only.
func (s *Simulation) Again(ctx context.Context, m *Model, seed uint64, bare bool) (*Simulation, error) {
	order, err := s.m.program.Order()
	if err != nil {
		return nil, err
	}
	c := *m
	c.program.Frame = order
	return s.again(ctx, &c, seed, bare)
}

// again is Again for a model that draws as the run's does.
func (s *Simulation) again(ctx context.Context, m *Model, seed uint64, bare bool) (*Simulation, error) {
	x := &Simulation{m: m, cfg: s.cfg, limit: s.limit, converged: s.converged, counted: s.counted || bare, precision: &precision{}, smoothing: &smoothing{}}
	x.cfg.Scenarios, x.cfg.Seed, x.cfg.First, x.cfg.Pilot, x.cfg.Progress = s.res.N, seed, 0, nil, nil
	x.cfg.Replicate = s.res.Replicate
	m.sizes(keeping{smooth: s.res.SmoothN}).set(&x.cfg)
	x.lean()
	var err error
	if x.res, err = sim.Run(ctx, &m.program, x.cfg); err != nil {
		return nil, m.explainError(err)
	}
	return x, nil
}

// lean keeps no more than a Headline needs, where all scenarios are kept: no series, no
// draws, and no risk is taken out to see what it did.
func (s *Simulation) lean() {
	c := &s.cfg
	c.KeepInputs = 0
	if c.Scenarios > c.KeepScalars {
		return
	}
	c.KeepSeries, c.KeepSample, c.KeepRows, c.Bins = 1, 1, 1, false
	if s.counted {
		c.KeepSmooth = 1
	}
}

// AgainWhole is Again with all that a run keeps, on the same draws.
func (s *Simulation) AgainWhole(ctx context.Context, m *Model) (*Simulation, error) {
	order, err := s.m.Frame()
	if err != nil {
		return nil, err
	}
	seed := s.cfg.Seed
	return Simulate(ctx, m, RunConfig{Frame: order, Scenarios: s.res.N, Seed: &seed, Sampling: string(s.cfg.Sampling), Workers: s.cfg.Workers, Counted: s.counted,
		keeping: keeping{smooth: s.res.SmoothN}})
}
