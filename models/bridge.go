package models

import (
	"context"
	"errors"
	"fmt"
	"math"

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
		{"timing", func(a, b *budget.Plan) { a.Costs, a.Profiles = b.Costs, b.Profiles }},
		{"funding", func(a, b *budget.Plan) {
			a.Funding, a.Tranches = b.Funding, b.Tranches
			a.Project.OpeningCash, a.Project.MinimumCash = b.Project.OpeningCash, b.Project.MinimumCash
		}},
		{"revenue", func(a, b *budget.Plan) { a.Revenue = b.Revenue }},
		{"settings", func(a, b *budget.Plan) { *a = *b }},
	}
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
			l.StartMonth, l.Months, l.Slip, l.Stretch = was.StartMonth, was.Months, was.Slip, was.Stretch
			l.Profile, l.PaymentLag, l.Advance = was.Profile, was.PaymentLag, was.Advance
		}
		lines[i] = l
	}
	named := map[string]bool{}
	profiles := append([]budget.Profile(nil), a.Profiles...)
	for _, p := range profiles {
		named[p.Name] = true
	}
	for _, p := range b.Profiles {
		if !named[p.Name] {
			profiles = append(profiles, p)
		}
	}
	a.Costs, a.Profiles = lines, profiles
	a.Drivers, a.Vendors, a.Correlations, a.Loadings = b.Drivers, b.Vendors, b.Correlations, b.Loadings
}

// Compare bridges from plan a to plan b. cfg may set scenarios, seed and
// sampling; where it does not, those of b are taken for every plan.
//
// Checked: TestBridge, TestBridgeOfOnePart.
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
	now := *a
	run := func() (outcome.BridgePoint, error) {
		p := now
		p.Project.Seed, p.Project.Sampling = b.Project.Seed, b.Project.Sampling
		if p.Project.Scenarios = b.Project.Scenarios; p.Project.Scenarios == 0 {
			p.Project.Scenarios = 10000 // the same number for every plan
		}
		return bridgePoint(ctx, &p, cfg, order)
	}
	at, err := run()
	if err != nil {
		return nil, err
	}
	out := &outcome.Bridge{From: at}
	for _, part := range bridgeParts() {
		part.put(&now, b)
		after, err := run()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", part.name, err)
		}
		step := outcome.BridgeStep{Part: part.name, After: after, Contingency: after.Contingency - at.Contingency,
			Cost: after.Cost - at.Cost, Base: after.Base - at.Base}
		if after.Gap != nil && at.Gap != nil {
			x := *after.Gap - *at.Gap
			step.Gap = &x
		}
		out.Steps = append(out.Steps, step)
		at = after
	}
	out.To = at
	return out, nil
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
func bridgePoint(ctx context.Context, p *budget.Plan, cfg RunConfig, order *sim.Frame) (outcome.BridgePoint, error) {
	m, err := bridgeModel(p)
	if err != nil {
		return outcome.BridgePoint{}, err
	}
	m.program.Frame = order
	s, err := Simulate(ctx, m, cfg)
	if err != nil {
		return outcome.BridgePoint{}, err
	}
	t := s.col(m.out.total)
	q := t.at(0.5, p.Project.ReserveConfidence)
	out := outcome.BridgePoint{Base: cents(m.base), EAC: cents(q[0]), Cost: cents(q[1]), Contingency: cents(q[1] - m.base)}
	limit := m.base
	if p.Project.BudgetLimit != nil {
		limit = p.Project.BudgetLimit.InexactFloat64()
	}
	out.Overrun = t.above(limit + tolerance(limit))
	if m.hasCash() {
		gaps := s.col(m.out.peakGap)
		gap, peak := gaps.above(0), cents(math.Max(0, gaps.quantile(0.9)))
		out.Gap, out.PeakGap = &gap, &peak
	}
	return out, nil
}
