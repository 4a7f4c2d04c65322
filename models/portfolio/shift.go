package portfolio

import "ballast/budget"

// shifted is a plan put off by whole months: starts, arrivals and windows move, the start
// of the plan and with it the level of prices stays. The funding comes along unless it
// keeps its dates. The plan must have no past.
//
// Checked: TestShiftMovesTheMoney, TestUncertainShift.
func shifted(p *budget.Plan, months int, keepFunding bool) *budget.Plan {
	if months == 0 {
		return p
	}
	q := *p
	q.Project.Horizon += months
	later := func(m *int) *int {
		if m == nil {
			return nil
		}
		x := *m + months
		return &x
	}
	q.Costs = append([]budget.CostLine(nil), p.Costs...)
	for i := range q.Costs {
		l := &q.Costs[i]
		l.StartMonth, l.Expected = l.StartMonth+months, later(l.Expected)
		l.Monthly = append([]budget.MonthAmount(nil), l.Monthly...)
		for k := range l.Monthly {
			l.Monthly[k].Month += months
		}
	}
	q.Revenue = append([]budget.Stream(nil), p.Revenue...)
	for i := range q.Revenue {
		s := &q.Revenue[i]
		s.StartMonth, s.EndMonth, s.Expected = s.StartMonth+months, later(s.EndMonth), later(s.Expected)
	}
	if !keepFunding {
		q.Funding, q.Tranches = laterFunding(p, months, later)
	}
	q.Risks = append([]budget.Risk(nil), p.Risks...)
	for i := range q.Risks {
		q.Risks[i].From, q.Risks[i].To = q.Risks[i].From+months, q.Risks[i].To+months
	}
	q.Project.Mixes.DSCRFrom = later(p.Project.Mixes.DSCRFrom)
	return &q
}

// laterFunding is the funding of a plan put off.
func laterFunding(p *budget.Plan, months int, later func(*int) *int) ([]budget.Source, []budget.Tranche) {
	sources := append([]budget.Source(nil), p.Funding...)
	for i := range sources {
		f := &sources[i]
		f.ArriveMonth, f.AvailableFrom = f.ArriveMonth+months, f.AvailableFrom+months
		f.AvailableTo, f.Expected = later(f.AvailableTo), later(f.Expected)
	}
	tranches := append([]budget.Tranche(nil), p.Tranches...)
	for i := range tranches {
		t := &tranches[i]
		t.Month, t.Expected = t.Month+months, later(t.Expected)
	}
	return sources, tranches
}
