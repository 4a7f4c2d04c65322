package portfolio

import (
	"math"
	"strings"
	"testing"

	"ballast/budget"
)

// TestPortfolioSettingsStandAbove: the portfolio's seed, futures and sampling stand above those that
// plans have written down; which plans is said, and only of those that differ.
func TestPortfolioSettingsStandAbove(t *testing.T) {
	t.Parallel()
	seed := uint64(7777)
	said := func(p *budget.Plan, fields ...string) *budget.Plan {
		p.Project.Cells = map[string]budget.Ref{}
		for _, f := range fields {
			p.Project.Cells[f] = budget.Ref{File: p.File}
		}
		return p
	}
	rate, asOf := 0.05, budget.Month{Year: 2026, Month: 3}
	a, b, c := made("A", line("C1", 1000, 0, "")), said(made("B", line("C1", 1000, 0, "")), "Seed", "Sampling", "Discount rate"), said(made("C", line("C1", 1000, 0, "")), "Seed", "Scenarios")
	c.Project.Seed, c.Project.Scenarios, c.Project.AsOf = 7777, 512, &budget.Month{Year: 2026, Month: 2}
	o := run(t, Settings{Seed: &seed, Scenarios: 1024, Rate: &rate, AsOf: &asOf, Language: "en"}, []*budget.Plan{a, b, c}, nil)
	want := []string{"the number of futures 1,024 of the portfolio stands above what these plans say: C", "the seed 7777 of the portfolio stands above what these plans say: B",
		"the discount rate 5 % of the portfolio stands above what these plans say: B", "the as-of month 2026-03 of the portfolio stands above what these plans say: C",
		"As of 2026-03 these plans have begun and have no actuals, so that all of them is forecast: A, B (2 in all)"}
	if strings.Join(o.Notes, "\n") != strings.Join(want, "\n") {
		t.Errorf("notes\n%s", strings.Join(o.Notes, "\n"))
	}
}

// TestAsOfStandsAbove: a plan that has happened up to March is, as of February, one in
// which March is still to come: its cost of March is its forecast, uncertain as it was; one
// that begins after the as-of month has not happened at all; the discount rate is that of
// the own run. Levels of drivers in months that both have must agree, with both cells.
func TestAsOfStandsAbove(t *testing.T) {
	t.Parallel()
	p := made("A", line("C1", 1000, 1, "Uniform(900,1100)"), line("C2", 1000, 2, "Uniform(900,1300)"))
	p.Project.AsOf = &budget.Month{Year: 2026, Month: 3}
	p.Actuals = []budget.Actual{{Kind: "cost", ID: "C1", Month: 1, Amount: budget.MoneyOfCents(95000), Incurred: true}, {Kind: "cost", ID: "C2", Month: 2, Amount: budget.MoneyOfCents(150000), Incurred: true}}
	p.Progress = []budget.Progress{{ID: "C1", Complete: 1}}
	nothing := made("N", line("C1", 1, 0, ""))
	rate := 0.05
	o := run(t, Settings{AsOf: &budget.Month{Year: 2026, Month: 2}, Rate: &rate, Language: "en"}, []*budget.Plan{p, nothing}, nil)
	if math.Abs(o.Plans[0].Mean-950-1100) > 5 || o.Cost.SD < 100 {
		t.Errorf("mean %v, sd %v", o.Plans[0].Mean, o.Cost.SD)
	}
	for month, want := range map[int]int{1: 1, -1: -1, -9: -1, 300: 23} {
		at := p.Project.Start.Add(month)
		q := (&Settings{AsOf: &at, Rate: &rate}).Above(p)
		if got := q.Project.AsOf.Sub(p.Project.Start); got != want || q.Project.Rate != rate {
			t.Errorf("as of month %d: the plan is as of %d, discounted by %v", month, got, q.Project.Rate)
		}
	}
	if (&Settings{AsOf: p.Project.AsOf}).Above(nothing) != nothing {
		t.Error("a plan without a past has one")
	}
}
