package study

import (
	"context"

	"ballast/budget"
	"ballast/models"
	"ballast/sim"
)

// Study is a plan beside which variants of it are tried: all draw in the order of the
// plan's own coordinates, so that a difference is that of the variant and not of chance.
// A variant that weighs its variables otherwise would draw them all anew. It is
// read-only and may be shared.
//
// Checked: TestVariantsArePinned.
type Study struct {
	Plan  *budget.Plan
	Model *models.Model
	frame *sim.Frame
}

// New makes a study of a plan that was compiled.
func New(p *budget.Plan, m *models.Model) (*Study, error) {
	frame, err := m.Frame()
	if err != nil {
		return nil, err
	}
	return &Study{Plan: p, Model: m, frame: frame}, nil
}

// Run simulates a variant, or the plan itself: m is its model. What is compared needs
// the same seed, sampling and number of scenarios.
func (s *Study) Run(ctx context.Context, m *models.Model, cfg models.RunConfig) (*models.Simulation, error) {
	if m != s.Model {
		cfg.Frame = s.frame
	}
	return models.Simulate(ctx, m, cfg)
}
