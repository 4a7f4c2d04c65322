package models

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"ballast/budget"
	"ballast/models/outcome"
	"ballast/sim"
)

// errOtherStart says that two plans cannot be bridged because their months do
// not have the same meaning.
var errOtherStart = errors.New("the plans begin in different months")

// bridgePart puts one part of plan b into plan a.
type bridgePart struct {
	name string
	put  func(a, b *budget.Plan)
}

// bridgeParts lists the parts in the order in which they are exchanged.
func bridgeParts() []bridgePart {
	return []bridgePart{
		{"estimates", putEstimates},
		{"risks", func(a, b *budget.Plan) { a.Risks = b.Risks }},
		{"actuals", func(a, b *budget.Plan) { a.Control, a.Project.AsOf = b.Control, b.Project.AsOf }},
		{"timing", putTiming},
		{"funding", func(a, b *budget.Plan) {
			a.Funding, a.Tranches = b.Funding, b.Tranches
			a.Project.OpeningCash, a.Project.MinimumCash = b.Project.OpeningCash, b.Project.MinimumCash
		}},
		{"revenue", func(a, b *budget.Plan) { a.Revenue = b.Revenue }},
		{"settings", putSettings},
	}
}

// putSettings takes the settings of b that are of no other part, its partners and what it
// says of mixes.
func putSettings(a, b *budget.Plan) {
	p := b.Project
	p.AsOf, p.OpeningCash, p.MinimumCash = a.Project.AsOf, a.Project.OpeningCash, a.Project.MinimumCash
	a.Project = p
	a.Partners, a.Mixes, a.Stress, a.Reference = b.Partners, b.Mixes, b.Stress, b.Reference
	a.File, a.SHA256, a.Language, a.Log = b.File, b.SHA256, b.Language, b.Log
}

// putTiming gives the lines of a that b has too the dates that they have there.
func putTiming(a, b *budget.Plan) {
	then := map[string]*budget.CostLine{}
	for i := range b.Costs {
		then[b.Costs[i].ID] = &b.Costs[i]
	}
	lines := append([]budget.CostLine(nil), a.Costs...)
	for i := range lines {
		if next := then[lines[i].ID]; next != nil && len(next.Monthly)+len(lines[i].Monthly) == 0 {
			takeDates(&lines[i], next)
		}
	}
	a.Costs, a.Profiles = lines, bothProfiles(b.Profiles, a.Profiles)
}

// takeDates gives a line the dates of another.
func takeDates(l, from *budget.CostLine) {
	l.StartMonth, l.Months, l.Slip, l.Stretch = from.StartMonth, from.Months, from.Slip, from.Stretch
	l.Profile, l.PaymentLag, l.Advance = from.Profile, from.PaymentLag, from.Advance
}

// bothProfiles are the profiles of one plan and those that only the other has.
func bothProfiles(first, second []budget.Profile) []budget.Profile {
	named := map[string]bool{}
	all := append([]budget.Profile(nil), first...)
	for _, p := range all {
		named[p.Name] = true
	}
	for _, p := range second {
		if !named[p.Name] {
			all = append(all, p)
		}
	}
	return all
}

// putEstimates takes lines, amounts, indices and correlations of b; lines that
// both plans have keep the dates of a.
func putEstimates(a, b *budget.Plan) {
	old := map[string]*budget.CostLine{}
	for i := range a.Costs {
		old[a.Costs[i].ID] = &a.Costs[i]
	}
	lines := make([]budget.CostLine, len(b.Costs))
	for i, l := range b.Costs {
		if was := old[l.ID]; was != nil && len(l.Monthly)+len(was.Monthly) == 0 {
			takeDates(&l, was)
		}
		lines[i] = l
	}
	a.Costs, a.Profiles = lines, bothProfiles(a.Profiles, b.Profiles)
	a.Drivers, a.Vendors, a.Correlations, a.Loadings = b.Drivers, b.Vendors, b.Correlations, b.Loadings
}

// Compare bridges from plan a to plan b. What a part changes is the mean of two orders,
// the one of the parts and its reverse, since parts act together. cfg may set scenarios,
// seed and sampling; where it does not, those of b are taken for every plan.
//
// Source: the mean of an order and its reverse is the Shapley value where parts act
// together in pairs only: Castro, Gomez and Tejada, Polynomial calculation of the Shapley
// value based on sampling, Computers & Operations Research 36 (2009) 1726-1730.
// Checked: TestBridge, TestBridgeOfOnePart, TestBridgeBothOrders.
func Compare(ctx context.Context, a, b *budget.Plan, cfg RunConfig) (*outcome.Bridge, error) {
	if a.Project.Start != b.Project.Start {
		return nil, fmt.Errorf("%w: %s and %s", errOtherStart, a.Project.Start, b.Project.Start)
	}
	last, err := bridgeModel(b)
	if err != nil {
		return nil, err
	}
	order, err := last.program.Order()
	if err != nil {
		return nil, err
	}
	parts := bridgeParts()
	w := bridgeWalk{cfg: cfg, order: order, b: b}
	out := &outcome.Bridge{}
	from, err := w.point(ctx, a)
	if err != nil {
		return nil, err
	}
	given, places, err := w.walk(ctx, a, parts, from)
	if err != nil {
		return nil, err
	}
	out.From, out.To = from.BridgePoint, places[len(places)-1]
	slices.Reverse(parts)
	reversed, _, err := w.walk(ctx, a, parts, from)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	slices.Reverse(parts)
	slices.Reverse(reversed)
	out.BothOrders = err == nil // a plan on the other way may make no sense
	for k, part := range parts {
		x := given[k]
		step := outcome.BridgeStep{Part: part.name, After: places[k]}
		if out.BothOrders {
			step.Spread = math.Abs(given[k].Contingency - reversed[k].Contingency)
			x = blended(0.5, given[k], 0.5, reversed[k])
		}
		x.visible(&step)
		step.Contingency, step.Cost, step.Base, step.Gap = x.Contingency, x.Cost, x.Base, x.Gap
		out.Spread = max(out.Spread, step.Spread)
		out.Steps = append(out.Steps, step)
	}
	return out, nil
}

