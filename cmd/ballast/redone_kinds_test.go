package main

import (
	"math"
	"slices"
	"strings"

	"ballast/budget/words"
	"ballast/models/outcome"
)

// kindOf is a kind of sentence of the Dashboard: its key, its arguments, and how it is
// tried; tried is nil where it says nothing that a run could show.
type kindOf struct {
	key   string
	args  int
	tried func(a []string)
}

// kinds are those of all sentences with figures of the Dashboards of plans.
func (r *redone) kinds() []kindOf {
	p, o, f := &r.plan.Project, r.fresh, r.fresh
	said := func(what, text string, want float64) {
		if numberSaid(r.t, text) != want {
			r.t.Errorf("%s is said to be %s, the plan says %v", what, text, want)
		}
	}
	percent := func(what, text string, want float64) {
		if v := numberSaid(r.t, text) / 100; math.Abs(v-want) > 0.00501 {
			r.t.Errorf("%s is said to be %s, the plan says %v", what, text, want)
		}
	}
	certain := 0
	for _, c := range r.plan.Costs {
		if !c.Uncertainty.Written() {
			certain++
		}
	}
	npv := func(text string) {
		r.amount("mean NPV", text, f.Return.NPV.Mean, 6*f.Return.NPV.SD/math.Sqrt(float64(f.Run.Scenarios)))
	}
	q := func(x *outcome.Outcome, p float64) float64 { return x.Cost.Quantiles.At(p) }
	near := 3 * width(o.Reserve.Interval95)
	return []kindOf{
		{"headline.asof.limit", 5, func(a []string) {
			r.amount("reserve left", a[0], *o.Control.ReserveLeft, 0)
			r.amount("reserve needed", a[1], f.Control.ReserveNeed, near)
			r.raise(a[4])
		}},
		{"headline.limit", 3, func(a []string) { r.amount("limit", a[1], *o.Cost.BudgetLimit, 0); r.raise(a[2]) }},
		{"headline.enough", 3, func(a []string) { r.amount("limit", a[1], *o.Cost.BudgetLimit, 0); r.leaves(a[2]) }},
		{"light.limit", 2, func(a []string) { r.raise(a[1]) }},
		{"report.board.finding", 4, func(a []string) { r.setAside(a[1], a[2], a[3]) }},
		{"report.board.gap", 1, func(a []string) { r.chance("P(gap)", a[0], f.Cash.ProbabilityGap) }},
		{"report.warn.gap", 2, func(a []string) {
			r.chance("P(gap)", a[0], f.Cash.ProbabilityGap)
			percent("accepted", a[1], 1-p.LiquidityConfidence)
		}},
		{"report.warn.limit", 2, func(a []string) {
			r.chance("P(over the limit)", a[0], *f.Cost.ProbabilityOverLimit)
			r.amount("limit", a[1], *o.Cost.BudgetLimit, 0)
		}},
		{"light.outside", 3, func(a []string) { r.outside(a[0], a[1], a[2]) }},
		{"light.partner", 3, func(a []string) { r.partner(a[0], a[1], a[2]) }},
		{"report.board.driver", 5, func(a []string) { r.driver(a[1], a[2], a[3]) }},
		{"report.risks.finding", 4, func(a []string) { r.without(a[0], a[2], a[3]) }},
		{"report.mixes.finding", 6, func(a []string) {
			lead := words.For(r.plan.Language).Say("report.board.mixes", "")
			r.mix(strings.TrimPrefix(a[0], lead), a[2], a[1])
			r.mix(strings.TrimSpace(a[3]), a[4], "")
		}},
		{"report.mixes.finding.best.cheap", 2, func(a []string) { percent("allowed", a[1], 1-p.LiquidityConfidence) }},
		{"report.tile.reserve.sub", 3, func(a []string) {
			r.amount("lower end", a[0], f.Reserve.Interval95[0], near)
			r.amount("upper end", a[1], f.Reserve.Interval95[1], near)
		}},
		{"report.tile.cost.sub", 3, func(a []string) {
			r.amount("base", a[0], o.Cost.Base, 0)
			r.amount("P50", a[1], q(f, 50), near)
			r.amount("P90", a[2], q(f, 90), near)
		}},
		{"report.overrun.base", 2, func(a []string) {
			r.amount("base", a[0], o.Cost.Base, 0)
			r.chance("P(over the base)", a[1], f.Cost.ProbabilityOverrun)
		}},
		{"report.overrun.over.limit", 1, func(a []string) { r.amount("limit", a[0], *o.Cost.BudgetLimit, 0) }},
		{"report.tile.gap.sub", 2, func(a []string) {
			r.amount("P90 of the largest gap", a[1], f.Cash.PeakGap.Quantiles.At(90), 0.1*f.Cash.PeakGap.Quantiles.At(99))
		}},
		{"report.tile.month.sub", 1, func(a []string) {
			top := slices.MaxFunc(f.Cost.Months, func(a, b outcome.CostMonth) int { return int(math.Copysign(1, a.Mean-b.Mean)) })
			if !strings.Contains(a[0], top.Date) {
				r.t.Errorf("the busiest month is said to be %s, other draws say %s", a[0], top.Date)
			}
		}},
		{"report.tile.mean.sub", 2, func(a []string) {
			r.amount("P10", a[0], q(f, 10), near)
			r.amount("P90", a[1], q(f, 90), near)
		}},
		{"light.major", 1, func(a []string) {
			n := 0
			for _, w := range f.Warnings {
				if w.Tier == "major" {
					n++
				}
			}
			said("major warnings", a[0], float64(n))
		}},
		{"light.warning", 5, func(a []string) { r.warned(a[2], a[3], a[4]) }},
		{"report.tile.gap.none", 1, func(a []string) { r.amount("minimum cash", a[0], p.MinimumCash.InexactFloat64(), 0) }},
		{"report.tile.liquidity.sub.bank", 1, func(a []string) { percent("liquidity confidence", a[0], p.LiquidityConfidence) }},
		{"report.tile.liquidity.sub", 1, func(a []string) { percent("liquidity confidence", a[0], p.LiquidityConfidence) }},
		{"report.tile.payback.sub", 2, func(a []string) {
			if v, want := numberSaid(r.t, a[0]), f.Return.Payback.Quantiles.At(80); math.Abs(v-want) > 0.5 {
				r.t.Errorf("payback P80 is said to be %s, other draws say %v", a[0], want)
			}
			npv(a[1])
		}},
		{"report.assume.base", 1, func(a []string) { r.amount("base", a[0], o.Cost.Base, 0) }},
		{"report.assume.rate", 2, func(a []string) { percent("discount rate", a[0], p.Rate); percent("tax rate", a[1], p.TaxRate) }},
		{"report.assume.cash", 2, func(a []string) {
			r.amount("opening cash", a[0], p.OpeningCash.InexactFloat64(), 0)
			r.amount("minimum cash", a[1], p.MinimumCash.InexactFloat64(), 0)
		}},
		{"report.assume.correlated", 1, func(a []string) { said("correlations", a[0], float64(len(o.Correlation.Requested))) }},
		{"report.assume.independent.at", 2, func(a []string) { r.correlated(a[0], a[1]) }},
		{"report.assume.certain", 2, func(a []string) {
			said("certain lines", a[0], float64(certain))
			said("lines", a[1], float64(len(r.plan.Costs)))
		}},
		{"report.assume.certain.one", 1, func(a []string) {
			said("certain lines", "1", float64(certain))
			said("lines", a[0], float64(len(r.plan.Costs)))
		}},
		{"report.assume.management", 1, func(a []string) { r.amount("management reserve", a[0], f.Reserve.Management, near) }},
		// what was read and what a reviewer asks is told by the reader and the rules: see
		// TestUnreadAreCounted, TestRepairedAreThoseGiven and TestMethodOnSamples
		{"light.assumed", 1, nil}, {"review.board.one", 1, nil},
	}
}
