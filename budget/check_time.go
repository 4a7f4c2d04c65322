package budget

import (
	"math"
	"strconv"
)

// durations are not negative, and a line lasts at least a month.
func (c *checker) durations() {
	at := func(row Row, field string, v, least int) {
		if v < least {
			c.at(row, field, Error, "negative-duration", c.w.Say("problem.negative-duration", header(row, field), strconv.Itoa(v), strconv.Itoa(least)),
				c.w.Say("problem.negative-duration.hint"))
		}
	}
	for _, l := range c.plan.Costs {
		at(l.Row, "Months", l.Months, 1)
	}
	for _, s := range c.plan.Revenue {
		at(s.Row, "Ramp months", int(math.Floor(s.RampMonths)), 0)
	}
	for _, s := range c.plan.Funding {
		at(s.Row, "Grace", s.GraceMonths, 0)
		at(s.Row, "Term", s.TermMonths, 0)
	}
	for _, r := range c.plan.Risks {
		at(r.Row, "Impact months", r.ImpactMonths, 0)
	}
}

// windows end after they begin.
func (c *checker) windows() {
	at := func(row Row, field string, from, to int) {
		if to < from {
			c.at(row, field, Error, "end-before-start", c.w.Say("problem.end-before-start", header(row, field), c.month(to), c.month(from)),
				c.w.Say("problem.end-before-start.hint"))
		}
	}
	for _, s := range c.plan.Revenue {
		if s.EndMonth != nil {
			at(s.Row, "End", s.StartMonth, *s.EndMonth)
		}
	}
	for _, s := range c.plan.Funding {
		if s.AvailableTo != nil {
			at(s.Row, "Available to", s.AvailableFrom, *s.AvailableTo)
		}
	}
	for _, r := range c.plan.Risks {
		if r.To < r.From && r.Row.Get("To") == "" { // the window opens after the horizon
			c.at(r.Row, "From", Warning, "past-horizon", c.w.Say("problem.past-horizon.window", r.ID, c.month(r.From)), c.w.Say("problem.past-horizon.hint"))
			continue
		}
		at(r.Row, "To", r.From, r.To)
	}
}

// month writes a month of the plan as 2026-03.
func (c *checker) month(m int) string { return c.plan.Project.Start.Add(m).String() }

// horizon warns of what lies past the last month: it stays in totals, but no
// cash flow shows it.
func (c *checker) horizon() {
	h := c.plan.Project.Horizon
	if h < 1 {
		return
	}
	last := c.month(h - 1)
	for _, l := range c.plan.Costs {
		if l.Months > 0 && l.StartMonth+l.Months > h {
			c.at(l.Row, "Start", Warning, "past-horizon", c.w.Say("problem.past-horizon", l.ID, c.month(l.StartMonth+l.Months-1), last),
				c.w.Say("problem.past-horizon.hint"))
		}
	}
	for _, s := range c.plan.Revenue {
		if s.StartMonth >= h {
			c.at(s.Row, "Start", Warning, "past-horizon", c.w.Say("problem.past-horizon", s.ID, c.month(s.StartMonth), last), c.w.Say("problem.past-horizon.hint"))
		}
	}
	c.lateWindows(h, last)
	for _, t := range c.plan.Tranches {
		if t.Month >= h {
			c.at(t.Row, "Date", Warning, "past-horizon", c.w.Say("problem.past-horizon", t.Source, c.month(t.Month), last), c.w.Say("problem.past-horizon.hint"))
		}
	}
}

// lateWindows warns of risk windows that end past the last month, and of money
// held back until then.
func (c *checker) lateWindows(h int, last string) {
	for _, r := range c.plan.Risks {
		if r.To >= h && r.From < h && r.Row.Get("To") != "" {
			c.at(r.Row, "To", Warning, "past-horizon", c.w.Say("problem.past-horizon.risk", r.ID, c.month(r.To), last), c.w.Say("problem.past-horizon.hint"))
		}
	}
	for _, l := range c.plan.Costs {
		done := l.StartMonth + max(1, l.Months) - 1
		if l.Retention > 0 && done < h && done+l.RetentionMonths >= h {
			c.at(l.Row, "Retention months", Warning, "past-horizon", c.w.Say("problem.past-horizon.retention", l.ID, c.month(done+l.RetentionMonths), last), c.w.Say("problem.past-horizon.hint"))
		}
	}
}
