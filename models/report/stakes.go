package report

import (
	"strings"

	"ballast/models/outcome"
)

// stakes is the table of who owns how much: as agreed, after every planned payment of
// owners' money, and on average at the horizon.
func (g *page) stakes() {
	s := g.o.Return.Stakes
	if s == nil {
		return
	}
	g.section(g.w.Say("report.stakes"), 1, g.width)
	g.sentence(g.stakeFinding(s), styleSaid())
	fields := []field{{head: g.w.Say("report.month"), style: styleText()},
		{head: g.w.Say("report.stakes.call"), note: g.noted("report.stakes.call"), style: styleWrap()},
		{head: g.w.Say("report.stakes.by"), style: styleWrap(), span: 2},
		{head: g.w.Say("report.stakes.amount"), style: styleNumber(g.m.table(mostPaid(s)))}}
	for _, p := range s.Parties {
		fields = append(fields, field{head: p.Name, style: styleNumber("0.0%")})
	}
	line := func(date, what, by string, amount any, shares func(p int) float64) []any {
		row := []any{date, what, by, amount}
		for p := range s.Parties {
			row = append(row, shares(p))
		}
		return row
	}
	rows := [][]any{line("", g.w.Say("report.stakes.agreed"), "", nil, func(p int) float64 { return s.Parties[p].Agreed })}
	for _, c := range s.Calls {
		rows = append(rows, line(c.Date, nameOf(c.ID, c.Name), c.By, cents(c.Amount), func(p int) float64 { return c.Shares[p] }))
	}
	rows = append(rows, line("", g.w.Say("report.stakes.mean"), "", nil, func(p int) float64 { return s.Parties[p].ShareMean }))
	g.table(1, fields, rows)
	g.row++
}

func mostPaid(s *outcome.Stakes) float64 {
	most := 0.0
	for _, c := range s.Calls {
		most = peak(most, c.Amount)
	}
	return most
}

// stakeFinding names the planned payment that moves the stakes most, and whose share it
// lowers.
func (d *desk) stakeFinding(s *outcome.Stakes) string {
	worst, fall := -1, 0.0005
	for i := range s.Calls {
		before := sharesBefore(s, i)
		for p, x := range s.Calls[i].Shares {
			if before[p]-x > fall {
				worst, fall = i, before[p]-x
			}
		}
	}
	if worst < 0 {
		return d.w.Say("report.stakes.still")
	}
	c, before := s.Calls[worst], sharesBefore(s, worst)
	var losers []string
	for p, x := range c.Shares {
		if before[p]-x > 0.0005 {
			losers = append(losers, d.w.Say("report.stakes.falls", s.Parties[p].Name, tenths(before[p]), tenths(x)))
		}
	}
	return d.w.Say("report.stakes.finding", c.By, d.m.read(c.Amount), nameOf(c.ID, c.Name), strings.Join(losers, d.w.Say("report.stakes.and")))
}

// sharesBefore are the shares before the i-th call.
func sharesBefore(s *outcome.Stakes, i int) []float64 {
	if i > 0 {
		return s.Calls[i-1].Shares
	}
	before := make([]float64, len(s.Parties))
	for p, x := range s.Parties {
		before[p] = x.Agreed
	}
	return before
}
