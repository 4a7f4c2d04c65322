package models

import (
	"context"
	"slices"

	"ballast/budget"
	"ballast/models/outcome"
)

// AsApproved is a plan before anything has happened: without its as-of month, its
// actuals and its log, with the risks that struck open again.
func AsApproved(p *budget.Plan) *budget.Plan {
	q := *p
	q.Project.AsOf, q.Actuals, q.Progress, q.Events = nil, nil, nil, nil
	q.Commitments, q.Changes, q.Baseline = nil, nil, nil
	q.Risks = slices.Clone(p.Risks)
	for i := range q.Risks {
		if q.Risks[i].Status == "occurred" {
			q.Risks[i].Status = "open"
		}
	}
	return &q
}

// Freeze returns what is frozen of a plan when it is approved: the base by line, the
// reserve, the shares of lines and risks in it, and the limit. The reserve is the one
// that the plan gives, else its contingency at the chosen confidence. The model is
// that of AsApproved; the changes of now, the plan as it stands, are in the base.
//
// Checked: TestBaselineIsKept.
func (s *Simulation) Freeze(ctx context.Context, now *budget.Plan) (budget.Baseline, error) {
	p := &s.m.plan.Project
	b := budget.Baseline{File: s.m.plan.File, Confidence: p.ReserveConfidence, Base: budget.MoneyOf(s.m.base), Limit: p.BudgetLimit}
	r := outcome.Reserve{Confidence: p.ReserveConfidence}
	r.Contingency = cents(max(0, s.col(s.m.out.total).quantile(r.Confidence)-s.m.base))
	if approved, ok := s.m.plan.ApprovedReserve(b.Base); ok {
		r.Contingency = cents(approved.InexactFloat64())
	}
	b.Reserve = budget.MoneyOf(r.Contingency)
	if err := s.allocate(ctx, &r); err != nil {
		return b, err
	}
	share := func(list []outcome.Share, id string) float64 {
		if k := slices.IndexFunc(list, func(a outcome.Share) bool { return a.ID == id }); k >= 0 {
			return list[k].Amount
		}
		return 0
	}
	for i := range s.m.lines {
		l := &s.m.lines[i]
		changed := now.Changed(l.id, now.LastMonth())
		b.Base = b.Base.Add(changed)
		b.Lines = append(b.Lines, budget.BaselineItem{ID: l.id, Base: budget.MoneyOf(l.base).Add(changed), Allocated: share(r.Allocation.Lines, l.id)})
	}
	if len(now.Changes) > 0 {
		through := now.Project.Start.Add(min(now.LastMonth(), budget.MaxMonths))
		b.Through = &through
	}
	for i := range s.m.risks {
		id := s.m.risks[i].id
		b.Risks = append(b.Risks, budget.BaselineItem{ID: id, Allocated: share(r.Allocation.Risks, id)})
	}
	return b, nil
}

// noteBaseline says against what the plan is measured.
func (m *Model) noteBaseline() {
	if b := m.plan.Baseline; b != nil {
		m.note(budget.Ref{}, "baseline.used", b.Day(), b.Approved, m.amount(b.Base.InexactFloat64()), m.amount(b.Reserve.InexactFloat64()))
	}
}

// allocations are the shares of lines and risks in the reserve that was approved: of
// the baseline where there is one, else those given.
func (m *Model) allocations(a outcome.Allocation) [][]outcome.Share {
	b := m.plan.Baseline
	if b == nil {
		return [][]outcome.Share{a.Lines, a.Risks}
	}
	of := func(items []budget.BaselineItem) []outcome.Share {
		out := make([]outcome.Share, len(items))
		for i, x := range items {
			out[i] = outcome.Share{ID: x.ID, Amount: x.Allocated}
		}
		return out
	}
	return [][]outcome.Share{of(b.Lines), of(b.Risks)}
}
