package models

import (
	"context"
	"math"
	"slices"

	"ballast/budget"
	"ballast/models/outcome"
	"ballast/sim"
)

// control summarises what has happened and what it means from here on, nil
// without actuals.
func (s *Simulation) control(ctx context.Context, o *outcome.Outcome) (*outcome.Control, error) {
	m, p := s.m, s.m.past
	if p == nil {
		return nil, nil
	}
	pr := &m.plan.Project
	c := &outcome.Control{AsOf: pr.Start.Add(p.cut - 1).String(), Month: p.cut, Unplanned: append([]outcome.Unplanned{}, p.unplanned...)}
	var bac, pv, ev, constant, real, price float64
	for i := range p.lines {
		st := &p.lines[i]
		bac, pv, ev = bac+st.budget, pv+st.planned, ev+st.earned
		constant, real, price = constant+st.ev, real+st.real, price+st.price
	}
	c.Budget = bac
	if pr.BudgetLimit != nil {
		c.Budget = pr.BudgetLimit.InexactFloat64()
	}
	for k := range m.risks {
		c.RiskCost += m.risks[k].spent
	}
	t := s.col(m.out.total)
	c.EVM = outcome.EarnedValue(bac, pv, ev, m.sunkCost).Priced(price).Told(m.words.Say)
	c.CPIConstant, _ = outcome.Ratio(constant, real, "")
	c.PercentComplete, _ = outcome.Ratio(constant, m.base, "")
	c.EAC.Simulated = t.dist()
	median := t.interval(0.5)
	c.EAC.Interval95 = &median
	c.ProbabilityOverrun = t.above(m.beyond(c.Budget))
	c.Overrun = o.Cost.Overrun
	s.duration(c)
	if err := s.performance(ctx, c); err != nil {
		return nil, err
	}
	s.reserveAsOf(c)
	if v := s.verdict(o, c); v.Do == "release" {
		c.ReserveAdvice = v.Amount
	} else if v.Do == "ask" || v.Do == "limit" {
		c.ReserveAdvice = -v.Amount
	}
	s.cashAsOf(c)
	s.sCurve(c)
	c.Sources = m.sourceStates()
	c.Ledger, c.Events = m.ledgerLines(c), m.loggedEvents()
	s.effect(c)
	var err error
	if c.Learning, err = s.learning(ctx); err != nil {
		return nil, err
	}
	if c.Learning != nil {
		o.Log.Notes = append(o.Log.Notes, m.noteLearning(c.Learning))
	}
	if err := s.scorecard(ctx, c); err != nil {
		return nil, err
	}
	m.actions(c, s.verdict(o, c))
	c.Trend = []outcome.TrendPoint{outcome.Trend(o, c)}
	return c, nil
}

// duration is the planned number of months with cost, and the same divided by
// the SPI.
func (s *Simulation) duration(c *outcome.Control) {
	first, last := -1, -1
	for k, x := range s.m.plannedCost {
		if x != 0 {
			last = k
			if first < 0 {
				first = k
			}
		}
	}
	if first < 0 {
		return
	}
	c.DurationMonths = float64(last - first + 1)
	if c.SPI != nil {
		c.DurationForecast, _ = outcome.Ratio(c.DurationMonths, *c.SPI, "")
	}
}

// replayed is how many scenarios are replayed for the figures of single lines: whole
// replicates of any run of Sobol points.
const replayed = 1 << 12

// lineTotals replays the first scenarios and returns what every line costs in
// them, past and future together.
func (s *Simulation) lineTotals(ctx context.Context) ([][]float64, error) {
	n := min(s.res.N, replayed)
	out := make([][]float64, len(s.m.lines))
	chosen := make([]int, n)
	for i := range chosen {
		chosen[i] = s.res.First + i
	}
	prog := s.m.program
	prog.Series, prog.Unbinned = nil, nil // nobody reads them
	prog.NewKernel = func(seed uint64) sim.Kernel {
		k := newKernel(s.m, seed, costKernel)
		k.totals = newPlainTotals(s.m)
		k.seen = func(sc *scenario) {
			for i, x := range sc.lineTotal {
				out[i] = append(out[i], s.m.lines[i].actual+x)
			}
		}
		return k
	}
	err := sim.Subset(ctx, &prog, s.cfg, s.res, chosen, func(*sim.Block) error { return nil })
	return out, err
}

