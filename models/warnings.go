package models

import (
	"math"
	"slices"

	"ballast/budget"
	"ballast/models/outcome"
)

// reading is a figure that a rule watches.
type reading struct {
	where, owner string
	value        float64
}

// warnings compares every metric with its thresholds. A plan without actuals
// is only watched when it has rules, or contracts.
func (s *Simulation) warnings(o *outcome.Outcome) []outcome.Warning {
	if o.Control == nil && o.Commitments == nil && len(s.m.plan.Rules) == 0 {
		return nil
	}
	var out []outcome.Warning
	read := &readings{s: s, o: o, c: o.Control}
	for _, metric := range budget.Metrics() {
		rule, written := s.m.rule(metric.Key)
		levels := metric.Thresholds(rule)
		for _, r := range read.of(metric.Key) {
			tier := tierOf(r.value, levels, metric.Falling)
			if tier == 0 {
				continue
			}
			w := outcome.Warning{Tier: outcome.Tiers()[tier-1], Metric: metric.Key, Name: metric.Name(s.m.words.Language), Where: r.where,
				Value: r.value, Threshold: levels[tier-1], Owner: rule.Owner, Response: rule.Response, BuiltIn: !written}
			s.m.answerGrade(&w)
			if w.Owner == "" || budget.IsLineOwner(w.Owner) {
				w.Owner = r.owner
			}
			if w.Response == "" && metric.Key == "adequacy" {
				w.Response = s.m.sentence(o.Verdict)
			}
			if w.Response == "" {
				w.Response = s.m.words.Say("control.response." + metric.Key)
			}
			out = append(out, w)
		}
	}
	slices.SortStableFunc(out, func(a, b outcome.Warning) int { return outcome.TierRank(b.Tier) - outcome.TierRank(a.Tier) })
	return out
}

// rule returns the written rule of a metric, or an empty one.
func (m *Model) rule(metric string) (budget.Rule, bool) {
	for _, r := range m.plan.Rules {
		if r.Metric == metric && r.Grade == "" {
			return r, true
		}
	}
	return budget.Rule{}, false
}

// answerGrade takes who is told of an event, and what is done, from the rule of its grade.
//
// Checked: TestEachGradeHasItsResponse of cmd/ballast.
func (m *Model) answerGrade(w *outcome.Warning) {
	grades := []string{"", "ordinary", "larger", "major", "extreme"}
	if w.Metric != "event" || w.Value < 1 || int(w.Value) >= len(grades) {
		return
	}
	for _, r := range m.plan.Rules {
		if r.Metric == w.Metric && r.Grade == grades[int(w.Value)] {
			w.Owner, w.Response, w.BuiltIn = r.Owner, r.Response, false
		}
	}
}

// tierOf is the highest threshold that a value has reached: 0 none, 3 major. A
// falling metric must be below its threshold, any other at it or above.
func tierOf(value float64, levels [3]float64, falling bool) int {
	tier := 0
	for k, at := range levels {
		if falling && value < at || !falling && value >= at {
			tier = k + 1
		}
	}
	return tier
}

// watched is how a metric is read off an outcome.
type watched struct {
	metric  string
	running bool // only a plan with actuals has it
	read    func(l *readings)
}

// readings collects the figures of one metric, the plan's own first.
type readings struct {
	s    *Simulation
	o    *outcome.Outcome
	c    *outcome.Control // nil without actuals
	list []reading
}

// add takes up a figure of a part of the plan, "" the plan itself, that owner
// answers for. What is undefined is left out.
func (l *readings) add(where, owner string, x *float64) {
	if x != nil && !math.IsNaN(*x) && !math.IsInf(*x, 0) {
		l.list = append(l.list, reading{where, owner, *x})
	}
}

// of returns the figures of one metric.
func (l *readings) of(metric string) []reading {
	l.list = nil
	for _, w := range watches() {
		if w.metric == metric && (l.c != nil || !w.running) {
			w.read(l)
		}
	}
	return l.list
}

