package models

import (
	"slices"

	"ballast/budget"
	"ballast/budget/words"
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
			say("control.check.line", decimals(*p.CPI), m.percent(p.ProbabilityOverrun)), say("control.act.line", decimals(p.Factor)))
	}
	for _, st := range c.Sources {
		if st.DaysLate > 0 {
			add(st.ID+" "+st.Name, say("control.plan.source", m.amount(st.Planned)), say("control.do.source", m.amount(st.Received)),
				m.daysLate(st.DaysLate), say("control.act.source"))
		}
	}
	for _, e := range c.Effect {
		if e.Verdict == "expected" {
			continue
		}
		act := "control.act.events." + e.Verdict
		add(m.category(e.Category), say("control.plan.events", tenths(e.Expected)), say("control.do.events", e.Logged, m.amount(e.Loss)),
			say("control.check.events", tenths(e.Interval95[0]), tenths(e.Interval95[1])), say(act))
	}
	for _, r := range c.Responses {
		if !r.Paid {
			add(r.Risk+" "+r.Response, say("control.plan.response", m.amount(r.LossWithout)), say("control.do.response", m.amount(r.Cost), m.amount(r.Loss)),
				say("control.check.response", m.amount(r.Balance)), say(answerTo(r)))
		}
	}
}

// answerTo is what to do about a response that has not paid so far, by where the money
// went: to losses that came all the same, or to the response itself.
func answerTo(r outcome.ResponseCheck) string {
	switch {
	case r.Loss > r.LossWithout:
		return "control.act.response.stronger" // more was lost than expected without it
	case r.Cost > r.Loss:
		return "control.act.response" // the response costs more than what it guards against
	}
	return "control.act.response.review"
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

// amount writes money as all reports do.
func (m *Model) amount(x float64) string {
	return words.Money{Currency: m.plan.Project.Currency, Language: m.words.Language}.Read(x)
}

// whole writes an amount beside another that differs little from it.
func (m *Model) whole(x float64) string {
	return words.Money{Currency: m.plan.Project.Currency, Language: m.words.Language}.Whole(x)
}

func decimals(x float64) string { return budget.MoneyOf(x).StringFixed(2) }

// tenths writes a mean of a count.
func tenths(x float64) string { return budget.MoneyOf(x).StringFixed(1) }

// daysLate says how late money is.
func (m *Model) daysLate(days int) string {
	if days == 1 {
		return m.words.Say("control.check.source.one")
	}
	return m.words.Say("control.check.source", days)
}
