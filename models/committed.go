package models

import (
	"context"
	"math"
	"slices"

	"ballast/budget"
	"ballast/models/outcome"
)

// commit binds the lines to their contracts: what is still to come of a line is at
// least what is committed and not yet spent. The floor is in money of month 0 and
// follows the line's index as its estimate does.
//
// Source: models/doc_cycle.go section 18.
// Checked: TestForecastNeverBelowCommitted.
func (m *Model) commit() {
	last := m.plan.LastMonth()
	for i := range m.lines {
		l := &m.lines[i]
		committed := m.plan.Committed(l.id, last).InexactFloat64()
		if bound := committed - l.actual; committed > 0 && bound > 0 {
			l.bind(m.mean(l.amount)*l.scale, bound, m.least(l.stretch))
		}
	}
}

// bind keeps a line of the mean amount from coming to less than bound, however
// little of its planned months it takes.
func (l *line) bind(mean, bound, stretch float64) {
	if l.perMonth {
		bound /= math.Max(0.01, l.months*math.Min(1, stretch))
	}
	if l.rest == nil {
		l.rest = &credible{mean: mean, prior: mean, shrink: 1, scale: 1, least: math.Inf(-1)}
	}
	l.rest.bound = bound
}

// least is the least that a number can be.
func (m *Model) least(n number) float64 {
	if n.v < 0 {
		return n.c
	}
	lo, _ := m.vars[n.v].dist.Support()
	return lo
}

// commitments sets budgets against contracts and the forecast, nil without any.
func (s *Simulation) commitments(ctx context.Context) (*outcome.Commitments, error) {
	m := s.m
	if len(m.plan.Commitments)+len(m.plan.Changes) == 0 {
		return nil, nil
	}
	totals, err := s.lineTotals(ctx)
	if err != nil {
		return nil, err
	}
	b := &bookkeeping{m: m, totals: totals, last: m.plan.LastMonth()}
	out := &outcome.Commitments{Changes: m.changeLines(b.last)}
	if as := m.plan.Project.AsOf; as != nil {
		out.AsOf = as.String()
	}
	all := make([]int, len(m.lines))
	for i := range m.plan.Costs {
		row := &m.plan.Costs[i]
		all[i] = i
		line := b.spending(row.ID, row.Name, []int{i}, b.ofLine(row.ID))
		line.Ref = row.Row.Ref("ID")
		out.Lines = append(out.Lines, line)
	}
	out.Plan = b.spending("", "", all, func(*budget.Commitment) bool { return true })
	out.Phases = b.grouped(func(l *budget.CostLine) string { return l.Phase })
	out.Owners = b.grouped(func(l *budget.CostLine) string { return l.Owner })
	out.Vendors = b.vendors()
	return out, nil
}

// changeLines are the changes that count.
func (m *Model) changeLines(last int) []outcome.ChangeLine {
	out := []outcome.ChangeLine{}
	for i := range m.plan.Changes {
		c := &m.plan.Changes[i]
		if c.Month > last {
			continue
		}
		kind := "order"
		if c.IsTransfer() {
			kind = "transfer"
		}
		out = append(out, outcome.ChangeLine{ID: c.ID, Date: m.plan.Project.Start.Add(c.Month).String(), Kind: kind, From: c.From, Line: c.Line,
			Amount: c.Amount.InexactFloat64(), Approved: c.Approved, Reason: c.Reason})
	}
	return out
}

// bookkeeping adds up budgets, contracts and forecasts of lines.
type bookkeeping struct {
	m      *Model
	totals [][]float64 // what every line costs in the scenarios that were replayed
	last   int         // the last month that counts
}

// ofLine picks the contracts of a line.
func (b *bookkeeping) ofLine(id string) func(*budget.Commitment) bool {
	return func(c *budget.Commitment) bool { return c.Line == id }
}

// spending adds up some lines and the contracts that mine picks.
func (b *bookkeeping) spending(id, name string, lines []int, mine func(*budget.Commitment) bool) outcome.Spending {
	x := outcome.Spending{ID: id, Name: name, Lines: len(lines)}
	sum := make([]float64, len(b.totals[0]))
	for _, i := range lines {
		base := b.m.lineBase(i)
		x.Baseline += base
		x.Revised += base + b.m.plan.Changed(b.m.plan.Costs[i].ID, b.last).InexactFloat64()
		x.Spent += b.m.lines[i].actual
		addTo(sum, b.totals[i])
	}
	for i := range b.m.plan.Commitments {
		if c := &b.m.plan.Commitments[i]; c.Month <= b.last && mine(c) {
			x.Committed += c.Amount.InexactFloat64()
			x.Invoiced += c.Invoiced.InexactFloat64()
			x.Paid += c.Paid.InexactFloat64()
			x.Retention += c.Held(b.last).InexactFloat64()
		}
	}
	if len(lines) == 0 {
		return x
	}
	q := outcome.QuantilesOf(sum, []float64{50, 80})
	x.P50, x.P80 = cents(q.At(50)), cents(q.At(80))
	x.ToCome = cents(math.Max(0, x.P50-math.Max(x.Paid, x.Spent)))
	x.Open = cents(x.Revised - math.Max(x.Committed, x.Spent))
	x.Left = cents(x.Revised - x.P50)
	x.Used, _ = outcome.Ratio(x.Committed, x.Revised, "")
	return x
}

// lineBase is a line's base as it was approved, else as the plan was at the start.
func (m *Model) lineBase(i int) float64 {
	if m.plan.Baseline != nil {
		return m.plan.Baseline.Line(m.lines[i].id).InexactFloat64()
	}
	if m.past != nil {
		return m.past.full[i].base
	}
	return m.lines[i].base
}

// grouped adds up the lines that have a word in common.
func (b *bookkeeping) grouped(word func(*budget.CostLine) string) []outcome.Spending {
	var names []string
	var lines [][]int
	for i := range b.m.plan.Costs {
		n := word(&b.m.plan.Costs[i])
		k := slices.Index(names, n)
		if k < 0 {
			k = len(names)
			names, lines = append(names, n), append(lines, nil)
		}
		lines[k] = append(lines[k], i)
	}
	out := []outcome.Spending{}
	for k, n := range names {
		out = append(out, b.spending(n, n, lines[k], func(c *budget.Commitment) bool {
			return slices.ContainsFunc(lines[k], func(i int) bool { return b.m.plan.Costs[i].ID == c.Line })
		}))
	}
	return out
}

// vendors adds up the contracts of each vendor, and the lines that name it.
func (b *bookkeeping) vendors() []outcome.Spending {
	var names []string
	note := func(n string) {
		if n != "" && !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	for i := range b.m.plan.Costs {
		note(b.m.plan.Costs[i].Vendor)
	}
	for i := range b.m.plan.Commitments {
		note(b.m.plan.Commitments[i].Vendor)
	}
	out := []outcome.Spending{}
	for _, n := range names {
		var lines []int
		for i := range b.m.plan.Costs {
			if b.m.plan.Costs[i].Vendor == n {
				lines = append(lines, i)
			}
		}
		out = append(out, b.spending(n, n, lines, func(c *budget.Commitment) bool { return c.Vendor == n }))
	}
	return out
}
