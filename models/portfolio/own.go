package portfolio

import (
	"context"
	"fmt"

	"ballast/models"
	"ballast/models/outcome"
)

// own runs a plan by itself, as it stands and with the portfolio's futures, seed and
// sampling: its early warnings and its cash are those of its run. The portfolio's own sums
// need no funding of a plan, so this is a pass of its own, which is made on request.
//
// Checked: TestOwnRuns, TestShardsAreTheWhole.
func (r *runner) own(ctx context.Context, i int) error {
	p, err := r.cfg.Open(ctx, i)
	if err != nil {
		return err
	}
	t, q := &r.s.Settings, *r.s.Settings.Above(p)
	q.Language = r.s.words.Language
	m, problems := models.Compile(&q)
	if m == nil {
		return fmt.Errorf("it cannot be run by itself: %v", problems)
	}
	sim, err := models.Simulate(ctx, m, models.RunConfig{Scenarios: t.Scenarios, Seed: t.Seed, Sampling: t.Sampling, Workers: r.cfg.Workers})
	if err != nil {
		return err
	}
	o, err := sim.Summarise(ctx)
	if err != nil {
		return err
	}
	r.members[i].Own = OwnOf(o)
	return nil
}

// Own is what a plan's own run says beside its cost.
type Own struct {
	Cash     *outcome.PlanCash // nil: the plan says nothing of money that comes
	Warnings []outcome.Warning
}

// OwnOf is what the run of a plan says of its cash, and its early warnings.
func OwnOf(o *outcome.Outcome) *Own {
	x := &Own{Warnings: o.Warnings}
	if c := o.Cash; c != nil {
		x.Cash = &outcome.PlanCash{ProbabilityGap: c.ProbabilityGap, PeakMean: cents(c.PeakGap.Mean), PeakP90: cents(c.PeakGap.Quantiles.At(90))}
	}
	return x
}

// Tell puts what the own run of a plan says into the portfolio.
func (x *Own) Tell(o *outcome.Portfolio, plan int) {
	o.Plans[plan].OwnCash = x.Cash
	for _, w := range x.Warnings {
		o.Warnings = append(o.Warnings, outcome.PortfolioWarning{Plan: o.Plans[plan].ID, Warning: w})
	}
}
