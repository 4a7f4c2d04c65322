package service

import (
	"context"

	"ballast/budget"
	"ballast/models"
	"ballast/models/outcome"
	"ballast/models/study"
)

// Bridge explains how one plan became another, on the same draws: part by part, then row
// by row.
func Bridge(ctx context.Context, from, to *budget.Plan, cfg models.RunConfig) (*outcome.Bridge, error) {
	bridge, err := models.Compare(ctx, from, to, cfg)
	if err != nil {
		return nil, err
	}
	cfg.Progress = nil
	return bridge, study.Changes(ctx, bridge, from, to, cfg)
}

// BridgeTo is the bridge from this plan to another.
func (b *Book) BridgeTo(ctx context.Context, to *Book, workers int, step func(done, total int)) (*outcome.Bridge, error) {
	for _, x := range []*Book{b, to} {
		if x.Plan == nil {
			return nil, ErrModel
		}
		if !x.Runnable() {
			return nil, &HasErrorsError{x.problems(x.Problems)}
		}
		if err := x.CheckSize(Variant{}); err != nil {
			return nil, err
		}
	}
	return Bridge(ctx, b.Plan, to.Plan, models.RunConfig{Workers: workers, Progress: step})
}
