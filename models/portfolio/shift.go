package portfolio

import "ballast/budget"

// shifted is a plan put off by whole months: starts, arrivals and windows move, the start
// of the plan and with it the level of prices stays. The plan must have no past.
//
// Checked: TestShiftMovesTheMoney.
func shifted(p *budget.Plan, months int) *budget.Plan {
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
	q.Funding = append([]budget.Source(nil), p.Funding...)
	for i := range q.Funding {
		f := &q.Funding[i]
		f.ArriveMonth, f.AvailableFrom = f.ArriveMonth+months, f.AvailableFrom+months
		f.AvailableTo, f.Expected = later(f.AvailableTo), later(f.Expected)
	}
	q.Tranches = append([]budget.Tranche(nil), p.Tranches...)
	for i := range q.Tranches {
		t := &q.Tranches[i]
		t.Month, t.Expected = t.Month+months, later(t.Expected)
	}
	q.Risks = append([]budget.Risk(nil), p.Risks...)
	for i := range q.Risks {
		q.Risks[i].From, q.Risks[i].To = q.Risks[i].From+months, q.Risks[i].To+months
	}
	q.Project.Mixes.DSCRFrom = later(p.Project.Mixes.DSCRFrom)
	return &q
}
