package service

import (
	"context"

	"ballast/models"
)

// shortRun is how many scenarios are worth showing while others wait: smoothed, they know
// the reserve better than 10,000 plain ones.
const shortRun = 4096

// Shortens reports whether the figures of fewer scenarios come so much sooner than those
// of all that they are worth showing first.
func (b *Book) Shortens(v Variant) bool {
	return b.Plan != nil && !b.Long(v) && b.scenarios(v) >= 2*shortRun
}

// Short is the figures of a variant by fewer scenarios, and says of how many they are a
// part; base is the stand of the plan as it is in as many, nil for the plan itself. Nothing
// of the run is kept, and what follows it begins anew.
//
// Checked: TestFewerComeFirst.
func (b *Book) Short(ctx context.Context, t *Tried, base *models.Stand, workers int, h Hooks) (Line, *models.Stand, error) {
	if err := b.ready(t); err != nil {
		return Line{}, nil, err
	}
	cfg := b.config(t.Variant, workers, h)
	cfg.Scenarios, cfg.Glance, cfg.As = shortRun, true, base
	s, err := b.simulate(ctx, t, cfg)
	if err != nil {
		return Line{}, nil, err
	}
	r, stand := b.result(t, s, s.Glance()), s.Stand()
	r.Preview, r.Of = false, b.scenarios(t.Variant)
	if base != nil {
		r.Diff = labelled(base.Differences(stand), t.Plan)
	}
	return r.Line, stand, nil
}
