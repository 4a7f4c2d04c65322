package budget

import (
	"strconv"
	"strings"

	"ballast/budget/words"
)

// asOf is the as-of month counted from the start; ok is false without one.
func (p *Plan) asOf() (month int, ok bool) {
	if p.Project.AsOf == nil || p.Project.Start.IsZero() {
		return 0, false
	}
	return p.Project.AsOf.Sub(p.Project.Start), true
}

// asOfMonth: the as-of month lies inside the horizon.
func (c *checker) asOfMonth() {
	if m, ok := c.plan.asOf(); ok && (m < -1 || m >= c.plan.Project.Horizon) && c.plan.Project.Horizon > 0 {
		c.setting("As-of month", Error, "as-of-range", c.w.Say("problem.as-of-range", c.plan.Project.AsOf.String(),
			c.month(0), c.month(c.plan.Project.Horizon-1)), c.w.Say("problem.as-of-range.hint"))
	}
}

// actualLines: money that flowed belongs to something in the plan. Cost that
// does not is kept as unplanned cost; revenue and funding must have a home.
func (c *checker) actualLines() {
	warned := map[string]bool{}
	for i := range c.plan.Actuals {
		a := &c.plan.Actuals[i]
		kind, _ := c.plan.Home(a)
		switch {
		case kind == "" && a.ID != "" && (a.Kind == "revenue" || a.Kind == "funding"):
			c.unknown(a.Row, "ID", a.ID, c.kinds(a.Kind))
		case kind == "" && a.ID != "" && (a.Kind == "repayment" || a.Kind == "interest"):
			c.unknown(a.Row, "ID", a.ID, c.kinds("funding"))
		case kind == "" && (a.Kind == "" || a.Kind == "cost") && !warned[a.ID]:
			warned[a.ID] = true
			c.at(a.Row, "ID", Warning, "actual-unknown", c.w.Say("problem.actual-unknown", a.ID), c.w.Say("problem.actual-unknown.hint"))
		}
		if (a.Kind == "funding" || a.Kind == "repayment" || a.Kind == "interest") && a.Amount.IsNegative() {
			c.at(a.Row, "Amount", Error, "negative-amount", c.w.Say("problem.negative-amount", header(a.Row, "Amount"), a.Amount.String()),
				c.w.Say("problem.actual-negative.hint"))
		}
	}
}

// knownFold is known, whatever the letter case.
func knownFold(list []named, name string) bool {
	for _, n := range list {
		if strings.EqualFold(n.name, name) {
			return true
		}
	}
	return false
}

// controlDates: what is dated after the as-of month cannot have happened yet.
func (c *checker) controlDates() {
	last, ok := c.plan.asOf()
	if !ok {
		return
	}
	late := func(row Row, month int) {
		if month > last {
			c.at(row, "Date", Warning, "after-as-of", c.w.Say("problem.after-as-of", c.month(month), c.month(last)), c.w.Say("problem.after-as-of.hint"))
		}
	}
	for _, a := range c.plan.Actuals {
		n := len(c.problems)
		if late(a.Row, a.Month); len(c.problems) > n && a.Row.Get("Date") == "" {
			c.problems[n].Ref = a.Ref // it stands under its month
		}
	}
	for _, e := range c.plan.Events {
		late(e.Row, e.Month)
	}
	for _, l := range c.plan.Ledger {
		late(l.Row, l.Month)
	}
}

// progressRows: each line once, between nothing and all.
func (c *checker) progressRows() {
	lines, first := c.kinds("cost"), map[string]Row{}
	for _, p := range c.plan.Progress {
		c.refer(p.Row, "ID", p.ID, lines)
		if p.Complete < 0 || p.Complete > 1 {
			c.at(p.Row, "% complete", Error, "progress-range", c.w.Say("problem.progress-range", p.ID, percentOf(c.w.Language, p.Complete)), c.w.Say("problem.progress-range.hint"))
		}
		c.once(first, p.Row, "ID", strings.ToLower(p.ID), Error)
	}
}

// percentOf writes a share as "110 %".
func percentOf(language string, x float64) string {
	return words.PercentSign(language, strconv.FormatFloat(float64(int64(x*1000+0.5))/10, 'f', -1, 64))
}