// group collects lines under a name.
type group struct {
	name  string
	lines []int
}

// performance fills earned value by line, phase, owner and vendor.
func (s *Simulation) performance(ctx context.Context, c *outcome.Control) error {
	totals, err := s.lineTotals(ctx)
	if err != nil {
		return err
	}
	m := s.m
	for i := range m.lines {
		row := &m.plan.Costs[i]
		perf := s.perform(row.ID, row.Name, []int{i}, totals)
		perf.Ref, perf.Given = row.Row.Ref("Name"), m.past.lines[i].given
		m.redLine(i, &perf)
		c.Lines = append(c.Lines, perf)
	}
	by := func(name func(l *budget.CostLine) string) []outcome.Performance {
		var groups []group
		for i := range m.plan.Costs {
			n := name(&m.plan.Costs[i])
			k := slices.IndexFunc(groups, func(g group) bool { return g.name == n })
			if k < 0 {
				groups = append(groups, group{name: n})
				k = len(groups) - 1
			}
			groups[k].lines = append(groups[k].lines, i)
		}
		var out []outcome.Performance
		for _, g := range groups {
			out = append(out, s.perform(g.name, g.name, g.lines, totals))
		}
		return out
	}
	c.Phases = by(func(l *budget.CostLine) string { return l.Phase })
	c.Owners = by(func(l *budget.CostLine) string { return l.Owner })
	for _, v := range by(func(l *budget.CostLine) string { return l.Vendor }) {
		if v.ID != "" {
			c.Vendors = append(c.Vendors, v)
		}
	}
	return nil
}

// perform adds up earned value and the simulated total of some lines.
func (s *Simulation) perform(id, name string, lines []int, totals [][]float64) outcome.Performance {
	var base, bac, pv, ev, ac, constant, real, price float64
	sum := make([]float64, len(totals[lines[0]]))
	for _, i := range lines {
		st := &s.m.past.lines[i]
		bac, pv, ev, ac = bac+st.budget, pv+st.planned, ev+st.earned, ac+st.ac
		base, constant, real, price = base+st.base, constant+st.ev, real+st.real, price+st.price
		addTo(sum, totals[i])
	}
	p := outcome.Performance{ID: id, Name: name, EVM: outcome.EarnedValue(bac, pv, ev, ac).Priced(price).Told(s.m.words.Say)}
	p.CPIConstant, _ = outcome.Ratio(constant, real, "")
	p.PercentComplete, _ = outcome.Ratio(constant, base, "")
	p.ProbabilityOverrun = share(sum, func(x float64) bool { return x > s.m.beyond(bac) })
	p.EAC.Simulated = outcome.DistOf(sum)
	return p
}

// redLine is what a line's estimate allowed at the start: its 90 % point, and
// no less than 5 % above its base. What is used of it is how far the expected
// EAC has moved from the base towards it.
func (m *Model) redLine(i int, p *outcome.Performance) {
	l, st := &m.past.full[i], &m.past.lines[i]
	p.RedLine = st.budget * 1.05
	if l.amount.v >= 0 && l.base > 0 {
		x := m.vars[l.amount.v].dist.Quantile(0.9) * l.scale
		if l.perMonth {
			x *= l.months
		}
		p.RedLine = math.Max(p.RedLine, x*st.budget/l.base)
	}
	if r := &m.lines[i]; r.rest != nil && l.base != 0 {
		unit := l.base
		if l.perMonth {
			unit /= l.months
		}
		p.Factor = r.rest.mean / unit
	}
	p.RedLineUsed, _ = outcome.Ratio(p.EAC.Simulated.Mean-st.budget, p.RedLine-st.budget, "")
}

// sourceStates lists the sources against their plan to date.
func (m *Model) sourceStates() []outcome.SourceState {
	var out []outcome.SourceState
	const days = 365.25 / 12
	for j := range m.sources {
		st, row := &m.past.sources[j], &m.plan.Funding[j]
		out = append(out, outcome.SourceState{ID: row.ID, Name: row.Name, Planned: st.plan, Received: st.gross,
			DaysLate: int(math.Round(days * float64(st.openMonths))), WasLate: int(math.Round(days * float64(st.arrivedMonths)))})
	}
	return out
}
