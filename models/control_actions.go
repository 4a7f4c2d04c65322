package models

import (
	"math"
	"slices"
	"strings"

	"ballast/budget"
	"ballast/models/outcome"
)

// mostActions is how many lines the plan-do-check-act table names at most.
const mostActions = 5

// actions fills the plan-do-check-act table: what was planned, what was done,
// what the figures say, what to change.
func (m *Model) actions(c *outcome.Control, v outcome.Verdict) {
	say := m.words.Say
	add := func(where, plan, do, check, act string) {
		c.Actions = append(c.Actions, outcome.Action{Where: where, Plan: plan, Do: do, Check: check, Act: act})
	}
	if c.ReserveApproved != nil {
		add(say("control.where.reserve"), say("control.plan.reserve", m.amount(*c.ReserveApproved)), say("control.do.reserve", m.amount(c.ReserveDrawn)),
			say("control.check.reserve", m.amount(*c.ReserveLeft), m.amount(c.ReserveNeed)), m.sentence(v))
	}
	for _, p := range m.worst(c.Lines) {
		add(p.ID+" "+p.Name, say("control.plan.line", m.amount(p.EV)), say("control.do.line", m.amount(p.AC)),
			say("control.check.line", decimals(*p.CPI), percentText(p.ProbabilityOverrun)), say("control.act.line", decimals(p.Factor)))
	}
	for _, st := range c.Sources {
		if st.DaysLate > 0 {
			add(st.ID+" "+st.Name, say("control.plan.source", m.amount(st.Planned)), say("control.do.source", m.amount(st.Received)),
				say("control.check.source", st.DaysLate), say("control.act.source"))
		}
	}
	for _, e := range c.Effect {
		if e.Verdict == "expected" {
			continue
		}
		act := "control.act.events." + e.Verdict
		add(m.category(e.Category), say("control.plan.events", decimals(e.Expected)), say("control.do.events", e.Logged, m.amount(e.Loss)),
			say("control.check.events", decimals(e.Interval95[0]), decimals(e.Interval95[1])), say(act))
	}
	for _, r := range c.Responses {
		if !r.Paid {
			add(r.Risk+" "+r.Response, say("control.plan.response", m.amount(r.LossWithout)), say("control.do.response", m.amount(r.Cost), m.amount(r.Loss)),
				say("control.check.response", m.amount(r.Balance)), say("control.act.response"))
		}
	}
}

// category names a category of risks.
func (m *Model) category(canonical string) string {
	if key := "control.category." + canonical; m.words.Has(key) {
		return m.words.Say(key)
	}
	return m.words.Say("control.category.other")
}

// worst returns the lines with a CPI below 0.95 that cost the most beyond what
// was earned.
func (m *Model) worst(lines []outcome.Performance) []outcome.Performance {
	var out []outcome.Performance
	for _, p := range lines {
		if p.CPI != nil && *p.CPI < 0.95 {
			out = append(out, p)
		}
	}
	slices.SortStableFunc(out, func(a, b outcome.Performance) int {
		switch {
		case a.CV < b.CV:
			return -1
		case a.CV > b.CV:
			return 1
		}
		return 0
	})
	return out[:min(len(out), mostActions)]
}

// amount writes money in whole units with separators and the currency.
func (m *Model) amount(x float64) string {
	digits := budget.MoneyOf(math.Round(math.Abs(x))).StringFixed(0)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	if x <= -0.5 {
		digits = "-" + digits
	}
	return strings.TrimSpace(m.plan.Project.Currency + " " + digits)
}

func decimals(x float64) string { return budget.MoneyOf(x).StringFixed(2) }