// once reports a row whose key another row had before.
func (c *checker) once(first map[string]Row, row Row, field, key string, s Severity) {
	old, twice := first[key]
	if !twice {
		first[key] = row
		return
	}
	hint := "problem.duplicate-row.hint"
	if s == Error {
		hint = "problem.duplicate-row.hint.error"
	}
	c.at(row, field, s, "duplicate-row", c.w.Say("problem.duplicate-row", strconv.Itoa(row.Number), strconv.Itoa(old.Number)), c.w.Say(hint))
}

// controlTwice: rows of the same date, name and amount were probably entered
// twice. Both count.
func (c *checker) controlTwice() {
	first := map[string]Row{}
	for _, a := range c.plan.Actuals {
		if a.Row.Get("Amount") != "" {
			c.once(first, a.Row, "ID", strings.Join([]string{strconv.Itoa(a.Month), a.Kind, strings.ToLower(a.ID), a.Amount.String()}, "|"), Warning)
		}
	}
	first = map[string]Row{}
	for _, e := range c.plan.Events {
		c.once(first, e.Row, "Risk", strings.Join([]string{strconv.Itoa(e.Month), e.Risk, e.Loss.String(), e.Note}, "|"), Warning)
	}
	first = map[string]Row{}
	for _, l := range c.plan.Ledger {
		c.once(first, l.Row, "Amount", strings.Join([]string{strconv.Itoa(l.Month), l.For, l.Amount.String(), l.Approved}, "|"), Warning)
	}
}

// eventRisks: an event that the register does not know is kept as unforeseen.
func (c *checker) eventRisks() {
	risks := c.kinds("risk")
	for _, e := range c.plan.Events {
		if !knownFold(risks, e.Risk) {
			c.at(e.Row, "Risk", Warning, "event-unknown", c.w.Say("problem.event-unknown", e.Risk), c.w.Say("problem.event-unknown.hint"))
		}
	}
}

// ApprovedReserve returns the reserve that was approved: the setting, or what the
// budget limit leaves above the base; ok is false when neither is there.
func (p *Plan) ApprovedReserve(base Money) (approved Money, ok bool) {
	switch {
	case p.Project.Approved != nil:
		return *p.Project.Approved, true
	case p.Project.BudgetLimit != nil && p.Project.BudgetLimit.GreaterThan(base):
		return p.Project.BudgetLimit.Sub(base), true
	}
	return Money{}, false
}

// ledgerDrawn: no more was drawn than was approved.
func (c *checker) ledgerDrawn() {
	if c.plan.Project.Approved == nil {
		return // against the budget limit: the model knows the base
	}
	left := *c.plan.Project.Approved
	for _, l := range c.plan.Ledger {
		left = left.Sub(l.Amount)
		if left.IsNegative() {
			c.at(l.Row, "Amount", Warning, "ledger-over", c.w.Say("problem.ledger-over", c.plan.Project.Approved.Sub(left).String(),
				c.plan.Project.Approved.String()), c.w.Say("problem.ledger-over.hint"))
			return
		}
	}
}

// ruleRows: each metric once and known, thresholds in the order of growing trouble.
func (c *checker) ruleRows() {
	first := map[string]Row{}
	for _, r := range c.plan.Rules {
		c.once(first, r.Row, "Metric", r.Metric+"|"+r.Grade, Error)
		switch m, known := MetricOf(r.Metric); {
		case !known:
			c.at(r.Row, "Metric", Error, "unknown-option", c.w.Say("problem.unknown-option", r.Metric, header(r.Row, "Metric")),
				c.w.Say("problem.unknown-option.hint", c.metricNames()))
		case !m.inOrder(r):
			c.at(r.Row, "General", Error, "rule-order", c.w.Say("problem.rule-order", r.Row.Get("Metric")), c.w.Say("problem.rule-order.hint"))
		}
	}
}

// metricNames lists the figures that a rule can watch.
func (c *checker) metricNames() string {
	var names []string
	for _, m := range Metrics() {
		names = append(names, m.Name(c.w.Language))
	}
	return strings.Join(names, ", ")
}