// bridgeWalk simulates the plans between two on the draws of the second.
type bridgeWalk struct {
	cfg   RunConfig
	order *sim.Frame
	b     *budget.Plan
}

// point simulates one plan.
func (w *bridgeWalk) point(ctx context.Context, plan *budget.Plan) (bridgeAt, error) {
	p := *plan
	p.Project.Seed, p.Project.Sampling = w.b.Project.Seed, w.b.Project.Sampling
	if p.Project.Scenarios = w.b.Project.Scenarios; p.Project.Scenarios == 0 {
		p.Project.Scenarios = 10000 // the same number for every plan
	}
	at, err := bridgePoint(ctx, &p, w.cfg, w.order)
	w.cfg.keeping.smooth = at.smoothed // as in the first of them
	return at, err
}

// walk puts the parts of the second plan into a one after the other and returns what each
// of them changes and where the plan stands after it, at last where the second plan does.
func (w *bridgeWalk) walk(ctx context.Context, a *budget.Plan, parts []bridgePart, from bridgeAt) (changes []bridgeAt, places []outcome.BridgePoint, err error) {
	now := *a
	at := from
	for k, part := range parts {
		if part.put(&now, w.b); k == len(parts)-1 {
			now = *w.b
		}
		after, err := w.point(ctx, &now)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", part.name, err)
		}
		changes, places = append(changes, blended(1, after, -1, at)), append(places, after.BridgePoint)
		at = after
	}
	return changes, places, nil
}

// combined is x times one point and y times another; figures that one of them lacks are
// left out.
func combined(x float64, a outcome.BridgePoint, y float64, b outcome.BridgePoint) outcome.BridgePoint {
	mix := func(p, q float64) float64 { return float64(x*p) + float64(y*q) }
	both := func(p, q *float64) *float64 {
		if p == nil || q == nil {
			return nil
		}
		v := mix(*p, *q)
		return &v
	}
	return outcome.BridgePoint{Base: mix(a.Base, b.Base), EAC: mix(a.EAC, b.EAC), Cost: mix(a.Cost, b.Cost), Contingency: mix(a.Contingency, b.Contingency),
		Overrun: mix(a.Overrun, b.Overrun), Gap: both(a.Gap, b.Gap), PeakGap: both(a.PeakGap, b.PeakGap)}
}

// bridgeModel compiles a plan that was simulated before.
func bridgeModel(p *budget.Plan) (*Model, error) {
	m, problems := Compile(p)
	if m != nil {
		return m, nil
	}
	for _, x := range problems {
		if x.Severity == budget.Error {
			return nil, errors.New(x.Message)
		}
	}
	return nil, errors.New("the plan cannot be simulated")
}

// bridgePoint simulates one plan. The frame of the draws is that of the
// last plan, so that what all plans have is drawn alike also where one has a
// line more.
func bridgePoint(ctx context.Context, p *budget.Plan, cfg RunConfig, order *sim.Frame) (bridgeAt, error) {
	m, err := bridgeModel(p)
	if err != nil {
		return bridgeAt{}, err
	}
	m.program.Frame = order
	cfg.Glance = true
	s, err := Simulate(ctx, m, cfg)
	if err != nil {
		return bridgeAt{}, err
	}
	t := s.col(m.out.total)
	q := t.at(0.5, p.Project.ReserveConfidence)
	out := bridgeAt{BridgePoint: outcome.BridgePoint{Base: cents(m.base), EAC: cents(q[0]), Cost: cents(q[1]), Contingency: cents(q[1] - m.base)}}
	out.byReplicate(s)
	out.smoothed = s.res.SmoothN
	limit, _ := m.overrunLine()
	out.Overrun = t.above(m.beyond(limit))
	if m.hasCash() {
		gaps := s.col(m.out.peakGap)
		gap, peak := gaps.above(0), cents(math.Max(0, gaps.quantile(0.9)))
		out.Gap, out.PeakGap = &gap, &peak
	}
	return out, nil
}
