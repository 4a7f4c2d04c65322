package service

import (
	"context"
	"errors"
	"fmt"

	"ballast/budget"
	"ballast/models"
	"ballast/models/outcome"
)

// Hooks hear how far a run is. Each may be nil.
type Hooks struct {
	Progress func(done, total int) // from one goroutine at a time; the run waits while it does
	Preview  func(*Result) error   // with the first scenarios, before the run goes on
	Figures  func(Line) error      // with the figures of all scenarios, before what is said of them is worked out
}

// TooMuchError says that a run would go beyond the limits.
type TooMuchError struct{ Scenarios, Most int }

// Error implements error.
func (e *TooMuchError) Error() string {
	return fmt.Sprintf("%d scenarios are more than the %d that are allowed here", e.Scenarios, e.Most)
}

// HasErrorsError says that a variant cannot be run as it stands.
type HasErrorsError struct{ Problems []Problem }

// Error implements error.
func (e *HasErrorsError) Error() string { return "the plan has errors" }

// Long reports whether a variant takes longer than a live edit.
func (b *Book) Long(v Variant) bool {
	return v.Optimise || v.Scenarios < 0 || b.scenarios(v) > longRun || b.Plan != nil && b.scenarios(v) == 0
}

// Previews reports whether a run of a variant shows its first scenarios before it goes on.
func (b *Book) Previews(v Variant) bool {
	return b.Plan != nil && !b.Long(v) && models.Previews(b.scenarios(v))
}

// longRun is how many scenarios are not for the live lane.
const longRun = 50_000

// scenarios is how many a variant asks for; 0: as many as are needed.
func (b *Book) scenarios(v Variant) int {
	switch {
	case v.Scenarios < 0:
		return 0
	case v.Scenarios > 0:
		return v.Scenarios
	case b.Plan != nil:
		return b.Plan.Project.Scenarios
	}
	return 10_000
}

// most is how many scenarios a plan may have here, by number and by work.
func (b *Book) most(p *budget.Plan) int {
	most := b.opts.Scenarios
	if b.opts.Work > 0 && p != nil {
		per := int64(max(1, p.Project.Horizon)) * int64(max(1, len(p.Costs)+len(p.Risks)+len(p.Funding)+len(p.Revenue)))
		if byWork := int(b.opts.Work / per); most == 0 || byWork < most {
			most = max(byWork, 1)
		}
	}
	return most
}

// CheckSize refuses a variant that would go beyond the limits, before any work.
func (b *Book) CheckSize(v Variant) error {
	most := b.most(b.Plan)
	if n := b.scenarios(v); most > 0 && n > most {
		return &TooMuchError{n, most}
	}
	return nil
}

// config is how a variant is run.
func (b *Book) config(v Variant, workers int, h Hooks) models.RunConfig {
	c := models.RunConfig{Scenarios: v.Scenarios, Seed: v.Seed, Workers: workers, Most: b.most(b.Plan), Progress: h.Progress}
	if v.Scenarios < 0 {
		c.Scenarios = -1
	}
	return c
}

// Run runs a variant that was read. base is the plan or the model as it stands, run alike;
// nil for that itself. An interrupted run leaves nothing.
func (b *Book) Run(ctx context.Context, t *Tried, base *Result, workers int, h Hooks) (*Result, error) {
	if b.Plan == nil {
		return b.runModel(ctx, t, base, workers, h)
	}
	if err := b.ready(t); err != nil {
		return nil, err
	}
	cfg := b.config(t.Variant, workers, h)
	if h.Preview != nil {
		cfg.Preview = func(first *models.Simulation) error { return h.Preview(b.result(t, first, first.Glance())) }
	}
	if base != nil {
		cfg.As = base.Stand
	}
	s, err := b.simulate(ctx, t, cfg)
	if err != nil {
		return nil, err
	}
	r := b.result(t, s, s.Glance())
	r.Preview, r.Sim, r.Stand, r.Plan = false, s, s.Stand(), t.Plan
	if base != nil {
		r.Diff = labelled(base.Stand.Differences(r.Stand), t.Plan)
	}
	if h.Figures != nil {
		if err := h.Figures(r.Line); err != nil {
			return nil, err
		}
	}
	t.Problems = InOrder(append(t.Problems, s.Problems()...))
	o, err := Summarise(ctx, s, t.Plan, Asked{Language: t.Plan.Language, Version: b.opts.Version, Problems: t.Problems, Stress: t.Stress,
		Choices: t.choices(), Mixes: b.mixes(s, t)})
	if err != nil {
		return nil, err
	}
	r.whole(o)
	return r, nil
}

// ready refuses a variant with errors, and one that would go beyond the limits.
func (b *Book) ready(t *Tried) error {
	if !t.Runnable() {
		return &HasErrorsError{b.problems(t.Problems)}
	}
	return b.CheckSize(t.Variant)
}

// simulate runs a variant on the draws of the plan as it stands, where that can be run.
func (b *Book) simulate(ctx context.Context, t *Tried, cfg models.RunConfig) (*models.Simulation, error) {
	if b.Study == nil || t.Variant.IsBase() {
		return models.Simulate(ctx, t.Model, cfg)
	}
	return b.Study.Run(ctx, t.Model, cfg)
}

// choices are what the figures depend on beside the file: of the plan as it stands, those
// of the command without flags.
func (t *Tried) choices() []string {
	if t.Variant.IsBase() {
		return []string{"as-set", ""}
	}
	return []string{"as-set", "", Variant{Edits: t.Variant.Edits, Mix: t.Variant.Mix}.Key()}
}

// mixes compares the mixes of a plan that has some, and looks for the best one only when
// that was asked for.
func (b *Book) mixes(s *models.Simulation, t *Tried) func(context.Context, *outcome.Outcome) error {
	if len(t.Plan.Mixes) == 0 && !t.Variant.Optimise {
		return nil
	}
	return func(ctx context.Context, o *outcome.Outcome) error {
		err := s.CompareMixes(ctx, o, models.MixConfig{Optimise: t.Variant.Optimise})
		if errors.Is(err, context.DeadlineExceeded) && o.MixStudy != nil {
			return nil // the best so far is marked as unfinished
		}
		return err
	}
}