// watches says of every metric of budget.Metrics how it is read.
//
// Checked: TestEveryMetricIsRead.
func watches() []watched {
	return []watched{
		{"overrun", false, (*readings).overrun},
		{"eac", true, func(l *readings) {
			x, _ := outcome.Ratio(l.c.EAC.Simulated.Quantiles.At(50), l.c.Budget, "")
			l.add("", "", x)
		}},
		{"cpi", true, func(l *readings) { l.index(func(e *outcome.EVM) *float64 { return e.CPI }) }},
		{"spi", true, func(l *readings) { l.index(func(e *outcome.EVM) *float64 { return e.SPI }) }},
		{"gap3", false, func(l *readings) { l.gapWithin(3) }},
		{"gap6", false, func(l *readings) { l.gapWithin(6) }},
		{"late", true, func(l *readings) {
			for _, st := range l.c.Sources {
				x := float64(st.DaysLate)
				l.add(st.ID, "", &x)
			}
		}},
		{"adequacy", true, func(l *readings) { l.add("", "", l.c.Adequacy) }},
		{"payback", false, (*readings).payback},
		{"redline", true, func(l *readings) {
			for i, p := range l.c.Lines {
				l.add(p.ID, l.s.m.plan.Costs[i].Owner, p.RedLineUsed)
			}
		}},
		{"vendor", true, func(l *readings) {
			for _, v := range l.c.Cards.Vendors {
				l.add(v.Name, l.s.m.ownerOfVendor(v.Name), v.LateRate)
			}
		}},
		{"concentration", false, func(l *readings) {
			if f := l.o.Funding; f != nil && len(f.Sources) > 1 {
				l.add("", "", &f.Concentration)
			}
		}},
		{"runway", true, func(l *readings) {
			if l.c.Runway != nil {
				x := l.c.Runway.Quantiles.At(50)
				l.add("", "", &x)
			}
		}},
		{"committed", false, func(l *readings) {
			if l.o.Commitments == nil {
				return
			}
			for i, p := range l.o.Commitments.Lines {
				if p.Committed > 0 {
					l.add(p.ID, l.s.m.plan.Costs[i].Owner, p.Used)
				}
			}
		}},
		{"event", true, (*readings).events},
		{"drawn", true, func(l *readings) {
			if l.c.ReserveApproved != nil {
				x, _ := outcome.Ratio(l.c.ReserveDrawn, *l.c.ReserveApproved, "")
				l.add("", "", x)
			}
		}},
	}
}

func (l *readings) overrun() { l.add("", "", &l.o.Cost.Overrun.Probability) }

func (l *readings) gapWithin(months int) {
	if l.s.m.hasCash() {
		l.add("", "", l.s.gapWithin(months))
	}
}

// payback is the 80 % quantile of payback against the target. Beyond the
// horizon counts as one month after it.
func (l *readings) payback() {
	target := l.s.m.plan.Project.PaybackTgt
	if l.o.Return == nil || target == nil || *target <= 0 || len(l.o.Return.Payback.Quantiles) == 0 {
		return
	}
	x := l.o.Return.Payback.Quantiles.At(80)
	if math.IsNaN(x) || math.IsInf(x, 0) {
		x = float64(l.s.m.horizon + 1)
	}
	x /= *target
	l.add("", "", &x)
}

// ownerOfVendor answers for all lines of a vendor, "" when there are several owners.
func (m *Model) ownerOfVendor(vendor string) string {
	owner := ""
	for i := range m.plan.Costs {
		switch l := &m.plan.Costs[i]; {
		case l.Vendor != vendor:
		case owner != "" && owner != l.Owner:
			return ""
		default:
			owner = l.Owner
		}
	}
	return owner
}

// smallLine is the share of the plan's planned value below which a line's own
// CPI and SPI are not watched.
const smallLine = 0.01

// index reads an index of earned value of the plan and of its lines.
func (l *readings) index(of func(e *outcome.EVM) *float64) {
	l.add("", "", of(&l.c.EVM))
	for i := range l.c.Lines {
		if p := &l.c.Lines[i]; math.Abs(p.PV) >= smallLine*math.Abs(l.c.PV) {
			l.add(p.ID, l.s.m.plan.Costs[i].Owner, of(&p.EVM))
		}
	}
}

// eventMonths is how many months an event is watched.
const eventMonths = 3

// events are the grades of the events of the last months, from 1 ordinary to 4
// extremely major, the gravest of each risk. One that a closed action answers is done.
func (l *readings) events() {
	m := l.s.m
	from := m.plan.Project.Start.Add(m.cut - eventMonths).String()
	grades := map[string]float64{"ordinary": 1, "larger": 2, "major": 3, "extreme": 4}
	worst, order := map[string]float64{}, []string{}
	for _, e := range l.c.Events {
		if !slices.Contains(order, e.Risk) {
			order = append(order, e.Risk)
		}
		if e.Date >= from && !m.eventClosed(e.Risk) {
			worst[e.Risk] = math.Max(worst[e.Risk], grades[e.Grade])
		}
	}
	for _, risk := range order {
		if x := worst[risk]; x > 0 {
			l.add(risk, m.answers(risk), &x)
		}
	}
}

// eventClosed tells whether the last action about a risk's events is closed.
func (m *Model) eventClosed(risk string) bool {
	closed := false
	for i := range m.plan.Actions {
		if a := &m.plan.Actions[i]; a.Month < m.cut && a.Answers("event", risk) {
			closed = a.Status == "closed"
		}
	}
	return closed
}
