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
// one, and no more of them smoothed than there have to be.
//
// Checked: TestPreviewKeepsTheBits, TestSmoothingEnds.
func (s *Simulation) begin(ctx context.Context, preview func(*Simulation) error) (err error) {
	cfg := s.cfg
	shown := (previewLength + cfg.Replicate - 1) / cfg.Replicate * cfg.Replicate
	whole := cfg.Scenarios <= min(cfg.KeepScalars, cfg.KeepSeries)
	if preview == nil || !whole || cfg.Scenarios < 2*shown {
		shown = 0
	} else {
		cfg.Stops = append(cfg.Stops, shown)
	}
	cfg.Stops = append(cfg.Stops, s.smoothStops()...)
	cfg.Stop = func(first *sim.Result) (smooth bool, err error) {
		if first.N != shown {
			return s.smoothOn(first), nil
		}
		seen := *s
		seen.res, seen.precision, seen.smoothing = first, &precision{}, &smoothing{}
		return true, preview(&seen)
	}
	if s.res, err = sim.Run(ctx, s.program(s.tried), cfg); err != nil {
		return s.m.explainError(err)
	}
	return nil
}

// Frame is how a run of the plan draws: a run of another plan that has it in its
// RunConfig draws what both have in common alike.
func (m *Model) Frame() (*sim.Frame, error) { return m.program.Order() }
