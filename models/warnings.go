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
// is only watched when it has rules.
func (s *Simulation) warnings(o *outcome.Outcome) []outcome.Warning {
	if o.Control == nil && len(s.m.plan.Rules) == 0 {
		return nil
	}
	var out []outcome.Warning
	for _, metric := range budget.Metrics() {
		rule, written := s.m.rule(metric.Key)
		levels := metric.Thresholds(rule)
		for _, r := range s.readings(o, metric.Key) {
			tier := tierOf(r.value, levels, metric.Falling)
			if tier == 0 {
				continue
			}
			w := outcome.Warning{Tier: outcome.Tiers()[tier-1], Metric: metric.Key, Name: s.m.words.Say("control.metric." + metric.Key), Where: r.where,
				Value: r.value, Threshold: levels[tier-1], Owner: rule.Owner, Response: rule.Response, BuiltIn: !written}
			if w.Owner == "" {
				w.Owner = r.owner
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
		if r.Metric == metric {
			return r, true
		}
	}
	return budget.Rule{}, false
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

// readings are the figures of one metric, the plan's own first.
func (s *Simulation) readings(o *outcome.Outcome, metric string) []reading {
	if c := o.Control; c != nil {
		if list, ok := s.controlReadings(c, metric); ok {
			return list
		}
	}
	one := func(x *float64) []reading {
		if x == nil || math.IsNaN(*x) {
			return nil
		}
		return []reading{{value: *x}}
	}
	switch metric {
	case "overrun":
		if o.Cost.ProbabilityOverLimit != nil {
			return one(o.Cost.ProbabilityOverLimit)
		}
		return one(&o.Cost.ProbabilityOverrun)
	case "payback":
		return s.paybackReading(o)
	case "concentration":
		if o.Funding != nil && len(o.Funding.Sources) > 1 {
			return one(&o.Funding.Concentration)
		}
	case "gap3", "gap6":
		if s.m.hasCash() {
			return one(s.gapWithin(map[string]int{"gap3": 3, "gap6": 6}[metric]))
		}
	}
	return nil
}

// paybackReading is the 80 % quantile of payback against the target. Beyond
// the horizon counts as one month after it.
func (s *Simulation) paybackReading(o *outcome.Outcome) []reading {
	target := s.m.plan.Project.PaybackTgt
	if o.Return == nil || target == nil || *target <= 0 {
		return nil
	}
	x := o.Return.Payback.Quantiles.At(80)
	if math.IsNaN(x) || math.IsInf(x, 0) {
		x = float64(s.m.horizon + 1)
	}
	return []reading{{value: x / *target}}
}

// smallLine is the share of the plan's planned value below which a line's own
// CPI and SPI are not watched.
const smallLine = 0.01

// controlReadings are the figures that only a running plan has.
func (s *Simulation) controlReadings(c *outcome.Control, metric string) (list []reading, ok bool) {
	add := func(where, owner string, x *float64) {
		if x != nil && !math.IsNaN(*x) && !math.IsInf(*x, 0) {
			list = append(list, reading{where, owner, *x})
		}
	}
	switch metric {
	case "overrun":
		add("", "", &c.ProbabilityOverrun)
	case "eac":
		x, _ := outcome.Ratio(c.EAC.Simulated.Quantiles.At(50), c.Budget, "")
		add("", "", x)
	case "cpi", "spi":
		pick := func(e *outcome.EVM) *float64 {
			if metric == "cpi" {
				return e.CPI
			}
			return e.SPI
		}
		add("", "", pick(&c.EVM))
		for i := range c.Lines {
			if p := &c.Lines[i]; math.Abs(p.PV) >= smallLine*math.Abs(c.PV) {
				add(p.ID, s.m.plan.Costs[i].Owner, pick(&p.EVM))
			}
		}
	case "late":
		for _, st := range c.Sources {
			x := float64(st.DaysLate)
			add(st.ID, "", &x)
		}
	case "adequacy":
		add("", "", c.Adequacy)
	case "redline":
		for i, p := range c.Lines {
			add(p.ID, s.m.plan.Costs[i].Owner, p.RedLineUsed)
		}
	case "vendor":
		for _, v := range c.Cards.Vendors {
			add(v.Name, "", v.LateRate)
		}
	case "runway":
		if c.Runway != nil {
			x := c.Runway.Quantiles.At(50)
			add("", "", &x)
		}
	case "drawn":
		if c.ReserveApproved != nil {
			x, _ := outcome.Ratio(c.ReserveDrawn, *c.ReserveApproved, "")
			add("", "", x)
		}
	default:
		return nil, false
	}
	return list, true
}
