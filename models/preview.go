package models

import (
	"context"

	"ballast/sim"
)

// previewLength is about how many scenarios a preview has: whole replicates of the run.
const previewLength = 2048

// Previews reports whether a run of n scenarios is long enough for a preview.
func Previews(n int) bool { return n >= 2*previewLength }

// begin runs the first scenarios that were asked for, with a preview when somebody wants
// one.
//
// Checked: TestPreviewKeepsTheBits.
func (s *Simulation) begin(ctx context.Context, preview func(*Simulation) error) (err error) {
	first := (previewLength + s.cfg.Replicate - 1) / s.cfg.Replicate * s.cfg.Replicate
	whole := s.cfg.Scenarios <= min(s.cfg.KeepScalars, s.cfg.KeepSeries)
	if preview == nil || !whole || s.cfg.Scenarios < 2*first {
		if s.res, err = sim.Run(ctx, s.program(s.tried), s.cfg); err != nil {
			return s.m.explainError(err)
		}
		return nil
	}
	if s.res, err = s.part(ctx, 0, first); err != nil {
		return err
	}
	seen := *s
	seen.precision, seen.smoothing = &precision{}, &smoothing{}
	if err := preview(&seen); err != nil {
		return err
	}
	rest, err := s.part(ctx, first, s.cfg.Scenarios-first)
	if err != nil {
		return err
	}
	return s.res.Merge(rest)
}

// part runs n scenarios of the run from the first one on.
func (s *Simulation) part(ctx context.Context, first, n int) (*sim.Result, error) {
	cfg := s.cfg
	cfg.First, cfg.Scenarios = first, n
	if say := s.cfg.Progress; say != nil {
		cfg.Progress = func(done, _ int) { say(first+done, s.cfg.Scenarios) }
	}
	res, err := sim.Run(ctx, s.program(s.tried), cfg)
	if err != nil {
		return nil, s.m.explainError(err)
	}
	return res, nil
}

// Frame is how a run of the plan draws: a run of another plan that has it in its
// RunConfig draws what both have in common alike.
func (m *Model) Frame() (*sim.Frame, error) { return m.program.Order() }
