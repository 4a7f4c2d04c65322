package models

import (
	"context"
	"slices"

	"ballast/budget"
	"ballast/models/outcome"
)

// approvedOn is how many scenarios tell what was allocated at approval.
const approvedOn = 2048

// approved is the allocation of the reserve as it was approved: that of
// the plan before anything had happened. Shares of today's reserve would contain the
// overrun to date, so that whoever overspends would have been allocated more.
//
// Checked: TestControlCases.
func (s *Simulation) approved(ctx context.Context) (a outcome.Allocation, err error) {
	p := *s.m.plan
	p.Project.AsOf, p.Actuals, p.Progress, p.Events = nil, nil, nil, nil
	p.Risks = slices.Clone(p.Risks)
	for i := range p.Risks {
		if p.Risks[i].Status == "occurred" {
			p.Risks[i].Status = "open"
		}
	}
	m, _ := Compile(&p)
	if m == nil {
		return a, nil // the plan itself compiled: its past held it up
	}
	t, err := newSimulation(m, RunConfig{Scenarios: approvedOn, Workers: s.cfg.Workers})
	if err != nil {
		return a, err
	}
	if err := t.begin(ctx, nil); err != nil { // what single risks do is not asked
		return a, err
	}
	r := outcome.Reserve{Confidence: p.Project.ReserveConfidence}
	r.Contingency = cents(max(0, t.col(m.out.total).quantile(r.Confidence)-m.base))
	if approved, ok := p.ApprovedReserve(budget.MoneyOf(m.base)); ok {
		r.Contingency = cents(approved.InexactFloat64())
	}
	if err := t.allocate(ctx, &r); err != nil {
		return a, err
	}
	return r.Allocation, nil
}
