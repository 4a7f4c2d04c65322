package workbook

import (
	"time"

	"ballast/budget"
	"ballast/budget/unit"
)

// prorate spreads a line that begins or ends within a month by the days it has
// of each. Where all days of a column are firsts or lasts they say the month
// only. A lump falls in its month whatever its day.
func (x *record) prorate(l *budget.CostLine) {
	start, first := x.partDay("Start")
	end, last := x.partDay("End")
	if !first && !last || l.Months <= 1 || len(l.Monthly) > 0 || !x.r.hasStart {
		return
	}
	if l.Profile != "" && l.Profile != "even" || l.Stretch != nil {
		x.complain("Start", budget.Warning, "days-dropped", x.r.w.Say("problem.days-dropped"), x.r.w.Say("problem.days-dropped.hint"))
		return
	}
	shares := make([]float64, l.Months)
	for k := range shares {
		shares[k] = 1
	}
	if first {
		shares[0] = float64(daysIn(start)-start.Day+1) / float64(daysIn(start))
	}
	switch {
	case last:
		shares[len(shares)-1] = float64(end.Day) / float64(daysIn(end))
	case x.get("End") == nil && first: // whole months from the day on
		shares = append(shares, 1-shares[0])
	}
	sum := 0.0
	for _, s := range shares {
		sum += s
	}
	for k := range shares {
		shares[k] /= sum
	}
	if l.PerMonth {
		l.Amount = l.Amount.Mul(decimalOf(sum))
		l.PerMonth = false
	}
	l.Months = len(shares)
	name := x.r.w.Say("profile.days", l.ID)
	x.r.plan.Profiles = append(x.r.plan.Profiles, budget.Profile{Row: x.row, Name: name, Shares: shares})
	l.Profile = name
}

// prorateStream lets a stream begin and end within a month by the days it has of
// it.
func (x *record) prorateStream(s *budget.Stream) {
	start, first := x.partDay("Start")
	end, last := x.partDay("End")
	switch {
	case !x.r.hasStart:
	case first && last && s.EndMonth != nil && *s.EndMonth == s.StartMonth:
		s.EndPart = float64(end.Day-start.Day+1) / float64(daysIn(end))
	default:
		if first {
			s.StartPart = float64(start.Day-1) / float64(daysIn(start))
		}
		if last {
			s.EndPart = float64(end.Day) / float64(daysIn(end))
		}
	}
}

// partDay is the date of a field, when its day counts: the column has days that
// are neither firsts nor lasts of a month.
func (x *record) partDay(field string) (unit.Date, bool) {
	c := x.get(field)
	if c == nil || x.broken(field) {
		return unit.Date{}, false
	}
	i := x.t.place[field]
	d, doubt, ok := x.r.cellDate(c, x.t.read[i].order)
	if !ok || doubt || d.Day == 0 || !x.r.days(x.t, i) {
		return d, false
	}
	if field == "Start" {
		return d, d.Day > 1
	}
	return d, d.Day < daysIn(d)
}

// days tells, once a column, whether its days count.
func (r *reader) days(t *table, i int) bool {
	rd := &t.read[i]
	if rd.daysKnown {
		return rd.days
	}
	rd.daysKnown = true
	for _, row := range t.rows {
		c := row.at(t.cols[i])
		if c.blank() {
			continue
		}
		if d, doubt, ok := r.cellDate(c, rd.order); ok && !doubt && d.Day > 1 && d.Day < daysIn(d) {
			rd.days = true
			return true
		}
	}
	return false
}

// daysIn is how many days the month of a date has.
func daysIn(d unit.Date) int {
	return time.Date(d.Year, time.Month(d.Month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
